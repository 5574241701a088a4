"""What of the portfolio is shown, in which order, and as known on which day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.forms.values import AsOfForm
from monitoring.selectors import portfolio_cells as cells
from pathfinders.forms.filters import NOT_A_CHOICE, PathFilters

REGION = "region"
# Columns that can be ordered, with whether the largest comes first.
ORDERS = {
    cells.STAGE: (_("By stage, the furthest first"), True),
    cells.DAYS: (_("By days in stage, the longest first"), True),
    cells.DATA: (_("By age of data, the oldest first"), True),
    cells.DEADLINE: (_("By deadline, the next first"), False),
}


class PortfolioFilters(PathFilters, AsOfForm):
    """A value that cannot be read filters nothing."""

    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("By name")), *((key, each[0]) for key, each in ORDERS.items())],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    group = forms.ChoiceField(
        label=_("Groups"),
        choices=[("", _("None")), (REGION, _("By region"))],
        required=False,
        error_messages=NOT_A_CHOICE,
    )
    field_order = ["q", "region", "stage", "sort", "group", "as_of"]
