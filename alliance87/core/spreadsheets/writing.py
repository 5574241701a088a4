"""Tables for spreadsheet programs: what people typed never runs as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What no spreadsheet can read, and what would break a row in a naive one.
UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Signs that open a formula, in their wide forms too.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
# What a cell of a workbook holds at most, and the digits that it keeps of a number.
CELL_MAX = 32_767
DIGITS_MAX = 15
# Rows below the last one in which choices are offered too.
SPARE_ROWS = 200
HEAD_FILL = PatternFill("solid", fgColor="FF0B4F8A")
FIXED_FILL = PatternFill("solid", fgColor="FFECEFF3")
HEAD_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
HEAD_ALIGNMENT = Alignment(wrap_text=True, vertical="center")
ALIGNMENT = Alignment(wrap_text=True, vertical="top")
UNLOCKED = Protection(locked=False)
THIN = Side(style="thin", color="FFB8C0CA")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
# What Excel takes at most for the title and the text of a note or a warning.
TITLE_MAX, NOTE_MAX = 32, 255
# A4 in the numbers of page setups.
A4 = 9
# Points of one line of text, and the most that a row is given.
LINE_POINTS, ROW_POINTS_MAX = 15, 120


class _Closed:
    """Stands in a cell that nobody fills in, in a column that others fill in."""


CLOSED = _Closed()


@dataclass(frozen=True, slots=True)
class Limit:
    """What the numbers of a column lie between; others are warned about, not refused.

    `high` None: no limit above.
    """

    text: str
    low: int = 0
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a workbook. `choices` is a range of cells, as `Lists!$A$1:$A$8`.

    A hidden column carries what people need not see; a fixed one is for reading.
    Of a protected sheet only open columns are filled in, except where CLOSED stands.
    `note` appears beside a cell that is being filled in.
    """

    header: str
    width: int = 20
    is_hidden: bool = False
    is_fixed: bool = False
    is_open: bool = False
    choices: str = ""
    limit: Limit | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Rows, counted from zero, whose open columns all take what `like` does.

    The open columns of such a sheet stand side by side.
    """

    rows: Sequence[int]
    like: Column


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write; `frozen` columns stay in sight, counted with hidden ones.

    The protection has no password: it keeps people from slips, not from changes. With
    one protected sheet, sheets are not added, renamed, moved or removed either.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    frozen: int = 0
    is_hidden: bool = False
    is_protected: bool = False
    areas: Sequence[Area] = ()


# --- Comma-separated ----------------------------------------------------------------


def csv_response(
    name: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return `name.csv` as a download, in UTF-8 with the mark that Excel looks for.

    Numbers stay numbers and None is an empty cell. Text that a program might read
    as a formula gets an apostrophe before it; control characters become a space.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response, quoting=csv.QUOTE_NONNUMERIC)
    for row in (header, *rows):
        writer.writerow([safe_cell(value) for value in row])
    return response


def safe_cell(value: object) -> object:
    """Return a cell of a CSV file: numbers as they are, text that is no formula."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """Return text that every program can read and none takes for a formula."""
    if not text.isprintable():
        text = UNREADABLE.sub(" ", text)
    return f"'{text}" if FORMULA.match(text) else text


# --- Workbooks ----------------------------------------------------------------------


def xlsx_response(name: str, sheets: Sequence[SheetOut]) -> HttpResponse:
    """Return `name.xlsx` as a download."""
    response = HttpResponse(write_xlsx(sheets), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def write_xlsx(sheets: Sequence[SheetOut]) -> bytes:
    """Return a workbook. Dates and numbers are written as such, all else as text."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(quoted_title(sheet.title)), sheet)
    if any(sheet.is_protected for sheet in sheets):
        workbook.security = WorkbookProtection(lockStructure=True)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def quoted_title(title: str) -> str:
    """Return a name that a spreadsheet program accepts for a sheet."""
    return re.sub(r"[\[\]:*?/\\']", " ", readable(title))[:31].strip()


def range_of(title: str, column: int, rows: int) -> str:
    """Return a range for `Column.choices`: `rows` cells of a column from row 2 on.

    `column` counts from zero.
    """
    letter = get_column_letter(column + 1)
    sheet = quote_sheetname(quoted_title(title))
    return f"{sheet}!${letter}$2:${letter}${max(rows, 1) + 1}"


def readable(text: str) -> str:
    """Return text as a cell carries it: no control characters, cut at its limit."""
    lines = BREAKS.sub("\n", text).split("\n")
    return "\n".join(UNREADABLE.sub(" ", line) for line in lines)[:CELL_MAX]


def _write_sheet(sheet: Worksheet, wanted: SheetOut) -> None:
    for number, column in enumerate(wanted.columns, start=1):
        _head(sheet.cell(1, number), column)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.is_hidden
    styles: dict[tuple, object] = {}
    for row, values in enumerate(wanted.rows, start=2):
        for number, value in enumerate(values, start=1):
            column = wanted.columns[number - 1]
            is_open = wanted.is_protected and column.is_open
            is_shown = is_open or (wanted.is_protected and column.is_fixed)
            if is_shown or value not in (None, ""):
                _write_cell(sheet.cell(row, number), value, column, is_open, styles)
    sheet.freeze_panes = sheet.cell(2, wanted.frozen + 1)
    if wanted.is_hidden:
        sheet.sheet_state = "hidden"
    _add_rules(sheet, wanted)
    _set_page(sheet)
    if wanted.is_protected:
        _protect(sheet)
        _set_heights(sheet, wanted)


