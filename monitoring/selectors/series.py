"""Series of many countries and indicators, as arithmetic and drawings need them.

What is public is read, in light tuples and in a number of queries that depends neither
on the countries nor on the indicators. The same source is shown first as on the page
of a value, and the same counts of few people are withheld: they become gaps.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from monitoring import rules
from monitoring.enums import ValueType
from monitoring.figures import breakdowns
from monitoring.figures.points import Facts, Point, Series
from monitoring.figures.shown import SUPPRESSED, WORDS
from monitoring.models import Preference
from monitoring.models.catalogue import part_names
from monitoring.selectors.limits import Catalogue
from monitoring.selectors.series_rows import (
    Row,
    choice_rows,
    preferred,
    public_rows,
    rows_of,
    rows_of_one,
    with_origins,
)
from monitoring.selectors.withholding import withheld_among
from pathfinders.models import Pathfinder

PERCENT, COUNT, GDP = "%", "", "gdp"
SHARES = {ValueType.SHARE, ValueType.PERCENT}
COUNTS = {ValueType.NUMBER, ValueType.INSTRUMENTS, ValueType.LIST}


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest total of an indicator in a country: a number, or why there is none.

    Exactly one of `point` and `gap` is there; `gap` as in `points.Series.gaps`.
    """

    year: int
    point: Point | None
    gap: str
    unit: str
    version: int
    observation: int


class Beside(NamedTuple):
    """What small tables say beside the values of one country; unread, or read."""

    choices: QuerySet
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Reading:
    """Series by key, and which version each of their years shows.

    `versions` by (pathfinder, indicator, breakdown, year): points and gaps. `hidden`
    holds the keys of those that this person may not read.
    """

    series: dict[tuple, Series]
    versions: dict[tuple[int, int, str, int], int]
    hidden: set[int]


def beside_values(
    pathfinder: Pathfinder, catalogue: Catalogue, as_of: date | None
) -> Beside:
    """Return what a page of one country reads with other small tables, unread."""
    choices = choice_rows(Preference.objects.filter(pathfinder=pathfinder), as_of)
    return Beside(choices, catalogue)


def series_of(
    countries: Iterable,
    definitions: Iterable,
    user,
    *,
    as_of: date | None = None,
    parts: bool = False,
) -> dict[tuple, Series]:
    """Return what one person may read of what is public, or was at the end of a day.

    By `(pathfinder, indicator)`, the keys of those given: hand over pathfinders that
    the person may see, with their country, and definitions with their indicator. With
    `parts` those of a part stand there too, by `(pathfinder, indicator, breakdown)`.
    What has neither a number nor a gap is left out; computed indicators have none.
    """
    return read_series(countries, definitions, user, as_of=as_of, parts=parts).series


def read_series(
    countries: Iterable,
    definitions: Iterable,
    user,
    *,
    as_of: date | None = None,
    parts: bool | Q = False,
    beside: Beside | None = None,
) -> Reading:
    """Return what pages need that print versions; all `parts`, or those of a condition.

    `beside` (`beside_values`) is handed over by pages of one country that have read it.
    """
    pathfinders, asked = _by_key(countries), _by_indicator(definitions)
    rows = public_rows(pathfinders, asked, as_of)
    if parts is not True:
        rows = rows.filter(Q(breakdown=breakdowns.TOTAL) | (parts or Q(pk__in=())))
    choices, catalogue = beside or (None, None)
    first = preferred(_with_origins(rows, pathfinders), as_of, choices)
    hidden = _hidden(first, pathfinders, user, catalogue)
    groups = defaultdict(list)
    for row in first:
        groups[row.pathfinder_id, row.indicator_id, row.breakdown].append(row)
    names = part_names(catalogue.items if catalogue else None) if parts else {}
    facts: dict[tuple, Facts] = {}
    found = {}
    for (country, indicator, part), mine in groups.items():
        definition = asked[indicator]
        key = (country, indicator, part) if part else (country, indicator)
        label = definition.label
        if part:
            said = {"indicator": label, "part": breakdowns.label(part, names)}
            label = _("%(indicator)s, %(part)s") % said
        found[key] = _series(
            *(str(pathfinders[country].country), label, definition),
            sorted(mine, key=lambda row: row.year),
            *(hidden, facts),
        )
    versions = {
        (row.pathfinder_id, row.indicator_id, row.breakdown, row.year): row.pk
        for row in first
    }
    return Reading(found, versions, hidden)


def latest_of(
    countries: Iterable, definitions: Iterable, user, *, as_of: date | None = None
) -> dict[tuple[int, int], Latest]:
    """Return the newest total of each country and indicator, as `series_of` does.

    For tables of many cells: what is older is not read.
    """
    pathfinders, asked = _by_key(countries), _by_indicator(definitions)
    totals = public_rows(pathfinders, asked, as_of).filter(breakdown=breakdowns.TOTAL)
    newest = totals.order_by("pathfinder_id", "indicator_id", "-year")
    newest = newest.distinct("pathfinder_id", "indicator_id")
    cells = set(newest.values_list("pathfinder_id", "indicator_id", "year"))
    if not cells:
        return {}
    rows = rows_of(totals.filter(_any_of(cells)))
    first = preferred(with_origins(row for row in rows if row[1:4] in cells), as_of)
    hidden = _hidden(first, pathfinders, user)
    facts: dict[tuple, Facts] = {}
    return {
        (row.pathfinder_id, row.indicator_id): _latest(
            row, asked[row.indicator_id], hidden, facts
        )
        for row in first
    }


