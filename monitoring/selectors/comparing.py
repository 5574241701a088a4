"""Values of countries and years side by side, and which of them may be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from monitoring import rules
from monitoring.enums import Apart
from monitoring.figures.comparable import (
    Comparison,
    Nearest,
    Reason,
    compare_in,
    nearest_pair,
)
from monitoring.figures.points import Point, Series
from monitoring.figures.shown import Printed
from monitoring.models import Definition, ObservationVersion
from monitoring.selectors.series import Reading, read_series
from pathfinders.models import Pathfinder


@dataclass(frozen=True, slots=True)
class Side:
    """One country in one year. Without a `point`, `printed` says why; None: nothing.

    `year` is None where nothing is on record and no year was asked for.
    """

    pathfinder: Pathfinder
    year: int | None
    series: Series | None
    point: Point | None
    printed: Printed | None

    @property
    def version(self) -> ObservationVersion | None:
        return self.printed.version if self.printed else None


@dataclass(frozen=True, slots=True)
class Group:
    """Sides that may all be compared with each other; `notes` say with which care.

    `also` are those of other groups that fit all of these, too.
    """

    sides: tuple[Side, ...]
    notes: tuple[Reason, ...]
    also: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Two sides that are not compared, why, and the nearest years that could be."""

    one: Side
    two: Side
    comparison: Comparison
    nearest: Nearest


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`groups` in the order asked for; `silent` are those without a number."""

    groups: tuple[Group, ...]
    refused: tuple[Refused, ...]
    silent: tuple[Side, ...]


def side_by_side(
    definition: Definition,
    asked: Sequence[tuple[Pathfinder, int | None]],
    user,
    *,
    as_of: date | None = None,
) -> SideBySide:
    """Compare countries in years; without a year the newest with a number.

    The number of queries does not depend on how many are compared.
    """
    countries = {pathfinder.pk: pathfinder for pathfinder, _year in asked}
    reading = read_series(countries.values(), [definition], user, as_of=as_of)
    places = list(dict.fromkeys(_place(each, definition, reading) for each in asked))
    versions = _versions(reading, definition, places)
    sides = [
        _side(countries[key], year, definition, reading, versions, user)
        for key, year in places
    ]
    numbered = [each for each in sides if each.point is not None]
    found = {
        (id(one), id(two)): compare_in(one.series, one.point, two.series, two.point)
        for one, two in combinations(numbered, 2)
    }
    return SideBySide(
        groups=tuple(_groups(numbered, found)),
        refused=tuple(_refused(numbered, found)),
        silent=tuple(each for each in sides if each.point is None),
    )


def _place(asked, definition: Definition, reading: Reading) -> tuple[int, int | None]:
    """Return country and year; the newest year that has a number, or says why not."""
    pathfinder, year = asked
    series = reading.series.get((pathfinder.pk, definition.indicator_id))
    if year is None and series is not None:
        years = [each.year for each in series.points]
        year = max(years or [gap_year for gap_year, _gap in series.gaps])
    return pathfinder.pk, year


def _versions(reading: Reading, definition: Definition, places) -> dict:
    keys = {
        reading.versions.get((country, definition.indicator_id, "", year))
        for country, year in places
    }
    rows = ObservationVersion.objects.filter(pk__in=keys - {None}).select_related(
        "observation__source", "definition", "pathfinder__country"
    )
    return {each.pk: each for each in rows}


def _side(pathfinder, year, definition, reading: Reading, versions, user) -> Side:
    indicator = definition.indicator_id
    series = reading.series.get((pathfinder.pk, indicator))
    points = {each.year: each for each in series.points} if series else {}
    version = versions.get(reading.versions.get((pathfinder.pk, indicator, "", year)))
    printed = None
    if version is not None:
        printed = Printed(
            version=version,
            definition=version.definition,
            exact=rules.may_see_exact(user, pathfinder),
            withheld=version.pk in reading.hidden,
        )
    return Side(pathfinder, year, series, points.get(year), printed)


def _groups(sides: Sequence[Side], found: dict) -> Iterable[Group]:
    """Put each side to the first group of which it fits every member."""

    def fits(side: Side, group: Iterable[Side]) -> bool:
        pairs = ((id(each), id(side)) for each in group)
        return not any(
            (found.get(pair) or found[pair[::-1]]).is_refused for pair in pairs
        )

    groups: list[list[Side]] = []
    for side in sides:
        group = next((each for each in groups if fits(side, each)), None)
        if group is None:
            groups.append([side])
        else:
            group.append(side)
    for group in groups:
        pairs = [found[id(one), id(two)] for one, two in combinations(group, 2)]
        inside = {id(each) for each in group}
        also = (each for each in sides if id(each) not in inside and fits(each, group))
        yield Group(tuple(group), _once(pairs), tuple(also))


def _once(comparisons: Iterable[Comparison]) -> tuple[Reason, ...]:
    """Return each note once; that years differ is plain from the table after that."""
    notes = {
        each.code if each.code == Apart.YEARS else each: each
        for comparison in reversed(list(comparisons))
        for each in comparison.reasons
    }
    return tuple(notes.values())


def _refused(sides: Sequence[Side], found: dict) -> Iterable[Refused]:
    for one, two in combinations(sides, 2):
        comparison = found[id(one), id(two)]
        if comparison.is_refused:
            nearest = nearest_pair(one.series, two.series)
            yield Refused(one, two, comparison, nearest)
