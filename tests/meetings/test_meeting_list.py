"""The list of meetings: its filters, and where the examples stand."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Meeting
from tests.factories.decisions import make_gcg
from tests.factories.meetings import make_group_meeting
from tests.factories.people import make_country, make_group

pytestmark = pytest.mark.django_db
LIST = reverse("meetings:meetings")


def listed(client, **filters) -> list[str]:
    page = client.get(LIST, filters)
    return [meeting.title for meeting, _tone, _chair in page.context["rows"]]


def make_example(number: int, on: date) -> Meeting:
    return make_gcg(number, on, title=f"Example {number}", is_example=True)


def test_examples_stand_behind_the_real_meetings(client):
    make_example(99, date(2026, 12, 1))
    for number, year in ((5, 2019), (6, 2020)):
        make_gcg(number, date(year, 7, 1), title=f"Real {number}")

    assert listed(client) == ["Real 6", "Real 5", "Example 99"]
    assert listed(client, examples="none") == ["Real 6", "Real 5"]
    assert listed(client, examples="only") == ["Example 99"]


def test_without_examples_nobody_is_asked_about_them(client):
    make_gcg(5)

    fields = client.get(LIST).context["filters"].fields

    assert "examples" not in fields
    assert "group" not in fields


def test_meetings_are_found_by_group_country_and_house(client):
    supply, kenya = make_group(name="Supply Chains"), make_country()
    make_group_meeting(supply, title="Of the group", state="held")
    make_gcg(5, title="Abroad", country=kenya, venue="Westin Grand Central")
    make_gcg(6, title="Elsewhere")

    assert listed(client, group=supply.pk) == ["Of the group"]
    assert listed(client, country=kenya.iso3) == ["Abroad"]
    assert listed(client, q="westin") == ["Abroad"]


def test_filters_offer_only_what_the_reader_may_know(client):
    secret = make_group(name="Secret")
    make_group_meeting(secret, state="planned", country=make_country())
    make_gcg(5)

    fields = client.get(LIST).context["filters"].fields

    assert "group" not in fields
    assert "country" not in fields
