"""Events and calendar addresses: the database refuses, and the form says the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from alliance87.core.dates import PartialDate
from meetings.models import CalendarFeed, Event, EventSpeaker
from tests import factories
from tests.factories.events import ENDS, GENEVA, STARTS, make_event, make_speaker

pytestmark = pytest.mark.django_db


def refused(record) -> list[str]:
    """Check that the database refuses the record; return what its form says."""
    with pytest.raises(ValidationError) as said:
        record.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    return said.value.messages


def an_event(**fields) -> Event:
    values = {
        "title": "Webinar",
        "kind": "webinar",
        "when": PartialDate.day(date(2019, 10, 31)),
        "created_by": factories.keeper(),
    }
    return Event(**(values | fields))


HOURS = {"starts_at": STARTS, "ends_at": ENDS, "time_zone": GENEVA}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"when": PartialDate.unknown(), "state": "confirmed"},
            "A confirmed event has a date.",
        ),
        (
            {"when": PartialDate.unknown(), "state": "held"},
            "A confirmed event has a date.",
        ),
        (
            {"starts_at": STARTS},
            "Hours have a beginning and a time zone: give both or neither.",
        ),
        (
            {"time_zone": GENEVA},
            "Hours have a beginning and a time zone: give both or neither.",
        ),
        (
            {"ends_at": ENDS, "time_zone": GENEVA},
            "Hours have a beginning and a time zone: give both or neither.",
        ),
        (HOURS | {"ends_at": STARTS}, "The event ends after it starts."),
        (
            HOURS | {"when": PartialDate.day(date(2019, 10, 30))},
            "The date is the day of the first hour in its time zone.",
        ),
        (
            HOURS | {"when": PartialDate(date(2019, 10, 1), "month")},
            "The date is the day of the first hour in its time zone.",
        ),
        (
            {"expected_min": 75, "expected_max": 50},
            "The lower number of expected people is not above the higher.",
        ),
        (
            {"attended": 60, "state": "confirmed"},
            "How many came is known once the event was held.",
        ),
        (
            {"when": PartialDate.day(date(2019, 10, 31), date(2019, 10, 30))},
            "The last day is not before the first.",
        ),
    ],
)
def test_event_that_cannot_be_is_refused(fields, message):
    assert refused(an_event(**fields)) == [message]


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "party"), ("state", "likely"), ("languages", ["en", "xx"])],
)
def test_word_that_no_list_has_is_refused_by_the_database(field, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        an_event(**{field: value}).save()


def test_unknown_time_zone_is_refused():
    event = an_event(starts_at=STARTS, time_zone="Geneva")
    with pytest.raises(ValidationError) as said:
        event.full_clean()
    assert said.value.message_dict == {
        "time_zone": ["“Geneva” is not a time zone. Choose one from the list."]
    }
    with pytest.raises(DataError), transaction.atomic():
        event.save()


def test_day_of_an_event_is_that_of_its_place_not_of_utc():
    """21:00 on the 30th in New York is the 31st in UTC."""
    event = an_event(
        when=PartialDate.day(date(2019, 10, 30)),
        starts_at=datetime(2019, 10, 31, 1, 0, tzinfo=UTC),
        time_zone="America/New_York",
    )
    event.full_clean()
    event.save()
    assert event.when_words == (
        "Wed 30 Oct 2019, 21:00 New York (Thu 31 Oct 2019, 01:00 UTC)"
    )


def test_what_is_not_fixed_yet_is_a_valid_event():
    for when in (PartialDate.unknown(), PartialDate(date(2026, 1, 1), "year")):
        an_event(when=when).full_clean()


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Ms Anousheh Karvar"},
        {"affiliation": "Representative from a Latin American country"},
    ],
)
def test_speaker_is_a_name_or_what_is_known_of_one(facts):
    speaker = EventSpeaker(event=make_event(), **facts)
    speaker.full_clean()
    speaker.save()
    assert str(speaker) == next(iter(facts.values()))


def test_speaker_of_a_partner_is_called_by_it():
    partner = factories.make_partner(name="IOM")
    speaker = make_speaker(name="", partner=partner)
    assert (str(speaker), speaker.organization) == ("IOM", "IOM")


def test_speaker_who_is_nobody_is_refused():
    speaker = EventSpeaker(event=make_event(), role="Moderator")
    assert refused(speaker) == ["Name the speaker, the organization or the partner."]


# --- Calendar addresses -------------------------------------------------------------

HASH = "a" * 64


def test_second_open_address_of_a_person_is_refused():
    user = factories.make_officer()
    CalendarFeed.objects.create(user=user, token_hash=HASH)
    second = CalendarFeed(user=user, token_hash="b" * 64)
    assert refused(second) == ["A person has one calendar address."]


def test_ended_addresses_stay_beside_the_open_one():
    user, now = factories.make_officer(), timezone.now()
    for number in "abc":
        feed = CalendarFeed.objects.create(user=user, token_hash=number * 64)
        feed.revoked_at = now + timedelta(seconds=1)
        feed.save()
    assert user.calendar_feeds.count() == 3


@pytest.mark.parametrize("token", ["", "secret", "A" * 64])
def test_only_a_digest_can_be_kept(token):
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=factories.make_officer(), token_hash=token)


def test_same_digest_opens_one_calendar():
    CalendarFeed.objects.create(user=factories.make_officer(), token_hash=HASH)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=factories.make_officer(), token_hash=HASH)
