"""Read the demo facts on partners, groups and meetings, and where they come from."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision

FACTS = Path(__file__).parent / "facts"
DATES = ("on", "until", "precision")


def read_facts(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def known_sources() -> dict[str, dict]:
    """Return the sources by the key that facts name them with."""
    return read_facts(FACTS / "sources.toml")


def source_of(fact: dict) -> str:
    """Return the titles of the sources of a fact, as records print them."""
    return "; ".join(known_sources()[key]["title"] for key in fact["source"])


def sourced(fact: dict) -> dict:
    """Return the four fields of a `Sourced` record."""
    addresses = [known_sources()[key].get("url", "") for key in fact["source"]]
    return {
        "source": source_of(fact),
        "source_url": next(filter(None, addresses), ""),
        "note": fact.get("note", ""),
        "conflict": fact.get("conflict", ""),
    }


def when(fact: dict) -> PartialDate:
    """Return the date of a fact; empty or missing means not known."""
    before = fact.get("precision") == Precision.BEFORE
    return PartialDate.parse(
        fact.get("on", ""), until=fact.get("until", ""), before=before
    )


def partial(text: str, *, before: bool = False) -> PartialDate:
    return PartialDate.parse(text, before=before)


def plain(fact: dict, names: Iterable[str]) -> dict:
    """Return the named texts, numbers and lists of a fact that it gives."""
    return {name: fact[name] for name in names if name in fact}


def text(words: str) -> str:
    """Return a text without the line feed after its opening quotes."""
    return words.strip()
