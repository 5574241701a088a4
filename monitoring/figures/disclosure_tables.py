"""What can be computed from the cells of a table: sums, rests and differences.

A table is read with every assumption that could let somebody compute more: that the
parts of an axis do not overlap, that they lie in the total, and that ages are counted
alike in all bands. A part nobody wrote down but which follows from those that stand
there is a cell like any other.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from monitoring.enums import Axis
from monitoring.figures import breakdowns

Key = tuple[tuple[str, str], ...]
Cells = Mapping[Key, Decimal]
# From and to age of a band, the last included; None where it is open.
Bands = Mapping[str, tuple[int | None, int | None]]
Edge = tuple[float, float, Decimal]

TOTAL: Key = ()
# The part of an axis that is not written down; no code of an axis can be this.
REST = "~"
BAND = re.compile(r"(\d+)-(\d+)")
OPEN_BAND = re.compile(r"(\d+)\+")


@lru_cache(maxsize=2_000)
def read(text: str) -> Key:
    return tuple(breakdowns.parts(text).items())


def without(key: Key, axis: str) -> Key:
    return tuple(pair for pair in key if pair[0] != axis)


def including(key: Key, axis: str, code: str) -> Key:
    return tuple(sorted((*key, (axis, code))))


def axes_in(cells: Cells) -> list[str]:
    return sorted({axis for key in cells for axis, _code in key})


def ages(code: str, bands: Bands | None) -> tuple[float, float] | None:
    """Return from which age to before which age a band reaches; None if unknown.

    Without an entry in `bands`, codes such as `5-17` and `18+` say it themselves.
    """
    if bands and code in bands:
        first, last = bands[code]
        return (first or 0, math.inf if last is None else last + 1)
    if match := BAND.fullmatch(code):
        return (int(match[1]), int(match[2]) + 1)
    if match := OPEN_BAND.fullmatch(code):
        return (int(match[1]), math.inf)
    return None


def band_code(first: float, end: float) -> str:
    return f"{first}+" if end == math.inf else f"{first}-{end - 1}"


def computable(cells: Cells, bands: Bands | None = None) -> dict[Key, Decimal]:
    """Return the cells and whatever follows from them, rests only above zero."""
    known = dict(cells)
    axes = axes_in(cells)
    _add_bands(known, bands)
    for axis in axes:
        _add_sums(known, cells, axis, bands)
    _add_bands(known, bands)
    for axis in axes:
        _add_rests(known, axis, bands)
    return known


def margins(cells: Cells, bands: Bands | None = None) -> dict[Key, Decimal]:
    """Return how many each part of one axis holds, as a reader can tell it.

    That is what stands there, or else follows from the total and the other parts of
    the axis, if every person has one of the parts that occur in the table.
    """
    single = {key: value for key, value in cells.items() if len(key) < 2}
    parts = {(pair,) for key in cells for pair in key}
    reaches = [ages(part[0][1], bands) for part in parts if part[0][0] == Axis.AGE]
    if TOTAL in single and reaches and None not in reaches:
        first, ends = zip(*filter(None, reaches), strict=True)
        every_age = including(TOTAL, Axis.AGE, band_code(min(first), max(ends)))
        if every_age not in computable(single, bands):
            single[every_age] = single[TOTAL]
    known = computable(single, bands)
    for axis in axes_in(cells):
        silent = {part for part in parts - known.keys() if part[0][0] == axis}
        has_parts = any(len(key) == 1 and key[0][0] == axis for key in known)
        rest = known.get(((axis, REST),), Decimal(0)) if has_parts else None
        if axis == Axis.AGE:
            known |= _bounded(silent, known, bands)
        elif TOTAL in cells and rest is not None and (not rest or len(silent) == 1):
            known |= dict.fromkeys(silent, rest)
    return known


def is_widest(part: Key, cells: Cells, bands: Bands | None = None) -> bool:
    """Whether a part is the age band that holds every other age of the table."""
    ((axis, code),) = part
    if axis != Axis.AGE:
        return False
    codes = {pair[1] for key in cells for pair in key if pair[0] == Axis.AGE}
    reaches = [ages(each, bands) for each in codes]
    own = ages(code, bands)
    if own is None or len(codes) < 2 or None in reaches:
        return False
    return all(
        own[0] <= first and end <= own[1] for first, end in filter(None, reaches)
    )


def _bounded(
    parts: Iterable[Key], known: Cells, bands: Bands | None
) -> dict[Key, Decimal]:
    """Return the age bands whose count follows from those inside and around them.

    A band inside one of nobody is empty; one around a band of everybody is everybody.
    """
    counts = {
        ages(key[0][1], bands): value
        for key, value in known.items()
        if len(key) == 1 and key[0][0] == Axis.AGE
    }
    counts.pop(None, None)
    found = {}
    for part in parts:
        own = ages(part[0][1], bands)
        if own is None:
            continue
        inside = [n for (a, b), n in counts.items() if own[0] <= a and b <= own[1]]
        around = [n for (a, b), n in counts.items() if a <= own[0] and own[1] <= b]
        least = max(inside, default=Decimal(0))
        if least == min(around, default=None):
            found[part] = least
    return found


def _families(known: Cells, axis: str) -> dict[Key, dict[str, Decimal]]:
    """Return the parts along an axis by what they are parts of."""
    found: dict[Key, dict[str, Decimal]] = {}
    for key, value in known.items():
        code = dict(key).get(axis)
        if code is not None:
            found.setdefault(without(key, axis), {})[code] = value
    return found


def _add_sums(
    known: dict[Key, Decimal], given: Cells, axis: str, bands: Bands | None
) -> None:
    """Add what is not given: at least as many as the parts along each axis."""
    for parent, family in _families(known, axis).items():
        covered = _covered(family, axis, bands)
        if covered is not None and parent not in given:
            known[parent] = max(covered, known.get(parent, covered))


def _add_rests(known: dict[Key, Decimal], axis: str, bands: Bands | None) -> None:
    for parent, family in _families(known, axis).items():
        covered = _covered(family, axis, bands)
        if parent not in known or covered is None:
            continue
        if known[parent] > covered:
            known[including(parent, axis, REST)] = known[parent] - covered


def _add_bands(known: dict[Key, Decimal], bands: Bands | None) -> None:
    """Add bands that are differences and sums of others: 5–17 less 5–14.

    What is left of a band around another one is added too, as one part.
    """
    for parent, family in _families(known, Axis.AGE).items():
        edges, _others = _edges(family, bands)
        present = {(first, end) for first, end, _value in edges}
        apart = [
            {
                (first, end): below[end] - below[first]
                for first, end in _pairs(sorted(below))
                if below[end] >= below[first]
            }
            for below in _counts_below(edges)
        ]
        for counts in apart:
            for (first, end), count in counts.items():
                if (first, end) not in present:
                    key = including(parent, Axis.AGE, band_code(first, end))
                    known.setdefault(key, count)
        for code, count in _around(apart):
            known.setdefault(including(parent, Axis.AGE, code), count)


def _around(
    apart: list[dict[tuple[float, float], Decimal]],
) -> Iterator[tuple[str, Decimal]]:
    """Yield what bands hold besides those inside them that they are not joined to."""
    for number, counts in enumerate(apart):
        others = [each for n, each in enumerate(apart) if n != number]
        for (first, end), count in counts.items():
            widest = []
            for inner in others:
                inside = [b for b in inner if first <= b[0] and b[1] <= end]
                for band in inside:
                    if count > inner[band]:
                        yield _rest_code((first, end), [band]), count - inner[band]
                if inside:
                    band = max(inside, key=lambda b: b[1] - b[0])
                    widest.append((*band, inner[band]))
            left = count - sum(held for *_ages, held in widest)
            if len(widest) > 1 and left > 0 and _are_disjoint(widest):
                yield _rest_code((first, end), [b[:2] for b in widest]), left


def _rest_code(band: tuple[float, float], less: list[tuple[float, float]]) -> str:
    return REST.join(band_code(*each) for each in (band, *sorted(less)))


def _are_disjoint(edges: list[Edge]) -> bool:
    ordered = sorted(edges)
    return all(
        one[1] <= following[0]
        for one, following in zip(ordered, ordered[1:], strict=False)
    )


def _covered(
    family: Mapping[str, Decimal], axis: str, bands: Bands | None
) -> Decimal | None:
    """Return how many the parts hold together; None where bands overlap unknown."""
    if axis != Axis.AGE:
        return sum(family.values(), Decimal(0))
    edges, others = _edges(family, bands)
    hulls = [
        (min(below), max(below), below[max(below)] - below[min(below)])
        for below in _counts_below(edges)
    ]
    if not _are_disjoint(hulls):
        return None
    return sum((count for *_ages, count in hulls), others)


def _edges(
    family: Mapping[str, Decimal], bands: Bands | None
) -> tuple[list[Edge], Decimal]:
    """Return the bands with their counts, and the sum of those without ages."""
    edges, others = [], Decimal(0)
    for code, value in family.items():
        reach = ages(code, bands)
        if reach:
            edges.append((*reach, value))
        elif REST not in code:
            others += value
    return edges, others


def _counts_below(edges: list[Edge]) -> Iterator[dict[float, Decimal]]:
    """Yield, for bands that hang together, how many are younger than each age.

    The count starts at zero somewhere: only its differences mean something.
    """
    waiting = {point for first, end, _value in edges for point in (first, end)}
    while waiting:
        start = min(waiting)
        below, reached = {start: Decimal(0)}, [start]
        while reached:
            point = reached.pop()
            for first, end, value in edges:
                for here, there, step in ((first, end, value), (end, first, -value)):
                    if here == point and there not in below:
                        below[there] = below[point] + step
                        reached.append(there)
        waiting -= below.keys()
        yield below


def _pairs(points: list[float]) -> Iterator[tuple[float, float]]:
    for number, first in enumerate(points):
        for end in points[number + 1 :]:
            yield first, end
