"""The files of the governance facts: every record names where it comes from."""

import pytest

from alliance87.partners.demo.sources import FACTS as PARTNER_FACTS
from alliance87.partners.demo.sources import known_sources, read_facts
from meetings.demo.meetings import FACTS

# Tables that stand on their own in the files, each with its source.
RECORDS = (
    *("partner", "network", "group", "change", "role", "plan", "output"),
    *("constituency", "seat", "term", "office", "person", "meeting", "report"),
    *("decision", "action", "update", "event", "series", "version", "question"),
)


def fact_files() -> list:
    folders = (PARTNER_FACTS, FACTS)
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


def tables(value, name: str = ""):
    """Yield every table of a file with the name it stands under."""
    if isinstance(value, list):
        for each in value:
            yield from tables(each, name)
    elif isinstance(value, dict):
        yield name, value
        for key, below in value.items():
            yield from tables(below, key)


@pytest.mark.parametrize("path", fact_files(), ids=lambda path: path.stem)
def test_records_name_sources_that_are_listed(path):
    if path.stem in ("sources", "example"):
        return
    found = list(tables(read_facts(path)))

    for name, table in found:
        assert name not in RECORDS or table.get("source"), (name, table)
        assert set(table.get("source", ())) <= set(known_sources()), (name, table)
    assert any("source" in table for _name, table in found)


def test_every_text_belongs_to_a_version():
    named = {
        f"{paper['slug']}-{version['number']}.md"
        for paper in read_facts(FACTS / "papers.toml")["paper"]
        for version in paper.get("version", ())
        if version.get("text")
    }

    assert {path.name for path in (FACTS / "texts").iterdir()} == named
