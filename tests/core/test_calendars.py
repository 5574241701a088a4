from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from alliance87.core.calendars import (
    CANCELLED,
    TENTATIVE,
    Entry,
    Guest,
    day_after,
    etag_of,
    feed,
    invitation,
    uid_for,
)
from tests.core.ics_checker import problems

CHANGED = datetime(2019, 10, 1, 9, 30, 15, 123456, tzinfo=UTC)
MEETING = Entry(
    uid=uid_for("gcg", 6),
    title="6th meeting of the Global Coordinating Group",
    starts=datetime(2019, 11, 12, 8, 0, tzinfo=UTC),
    ends=datetime(2019, 11, 12, 12, 0, tzinfo=UTC),
    changed_at=CHANGED,
    sequence=2,
    location="Ministère de l’Europe et des Affaires étrangères, Paris, France",
    url="https://example.org/meetings/6/",
    categories=("Meeting", "GCG, public"),
)
WORKSHOP = Entry(
    uid=uid_for("event", 4),
    title="Strategy workshop",
    starts=date(2022, 12, 13),
    ends=day_after(date(2022, 12, 15)),
    changed_at=CHANGED,
    is_busy=False,
)


WRITTEN = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Alliance 8.7//Pathfinder countries//EN",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "NAME:Alliance 8.7\\, events",
    "X-WR-CALNAME:Alliance 8.7\\, events",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    "BEGIN:VEVENT",
    "UID:gcg-6@alliance87.org",
    "DTSTAMP:20191001T093015Z",
    "LAST-MODIFIED:20191001T093015Z",
    "SEQUENCE:2",
    "DTSTART:20191112T080000Z",
    "DTEND:20191112T120000Z",
    "STATUS:CONFIRMED",
    "SUMMARY:6th meeting of the Global Coordinating Group",
    "LOCATION:Ministère de l’Europe et des Affaires étrangères\\, Paris\\, France",
    "URL:https://example.org/meetings/6/",
    "CATEGORIES:Meeting,GCG\\, public",
    "TRANSP:OPAQUE",
    'ORGANIZER;CN="Alliance 8.7":mailto:info@example.org',
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:event-4@alliance87.org",
    "DTSTAMP:20191001T093015Z",
    "LAST-MODIFIED:20191001T093015Z",
    "SEQUENCE:0",
    "DTSTART;VALUE=DATE:20221213",
    "DTEND;VALUE=DATE:20221216",
    "STATUS:CONFIRMED",
    "SUMMARY:Strategy workshop",
    "TRANSP:TRANSPARENT",
    'ORGANIZER;CN="Alliance 8.7":mailto:info@example.org',
    "END:VEVENT",
    "END:VCALENDAR",
    "",
]


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def read(content: bytes) -> list:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


# --- What is written ----------------------------------------------------------------


@override_settings(DEFAULT_FROM_EMAIL="Alliance 8.7 <info@example.org>")
def test_feed_is_written_to_the_letter():
    assert unfolded(feed("Alliance 8.7, events", [WORKSHOP, MEETING])) == WRITTEN


def test_feed_is_valid_and_the_same_each_time():
    content = feed("Events", [MEETING, WORKSHOP])
    assert problems(content) == []
    assert content == feed("Events", iter([WORKSHOP, MEETING]))
    assert etag_of(content) == etag_of(feed("Events", [MEETING, WORKSHOP]))
    assert etag_of(content) != etag_of(feed("Events", [MEETING]))


def test_empty_feed_is_a_valid_calendar_without_entries():
    content = feed("Events", [])
    assert problems(content) == []
    assert read(content) == []


def test_hours_of_another_zone_are_written_in_utc():
    paris = timezone(timedelta(hours=1))
    moved = replace(
        MEETING,
        starts=datetime(2019, 11, 12, 9, 0, tzinfo=paris),
        ends=datetime(2019, 11, 12, 13, 0, tzinfo=paris),
    )
    assert feed("Events", [moved]) == feed("Events", [MEETING])


@pytest.mark.parametrize("status", [TENTATIVE, CANCELLED])
def test_status_and_sequence_tell_programs_to_update(status):
    (event,) = read(feed("Events", [replace(MEETING, status=status, sequence=3)]))
    assert (str(event["STATUS"]), event["SEQUENCE"]) == (status, 3)
    assert str(event["UID"]) == "gcg-6@alliance87.org"


def test_long_accented_lines_are_folded_at_75_octets():
    title = "Réunion « élargie » à l’été — Đà Nẵng, 日本 " * 6
    content = feed(title, [replace(MEETING, title=title, description=title)])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert problems(content) == []
    (event,) = read(content)
    assert str(event["SUMMARY"]) == title.strip()


