"""The filters that every list of countries on the path has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Region
from pathfinders.enums import Stage

NOT_A_CHOICE = {"invalid_choice": _("This choice does not exist and was ignored.")}


class PathFilters(forms.Form):
    """What of a list is shown; a value that cannot be read filters nothing."""

    q = forms.CharField(
        label=_("Name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    region = forms.ChoiceField(
        label=_("Region"),
        choices=[("", _("All regions")), *Region.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[("", _("All stages")), *Stage.choices],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
