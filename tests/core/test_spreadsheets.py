"""Spreadsheets: text is never a formula, numbers stay numbers, every file opens."""

import csv
from io import StringIO

import pytest

from alliance87.core.spreadsheets import csv_response


def read(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n=1", "\x00=1", "＝1", "－1"],
)
def test_text_that_opens_a_formula_gets_an_apostrophe(text):
    cell = read(csv_response("t", ["a"], [[text]]))[1][0]

    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["Côte d’Ivoire", "a=b", "2019–2021", "x;=1", ""])
def test_plain_text_stays_as_it_is(text):
    assert read(csv_response("t", ["a"], [[text]])) == [["a"], [text]]


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell():
    response = csv_response("t", ["n", "f", "gap"], [[-3, 1.5, None]])

    assert response.content.decode("utf-8-sig").splitlines()[1] == '-3,1.5,""'


def test_control_characters_and_line_breaks_become_a_space():
    text = "one\x0btwo\r\nthree\x00\ufffefour\ud800five\u2028six"

    response = csv_response("t", ["a"], [[text]])

    assert read(response)[1] == ["one two three four five six"]


def test_separators_and_quotes_survive():
    row = ['He said "no", twice', "a;b"]

    assert read(csv_response("t", ["a", "b"], [row]))[1] == row


def test_header_is_guarded_too():
    assert read(csv_response("t", ["=x"], []))[0] == ["'=x"]


def test_response_is_a_named_download_in_utf8_with_its_mark():
    response = csv_response("countries", ["a"], [])

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="countries.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
