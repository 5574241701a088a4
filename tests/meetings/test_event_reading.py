"""What reports list of events, and the page that says how to subscribe."""

from datetime import UTC, date, datetime

import pytest

from alliance87.core.dates import PartialDate
from meetings.calendar_addresses import new_address, owner_of
from meetings.models import CalendarFeed
from meetings.selectors.events import events_held, upcoming_events
from tests import factories
from tests.factories.events import (
    make_event,
    make_speaker,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 10, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_2019(monkeypatch):
    """Let it be the first of October 2019, thirty days before the first webinar."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("tests.factories.people.LONG_AGO", date(2015, 1, 1))


def text(response) -> str:
    return response.content.decode()


# --- What reports and packs list ------------------------------------------------------


def test_upcoming_events_are_listed_with_speakers_to_be_confirmed():
    soon = make_event(title="Soon")
    make_speaker(soon, name="", affiliation="Latin American country")
    make_event(
        title="This year", hours=False, when=PartialDate(date(2019, 1, 1), "year")
    )
    make_event(title="Over", hours=False, when=PartialDate.day(date(2019, 9, 30)))
    make_event(title="Cancelled", state="cancelled")
    make_event(title="Internal", is_public=False)
    make_event(title="Later", hours=False, when=PartialDate.day(date(2020, 3, 1)))
    today = date(2019, 10, 1)

    everything = upcoming_events(today)
    near = upcoming_events(today, date(2019, 12, 31))
    internal = upcoming_events(today, date(2019, 12, 31), user=factories.make_officer())

    assert [str(each) for each in everything] == ["This year", "Soon", "Later"]
    assert [str(each) for each in near] == ["This year", "Soon"]
    assert [str(each) for each in internal] == ["This year", "Soon", "Internal"]
    (speaker,) = near[1].speakers.all()
    assert (str(speaker), speaker.is_confirmed) == ("Latin American country", False)


def test_events_held_between_two_days():
    for day, state in [(1, "held"), (15, "held"), (20, "confirmed"), (30, "held")]:
        make_event(
            title=f"On {day}",
            hours=False,
            state=state,
            when=PartialDate.day(date(2019, 9, day)),
        )
    found = events_held(date(2019, 9, 15), date(2019, 9, 30))
    assert [str(each) for each in found] == ["On 15", "On 30"]


# --- Subscribing ----------------------------------------------------------------------


def test_visitor_reads_how_to_subscribe(client, settings):
    settings.SITE_URL = "https://path.example.org"
    group = factories.make_group(name="Migration")
    make_event(group=group)
    page = text(client.get("/calendar/"))
    assert 'href="webcal://path.example.org/calendar/public.ics"' in page
    assert "https://path.example.org/calendar/groups/migration.ics" in page
    assert "Sign in to make its address" in page
    assert "calendar/address" not in page


def test_member_gets_an_address_shown_once(client_for, settings):
    settings.SITE_URL = "https://path.example.org"
    member = factories.make_gcg_member()
    client = client_for(member)
    assert CalendarFeed.objects.count() == 0
    assert "Make the address" in text(client.get("/calendar/address/"))
    assert CalendarFeed.objects.count() == 0

    response = client.post("/calendar/address/")

    url = response.context["address"].value
    token = url.removeprefix("https://path.example.org/calendar/").removesuffix(".ics")
    assert owner_of(token) == member
    assert "no-store" in response["Cache-Control"]
    page = text(client.get("/calendar/"))
    assert token not in page
    assert "it was made on Tue 1 Oct 2019, 12:00 UTC" in page


def test_person_without_any_role_gets_no_address(client_for, client):
    somebody = client_for(factories.make_user())
    assert "Make your address" not in text(somebody.get("/calendar/"))
    assert somebody.post("/calendar/address/").status_code == 403
    assert client.post("/calendar/address/").status_code == 302
    assert CalendarFeed.objects.count() == 0


def test_address_is_ended_on_its_page(client_for):
    member = factories.make_gcg_member()
    token = new_address(by=member)
    client = client_for(member)
    assert client.get("/calendar/address/end/").status_code == 200
    assert owner_of(token) == member
    client.post("/calendar/address/end/")
    assert owner_of(token) is None
