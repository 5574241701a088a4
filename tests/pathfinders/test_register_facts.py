"""The facts of the registers: sourced, dated as known, loaded through the verbs."""

import json
import tomllib

import pytest
from django.conf import settings

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from pathfinders.demo.loader import load_country
from pathfinders.demo.registers import load_registers
from pathfinders.enums import (
    Area,
    CommitmentKind,
    RatificationStatus,
    Rhythm,
    RoadmapState,
    SupervisoryKind,
)
from pathfinders.instruments import LIST, load_instruments
from pathfinders.models import Pathfinder, Ratification, Roadmap
from pathfinders.selectors.registers import body_tree
from tests.factories import make_administrator, make_country

FACTS = settings.BASE_DIR / "pathfinders" / "demo" / "facts"
NINE = ["alb", "chl", "mdg", "mrt", "nga", "npl", "tun", "uga", "vnm"]
REGISTERS = ("commitment", "support", "ratification", "body", "case", "national_review")
CHOICES = {
    "commitment": ("kind", CommitmentKind),
    "ratification": ("status", RatificationStatus),
    "case": ("kind", SupervisoryKind),
}

every_country = pytest.mark.parametrize(
    "path", sorted(FACTS.glob("???.toml")), ids=lambda path: path.stem
)


def read(path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def records(facts: dict) -> list[tuple[str, dict]]:
    """Return the records of all registers, with those that stand below others."""
    found = [(name, row) for name in REGISTERS for row in facts.get(name, [])]
    below = [
        (part, row)
        for _name, record in found
        for part in ("follow_up", "sub_committee")
        for row in record.get(part, [])
    ]
    return found + below


@every_country
def test_record_has_a_source(path):
    assert [row for _name, row in records(read(path)) if not row.get("source")] == []


@every_country
def test_date_of_a_record_is_no_more_exact_than_its_precision(path):
    for _name, row in records(read(path)):
        if "precision" in row:
            before = row["precision"] == Precision.BEFORE
            when = PartialDate.parse(row.get("on", ""), before=before)
            assert when.precision == row["precision"], row


@every_country
def test_record_says_what_the_choices_allow(path):
    codes = {row["code"] for row in json.loads(LIST.read_text(encoding="utf-8"))}
    for name, row in records(read(path)):
        if name in CHOICES:
            field, choices = CHOICES[name]
            assert row[field] in choices.values, row
        assert row.get("rhythm", "") in {*Rhythm.values, ""}, row
        assert row.get("instrument", "C138") in codes, row


@every_country
def test_not_ratified_is_said_by_a_source_only(path):
    for row in read(path).get("ratification", []):
        if row["status"] == RatificationStatus.NOT_RATIFIED:
            assert "no action" in row["note"].lower() or "“No”" in row["note"], row


@every_country
def test_no_source_is_known_of_a_national_review(path):
    assert "national_review" not in read(path)


@every_country
def test_priority_stands_in_an_area_that_there_is(path):
    for roadmap in read(path).get("roadmap", []):
        for priority in roadmap.get("priority", []):
            assert priority.get("area", "") in {*Area.values, ""}, priority["title"]


def test_pledges_of_2021_are_those_of_the_campaign():
    pledges = {
        iso3: [row["source_url"] for row in read(FACTS / f"{iso3}.toml")["commitment"]]
        for iso3 in ("fra", "deu")
    }

    assert pledges == {
        "fra": ["https://endchildlabour2021.org/pledges/france/"],
        "deu": ["https://endchildlabour2021.org/pledges/germany/"],
    }


def test_supervisory_comments_lead_to_normlex():
    cases = {
        path.stem: [row["source_url"] for row in facts["case"]]
        for path in sorted(FACTS.glob("???.toml"))
        if "case" in (facts := read(path))
    }

    assert {iso3: len(found) for iso3, found in cases.items()} == {"mdg": 3, "npl": 1}
    for found in cases.values():
        assert all("normlex" in address.lower() for address in found)


# --- Loaded ---------------------------------------------------------------------------


def load(iso3: str) -> Pathfinder:
    facts = read(FACTS / f"{iso3}.toml")
    load_instruments()
    if not Country.objects.filter(iso3=iso3.upper()).exists():
        make_country(iso3=iso3.upper())
    person = make_administrator()
    facts = {name: value for name, value in facts.items() if name != "eoi"}
    pathfinder = load_country(
        _without_groups(facts), by=person, second=make_administrator()
    )
    load_registers(facts, by=person)
    return pathfinder


def _without_groups(facts: dict) -> dict:
    """Leave out the action groups, which a file of their own names."""
    for roadmap in facts.get("roadmap", []):
        for priority in roadmap.get("priority", []):
            for action in priority["action"]:
                action.pop("action_group", None)
    return facts


@pytest.mark.django_db
@pytest.mark.parametrize("iso3", NINE)
def test_priorities_of_the_nine_open_as_a_roadmap(client, iso3):
    load(iso3)
    roadmap = Roadmap.objects.get(priorities__isnull=False, priorities__position=1)

    page = client.get(roadmap.get_absolute_url())

    assert roadmap.state == RoadmapState.PUBLISHED
    assert page.status_code == 200
    for priority in roadmap.priorities.all():
        assert priority.title in page.content.decode().replace("&#x27;", "’")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("iso3", "first", "last"),
    [("chl", "2019-01-01", "2021-12-31"), ("tun", "2019-01-01", "2025-12-31")],
)
def test_plans_of_chile_and_tunisia_are_dated(iso3, first, last):
    load(iso3)
    roadmap = Roadmap.objects.get()

    assert (str(roadmap.starts_on), str(roadmap.ends_on)) == (first, last)


@pytest.mark.django_db
def test_targets_of_nepal_are_dated_and_keep_their_words():
    load("npl")
    targets = {
        priority.objective: str(priority.target_on)
        for priority in Roadmap.objects.get().priorities.exclude(target_on=None)
    }

    assert targets == {
        "Federal laws on child labour and forced labour are aligned with national "
        "laws by 2019": "2019-12-31",
        "Achieve 10 child labour free municipalities by 2020": "2020-12-31",
    }


@pytest.mark.django_db
def test_committee_of_tunisia_meets_every_three_months():
    [node] = body_tree(load("tun").coordination_bodies.all())

    assert (node.body.name, node.body.rhythm) == ("Action Committee", "quarterly")
    assert node.body.rhythm_text == "Meetings will be held every 3 months"


@pytest.mark.django_db
def test_committee_of_uganda_has_three_sub_committees():
    committee, technical = body_tree(load("uga").coordination_bodies.all())

    assert [len(committee.sub_committees), len(technical.sub_committees)] == [3, 0]


@pytest.mark.django_db
def test_specified_ages_are_those_of_the_source():
    for iso3 in ("alb", "chl", "civ"):
        load(iso3)

    aged = Ratification.objects.exclude(minimum_age=None)
    assert {
        str(each.pathfinder.country.iso3): (str(each.on), each.minimum_age)
        for each in aged
    } == {
        "ALB": ("1998-02-16", 16),
        "CHL": ("1999-02-01", 15),
        "CIV": ("2003-02-07", 14),
    }
