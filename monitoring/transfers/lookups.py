"""From what a file writes to what the catalogue knows: country, indicator, part.

Each finds a text in any language and spelling that is known, and says nothing about
texts that it does not know: callers decide whether that is a fault.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from monitoring.transfers.country_names import AREA_CODES, AREA_NAMES, VARIANTS
from monitoring.transfers.vocabulary import (
    LOCATIONS,
    SDMX_LABEL,
    SEXES,
    TOTALS,
    plain,
)

MARKS = re.compile(r"[\s*†‡§¹²³⁴]+$")
AGES = re.compile(
    r"(?<![\w.])y?(\d{1,3})\s*(?:-|–|—|to|a|à|y|t|al)\s*y?(\d{1,3})(?!\d)"
)
MONTHS = re.compile(r"month|mois|meses")
BELOW = re.compile(
    r"(?:^|\b)(?:y?_?lt|<|under|below|less than|moins de|menos de|menores de)\s*"
    r"(\d{1,3})"
)
FROM = re.compile(
    r"(?:y?_?ge|>=|≥)\s*(\d{1,3})|(\d{1,3})\s*(?:\+|and over|and above|and older|"
    r"ans et plus|y más|y mas|years and over|years or older)"
)
OLDEST = 120
# Children of SDG 8.7.1: all of them, unless somebody says otherwise.
ALL_CHILDREN = (5, 17)


# --- Countries ----------------------------------------------------------------------


@dataclass(frozen=True)
class Countries:
    """Countries by code (ISO3, ISO2, M49) and by name in three languages.

    `asked` are the ISO3 codes that are taken; others are known, and left out.
    """

    by_word: Mapping[str, str]
    by_number: Mapping[str, str]
    asked: Collection[str]

    @classmethod
    def of(cls, countries: Iterable, asked: Collection[str] | None = None):
        by_word, by_number = {}, {}
        rows = list(countries)
        known = {each.iso3 for each in rows}
        by_word.update({word: iso3 for word, iso3 in VARIANTS.items() if iso3 in known})
        for each in rows:
            names = (each.name_en, each.name_fr, each.name_es, each.iso2, each.iso3)
            by_word.update({plain(name): each.iso3 for name in names if name})
            if each.m49:
                by_number[each.m49.lstrip("0")] = each.iso3
        return cls(by_word, by_number, known if asked is None else frozenset(asked))

    def find(self, text: str) -> str:
        """Return the ISO3 code of a country, or nothing."""
        bare = MARKS.sub("", text)
        if bare.isdigit():
            return self.by_number.get(bare.lstrip("0"), "")
        found = self.by_word.get(plain(bare), "")
        if not found and (label := SDMX_LABEL.match(bare)):
            return self.find(label[1])
        return found

    @staticmethod
    def is_area(text: str) -> bool:
        """Whether a text names a part of the world and no country."""
        bare = MARKS.sub("", text)
        if bare.isdigit():
            return bare.lstrip("0") in AREA_CODES
        return plain(bare) in AREA_NAMES


# --- Indicators ---------------------------------------------------------------------


@dataclass(frozen=True)
class Indicators:
    """Codes of indicators by code, series of the SDG database and name."""

    by_word: Mapping[str, str]

    @classmethod
    def of(cls, definitions: Iterable):
        """`definitions` have `indicator.code`, `series_code`, and labels.

        A word that two indicators share means neither.
        """
        found: dict[str, set[str]] = {}
        for each in definitions:
            texts = (
                *(each.indicator.code, each.series_code, each.printed_label),
                *(each.label_en, each.label_fr, each.label_es),
            )
            for text in filter(None, texts):
                found.setdefault(plain(text), set()).add(each.indicator.code)
        return cls(
            {word: codes.pop() for word, codes in found.items() if len(codes) == 1}
        )

    def find(self, text: str) -> str:
        found = self.by_word.get(plain(text), "")
        if not found and (label := SDMX_LABEL.match(text)):
            return self.by_word.get(plain(label[1]), "")
        return found


# --- Parts of a total ---------------------------------------------------------------


@dataclass(frozen=True)
class Axes:
    """The parts of every axis, by code, name and, for ages, by the years covered."""

    by_word: Mapping[tuple[str, str], str]
    by_ages: Mapping[tuple[int, int | None], str]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable):
        by_word: dict[tuple[str, str], str] = {}
        by_ages: dict[tuple[int, int | None], str] = {}
        codes: dict[str, tuple[str, ...]] = {}
        rows = list(items)
        for each in rows:
            for text in (each.name_es, each.name_fr, each.name_en, each.code):
                if text:
                    by_word[each.axis, plain(text)] = each.code
            if each.axis == "age" and (each.from_age, each.to_age) != (None, None):
                by_ages[each.from_age or 0, each.to_age] = each.code
            codes[each.axis] = (*codes.get(each.axis, ()), each.code)
        for axis, named in (("sex", SEXES), ("location", LOCATIONS)):
            for code, texts in named.items():
                if code in codes.get(axis, ()):
                    for word in texts:
                        by_word.setdefault((axis, word), code)
        return cls(by_word, by_ages, codes)

    def find(self, axis: str, text: str) -> str:
        """Return the code of a part, or nothing when the axis does not know it."""
        if axis == "age" and (ages := ages_of(text)):
            return self.by_ages.get(ages, "")
        word = plain(text)
        found = self.by_word.get((axis, word), "")
        if not found and (label := SDMX_LABEL.match(text)):
            return self.find(axis, label[1])
        return found


def is_total(text: str) -> bool:
    """Whether a text means the whole of an axis; an empty cell does."""
    if not text or plain(text) in TOTALS:
        return True
    label = SDMX_LABEL.match(text)
    return label is not None and plain(label[1]) in TOTALS


@lru_cache(maxsize=2_000)
def ages_of(text: str) -> tuple[int, int | None] | None:
    """Return the first and last year of age, included: `aged 5-11 years` is (5, 11).

    `<18` is (0, 17), `18+` is (18, None); a text that is no band of ages is None.
    """
    lower = text.casefold()
    if MONTHS.search(lower):
        return None
    if found := AGES.search(lower):
        first, last = int(found[1]), int(found[2])
        return (first, last) if first <= last <= OLDEST else None
    if found := BELOW.search(lower):
        return 0, int(found[1]) - 1
    found = FROM.search(lower)
    return (int(found[1] or found[2]), None) if found else None


def written_ages(ages: tuple[int, int | None]) -> str:
    """Write a band as the catalogue does: `5-17`, `18+`."""
    return f"{ages[0]}+" if ages[1] is None else f"{ages[0]}-{ages[1]}"
