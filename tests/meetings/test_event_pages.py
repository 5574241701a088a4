"""Pages of the calendar and of events, and the verbs behind them."""

from datetime import UTC, date, datetime

import pytest

from alliance87.core.dates import PartialDate
from tests import factories
from tests.factories.events import (
    make_dated_meeting,
    make_event,
    make_series,
    make_speaker,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 10, 1, 12, 0, tzinfo=UTC)
LINK = "https://video.example.org/room"


@pytest.fixture(autouse=True)
def _in_2019(monkeypatch):
    """Let it be the first of October 2019, thirty days before the first webinar."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("tests.factories.people.LONG_AGO", date(2015, 1, 1))


def text(response) -> str:
    return response.content.decode()


def months(response) -> list[tuple[str, list[str]]]:
    return [
        (month, [row.title for row in rows])
        for month, rows in response.context["months"]
    ]


# --- The list -------------------------------------------------------------------------


def test_calendar_shows_meetings_and_events_by_month(client):
    make_dated_meeting(title="6th meeting")
    make_event(title="First webinar")
    make_event(
        title="Workshop",
        hours=False,
        when=PartialDate(date(2019, 11, 1), "month"),
        state="tentative",
    )
    make_event(title="Forum", hours=False, when=PartialDate(date(2019, 1, 1), "year"))
    make_event(
        title="Launch", hours=False, when=PartialDate.unknown(), state="tentative"
    )
    make_event(
        title="Buenos Aires", hours=False, when=PartialDate.day(date(2017, 11, 14))
    )
    make_event(title="Internal", is_public=False)

    ahead = client.get("/events/")
    past = client.get("/events/?when=past")

    assert months(ahead) == [
        ("October 2019", ["First webinar"]),
        ("November 2019", ["Workshop", "6th meeting"]),
        ("In 2019, month not fixed", ["Forum"]),
        ("Date not fixed", ["Launch"]),
    ]
    assert months(past) == [("November 2017", ["Buenos Aires"])]
    assert "No record that it was held" in text(past)
    assert "No record that it was held" not in text(ahead)
    assert "14:00–15:00 Geneva (13:00–14:00 UTC)" in text(ahead)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=webinar", ["Webinar"]),
        ("kind=meeting-gcg", ["Sixth"]),
        ("language=fr", ["Webinar"]),
        ("country=fra", ["Sixth"]),
        ("group=supply-chains", ["Side event"]),
        ("year=2020", ["Side event"]),
        ("q=karvar", ["Webinar"]),
        ("q=paris", ["Sixth"]),
        ("q=FRANCE", ["Sixth"]),
        ("kind=party", ["Webinar", "Sixth", "Side event"]),
        ("year=abc&country=zz", ["Webinar", "Sixth", "Side event"]),
        ("q=nothing", []),
    ],
)
def test_calendar_is_narrowed(client, query, titles):
    france = factories.make_country(iso3="FRA", iso2="FR", name_en="France")
    group = factories.make_group(name="Supply Chains")
    event = make_event(title="Webinar", languages=["en", "fr"])
    make_speaker(event, name="Ms Anousheh Karvar")
    make_dated_meeting(title="Sixth", country=france)
    make_event(
        title="Side event",
        kind="side_event",
        hours=False,
        when=PartialDate.day(date(2020, 7, 10)),
        group=group,
    )
    response = client.get(f"/events/?{query}")
    assert [title for _, rows in months(response) for title in rows] == titles


def test_empty_calendar_says_what_to_do(client):
    assert "Nothing is planned at present" in text(client.get("/events/"))
    assert "Nothing matches these filters" in text(client.get("/events/?q=x"))
    assert "Nothing lies in the past yet" in text(client.get("/events/?when=past"))


def test_long_calendar_comes_in_pages(client):
    for _ in range(51):
        make_event()
    first = client.get("/events/?kind=webinar")
    assert len(first.context["page"]) == 50
    assert 'href="?page=2&amp;kind=webinar"' in text(first)
    assert len(client.get("/events/?page=2").context["page"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    for number in range(count):
        event = make_event(group=factories.make_group(), series=make_series())
        make_speaker(event)
        make_dated_meeting(number=number + 1, country=factories.make_country())
    with django_assert_num_queries(7):
        response = client.get("/events/")
    assert len(response.context["page"]) == 2 * count


# --- One event ------------------------------------------------------------------------


def test_event_page_shows_what_a_visitor_needs(client):
    host = factories.make_partner(name="Delta 8.7")
    event = make_event(
        title="First webinar",
        languages=["en", "es"],
        audience="Partners",
        expected_min=50,
        expected_max=75,
        key_questions="What works?\n\nWhat does not?",
        registration_url="https://example.org/register",
        online_url=LINK,
        series=make_series(title="Webinars", slug="webinars"),
    )
    event.hosts.add(host)
    make_speaker(event, name="", affiliation="Representative of a country (Americas)")
    make_speaker(event, name="Ms Smith", affiliation="IOM", is_confirmed=True)

    response = client.get(event.get_absolute_url())

    page = text(response)
    facts = {line.label: line.value for line in response.context["facts"]}
    assert facts == {
        "When": "Thu 31 Oct 2019, 14:00–15:00 Geneva (13:00–14:00 UTC)",
        "Where": "Online",
        "Languages": "English, Spanish",
        "Hosts": "Delta 8.7",
        "For whom": "Partners",
        "Expected": "50 to 75 people",
        "Series": "Webinars",
    }
    assert page.count("To be confirmed") == 1
    assert "<li>What works?</li><li>What does not?</li>" in page
    assert "https://example.org/register" in page
    assert LINK not in page
    assert "Secretariat</h2>" not in page


@pytest.mark.parametrize("who", ["gcg_member", "officer", "chair"])
def test_who_may_come_reads_how_to_take_part_online(client_for, who):
    event = make_event(online_url=LINK)
    client = client_for(getattr(factories, f"make_{who}")())
    assert LINK in text(client.get(event.get_absolute_url()))


def test_focal_point_does_not_read_how_to_take_part_online(client_for):
    event = make_event(online_url=LINK)
    client = client_for(factories.make_focal_point())
    assert LINK not in text(client.get(event.get_absolute_url()))


def test_internal_event_exists_for_the_group_only(client, client_for):
    group = factories.make_group()
    event = make_event(is_public=False, group=group)
    url = event.get_absolute_url()
    assert client.get(url).status_code == 404
    assert client.get(f"{url}event.ics").status_code == 404
    assert client_for(factories.make_focal_point()).get(url).status_code == 404
    assert client_for(factories.make_group_chair(group)).get(url).status_code == 200
    assert client_for(factories.make_gcg_observer()).get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_event_page_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    event = make_event()
    for _ in range(count):
        make_speaker(event, name="", partner=factories.make_partner())
        event.hosts.add(factories.make_partner())
    with django_assert_num_queries(4):
        client.get(event.get_absolute_url())


def test_series_page_shows_what_is_ahead_and_what_was(client):
    series = make_series(title="Webinars", slug="webinars")
    make_event(title="Next", series=series)
    make_event(
        title="First",
        series=series,
        hours=False,
        when=PartialDate.day(date(2019, 5, 2)),
        state="held",
    )
    make_event(title="Hidden", series=series, is_public=False)
    response = client.get("/events/series/webinars/")
    assert [row.title for row in response.context["ahead"]] == ["Next"]
    assert [row.title for row in response.context["page"]] == ["First"]
