"""Calendar files: what each holds, that it is valid, and that it follows changes."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from alliance87.core.dates import PartialDate
from meetings.models import Meeting
from meetings.planning import change_meeting
from meetings.workflow.event import move_event
from meetings.workflow.meeting import move_meeting
from tests import factories
from tests.core.ics_checker import problems
from tests.factories.events import (
    make_dated_meeting,
    make_event,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 11, 1, 12, 0, tzinfo=UTC)
SECRET = "https://video.example.org/secret-room"


@pytest.fixture(autouse=True)
def _in_2019(monkeypatch):
    """Let it be the first of November 2019, eleven days before the sixth meeting."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("tests.factories.people.LONG_AGO", date(2015, 1, 1))


def lines(response) -> list[str]:
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert problems(response.content) == []
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def uids(response) -> list[str]:
    return [
        line.removeprefix("UID:") for line in lines(response) if line.startswith("UID:")
    ]


def event_in(response, uid: str):
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return next(each for each in events if str(each["UID"]) == uid)


# --- The public file ------------------------------------------------------------------


def test_public_file_holds_events_and_announced_meetings(client):
    meeting = make_dated_meeting(number=6)
    event = make_event()
    make_dated_meeting(number=7, state="planned")
    make_event(is_public=False)
    make_event(hours=False, when=PartialDate(date(2019, 12, 1), "month"))
    make_event(hours=False, when=PartialDate.day(date(2017, 11, 14)))

    response = client.get("/calendar/public.ics")

    assert uids(response) == [
        f"event-{event.pk}@alliance87.org",
        "gcg-6@alliance87.org",
    ]
    found = event_in(response, "gcg-6@alliance87.org")
    assert found["DTSTART"].dt == meeting.starts_at
    assert str(found["STATUS"]) == "CONFIRMED"


def test_remote_link_is_in_no_public_file(client):
    """Acceptance test 13: neither of a meeting nor of an event."""
    group = factories.make_group()
    make_dated_meeting(number=6)
    event = make_event(online_url=SECRET, group=group)
    meeting = Meeting.objects.get()
    one = client.get(f"/meetings/{meeting.pk}/meeting.ics")
    assert uids(one) == ["gcg-6@alliance87.org"]
    assert b"secret-room" not in one.content.replace(b"\r\n ", b"")
    for address in (
        "/calendar/public.ics",
        f"/calendar/groups/{group.slug}.ics",
        f"/events/{event.pk}/event.ics",
    ):
        response = client.get(address)
        assert f"event-{event.pk}@alliance87.org" in uids(response)
        assert b"video.example.org" not in response.content
        assert b"secret-room" not in response.content.replace(b"\r\n ", b"")


def test_whole_days_end_on_the_day_after(client):
    event = make_event(
        hours=False,
        kind="conference",
        when=PartialDate.day(date(2019, 11, 12), date(2019, 11, 14)),
    )
    found = event_in(
        client.get("/calendar/public.ics"), f"event-{event.pk}@alliance87.org"
    )
    assert found["DTSTART"].dt == date(2019, 11, 12)
    assert found["DTEND"].dt == date(2019, 11, 15)


def test_file_of_nothing_is_valid(client):
    assert uids(client.get("/calendar/public.ics")) == []


def test_words_are_those_of_the_address_not_of_the_browser(client):
    make_event(kind="side_event")
    plain = client.get("/calendar/public.ics", headers={"Accept-Language": "fr"})
    odd = client.get("/calendar/public.ics?language=xx")
    assert "CATEGORIES:Side event" in lines(plain)
    assert plain.content == odd.content


def test_file_of_a_group_holds_its_own_only(client):
    group = factories.make_group()
    own = make_event(group=group)
    make_event()
    make_event(group=factories.make_group())
    response = client.get(f"/calendar/groups/{group.slug}.ics")
    assert uids(response) == [f"event-{own.pk}@alliance87.org"]
    assert client.get("/calendar/groups/nobody.ics").status_code == 404


def test_one_meeting_is_delivered_with_the_link_to_who_takes_part(client_for):
    meeting = make_dated_meeting(number=6)
    planned = make_dated_meeting(number=7, state="planned")
    member = client_for(factories.make_gcg_member())
    response = member.get(f"/meetings/{meeting.pk}/meeting.ics")
    assert uids(response) == ["gcg-6@alliance87.org"]
    assert SECRET.encode() in response.content.replace(b"\r\n ", b"")
    other = client_for(factories.make_focal_point())
    response = other.get(f"/meetings/{meeting.pk}/meeting.ics")
    assert b"secret-room" not in response.content.replace(b"\r\n ", b"")
    assert member.get(f"/meetings/{planned.pk}/meeting.ics").status_code == 404


# --- Following changes ----------------------------------------------------------------


def test_moving_a_meeting_raises_its_sequence(client):
    """Acceptance test 13: the same identity, a higher sequence, the new hour."""
    officer = factories.make_officer()
    meeting = make_dated_meeting(number=6)
    meeting.starts_at += timedelta(hours=1)
    change_meeting(meeting, expected=meeting.version, by=officer)

    response = client.get("/calendar/public.ics")

    found = event_in(response, "gcg-6@alliance87.org")
    assert found["SEQUENCE"] == 1
    assert found["DTSTART"].dt == datetime(2019, 11, 12, 9, 0, tzinfo=UTC)
    assert len(uids(response)) == 1


@pytest.mark.parametrize(
    ("verb", "status"), [("postpone", "CANCELLED"), ("cancel", "CANCELLED")]
)
def test_meeting_that_does_not_take_place_stays_as_cancelled(client, verb, status):
    meeting = make_dated_meeting(number=6)
    move_meeting(meeting, verb, by=factories.make_officer(), reason="Strike")
    found = event_in(client.get("/calendar/public.ics"), "gcg-6@alliance87.org")
    assert (str(found["STATUS"]), found["SEQUENCE"]) == (status, 1)


def test_cancelled_event_stays_with_a_higher_sequence(client):
    event = make_event()
    move_event(event, "cancel", by=factories.make_officer(), reason="No speaker")
    uid = f"event-{event.pk}@alliance87.org"
    found = event_in(client.get("/calendar/public.ics"), uid)
    assert (str(found["STATUS"]), found["SEQUENCE"]) == ("CANCELLED", 1)


def test_who_has_the_file_already_gets_no_second_one(client):
    event = make_event()
    first = client.get("/calendar/public.ics")
    assert first["Cache-Control"] == "no-cache"
    assert first["Last-Modified"] == "Fri, 01 Nov 2019 12:00:00 GMT"

    again = client.get("/calendar/public.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    event.delete()
    gone = client.get(
        "/calendar/public.ics",
        headers={
            "If-None-Match": first["ETag"],
            "If-Modified-Since": first["Last-Modified"],
        },
    )
    assert gone.status_code == 200


# --- How many queries -----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_public_file_asks_two_questions(client, count, django_assert_num_queries):
    for number in range(count):
        make_event(group=factories.make_group(), country=factories.make_country())
        make_dated_meeting(number=number + 1, country=factories.make_country())
    with django_assert_num_queries(2):
        response = client.get("/calendar/public.ics")
    assert len(uids(response)) == 2 * count
