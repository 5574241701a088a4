"""The frame of the checks: what is compared, what is returned, and how fast."""

import time
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.figures.checks import CHECKS, Cell, Finding, findings
from monitoring.figures.content import Content
from monitoring.models import Definition

THIS_YEAR = 2026
NUMBERS = (
    *("percent", "quantity", "amount", "gdp_percent"),
    *("low", "high", "standard_error"),
)
KINDS = {
    "share": Definition(value_type="share", axes=["age", "sex"]),
    "percent": Definition(value_type="percent", axes=["age", "sex"]),
    "number": Definition(
        value_type="number", axes=["age", "nationality", "scope", "sex", "stage"]
    ),
    "yes_no": Definition(value_type="yes_no"),
    "year": Definition(value_type="year"),
    "money": Definition(value_type="money"),
    "computed": Definition(value_type="percent", computed_from="activities"),
}


def cell(kind="share", **facts) -> Cell:
    """Return a cell of Mexico, 2020; numbers are given as text."""
    place = {"country": "MEX", "code": "PR-CL-2", "year": 2020, "breakdown": ""}
    place |= {"source": 1, "variant": ""}
    place |= {name: facts.pop(name) for name in tuple(facts) if name in place}
    values = {
        name: Decimal(value) if name in NUMBERS and value is not None else value
        for name, value in facts.items()
    }
    return Cell(content=Content(**values), definition=KINDS[kind], **place)


def found(cells, **options) -> list[Finding]:
    return findings(cells, this_year=THIS_YEAR, **options)


def assert_case(code, cells, message):
    """Assert that one check, and no other, finds something, and in which words."""
    (finding,) = found(cells)

    assert finding.check == code
    assert finding.message.replace("\N{NO-BREAK SPACE}", " ") == message


def assert_near_miss(cells):
    assert [(each.check, each.message) for each in found(cells)] == []


MEXICO = [
    cell(percent="6"),
    cell(percent="3.4", breakdown="sex=M"),
    cell(percent="4.7", breakdown="sex=F"),
]


def test_finding_names_its_cell_and_what_it_was_compared_with():
    (finding,) = found(MEXICO)

    assert finding.check == "total-outside-parts"
    assert finding.blocks is False
    assert finding.cell is MEXICO[0]
    assert finding.others == (MEXICO[1], MEXICO[2])


def test_finding_speaks_the_language_of_the_reader():
    (finding,) = found([cell(percent="100.5")])

    with translation.override("fr"):
        assert "100,5" in finding.message
    with translation.override("en"):
        assert "100.5" in finding.message


def test_finding_calls_parts_by_the_names_it_is_given():
    names = {("sex", "F"): "girls", ("sex", "M"): "boys"}

    (finding,) = found(MEXICO, names=names)
    assert finding.message.startswith("Boys 3.4")


def test_findings_are_only_about_new_cells():
    total, male, female = MEXICO

    assert found([], before=MEXICO) == []
    (finding,) = found([female], before=[total, male])
    assert finding.cell is female
    assert finding.others == (total, male)


def test_part_that_is_no_key_is_named_and_stops_nothing():
    cells = [
        cell(percent="5", breakdown="girls", year=2019),
        cell(percent="50", breakdown="girls", year=2020),
    ]

    assert [each.check for each in found(cells)] == [
        *("axis-unknown", "axis-unknown", "jump"),
    ]


def test_findings_stand_in_the_order_of_the_cells():
    cells = [
        cell(percent="101", country="PER"),
        *MEXICO,
        cell(percent="102", country="ALB"),
    ]

    assert [each.cell.country for each in found(cells)] == ["PER", "MEX", "ALB"]


def test_older_version_of_the_same_place_is_not_looked_at():
    total, male, female = MEXICO
    mended = cell(percent="4.1")

    assert found([mended], before=[total, male, female]) == []


def test_value_that_is_no_longer_there_is_not_compared():
    gone = cell(empty="not_available", empty_reason="Withdrawn.")

    assert found([gone], before=MEXICO) == []


