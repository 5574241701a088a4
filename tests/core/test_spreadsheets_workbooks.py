"""Workbooks that we write: they open, text stays text, and they come back the same."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from alliance87.core.spreadsheets import (
    CELL_MAX,
    Column,
    SheetOut,
    read_file,
    readable,
    write_xlsx,
    xlsx_response,
)


def sheet_of(*rows, columns=("A", "B", "C")) -> bytes:
    return write_xlsx([SheetOut("Plan", [Column(each) for each in columns], rows)])


def opened(content: bytes):
    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_text_of_a_workbook_is_never_a_formula(text):
    cell = opened(sheet_of([text]))["A2"]

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_numbers_and_days_stay_what_they_are():
    sheet = opened(sheet_of([-3, Decimal("1.25"), date(2026, 5, 4)]))

    assert [cell.value for cell in sheet[2]][:2] == [-3, 1.25]
    assert sheet["C2"].value.date() == date(2026, 5, 4)


def test_number_longer_than_a_cell_keeps_is_written_as_text():
    cell = opened(sheet_of([Decimal("99999999999999.99")]))["A2"]

    assert (cell.value, cell.data_type) == ("99999999999999.99", "s")


def test_control_characters_go_and_lines_stay():
    text = "one\x0btwo\r\nthree\x00\ufffefour\ud800five"

    assert opened(sheet_of([text]))["A2"].value == "one\ntwo\nthree four five"


def test_text_longer_than_a_cell_is_cut_where_the_reader_expects_it():
    text = "a" * (CELL_MAX + 5)

    assert opened(sheet_of([text]))["A2"].value == readable(text) == "a" * CELL_MAX


def test_header_is_frozen_and_choices_and_hidden_columns_are_there():
    columns = [
        Column("key", is_hidden=True),
        Column("State", choices="Lists!$A$2:$A$4"),
    ]
    sheet = opened(write_xlsx([SheetOut("Plan", columns, [["k", "Done"]], frozen=1)]))

    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].hidden
    assert sheet["A1"].font.bold
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ("=Lists!$A$2:$A$4", "B2:B202")


def test_what_is_written_is_read_back():
    rows = [["=x", "a;b", "'quoted"], ["1\n2", "é", ""]]

    table = read_file(SimpleUploadedFile("plan.xlsx", sheet_of(*rows)))

    assert table.sheets[0].rows == (("A", "B", "C"), *map(tuple, rows))


def test_download_has_its_name_and_type():
    response = xlsx_response("roadmap", [SheetOut("A/B:C", [Column("x")], [])])

    assert response["Content-Disposition"] == 'attachment; filename="roadmap.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert opened(response.content).title == "A B C"
