"""The facts of the demo: whole, dated as their sources say, none without a source."""

import json
import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.validators import URLValidator

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision, Region
from alliance87.partners.enums import Role
from pathfinders.enums import (
    Addressee,
    AppointmentKind,
    FundingKind,
    MilestoneKind,
    ParticipantGroup,
    Procedure,
    RoadmapState,
    Theme,
)
from pathfinders.models import Action, Milestone, Priority, Roadmap, Workshop
from pathfinders.procedures import procedure_on

FACTS = settings.BASE_DIR / "pathfinders" / "demo" / "facts"
REFERENCE = settings.BASE_DIR / "alliance87" / "core" / "reference" / "countries.json"

NINE = ["ALB", "CHL", "MDG", "MRT", "NGA", "NPL", "TUN", "UGA", "VNM"]
FIFTEEN = [*NINE, "FJI", "LKA", "MAR", "MEX", "MWI", "PER"]
REPEATED = ("milestone", "appointment", "workshop", "roadmap")
SINGLE = ("eoi", "status", "profile")
DATED = ("milestone", "workshop", "eoi", "status", "list", "counter", "meeting")
# What a country showed the Group, without a word on its adoption.
PRESENTED = "presented"
# The parts of a workshop's report are paragraphs and lists.
IN_MARKDOWN = {"_exampleland_workshop"}
MEETING_OF_JULY_2019 = "2019-07-17"


