"""Whether two values measure the same thing: the one answer, before anybody compares.

Asked for two years of one country, or for two countries. Each rule with its reason:

separates (the two are not compared, no line joins them)
- UNIT: a share and a count, or two currencies, are no two sizes of one thing.
- DEFINITION: the values follow different versions of what the indicator means.
- VARIANT: one source published two definitions, and keeps them apart by a name.
- BOUNDARY: with and without household chores (SDG 8.7.1) are different quantities.
- NATIONAL (countries): each national definition is another one. In one country it is
  the same as long as the definition and the list stay.
- AGES, HOURS: other children are counted, or others of them.
- LIST (years): the country changed what counts as hazardous.
- COVERAGE: the whole country and a part of it. Texts that all say “the whole country”
  are alike; of other texts a program cannot tell, so other words are another coverage.
- METHOD: authorities record what they find, surveys ask all, a model computes. What
  one way shows beside another says more about the ways than about the world.
- PROXY: one value stands in for what the other measures.
- BREAK (years): the source itself marked its series as broken in between.

is noted (the two are compared, and the reader is told)
- BOUNDARY_ONE, AGES_ONE, HOURS_ONE, LIST_ONE, COVERAGE_ONE, KIND_ONE: stated for one
  only. Silence does not prove a difference, and does not prove that there is none. A
  coverage that is the whole country is what silence means, so it is not noted.
- UNSTATED (countries): of neither anything is stated.
- LISTS (countries): by Convention 182 each country makes its own list, so an equal one
  cannot be asked for.
- KIND: a survey and a census, or a report or database that took its number from one.
- PROXIES, ESTIMATED, FEW_CASES, PROVISIONAL, LIMIT: how far the number can be trusted.
- YEARS, COUNTS (countries): another year, or countries of another size.
- DETECTED: where neither way is better, a rise may be better detection.

Nothing is said about another source of the same kind: surveys follow each other.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from monitoring.enums import Apart, Boundary, Direction, Quality, SourceKind, Verdict
from monitoring.figures.points import Facts, Point, Series

SEPARATES = frozenset(
    {
        *(Apart.UNIT, Apart.DEFINITION, Apart.VARIANT, Apart.BOUNDARY, Apart.NATIONAL),
        *(Apart.AGES, Apart.HOURS, Apart.LIST, Apart.COVERAGE, Apart.METHOD),
        *(Apart.PROXY, Apart.BREAK, Apart.NO_NUMBER),
    }
)
LABELS = {
    Apart.BOUNDARY: dict(Boundary.choices),
    Apart.BOUNDARY_ONE: dict(Boundary.choices),
    Apart.METHOD: dict(SourceKind.choices),
    Apart.KIND: dict(SourceKind.choices),
    Apart.KIND_ONE: dict(SourceKind.choices),
}
# How a number was found, as far as the kind of its source tells.
WAYS = {
    SourceKind.SURVEY: "asked",
    SourceKind.CENSUS: "asked",
    SourceKind.ADMINISTRATIVE: "recorded",
    SourceKind.ESTIMATE: "modelled",
}
WHOLE_COUNTRY = {
    *("national", "nationwide", "national coverage", "whole country"),
    *("the whole country", "country wide", "entire country"),
    *("nationale", "pays entier", "ensemble du pays", "tout le pays"),
    *("nacional", "todo el país", "país entero", "cobertura nacional"),
    *("couverture nationale", "niveau national", "nivel nacional", "national level"),
}
TRUST = (
    (Quality.UNRELIABLE, Apart.FEW_CASES),
    (Quality.PROVISIONAL, Apart.PROVISIONAL),
)
WORD = re.compile(r"\w+|[<>≤≥+]")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that sets two values apart; `one` and `two` as each states it."""

    code: Apart
    one: str = ""
    two: str = ""

    @property
    def separates(self) -> bool:
        return self.code in SEPARATES

    @property
    def words(self) -> str:
        """The reason as a sentence, in the active language."""
        labels = LABELS.get(self.code, {})
        stated = {
            "one": str(labels.get(self.one, self.one)),
            "two": str(labels.get(self.two, self.two)),
        }
        return str(self.code.label) % stated


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of two values: what separates them stands before the notes."""

    reasons: tuple[Reason, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if any(each.separates for each in self.reasons):
            return Verdict.NOT
        return Verdict.WITH_NOTE if self.reasons else Verdict.SAME

    @property
    def is_refused(self) -> bool:
        return self.verdict == Verdict.NOT

    @property
    def kind(self) -> str:
        """Which page explains a refusal: that of the definition, or of the method."""
        if not self.is_refused:
            return ""
        return "definition" if Apart.DEFINITION in self.codes else "method"

    @property
    def codes(self) -> tuple[Apart, ...]:
        return tuple(each.code for each in self.reasons)

    @property
    def words(self) -> str:
        """The reasons of the verdict as sentences, and not those of less weight."""
        found = [each for each in self.reasons if each.separates or not self.is_refused]
        return " ".join(each.words for each in found)


class Stated(NamedTuple):
    """What is asked of a point, of a version whose number nobody needs to know."""

    year: int
    facts: Facts
    quality: str
    bound: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest pair that may be compared; None where there is none, with why."""

    pair: tuple[Point, Point] | None
    comparison: Comparison


