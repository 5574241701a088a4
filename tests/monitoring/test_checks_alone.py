"""Each check of a single cell: a case it finds, and a near miss it leaves alone."""

from datetime import date

import pytest

from tests.monitoring.test_checks import assert_case, assert_near_miss, cell, found

FL = {"kind": "number", "code": "PR-FL-1"}
CASES = {
    "negative": (
        cell(**FL, quantity="-3"),
        cell(**FL, quantity="0"),
        "-3 is below zero. A figure here is zero or more.",
    ),
    "share-above-100": (
        cell(percent="100.1"),
        cell(percent="100"),
        "100.1 % is more than the whole. A share is between 0 and 100 %.",
    ),
    "year-to-come": (
        cell(percent="5", year=2027),
        cell(percent="5", year=2026),
        "2027 has not begun: the last year there can be figures for is 2026.",
    ),
    "year-too-early": (
        cell(percent="5", year=1026),
        cell(percent="5", year=1950),
        "1026 is too long ago: years from 1950 on are kept. Check the digits.",
    ),
    "interval-order": (
        cell(percent="5", low="6", high="4"),
        cell(percent="5", low="5", high="5"),
        "The interval ends (4) before it begins (6).",
    ),
    "axis-unknown": (
        cell(percent="5", breakdown="sector=agriculture"),
        cell(percent="5", breakdown="sex=F"),
        "PR-CL-2 is not broken down by “Sector”. Choose another part or the total.",
    ),
    "ages-outside": (
        cell(percent="5", breakdown="age=15-18"),
        cell(percent="5", breakdown="age=15-17"),
        "PR-CL-2 is about ages 5 to 17; “15-18” reaches beyond them.",
    ),
    "interval-misses": (
        cell(percent="5", low="5.1", high="6"),
        cell(percent="5", low="4", high="5"),
        "5 % does not lie in its own interval, 5.1 to 6.",
    ),
    "standard-error-zero": (
        cell(percent="5", standard_error="0"),
        cell(percent="5", standard_error="0.1"),
        "The standard error of 5 % is 0. Was it meant to be left empty?",
    ),
    "year-stated": (
        cell("year", code="PC-CL-M2", year_stated=2027),
        cell("year", code="PC-CL-M2", year_stated=2026),
        "The year given is 2027, the figure is for 2020. Is it a slip?",
    ),
    "date-to-come": (
        cell("yes_no", code="PC-CL-L4", answer=True, on=date(2027, 1, 1)),
        cell("yes_no", code="PC-CL-L4", answer=True, on=date(2026, 12, 31)),
        "The date lies in 2027, after this year (2026).",
    ),
    "not-whole": (
        cell(**FL, quantity="12.5"),
        cell(**FL, quantity="12.5", quality="estimate"),
        "12.5 is no whole number. Is it in thousands, or a percent?",
    ),
    "figure-is-year": (
        # UNSD, VC_HTF_DETV, Mexico 2015.
        cell(**FL, quantity="2015", year=2015),
        cell(**FL, quantity="2014", year=2015),
        "The figure for 2015 is 2 015 as well. Is it the year, typed twice?",
    ),
    "one-is-zero": (
        cell(percent="4.6", quantity="0"),
        cell(percent="0", quantity="0"),
        "4.6 % and 0: one of them is zero and the other is not.",
    ),
    "population-size": (
        cell(percent="4.6", quantity="45"),
        cell(percent="4.6", quantity="45000"),
        "45 is 4.6 % of about 978 children. Is the number in thousands?",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_check_finds_its_case(code):
    odd, _near, message = CASES[code]

    assert_case(code, [odd], message)


@pytest.mark.parametrize("code", CASES)
def test_check_leaves_a_near_miss_alone(code):
    assert_near_miss([CASES[code][1]])


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        (cell(percent="-0.1"), "negative"),
        (cell("money", code="PC-CL-B1", amount="-1", currency="USD"), "negative"),
        (cell("money", code="PC-CL-B1", gdp_percent="-1"), "negative"),
        (cell(percent="5", standard_error="-1"), "negative"),
        (cell(percent="5", sample_size=-1), "negative"),
        (cell("money", code="PC-CL-B1", gdp_percent="100.5"), "share-above-100"),
        (cell(percent="5", breakdown="sex=F;age=5-11"), "axis-unknown"),
        (cell(percent="5", breakdown="girls"), "axis-unknown"),
        (cell(percent="5", breakdown="age=0-4"), "ages-outside"),
        (cell(percent="5", breakdown="age=15+"), "ages-outside"),
        (cell(percent="5", low="6"), "interval-misses"),
        (cell(percent="5", high="4"), "interval-misses"),
        (cell(quantity="50000", low="60000", high="70000"), "interval-misses"),
        (cell("year", code="PC-CL-M2", year_stated=1949), "year-stated"),
        (cell(percent="0", quantity="10000"), "one-is-zero"),
        (cell(percent="5", quantity="50000000"), "population-size"),
    ],
)
def test_check_finds_its_other_cases(odd, code):
    assert [each.check for each in found([odd])] == [code]


@pytest.mark.parametrize(
    "fine",
    [
        cell(percent="5", low="6", bound="<"),
        cell(percent="0", standard_error="0"),
        cell(percent="0", quantity="9999"),
        # Percent and number of a custom indicator need not be about children.
        cell(code="OWN-1", percent="4.6", quantity="45"),
        cell(percent="4.6", quantity="45", breakdown="sex=F"),
        cell(empty="not_collected", empty_reason="No survey."),
    ],
)
def test_checks_leave_ordinary_cells_alone(fine):
    assert_near_miss([fine])
