"""Excel workbooks: judged before they are opened, read without calculating."""

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from xml.etree.ElementTree import ParseError, iterparse

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from alliance87.core.spreadsheets.cells import (
    Problem,
    Range,
    Sheet,
    merged_note,
    refuse_too_large,
    trimmed,
)
from alliance87.core.spreadsheets.writing import DIGITS_MAX

ENTRIES_MAX = 1000
UNPACKED_MAX = 40 * 1024 * 1024
RATIO_MAX = 100
CELLS_MAX = 120_000
CHUNK = 64 * 1024
RANGES = ("mergeCell", "hyperlink")
# The record that ends an archive: its mark, its length, and where the length of the
# comment after it stands.
END_OF_ARCHIVE = b"PK\x05\x06"
END_LENGTH = 22
# A number with a mark or groups that somebody typed as text.
SPELLED = re.compile(r"\d[.,\s]\d")
FORMULA_CELL = re.compile(rb"<(?:\w+:)?f[ >/]")
# What may stand before the first sign of XML: byte order marks and blanks.
BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
# What openpyxl and the packages below it raise for files that are not what they say.
BROKEN = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError),
    *(ParseError, InvalidFileException, zipfile.BadZipFile, NotImplementedError),
)


def unpadded(upload):
    """Return the upload without the empty bytes that some databases add to it."""
    if upload.size > settings.DOCUMENT_MAX_BYTES:
        return upload
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    end = content.rfind(END_OF_ARCHIVE)
    if end < 0 or not content.endswith(b"\x00"):
        return upload
    size = end + END_LENGTH + int.from_bytes(content[end + 20 : end + 22], "little")
    if size >= len(content) or content[size:].strip(b"\x00"):
        return upload
    return ContentFile(content[:size], name=upload.name)


def read_workbook(
    upload, *, rows_max: int, cells_max: int = CELLS_MAX, with_hidden: bool = False
):
    """Return the sheets, sentences on how they were read, and refused cells.

    A formula counts with the value that the spreadsheet program kept; without one the
    cell is refused by name. Raises ValidationError for files that cannot be read.
    """
    refuse_bombs(upload, cells_max=cells_max)
    try:
        formulas = _formulas(upload)
        upload.seek(0)
        workbook = load_workbook(upload, data_only=True, keep_links=False)
    except BROKEN as error:
        raise _unreadable() from error
    sheets: list[Sheet] = []
    notes: list[str] = []
    problems: list[Problem] = []
    several = len(workbook.worksheets) > 1
    for worksheet in workbook.worksheets:
        if worksheet.sheet_state != "visible":
            if with_hidden and (sheet := _hidden_sheet(worksheet, rows_max, cells_max)):
                sheets.append(sheet)
            continue
        names = formulas.get(worksheet.title, set())
        read = _Reader(worksheet, names, where=worksheet.title if several else "")
        sheet = read.sheet(rows_max, cells_max)
        problems += read.problems
        if sheet.rows:
            sheets.append(sheet)
            notes += [*read.notes, *merged_note(sheet.merged)]
    return sheets, notes, problems


def _hidden_sheet(worksheet, rows_max: int, cells_max: int) -> Sheet | None:
    """Return what a hidden sheet holds; nothing is said about its cells."""
    read = _Reader(worksheet, set(), where=worksheet.title)
    sheet = read.sheet(rows_max, cells_max)
    return replace(sheet, is_hidden=True) if sheet.rows else None


def refuse_bombs(upload, *, cells_max: int = CELLS_MAX) -> None:
    """Refuse a workbook that unpacks to more than a table needs, before opening it."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = archive.infolist()
            unpacked = sum(each.file_size for each in entries)
            packed = sum(each.compress_size for each in entries) or 1
            too_dense = unpacked > CHUNK * 16 and unpacked / packed > RATIO_MAX
            if len(entries) > ENTRIES_MAX or unpacked > UNPACKED_MAX or too_dense:
                raise _too_large(cells_max)
            _count_cells(archive, entries, cells_max)
            _count_ranges(archive, entries)
    except BROKEN as error:
        raise _unreadable() from error
    finally:
        upload.seek(0)


def _count_cells(archive: zipfile.ZipFile, entries, cells_max: int) -> None:
    """Count cells without parsing, and refuse parts that declare entities.

    A part in UTF-16 could hide a declaration, and no program writes one.
    """
    cells = 0
    for entry in entries:
        if not _is_markup(archive, entry):
            continue
        with archive.open(entry) as part:
            tail = b""
            while chunk := part.read(CHUNK):
                text = tail + chunk
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in chunk:
                    raise _unreadable()
                cells += len(re.findall(rb"<(?:\w+:)?c[ >/]", chunk))
                if cells > cells_max:
                    raise _too_large(cells_max)
                tail = chunk[-16:]


def _is_markup(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part can be read as XML, whatever its name says."""
    if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return True
    with archive.open(entry) as part:
        return part.read(64).lstrip(BEFORE_MARKUP)[:1] == b"<"


def _count_ranges(archive: zipfile.ZipFile, entries) -> None:
    """Refuse merged cells and links over more cells than a table has.

    The package that reads workbooks makes every cell of such a range.
    """
    cells = 0
    for entry in entries:
        content = archive.read(entry) if _is_markup(archive, entry) else b""
        if not any(name.encode() in content for name in RANGES):
            continue
        for _event, element in iterparse(BytesIO(content)):
            if element.tag.rpartition("}")[2] in RANGES:
                left, top, right, bottom = range_boundaries(element.get("ref"))
                cells += (right - left + 1) * (bottom - top + 1)
            if cells > CELLS_MAX:
                raise _too_large(CELLS_MAX)
            element.clear()


