"""Where countries are: steps with their marks, stage, counters, and their queries."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Audience
from pathfinders.enums import MilestoneKind as Kind
from pathfinders.enums import Procedure, RoadmapState, Stage, Status
from pathfinders.procedures import procedure_on
from pathfinders.selectors import (
    board,
    counters,
    days_since_step,
    stage_of,
    steps_of,
    with_path,
)
from tests import factories
from tests.factories import (
    make_document,
    make_milestone,
    make_pathfinder,
    make_roadmap,
)

VISITOR = AnonymousUser()
NEEDED = "Needed for status; nothing is on record."
NOTHING = "We hold no document and no source."
NOT_A_STEP = "The procedure of 2023 does not name it as a step."


def marks(pathfinder, user=VISITOR) -> dict[str, str]:
    return {step.kind: step.mark for step in steps_of(pathfinder, user)}


def step(pathfinder, kind, user=VISITOR):
    return next(each for each in steps_of(pathfinder, user) if each.kind == kind)


# --- Procedures ---


@pytest.mark.parametrize(
    ("day", "procedure"),
    [
        (date(2017, 1, 1), Procedure.V2018),
        (date(2019, 11, 11), Procedure.V2018),
        (date(2019, 11, 12), Procedure.V2019),
        (date(2022, 12, 31), Procedure.V2019),
        (date(2023, 1, 1), Procedure.V2023),
    ],
)
def test_the_day_of_entry_decides_the_procedure(day, procedure):
    assert procedure_on(day) == procedure


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        (
            Procedure.V2018,
            {
                "gcg_observed": "missing",
                "expression_of_interest": "missing",
                "senior_official": "missing",
                "workshop": "no_record",
                "roadmap_submitted": "no_record",
                "reported_back": "no_record",
                "confirmation_letter": "no_record",
                "annual_review": "no_record",
            },
        ),
        (
            Procedure.V2019,
            {
                "gcg_observed": "missing",
                "expression_of_interest": "missing",
                "senior_official": "missing",
                "workshop": "missing",
                "roadmap_submitted": "missing",
                "reported_back": "missing",
                "confirmation_letter": "no_record",
                "annual_review": "no_record",
            },
        ),
        (
            Procedure.V2023,
            {
                "gcg_observed": "not_applicable",
                "expression_of_interest": "missing",
                "senior_official": "missing",
                "coordination": "no_record",
                "workshop": "missing",
                "roadmap_submitted": "missing",
                "reported_back": "missing",
                "confirmation_letter": "no_record",
                "annual_review": "no_record",
            },
        ),
    ],
)
def test_the_steps_of_a_version_stand_in_its_order(db, procedure, expected):
    pathfinder = make_pathfinder(procedure=procedure)

    assert list(marks(pathfinder).items()) == list(expected.items())


@pytest.mark.parametrize("status", [Status.PATHFINDER, Status.ON_HOLD])
def test_a_country_with_status_misses_nothing_any_more(db, status):
    pathfinder = make_pathfinder(status=status)

    assert "missing" not in marks(pathfinder).values()


# --- Marks ---


@pytest.mark.parametrize(
    ("facts", "mark", "detail"),
    [
        ({"source": "Minutes of 2019"}, "stated", "Minutes of 2019"),
        ({}, "stated", ""),
        (
            {"source": "Minutes", "conflict": "The website says 2020."},
            "conflict",
            "The website says 2020.",
        ),
    ],
)
def test_a_step_is_stated_or_its_sources_differ(db, facts, mark, detail):
    pathfinder = make_milestone(kind=Kind.WORKSHOP, **facts).pathfinder

    found = step(pathfinder, Kind.WORKSHOP)

    assert (found.mark, found.detail, found.date_text) == (mark, detail, "4 May 2021")


@pytest.mark.parametrize(
    ("audience", "shown"), [(Audience.PUBLIC, True), (Audience.OFFICIALS, False)]
)
def test_a_proof_is_named_and_shown_to_those_who_may_read_it(db, audience, shown):
    document = make_document(audience=audience)
    pathfinder = make_milestone(
        kind=Kind.WORKSHOP, statement="Held in Lomé", document=document
    ).pathfinder

    found = step(pathfinder, Kind.WORKSHOP)

    assert (found.mark, found.detail) == ("proof", "Held in Lomé")
    assert found.document == (document if shown else None)
    assert (
        step(pathfinder, Kind.WORKSHOP, factories.make_officer()).document == document
    )


def test_the_record_with_a_proof_speaks_for_the_step(db):
    pathfinder = make_pathfinder()
    make_milestone(pathfinder, Kind.WORKSHOP, document=make_document())
    make_milestone(pathfinder, Kind.WORKSHOP, when=PartialDate.parse("2022"))

    assert step(pathfinder, Kind.WORKSHOP).date_text == "4 May 2021"


def test_without_a_proof_the_latest_record_speaks(db):
    pathfinder = make_pathfinder()
    make_milestone(pathfinder, Kind.WORKSHOP, when=PartialDate.parse("2022"))
    make_milestone(pathfinder, Kind.WORKSHOP, when=PartialDate.unknown())

    assert step(pathfinder, Kind.WORKSHOP).date_text == "2022"


def test_a_step_that_does_not_apply_says_why(db):
    pathfinder = make_pathfinder()
    factories.make_exemption(pathfinder, Kind.WORKSHOP, reason="Held with a neighbour")

    exempted = step(pathfinder, Kind.WORKSHOP)

    assert (exempted.mark, exempted.detail) == (
        "not_applicable",
        "Held with a neighbour",
    )
    assert step(pathfinder, Kind.GCG_OBSERVED).detail == NOT_A_STEP


def test_an_absent_step_says_what_that_means(db):
    pathfinder = make_pathfinder()

    assert step(pathfinder, Kind.WORKSHOP).detail == NEEDED
    assert step(pathfinder, Kind.COORDINATION).detail == NOTHING


@pytest.mark.parametrize(
    ("state", "mark", "detail"),
    [
        (RoadmapState.DRAFT, "under_way", "Draft"),
        (RoadmapState.SUBMITTED, "under_way", "Submitted"),
        (RoadmapState.RETURNED, "under_way", "Returned"),
        (RoadmapState.ACCEPTED, "under_way", "Accepted"),
    ],
)
def test_a_roadmap_in_preparation_is_under_way(db, state, mark, detail):
    pathfinder = make_roadmap(state=state).pathfinder

    found = step(pathfinder, Kind.ROADMAP_SUBMITTED)

    assert (found.mark, found.detail) == (mark, detail)


def test_a_status_without_letter_shows_why_it_was_recorded(db):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    factories.make_status_event(pathfinder, reason="Stated in the minutes")

    found = step(pathfinder, Kind.CONFIRMATION_LETTER)

    assert (found.mark, found.detail, found.date_text) == (
        "overridden",
        "Stated in the minutes",
        "4 May 2021",
    )


# --- Stage ---


@pytest.mark.parametrize(
    ("kinds", "stage"),
    [
        ((), Stage.LISTED),
        ((Kind.INFORMAL_INTEREST, Kind.COORDINATION), Stage.LISTED),
        ((Kind.EXPRESSION_OF_INTEREST,), Stage.INTEREST),
        ((Kind.WORKSHOP, Kind.EXPRESSION_OF_INTEREST), Stage.WORKSHOP),
        ((Kind.ROADMAP_SUBMITTED, Kind.EXPRESSION_OF_INTEREST), Stage.ROADMAP),
        ((Kind.REPORTED_BACK,), Stage.REPORTED),
    ],
)
def test_the_furthest_step_is_the_stage(db, kinds, stage):
    pathfinder = make_pathfinder()
    for kind in kinds:
        make_milestone(pathfinder, kind)

    assert stage_of(pathfinder) == stage


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (Status.PATHFINDER, Stage.PATHFINDER),
        (Status.ON_HOLD, Stage.ON_HOLD),
        (Status.WITHDRAWN, Stage.WITHDRAWN),
    ],
)
def test_the_status_comes_before_the_steps(db, status, stage):
    pathfinder = make_pathfinder(status=status)
    make_milestone(pathfinder, Kind.REPORTED_BACK)

    assert stage_of(pathfinder) == stage


def test_days_are_counted_from_the_last_day_it_may_have_been(db):
    today = timezone.localdate()
    pathfinder = make_pathfinder()
    make_milestone(
        pathfinder, Kind.WORKSHOP, when=PartialDate.day(today - timedelta(days=40))
    )
    make_milestone(pathfinder, Kind.OTHER, when=PartialDate.day(today))
    make_milestone(pathfinder, Kind.REPORTED_BACK, when=PartialDate.unknown())

    assert days_since_step(pathfinder) == 40
    assert days_since_step(make_pathfinder()) is None


# --- Counters and lists ---


def test_counters_leave_out_examples_and_count_held_countries(db):
    example = factories.make_country(is_example=True)
    make_milestone(make_pathfinder(country=example, status=Status.PATHFINDER))
    twice = make_pathfinder(status=Status.PATHFINDER)
    make_milestone(twice)
    make_milestone(twice)
    make_pathfinder(status=Status.ON_HOLD)
    make_pathfinder(status=Status.WITHDRAWN)
    make_milestone()

    found = counters()

    assert (found.expressions_of_interest, found.status_awarded) == (2, 2)
    assert found.as_of == timezone.localdate()


def test_a_country_not_public_is_seen_by_its_team_and_the_secretariat(db):
    hidden = make_pathfinder(is_public=False)
    own = factories.make_contributor(hidden.country)

    seen = {
        "visitor": with_path(VISITOR),
        "observer": with_path(factories.make_gcg_observer()),
        "other": with_path(factories.make_focal_point()),
        "own": with_path(own),
        "officer": with_path(factories.make_officer()),
        "chair": with_path(factories.make_chair()),
    }

    assert {who for who, rows in seen.items() if hidden in rows} == {
        "own",
        "officer",
        "chair",
    }


def test_countries_stand_in_the_order_of_their_names(db):
    for name in ("Peru", "Benin", "Nepal"):
        make_pathfinder(country=factories.make_country(name_en=name))

    assert [str(pathfinder) for pathfinder in with_path(VISITOR)] == [
        "Benin",
        "Nepal",
        "Peru",
    ]


def make_full(countries: int) -> None:
    """Make countries with a record of every kind that the board reads."""
    for _number in range(countries):
        pathfinder = make_pathfinder(status=Status.PATHFINDER)
        make_milestone(pathfinder, document=make_document(audience=Audience.PUBLIC))
        make_milestone(pathfinder, Kind.WORKSHOP)
        factories.make_exemption(pathfinder, Kind.COORDINATION)
        make_roadmap(pathfinder)
        factories.make_status_event(pathfinder)


@pytest.mark.parametrize("countries", [1, 40])
def test_the_board_takes_six_queries(db, django_assert_num_queries, countries):
    make_full(countries)

    with django_assert_num_queries(6):
        rows = board(with_path(VISITOR), VISITOR)

    assert len(rows) == countries
    assert {row.stage for row in rows} == {Stage.PATHFINDER}
    assert {len(row.steps) for row in rows} == {9}
    assert rows[0].step(Kind.WORKSHOP).mark == "stated"
    assert rows[0].step(Kind.INFORMAL_INTEREST) is None


@pytest.mark.parametrize("countries", [1, 40])
def test_counters_take_one_query(db, django_assert_num_queries, countries):
    make_full(countries)

    with django_assert_num_queries(1):
        assert counters().status_awarded == countries