def load(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def country_files() -> list[Path]:
    return sorted(path for path in FACTS.glob("???.toml"))


def rows(data: dict, names) -> list[tuple[str, dict]]:
    """Return the tables of the given names, whether they stand once or often."""
    found = []
    for name in names:
        value = data.get(name, [])
        found += [
            (name, row) for row in (value if isinstance(value, list) else [value])
        ]
    return found


def texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def reference():
    entries = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return {entry["iso3"]: entry for entry in entries}


@pytest.fixture(scope="module")
def alliance():
    return load(FACTS / "_alliance.toml")


@pytest.fixture(scope="module")
def countries():
    return {data["iso3"]: data for data in map(load, country_files())}


every_country = pytest.mark.parametrize(
    "path", country_files(), ids=lambda path: path.stem
)
every_file = pytest.mark.parametrize(
    "path", sorted(FACTS.glob("*.toml")), ids=lambda path: path.stem
)


def test_no_country_is_missing():
    others = {path.stem for path in FACTS.glob("*.toml")} - {
        path.stem for path in country_files()
    }

    assert len(country_files()) == 31
    assert {"_alliance", "exampleland"} <= others


@every_country
def test_file_is_named_after_a_real_country(path, reference):
    data = load(path)

    assert data["iso3"] == path.stem.upper()
    assert data["iso3"] in reference
    assert "example" not in data
    assert data["milestone"]


@every_country
def test_fact_has_a_source(path):
    unsourced = [
        (name, row)
        for name, row in rows(load(path), REPEATED + SINGLE)
        if not row.get("source", "").strip()
    ]

    assert unsourced == []


@every_file
def test_date_matches_its_precision(path):
    for name, row in rows(load(path), DATED):
        if (name, path.stem) == ("milestone", "exampleland"):
            assert row["on"], row
        before = row["precision"] == Precision.BEFORE
        read = PartialDate.parse(row["on"], until=row.get("until", ""), before=before)
        assert read.precision == row["precision"], row
        assert not before or len(row["on"]) == 10, row
        if read.until:
            assert len(row["until"]) == len(row["on"]), row
            assert read.until > read.on, row


@every_file
def test_choice_is_an_allowed_one(path):
    data = load(path)

    for _name, row in rows(data, ["milestone"]):
        assert row["kind"] in MilestoneKind.values
    for _name, row in rows(data, ["appointment"]):
        assert row["kind"] in AppointmentKind.values
    for _name, row in rows(data, ["roadmap"]):
        assert row["state"] in {*RoadmapState.values, PRESENTED}
        for priority in row.get("priority", []):
            assert priority.get("theme", "") in {*Theme.values, "", "all"}
    for _name, row in rows(data, ["eoi"]):
        assert row.get("addressee", "") in {*Addressee.values, ""}
    if not path.stem.startswith("_"):
        assert data["procedure"] in Procedure.values


@every_file
def test_address_of_a_source_is_a_web_address(path):
    check = URLValidator(schemes=["http", "https"])
    for name, row in rows(load(path), (*REPEATED, *SINGLE, *DATED, "term")):
        if row.get("source_url"):
            assert len(row["source_url"]) <= 500, name
            check(row["source_url"])


@every_file
def test_text_is_plain(path):
    refused = "<>\t" if path.stem in IN_MARKDOWN else "<>\n\t"
    for text in texts(load(path)):
        assert text == text.strip()
        assert not set(refused) & set(text), text


@every_file
def test_text_fits_its_column(path):
    def fits(model, row, *names):
        for name in names:
            limit = model._meta.get_field(name).max_length
            assert len(str(row.get(name, ""))) <= limit, (path.stem, name)

    data = load(path)
    for _name, row in rows(data, ["milestone"]):
        fits(Milestone, row, "statement", "meeting", "source")
    for _name, row in rows(data, ["workshop"]):
        fits(Workshop, row, "title", "place", "participants_text", "source")
    for _name, row in rows(data, ["roadmap"]):
        fits(Roadmap, row, "title", "source")
        for priority in row.get("priority", []):
            fits(Priority, priority, "title")
            for action in priority["action"]:
                fits(Action, action, "title", "responsible", "partners", "timeline")


@every_country
def test_procedure_is_that_of_the_first_letter_or_explained(path):
    data = load(path)
    dated = [
        row
        for row in data["milestone"]
        if row["kind"] == MilestoneKind.EXPRESSION_OF_INTEREST
        and row["precision"] != Precision.BEFORE
    ]

    if dated:
        entered = PartialDate.parse(dated[0]["on"]).on
        assert data["procedure"] == procedure_on(entered)
    else:
        assert data["procedure_reason"]


def test_first_fifteen_wrote_before_the_meeting_of_july_2019(countries):
    written = {
        iso3
        for iso3, data in countries.items()
        for row in data["milestone"]
        if row["kind"] == MilestoneKind.EXPRESSION_OF_INTEREST
        and row["on"] <= MEETING_OF_JULY_2019
    }

    assert written == set(FIFTEEN)
    assert {iso3 for iso3 in written if "eoi" not in countries[iso3]} == set()
    assert {countries[iso3]["procedure"] for iso3 in written} == {Procedure.V2018}


def test_nine_held_a_workshop_before_the_meeting_of_july_2019(countries):
    def held(rows_of):
        return {
            iso3
            for iso3, data in countries.items()
            if any(row["on"] <= MEETING_OF_JULY_2019 for row in rows_of(data))
        }

    assert held(lambda data: data.get("workshop", [])) == set(NINE)
    assert held(
        lambda data: [
            row for row in data["milestone"] if row["kind"] == MilestoneKind.WORKSHOP
        ]
    ) == set(NINE)


def test_lists_of_the_alliance_name_real_countries(alliance, reference):
    lists = {row["key"]: row for row in alliance["list"]}

    assert sorted(lists["expressions_of_interest"]["countries"]) == sorted(FIFTEEN)
    assert sorted(lists["workshops_held"]["countries"]) == sorted(NINE)
    assert len(lists["support_requested"]["countries"]) == 6
    for row in lists.values():
        assert row["source"]
        assert row["total"] == len(set(row["countries"]))
        assert set(row["countries"]) <= set(reference)


def test_counters_meetings_and_terms_have_a_source(alliance, reference):
    counters = {(row["key"], row["on"], row["value"]) for row in alliance["counter"]}

    assert {("interest", "2023", 36), ("implementing", "2023", 24)} <= counters
    assert ("pathfinder_countries", "2025", 37) in counters
    assert [row["number"] for row in alliance["meeting"]] == [*range(1, 10), 19]
    assert [row["host"] for row in alliance["workshop"]] == ["African Union"]
    for _name, row in rows(alliance, ["counter", "term", "meeting", "workshop"]):
        assert row["source"]
    for term in alliance["term"]:
        assert term["role"] in {Role.CHAIR, "vice_chair"}
        assert reference[term["iso3"]]["name_en"] == term["holder"]


def test_listed_countries_have_no_step_of_the_path(countries):
    listed = {iso3: data for iso3, data in countries.items() if "kind" in data}

    assert sorted(listed) == ["CAF", "CRI", "GAB", "GTM", "HND"]
    for data in listed.values():
        assert data["kind"] == "listed"
        assert {row["kind"] for row in data["milestone"]} == {MilestoneKind.OTHER}


def test_priorities_of_nine_countries_are_those_of_the_slides(countries):
    counted = {
        iso3: len(priorities)
        for iso3, data in countries.items()
        for roadmap in data.get("roadmap", [])
        if (priorities := roadmap.get("priority"))
    }

    assert counted == {
        "ALB": 8,
        "CHL": 5,
        "MDG": 4,
        "MRT": 5,
        "NGA": 11,
        "NPL": 9,
        "TUN": 10,
        "UGA": 9,
        "VNM": 11,
    }


def test_at_most_one_roadmap_of_a_country_is_published(countries):
    for data in countries.values():
        states = Counter(row["state"] for row in data.get("roadmap", []))
        assert states["published"] <= 1
        assert states["draft"] + states[PRESENTED] <= 1


def test_contradicted_facts_keep_both_sides(countries):
    nepal = countries["NPL"]["workshop"][0]
    convention = countries["MRT"]["roadmap"][0]["priority"][3]["action"][0]

    assert (nepal["on"], "October 2018" in nepal["conflict"]) == ("2019-02-07", True)
    assert "18 November 2021" in countries["FRA"]["status"]["conflict"]
    assert convention["title"].endswith("Convention n° 142")
    assert "143" in convention["note"]


def _allocated_less_disbursed(action: dict) -> dict[str, int]:
    """Return what is allocated and not spent yet, by currency; nothing without both."""
    reports = action.get("report", ())
    reported = [line for each in reports for line in each.get("funding", ())]
    left = defaultdict(int)
    for line in [*action["funding"], *reported]:
        sign = {"allocated": 1, "disbursed": -1}.get(line["kind"], 0)
        if sign:
            left[line["currency"]] += sign * int(line["amount"])
    return dict(left)


def test_example_is_marked_and_complete(reference):
    data = load(FACTS / "exampleland.toml")
    [roadmap] = data["roadmap"]
    actions = [row for priority in roadmap["priority"] for row in priority["action"]]
    funding = [line for action in actions for line in action["funding"]]
    [workshop] = data["workshop"]

    assert data["example"] is True
    assert data["iso3"] not in reference
    assert {len(priority["action"]) for priority in roadmap["priority"]} <= {2, 3, 4}
    assert {line["kind"] for line in funding} <= set(FundingKind.values)
    assert {line["currency"] for line in funding} == {"USD"}
    assert min(Decimal(line["amount"]) for line in funding) > 0
    left = [_allocated_less_disbursed(action) for action in actions]
    assert [each for each in left if each] == [
        {"USD": 83_000},
        {"USD": 2_500},
        {"EUR": 20_000},
        {"USD": 90_000},
        {"USD": 2_000},
    ]
    assert sum(workshop["participants"].values()) == workshop["participants_total"]
    assert set(workshop["participants"]) <= set(ParticipantGroup.values)
    assert [(row["year"], row["state"]) for row in data["review"]] == [
        (2025, "published"),
        (2026, "draft"),
    ]
    assert all(row["person"].endswith(" Example") for row in data["appointment"])


def test_reference_holds_every_country_once(reference):
    entries = json.loads(REFERENCE.read_text(encoding="utf-8"))

    assert len(entries) == len(reference) == 249
    for column in ("iso2", "m49", "name_en", "name_fr", "name_es"):
        assert len({entry[column] for entry in entries}) == 249, column
    assert {entry["region"] for entry in entries} - {""} == set(Region.values)
    assert all(entry["m49"].isdigit() and len(entry["m49"]) == 3 for entry in entries)


@pytest.mark.parametrize(
    ("iso3", "names"),
    [
        ("VNM", ("Viet Nam", "Viet Nam", "Viet Nam")),
        ("CIV", ("Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire")),
        ("TUR", ("Türkiye", "Türkiye", "Türkiye")),
    ],
)
def test_reference_spells_names_as_the_un_does(reference, iso3, names):
    entry = reference[iso3]

    assert (entry["name_en"], entry["name_fr"], entry["name_es"]) == names
