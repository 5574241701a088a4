"""When annual reviews allow a hold, and when they allow a reinstatement (ADR 0004)."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from monitoring.models import AnnualReview
from monitoring.selectors import grounds, hold_candidates
from pathfinders.enums import Status
from pathfinders.guards import Grounds
from tests import factories

WEAK = (Assessment.NONE, JustificationVerdict.NOT_ACCEPTED)
SOME = (Assessment.SOME, JustificationVerdict.NOT_ACCEPTED)
JUSTIFIED = (Assessment.NONE, JustificationVerdict.ACCEPTED)
GOOD = (Assessment.SUBSTANTIAL, JustificationVerdict.NOT_NEEDED)


def review_of(pathfinder, year: int, counted: tuple, **facts) -> AnnualReview:
    """Make a published review with its outcome, recorded in the year after."""
    assessment, verdict = counted
    outcome = {
        "assessment": assessment,
        "justification_verdict": verdict,
        "outcome_at": datetime(year + 1, 3, 1, tzinfo=UTC),
        "outcome_by": factories.keeper(),
    }
    return factories.make_review(
        pathfinder, year=year, **({"state": ReviewState.PUBLISHED} | outcome | facts)
    )


def pathfinder_with(*years: tuple[int, tuple]):
    pathfinder = factories.make_pathfinder(status=Status.PATHFINDER)
    for year, counted in years:
        review_of(pathfinder, year, counted)
    return pathfinder


def candidates() -> list:
    return [candidate.pathfinder for candidate in hold_candidates()]


@pytest.mark.parametrize(
    ("years", "allowed"),
    [
        ((), False),
        (((2023, WEAK),), False),
        (((2022, WEAK), (2023, WEAK)), True),
        (((2022, SOME), (2023, WEAK)), True),
        (((2022, WEAK), (2023, JUSTIFIED)), False),
        (((2022, JUSTIFIED), (2023, WEAK)), False),
        (((2022, WEAK), (2023, GOOD)), False),
        (((2021, WEAK), (2022, GOOD), (2023, WEAK)), False),
        (((2021, GOOD), (2022, WEAK), (2023, WEAK)), True),
        (((2019, WEAK), (2023, WEAK)), True),
        (((2021, WEAK), (2022, WEAK), (2023, WEAK)), True),
        (((2023, WEAK), (2022, WEAK)), True),
    ],
)
def test_two_latest_weak_reviews_allow_a_hold(db, years, allowed):
    pathfinder = pathfinder_with(*years)

    assert candidates() == ([pathfinder] if allowed else [])
    assert bool(grounds(pathfinder).hold) is allowed


def test_the_grounds_are_the_reviews_in_order_of_years(db):
    pathfinder = pathfinder_with((2023, WEAK), (2022, SOME))

    assert grounds(pathfinder) == Grounds(
        hold=(
            "Review of 2022: Some progress; reasons: Not accepted.",
            "Review of 2023: No progress; reasons: Not accepted.",
        )
    )
    assert hold_candidates()[0].reasons == grounds(pathfinder).hold


@pytest.mark.parametrize("state", [ReviewState.SHARED, ReviewState.TABLED])
def test_a_review_without_outcome_does_not_count(db, state):
    pathfinder = pathfinder_with((2022, WEAK))
    factories.make_review(
        pathfinder, year=2023, state=state, assessment=Assessment.NONE
    )

    assert candidates() == []


def test_a_review_without_outcome_does_not_save_a_country(db):
    pathfinder = pathfinder_with((2021, WEAK), (2022, WEAK))
    factories.make_review(pathfinder, year=2023, state=ReviewState.TABLED)

    assert candidates() == [pathfinder]


def test_a_tabled_review_counts_from_its_outcome_on(db):
    pathfinder = pathfinder_with((2022, WEAK))
    review_of(pathfinder, 2023, WEAK, state=ReviewState.TABLED, published_at=None)

    assert candidates() == [pathfinder]


def test_reviews_before_a_reinstatement_do_not_count(db):
    pathfinder = pathfinder_with((2021, WEAK), (2022, WEAK))
    factories.make_status_event(pathfinder, was="on_hold", now="pathfinder")
    before = candidates()

    now = timezone.now()
    review_of(pathfinder, 2024, WEAK, outcome_at=now)
    after_one = candidates()
    review_of(pathfinder, 2025, WEAK, outcome_at=now)

    assert (before, after_one, candidates()) == ([], [], [pathfinder])


@pytest.mark.parametrize("status", [Status.ON_PATH, Status.ON_HOLD, Status.WITHDRAWN])
def test_only_countries_with_status_can_be_held(db, status):
    pathfinder = factories.make_pathfinder(status=status)
    review_of(pathfinder, 2022, WEAK)
    review_of(pathfinder, 2023, WEAK)

    assert candidates() == []
    assert grounds(pathfinder).hold == ()


@pytest.mark.parametrize(("needed", "allowed"), [(1, True), (2, True), (3, False)])
def test_the_framework_may_ask_for_another_number(db, settings, needed, allowed):
    settings.WEAK_REVIEWS_FOR_HOLD = needed
    pathfinder = pathfinder_with((2022, WEAK), (2023, WEAK))

    assert bool(grounds(pathfinder).hold) is allowed
    assert len(grounds(pathfinder).hold) == (needed if allowed else 0)


def test_three_weak_reviews_are_enough_for_three(db, settings):
    settings.WEAK_REVIEWS_FOR_HOLD = 3
    pathfinder = pathfinder_with((2021, WEAK), (2022, WEAK), (2023, WEAK))

    assert candidates() == [pathfinder]


def test_countries_are_judged_apart_and_listed_by_name(db):
    last = factories.make_pathfinder(
        country=factories.make_country(name_en="Zambia"), status=Status.PATHFINDER
    )
    first = factories.make_pathfinder(
        country=factories.make_country(name_en="Albania"), status=Status.PATHFINDER
    )
    pathfinder_with((2023, WEAK))
    for pathfinder in (last, first):
        review_of(pathfinder, 2022, WEAK)
        review_of(pathfinder, 2023, WEAK)

    assert candidates() == [first, last]


@pytest.mark.parametrize("countries", [1, 4])
def test_candidates_take_three_queries(db, django_assert_num_queries, countries):
    for _number in range(countries):
        pathfinder_with((2022, WEAK), (2023, WEAK))

    with django_assert_num_queries(3):
        assert len(hold_candidates()) == countries


# --- Reinstatement ---


@pytest.mark.parametrize(
    ("counted", "sentences"),
    [
        (WEAK, ()),
        (GOOD, ("Review of 2024: Substantial progress.",)),
        (JUSTIFIED, ("Review of 2024: No progress; reasons: Accepted.",)),
    ],
)
def test_progress_since_the_hold_allows_a_reinstatement(db, counted, sentences):
    pathfinder = factories.make_pathfinder(status=Status.ON_HOLD)
    review_of(pathfinder, 2022, GOOD)
    factories.make_status_event(pathfinder, was="pathfinder", now="on_hold")

    justification = "A flood." if counted == JUSTIFIED else ""
    review_of(
        pathfinder,
        2024,
        counted,
        justification=justification,
        outcome_at=timezone.now(),
    )

    assert grounds(pathfinder) == Grounds(reinstatement=sentences)


@pytest.mark.parametrize("status", [Status.ON_PATH, Status.WITHDRAWN])
def test_other_countries_have_no_grounds(db, status):
    pathfinder = factories.make_pathfinder(status=status)
    review_of(pathfinder, 2023, GOOD)

    assert grounds(pathfinder) == Grounds()
