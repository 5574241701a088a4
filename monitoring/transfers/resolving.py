"""Each fact of a row, found once per text and remembered.

A resolver returns the fact, a `Skip` (known, and not asked for) or a `Fault` whose
place the caller fills in.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring.enums import Quality
from monitoring.figures import breakdowns
from monitoring.figures.reading_words import read_choice
from monitoring.transfers.long_rows import Fault, Skip
from monitoring.transfers.lookups import (
    ALL_CHILDREN,
    Axes,
    Countries,
    Indicators,
    ages_of,
    is_total,
    written_ages,
)
from monitoring.transfers.mapping import Mapping as FileMapping
from monitoring.transfers.mapping import Role
from monitoring.transfers.vocabulary import (
    NATURES,
    QUALITIES,
    SDMX_LABEL,
    plain,
    unit_of,
)
from monitoring.transfers.years import year_of, year_within


class Remembered(dict):
    """Answers of a function, so that each question is asked once."""

    def __init__(self, ask: Callable[[Any], Any]):
        super().__init__()
        self.ask = ask

    def __missing__(self, key):
        answer = self[key] = self.ask(key)
        return answer


def country_of(
    texts: tuple[str, ...],
    countries: Countries,
    places: Mapping[str, str] = MappingProxyType({}),
) -> str | Skip | Fault:
    """Return the country that all texts of a row name; unknown ones may stand beside.

    `places` gives the country of texts that a person explained, or nothing to leave
    them out. Two texts that name two countries are a fault: columns are out of step.
    """
    stated = [text for text in texts if text]
    shown = " / ".join(stated)
    if any(places.get(text) == "" for text in stated):
        return Skip("area", shown)
    found = {places.get(text) or countries.find(text) for text in stated} - {""}
    if len(found) > 1:
        return _fault(
            shown, _("The row names two countries: %(text)s.") % {"text": shown}
        )
    if not found:
        if any(countries.is_area(text) for text in stated):
            return Skip("area", shown)
        return _fault(shown, _no_country(shown))
    (iso3,) = found
    return iso3 if iso3 in countries.asked else Skip("country", iso3)


def _no_country(text: str) -> str:
    if not text:
        return _("The row names no country.")
    return _(
        "“%(text)s” is no country that is known. Use its ISO code, for example ALB."
    ) % {"text": text}


class Coded(NamedTuple):
    """An indicator, and the part of it that a series is about."""

    code: str
    part: str = ""


def code_of(
    text: str, indicators: Indicators, mapping: FileMapping
) -> Coded | Skip | Fault:
    """Return our code for a series; one that the catalogue does not ask for is left.

    A name that says ages of its own, as “children aged 5–11 years”, is no total: what
    was chosen for it has to say so, as `PR-CL-1|age=5-11`.
    """
    if text in mapping.codes:
        code, bar, part = mapping.codes[text].partition("|")
        if not code:
            return Skip("series", text)
        if not bar and ages_of(text) not in {None, ALL_CHILDREN}:
            return _fault(text, _part_of_name(text))
        return Coded(code, part)
    if not text:
        return _fault("", _("The row names no indicator."))
    found = indicators.find(text)
    return Coded(found) if found else Skip("series", text)


def _part_of_name(text: str) -> str:
    return _(
        "“%(text)s” is about some ages only. Choose the part of the indicator that it "
        "is about."
    ) % {"text": text}


def joined(parts: tuple[str, tuple[str, str]]) -> tuple[str, str] | Fault:
    """Join the part of a series with the part of a row."""
    own, (key, ages) = parts
    both = breakdowns.parts(own)
    for axis, code in breakdowns.parts(key).items():
        if both.setdefault(axis, code) != code:
            return _fault(code, _("The row names two parts of one axis."))
    return breakdowns.key(both), ages


def year_in(text: str, *, is_within: bool, period: str) -> int | Fault:
    try:
        return (year_within if is_within else year_of)(text, period=period)
    except ValidationError as error:
        return _fault(text, error.messages[0])


def part_of(
    texts: tuple[str, ...], roles: tuple[Role, ...], axes: Axes
) -> tuple[str, str] | Skip | Fault:
    """Return the key of the part that the texts name, and the ages of everybody."""
    parts: dict[str, str] = {}
    ages = ""
    for text, role in zip(texts, roles, strict=True):
        if not text:
            continue
        if text in role.whole:
            ages = _ages(role, text)
            continue
        # A part first: “national” is one of the scopes, and the total of locations.
        code = role.items.get(text) or (role.axis and axes.find(role.axis, text))
        if not code and is_total(text):
            continue
        if not role.axis:
            return Skip("axis", text)
        if not code:
            return _unknown_part(role.axis, text, axes)
        if parts.setdefault(role.axis, code) != code:
            return _fault(text, _("The row names two parts of one axis."))
    return breakdowns.key(parts), ages


def _ages(role: Role, text: str) -> str:
    band = ages_of(text) if role.axis == "age" else None
    return written_ages(band) if band else ""


def unit_in(texts: tuple[str, str]) -> tuple[str, int] | Fault:
    """Return the unit and its factor; the second text is a multiplier of its own.

    A multiplier is a word (`thousands`), a factor (1000) or a power of ten (SDMX: 3).
    """
    unit, factor = unit_of(_bare(texts[0])) if texts[0] else ("", 1)
    stated = _bare(texts[1])
    if not stated or stated == "0" or plain(stated) in {"units", "unit"}:
        return unit, factor
    if stated in {"1", "1000", "1000000"}:
        # One is a factor of one; as a power of ten no table of people writes it.
        return unit, factor * int(stated)
    if stated in {"3", "6"}:
        return unit, factor * 10 ** int(stated)
    own = unit_of(stated)[1]
    if own == 1:
        return _fault(
            stated,
            _("“%(text)s” is no multiplier that is known.") % {"text": stated},
        )
    return unit, factor * own


def quality_of(texts: tuple[str, str]) -> str:
    """Return what a source says of a figure: its nature, else its status."""
    nature, status = (plain(_bare(text)) for text in texts)
    return NATURES.get(nature) or QUALITIES.get(status, "") or _named(texts[1])


def _named(text: str) -> str:
    """Return the quality that our own word names, in any language of the pages."""
    try:
        return read_choice(Quality, text)
    except ValidationError:
        return ""


def merged_figure() -> str:
    return _(
        "This figure is merged over several rows. Write it in the row it is about."
    )


def _bare(text: str) -> str:
    found = SDMX_LABEL.match(text)
    return found[1] if found else text


def _fault(text: str, message: str) -> Fault:
    return Fault("", text, message)


def _unknown_part(axis: str, text: str, axes: Axes) -> Fault:
    known = ", ".join(axes.codes.get(axis, ())[:12])
    return _fault(
        text,
        _("“%(text)s” is no part that is known. Known are: %(known)s.")
        % {"text": text, "known": known}
        if known
        else _("“%(text)s” is no part that is known.") % {"text": text},
    )
