"""What the checks speak of: a cell, a check with its words, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from alliance87.core.numbers import write_amount, write_number
from monitoring.enums import Axis, Quality
from monitoring.figures import breakdowns
from monitoring.figures.content import Content

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# How parts are called, by axis and code.
Names = Mapping[tuple[str, str], str]
EXACT_QUALITIES = frozenset({"", Quality.OFFICIAL.value})


@dataclass(frozen=True, slots=True)
class Cell:
    """One statement with its place. `code` is the indicator's, `source` a key or None.

    `definition` gives the kind of value and the axes; it need not be saved.
    """

    country: str
    code: str
    year: int
    breakdown: str
    source: int | None
    variant: str
    content: Content
    definition: Any

    @property
    def is_exact(self) -> bool:
        """Whether the source says neither that it estimates nor gives a limit only."""
        return not self.content.bound and self.content.quality in EXACT_QUALITIES


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with a code that never changes, for answers are kept under it."""

    code: str
    words: str | Promise
    blocks: bool = False

    def found(self, cell: Cell, *others: Cell, **told: object) -> "Finding":
        return Finding(self, cell, others, told)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about `cell`; `others` are the cells it was compared with.

    The sentence is only written when it is read, in the language of the reader;
    `names` says how parts are called, by axis and code.
    """

    rule: Check
    cell: Cell
    others: tuple[Cell, ...]
    told: Mapping[str, object]
    names: Names = field(default_factory=dict)

    @property
    def check(self) -> str:
        return self.rule.code

    @property
    def blocks(self) -> bool:
        return self.rule.blocks

    @property
    def message(self) -> str:
        told = {
            key: value.said(self.names) if isinstance(value, Words | Listed) else value
            for key, value in self.told.items()
        }
        text = str(self.rule.words) % told
        return text[:1].upper() + text[1:]


# --- Figures and parts in words -------------------------------------------------------


class Figure(NamedTuple):
    """A number with its unit ("%", a currency or nothing), written when it is read."""

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        value = self.value.normalize() if self.value else Decimal(0)
        write = write_number if self.unit in ("", "%") else write_amount
        text = write(value, language=get_language() or "en")
        return f"{text}{NO_BREAK_SPACE}{self.unit}" if self.unit else text


def figure(content: Content, name: str) -> Figure:
    """Return the figure of one field with the unit it is in."""
    unit = content.currency if name == "amount" else "%" if "percent" in name else ""
    return Figure(getattr(content, name), unit)


class Words(NamedTuple):
    """A part, said in words: `age=5-11;sex=F` is “ages 5–11, female”."""

    breakdown: str

    def said(self, names: Names) -> str:
        if not self.breakdown:
            return _("total")
        return ", ".join(
            names.get((axis, code)) or _part_words(axis, code)
            for axis, code in part(self.breakdown).items()
        )


class Listed(NamedTuple):
    """Parts with their figures, said in words: “female 4.7 %; male 3.4 %”."""

    cells: tuple[Cell, ...]
    field: str

    def said(self, names: Names) -> str:
        return "; ".join(
            f"{Words(each.breakdown).said(names)} {figure(each.content, self.field)}"
            for each in self.cells
        )


def _part_words(axis: str, code: str) -> str:
    if axis == Axis.AGE and code[0].isdecimal():
        ages = code.replace("-", "\N{EN DASH}")
        return _("ages %(ages)s") % {"ages": ages}
    known = {
        (Axis.SEX, "F"): pgettext("sex", "female"),
        (Axis.SEX, "M"): pgettext("sex", "male"),
    }
    return known.get((axis, code), code.replace("_", " "))


@lru_cache(maxsize=4096)
def part(breakdown: str) -> dict[str, str]:
    """Return the codes of a part by axis; none for the total and for no key at all."""
    try:
        return breakdowns.parts(breakdown)
    except ValidationError:
        return {}


# --- Rounding -------------------------------------------------------------------------


def half_step(value: Decimal) -> Decimal:
    """Return how far a figure may be from the exact one: 4.7 by 0.05, 12 by 0.5."""
    exponent = value.normalize().as_tuple().exponent if value else 0
    return Decimal(5).scaleb(min(exponent, 0) - 1)


def half_thousand(value: Decimal) -> Decimal:
    """Return 500 for a count that may be rounded to thousands, else nothing."""
    return Decimal(500 if value and not value % 1000 else 0)