# --- Two values -----------------------------------------------------------------------


def compare_facts(one: Facts, two: Facts, *, across: bool) -> Comparison:
    """Compare what two values measure: of two countries (`across`), else years."""
    return _comparison(_of_facts(one, two, across=across))


def compare_points(one: Point, two: Point, *, across: bool) -> Comparison:
    """Compare two numbers of one indicator in one unit; of two years the later is two.

    Breaks of the years in between are told by `segments` and `compare_in`.
    """
    return _comparison(_of_points(one, two, across=across))


def compare_in(one: Series, point: Point, two: Series, other: Point) -> Comparison:
    """Compare a point of a series with one of another, or of the same."""
    across = one.country != two.country
    if not across and other.year < point.year:
        one, point, two, other = two, other, one, point
    found = [*_of_series(one, two, across=across)]
    found += _of_points(point, other, across=across)
    if not across and one is two:
        marked = [each.year for each in one.points if each.quality == Quality.BREAK]
        found += _breaks(point.year, other.year, marked)
    return _comparison(found)


def _comparison(found) -> Comparison:
    return Comparison(tuple(sorted(found, key=lambda each: not each.separates)))


def _of_series(one: Series, two: Series, *, across: bool) -> Iterator[Reason]:
    if one.unit != two.unit:
        yield Reason(Apart.UNIT, one.unit, two.unit)
    elif across and not one.unit.startswith("%") and not NUMBER.search(one.unit):
        yield Reason(Apart.COUNTS)
    if one.direction == Direction.NONE:
        yield Reason(Apart.DETECTED)


def _of_points(
    one: Point | Stated, two: Point | Stated, *, across: bool
) -> Iterator[Reason]:
    yield from _of_facts(one.facts, two.facts, across=across)
    qualities = (one.quality, two.quality)
    if not across and one.year != two.year:
        later = max(one, two, key=lambda each: each.year)
        if later.quality == Quality.BREAK:
            yield Reason(Apart.BREAK, str(min(one.year, two.year)), str(later.year))
    if across and one.year != two.year:
        yield Reason(Apart.YEARS, str(one.year), str(two.year))
    proxies = qualities.count(Quality.PROXY)
    if proxies:
        yield Reason(Apart.PROXY if proxies == 1 else Apart.PROXIES)
    if qualities.count(Quality.ESTIMATE) == 1:
        yield Reason(Apart.ESTIMATED)
    yield from (Reason(code) for quality, code in TRUST if quality in qualities)
    if one.bound or two.bound:
        yield Reason(Apart.LIMIT)


def _of_facts(one: Facts, two: Facts, *, across: bool) -> Iterator[Reason]:
    if one.definition != two.definition:
        yield Reason(Apart.DEFINITION)
    if not across and one.source == two.source and one.variant != two.variant:
        yield Reason(Apart.VARIANT, one.variant, two.variant)
    yield from _boundary(one, two, across=across)
    yield from _stated(one.ages, two.ages, _ages, Apart.AGES, Apart.AGES_ONE)
    yield from _stated(one.hours, two.hours, _plain, Apart.HOURS, Apart.HOURS_ONE)
    lists = (one.hazardous_list, two.hazardous_list)
    differ = Apart.LISTS if across else Apart.LIST
    yield from _stated(*lists, _plain, differ, Apart.LIST_ONE)
    yield from _coverage(one.coverage, two.coverage)
    yield from _kinds(one.source_kind, two.source_kind)
    if across and not any(_method(one)) and not any(_method(two)):
        yield Reason(Apart.UNSTATED)


def _boundary(one: Facts, two: Facts, *, across: bool) -> Iterator[Reason]:
    yield from _stated(
        one.boundary, two.boundary, str, Apart.BOUNDARY, Apart.BOUNDARY_ONE
    )
    if across and one.boundary == two.boundary == Boundary.NATIONAL:
        yield Reason(Apart.NATIONAL)


def _coverage(one: str, two: str) -> Iterator[Reason]:
    found = _stated(one, two, _area, Apart.COVERAGE, Apart.COVERAGE_ONE)
    is_whole = _area(one or two) == _area("national")
    yield from () if is_whole and not (one and two) else found


