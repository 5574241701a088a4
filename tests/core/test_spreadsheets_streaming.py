"""Tables that are written while they are read."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from alliance87.core.spreadsheets import streaming
from alliance87.core.spreadsheets.streaming import (
    SheetStream,
    csv_lines,
    digits,
    flat,
    xlsx_pieces,
)
from alliance87.core.spreadsheets.writing import UNREADABLE, safe_text

ODD = 'a "quoted", cell\nwith <signs> & \x00 more'


def book(*sheets: SheetStream):
    return load_workbook(BytesIO(b"".join(xlsx_pieces(sheets))))


def cells(sheet) -> list[tuple]:
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1200, "1200"),
        (Decimal("15.500000"), "15.5"),
        (Decimal("0.000000"), "0"),
        (Decimal("0.000001"), "0.000001"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1.50E-9"), "0.0000000015"),
        (Decimal("-7.10"), "-7.1"),
    ],
)
def test_digits(number, text):
    assert digits(number) == text


def test_csv_writes_texts_numbers_and_gaps():
    row = ["a", None, "", 7, Decimal("1.50"), ("b", None, 8), ODD]

    text = b"".join(csv_lines([row, row])).decode()

    line = '"a",,,7,1.5,"b",,8,"a ""quoted"", cell with <signs> &   more"\r\n'
    assert text == f"\ufeff{line}{line}"
    assert b"".join(csv_lines([["a"]], mark=False)) == b'"a"\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", " =1", "＝1", "\t=1"])
def test_text_is_no_formula(text):
    assert b"".join(csv_lines([[text]], mark=False)).startswith(b"\"'")
    sheet = book(SheetStream("S", [text], [9], [[text]])).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s"]
    assert sheet["A2"].quotePrefix


def test_no_sign_that_a_program_cannot_read_is_written():
    for sign in map(chr, range(0x1_1000)):
        assert not UNREADABLE.search(safe_text(f"a{sign}b")), hex(ord(sign))


def test_a_workbook_holds_what_was_written():
    row = ("a", None, "", 7, Decimal("1.50"), ODD)
    sheet = SheetStream("Data", list("abcdef"), [9] * 6, ([row[:2], *row[2:]],))

    found = book(sheet, SheetStream("None", ["x"], [9], ()))

    assert found.sheetnames == ["Data", "None"]
    odd = 'a "quoted", cell\nwith <signs> &   more'
    assert cells(found["Data"]) == [
        tuple("abcdef"),
        ("a", None, None, 7, 1.5, odd),
    ]
    assert cells(found["None"]) == [("x",)]
    assert found["Data"].freeze_panes == "A2"


def test_a_number_with_more_digits_than_a_program_keeps_is_text():
    numbers = [Decimal("12345678901234567890.12"), 10**14, 10**16, 1234567890123456]

    (_header, row) = cells(
        book(SheetStream("S", list("abcd"), [9] * 4, [numbers])).active
    )

    assert row == (
        *("12345678901234567890.12", 10**14, 10**16),
        "1234567890123456",
    )


@pytest.mark.parametrize(("rows", "titles"), [(4, 1), (5, 2), (8, 2), (9, 3)])
def test_a_sheet_that_is_full_goes_on_in_the_next(monkeypatch, rows, titles):
    monkeypatch.setattr(streaming, "SHEET_ROWS", 4)
    sheet = SheetStream("Data", ["n"], [9], ([at] for at in range(rows)))

    found = book(sheet)

    assert found.sheetnames == ["Data", "Data 2", "Data 3"][:titles]
    assert all(cells(each)[0] == ("n",) for each in found)
    assert [row[0] for each in found for row in cells(each)[1:]] == list(range(rows))


def test_a_sheet_of_many_bytes_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(streaming, "SHEET_BYTES", 100_000)
    text = "x" * 1000
    sheet = SheetStream("Data", ["n"], [9], ([text] for _at in range(1200)))

    found = book(sheet)

    assert len(found.sheetnames) == 3
    assert sum(len(cells(each)) - 1 for each in found) == 1200


def test_pieces_come_before_all_rows_are_read():
    read = []

    def rows():
        for at in range(60_000):
            read.append(at)
            yield [f"row {at}", at * 7919 % 10_007]

    next(xlsx_pieces([SheetStream("Data", ["a", "b"], [9, 9], rows())]))
    assert len(read) < 60_000
    read.clear()
    lines = csv_lines(rows())
    next(lines)
    next(lines)
    assert len(read) == streaming.ROWS


def test_only_so_much_is_remembered():
    made = streaming.Cells(str.upper, str, empty="", between=",")

    for at in range(streaming.REMEMBERED * 2 + 1):
        made.written([f"text {at}", (f"a{at}", None)])
    made.written(["x" * 500])

    assert len(made.texts) <= streaming.REMEMBERED
    assert len(made.groups) <= streaming.REMEMBERED
    assert not any(len(key) > streaming.SHORT for key in made.texts)


CELLS = st.sampled_from(["", "a", "=a", 'b"', None, 0, 1, Decimal("1.0"), Decimal(2)])
TOGETHER = st.recursive(CELLS, lambda cells: st.tuples(cells, cells), max_leaves=6)


@given(st.lists(st.tuples(TOGETHER, TOGETHER, CELLS), max_size=12))
def test_what_is_written_once_says_what_its_cells_say(rows):
    one_by_one = [b"".join(csv_lines([[*flat(row)]], mark=False)) for row in rows]

    assert b"".join(csv_lines(rows, mark=False)) == b"".join(one_by_one)


def test_flat():
    row = [1, ("a", None), ("b", ("c", 2)), "d"]

    assert list(flat(row)) == [1, "a", None, "b", "c", 2, "d"]


def test_a_workbook_is_a_sound_zip_file():
    content = b"".join(xlsx_pieces([SheetStream("S", ["a"], [9], [["b"]])]))

    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "[Content_Types].xml" in archive.namelist()
