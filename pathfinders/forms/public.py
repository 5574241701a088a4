"""The filters of the public list of countries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliance87.core.enums import Region
from pathfinders.enums import Stage

NOT_A_CHOICE = {"invalid_choice": _("This choice does not exist and was ignored.")}
BY_STEP = "latest"


class CountryFilters(forms.Form):
    """What of the list is shown; a value that cannot be read filters nothing."""

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
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("By name")), (BY_STEP, _("Latest step first"))],
        required=False,
        error_messages=NOT_A_CHOICE,
    )

    def chosen(self) -> dict[str, str]:
        """Return the filters that are set and readable, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
