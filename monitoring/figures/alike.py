"""Which newest values of countries may stand beside each other, and which may not."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitoring.enums import Apart, Quality
from monitoring.figures.comparable import (
    Comparison,
    Reason,
    compare_facts,
    compare_in,
)
from monitoring.figures.points import Point, Series


class Newest(NamedTuple):
    """The series of a country and the point of it that is looked at."""

    series: Series
    point: Point


@dataclass(frozen=True, slots=True)
class Alike:
    """`together` measure alike, as most do; each of `apart` with what sets it apart.

    Both in the order they were given. `notes` say with which care to compare.
    """

    together: tuple[Newest, ...] = ()
    apart: tuple[tuple[Newest, Comparison], ...] = ()
    notes: tuple[Reason, ...] = ()


def alike(newest: Iterable[Newest]) -> Alike:
    """Keep together what measures as most countries do, and all that fits all of it.

    Countries that state the same are judged once, however many they are. Of two ways
    that are as common the one with the newer values counts, then the first.
    """
    rows = [(_kind(each), each) for each in newest]
    kinds = defaultdict(list)
    for kind, each in rows:
        kinds[kind].append(each)
    ordered = sorted(
        kinds.items(),
        key=lambda row: (-len(row[1]), -max(each.point.year for each in row[1])),
    )
    models: list[Newest] = []
    refused: dict[Hashable, Newest] = {}
    for kind, mine in ordered:
        first = mine[0]
        against = next((each for each in models if _compare(each, first).is_refused), 0)
        if against:
            refused[kind] = against
        else:
            models.append(first)
    together, apart = [], []
    for kind, each in rows:
        against = refused.get(kind)
        if against is None:
            together.append(each)
        else:
            apart.append((each, _compare(against, each)))
    return Alike(tuple(together), tuple(apart), _notes(models, together))


def _compare(one: Newest, two: Newest) -> Comparison:
    return compare_in(one.series, one.point, two.series, two.point)


def _kind(each: Newest) -> Hashable:
    """Return what decides whether a value may stand beside another."""
    facts = replace(each.point.facts, source=None, variant="")
    is_proxy = each.point.quality == Quality.PROXY
    # What is apart from its like, as a national definition, is a kind of its own.
    is_alone = compare_facts(facts, facts, across=True).is_refused
    own = each.series.country if is_alone else ""
    return facts, each.series.unit, is_proxy, own


def _notes(models: list[Newest], together: list[Newest]) -> tuple[Reason, ...]:
    """Return each note once; that years differ is plain from the table."""
    if len(together) < 2:
        return ()
    first = models[0]
    found: dict[Apart, Reason] = {}
    for each in together:
        if each is not first:
            for reason in _compare(first, each).reasons:
                found.setdefault(reason.code, reason)
    found.pop(Apart.YEARS, None)
    return tuple(found.values())
