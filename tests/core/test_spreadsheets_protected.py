"""Workbooks to fill in: what is open, what warns, what helps."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from alliance87.core.spreadsheets import (
    CLOSED,
    Area,
    Column,
    Limit,
    SheetOut,
    range_of,
    write_xlsx,
)


def sheet_of(*columns, rows=(("PR-1", 5), ("PR-2", CLOSED), ("PR-3", None))):
    out = SheetOut("Plan", columns, rows, is_protected=True)
    return load_workbook(BytesIO(write_xlsx([out]))).active


CODE = Column("Code", is_fixed=True)


def test_only_open_columns_are_unlocked_and_closed_cells_are_not():
    sheet = sheet_of(CODE, Column("Value", is_open=True))

    assert sheet.protection.sheet is True
    assert sheet.protection.password is None
    locked = {cell.coordinate: cell.protection.locked for row in sheet for cell in row}
    assert [name for name, is_locked in locked.items() if not is_locked] == ["B2", "B4"]
    assert sheet["B3"].value is None


def test_sheet_that_is_not_protected_stays_open():
    out = SheetOut("Plan", [CODE, Column("Value", is_open=True)], [("PR-1", 5)])
    sheet = load_workbook(BytesIO(write_xlsx([out]))).active

    assert sheet.protection.sheet is False


@pytest.mark.parametrize("is_protected", [True, False])
def test_sheets_are_locked_in_their_place_where_one_is_protected(is_protected):
    out = SheetOut("Plan", [CODE], [("PR-1",)], is_protected=is_protected)

    book = load_workbook(BytesIO(write_xlsx([out, SheetOut("Free", [CODE], [])])))

    assert bool(book.security.lockStructure) is is_protected


def test_rows_of_an_area_take_what_it_says_in_their_open_columns():
    like = Column("Percent", limit=Limit("From 0 to 100.", high=100), note="Zero too.")
    years = [Column(str(year), is_open=True) for year in (2019, 2020)]
    rows = [("PR-1", 5, 6), ("PR-2", 7, 8), ("PR-3", 9, 1)]
    areas = [Area([0, 2], like)]
    out = SheetOut("Plan", [CODE, *years], rows, is_protected=True, areas=areas)

    sheet = load_workbook(BytesIO(write_xlsx([out]))).active

    (rule,) = sheet.data_validations.dataValidation
    cells = {cell.coordinate for row in sheet for cell in row}
    assert {each for each in cells if each in rule.sqref} == {"B2", "C2", "B4", "C4"}
    assert (rule.formula2, rule.prompt) == ("100", "Zero too.")


def test_limit_warns_and_does_not_stop():
    limit = Limit("A share is between 0 and 100.", high=100)
    sheet = sheet_of(CODE, Column("Percent", is_open=True, limit=limit))

    (rule,) = sheet.data_validations.dataValidation
    assert (rule.errorStyle, rule.operator or "between") == ("warning", "between")
    assert (rule.formula1, rule.formula2) == ("0", "100")
    assert rule.error == "A share is between 0 and 100."


def test_limit_without_an_end_asks_for_numbers_from_zero_on():
    sheet = sheet_of(CODE, Column("Number", is_open=True, limit=Limit("From 0 on.")))

    (rule,) = sheet.data_validations.dataValidation
    assert (rule.operator, rule.formula1) == ("greaterThanOrEqual", "0")


def test_help_appears_beside_the_cell_and_is_cut_to_what_programs_take():
    note = Column("Percent of something long to say in a heading", note="a" * 300)
    sheet = sheet_of(CODE, note)

    (rule,) = sheet.data_validations.dataValidation
    assert (rule.showInputMessage, len(rule.prompt)) == (True, 255)
    assert rule.promptTitle == "Percent of something long to say"


def test_choices_are_offered_with_their_help():
    choices = range_of("Lists", 0, 3)
    sheet = sheet_of(CODE, Column("Source", choices=choices, note="Choose one."))

    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", "='Lists'!$A$2:$A$4")
    assert rule.prompt == "Choose one."


def test_days_and_text_keep_their_look_where_cells_share_it():
    sheet = sheet_of(
        CODE, Column("Text", is_open=True), rows=(("A", "=1+1"), ("B", "x"), ("C", 3))
    )

    assert [cell.number_format for cell in sheet["B"]][1:] == ["@", "@", "General"]
    assert [sheet[name].quotePrefix for name in ("B2", "B3")] == [True, False]
