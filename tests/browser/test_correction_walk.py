"""Two people and a correction, by clicking alone: asked for, found, decided, read."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.enums import ValueState
from tests import factories
from tests.browser.walker import Walker
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.values import make_evidence, make_observation, make_value

LABEL = "Children found in the worst forms"


@pytest.fixture
def country(transactional_db):
    """A country with one public value and its proof."""
    country = factories.make_country(iso3="PER", iso2="PE", name_en="Peru")
    pathfinder = factories.make_pathfinder(country=country, is_public=True)
    indicator = make_indicator(code="X-9")
    make_indicator_set(make_definition(indicator, label_en=LABEL))
    found = make_observation(pathfinder, indicator, year=2023)
    month_ago = timezone.now() - timedelta(days=30)
    make_value(found, quantity=Decimal(40), state=ValueState.PUBLISHED, at=month_ago)
    make_evidence(found)
    return country


@pytest.fixture
def walker(new_context, live_server, country):
    """Return `walker(user)`: a person at a browser of their own, signed in."""

    def at_work(user) -> Walker:
        found = Walker(new_context(locale="en").new_page(), live_server.url)
        found.sign_in(user)
        return found

    return at_work


def to_the_value(person: Walker) -> None:
    """Go from the list of countries to the value, as a visitor would."""
    person.follow("Countries")
    person.follow("Peru")
    person.reads("1 of 1 values have a document as proof.")
    person.follow("All values, with source and proof")
    person.follow(f"40: {LABEL}, source and proof")
    person.arrives(LABEL)


def test_a_correction_is_asked_for_and_decided(walker, country):
    focal_point = factories.make_focal_point(country, name="Fatou", language="en")
    fatou = walker(focal_point)
    to_the_value(fatou)
    fatou.follow("Ask for a correction")
    fatou.fill(
        {
            "Why the value has to change": "Two cases were counted twice.",
            "What else has to change with it": "Review 2023, page 4",
        }
    )
    fatou.press("Ask the secretariat")
    fatou.reads("The secretariat decides.", "Review 2023, page 4")

    olga = walker(factories.make_officer(name="Olga", language="en"))
    olga.follow("Reporting")
    olga.follow("Correction requests")
    olga.follow(f"Peru: {LABEL}, 2023, Total")
    olga.reads("40", "Two cases were counted twice.", "Review 2023, page 4")
    olga.choose("Decision", "Let the country change the value")
    olga.fill({"Answer to the country": "Agreed."})
    olga.press("Save the decision")
    olga.arrives(LABEL)

    to_the_value(fatou)
    fatou.reads("Granted", "Agreed.")


def test_a_visitor_reaches_the_definition_and_comes_back(page, live_server, country):
    visitor = Walker(page, live_server.url)
    visitor.open("/")
    to_the_value(visitor)
    visitor.follow(LABEL)
    visitor.arrives("Versions of the definition")
    page.go_back()
    page.get_by_role("navigation", name="Breadcrumb").get_by_role(
        "link", name="Indicators"
    ).click()
    expect(page).to_have_url(f"{live_server.url}/pathfinders/per/values/")
