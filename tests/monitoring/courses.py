"""A country with one indicator, for tests of the page on its course."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from monitoring.enums import ProgressStatus, ValueState
from monitoring.judging import override_progress
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value

EARLY = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATE = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEW = {"threshold": 11, "threshold_reason": "Few people"}
REASON = "The survey of 2024 asked during a harvest."


def make_course(**fields) -> SimpleNamespace:
    """Make a public country and a share of children that is better when lower."""
    stated = {
        "value_type": "share",
        "label_en": "Child labour",
        "direction": "down",
        "unit_en": "% of children",
    }
    country = factories.make_country(iso3="PER", name_en="Peru")
    return SimpleNamespace(
        pathfinder=factories.make_pathfinder(country=country, is_public=True),
        definition=make_definition(make_indicator(code="X-1"), **(stated | fields)),
        source=make_source(name="Household survey"),
    )


def put(course, year: int, percent=None, **fields):
    """Publish a value of a year, on EARLY unless told."""
    observation = make_observation(
        course.pathfinder,
        course.definition.indicator,
        year=year,
        source=fields.pop("source", course.source),
    )
    stated = {
        "definition": course.definition,
        "state": ValueState.PUBLISHED,
        "at": EARLY,
    }
    if percent is not None:
        stated["percent"] = Decimal(str(percent))
    return make_value(observation, **(stated | fields))


def few(course, year: int, count: int):
    """Publish a count and its share; a small count is withheld."""
    quantity = Decimal(count)
    return put(course, year, Decimal(count) / 100, quantity=quantity)


def address(name: str = "course", code: str = "X-1", iso3: str = "per", **keys) -> str:
    keys |= {"iso3": iso3, "code": code}
    return reverse(f"monitoring:{name}", kwargs=keys)


def text(response) -> str:
    """Return the page with each run of white space as one blank."""
    return " ".join(response.content.decode().split())


def opened(client=None, **query) -> str:
    response = (client or Client()).get(address(), query)
    assert response.status_code == 200
    return text(response)


def table(client=None, **query) -> list[list[str]]:
    answer = (client or Client()).get(address("course-file", kind="csv"), query)
    return [*csv.reader(StringIO(answer.content.decode("utf-8-sig")))]


def judged(course, **fields):
    stated = {
        "status": ProgressStatus.TOO_SLOW,
        "computed": ProgressStatus.ON_COURSE,
        "reason": REASON,
        "by": factories.make_officer(name="Olive Officer"),
    }
    return override_progress(
        course.pathfinder, course.definition.indicator, **(stated | fields)
    )


def signed_in() -> Client:
    client = Client()
    client.force_login(factories.make_officer())
    return client