def _formulas(upload) -> dict[str, set[str]]:
    """Return the names of the cells that hold a formula, by sheet."""
    if not _holds_formulas(upload):
        return {}
    upload.seek(0)
    workbook = load_workbook(upload, keep_links=False)
    return {
        sheet.title: {
            cell.coordinate for cell in sheet._cells.values() if cell.data_type == "f"
        }
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
    }


def _holds_formulas(upload) -> bool:
    """Whether any part mentions a formula: most files of data hold none."""
    upload.seek(0)
    with zipfile.ZipFile(upload) as archive:
        return any(
            FORMULA_CELL.search(archive.read(entry))
            for entry in archive.infolist()
            if _is_markup(archive, entry)
        )


class _Reader:
    """One sheet: its cells as text, and what is to be said about them."""

    def __init__(self, worksheet: Worksheet, formulas: set[str], *, where: str):
        self.worksheet = worksheet
        self.formulas = formulas
        self.where = where
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self.spelled: set[tuple[int, int]] = set()

    def sheet(self, rows_max: int, cells_max: int) -> Sheet:
        size = self.worksheet.max_row, self.worksheet.max_column
        if size[0] * size[1] > cells_max * 10:
            refuse_too_large(self._filled_rows(), 0, rows_max=rows_max)
            raise _too_large(cells_max)
        rows = [
            [self._text(cell) for cell in row] for row in self.worksheet.iter_rows()
        ]
        merged = self._expand(rows)
        self._note_formulas()
        kept = trimmed(rows, rows_max=rows_max)
        seen = [each for each in merged if each[0] < len(kept)]
        return Sheet(
            self.worksheet.title,
            kept,
            tuple(seen),
            is_typed=True,
            spelled=frozenset(self.spelled),
        )

    def _filled_rows(self) -> int:
        cells = self.worksheet._cells
        return len({row for (row, _), cell in cells.items() if cell.value is not None})

    def _text(self, cell) -> str:
        value = cell.value
        if cell.data_type == "e":
            self._refuse(cell, _("The cell holds an error: %s.") % value)
            return ""
        if value is None:
            if cell.coordinate in self.formulas:
                self._refuse(cell, _no_value())
            return ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return self._number(cell, value)
        if isinstance(value, date | time):
            return _day(value)
        text = str(value)
        if SPELLED.search(text):
            self.spelled.add((cell.row - 1, cell.column - 1))
        return text

    def _number(self, cell, value: int | float) -> str:
        number = Decimal(repr(value))
        if not number.is_finite():
            self._refuse(cell, _("The cell holds no number that can be used."))
            return ""
        if len(number.normalize().as_tuple().digits) > DIGITS_MAX:
            return self._rounded(cell, number)
        if "%" in (cell.number_format or ""):
            return f"{plain_number(number * 100)}%"
        return plain_number(number)

    def _rounded(self, cell, number: Decimal) -> str:
        """Take a calculated fraction to 15 digits; refuse a whole number that long."""
        if number == number.to_integral_value():
            self._refuse(
                cell,
                _(
                    "Spreadsheet programs keep 15 digits of a number, and this one has "
                    "more. Format the cell as text and type it again."
                ),
            )
            return ""
        exact = Decimal(f"{number:.{DIGITS_MAX}g}")
        share = "%" in (cell.number_format or "")
        return f"{plain_number(exact * 100)}%" if share else plain_number(exact)

    def _refuse(self, cell, text: str) -> None:
        self.problems.append(Problem(self.worksheet.title, cell.coordinate, text))

    def _name(self, cell: str) -> str:
        return f"{self.where}!{cell}" if self.where else cell

    def _expand(self, rows: list[list[str]]) -> list[Range]:
        """Repeat what is merged over several rows in each of them."""
        merged = []
        for area in self.worksheet.merged_cells.ranges:
            first, left = area.min_row - 1, area.min_col - 1
            last, right = min(area.max_row, len(rows)) - 1, area.max_col - 1
            for at in range(first + 1, last + 1):
                rows[at][left] = rows[first][left]
                if (first, left) in self.spelled:
                    self.spelled.add((at, left))
            merged.append((first, left, last, right))
        return sorted(merged)

    def _note_formulas(self) -> None:
        if not self.formulas:
            return
        names = [self._name(name) for name in sorted(self.formulas, key=_in_order)]
        shown = ", ".join(names[:12]) + ("…" if len(names) > 12 else "")
        self.notes.append(
            _("Formulas count with the value they showed when the file was saved: %s.")
            % shown
        )


def _in_order(name: str) -> tuple[int, int]:
    return coordinate_to_tuple(name)


def _day(value: date | time) -> str:
    """Return an ISO date; the time of day only where it is not midnight."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat()


def plain_number(number: Decimal) -> str:
    """Return a number that can be read in one way only: 1.234 becomes 1.2340."""
    text = f"{number.normalize():f}" if number else "0"
    return f"{text}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text) else text


def _no_value() -> str:
    return _(
        "The cell holds a formula without its result. Open the file in your "
        "spreadsheet program, save it, and bring it again; or type the value."
    )


def _too_large(limit: int) -> ValidationError:
    return ValidationError(
        _(
            "The workbook holds more than is read at once (at most %(limit)s cells). "
            "Copy the table alone into a new file and bring that."
        )
        % {"limit": number_format(limit, force_grouping=True)},
        code="workbook_size",
    )


def _unreadable() -> ValidationError:
    return ValidationError(
        _(
            "The file cannot be opened as a workbook. Save it again as XLSX in your "
            "spreadsheet program and choose that file."
        ),
        code="workbook",
    )
