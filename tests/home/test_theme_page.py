"""The page of a theme: what is measured, what is planned, who is asked for help."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client

from monitoring.enums import ValueState
from pathfinders.enums import RoadmapState
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.roadmap import make_action, make_priority, make_roadmap
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db

URL = "/themes/child-labour/"
EARLY = datetime(2024, 5, 1, 12, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few people"}


def published(pathfinder, definition, year=2021, **fields):
    observation = make_observation(pathfinder, definition.indicator, year=year)
    stated = {"definition": definition, "state": ValueState.PUBLISHED, "at": EARLY}
    return make_value(observation, **(stated | fields))


def planned(pathfinder, *titles, group=None, state=RoadmapState.PUBLISHED, **fields):
    """Give a country a roadmap with priorities of the theme, an action for each."""
    roadmap = make_roadmap(pathfinder, state=state, rows={}, **fields)
    for title in titles:
        priority = make_priority(roadmap, title=title, themes=["child_labour"])
        make_action(priority, action_group=group)
    return roadmap


def opened(client=None, url=URL, **query) -> str:
    response = (client or Client()).get(url, query)
    assert response.status_code == 200
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(text.split())


def country(iso3, name, **fields):
    made = factories.make_country(iso3=iso3, name_en=name)
    return factories.make_pathfinder(country=made, **({"is_public": True} | fields))


def test_indicators_say_of_how_many_countries_there_is_a_value():
    definition = make_definition(make_indicator(code="CL-1"), label_en="Children")
    make_definition(make_indicator(code="FL-1", theme="forced_labour"), label_en="Else")
    peru, nepal, _mali = (
        country(*each) for each in (("PER", "Peru"), ("NPL", "Nepal"), ("MLI", "Mali"))
    )
    published(peru, definition, 2015, quantity=Decimal(24))
    published(peru, definition, 2021, quantity=Decimal(20))
    published(nepal, definition, 2018, quantity=Decimal(11))

    page = opened()

    assert "Children CL-1 2 of 3 countries 2018 to 2021" in page
    assert "Else" not in page


def test_small_count_is_counted_as_withheld_and_not_told():
    definition = make_definition(make_indicator(code="CL-1"), label_en="Boys", **FEW)
    published(country("PER", "Peru"), definition, quantity=Decimal(7))

    page = opened()

    assert "Boys CL-1 1 of 1 country, withheld: 1 2021" in page


def test_earlier_day_shows_what_was_public_then():
    definition = make_definition(make_indicator(code="CL-1"), label_en="Children")
    peru = country("PER", "Peru")
    published(peru, definition, quantity=Decimal(24))
    planned(peru, "Schools")

    assert "1 of 1 country 2021" in opened(as_of="2024-05-02")
    then = opened(as_of="2024-02-29")
    assert "0 of 1 country" in then
    assert "Schools" not in then
    assert "As known on 29 February 2024" in then


@pytest.mark.parametrize("day", ["31-13-2020", "soon", "2999-01-01", "\0"])
def test_day_that_cannot_be_read_is_said(day):
    assert "What is known now is shown." in opened(as_of=day)


def test_plans_name_the_priorities_of_the_newest_published_roadmap():
    peru = country("PER", "Peru")
    planned(peru, "Old words", state=RoadmapState.SUPERSEDED)
    newest = planned(peru, "Schools", "Cash for families")
    make_priority(newest, title="No theme")
    planned(peru, "Not yet", state=RoadmapState.DRAFT)

    page = opened()

    assert "Peru Schools Cash for families" in page
    for words in ("Old words", "Not yet", "No theme"):
        assert words not in page


def test_groups_are_listed_with_the_actions_that_name_them():
    group = factories.make_group(name="Supply chains")
    planned(country("PER", "Peru"), "Schools", "Cash", group=group)
    planned(country("NPL", "Nepal"), "Kilns", group=group)
    planned(country("MLI", "Mali"), "Farms")

    assert "Supply chains 3 Nepal (1), Peru (2)" in opened()


def test_hidden_country_and_draft_are_nowhere():
    definition = make_definition(make_indicator(code="CL-1"), label_en="Children")
    hidden = country("PER", "Peru", is_public=False)
    published(hidden, definition, quantity=Decimal(24))
    planned(hidden, "Schools")
    shown = country("NPL", "Nepal")
    make_value(make_observation(shown, definition.indicator), definition=definition)

    page = opened()

    assert "Children CL-1 0 of 1 country" in page
    assert "Peru" not in page
    assert "Schools" not in page


def test_empty_site_says_so_and_leads_on():
    page = opened()

    assert "No indicator of this theme is in use" in page
    assert "No published roadmap names this theme in a priority" in page


@pytest.mark.parametrize("word", ["all", "child_labour", "slavery", "0"])
def test_theme_that_does_not_exist_is_not_found(word):
    assert Client().get(f"/themes/{word}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_does_not_grow(rows, django_assert_num_queries):
    group = factories.make_group()
    for number in range(rows):
        definition = make_definition(make_indicator(code=f"CL-{number}"))
        pathfinder = country(f"XA{'ABC'[number]}", f"Country {number}")
        published(pathfinder, definition, quantity=Decimal(24))
        planned(pathfinder, "Schools", group=group)
    client = Client()
    client.get(URL)

    with django_assert_num_queries(8):
        client.get(URL)