@pytest.mark.parametrize(
    "other",
    [
        {"country": "PER"},
        {"year": 2019},
        {"source": 2},
        {"variant": "14 hours"},
        {"code": "PR-CL-3"},
    ],
)
def test_parts_of_another_figure_are_not_compared(other):
    total, male, female = MEXICO
    moved = cell(percent="4.7", breakdown="sex=F", **other)

    assert found([total, male, moved]) == []


def test_ages_of_a_code_can_be_given():
    cells = [
        cell("number", code="PR-FL-1", quantity="50"),
        cell("number", code="PR-FL-1", quantity="20", breakdown="age=child"),
        cell("number", code="PR-FL-1", quantity="40", breakdown="age=adult"),
    ]

    assert found(cells) == []
    named = found(cells, ages={"child": (0, 17), "adult": (18, None)})
    assert [each.check for each in named] == ["parts-sum"]


def test_ages_of_an_indicator_can_be_given():
    child = cell("number", code="OWN-1", quantity="5", breakdown="age=0-4")

    assert found([child]) == []
    (finding,) = found([child], spans={"OWN-1": (5, 17)})
    assert finding.check == "ages-outside"


BLOCKS = {
    *("negative", "share-above-100", "year-to-come", "year-too-early"),
    *("interval-order", "axis-unknown", "ages-outside", "part-above-whole"),
}


def test_only_the_impossible_blocks():
    assert {code for code, check in CHECKS.items() if check.blocks} == BLOCKS


def test_codes_fit_the_column_that_keeps_the_answers():
    assert max(map(len, CHECKS)) <= 40
    assert all(check.code == code for code, check in CHECKS.items())


def test_ordinary_year_of_everything_asks_nothing():
    cells = [
        cell(percent="9.5", quantity="190000", year=2016),
        cell(percent="8.9", quantity="180000"),
        cell(percent="9.9", quantity="102000", breakdown="sex=M"),
        cell(percent="7.9", quantity="78000", breakdown="sex=F"),
        cell(code="PR-CL-1", percent="5.1", quantity="103000"),
        cell("yes_no", code="PC-CL-L4", answer=True, on=date(2004, 3, 1)),
        cell("year", code="PC-CL-M1", year_stated=2007),
        cell("year", code="PC-CL-M2", year_stated=2019),
        cell("money", code="PC-CL-B1", amount="1200000", currency="MXN"),
        cell("number", code="PR-FL-1", quantity="0"),
    ]

    assert_near_miss(cells)


FIGURES = st.one_of(st.none(), st.decimals(-10, 1000, places=2), st.just(Decimal(0)))
PARTS = ("", "sex=F", "sex=M", "age=5-11", "age=12-17;sex=F", "age=x", "girls")


@given(
    st.lists(
        st.builds(
            cell,
            st.sampled_from(["share", "number", "money"]),
            code=st.sampled_from(["PR-CL-1", "PR-CL-2", "PR-FL-1", "PR-HT-1"]),
            year=st.integers(2017, 2028),
            breakdown=st.sampled_from(PARTS),
            bound=st.sampled_from(["", "<"]),
            **dict.fromkeys(("percent", "quantity", "low", "gdp_percent"), FIGURES),
        ),
        max_size=25,
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_the_figures_are_the_findings_can_be_told(cells):
    half = len(cells) // 2

    for each in found(cells[:half], before=cells[half:]):
        assert any(each.cell is mine for mine in cells[:half])
        assert "%(" not in each.message


def _countries(number: int) -> list[Cell]:
    parts = ("", "sex=F", "sex=M", "age=5-14", "age=15-17")
    return [
        cell(
            country=f"C{country}",
            code=code,
            year=year,
            breakdown=part,
            percent="9.5" if code == "PR-CL-2" else "8.5",
            quantity="120000" if part else "240000",
        )
        for country in range(number)
        for code in ("PR-CL-1", "PR-CL-2")
        for year in (2012, 2016, 2020)
        for part in parts
    ]


def _seconds(cells: list[Cell]) -> float:
    begun = time.process_time()
    found(cells)
    return time.process_time() - begun


def test_time_grows_with_the_number_of_cells_and_no_faster():
    few, many = _countries(40), _countries(320)
    _seconds(few)

    assert min(_seconds(many) for _n in range(3)) < 24 * min(
        _seconds(few) for _n in range(3)
    )
