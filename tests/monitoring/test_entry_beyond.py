"""Parts on record that nobody asks for: listed last, corrected, thrown away."""

from decimal import Decimal

import pytest

from monitoring.enums import SourceKind, ValueState
from monitoring.forms.workbook import plan_now
from monitoring.models import ObservationVersion
from monitoring.selectors.entry import grid
from monitoring.selectors.workbook import read_book
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
)
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR, address, name_of, open_round, send
from tests.monitoring.workbooks import apply, bring, taken

BANDS = {"age": ["5-11", "12-14"]}
BANDS_ASKED = ["age=5-11", "age=12-14"]
BAND = "age=5-14"


@pytest.fixture
def count(db):
    make_axis_item("age", "5-11", from_age=5, to_age=11, position=1)
    make_axis_item("age", "12-14", from_age=12, to_age=14, position=2)
    return make_definition(make_indicator(code="X-1"), axes=BANDS)


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def fatou(submission):
    country = submission.pathfinder.country
    return factories.make_focal_point(country, language="en")


@pytest.fixture
def at_work(fatou, client_for):
    return client_for(fatou)


def stated(submission, definition, part=BAND, *, year=YEAR, source=None, **fields):
    observation = make_observation(
        submission.pathfinder,
        definition.indicator,
        year=year,
        breakdown=part,
        source=source,
    )
    return make_value(observation, **fields)


def in_work() -> list[tuple[str, Decimal]]:
    rows = ObservationVersion.objects.in_work().order_by("breakdown", "year")
    return list(rows.values_list("breakdown", "quantity"))


# --- The grid -------------------------------------------------------------------------


def test_a_part_that_is_not_asked_for_follows_those_that_are(
    submission, at_work, count
):
    stated(submission, count)

    answer = at_work.get(address(submission))

    row = answer.context["rows"][0]
    assert [(each.entry.line.breakdown, each.understood) for each in row.rows] == [
        ("", ""),
        ("age=5-11", ""),
        ("age=12-14", ""),
        (BAND, "12"),
    ]
    assert (row.parts_label, row.sums) == ("0 of 2 parts filled", ["1 also on record"])
    page = answer.content.decode()
    assert page.count("Also on record, not asked for in this round") == 1


def test_it_is_corrected_in_its_line_and_thrown_away_when_emptied(
    submission, at_work, count
):
    stated(submission, count)
    name = name_of(count, "age-5-14")

    send(at_work, submission, {f"{name}-quantity": "14"})
    assert in_work() == [(BAND, Decimal(14))]

    answer = send(at_work, submission, {f"{name}-quantity": ""})
    assert (answer.status_code, in_work()) == (302, [])
    rows = at_work.get(address(submission)).context["rows"][0].rows
    assert [each.entry.line.breakdown for each in rows] == ["", *BANDS_ASKED]


def test_the_line_thrown_away_is_answered_and_not_called_gone(
    submission, at_work, count
):
    stated(submission, count)
    name = name_of(count, "age-5-14")

    answer = send(
        at_work,
        submission,
        {f"{name}-quantity": "", "do": f"line:{name}", "only": name},
        **{"HX-Request": "true"},
    )

    assert (answer.status_code, answer.context["row"].state) == (200, "Empty")


def test_it_does_not_count_in_the_sum_of_the_asked_parts(submission, at_work, count):
    stated(submission, count, "", quantity=Decimal(10))
    stated(submission, count, "age=5-11", quantity=Decimal(4))
    stated(submission, count, "age=12-14", quantity=Decimal(6))
    stated(submission, count, quantity=Decimal(10))

    row = at_work.get(address(submission)).context["rows"][0]

    assert row.sums == ["Age: sum 10, the same as the total", "1 also on record"]


def test_only_the_source_and_the_year_that_state_it_have_its_line(
    submission, at_work, count
):
    survey = make_source(pathfinder=submission.pathfinder)
    stated(submission, count, "", source=survey)
    stated(submission, count)

    rows = at_work.get(address(submission)).context["rows"]
    other = at_work.get(address(submission, data=YEAR - 1)).context["rows"]

    lines = [
        [each.entry.line.breakdown for each in row.rows] for row in [*rows, *other]
    ]
    assert lines == [
        ["", *BANDS_ASKED],
        ["", *BANDS_ASKED, BAND],
        ["", *BANDS_ASKED],
    ]


def test_what_others_state_of_such_a_part_has_no_line(submission, at_work, count):
    shared = make_source(kind=SourceKind.REPORT)
    stated(submission, count, source=shared, state=ValueState.PUBLISHED)

    row = at_work.get(address(submission)).context["rows"][0]

    assert [each.entry.line.breakdown for each in row.rows] == ["", *BANDS_ASKED]


@pytest.mark.parametrize("values", [1, 3])
def test_queries_do_not_grow_with_such_parts(
    values, submission, count, django_assert_num_queries
):
    for number in range(values):
        stated(submission, count, f"age=5-{14 + number}")

    with django_assert_num_queries(6):
        lines = grid(submission, [count], year=YEAR)

    assert sum(not each.is_asked for each in lines) == values


# --- The workbook ---------------------------------------------------------------------


def test_the_workbook_holds_it_and_takes_its_correction(submission, fatou, count):
    stated(submission, count)
    stated(submission, count, year=YEAR - 1, quantity=Decimal(11))
    filled = taken(submission, fatou)
    filled.write("X-1", "Number", 15, "5-14")
    filled.earlier("X-1", YEAR - 1, 9, "5-14")

    apply(bring(filled, submission, fatou), fatou)

    assert in_work() == [(BAND, Decimal(9)), (BAND, Decimal(15))]


def test_a_part_thrown_away_since_keeps_no_workbook_out(submission, fatou, count):
    stated(submission, count)
    filled = taken(submission, fatou)
    filled.write("X-1", "Number", 7)
    ObservationVersion.objects.update(state=ValueState.DISCARDED)

    plan = plan_now(bring(filled, submission, fatou))

    assert plan.faults == []
    assert [(row.key.breakdown, row.fate) for row in plan.written] == [("", "new")]


def test_the_workbook_leaves_out_what_a_source_of_many_countries_states(
    submission, count
):
    for kind in (SourceKind.REPORT, SourceKind.GLOBAL_DATABASE):
        shared = make_source(kind=kind, name=f"All countries, {kind}")
        stated(submission, count, "", source=shared, state=ValueState.PUBLISHED)
    own = make_source(pathfinder=submission.pathfinder, kind=SourceKind.GLOBAL_DATABASE)
    stated(submission, count, "", source=own)

    book = read_book(submission)

    assert [key.source for key in book.standing] == [own.pk]
    assert list(book.sources) == [own.pk]
