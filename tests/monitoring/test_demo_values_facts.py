"""The tables of the demonstration: whole, each figure with its source."""

import csv
import tomllib
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from alliance87.core.enums import Audience
from monitoring.demo.loader import EXAMPLE, EXAMPLE_TABLE, SOURCES, tables
from monitoring.enums import ReturnReason, SourceKind
from monitoring.models import ObservationVersion, Source
from monitoring.transfers import HEADERS

COLUMNS = [names["en"] for names in HEADERS.values()]
# Columns beside those of every long table: parts of a total, and what a figure is.
ALSO = {
    "alliance87.csv": [],
    "unicef.csv": [],
    "unsd_16-2-2.csv": ["Form of exploitation"],
    "unsd_8-7-1.csv": [],
    "usdol.csv": ["Quality"],
    "exampleland_2025.csv": ["Form of exploitation", "Nationality", "Stage"],
}

every_table = pytest.mark.parametrize(
    "path", [*tables(), EXAMPLE_TABLE], ids=lambda path: path.stem
)
facts_only = pytest.mark.parametrize("path", tables(), ids=lambda path: path.stem)


def read(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources() -> list[dict]:
    return tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]


def example() -> dict:
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def test_number_of_figures_is_that_of_the_sources():
    assert {path.name: len(read(path)) for path in tables()} == {
        "alliance87.csv": 2,
        "unicef.csv": 47,
        "unsd_16-2-2.csv": 323,
        "unsd_8-7-1.csv": 72,
        "usdol.csv": 48,
    }


@every_table
def test_table_has_the_columns_of_the_long_table(path):
    names = list(read(path)[0])

    assert [name for name in names if name in COLUMNS] == COLUMNS
    assert [name for name in names if name not in COLUMNS] == ALSO[path.name]


@every_table
def test_figure_has_a_source_that_is_described(path):
    described = {fact["name"] for fact in [*sources(), *example()["source"]]}
    named = {row["Source"] for row in read(path)}

    assert "" not in named
    assert named <= described


@facts_only
def test_figure_of_a_real_country_says_where_it_stands(path):
    assert [row for row in read(path) if not row["Footnote"].strip()] == []


@every_table
def test_figure_stands_once(path):
    facts = [
        tuple(text for name, text in row.items() if name not in {"Value", "Footnote"})
        for row in read(path)
    ]

    assert [each for each, times in Counter(facts).items() if times > 1] == []


@every_table
def test_text_is_plain_and_fits(path):
    limit = ObservationVersion._meta.get_field("footnote").max_length
    for row in read(path):
        for text in row.values():
            assert text == text.strip(), row
            assert not set("<>\n\t") & set(text), row
        assert len(row["Footnote"]) <= limit, row
        assert not row["Footnote"] or row["Footnote"].endswith("."), row


def test_source_is_described_for_the_table_that_names_it():
    name_limit = Source._meta.get_field("name").max_length
    files = [fact["file"] for fact in sources()]

    assert {"unsd_16-2-2.csv", *files} == {path.name for path in tables()}
    for fact in sources():
        table = next(path for path in tables() if path.name == fact["file"])
        assert {row["Source"] for row in read(table)} == {fact["name"]}
        assert len(fact["name"]) <= name_limit
        assert fact["kind"] == SourceKind.GLOBAL_DATABASE
        assert fact["publisher"]


def test_address_of_a_source_is_a_secure_web_address():
    check = URLValidator(schemes=["https"])
    for fact in sources():
        try:
            check(fact["url"])
        except ValidationError:
            pytest.fail(fact["url"])
        assert urlsplit(fact["url"]).path.strip("/"), "no more than a home page"


def test_fraction_of_the_original_stands_beside_its_percent():
    rows = [
        row for row in read(_table("usdol.csv")) if row["Indicator code"][:2] == "PR"
    ]

    assert len(rows) == 16
    albania = next(row for row in rows if row["Country"] == "Albania")
    assert (albania["Value"], albania["Unit"]) == ("4.6", "%")
    assert albania["Footnote"].startswith("The source writes 0.046, a fraction of one.")
    for row in rows:
        fraction = row["Footnote"].split("writes ")[1].split(",")[0]
        assert float(row["Value"]) == pytest.approx(float(fraction) * 100)


def test_oddities_of_the_sources_stay_and_say_so():
    odd = {
        (path.name, row["Country"], row["Year"], row["Indicator code"], row["Value"])
        for path in tables()
        for row in read(path)
        if "As printed" in row["Footnote"]
    }

    assert odd == {
        ("alliance87.csv", "Madagascar", "2018", "PR-CL-1", "36.7"),
        ("alliance87.csv", "Madagascar", "2018", "PR-CL-2", "29.8"),
        ("unicef.csv", "Mexico", "2019", "PR-CL-2", "6"),
        ("unicef.csv", "Mexico", "2019", "PR-CL-2", "3.4"),
        ("unicef.csv", "Mexico", "2019", "PR-CL-2", "4.7"),
        ("unsd_16-2-2.csv", "Mexico", "2015", "PR-HT-1", "2015"),
        ("unsd_16-2-2.csv", "Mexico", "2015", "PR-HT-1", "140"),
        ("unsd_16-2-2.csv", "Nigeria", "2014", "PR-HT-1", "85"),
        ("unsd_16-2-2.csv", "Peru", "2014", "PR-HT-1", "19"),
        ("unsd_16-2-2.csv", "Peru", "2014", "PR-HT-1", "25"),
        ("unsd_8-7-1.csv", "Nepal", "2014", "PR-CL-1", "19.03"),
    }


def test_real_and_invented_figures_stand_in_different_files():
    for path in tables():
        assert "Exampleland" not in path.read_text(encoding="utf-8")
    assert {row["Country"] for row in read(EXAMPLE_TABLE)} == {"Exampleland"}


def test_what_the_example_cites_is_marked_as_an_example():
    facts = example()

    assert all(each["name"].startswith("Example: ") for each in facts["source"])
    assert all(each["title"].startswith("Example: ") for each in facts["proof"])
    assert {each["audience"] for each in facts["proof"]} <= set(Audience.values)
    publishers = {each["publisher"] for each in facts["source"]}
    assert all(each.endswith("(fictitious)") for each in publishers)


def test_values_of_the_example_name_what_exists():
    facts = example()
    keys = {each["key"] for each in facts["source"]}
    proofs = {each["key"] for each in facts["proof"]}

    for each in facts["value"]:
        assert each["round"] in {"past", "open", "open_later"}
        assert each.get("source") is None or each["source"] in keys
        assert each.get("proof") is None or each["proof"] in proofs
        assert each.get("decision", "accept") in {"accept", *ReturnReason.values}
    assert Counter(each["round"] for each in facts["value"]) == {
        "past": 20,
        "open": 10,
        "open_later": 7,
    }


def _table(name: str):
    return next(path for path in tables() if path.name == name)
