"""All versions of a country to take away, and who reads the drafts of a past day."""

import csv
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from monitoring.enums import ValueState
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import PEOPLE
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db
# What stands between the digits of a number, in any language.
SPACES = re.compile(r"[,.\s]")
SPRING, SUMMER, AUTUMN = (
    datetime(2025, month, 3, 12, 5, tzinfo=UTC) for month in (3, 6, 9)
)
WINTER = datetime(2025, 12, 3, 12, 5, tzinfo=UTC)


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def observation(pathfinder):
    """Four versions: public, replaced by a draft, by another, and by what is public."""
    indicator = make_indicator(code="X-9")
    definition = make_definition(
        indicator, threshold=11, threshold_reason="Few", unit_en="people"
    )
    make_indicator_set(definition)
    found = make_observation(
        pathfinder, indicator, breakdown="sex=F", source=make_source(name="Police")
    )
    ada = factories.make_user(name="Ada Entry")
    olu = factories.make_officer(name="Olu Officer")
    over = {"state": ValueState.SUPERSEDED}
    make_value(
        found,
        **(over | {"quantity": Decimal(7), "raw": "seven", "at": SPRING}),
        superseded_at=WINTER,
        recorded_by=ada,
        submitted_at=SPRING,
        submitted_by=ada,
        decided_at=SUMMER,
        decided_by=olu,
    )
    for at, number, until in ((SUMMER, 5111, AUTUMN), (AUTUMN, 5222, WINTER)):
        make_value(
            found,
            **(over | {"quantity": Decimal(number), "at": at}),
            published_at=None,
            superseded_at=until,
        )
    make_value(
        found,
        quantity=Decimal(5333),
        state=ValueState.PUBLISHED,
        at=WINTER,
        reason="Counted anew",
    )
    return found


def url(pathfinder, name: str) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/{name}"


def rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_export_holds_every_version_with_who_and_when(client_for, observation):
    pathfinder = observation.pathfinder
    client = client_for(factories.make_focal_point(pathfinder.country, language="en"))

    answer = client.get(url(pathfinder, "values/versions.csv"))

    slug = pathfinder.country.slug
    assert f'filename="{slug}-versions.csv"' in answer["Content-Disposition"]
    first, second, third, last = rows(answer.content)
    assert [each["State"] for each in (first, second, third, last)] == [
        *["Superseded"] * 3,
        "Published",
    ]
    assert [each["Version"] for each in (first, last)] == ["1", "4"]
    assert (first["Value"], last["Value"]) == ("7 people", "5\xa0333 people")
    assert (first["Part"], first["Source"]) == ("F", "Police")
    assert (first["As it was given"], first["Indicator code"]) == ("seven", "X-9")
    assert (first["Entered"], first["Entered by"]) == ("2025-03-03 12:05", "Ada Entry")
    assert (first["Sent in"], first["Sent in by"]) == ("2025-03-03 12:05", "Ada Entry")
    assert (first["Decided"], first["Decided by"]) == (
        "2025-06-03 12:05",
        "Olu Officer",
    )
    public = [(each["Public from"], each["Public until"]) for each in (first, last)]
    assert public == [
        ("2025-03-03 12:05", "2025-12-03 12:05"),
        ("2025-12-03 12:05", ""),
    ]
    assert (second["Public from"], second["Public until"]) == ("", "")
    assert second["Replaced"] == "2025-09-03 12:05"
    assert last["Why it was changed"] == "Counted anew"


def test_workbook_holds_the_same_rows(client_for, observation):
    pathfinder = observation.pathfinder
    client = client_for(factories.make_officer(language="en"))

    as_csv = client.get(url(pathfinder, "values/versions.csv")).content
    as_xlsx = client.get(url(pathfinder, "values/versions.xlsx")).content

    header, *found = load_workbook(BytesIO(as_xlsx)).active.iter_rows(values_only=True)
    said = [
        {
            name: "" if cell is None else str(cell)
            for name, cell in zip(header, row, strict=True)
        }
        for row in found
    ]
    assert said == rows(as_csv)


def test_export_costs_the_same_for_many(
    client_for, observation, django_assert_max_num_queries
):
    client = client_for(factories.make_officer())
    costs = []
    for _round in range(2):
        with django_assert_max_num_queries(20) as queries:
            client.get(url(observation.pathfinder, "values/versions.csv"))
        costs.append(len(queries))
        for _number in range(2):
            other = make_observation(observation.pathfinder, source=make_source())
            make_value(other, submitted_by=factories.make_user(), submitted_at=SUMMER)

    assert costs[0] == costs[1]


@pytest.mark.parametrize("who", ["AN", "CO=", "FP=", "SO", "GM"])
def test_page_leads_to_the_export_those_who_may_have_it(client_for, pathfinder, who):
    client = Client() if who == "AN" else client_for(PEOPLE[who](pathfinder.country))

    shown = client.get(url(pathfinder, "values/")).content.decode()

    links = [
        f'href="{url(pathfinder, f"values/versions.{kind}")}"' in shown
        for kind in ("csv", "xlsx")
    ]
    assert links == [who in {"FP=", "SO"}] * 2


# --- Drafts of a past day -------------------------------------------------------------


def read_on(client, observation, day: str) -> dict[str, set[int]]:
    """Return which of the numbers stand on each page and file of a day."""
    pathfinder, query = observation.pathfinder, f"?as_of={day}" if day else ""
    addresses = {
        "page": f"{observation.get_absolute_url()}{query}",
        "values": url(pathfinder, f"values/{query}"),
        "csv": url(pathfinder, f"values.csv{query}"),
    }
    found = {}
    for name, address in addresses.items():
        plain = SPACES.sub("", client.get(address).content.decode())
        found[name] = {each for each in (5111, 5222, 5333) if str(each) in plain}
    return found


@pytest.mark.parametrize(
    ("who", "seen"),
    [("CO=", set()), ("FP=", {5111}), ("SO", {5111}), ("AN", set())],
)
def test_security_replaced_draft_is_read_on_its_day_with_the_history_only(
    client_for, observation, who, seen
):
    people = PEOPLE | {"AN": None}
    country = observation.pathfinder.country
    client = client_for(people[who](country)) if people[who] else Client()

    found = read_on(client, observation, "2025-07-01")

    assert found == {"page": seen, "values": seen, "csv": seen}


def test_contributor_reads_of_a_past_day_what_was_public_then(client_for, observation):
    contributor = factories.make_contributor(
        observation.pathfinder.country, language="en"
    )
    client = client_for(contributor)

    page = client.get(f"{observation.get_absolute_url()}?as_of=2025-07-01")
    values = client.get(url(observation.pathfinder, "values/?as_of=2025-07-01"))

    assert page.context["facts"].shown.quantity == Decimal(7)
    assert "What was agreed to be public." in values.content.decode()
    assert "drafts included" not in values.content.decode()


def test_contributor_reads_the_work_of_today(client_for, observation):
    make_value(observation, quantity=Decimal(5111))
    today = timezone.localdate().isoformat()
    client = client_for(factories.make_contributor(observation.pathfinder.country))

    for day in ("", today):
        page = client.get(
            f"{observation.get_absolute_url()}{f'?as_of={day}' if day else ''}"
        )
        assert page.context["facts"].shown.quantity == Decimal(5111)
