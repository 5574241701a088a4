"""Files of data as databases and offices write them: padded, bare, typed, large."""

import gc
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from alliance87.core.spreadsheets import Table, read_file

ROWS = (("A", "B"), ("1", "é"))


def upload(content: bytes, name: str = "data.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(*rows, padding: int = 0, merged: str = "") -> SimpleUploadedFile:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(content)
    return upload(content.getvalue() + b"\x00" * padding, "data.xlsx")


@pytest.mark.parametrize("padding", [1, 7, 100_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_empty_signs_at_the_end_of_a_text_are_cut_and_said(encoding, padding):
    content = "A,B\n1,é\n".encode(encoding) + b"\x00" * padding

    table = read_file(upload(content))

    assert table.sheets[0].rows == ROWS
    said = any("filled up with empty signs" in each for each in table.notes)
    # One byte is less than a sign of UTF-16.
    assert said == (encoding != "utf-16" or padding > 1)


def test_empty_signs_inside_a_text_are_refused():
    with pytest.raises(ValidationError) as refused:
        read_file(upload(b"A,B\n1,\x00\x00,2\n"))

    assert refused.value.code == "binary"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_utf_16_that_lost_its_mark_is_read(encoding):
    assert read_file(upload("A,B\n1,é\n".encode(encoding))).sheets[0].rows == ROWS


@pytest.mark.parametrize("padding", [1, 500, 100_000])
def test_workbook_filled_up_with_empty_bytes_is_read(padding):
    table = read_file(workbook(["A", "B"], [1, "é"], padding=padding))

    assert table.sheets[0].rows == ROWS
    assert "filled up with empty signs" in table.notes[0]


def test_workbook_with_something_else_behind_it_is_not_cut():
    file = workbook(["A", "B"], [1, "é"])
    hidden = upload(file.read() + b"\x00\x00secret\x00\x00", "data.xlsx")

    assert not any("empty" in each for each in read_file(hidden).notes)


def test_numbers_typed_as_text_are_told_from_numbers():
    sheet = read_file(workbook(["A", "B"], [1.5, "1,250"], [2, "3 500"])).sheets[0]

    assert sheet.is_typed
    assert sheet.spelled == {(1, 1), (2, 1)}


def test_number_typed_as_text_is_known_in_every_row_it_is_merged_over():
    sheet = read_file(workbook(["A"], ["1,250"], [None], [7], merged="A2:A3")).sheets[0]

    assert sheet.rows == (("A",), ("1,250",), ("1,250",), ("7",))
    assert sheet.spelled == {(1, 0), (2, 0)}


def test_table_comes_back_from_what_is_stored():
    table = read_file(workbook(["A", "B"], [1.5, "1,250"], merged="A1:B1"))

    assert Table.from_json(table.to_json()) == table


def test_formula_without_its_result_is_found_in_a_wide_sheet():
    def wide(sheet):
        sheet["A1"] = "=1+1"
        sheet["B1"] = 2
        sheet.cell(1, 400).number_format = "0.0"

    book, content = Workbook(), BytesIO()
    wide(book.active)
    book.save(content)

    table = read_file(upload(content.getvalue(), "data.xlsx"))

    assert [each.cell for each in table.problems] == ["A1"]


def test_limit_of_cells_is_the_callers():
    file = workbook(["A", "B"], *([1, 2] for _ in range(10)))

    with pytest.raises(ValidationError) as refused:
        read_file(file, cells_max=20)

    assert refused.value.messages[0].startswith(
        "The workbook holds more than is read at once (at most 20 cells)."
    )
    assert len(read_file(file, cells_max=22).sheets[0].rows) == 11


def test_padding_hides_no_bomb():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/big.xml", b"<x>" + b" " * 5_000_000)

    with pytest.raises(ValidationError) as refused:
        read_file(upload(packed.getvalue() + b"\x00" * 2_000_000, "data.xlsx"))

    assert refused.value.code == "workbook_size"


def test_search_for_cycles_is_on_again_after_a_file_that_cannot_be_read():
    with pytest.raises(ValidationError):
        read_file(upload(b"A\n\xff\x81\n"))

    assert gc.isenabled()
