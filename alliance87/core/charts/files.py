"""Charts as files that leave the page: source and date stand inside each of them."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core import pictures, spreadsheets
from alliance87.core.charts.chart import Chart, TableCell, as_cell
from alliance87.core.charts.drawing import COLOURS, FONT, at, lines_of
from alliance87.core.charts.picture import LINE, SIZE, Form
from alliance87.core.pdf import UNPRINTABLE

EDGE = 16
TITLE_SIZE, TITLE_LINE = 18, 24
DIGITS_MAX = 15


def chart_file(chart: Chart, kind: str) -> HttpResponse:
    """Return a chart as a download: "svg", "png" or "csv"; any other kind is a 404.

    Raises ReportError when the picture cannot be made.
    """
    match kind:
        case "svg":
            return _download(chart_svg_file(chart).encode(), chart, "svg", "svg+xml")
        case "png":
            return _download(chart_png_file(chart), chart, "png", "png")
        case "csv":
            return chart_csv(chart)
    raise Http404


def chart_svg_file(chart: Chart) -> str:
    """Return the wide drawing as a document of its own, between title and source."""
    picture = chart.drawing.draw("chart", Form.WIDE)
    width = Form.WIDE.width
    head, top = _texts(_head(chart, width), top=EDGE)
    foot, height = _texts(_foot(chart, width), top=top + picture.height + 20)
    size = f"{at(width + 2 * EDGE)}", f"{at(height + EDGE)}"
    svg = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{get_language() or "en"}" '
        f'width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" '
        'role="img" direction="ltr" aria-labelledby="chart-title chart-desc">'
        f'<title id="chart-title">{escape(chart.title)}</title>'
        f'<desc id="chart-desc">{escape(chart.description)} '
        f"{escape(chart.origin)}</desc>"
        f'<rect width="{size[0]}" height="{size[1]}" fill="{COLOURS["paper"]}"/>'
        f'<g font-family="{FONT}" font-size="{SIZE}">{head}'
        f'<g transform="translate({EDGE} {at(top + 8)})">{picture.body}</g>'
        f"{foot}</g></svg>\n"
    )
    return UNPRINTABLE.sub("", svg)


def chart_png_file(chart: Chart, scale: float = 2) -> bytes:
    """Return the same document as a picture. Raises ReportError when it cannot."""
    return pictures.png_of(chart_svg_file(chart), scale=scale)


def chart_csv(chart: Chart) -> HttpResponse:
    """Return the table as a file; each row names source and date, wherever it goes."""
    head = [column.label for column in chart.columns]
    return spreadsheets.csv_response(
        chart.name,
        [*head, _("Source"), _("As of")],
        (
            [*map(_plain, row), chart.source, chart.as_of.isoformat()]
            for row in chart.rows
        ),
    )


def _plain(cell: TableCell | str) -> object:
    """Return the number of a cell, as exact as spreadsheets keep it, or its words."""
    cell = as_cell(cell)
    number = cell.number
    if number is None:
        return cell.text
    digits = Decimal(number).normalize().as_tuple().digits
    if len(digits) > DIGITS_MAX:
        return f"{number:f}"
    return int(number) if number == int(number) else float(number)


def _download(body: bytes, chart: Chart, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=f"image/{kind}")
    response["Content-Disposition"] = f'attachment; filename="{chart.name}.{ending}"'
    return response


# Size of the letters, height of the line, colour, weight and words.
Words = tuple[int, int, str, bool, str]


def _head(chart: Chart, width: float) -> Iterator[Words]:
    for line in lines_of(chart.title, width=width, size=TITLE_SIZE):
        yield TITLE_SIZE, TITLE_LINE, "ink", True, line
    for line in lines_of(chart.description, width=width, size=SIZE, most=8):
        yield SIZE, LINE, "ink_2", False, line


def _foot(chart: Chart, width: float) -> Iterator[Words]:
    for words in filter(None, (chart.origin, chart.address)):
        for line in lines_of(words, width=width, size=SIZE, most=6):
            yield SIZE, LINE, "ink_2", False, line


def _texts(lines: Iterator[Words], *, top: float) -> tuple[str, float]:
    """Return lines of text one under the other, and where they end."""
    parts = []
    for size, height, colour, is_bold, words in lines:
        top += height
        weight = ' font-weight="700"' if is_bold else ""
        parts.append(
            f'<text x="{EDGE}" y="{at(top - height / 4)}" font-size="{size}" '
            f'fill="{COLOURS[colour]}"{weight}>{escape(words)}</text>'
        )
    return "".join(parts), top
