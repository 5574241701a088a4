"""A value as cells of a table: which line it stands in, and the text of each field.

The texts are the same in every language and whatever program wrote them, so that two
states of a value can be compared cell by cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from monitoring.figures.content import Content
from monitoring.figures.reading import EMPTY_FIELDS, fields_of, read_content

# What stands beside each value, whatever its kind.
BESIDE = (*EMPTY_FIELDS, "quality", "footnote")
NUMBERS = frozenset({"quantity", "percent", "amount", "gdp_percent"})
# What is said about a number and falls with it.
ABOUT_NUMBER = ("low", "high", "standard_error", "sample_size")


class Key(NamedTuple):
    """The line of a value: an observation of one country.

    `code` names the indicator; `source` is the key of its source, None for none.
    """

    code: str
    breakdown: str
    year: int
    source: int | None = None
    variant: str = ""

    @property
    def text(self) -> str:
        """Return the key in one text, which `key_of` reads."""
        facts = (self.code, self.breakdown, self.year, self.source or "", self.variant)
        return "|".join(map(str, facts))


def key_of(text: str) -> Key:
    """Read what `Key.text` wrote; ValueError for anything else."""
    code, breakdown, year, source, variant = text.split("|", 4)
    return Key(code, breakdown, int(year), int(source) if source else None, variant)


def columns_of(definition) -> tuple[str, ...]:
    """Return the fields of a line: the value, why there is none, what is said of it."""
    return (*fields_of(definition), *BESIDE)


def cells_of(content: Content, fields: Iterable[str]) -> dict[str, str]:
    """Return what a value states, by field; a field without anything is left out."""
    cells = {name: _text(content, name) for name in fields}
    return {name: text for name, text in cells.items() if text}


def content_of(definition, cells: Mapping[str, str], before: Content) -> Content:
    """Return the content that these cells state; what no cell holds stays as before.

    Raises ValidationError, by field, when the cells do not fit together.
    """
    fields = columns_of(definition)
    texts = {name: text for name, text in cells.items() if text}
    read = read_content(definition, texts, language="en", decimal_mark=".")
    stood = cells_of(before, fields)
    changed = {n for n in fields if cells.get(n, "") != stood.get(n, "")}
    values = {name: getattr(read, name) for name in changed}
    if changed & (NUMBERS | {"empty"}):
        values["bound"] = read.bound
        if read.empty:
            values |= dict.fromkeys(ABOUT_NUMBER)
    return replace(before, **values)


def _text(content: Content, name: str) -> str:
    value = getattr(content, name)
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{content.bound if name in NUMBERS else ''}{_plain(value)}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "\n".join(value)
    return str(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