def _head(cell: Cell, column: Column) -> None:
    _set_text(cell, column.header)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, HEAD_ALIGNMENT


def _write_cell(cell: Cell, value, column: Column, is_open: bool, styles: dict) -> None:
    """Write one value; cells of one look share it, which is made once."""
    is_closed = value is CLOSED
    look = _format(value), column.is_fixed or is_closed, is_open and not is_closed
    if look not in styles:
        _style(cell, *look)
        styles[look] = copy(cell._style)
    cell._style = copy(styles[look])
    if is_closed or value in (None, ""):
        return
    if isinstance(value, date) or _is_number(value):
        cell.value = value
        # A value sets the format of a day: ours counts.
        cell._style = copy(styles[look])
    else:
        _set_text(cell, str(value))


def _format(value: object) -> str:
    """Return how a program shows a value; nobody knows yet what goes into a blank."""
    if isinstance(value, date):
        return "yyyy-mm-dd"
    if _is_number(value):
        # Years and counts as they are; amounts with their thousands apart.
        return "General" if isinstance(value, int) else "#,##0.####"
    return "General" if value in (None, "") or value is CLOSED else "@"


def _style(cell: Cell, number_format: str, is_grey: bool, is_unlocked: bool) -> None:
    cell.alignment, cell.number_format = ALIGNMENT, number_format
    if is_grey:
        cell.fill = FIXED_FILL
    if is_unlocked:
        cell.protection, cell.border = UNLOCKED, BOX


def _is_number(value: object) -> bool:
    """Whether a value can be a number of a workbook without losing a digit."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return len(Decimal(value).normalize().as_tuple().digits) <= DIGITS_MAX


def _set_text(cell: Cell, text: str) -> None:
    """Write text that stays text, however it begins."""
    cell.value = readable(text)
    cell.data_type = "s"
    if FORMULA.match(text):
        cell.quotePrefix = True


def _add_rules(sheet: Worksheet, wanted: SheetOut) -> None:
    """Say what a column takes. A warning lets the person go on: the reader decides."""
    last = len(wanted.rows) + 1 + SPARE_ROWS
    for number, column in enumerate(wanted.columns, start=1):
        if not (column.choices or column.limit or column.note):
            continue
        rule = _rule(column)
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
    for area in wanted.areas:
        _add_area(sheet, wanted, area)


def _add_area(sheet: Worksheet, wanted: SheetOut, area: Area) -> None:
    """Say what the open columns of some rows take."""
    rule = _rule(area.like)
    numbers = [at for at, each in enumerate(wanted.columns, start=1) if each.is_open]
    first, last = map(get_column_letter, (numbers[0], numbers[-1]))
    for row in area.rows:
        rule.add(f"{first}{row + 2}:{last}{row + 2}")
    sheet.add_data_validation(rule)


def _rule(column: Column) -> DataValidation:
    if column.choices:
        rule = DataValidation(
            "list", formula1=f"={column.choices}", showErrorMessage=False
        )
    elif limit := column.limit:
        is_range = limit.high is not None
        rule = DataValidation(
            "decimal",
            operator="between" if is_range else "greaterThanOrEqual",
            formula1=str(limit.low),
            formula2=str(limit.high) if is_range else None,
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle=readable(column.header)[:TITLE_MAX],
            error=readable(limit.text)[:NOTE_MAX],
        )
    else:
        rule = DataValidation(showErrorMessage=False)
    if column.note:
        rule.showInputMessage = True
        rule.promptTitle = readable(column.header)[:TITLE_MAX]
        rule.prompt = readable(column.note)[:NOTE_MAX]
    return rule


def _protect(sheet: Worksheet) -> None:
    """Lock what is not open; widths, rows and filters stay free."""
    sheet.protection.sheet = True
    # False means that it is not forbidden.
    for name in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


def _set_heights(sheet: Worksheet, wanted: SheetOut) -> None:
    """Make room for wrapped text: not every program does so by itself."""
    widths = [0 if each.is_hidden else each.width for each in wanted.columns]
    headers = [each.header for each in wanted.columns]
    for number, values in enumerate([headers, *wanted.rows], start=1):
        lines = max(map(_lines, values, widths))
        height = min(lines * LINE_POINTS, ROW_POINTS_MAX)
        sheet.row_dimensions[number].height = height


def _lines(value: object, width: int) -> int:
    """Return how many lines a text takes in a column, about."""
    if not isinstance(value, str) or not width:
        return 1
    room = max(width - 2, 1)
    return sum(max(-(-len(line) // room), 1) for line in value.split("\n"))


def _set_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, &P / &N"
