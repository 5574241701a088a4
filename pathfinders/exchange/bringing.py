"""What a table is that somebody brings: a file of ours, or one of their own."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.spreadsheets import Sheet, Table, read_file
from pathfinders.exchange.columns import (
    PRIORITY_TITLE,
    find_header,
    guess_mapping,
    plain,
)
from pathfinders.exchange.returned import marked_sheets
from pathfinders.exchange.workbook import ABOVE, NUMBER, heading, token_of
from pathfinders.models import Roadmap, RoadmapExport
from pathfinders.snapshots import RowKind

# A file of ours has a sheet for benchmarks and one for money, with many rows each.
RETURNED_ROWS_MAX = 4000


def read_brought_file(upload) -> Table:
    """Read a file; one that was made here may have more rows than a plain table.

    Raises ValidationError for what cannot be read.
    """
    try:
        table = read_file(upload, rows_max=RETURNED_ROWS_MAX)
    except ValidationError as error:
        if getattr(error, "code", "") != "rows":
            raise
        table = None
    if table is not None and marked_sheets(table):
        return table
    return read_file(upload)


def export_of(table: Table, roadmap: Roadmap) -> RoadmapExport | None:
    """Return the export of this roadmap that a file was made from, if any."""
    tokens = {
        token
        for sheet, _language, _token in marked_sheets(table).values()
        if (token := token_of(sheet.rows[0][0]))
    }
    if len(tokens) != 1:
        return None
    return RoadmapExport.objects.filter(roadmap=roadmap, token__in=tokens).first()


def readable_here(table: Table) -> Table:
    """Return a file of another roadmap as a plain table, and say so.

    The titles of the priorities take the place of the hidden keys beside the actions.
    """
    marked = marked_sheets(table)
    if RowKind.ACTION not in marked:
        return table
    sheet, language, _token = marked[RowKind.ACTION]
    with override(language):
        above = plain(heading(RowKind.ACTION, ABOVE))
        number = plain(heading(RowKind.PRIORITY, NUMBER))
        titled = plain(heading(RowKind.PRIORITY, "title"))
        label = heading(RowKind.PRIORITY, "title")
    titles = {}
    if RowKind.PRIORITY in marked:
        titles = _column_by(marked[RowKind.PRIORITY][0], number, titled)
    headings = [plain(text) for text in sheet.rows[0]]
    at = headings.index(above) if above in headings else 0
    rows = tuple(
        (titles.get(row[at], "") if index else label, *row[1:])
        for index, row in enumerate(sheet.rows)
    )
    note = _(
        "This file was made from another roadmap, or from one that is not known here. "
        "It is read as a plain table: the sheet of actions, with the titles of their "
        "priorities. Its other sheets are left out."
    )
    flat = Sheet(sheet.name, rows, sheet.merged)
    return replace(table, sheets=(flat,), notes=(note, *table.notes))


def _column_by(sheet: Sheet, key: str, value: str) -> dict[str, str]:
    headings = [plain(text) for text in sheet.rows[0]]
    if key not in headings or value not in headings:
        return {}
    at, to = headings.index(key), headings.index(value)
    return {row[at]: row[to] for row in sheet.rows[1:]}


def initial_mapping(table: Table, *, sheet: int | None = None) -> dict:
    """Guess what the columns of a table are: of the sheet that is best understood."""
    guesses = [
        _guess(number, each)
        for number, each in enumerate(table.sheets)
        if sheet in (None, number)
    ]
    return max(guesses, key=lambda guess: sum(map(bool, guess["columns"])))


def _guess(number: int, sheet: Sheet) -> dict:
    header = find_header(sheet.rows)
    width = len(sheet.rows[0])
    columns = guess_mapping(sheet.rows[header]) if header is not None else [""] * width
    if header is None and width == 1:
        columns = [PRIORITY_TITLE]
    return {"sheet": number, "header": header, "columns": columns}
