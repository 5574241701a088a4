"""The one reader of tables: nothing is guessed silently, no bomb is opened."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from alliance87.core.spreadsheets import Problem, read_file, read_paste

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>td {}</style></head>
<body><!--StartFragment--><table class=MsoTableGrid>
<tr><td><p class=MsoNormal><b>Priorities<o:p></o:p></b></p></td><td>Actions</td></tr>
<tr><td rowspan=2><p class=MsoNormal>Schools</p></td>
<td><p>Build<br>ten&nbsp;schools</p></td></tr>
<tr><td>Teach <?xml:namespace prefix = o />well</td></tr>
<tr><td colspan=2><p>End</p></td></tr>
</table><!--EndFragment--></body></html>
"""


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def workbook(fill, *, name: str = "plan.xlsx") -> SimpleUploadedFile:
    book, content = Workbook(), BytesIO()
    fill(book.active, book)
    book.save(content)
    return upload(content.getvalue(), name)


def refusal(read) -> str:
    with pytest.raises(ValidationError) as refused:
        read()
    return " ".join(refused.value.messages)


# --- Pasted -------------------------------------------------------------------------


def test_tabs_part_pasted_cells_and_quotes_hold_lines_together():
    table = read_paste('A\tB\n"one\ntwo"\tx;y\n')

    assert table.sheets[0].rows == (("A", "B"), ("one\ntwo", "x;y"))


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    table = read_paste('A\tB\n"one\ttwo\nthree\tfour')

    assert table.sheets[0].rows == (("A", "B"), ('"one', "two"), ("three", "four"))


def test_table_of_word_is_read_with_its_merged_cells():
    table = read_paste("Priorities\tActions", WORD)

    assert table.sheets[0].rows == (
        ("Priorities", "Actions"),
        ("Schools", "Build\nten schools"),
        ("Schools", "Teach well"),
        ("End", ""),
    )
    assert table.sheets[0].merged == ((1, 0, 2, 0), (3, 0, 3, 1))
    assert table.sheets[0].is_repeated(2, 0)
    assert "A2:A3, A4:B4" in table.notes[0]


def test_html_without_a_table_falls_back_to_the_text():
    assert read_paste("A\tB", "<p>A B</p>").sheets[0].rows == (("A", "B"),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td colspan=99999999>x</td></tr></table>",
        "<table><tr><td rowspan=99999999>x</td></tr></table>",
        "<table><tr><td>"
        + "<div>" * 5000
        + "x"
        + "</div>" * 5000
        + "</td></tr></table>",
    ],
)
def test_spans_and_depth_without_end_cost_nothing(html):
    assert read_paste("x", html).sheets[0].rows[0][0] == "x"


def test_table_that_is_too_wide_is_refused():
    html = "<table><tr>" + "<td rowspan=1000 colspan=100>x</td>" * 5 + "</table>"

    assert refusal(lambda: read_paste("x", html)).startswith("The table has more than")


def test_scripts_are_not_text():
    html = "<table><tr><td>a<script>alert(1)</script><b>b</b></td></tr></table>"

    assert read_paste("x", html).sheets[0].rows == (("ab",),)


def test_five_thousand_pasted_rows_are_refused_with_their_number():
    text = "Priority\tAction\n" + "Schools\tBuild\n" * 5000

    assert refusal(lambda: read_paste(text)) == (
        "The table has 5,001 rows with the headings. At most 1,000 rows below the "
        "headings are read at once: bring it in parts."
    )


def test_nothing_pasted_is_no_table():
    assert refusal(lambda: read_paste(" \n\t\n")) == "There is no table in it."


# --- CSV ----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_separator_is_found(sign):
    content = (
        sign.join(["Priorité", "Action"]) + "\n" + sign.join(["Écoles", '"a,b;c"'])
    )

    table = read_file(upload(content.encode("utf-8-sig"), "plan.csv"))

    assert table.sheets[0].rows == (("Priorité", "Action"), ("Écoles", "a,b;c"))


def test_windows_text_is_read_and_said():
    content = "Priorités;Actions\nÉcoles d’été;Bâtir – 10 €\n".encode("cp1252")

    table = read_file(upload(content, "plan.csv"))

    assert table.sheets[0].rows[1] == ("Écoles d’été", "Bâtir – 10 €")
    assert "cp1252" in table.notes[0]


def test_separator_that_the_file_states_keeps_the_row_numbers():
    table = read_file(upload(b"sep=;\r\nA;B,C\r\n1;2,5\r\n", "plan.csv"))

    assert table.sheets[0].rows == (("", ""), ("A", "B,C"), ("1", "2,5"))


def test_guard_of_our_own_export_does_not_grow():
    table = read_file(upload(b"A\n'=1+1\n'tis\n", "plan.csv"))

    assert table.sheets[0].rows == (("A",), ("=1+1",), ("'tis",))


def test_unicode_text_of_excel_is_read():
    table = read_file(upload("A\tB\n1\té\n".encode("utf-16"), "plan.txt"))

    assert table.sheets[0].rows == (("A", "B"), ("1", "é"))


def test_letters_that_nobody_can_read_are_refused():
    answer = refusal(lambda: read_file(upload(b"A\n\xff\x81\n", "plan.csv")))

    assert answer == "The letters of this file cannot be read. Save it as CSV in UTF-8."


