"""Tables for spreadsheet programs: what people typed never runs as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
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
HEAD_FONT = Font(bold=True, color="FFFFFFFF")
HEAD_ALIGNMENT = Alignment(wrap_text=True, vertical="center")
ALIGNMENT = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a workbook. `choices` is a range of cells, as `Lists!$A$1:$A$8`.

    A hidden column carries what people need not see; a fixed one is for reading.
    """

    header: str
    width: int = 20
    is_hidden: bool = False
    is_fixed: bool = False
    choices: str = ""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write; `frozen` columns stay in sight, counted with hidden ones."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    frozen: int = 0
    is_hidden: bool = False


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
        writer.writerow([_cell(value) for value in row])
    return response


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = UNREADABLE.sub(" ", str(value))
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
    for row, values in enumerate(wanted.rows, start=2):
        for number, value in enumerate(values, start=1):
            _write_cell(sheet.cell(row, number), value, wanted.columns[number - 1])
    sheet.freeze_panes = sheet.cell(2, wanted.frozen + 1)
    if wanted.is_hidden:
        sheet.sheet_state = "hidden"
    _offer_choices(sheet, wanted)
    _set_page(sheet)


def _head(cell: Cell, column: Column) -> None:
    _set_text(cell, column.header)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, HEAD_ALIGNMENT


def _write_cell(cell: Cell, value: object, column: Column) -> None:
    if value in (None, ""):
        return
    cell.alignment = ALIGNMENT
    if column.is_fixed:
        cell.fill = FIXED_FILL
    if isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif _is_number(value):
        cell.value = value
        # Years and counts as they are; amounts with their thousands apart.
        cell.number_format = "General" if isinstance(value, int) else "#,##0.####"
    else:
        cell.number_format = "@"
        _set_text(cell, str(value))


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


def _offer_choices(sheet: Worksheet, wanted: SheetOut) -> None:
    """Offer the choices of a column without refusing what was typed before."""
    last = len(wanted.rows) + 1 + SPARE_ROWS
    for number, column in enumerate(wanted.columns, start=1):
        if not column.choices:
            continue
        rule = DataValidation(
            "list", formula1=f"={column.choices}", showErrorMessage=False
        )
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _set_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