def _kinds(one: str, two: str) -> Iterator[Reason]:
    ways = WAYS.get(one), WAYS.get(two)
    is_other_way = all(ways) and ways[0] != ways[1]
    differ = Apart.METHOD if is_other_way else Apart.KIND
    yield from _stated(one, two, str, differ, Apart.KIND_ONE)


def _stated(one: str, two: str, read, differ: Apart, alone: Apart) -> Iterator[Reason]:
    """Yield how two statements differ; `alone` where only one is there."""
    if one and two:
        if read(one) != read(two):
            yield Reason(differ, one, two)
    elif one or two:
        yield Reason(alone, one or two)


def _method(facts: Facts) -> tuple[str, ...]:
    return (facts.boundary, facts.ages, facts.hours, facts.hazardous_list)


# --- Texts as people type them --------------------------------------------------------


def _plain(text: str) -> str:
    """Return the words alone: “1/14/43” and “1, 14, 43” say the same."""
    return " ".join(WORD.findall(text.casefold()))


def _ages(text: str) -> str:
    """Return ages from and to, however they are typed: “5-17”, “5 to 17 years”."""
    numbers = NUMBER.findall(text)
    return "-".join(numbers) if len(numbers) == 2 else _plain(text)


def _area(text: str) -> str:
    plain = _plain(text)
    return "national" if plain in WHOLE_COUNTRY else plain


# --- Series ---------------------------------------------------------------------------


def segments(series: Series) -> tuple[tuple[Point, ...], ...]:
    """Split a series where its definition changes: within a part, each fits each other.

    Not only neighbours: a year that states nothing joins no two that differ.
    """
    parts: list[list[Point]] = []
    for point in series.points:
        if parts and not any(_is_apart(each, point) for each in parts[-1]):
            parts[-1].append(point)
        else:
            parts.append([point])
    return tuple(tuple(part) for part in parts)


def _is_apart(one: Point, two: Point) -> bool:
    is_alike = one.facts == two.facts and one.quality == two.quality
    if is_alike and two.quality != Quality.BREAK:
        return False
    return any(each.separates for each in _of_points(one, two, across=False))


def nearest_pair(one: Series, two: Series | None = None) -> Nearest:
    """Return the pair of years, one of each series, that is nearest to comparable.

    The years as near as may be, then without notes, then the newest. Of one series
    the two newest different years. Without any, why the newest two are refused.
    """
    if two is None or two is one:
        pairs = [
            (early, late)
            for early, late in product(one.points, one.points)
            if early.year < late.year
        ]
        two = one
    else:
        pairs = list(product(one.points, two.points))
    if not pairs:
        return Nearest(None, Comparison((Reason(Apart.NO_NUMBER),)))
    found = [(compare_in(one, pair[0], two, pair[1]), pair) for pair in pairs]
    open_ = [each for each in found if not each[0].is_refused]
    comparison, pair = min(
        open_ or found, key=lambda each: _nearness(*each, two is one)
    )
    return Nearest(pair if open_ else None, comparison)


def _nearness(comparison: Comparison, pair: tuple[Point, Point], is_one: bool) -> tuple:
    early, late = pair[0].year, pair[1].year
    newest = -max(early, late)
    is_noted = comparison.verdict != Verdict.SAME
    if is_one:
        return (newest, -early, is_noted)
    return (abs(early - late), is_noted, newest)


# --- Stored versions ------------------------------------------------------------------


def facts_of(version) -> Facts:
    """Return the facts of a stored version; load it with its observation and source."""
    observation = version.observation
    source = observation.source
    return Facts(
        definition=version.definition_id,
        source=observation.source_id,
        source_kind=source.kind if source else "",
        variant=observation.variant,
        boundary=version.boundary,
        ages=version.ages,
        hours=version.hours,
        hazardous_list=version.hazardous_list,
        coverage=version.coverage,
    )


def compare_versions(version, other, *, breaks: Collection[int] = ()) -> Comparison:
    """Compare two stored versions of one indicator in one country, whatever the order.

    `breaks` are the years that their sources mark as a break.
    """
    one, two = (
        Stated(each.year, facts_of(each), each.quality, each.bound)
        for each in sorted((version, other), key=lambda each: each.year)
    )
    found = [*_of_points(one, two, across=False)]
    found += _breaks(one.year, two.year, breaks)
    return _comparison(found)


def _breaks(first: int, last: int, marked: Collection[int]) -> Iterator[Reason]:
    """Yield the breaks between two years; that of the last is a matter of the pair."""
    for year in marked:
        if first < year < last:
            yield Reason(Apart.BREAK, str(first), str(year))
