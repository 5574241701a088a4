"""Which countries and indicators the pages of a theme show, and of which day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Dimension, IndicatorTheme
from monitoring.forms.values import AsOfForm
from pathfinders.forms.filters import NOT_A_CHOICE, PathFilters


class AcrossFilters(PathFilters, AsOfForm):
    """A value that cannot be read filters nothing."""

    q = None
    stage = None
    field_order = ["region", "as_of"]


class GapFilters(AcrossFilters):
    """Without a choice: how widespread child labour is."""

    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=IndicatorTheme.choices,
        error_messages=NOT_A_CHOICE,
    )
    dimension = forms.ChoiceField(
        label=_("Dimension"), choices=Dimension.choices, error_messages=NOT_A_CHOICE
    )
    field_order = ["theme", "dimension", "region", "as_of"]
    FIRST = {
        "theme": IndicatorTheme.CHILD_LABOUR,
        "dimension": Dimension.PREVALENCE,
    }

    def __init__(self, data):
        data = data.copy()
        for name, value in self.FIRST.items():
            data[name] = data.get(name) or value
        super().__init__(data)

    def chosen(self) -> dict:
        """Return the filters that are set and readable; theme and dimension always."""
        return self.FIRST | super().chosen()