# --- Reads ----------------------------------------------------------------------------


def _by_key(countries: Iterable) -> dict[int, object]:
    return {each.pk: each for each in countries}


def _by_indicator(definitions: Iterable) -> dict[int, object]:
    """Return the definitions by indicator; the first of each gives name and unit."""
    found: dict[int, object] = {}
    for each in definitions:
        found.setdefault(each.indicator_id, each)
    return found


def _any_of(cells: set[tuple[int, int, int]]) -> Q:
    """Return a condition that holds for the cells, and for few others of their year."""
    by_year = defaultdict(list)
    for country, indicator, year in cells:
        by_year[year].append((country, indicator))
    found = Q()
    for year, pairs in by_year.items():
        countries, indicators = (set(each) for each in zip(*pairs, strict=True))
        found |= Q(year=year, pathfinder__in=countries, indicator__in=indicators)
    return found


def _with_origins(rows: QuerySet, pathfinders: Collection[int]) -> Iterator[Row]:
    if len(pathfinders) == 1:
        [country] = pathfinders
        return rows_of_one(rows, country)
    return with_origins(rows_of(rows))


def _hidden(
    rows: Iterable[Row], pathfinders: dict, user, catalogue: Catalogue | None = None
) -> set[int]:
    """Return the keys of what this person may not read exactly."""
    exact = {
        key for key, each in pathfinders.items() if rules.may_see_exact(user, each)
    }
    return withheld_among(
        (row for row in rows if row.pathfinder_id not in exact and not row.empty),
        catalogue,
    )


# --- Points and gaps ------------------------------------------------------------------


def _series(
    country: str,
    label: str,
    definition,
    rows: list[Row],
    hidden: set[int],
    facts: dict,
) -> Series:
    """Return a series in one unit: the first of its kind, of money the newest."""
    stated = [
        {} if row.pk in hidden else _stated(row, definition.value_type) for row in rows
    ]
    units = [next(iter(each)) for each in reversed(stated) if each]
    preferred = PERCENT if definition.value_type in SHARES else COUNT
    unit = preferred if preferred in units else next(iter(units), preferred)
    points, gaps = [], []
    for row, numbers in zip(rows, stated, strict=True):
        gap = _gap(row, hidden)
        if gap or unit not in numbers:
            gaps.append((row.year, gap or WORDS))
        else:
            points.append(_point(row, unit, numbers[unit], facts))
    return Series(
        country=country,
        indicator=definition.indicator.code,
        label=label,
        unit=_unit(unit, definition),
        direction=definition.direction,
        points=tuple(points),
        gaps=tuple(gaps),
    )


def _latest(row: Row, definition, hidden: set[int], facts: dict) -> Latest:
    gap = _gap(row, hidden)
    stated = {} if gap else _stated(row, definition.value_type)
    unit, value = next(iter(stated.items()), ("", None))
    point = None if value is None else _point(row, unit, value, facts)
    return Latest(
        year=row.year,
        point=point,
        gap="" if point else gap or WORDS,
        unit=_unit(unit, definition) if point else "",
        version=row.pk,
        observation=row.observation_id,
    )


def _gap(row: Row, hidden: set[int]) -> str:
    return row.empty or (SUPPRESSED if row.pk in hidden else "")


def _stated(row: Row, value_type: str) -> dict[str, Decimal]:
    """Return the numbers of a value by their units, the one that is printed first."""
    if value_type in SHARES:
        pairs = ((PERCENT, row.percent), (COUNT, row.quantity))
    elif value_type in COUNTS:
        pairs = ((COUNT, row.quantity), (PERCENT, row.percent))
    elif value_type == ValueType.MONEY:
        pairs = ((row.currency, row.amount), (GDP, row.gdp_percent))
    else:
        pairs = ()
    return {unit: value for unit, value in pairs if value is not None}


def _point(row: Row, unit: str, value: Decimal, facts: dict[Hashable, Facts]) -> Point:
    """Return the number of a row in one of its units."""
    # Limit and interval are about the percentage, or the amount, where there is one.
    is_main = not (unit == COUNT and row.percent is not None) and not (
        unit == GDP and row.amount is not None
    )
    stated = row.facts
    if stated not in facts:
        facts[stated] = Facts(*stated)
    return Point(
        year=row.year,
        value=value,
        facts=facts[stated],
        version=row.pk,
        observation=row.observation_id,
        quality=row.quality,
        bound=row.bound if is_main else "",
        low=row.low if is_main else None,
        high=row.high if is_main else None,
        standard_error=row.standard_error if is_main else None,
    )


def _unit(unit: str, definition) -> str:
    """Return a unit in words: percent, a currency, or that of the indicator."""
    if unit == GDP:
        return _("% of GDP")
    if unit == COUNT:
        return "" if "%" in definition.unit else definition.unit
    return unit
