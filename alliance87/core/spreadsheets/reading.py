"""The one reader: a file or what was pasted, as a table of text."""

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from alliance87.core.memory import without_collection
from alliance87.core.spreadsheets.cells import ROWS_MAX, Sheet, Table, trimmed
from alliance87.core.spreadsheets.delimited import (
    padding_note,
    read_csv,
    read_pasted_text,
)
from alliance87.core.spreadsheets.markup import read_markup
from alliance87.core.spreadsheets.workbook import CELLS_MAX, read_workbook, unpadded
from alliance87.core.uploads import content_type_of

ACCEPTED = ".xlsx,.csv,.txt,.tsv"
TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}
WORKBOOK = ".xlsx"


def read_file(
    upload,
    *,
    rows_max: int = ROWS_MAX,
    cells_max: int = CELLS_MAX,
    with_hidden: bool = False,
) -> Table:
    """Read an XLSX or CSV file; `cells_max` limits the cells of a workbook.

    Hidden sheets are read only when they are asked for, and say that they are. Raises
    ValidationError, with the remedy, for a file that cannot be read; a cell that cannot
    be read honestly is among the problems of the table.
    """
    with without_collection():
        return _read(upload, rows_max, cells_max, with_hidden)


def _read(upload, rows_max: int, cells_max: int, with_hidden: bool) -> Table:
    suffix = PurePath(upload.name).suffix.lower()
    if suffix == WORKBOOK:
        whole = unpadded(upload)
        content_type_of(whole)
        sheets, notes, problems = read_workbook(
            whole, rows_max=rows_max, cells_max=cells_max, with_hidden=with_hidden
        )
        cut = [] if whole is upload else [padding_note()]
        return _table(sheets, [*cut, *notes], problems)
    if suffix not in TEXT_SUFFIXES:
        raise ValidationError(
            _("Files of this type hold no table that can be read. Use XLSX or CSV."),
            code="file_type",
        )
    rows, notes = read_csv(_content_of(upload))
    return _table(_sheets(rows, rows_max), notes)


def read_paste(text: str, markup: str = "", *, rows_max: int = ROWS_MAX) -> Table:
    """Read a pasted table; `markup` is the HTML that the clipboard carried with it.

    The HTML is preferred, because it knows which cells are merged.
    """
    if markup.strip():
        sheets, notes = read_markup(markup, rows_max=rows_max)
        if sheets:
            return _table(sheets, notes)
    if "<table" in text.lower():
        sheets, notes = read_markup(text, rows_max=rows_max)
        if sheets:
            return _table(sheets, notes)
    return _table(_sheets(read_pasted_text(text), rows_max), [])


def _content_of(upload) -> bytes:
    limit = settings.DOCUMENT_MAX_BYTES
    if upload.size > limit:
        raise ValidationError(
            _("The file is larger than %(limit)s. Make it smaller or split it.")
            % {"limit": filesizeformat(limit)},
            code="file_size",
        )
    upload.seek(0)
    return upload.read()


def _sheets(rows, rows_max: int) -> list[Sheet]:
    kept = trimmed(rows, rows_max=rows_max)
    return [Sheet("", kept)] if kept else []


def _table(sheets, notes, problems=()) -> Table:
    if not sheets and problems:
        raise ValidationError([f"{each.cell}: {each.text}" for each in problems])
    if not sheets:
        raise ValidationError(_("There is no table in it."), code="empty")
    return Table(tuple(sheets), tuple(notes), tuple(problems))
