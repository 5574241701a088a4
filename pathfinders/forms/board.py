"""The filters of the path board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pathfinders.enums import Procedure
from pathfinders.forms.filters import NOT_A_CHOICE, PathFilters

STUCK_DAYS_MAX = 36_500


class BoardFilters(PathFilters):
    """The shared filters, the procedure, and how long nothing happened."""

    field_order = ["q", "region", "stage", "procedure", "stuck"]

    procedure = forms.ChoiceField(
        label=_("Procedure"),
        choices=[("", _("All procedures")), *Procedure.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    stuck = forms.IntegerField(
        label=_("No dated step for (days)"),
        min_value=1,
        max_value=STUCK_DAYS_MAX,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--4"}),
    )
