"""Tables of a web page or of Word, as the clipboard carries them: text only."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree, html

from alliance87.core.spreadsheets.cells import (
    COLUMNS_MAX,
    ROWS_MAX,
    Range,
    Sheet,
    merged_note,
    refuse_too_large,
    trimmed,
)

BLOCKS = {"p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6"}
SPACES = re.compile(r"[ \t\r\n\f]+")
GAPS = re.compile("[ \N{NO-BREAK SPACE}]+")
LINES = re.compile(r" ?\n[ \n]*")
UNSEEN = {"script", "style", "head", "title"}
ASIDE = {"comment", "pi"}


def read_markup(text: str, *, rows_max: int) -> tuple[list[Sheet], list[str]]:
    """Return the tables of a piece of HTML, and sentences on what was merged."""
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return [], []
    sheets: list[Sheet] = []
    notes: list[str] = []
    for table in page.xpath("//table[not(ancestor::table)]"):
        rows, merged = _cells(table, rows_max)
        kept = trimmed(rows, rows_max=rows_max)
        if not kept:
            continue
        name = _("Table %(number)s") % {"number": len(sheets) + 1}
        sheets.append(Sheet(name, kept, tuple(merged)))
        notes += merged_note(merged)
    return sheets, notes


def _cells(table, rows_max: int) -> tuple[list[list[str]], list[Range]]:
    """Lay the cells out on a grid, as a browser does."""
    lines = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    refuse_too_large(len(lines), 0, rows_max=rows_max)
    grid: dict[tuple[int, int], str] = {}
    merged: list[Range] = []
    for row, line in enumerate(lines):
        column = 0
        for cell in line.xpath("./td | ./th"):
            while (row, column) in grid:
                column += 1
            if column >= COLUMNS_MAX * 2:
                raise _too_wide()
            bottom = min(row + _span(cell, "rowspan", ROWS_MAX), len(lines)) - 1
            right = column + _span(cell, "colspan", COLUMNS_MAX) - 1
            _fill(grid, _text(cell), (row, column, bottom, right))
            if (bottom, right) != (row, column):
                merged.append((row, column, bottom, right))
            column = right + 1
    width = max((column for _row, column in grid), default=-1) + 1
    rows = [
        [grid.get((row, column), "") for column in range(width)]
        for row in range(len(lines))
    ]
    return rows, merged


def _fill(grid: dict, text: str, area: Range) -> None:
    first, left, last, right = area
    for row in range(first, last + 1):
        for column in range(left, right + 1):
            grid.setdefault((row, column), text if column == left else "")


def _span(cell, name: str, limit: int) -> int:
    stated = cell.get(name, "1").strip()
    return min(int(stated), limit) if re.fullmatch("[1-9][0-9]{0,5}", stated) else 1


def _text(cell) -> str:
    """Return what is seen in a cell; paragraphs and line breaks part its lines."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end", *ASIDE)):
        if event == "start" and isinstance(element.tag, str):
            if element.tag in BLOCKS:
                parts.append("\n")
            if element.tag not in UNSEEN:
                parts.append(SPACES.sub(" ", element.text or ""))
        elif element is not cell and event in {"end", *ASIDE}:
            if element.tag in BLOCKS:
                parts.append("\n")
            parts.append(SPACES.sub(" ", element.tail or ""))
    text = GAPS.sub(" ", "".join(parts))
    return LINES.sub("\n", text).strip()


def _too_wide() -> ValidationError:
    return ValidationError(
        _("The table has more than %(limit)s columns.") % {"limit": COLUMNS_MAX},
        code="columns",
    )