def test_what_would_break_a_calendar_is_taken_out_of_texts():
    evil = "One\x0btwo\x00\r\nEND:VEVENT\rBEGIN:VEVENT; a, b \\n c\ufffe"
    entry = replace(MEETING, title=evil, description=evil, location=evil)
    content = feed(evil, [entry])
    assert problems(content) == []
    (event,) = read(content)
    assert str(event["DESCRIPTION"]) == ("Onetwo\nEND:VEVENT\nBEGIN:VEVENT; a, b \\n c")


@given(
    title=st.text(min_size=1, max_size=200),
    description=st.text(max_size=400),
    category=st.text(min_size=1, max_size=40).filter(str.strip),
    name=st.text(max_size=60),
)
def test_any_text_makes_a_valid_calendar(title, description, category, name):
    entry = replace(
        MEETING, title=title, description=description, categories=(category, "x")
    )
    assert problems(feed(name, [entry])) == []
    assert problems(invitation(entry, [Guest("jo@example.org", name)])) == []


# --- Invitations --------------------------------------------------------------------

GUESTS = (Guest("jo@example.org", 'Jo "J" O’Neil; Paris'), Guest("a@example.org"))


@override_settings(DEFAULT_FROM_EMAIL="Alliance 8.7 <info@example.org>")
def test_invitation_asks_each_guest_for_an_answer():
    content = invitation(MEETING, GUESTS)
    assert problems(content) == []
    lines = unfolded(content)
    assert "METHOD:REQUEST" in lines
    assert [line for line in lines if line.startswith(("ORG", "ATT"))] == [
        'ORGANIZER;CN="Alliance 8.7":mailto:info@example.org',
        "ATTENDEE;CN=\"Jo 'J' O’Neil; Paris\";ROLE=REQ-PARTICIPANT;"
        "PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:jo@example.org",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"
        "mailto:a@example.org",
    ]
    assert not [line for line in lines if line.startswith(("X-", "REFRESH", "NAME"))]


def test_invitation_to_what_is_cancelled_takes_it_back():
    content = invitation(replace(MEETING, status=CANCELLED, sequence=3), GUESTS)
    assert problems(content) == []
    lines = unfolded(content)
    assert "METHOD:CANCEL" in lines
    assert "SEQUENCE:3" in lines
    assert not [line for line in lines if "RSVP" in line]


def test_feed_names_no_guests():
    content = feed("Events", [replace(MEETING, attendees=GUESTS)])
    assert b"jo@example.org" not in content
    assert problems(content) == []


# --- Entries that cannot be ---------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"starts": datetime(2019, 11, 12, 8)}, "an hour without a time zone"),  # noqa: DTZ001 -- naive
        ({"ends": datetime(2019, 11, 12, 12)}, "an hour without a time zone"),  # noqa: DTZ001 -- naive
        ({"ends": date(2019, 11, 13)}, "a day and an hour do not make a period"),
        ({"ends": MEETING.starts}, "it ends before it starts"),
        (
            {"starts": date(2019, 11, 12), "ends": date(2019, 11, 12)},
            "it ends before it starts",
        ),
    ],
)
def test_entry_with_impossible_times_is_refused(facts, message):
    with pytest.raises(ValueError, match=message):
        replace(MEETING, **facts)


# --- The checker itself -------------------------------------------------------------

GOOD = feed("Events", [MEETING])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"\r\n", b"\n", "does not end with CRLF"),
        (b"20191112T080000Z", b"20191112T080000", "DTSTART is neither a day nor"),
        (b"DTSTART:", b"DTSTART;TZID=Europe/Paris:", "DTSTART is neither a day nor"),
        (b"T120000Z", b"T080000Z", "DTEND is exclusive"),
        (b"UID:gcg-6@alliance87.org\r\n", b"", "UID does not stand exactly once"),
        (b"VERSION:2.0\r\n", b"", "VERSION is not 2.0"),
        (b"\\,", b",", "has an unescaped separator"),
        (b"\\,", b"\\x", "has an unknown escape"),
        (b"STATUS:CONFIRMED", b"STATUS:SURE", "STATUS is unknown"),
        (b"METHOD:PUBLISH", b"METHOD:REQUEST", "needs somebody who is invited"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 70, "octets"),
        (b"URL:https://", b"URL:", "URL is no address"),
        (b"END:VEVENT\r\n", b"", "closes nothing"),
    ],
)
def test_checker_finds_faults(old, new, problem):
    assert problems(GOOD) == []
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    assert any(problem in each for each in problems(broken)), problems(broken)


def test_checker_finds_an_identity_that_stands_twice():
    assert problems(feed("Events", [MEETING, MEETING])) == [
        "gcg-6@alliance87.org stands twice"
    ]
