"""The portfolio: what each cell says, why, and what was known on a day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate, end_of
from alliance87.core.enums import Precision
from monitoring.enums import Assessment, Dimension, ReviewState, ValueState
from monitoring.selectors.portfolio import portfolio
from pathfinders.enums import ActionStatus, MilestoneKind, RoadmapState, Stage, Status
from pathfinders.models import Milestone
from tests import factories
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def row_of(pathfinder, user=None, *, as_of: date | None = None):
    user = user or factories.make_gcg_member()
    [row] = portfolio([pathfinder], user, as_of=as_of)
    return row


def cell(pathfinder, key: str, user=None, *, as_of: date | None = None):
    return row_of(pathfinder, user, as_of=as_of).cells[key]


def published(pathfinder, **fields):
    values = {"published_at": timezone.now() - timedelta(days=5)} | fields
    return factories.make_roadmap(pathfinder, state=RoadmapState.PUBLISHED, **values)


# --- Stage ----------------------------------------------------------------------------


def test_stage_follows_from_the_furthest_step_with_its_day():
    path = factories.make_pathfinder()
    factories.make_milestone(path, when=PartialDate.day(date(2021, 1, 5)))
    factories.make_milestone(
        path, MilestoneKind.WORKSHOP, when=PartialDate.day(date(2022, 3, 1))
    )

    row = row_of(path)

    assert row.stage == Stage.WORKSHOP
    assert row.cells["stage"].note == "1 March 2022"
    assert row.cells["days"].sort == (TODAY() - date(2022, 3, 1)).days
    assert "1 March 2022" in row.cells["days"].reasons[0]


def test_days_are_at_least_so_many_when_the_day_is_known_roughly():
    path = factories.make_pathfinder()
    factories.make_milestone(path, when=PartialDate(date(2021, 1, 1), Precision.YEAR))

    days = (TODAY() - date(2021, 12, 31)).days

    assert cell(path, "days").sort == days
    assert cell(path, "days").text.startswith("at least ")


def test_days_cannot_be_told_without_a_known_day():
    path = factories.make_pathfinder()
    factories.make_milestone(path, when=PartialDate.unknown())

    found = cell(path, "days")

    assert (found.text, found.tone, found.sort) == ("No record", "none", None)
    assert found.reasons


def test_last_change_of_status_gives_the_stage():
    path = factories.make_pathfinder(status=Status.ON_HOLD)
    factories.make_status_event(path, on=date(2021, 1, 5))
    factories.make_status_event(
        path, was=Status.PATHFINDER, now=Status.ON_HOLD, on=date(2023, 1, 5)
    )

    found = cell(path, "stage")

    assert (found.text, found.tone, found.note) == ("On hold", "hold", "5 January 2023")


def test_step_that_is_not_public_says_nothing():
    path = factories.make_pathfinder()
    factories.make_milestone(path, MilestoneKind.WORKSHOP, is_public=False)

    assert row_of(path, factories.make_administrator()).stage == Stage.LISTED


def test_step_put_on_record_later_was_not_known():
    path = factories.make_pathfinder()
    step = factories.make_milestone(path, when=PartialDate.day(date(2021, 1, 5)))
    Milestone.objects.filter(pk=step.pk).update(created_at=end_of(date(2022, 6, 1)))

    assert row_of(path, as_of=date(2022, 6, 1)).stage == Stage.LISTED
    assert row_of(path, as_of=date(2022, 6, 2)).stage == Stage.INTEREST


# --- Roadmap and money ----------------------------------------------------------------


def test_roadmap_counts_what_is_done_and_leaves_out_what_was_cancelled():
    path = factories.make_pathfinder()
    roadmap = published(path, rows={"One": ["a", "b", "c", "d"]})
    actions = list(roadmap.priorities.get().actions.all())
    states = (ActionStatus.DONE, ActionStatus.CANCELLED, ActionStatus.UNDER_WAY)
    for action, status in zip(actions, states, strict=False):
        factories.make_update(action, status=status, on=TODAY())

    found = cell(path, "roadmap")

    assert (found.text, found.tone) == ("1 of 3", "half")
    assert found.note == "1 cancelled, not counted"
    assert "1 of 3 actions done" in found.reasons[0]


def test_latest_report_on_an_action_counts_and_later_days_do_not():
    path = factories.make_pathfinder()
    action = published(path, published_at=LONG_AGO).priorities.get().actions.get()
    factories.make_update(action, status=ActionStatus.DONE, on=TODAY())
    factories.make_update(
        action, status=ActionStatus.UNDER_WAY, on=TODAY() - timedelta(days=3)
    )

    assert cell(path, "roadmap").text == "1 of 1"
    before = cell(path, "roadmap", as_of=TODAY() - timedelta(days=1))
    assert before.text != "1 of 1"


def test_roadmap_that_was_not_public_yet_is_no_record():
    path = factories.make_pathfinder()
    published(path, published_at=end_of(date(2024, 1, 1)))

    assert cell(path, "roadmap", as_of=date(2024, 1, 1)).text == "No record"
    assert cell(path, "roadmap", as_of=date(2024, 1, 2)).text != "No record"


def test_money_says_the_share_found_and_keeps_private_amounts():
    path = factories.make_pathfinder()
    action = published(path, currency="USD").priorities.get().actions.get()
    factories.make_funding(action, kind="needed", amount=1000)
    factories.make_funding(action, kind="available", amount=250)
    factories.make_funding(action, kind="available", amount=500, is_public=False)

    for_member = cell(path, "money")
    for_officer = cell(path, "money", factories.make_officer())

    assert for_member.text.startswith("25%")
    assert for_officer.text.startswith("75%")
    assert "750" not in " ".join(for_member.reasons)


def test_reported_money_replaces_what_was_planned():
    path = factories.make_pathfinder()
    action = published(path, currency="USD").priorities.get().actions.get()
    factories.make_funding(action, kind="needed", amount=1000)
    factories.make_funding(action, kind="available", amount=250)
    update = factories.make_update(action, on=TODAY())
    factories.make_funding_update(update, kind="available", amount=400)

    assert cell(path, "money").text.startswith("40%")


def test_money_cannot_be_told_when_only_one_side_is_stated():
    path = factories.make_pathfinder()
    action = published(path, currency="USD").priorities.get().actions.get()
    factories.make_funding(action, kind="needed", amount=1000)

    found = cell(path, "money")

    assert found.tone == "none"
    assert "not stated" in " ".join(found.reasons)


# --- Reviews, data, evidence, deadline ------------------------------------------------


def test_review_of_the_newest_year_is_shown_to_those_who_may_read_it():
    path = factories.make_pathfinder(status=Status.PATHFINDER)
    factories.make_status_event(path)
    now = timezone.now()
    factories.make_review(
        path,
        year=2023,
        state=ReviewState.PUBLISHED,
        assessment=Assessment.SOME,
        published_at=now - timedelta(days=1),
    )
    factories.make_review(path, year=2024, state=ReviewState.TABLED)

    member = cell(path, "reviews")
    chair = cell(path, "reviews", as_of=TODAY() - timedelta(days=1))

    assert member.text.startswith("2024")
    assert member.note == "2 reviews on record"
    assert (chair.text, chair.tone) == ("2023: Some progress", "half")


def test_review_is_not_yet_due_before_the_status():
    assert cell(factories.make_pathfinder(), "reviews").tone == "na"


def make_public(path, *, year: int, dimension=Dimension.PREVALENCE, **fields):
    indicator = factories.make_indicator(dimension=dimension)
    factories.make_definition(indicator)
    observation = make_observation(path, indicator, year=year)
    values = {"state": ValueState.PUBLISHED, "quantity": Decimal(500)}
    return make_value(observation, **(values | fields))


@pytest.mark.parametrize(
    ("years", "tone"),
    [(0, "good"), (4, "good"), (5, "watch"), (8, "watch"), (9, "stop")],
)
def test_age_of_data_has_the_tone_of_its_years(years, tone):
    path = factories.make_pathfinder()
    make_public(path, year=TODAY().year - years)

    found = cell(path, "data")

    assert (found.sort, found.tone) == (years, tone)


def test_drafts_and_other_dimensions_are_no_prevalence_data():
    path = factories.make_pathfinder()
    make_public(path, year=2025, dimension=Dimension.COMMITMENT)
    make_public(path, year=2025, state=ValueState.DRAFT)

    assert cell(path, "data", factories.make_administrator()).tone == "none"


def test_evidence_counts_indicators_by_their_newest_value():
    path = factories.make_pathfinder()
    proved = make_public(path, year=2024)
    make_evidence(proved.observation)
    without = make_public(path, year=2024)
    old = make_observation(path, without.indicator, year=2023)
    make_value(old, state=ValueState.PUBLISHED, quantity=Decimal(500))
    make_evidence(old)

    found = cell(path, "evidence")

    assert (found.text, found.tone) == ("1 of 2", "half")


def test_proof_of_one_source_of_the_newest_year_is_enough():
    path = factories.make_pathfinder()
    first = make_public(path, year=2024)
    source = make_source()
    other = make_observation(path, first.indicator, year=2024, source=source)
    make_value(other, state=ValueState.PUBLISHED, quantity=Decimal(400))
    make_evidence(first.observation)

    assert cell(path, "evidence").text == "1 of 1"


def test_proof_of_a_part_is_none_of_the_total():
    path = factories.make_pathfinder()
    total = make_public(path, year=2023)
    girls = make_observation(path, total.indicator, year=2024, breakdown="sex=F")
    make_value(girls, state=ValueState.PUBLISHED, quantity=Decimal(300))
    make_evidence(girls)

    found = cell(path, "evidence")

    assert (found.text, cell(path, "data").note) == ("0 of 1", "2023")


def test_document_that_expired_proves_nothing():
    path = factories.make_pathfinder()
    value = make_public(path, year=2024)
    document = factories.make_document(expires_on=TODAY() - timedelta(days=1))
    make_evidence(value.observation, file=document.versions.get())

    assert cell(path, "evidence").text == "0 of 1"


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [(-20, "20 days late", "stop"), (10, "In 10 days", "watch"), (60, "In 60", "half")],
)
def test_deadline_is_that_of_the_report_not_sent_yet(days, text, tone):
    path = factories.make_pathfinder(status=Status.PATHFINDER)
    asked = make_round(
        opens_on=TODAY() - timedelta(days=90),
        due_on=TODAY() + timedelta(days=days),
        closes_on=TODAY() + timedelta(days=100),
    )
    make_submission(asked, path)

    found = cell(path, "deadline")

    assert found.text.startswith(text)
    assert found.tone == tone


def test_more_time_moves_the_deadline_and_a_report_sent_ends_it():
    path = factories.make_pathfinder(status=Status.PATHFINDER)
    asked = make_round(
        opens_on=TODAY() - timedelta(days=90),
        due_on=TODAY() - timedelta(days=10),
        closes_on=TODAY() + timedelta(days=100),
    )
    later = TODAY() + timedelta(days=7)
    make_submission(asked, path, extended_to=later, extension_reason="Floods")
    other = factories.make_pathfinder(status=Status.PATHFINDER)
    make_submission(asked, other, state="submitted")

    assert cell(path, "deadline").sort == 7
    assert cell(other, "deadline").text == "None set"


def test_every_cell_of_a_country_without_records_gives_a_reason():
    row = row_of(factories.make_pathfinder())

    assert all(each.reasons for each in row.cells.values())
