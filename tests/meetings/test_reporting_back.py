"""A country that reports back at a meeting held makes that step of its path."""

from datetime import date

import pytest

from meetings.agenda import record_reports_back, set_outcome
from meetings.enums import ItemKind, MeetingState
from pathfinders.enums import MilestoneKind
from pathfinders.models import Milestone
from tests.factories import make_officer
from tests.factories.decisions import make_agenda_item, make_gcg
from tests.factories.path import make_pathfinder

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


@pytest.fixture
def pathfinder(db):
    return make_pathfinder()


def item_of(pathfinder, state=MeetingState.HELD, **fields):
    values = {"kind": ItemKind.REPORT_BACK, "country": pathfinder.country} | fields
    return make_agenda_item(make_gcg(7, DAY, state=state), **values)


def steps():
    return Milestone.objects.filter(kind=MilestoneKind.REPORTED_BACK)


@pytest.mark.parametrize("outcome", ["discussed", "agreed"])
def test_it_is_put_on_record_once_with_meeting_and_day(pathfinder, outcome):
    item, officer = item_of(pathfinder), make_officer()

    set_outcome(item, outcome, by=officer)
    set_outcome(item, outcome, by=officer)

    step = steps().get()
    assert (step.pathfinder, step.on) == (pathfinder, DAY)
    assert step.meeting == step.source == str(item.meeting)


@pytest.mark.parametrize("outcome", ["pending", "deferred", "withdrawn"])
def test_another_outcome_is_no_step(pathfinder, outcome):
    set_outcome(item_of(pathfinder), outcome, by=make_officer())

    assert not steps().exists()


def test_another_item_about_the_country_is_no_step(pathfinder):
    item = item_of(pathfinder, kind=ItemKind.ORDINARY)

    set_outcome(item, "discussed", by=make_officer())

    assert not steps().exists()


def test_an_outcome_written_during_the_meeting_counts_when_it_was_held(pathfinder):
    officer, item = make_officer(), item_of(pathfinder, MeetingState.CONVENED)
    set_outcome(item, "discussed", by=officer)
    assert not steps().exists()

    item.meeting.state = MeetingState.HELD
    record_reports_back(item.meeting, by=officer)

    assert steps().get().on == DAY
