"""Each check between indicators: a case it finds, and a near miss it leaves alone."""

import pytest

from monitoring.figures.checks import CHECKS
from tests.monitoring import (
    test_checks_alone,
    test_checks_parts,
    test_checks_texts,
    test_checks_years,
)
from tests.monitoring.test_checks import assert_case, assert_near_miss, cell, found


def both(first, second, kind="share", **facts):
    """Return two cells of one year: code and figure of each."""
    field = {"share": "percent", "money": "amount", "year": "year_stated"}.get(
        kind, "quantity"
    )
    return [
        cell(kind, code=code, **{field: value}, **facts)
        for code, value in (first, second)
    ]


MONEY = {"kind": "money", "currency": "MXN"}
CASES = {
    "chores-less": (
        # UNSD, Dominican Republic 2014, boys.
        both(("PR-CL-1", "7.94091"), ("PR-CL-2", "7.85")),
        # Belarus 2012, girls: nobody is added by chores alone.
        both(("PR-CL-1", "1.00098"), ("PR-CL-2", "1.00098")),
        "PR-CL-2 with household chores is 7.85 %, but PR-CL-1 without them is "
        "7.94091 %. Were the two swapped?",
    ),
    "hazardous-more": (
        both(("PR-CL-3", "5"), ("PR-CL-4", "5.1")),
        both(("PR-CL-3", "5"), ("PR-CL-4", "5")),
        "PR-CL-4, hazardous work only, is 5.1 %, but PR-CL-3, all child labour, is "
        "5 %.",
    ),
    "survey-years": (
        both(("PC-FL-M2", 2019), ("PC-FL-M3", 2015), kind="year"),
        both(("PC-FL-M2", 2019), ("PC-FL-M3", 2019), kind="year"),
        "The most recent year with data (PC-FL-M3) is 2015, but PC-FL-M2 names 2019.",
    ),
    "same-as-other": (
        both(("PR-FL-1", "87"), ("PR-HT-1", "87"), kind="number"),
        both(("PR-FL-1", "87"), ("PR-HT-1", "88"), kind="number"),
        "87 stands at PR-HT-1 and at PR-FL-1. Forced labour and trafficking are "
        "counted apart: is it the same figure twice?",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_check_finds_its_case(code):
    odd, _near, message = CASES[code]

    assert_case(code, odd, message)


@pytest.mark.parametrize("code", CASES)
def test_check_leaves_a_near_miss_alone(code):
    assert_near_miss(CASES[code][1])


@pytest.mark.parametrize(
    "fine",
    [
        # UNSD, Albania 2010: without chores for ages 5-17, with them for 5-14.
        [
            cell(code="PR-CL-1", percent="4.1", ages="5-17"),
            cell(code="PR-CL-2", percent="3.3", ages="5-14"),
        ],
        [
            cell(code="PR-CL-1", percent="4.1", source=1),
            cell(code="PR-CL-2", percent="3.3", source=2),
        ],
        [
            cell(code="PR-CL-1", percent="4.1"),
            cell(code="PR-CL-2", percent="3.3", breakdown="sex=F"),
        ],
        both(("PR-FL-1", "10"), ("PR-HT-1", "10"), kind="number"),
        both(("PR-FL-1", "0"), ("PR-HT-1", "0"), kind="number"),
        # One national budget stands at several indicators.
        both(("PC-CL-B3", "500"), ("PC-FL-B2", "500"), **MONEY),
    ],
)
def test_checks_leave_ordinary_pairs_alone(fine):
    assert_near_miss(fine)


def test_swapped_numbers_are_found_where_there_is_no_percent():
    cells = [
        cell(code="PR-CL-1", quantity="50000"),
        cell(code="PR-CL-2", quantity="40000"),
    ]

    assert [each.check for each in found(cells)] == ["chores-less"]


def test_pair_of_which_one_is_known_is_found():
    without, having = CASES["chores-less"][0]

    (finding,) = found([having], before=[without])
    assert finding.cell is having
    assert finding.others == (without,)


@pytest.mark.parametrize(
    ("first", "last"), [("PC-CL-M1", "PC-CL-M2"), ("PC-HT-M2", "PC-HT-M3")]
)
def test_survey_years_of_every_theme_are_compared_whatever_their_source(first, last):
    cells = [
        cell("year", code=first, year_stated=2019, source=1),
        cell("year", code=last, year_stated=2015, source=None),
    ]

    assert [each.check for each in found(cells)] == ["survey-years"]


def test_every_check_has_a_case_and_a_near_miss():
    modules = (
        *(test_checks_alone, test_checks_parts, test_checks_texts),
        test_checks_years,
    )
    tested = {code for module in modules for code in module.CASES} | set(CASES)

    assert tested == set(CHECKS)
