"""The long table of a country to take away, as CSV and as a workbook."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import Column, SheetOut, csv_response, xlsx_response
from monitoring.forms.values import AsOfForm
from monitoring.selectors.long_table import AXES, VARIANT, LongTable, long_table
from monitoring.transfers.long_rows import HEADERS, MORE_HEADERS
from pathfinders.views.frame import find_pathfinder

LEADING = ("country", "code", "year", "sex", "age")
FOLLOWING = ("value", "unit", "source", "footnote")
WIDTHS = {"source": 40, "footnote": 50, "value": 22, "reason": 50, "quality": 20}


@login_not_required
@require_safe
def long_csv(request, iso3):
    filters = AsOfForm(request.GET)
    if filters.fault:
        return _refused(filters)
    name, table = _table(request, iso3, filters.day(), is_typed=False)
    return csv_response(name, headers_of(table, _language()), table.rows)


@login_not_required
@require_safe
def long_xlsx(request, iso3):
    filters = AsOfForm(request.GET)
    if filters.fault:
        return _refused(filters)
    name, table = _table(request, iso3, filters.day(), is_typed=True)
    headers = headers_of(table, _language())
    widths = dict.fromkeys(range(len(headers)), 14)
    behind = (*FOLLOWING, *table.more)
    first = len(headers) - len(behind) - table.has_variants
    widths |= {first + at: WIDTHS.get(each, 14) for at, each in enumerate(behind)}
    sheet = SheetOut(
        title=_("Values"),
        columns=[Column(each, width=widths[at]) for at, each in enumerate(headers)],
        rows=table.rows,
    )
    return xlsx_response(name, [sheet])


def headers_of(table: LongTable, language: str) -> list[str]:
    """Return the headings of a table in one language."""
    axes = [AXES[axis][language] for axis in table.axes]
    leading = [HEADERS[name][language] for name in LEADING]
    following = [HEADERS[name][language] for name in FOLLOWING]
    more = [MORE_HEADERS[name][language] for name in table.more]
    variant = [VARIANT[language]] if table.has_variants else []
    return [*leading, *axes, *following, *more, *variant]


def _refused(filters: AsOfForm) -> HttpResponse:
    """Say what is wrong with the day; a file of another day would mislead."""
    kind = "text/plain; charset=utf-8"
    return HttpResponse(filters.fault, status=400, content_type=kind)


def _table(
    request, iso3: str, as_of: date | None, *, is_typed: bool
) -> tuple[str, LongTable]:
    pathfinder = find_pathfinder(request, iso3)
    table = long_table(
        pathfinder, request.user, as_of=as_of, language=_language(), is_typed=is_typed
    )
    day = f"-{as_of.isoformat()}" if as_of else ""
    return f"{pathfinder.country.slug}-values{day}", table


def _language() -> str:
    language = (get_language() or "en")[:2]
    return language if language in HEADERS["country"] else "en"
