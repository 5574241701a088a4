"""The values of one country, with their proof, as known now or on a day."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring import rules
from monitoring.figures import breakdowns
from monitoring.forms.values import AsOfForm
from monitoring.selectors.catalogue import listed_for
from monitoring.selectors.country_values import CountryValues, country_values
from monitoring.selectors.entry import part_names
from monitoring.selectors.values import reads_work
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder
from pathfinders.views.roadmap import or_sign_in


@login_not_required
@require_safe
@or_sign_in
def values(request, iso3):
    """List the newest value of each indicator; `?as_of=` shows an earlier day."""
    pathfinder = find_pathfinder(request, iso3)
    filters = AsOfForm(request.GET)
    definitions = listed_for(pathfinder)
    found = country_values(pathfinder, definitions, request.user, as_of=filters.day())
    page = {
        "pathfinder": pathfinder,
        "is_example": pathfinder.is_example,
        "found": found,
        "parts": _parts_in_words(found),
        "filters": filters,
        "as_of": filters.day(),
        "is_team": rules.may_see_work(request.user, pathfinder),
        "has_drafts": reads_work(request.user, pathfinder, as_of=filters.day()),
        "may_export": rules.may_export_everything(request.user, pathfinder),
        "breadcrumbs": breadcrumbs(pathfinder, Line(_("Indicators"))),
    }
    return render(request, "monitoring/country_values.html", page)


def _parts_in_words(found: CountryValues) -> dict[int, list]:
    """Return the parts of each row with their names, by key of the definition."""
    names = part_names()
    return {
        row.definition.pk: [
            (breakdowns.label(key, names), mark) for key, mark in row.parts
        ]
        for group in found.groups
        for row in group.rows
    }
