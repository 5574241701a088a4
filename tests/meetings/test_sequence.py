"""Which meeting comes before another, and which one after it."""

from datetime import date

import pytest

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.models.sequence import next_meeting, previous_meeting
from tests.factories import make_group
from tests.factories.decisions import make_gcg
from tests.factories.meetings import make_group_meeting

pytestmark = pytest.mark.django_db
NO_DAY = {"on": None, "precision": "unknown", "starts_at": None, "ends_at": None}


def make_dateless(number: int) -> Meeting:
    meeting = make_gcg(number, state=MeetingState.PLANNED)
    Meeting.objects.filter(pk=meeting.pk).update(**NO_DAY)
    return Meeting.objects.get(pk=meeting.pk)


def make_workshop(on: date) -> Meeting:
    return make_gcg(on=on, kind=MeetingKind.WORKSHOP)


def test_meetings_of_the_group_follow_by_number():
    """Also where the days say otherwise: the number is what reports name."""
    seventh = make_gcg(7, date(2020, 9, 1))
    eighth = make_gcg(8, date(2020, 7, 22))

    assert previous_meeting(eighth) == seventh
    assert previous_meeting(seventh) is None


def test_a_meeting_that_was_not_held_is_before_none():
    seventh = make_gcg(7)
    make_gcg(8, state=MeetingState.POSTPONED)
    make_gcg(9, state=MeetingState.CANCELLED)

    assert previous_meeting(make_gcg(10)) == seventh


def test_a_dateless_meeting_keeps_its_place():
    seventh, eighth = make_gcg(7), make_dateless(8)

    assert previous_meeting(eighth) == seventh
    assert previous_meeting(make_gcg(9)) == eighth
    assert next_meeting(seventh) == eighth


def test_what_waits_for_the_next_waits_for_one_that_is_postponed():
    seventh = make_gcg(7)
    postponed = make_gcg(8, date(2027, 3, 1), state=MeetingState.POSTPONED)
    make_gcg(9, date(2027, 2, 1), state=MeetingState.ANNOUNCED)

    assert next_meeting(seventh) == next_meeting() == postponed


def test_a_cancelled_meeting_is_not_next():
    make_gcg(8, state=MeetingState.CANCELLED)

    assert next_meeting(make_gcg(7)) is None


def test_after_another_body_the_next_of_the_group_comes():
    coming = make_gcg(20, state=MeetingState.PLANNED)

    assert next_meeting(make_workshop(date(2022, 12, 13))) == coming
    assert next_meeting(None) == coming


def test_meetings_without_a_number_follow_by_day():
    older, newer = make_workshop(date(2021, 5, 1)), make_workshop(date(2022, 12, 13))
    group = make_group()
    first = make_group_meeting(group, on=date(2021, 1, 1), state=MeetingState.HELD)
    second = make_group_meeting(group, on=date(2021, 6, 1), state=MeetingState.HELD)
    make_group_meeting(on=date(2021, 3, 1), state=MeetingState.HELD)

    assert previous_meeting(newer) == older
    assert previous_meeting(second) == first


def test_examples_are_apart():
    example = make_gcg(98, is_example=True)
    coming = make_gcg(99, is_example=True, state=MeetingState.PLANNED)
    make_gcg(20, state=MeetingState.PLANNED)

    assert previous_meeting(coming) == example
    assert next_meeting(example) == coming
    assert previous_meeting(make_gcg(97)).number == 20
