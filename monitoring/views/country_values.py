"""The values of one country, with their proof, as known now or on a day."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.unchanged import one_snapshot, unchanged
from monitoring import rules
from monitoring.figures import breakdowns
from monitoring.forms.values import AsOfForm
from monitoring.selectors.catalogue import listed_for
from monitoring.selectors.country_values import CountryValues, country_values
from monitoring.selectors.values import reads_work
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.roadmap import or_sign_in


@login_not_required
@require_safe
@or_sign_in
@one_snapshot
def values(request, iso3):
    """List the newest value of each indicator; `?as_of=` shows an earlier day."""
    pathfinder = find_pathfinder(request, iso3)
    filters = AsOfForm(request.GET)
    asked = ("values", pathfinder.pk, request.GET.get("as_of", ""))
    page = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "body": unchanged(request, partial(_body, pathfinder, filters), *asked),
        "as_of": filters.day(),
        "is_team": rules.may_see_work(request.user, pathfinder),
        "has_drafts": reads_work(request.user, pathfinder, as_of=filters.day()),
        "may_export": rules.may_export_everything(request.user, pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Indicators"))),
    }
    return render(request, "monitoring/country_values.html", page)


def _body(pathfinder: Pathfinder, filters: AsOfForm, reader) -> SafeString:
    """Return what the page says to a reader below its title."""
    definitions = listed_for(pathfinder)
    found = country_values(pathfinder, definitions, reader, as_of=filters.day())
    context = {
        "pathfinder": pathfinder,
        "found": found,
        "parts": _parts_in_words(found),
        "filters": filters,
        "as_of": filters.day(),
    }
    return render_to_string("monitoring/country_values_body.html", context)


def _parts_in_words(found: CountryValues) -> dict[int, list]:
    """Return the parts of each row with their names, by key of the definition."""
    return {
        row.definition.pk: [
            (breakdowns.label(key, found.names), mark) for key, mark in row.parts
        ]
        for group in found.groups
        for row in group.rows
    }
