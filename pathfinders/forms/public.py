"""The filters of the public list of countries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pathfinders.forms.filters import NOT_A_CHOICE, PathFilters

BY_STEP = "latest"


class CountryFilters(PathFilters):
    """The shared filters, and the order."""

    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("By name")), (BY_STEP, _("Latest step first"))],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