def test_other_files_are_refused():
    answer = refusal(lambda: read_file(upload(b"%PDF-1.7", "plan.pdf")))

    assert answer == (
        "Files of this type hold no table that can be read. Use XLSX or CSV."
    )


# --- Workbooks ----------------------------------------------------------------------


def test_cells_of_a_workbook_become_honest_text():
    def fill(sheet, _book):
        sheet.append(["share", "day", "year", "amount", "decimal", "truth", "text"])
        sheet.append([0.125, date(2026, 12, 31), 2026, 1200000, 1.234, True, " =x "])
        sheet["A2"].number_format = "0.0%"
        sheet["G2"].data_type = "s"

    table = read_file(workbook(fill))

    assert table.sheets[0].rows[1] == (
        *("12.5%", "2026-12-31", "2026", "1200000", "1.2340", "TRUE", "=x"),
    )
    assert table.problems == ()


def test_calculated_fractions_lose_their_binary_tail():
    table = read_file(workbook(lambda sheet, _book: sheet.append([0.1 + 0.2])))

    assert table.sheets[0].rows == (("0.3",),)


def test_number_with_more_digits_than_excel_keeps_is_refused():
    def fill(sheet, _book):
        sheet.append(["Amount", 12345678901234567])

    table = read_file(workbook(fill))

    assert [(each.cell, each.text[:38]) for each in table.problems] == [
        ("B1", "Spreadsheet programs keep 15 digits of")
    ]


def test_formula_without_its_result_is_refused_by_name():
    def fill(sheet, _book):
        sheet.append(["Amount", "=SUM(1,2)"])

    table = read_file(workbook(fill))

    assert table.problems[0].cell == "B1"
    assert table.problems[0].text.startswith("The cell holds a formula without its")


def test_formula_counts_with_the_value_it_showed():
    def fill(sheet, _book):
        sheet["A1"] = "=1+2"

    plain = workbook(fill).read()
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b"<v></v>", b"<v>3</v>").replace(
                    b"<v />", b"<v>3</v>"
                )
            new.writestr(name, text)

    table = read_file(upload(content.getvalue(), "plan.xlsx"))

    assert table.sheets[0].rows == (("3",),)
    assert table.notes == (
        "Formulas count with the value they showed when the file was saved: A1.",
    )


def test_error_of_a_cell_is_refused_by_name():
    def fill(sheet, _book):
        sheet["A1"], sheet["C3"] = "Amount", "#N/A"

    table = read_file(workbook(fill))

    assert table.problems == (Problem("Sheet", "C3", "The cell holds an error: #N/A."),)


def test_merged_cells_of_a_workbook_are_repeated_downwards_only():
    def fill(sheet, _book):
        sheet.append(["Priority", "Action", "Note"])
        sheet.append(["Schools", "Build", ""])
        sheet.append([None, "Teach", ""])
        sheet.append(["All of it", None, None])
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A4:B4")

    table = read_file(workbook(fill))

    assert table.sheets[0].rows[2:] == (("Schools", "Teach", ""), ("All of it", "", ""))
    assert table.notes == (
        "Merged cells were parted: A2:A3, A4:B4. What was merged over several rows "
        "counts for each of them.",
    )


def test_hidden_sheets_are_left_out():
    def fill(sheet, book):
        sheet["A1"] = "seen"
        hidden = book.create_sheet("hidden")
        hidden["A1"] = "unseen"
        hidden.sheet_state = "hidden"

    table = read_file(workbook(fill))

    assert [sheet.rows for sheet in table.sheets] == [(("seen",),)]


def test_bombs_are_refused_before_they_are_opened():
    def packed(parts: dict[str, bytes]) -> SimpleUploadedFile:
        content = BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"<workbook/>")
            for name, text in parts.items():
                archive.writestr(name, text)
        return upload(content.getvalue(), "plan.xlsx")

    sheet = "xl/worksheets/sheet1.xml"
    too_large = "The workbook holds more than is read at once (at most 120,000 cells)."
    broken = "The file cannot be opened as a workbook."
    bombs = [
        ({sheet: b" " * 50_000_000}, too_large),
        ({sheet: b" " * 5_000_000}, too_large),
        ({sheet: b"".join(b'<c r="A%d"/>' % n for n in range(200_000))}, too_large),
        ({sheet: b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, broken),
        ({sheet: "<!DOCTYPE x>".encode("utf-16")}, broken),
        ({}, broken),
    ]
    for parts, expected in bombs:
        answer = refusal(lambda parts=parts: read_file(packed(parts)))
        assert answer.startswith(expected)


def test_a_cell_far_away_costs_no_memory():
    def fill(sheet, _book):
        sheet["A1"] = "near"
        sheet["XFD1048576"] = "far"

    assert refusal(lambda: read_file(workbook(fill))).startswith("The workbook holds")


def test_five_thousand_rows_of_a_workbook_are_refused():
    def fill(sheet, _book):
        for number in range(5000):
            sheet.append(["Schools", number])

    assert "5,000 rows" in refusal(lambda: read_file(workbook(fill)))


def test_file_that_only_claims_to_be_a_workbook_is_refused():
    answer = refusal(lambda: read_file(upload(b"not a zip", "plan.xlsx")))

    assert answer.startswith("The content of the file is not what its name says.")
