"""Countries and years side by side: only what measures the same is compared."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import csv_response
from monitoring.figures.shown import plain, shown_to
from monitoring.forms.comparing import FEWEST, CompareForm
from monitoring.forms.values import AsOfForm
from monitoring.models import Definition
from monitoring.selectors.catalogue import standard_definitions
from monitoring.selectors.comparing import Refused, Side, SideBySide, side_by_side
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line


@login_not_required
@require_safe
def compare(request):
    """Show values side by side, and say of what is not compared why not."""
    form, filters = _question(request)
    found = _answer(request, form, filters.day())
    definition = form.definition()
    page = {
        "form": form,
        "filters": filters,
        "as_of": filters.day(),
        "definition": definition,
        "found": found,
        "refused": [
            (each, _nearest_url(each, definition, filters.day()))
            for each in (found.refused if found else ())
        ],
        "facts": _facts_by_side(found) if found else {},
        "query": request.GET.urlencode(),
        "breadcrumbs": [
            Line(_("Home"), url="/"),
            Line(_("Indicators"), url=reverse("monitoring:indicator-list")),
            Line(_("Compare")),
        ],
    }
    return render(request, "monitoring/compare.html", page)


@login_not_required
@require_safe
def compare_csv(request):
    """Deliver what the page shows as a table; nothing where the question is unclear."""
    form, filters = _question(request)
    faults = [*form.faults, filters.fault] if filters.fault else form.faults
    found = None if faults else _answer(request, form, filters.day())
    if found is None:
        faults = faults or [_("Choose an indicator and what to compare.")]
        kind = "text/plain; charset=utf-8"
        return HttpResponse("\n".join(faults), status=400, content_type=kind)
    definition = form.definition()
    day = f"-{filters.day().isoformat()}" if filters.day() else ""
    name = f"compare-{definition.indicator.code}{day}"
    rows = [
        *(
            _row(each, definition, number, found, request, filters.day())
            for number, group in enumerate(found.groups, start=1)
            for each in group.sides
        ),
        *(
            _row(each, definition, None, found, request, filters.day())
            for each in found.silent
        ),
    ]
    return csv_response(name, _header(), rows)


def _question(request) -> tuple[CompareForm, AsOfForm]:
    pathfinders = Pathfinder.objects.visible_to(request.user).by_name()
    form = CompareForm(
        request.GET,
        definitions=[each for each in standard_definitions() if not each.is_computed],
        pathfinders=list(pathfinders.select_related("country")),
    )
    form.is_valid()
    return form, AsOfForm(request.GET)


def _answer(request, form: CompareForm, as_of: date | None) -> SideBySide | None:
    definition, places = form.definition(), form.places()
    if definition is None or len(places) < FEWEST:
        return None
    return side_by_side(definition, places, request.user, as_of=as_of)


def _nearest_url(refused: Refused, definition: Definition, as_of: date | None) -> str:
    """Return where the nearest comparable pair is shown; empty where there is none."""
    if refused.nearest.pair is None:
        return ""
    sides = (refused.one.pathfinder, refused.two.pathfinder)
    pairs = [("indicator", definition.indicator.code)]
    for pathfinder, point in zip(sides, refused.nearest.pair, strict=True):
        pairs += [("country", pathfinder.country.slug), ("year", point.year)]
    if as_of:
        pairs.append(("as_of", as_of.isoformat()))
    return f"{reverse('monitoring:compare')}?{urlencode(pairs)}"


def _facts_by_side(found: SideBySide) -> dict[Side, list[Line]]:
    return {each: _facts(each) for group in found.groups for each in group.sides}


def _facts(side: Side) -> list[Line]:
    """Return what a value measures, as far as it is stated."""
    version = side.version
    rows = [
        Line(_("Measured by"), version.get_boundary_display()),
        Line(_("Ages covered"), version.ages),
        Line(_("Hour thresholds"), version.hours),
        Line(_("List of hazardous work"), version.hazardous_list),
        Line(_("Coverage"), version.coverage),
        Line(_("Definition of the source"), version.observation.variant),
    ]
    return [row for row in rows if row.value]


# --- The table ------------------------------------------------------------------------


def _header() -> list[str]:
    return [
        *(_("Code"), _("Indicator"), _("Country code"), _("Country"), _("Year")),
        *(_("Value"), _("Number"), _("Unit"), _("Source"), _("Kind of source")),
        *(_("Measured by"), _("Ages covered"), _("Hour thresholds")),
        *(_("List of hazardous work"), _("Coverage"), _("Definition of the source")),
        *(_("Group of what can be compared"), _("Not compared with"), _("Page")),
        _("As known on"),
    ]


def _row(side: Side, definition: Definition, group, found, request, as_of) -> list:
    country, version = side.pathfinder.country, side.version
    value = plain(shown_to(side.printed, language=get_language() or "en"))
    day = as_of.isoformat() if as_of else None
    row = [
        *(definition.indicator.code, definition.label),
        *(country.iso3, str(country), side.year, value.text),
    ]
    if side.point is None:
        page = _page(version, request, as_of)
        return [*row, *[None] * 12, page, day]
    source = version.observation.source
    return [
        *(*row, float(side.point.value), side.series.unit),
        *(str(source or ""), source.get_kind_display() if source else ""),
        *(version.get_boundary_display(), version.ages, version.hours),
        *(version.hazardous_list, version.coverage, version.observation.variant),
        *(group, _not_with(side, found), _page(version, request, as_of), day),
    ]


def _page(version, request, as_of: date | None) -> str:
    if version is None:
        return ""
    query = f"?as_of={as_of.isoformat()}" if as_of else ""
    return request.build_absolute_uri(f"{version.get_absolute_url()}{query}")


def _not_with(side: Side, found: SideBySide) -> str:
    """Return what a value is not compared with, each with the reason."""
    said = []
    for each in found.refused:
        if side in (each.one, each.two):
            other = each.two if side is each.one else each.one
            place = f"{other.pathfinder}, {other.year}"
            said.append(f"{place}: {each.comparison.words}")
    return " ".join(said)
