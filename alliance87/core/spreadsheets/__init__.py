"""Tables on their way to spreadsheet programs and back: one writer, one reader."""

from alliance87.core.spreadsheets.cells import Problem, Sheet, Table, cell_name
from alliance87.core.spreadsheets.reading import read_file, read_paste
from alliance87.core.spreadsheets.workbook import plain_number
from alliance87.core.spreadsheets.writing import (
    CELL_MAX,
    CLOSED,
    Area,
    Column,
    Limit,
    SheetOut,
    csv_response,
    range_of,
    readable,
    write_xlsx,
    xlsx_response,
)

__all__ = [
    "CELL_MAX",
    "CLOSED",
    "Area",
    "Column",
    "Limit",
    "Problem",
    "Sheet",
    "SheetOut",
    "Table",
    "cell_name",
    "csv_response",
    "plain_number",
    "range_of",
    "read_file",
    "read_paste",
    "readable",
    "write_xlsx",
    "xlsx_response",
]
