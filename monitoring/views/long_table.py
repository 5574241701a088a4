"""The long table of a country to take away, as CSV and as a workbook."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.spreadsheets import Column, SheetOut, csv_response, xlsx_response
from monitoring.selectors.long_table import AXES, VARIANT, LongTable, long_table
from monitoring.transfers.long_rows import HEADERS
from pathfinders.views.frame import find_pathfinder

LEADING = ("country", "code", "year", "sex", "age")
FOLLOWING = ("value", "unit", "source", "footnote")
WIDTHS = {"source": 40, "footnote": 50, "value": 22}


@login_not_required
@require_safe
def long_csv(request, iso3):
    name, table = _table(request, iso3, is_typed=False)
    return csv_response(name, headers_of(table, _language()), table.rows)


@login_not_required
@require_safe
def long_xlsx(request, iso3):
    name, table = _table(request, iso3, is_typed=True)
    headers = headers_of(table, _language())
    widths = dict.fromkeys(range(len(headers)), 14)
    first = len(headers) - len(FOLLOWING) - table.has_variants
    widths |= {first + at: WIDTHS.get(each, 14) for at, each in enumerate(FOLLOWING)}
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
    variant = [VARIANT[language]] if table.has_variants else []
    return [*leading, *axes, *following, *variant]


def _table(request, iso3: str, *, is_typed: bool) -> tuple[str, LongTable]:
    pathfinder = find_pathfinder(request, iso3)
    as_of = _day(request.GET.get("as_of", ""))
    table = long_table(
        pathfinder, request.user, as_of=as_of, language=_language(), is_typed=is_typed
    )
    day = f"-{as_of.isoformat()}" if as_of else ""
    return f"{pathfinder.country.slug}-values{day}", table


def _day(text: str) -> date | None:
    """Read `?as_of=2026-01-31`; anything else is an address that does not exist."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _language() -> str:
    language = (get_language() or "en")[:2]
    return language if language in HEADERS["country"] else "en"
