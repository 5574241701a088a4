"""Which numbers of indicators about few people the public may not see.

Everything that anybody could read of a figure is judged together, by the one rule of
`figures.disclosure`: the versions of every source, the baseline that a definition
states, what a published roadmap says of the priority that an indicator measures, and a
percentage of a total that is public.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from alliance87.core.together import fetch_together
from monitoring.enums import ValueType
from monitoring.figures.disclosure import counted
from monitoring.figures.disclosure_versions import withheld_versions
from monitoring.models import Definition, Indicator, ObservationVersion
from monitoring.selectors.limits import (
    Catalogue,
    Limit,
    catalogue_of,
    in_force,
    limited,
    strictest,
)
from pathfinders.enums import PUBLIC_ROADMAP_STATES
from pathfinders.models import Priority, TargetResult

# Country, indicator and year. A baseline without a year is a figure of its own.
Figure = tuple[int | None, int, int]
NO_YEAR = 0
ALWAYS = datetime.min.replace(tzinfo=UTC)


class Origin(NamedTuple):
    source_id: Hashable
    variant: str = ""


class Written(NamedTuple):
    """What is read of a version that once was public."""

    pk: int
    pathfinder_id: int
    indicator_id: int
    year: int
    breakdown: str
    quantity: Decimal | None
    percent: Decimal | None
    bound: str
    published_at: datetime
    superseded_at: datetime | None
    source_id: int | None
    variant: str
    threshold: int | None


class Total(NamedTuple):
    pathfinder_id: int
    indicator_id: int
    year: int
    quantity: Decimal | None
    bound: str


COLUMNS = (
    *("pk", "pathfinder_id", "indicator_id", "year", "breakdown", "quantity"),
    *("percent", "bound", "published_at", "superseded_at", "observation__source_id"),
    *("observation__variant", "definition__threshold"),
)


class Statement(NamedTuple):
    """A number and the time in which it was public, as `withheld_versions` reads it.

    `is_uncounted`: a percentage of a part, of nobody knows how many people.
    """

    pk: Hashable
    pathfinder_id: int | None
    indicator_id: int
    year: int
    breakdown: str
    quantity: Decimal | None
    bound: str
    published_at: datetime
    superseded_at: datetime | None
    observation: Origin
    definition: Limit
    is_uncounted: bool = False


class Asked(Protocol):
    """A stored version, or what of one is enough to ask whether it is withheld."""

    pk: int
    pathfinder_id: int
    indicator_id: int
    year: int
    breakdown: str


def withheld_among(
    versions: Iterable[Asked], catalogue: Catalogue | None = None
) -> set[int]:
    """Return the keys of versions that the public may not see, in few queries.

    All that was ever public of the same figures is looked at with them. The limit is
    the strictest of the definitions that they follow and of the one in force. Who has
    read the `catalogue` of their indicators hands it over.
    """
    asked = list(versions)
    figures = {_figure_of(each) for each in asked}
    in_parts = {_figure_of(each) for each in asked if each.breakdown}
    hidden = _withheld(figures, totals_only=figures - in_parts, catalogue=catalogue)
    return {each.pk for each in asked if each.pk in hidden}


def withheld_baselines(definitions: Iterable[Definition]) -> set[int]:
    """Return the keys of definitions whose baseline the public may not see.

    Load them with their indicator. A baseline is judged like the values of its year.
    """
    asked = [each for each in definitions if each.baseline is not None]
    hidden = _withheld({_figure_of_baseline(each) for each in asked})
    return {each.pk for each in asked if _name(each) in hidden}


def withheld_in_roadmaps(
    priorities: Collection[Priority], results: Collection[TargetResult]
) -> set[Hashable]:
    """Return `("priority", pk)` and `("result", pk)` of what the public may not see.

    Baselines and measured values, load these with their priority. They are judged as if
    their version was public, because its document is made just before it is.
    """
    keys = {each.key for each in priorities} | {each.priority.key for each in results}
    measures = _by_priority(Indicator.objects.filter(priority_key__in=keys))
    years = [(each.key, each.baseline_year or NO_YEAR) for each in priorities]
    years += [(each.priority.key, each.on.year) for each in results]
    figures = {
        (indicator.pathfinder_id, indicator.pk, year)
        for key, year in years
        for indicator in measures.get(key, ())
    }
    rows = {each.pk for each in priorities} | {each.priority_id for each in results}
    hidden = _withheld(figures, opening=rows)
    asked = {("priority", each.pk) for each in priorities}
    asked |= {("result", each.pk) for each in results}
    return asked & hidden


def _withheld(
    figures: set[Figure],
    *,
    opening: Collection = (),
    totals_only: Collection = (),
    catalogue: Catalogue | None = None,
) -> set[Hashable]:
    """Return the keys of all that is stated of the figures and hidden.

    `opening`: keys of priorities that count as public, whatever state they are in;
    `totals_only`: figures of whose parts nothing is asked.
    """
    indicators = {indicator for _country, indicator, _year in figures}
    if not indicators:
        return set()
    catalogue = catalogue or catalogue_of(indicators)
    definitions = limited(indicators, catalogue)
    asked = {each for each in figures if each[1] in definitions}
    limits = {key: in_force(mine).threshold for key, mine in definitions.items()}
    others = [
        _of_baseline(each, limits[key])
        for key, mine in definitions.items()
        for each in mine
        if _states(each)
    ]
    measures = _by_priority(mine[-1].indicator for mine in definitions.values())
    others += _of_roadmaps(measures, limits, opening)
    if whole := asked.intersection(totals_only):
        asked -= _with_open_totals(whole, definitions, others)
    if not asked:
        return set()
    said = [*_of_versions(asked, limits), *others]
    said = [each for each in said if _figure_of(each) in asked]
    return withheld_versions(said, bands=catalogue.bands) | {
        each.pk for each in said if each.is_uncounted and each.definition.threshold
    }


def _with_open_totals(
    asked: set[Figure],
    definitions: dict[int, list[Definition]],
    others: list[Statement],
) -> set[Figure]:
    """Return the figures whose totals are shown, whatever their parts are.

    That is where some total is stated and none is below twice the limit: a total is
    withheld only with a whole group, and `disclosure.withheld_in` withholds none whose
    own total, or that of another source in its place, is that large. Nearly all
    figures are of this kind, and to look through their parts takes long.
    """
    limits = {
        key: 2 * max(each.threshold or 0 for each in mine)
        for key, mine in definitions.items()
    }
    rows = _once_public(asked).filter(observation__breakdown="")
    totals = [Total._make(row) for row in rows.values_list(*Total._fields)]
    least: dict[Figure, Decimal] = {}
    for each in (*totals, *others):
        count, figure = counted(each), _figure_of(each)
        if count is not None:
            least[figure] = min(count, least.get(figure, count))
    return {figure for figure, count in least.items() if count >= limits[figure[1]]}


# --- What was public of a figure ------------------------------------------------------


def _figure_of(said: Statement | Asked) -> Figure:
    return (said.pathfinder_id, said.indicator_id, said.year)


def _once_public(asked: set[Figure]) -> QuerySet:
    """Return the versions by their observations, which have an index of all this."""
    countries, indicators, years = (set(part) for part in zip(*asked, strict=True))
    return ObservationVersion.objects.filter(
        published_at__isnull=False,
        observation__pathfinder__in=countries - {None},
        observation__indicator__in=indicators,
        observation__year__in=years,
    ).order_by()


def _of_versions(asked: set[Figure], limits: dict[int, int | None]) -> list[Statement]:
    rows = _once_public(asked)
    found = [Written._make(row) for row in rows.values_list(*COLUMNS)]
    totals = _totals(found)
    return [_of_version(each, totals, limits[each.indicator_id]) for each in found]


def _of_version(version: Written, totals: dict, limit: int | None) -> Statement:
    people = _people_in(version, totals)
    is_share_of_part = bool(version.breakdown) and version.percent is not None
    return Statement(
        pk=version.pk,
        pathfinder_id=version.pathfinder_id,
        indicator_id=version.indicator_id,
        year=version.year,
        breakdown=version.breakdown,
        quantity=people,
        bound=version.bound if version.quantity is not None else "",
        published_at=version.published_at,
        superseded_at=version.superseded_at,
        observation=Origin(version.source_id, version.variant),
        definition=strictest(version.threshold, limit),
        is_uncounted=is_share_of_part and people is None,
    )


def _totals(versions: list[Written]) -> dict[Figure, Decimal]:
    """Return the least total that ever was public of each figure."""
    found: dict[Figure, Decimal] = {}
    for each in versions:
        if each.breakdown or each.quantity is None:
            continue
        key = (each.pathfinder_id, each.indicator_id, each.year)
        found[key] = min(each.quantity, found.get(key, each.quantity))
    return found


def _people_in(version: Written, totals: dict[Figure, Decimal]):
    """Return the count of a version, or what its percentage of the total comes to.

    A part of 20 percent of 40 victims is 8 of them, whoever writes it. Where no total
    is public nobody can tell how few 20 percent are, and 16.393443 percent are 10 of
    61: such a percentage is withheld.
    """
    if version.quantity is not None or version.percent is None:
        return version.quantity
    total = totals.get((version.pathfinder_id, version.indicator_id, version.year))
    if total is None or not version.breakdown:
        return None
    return total * version.percent / 100


# --- Baselines ------------------------------------------------------------------------


def _states(definition: Definition) -> bool:
    return definition.baseline is not None


def _name(definition: Definition) -> tuple[str, int]:
    """Return the key of a baseline among those of the versions."""
    return ("baseline", definition.pk)


def _figure_of_baseline(definition: Definition) -> Figure:
    indicator = definition.indicator
    year = definition.baseline_year or NO_YEAR
    return (indicator.pathfinder_id, definition.indicator_id, year)


def _of_baseline(definition: Definition, limit: int | None) -> Statement:
    is_share = definition.value_type in {ValueType.PERCENT, ValueType.SHARE}
    return _total(
        _name(definition),
        _figure_of_baseline(definition),
        None if is_share else definition.baseline,
        strictest(definition.threshold, limit),
    )


def _total(name: Hashable, figure: Figure, number, limit: Limit) -> Statement:
    """Return a number as the total that one more source states, at all times."""
    country, indicator, year = figure
    return Statement(
        pk=name,
        pathfinder_id=country,
        indicator_id=indicator,
        year=year,
        breakdown="",
        quantity=number,
        bound="",
        published_at=ALWAYS,
        superseded_at=None,
        observation=Origin(name),
        definition=limit,
    )


# --- Roadmaps -------------------------------------------------------------------------


def _by_priority(indicators: Iterable[Indicator]) -> dict[UUID, list[Indicator]]:
    """Return the indicators by the priority that they measure."""
    found = defaultdict(list)
    for each in indicators:
        if each.priority_key:
            found[each.priority_key].append(each)
    return found


def _of_roadmaps(
    measures: dict[UUID, list[Indicator]],
    limits: dict[int, int | None],
    opening: Collection[int],
) -> list[Statement]:
    """Return what published roadmaps state of the priorities that indicators are of.

    The baseline, and what was reported as measured. Shares are no counts.
    """
    if not measures:
        return []
    is_public = Q(roadmap__state__in=PUBLIC_ROADMAP_STATES) | Q(pk__in=opening)
    priorities = Priority.objects.filter(is_public, key__in=measures).exclude(
        unit__contains="%"
    )
    based = priorities.filter(baseline__isnull=False)
    measured = TargetResult.objects.filter(priority__in=priorities, value__isnull=False)
    measured = measured.select_related("priority")
    fetch_together(based, measured)
    stated = [
        (each.key, ("priority", each.pk), each.baseline_year or NO_YEAR, each.baseline)
        for each in based
    ]
    stated += [
        (each.priority.key, ("result", each.pk), each.on.year, each.value)
        for each in measured
    ]
    return [
        _total(
            name,
            (indicator.pathfinder_id, indicator.pk, year),
            number,
            Limit(limits[indicator.pk]),
        )
        for key, name, year, number in stated
        for indicator in measures[key]
    ]
