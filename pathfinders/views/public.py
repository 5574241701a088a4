"""The list of countries that everybody may read, as a page and as a table."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.charts import UN_BOUNDARY_NOTE
from alliance87.core.models import Country
from alliance87.core.spreadsheets import csv_response
from pathfinders.forms.public import BY_STEP, CountryFilters
from pathfinders.selectors.public import (
    PublicRow,
    map_legend,
    map_of,
    plain,
    public_rows,
)
from pathfinders.tones import STATUS_TONES

ROWS_PER_PAGE = 50


@login_not_required
@require_safe
def country_list(request):
    """Show every country on the path that the reader may see."""
    filters = CountryFilters(request.GET)
    rows = _narrowed(public_rows(request.user), filters.chosen())
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "is_filtered": bool(query),
        "query": query.urlencode(),
        "page": page,
        "groups": _groups(page),
        "found_total": sum(not row.pathfinder.is_example for row in rows),
        "holds_examples": any(row.pathfinder.is_example for row in page),
        "map": map_of(rows),
        "legend": map_legend(),
        "boundary_note": UN_BOUNDARY_NOTE,
        "as_of": timezone.localdate(),
        "list_url": reverse("pathfinders:list"),
    }
    return render(request, "pathfinders/pathfinder_list.html", context)


@login_not_required
@require_safe
def country_list_csv(request):
    """Deliver the same rows as a spreadsheet of public facts."""
    filters = CountryFilters(request.GET)
    rows = _narrowed(public_rows(request.user), filters.chosen())
    header = [
        _("Code"),
        _("Country"),
        _("Example"),
        _("Region"),
        _("Status"),
        _("Stage"),
        _("Procedure"),
        _("Latest step"),
        _("Date of the latest step"),
        _("Source"),
        _("Page"),
    ]
    cells = (_cells(row, request) for row in rows)
    return csv_response(f"countries-{timezone.localdate():%Y-%m-%d}", header, cells)


def _cells(row: PublicRow, request) -> list:
    pathfinder, latest = row.pathfinder, row.latest
    return [
        pathfinder.country.iso3,
        str(pathfinder),
        _("yes") if pathfinder.is_example else _("no"),
        row.region,
        row.status,
        row.stage.label,
        pathfinder.get_procedure_display(),
        latest.label if latest else None,
        str(latest.when) if latest else None,
        latest.source if latest else None,
        request.build_absolute_uri(pathfinder.get_absolute_url()),
    ]


def _narrowed(rows: list[PublicRow], chosen: dict[str, str]) -> list[PublicRow]:
    """Return the rows that the filters leave, examples after all others."""
    if "q" in chosen:
        wanted = plain(chosen["q"])
        rows = [row for row in rows if _is_named(row.pathfinder.country, wanted)]
    if "region" in chosen:
        rows = [
            row for row in rows if row.pathfinder.country.region == chosen["region"]
        ]
    if "stage" in chosen:
        rows = [row for row in rows if row.stage == chosen["stage"]]
    if chosen.get("sort") == BY_STEP:
        rows = sorted(rows, key=lambda row: row.latest_day, reverse=True)
    return sorted(rows, key=lambda row: row.pathfinder.is_example)


def _is_named(country: Country, wanted: str) -> bool:
    """Whether a name in any language, or the code, holds what was typed."""
    names = (country.name_en, country.name_fr, country.name_es)
    return wanted == country.slug or any(wanted in plain(name) for name in names)


def _groups(page) -> list[tuple[str, list]]:
    """Return the rows of a page under their headings, each with its tone."""
    headings = {False: _("Countries, as far as sources say"), True: _("Example rows")}
    groups: dict[bool, list] = {}
    for row in page:
        tone = STATUS_TONES[row.pathfinder.status]
        groups.setdefault(row.pathfinder.is_example, []).append((row, tone))
    return [(headings[example], rows) for example, rows in groups.items()]
