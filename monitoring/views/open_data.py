"""Open data: the page with its filter, the files, and the codebook."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby, islice

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.numbers import write_number
from alliance87.core.spreadsheets.streaming import SheetStream, csv_lines, xlsx_pieces
from alliance87.core.spreadsheets.writing import XLSX
from monitoring.forms.open_data import OpenDataForm
from monitoring.models import ObservationVersion
from monitoring.reports.open_data.about import about, query_of
from monitoring.reports.open_data.codebook import HEADER, WIDTHS, codebook
from monitoring.reports.open_data.files import FORMATS
from monitoring.selectors.open_data import Asked, OpenRow, counted, open_rows
from monitoring.selectors.printed import printed
from pathfinders.views.frame import Line

# Values of which the page shows the first, and how many stand on one page of it.
PREVIEW, SHOWN = 500, 10
API = "api-docs"
CSV = "text/csv; charset=utf-8"


@login_not_required
@require_safe
def open_data_page(request):
    """Show what there is, the first values of a filter, and its files."""
    return _page(request, OpenDataForm(request.GET))


@login_not_required
@require_safe
def open_data_file(request, kind):
    """Deliver exactly what the page shows with these parameters, in one format."""
    if kind not in FORMATS:
        raise Http404
    form = OpenDataForm(request.GET)
    asked = form.asked
    if asked is None:
        return _page(request, form, status=400)
    content_type, write = FORMATS[kind]
    language = _language()
    said = about(asked)
    pieces = write(said, language) if request.method == "GET" else ()
    return _delivered(pieces, f"{said.file_name}.{kind}", content_type)


@login_not_required
@require_safe
def codebook_file(request, kind):
    """Deliver every column and code in words, in the language of the page."""
    header, rows = [str(each) for each in HEADER], codebook(_language())
    if kind == "xlsx":
        sheet = SheetStream(_("Codebook"), header, WIDTHS, rows)
        return _delivered(xlsx_pieces([sheet]), "alliance87-codebook.xlsx", XLSX)
    if kind != "csv":
        raise Http404
    lines = csv_lines([header, *rows])
    return _delivered(lines, "alliance87-codebook.csv", CSV)


def _language() -> str:
    return (get_language() or "en")[:2]


def _delivered(pieces: Iterable[bytes], name: str, content_type: str) -> HttpResponse:
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Language"] = _language()
    return response


# --- The page -------------------------------------------------------------------------


def _page(request: HttpRequest, form: OpenDataForm, *, status: int = 200):
    asked = form.asked
    page = {
        "form": form,
        "page_url": reverse("monitoring:open-data"),
        "is_filtered": bool(request.GET),
        "codebook_urls": {kind: _codebook_url(kind) for kind in ("csv", "xlsx")},
        "api_url": _api_url(),
        "breadcrumbs": [Line(_("Home"), url="/"), Line(_("Open data"))],
    }
    if asked is not None:
        page |= _found(asked, request.GET.get("page", "1"))
    return render(request, "monitoring/open_data.html", page, status=status)


def _found(asked: Asked, number: str) -> dict:
    """Return what the page shows of a filter."""
    size = counted(asked)
    shown = Paginator(range(min(size.values, PREVIEW)), SHOWN).get_page(number)
    return {
        "asked": asked,
        "size": size,
        "written": {
            name: write_number(Decimal(number), language=_language())
            for name, number in size._asdict().items()
        },
        "about": about(asked),
        "page": shown,
        "most": PREVIEW if size.values > PREVIEW else 0,
        "rows": _preview(asked, shown),
        "files": _files(asked),
        "query": query_of(asked).removeprefix("?"),
    }


def _preview(asked: Asked, page) -> list[tuple]:
    """Return the first statement and the print of each value of one page."""
    values = groupby(open_rows(asked, chunk=PREVIEW), key=lambda row: row.version)
    start = page.start_index() - 1 if page.object_list else 0
    stop = start + len(page.object_list)
    first: list[OpenRow] = [next(rows) for _pk, rows in islice(values, stop)][start:]
    versions = ObservationVersion.objects.filter(pk__in=[row.version for row in first])
    marks = printed(
        versions.select_related(
            "observation__source", "definition", "pathfinder__country"
        ),
        AnonymousUser(),
    )
    return [(row, marks[row.version]) for row in first]


def _files(asked: Asked) -> list[Line]:
    words = {
        "csv": (_("CSV"), _("For spreadsheets and programs")),
        "xlsx": (_("Excel workbook (XLSX)"), _("With codebook, sources and licence")),
        "json": (_("JSON"), _("For programs")),
        "sdmx.csv": (_("SDMX-CSV 2.0"), _("For statistical offices: numbers only")),
    }
    query = query_of(asked)
    return [
        Line(label, url=_file_url(kind) + query, hint=hint)
        for kind, (label, hint) in words.items()
    ]


def _file_url(kind: str) -> str:
    return reverse("monitoring:open-data-file", kwargs={"kind": kind})


def _codebook_url(kind: str) -> str:
    return reverse("monitoring:codebook", kwargs={"kind": kind})


def _api_url() -> str:
    """Return where the API is described; empty as long as there is none."""
    try:
        return reverse(API)
    except NoReverseMatch:
        return ""
