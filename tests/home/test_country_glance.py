"""The tiles over the page of a country: one minute, each with its reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from monitoring.enums import Assessment, ReviewState
from monitoring.selectors.portfolio import portfolio
from pathfinders.enums import ActionStatus, MilestoneKind, RoadmapState, Status
from tests import factories
from tests.factories.rounds import make_round, make_submission

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def country():
    return factories.make_pathfinder(is_public=True)


def tile(client, country, key):
    page = client.get(country.get_absolute_url()).context["page"]
    return next(each for each in page.glance if each.key == key)


def published(country, **fields):
    values = {"published_at": timezone.now() - timedelta(days=5)} | fields
    return factories.make_roadmap(country, state=RoadmapState.PUBLISHED, **values)


def test_tiles_lead_to_parts_that_the_page_has(client, country):
    html = client.get(country.get_absolute_url()).content.decode()
    page = client.get(country.get_absolute_url()).context["page"]

    assert [each.key for each in page.glance] == [
        *("status", "stage", "roadmap", "review", "money", "deadline")
    ]
    for each in page.glance:
        assert f'id="{each.url.removeprefix("#")}"' in html
        assert f'href="{each.url}"' in html


def test_status_stands_with_the_day_it_began(client):
    country = factories.make_pathfinder(is_public=True, status=Status.PATHFINDER)
    factories.make_status_event(country, on=date(2024, 6, 20))

    found = tile(client, country, "status")

    assert (found.text, found.note) == ("Pathfinder country", "Since 20 June 2024")


def test_stage_stands_with_the_latest_step(client, country):
    when = PartialDate.day(date(2022, 3, 1))
    factories.make_milestone(country, MilestoneKind.WORKSHOP, when=when)

    found = tile(client, country, "stage")

    assert found.text == "Planning workshop held"
    assert found.note == "Latest step: Strategic planning workshop (1 March 2022)"


def test_roadmap_counts_as_the_portfolio_does(client, country):
    roadmap = published(country, rows={"One": ["a", "b", "c", "d"]})
    actions = list(roadmap.priorities.get().actions.all())
    states = (ActionStatus.DONE, ActionStatus.CANCELLED, ActionStatus.UNDER_WAY)
    for action, status in zip(actions, states, strict=False):
        factories.make_update(action, status=status, on=TODAY())

    found = tile(client, country, "roadmap")
    [row] = portfolio([country], factories.make_gcg_member())

    assert found.text == "1 of 3 actions done"
    assert row.cells["roadmap"].text == "1 of 3"


def test_only_amounts_that_are_public_count(client_for, country):
    roadmap = published(country, rows={}, currency="USD")
    action = factories.make_action(factories.make_priority(roadmap))
    for kind, amount in (("needed", 1000), ("available", 250)):
        factories.make_funding(action, kind=kind, amount=Decimal(amount))
    secret = {"kind": "needed", "amount": Decimal(777000), "is_public": False}
    factories.make_funding(action, source="Own budget", **secret)

    found = tile(client_for(factories.make_officer()), country, "money")

    assert found.text.replace("\xa0", "") == "25% of 1000USD found"


def test_amounts_replaced_by_a_report_are_those_of_the_portfolio(client, country):
    roadmap = published(country, rows={}, currency="USD")
    action = factories.make_action(factories.make_priority(roadmap))
    factories.make_funding(action, kind="needed", amount=Decimal(1000), source="")
    factories.make_funding(action, kind="available", amount=Decimal(100), source="")
    update = factories.make_update(action, on=TODAY())
    factories.make_funding_update(update, kind="available", amount=400)

    [row] = portfolio([country], factories.make_gcg_member())

    assert tile(client, country, "money").text.startswith("40% of ")
    assert row.cells["money"].text.startswith("40% of ")


def test_newest_published_review_stands(client, country):
    for year, state in ((2024, ReviewState.PUBLISHED), (2025, ReviewState.TABLED)):
        factories.make_review(
            country, year=year, state=state, assessment=Assessment.SUBSTANTIAL
        )

    found = tile(client, country, "review")

    assert (found.text, found.note) == ("Substantial progress", "Annual review 2024")


def test_next_end_of_an_open_action_is_the_next_deadline(client, country):
    roadmap = published(country, rows={})
    priority = factories.make_priority(roadmap)
    for days, title, status in (
        (-3, "Over", ActionStatus.UNDER_WAY),
        (5, "Done", ActionStatus.DONE),
        (20, "Open", ActionStatus.UNDER_WAY),
        (40, "Later", ActionStatus.UNDER_WAY),
    ):
        day = TODAY() + timedelta(days=days)
        factories.make_action(priority, title=title, status=status, ends_on=day)

    found = tile(client, country, "deadline")

    assert found.note == "End of an action: Open, in 20 days"
    assert found.tone == "watch"


def test_without_a_roadmap_the_goals_give_the_deadline(client, country):
    assert tile(client, country, "deadline").text == "31 December 2030"


@pytest.mark.parametrize(
    ("person", "reads"),
    [
        (None, False),
        (factories.make_gcg_member, True),
        (factories.make_officer, True),
    ],
)
def test_report_that_is_due_is_told_to_those_who_wait_for_it(
    client, client_for, country, person, reads
):
    days = {"opens_on": -9, "due_on": 9, "closes_on": 60}
    due = make_round(
        **{name: TODAY() + timedelta(days=each) for name, each in days.items()}
    )
    make_submission(due, country)
    reader = client_for(person()) if person else client

    found = tile(reader, country, "deadline")

    assert found.note.startswith("Report for") is reads


def test_report_of_a_round_that_did_not_open_is_no_deadline(client_for, country):
    days = {"opens_on": 3, "due_on": 9, "closes_on": 60}
    later = make_round(
        **{name: TODAY() + timedelta(days=each) for name, each in days.items()}
    )
    make_submission(later, country)

    found = tile(client_for(factories.make_officer()), country, "deadline")

    assert found.text == "31 December 2030"
