"""Gaps and age of data: how old the newest value of each country and indicator is."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import csv_response
from monitoring.enums import Dimension, IndicatorTheme
from monitoring.forms.across import GapFilters
from monitoring.selectors.catalogue import Chosen, narrowed, standard_definitions
from monitoring.selectors.gaps import Gaps, gaps
from monitoring.views.across import countries_for, query_of
from pathfinders.views.frame import Line


@dataclass(frozen=True, slots=True)
class View:
    filters: GapFilters
    chosen: dict
    as_of: date | None
    found: Gaps | None

    @property
    def title(self) -> str:
        """What the columns are about: the theme and the dimension in words."""
        facts = {
            "theme": IndicatorTheme(self.chosen["theme"]).label,
            "dimension": Dimension(self.chosen["dimension"]).label,
        }
        return _("%(theme)s: %(dimension)s") % facts

    @property
    def day(self) -> date:
        return self.as_of or timezone.localdate()


def _asked(request) -> View:
    filters = GapFilters(request.GET)
    chosen = filters.chosen()
    as_of = chosen.get("as_of")
    of = Chosen(theme=chosen["theme"], dimension=chosen["dimension"])
    definitions = narrowed(standard_definitions(), of)
    countries = countries_for(request.user, chosen)
    found = gaps(definitions, countries, request.user, as_of=as_of)
    return View(filters, chosen, as_of, found)


@login_not_required
@require_safe
def gaps_page(request):
    """Show how old values are, and where there are none."""
    view = _asked(request)
    context = {
        "view": view,
        "found": view.found,
        "filters": view.filters,
        "is_filtered": bool(request.GET),
        "csv_url": reverse("monitoring:gaps-csv") + query_of(view.filters),
        "page_url": reverse("monitoring:gaps"),
        "breadcrumbs": [
            Line(_("Home"), url="/"),
            Line(_("Indicators"), url=reverse("monitoring:indicator-list")),
            Line(_("Gaps and age of data")),
        ],
    }
    return render(request, "monitoring/gaps.html", context)


@login_not_required
@require_safe
def gaps_csv(request):
    """Deliver the table of exactly this view; each row names its day."""
    view = _asked(request)
    header, rows = view.found.table.table() if view.found else ([_("Country")], [])
    day = view.day.isoformat()
    name = f"data-gaps-{view.chosen['dimension']}-{view.chosen['theme']}-{day}"
    lines = ([*row, day] for row in rows)
    return csv_response(name.replace("_", "-"), [*header, _("As of")], lines)
