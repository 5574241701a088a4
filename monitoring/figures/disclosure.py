"""Counts of so few people that somebody might be recognised are not public.

A count from 1 to one less than the threshold k is small; zero is not. A group is what
one source says of one indicator in one country and year, as one variant. Whatever
shows values (page, chart, alternative text, file, document, history, sum, rate) asks
this module which of them it may show, and treats both kinds of withheld cell alike.

The rule. What can be computed from a group (`disclosure_tables`) is looked through for
small counts. If there are none, everything is shown. Otherwise

1. the group is withheld whole when it has no total or its total is below k;
2. else the total is shown, and each axis with a small count is withheld whole, its
   zeros too, so that the choice of cells says nothing about their size;
3. crossed parts (`age=5-11;sex=F`) are withheld, except those that follow from the
   axes that are shown: with nobody male, the girls of 5–11 are all of 5–11.

Why no withheld cell can be narrowed to fewer than k + 1 neighbouring counts. Let N be
the total, k or more. Tell every person of N their part on each axis. Only the total
and single axes are shown, so the parts on one axis may be dealt out again among the
persons without changing anything shown about another.

- A withheld axis: nothing is shown of it, so all N, or none, may lie in one part: each
  ranges from 0 to N. One band that holds all others and equals the total is the total
  by another name, shown with it, and not counted as part of the axis.
- A crossed part lies in one part of each of its axes. Take a shown axis with part r.
  Neither r nor N - r is small, because that would have had the axis withheld: each is
  0, or k or more. With r = 0 the cell is 0, with r = N that axis says nothing: both
  cases are rule 3. Otherwise dealing out again reaches every count from max(0, the sum
  of the r less (n - 1) N) to the least r, for n axes. If the first is 0 the width is
  the least r; else it is the sum of all N - r but the largest. Both are k or more when
  two axes remain. A withheld axis only widens it.
- With rule 1 nothing is shown, and nothing bounds a count from above.

Bands of ages may overlap in any way: the argument never uses that parts are disjoint.
What is known from the rule itself, that some count of the group is small, stays known.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from monitoring.figures.disclosure_tables import (
    TOTAL,
    Bands,
    Cells,
    Key,
    axes_in,
    computable,
    is_widest,
    margins,
    read,
)

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PublicSum:
    """A sum over countries: only of what is shown, and how many are left out.

    `total` is None when no country has a count to show.
    """

    total: Decimal | None
    counted: int
    withheld: int
    missing: int


@dataclass(frozen=True, slots=True)
class Verdict:
    whole: bool
    axes: frozenset[str]
    crossed: bool


def withheld(
    cells: Mapping[str, Decimal | None],
    *,
    threshold: int | None,
    bands: Bands | None = None,
) -> frozenset[str]:
    """Return the keys of a group that may not be shown, for whichever reason.

    `cells` holds counts of people by breakdown (see `counted`), None where a part has
    no count. `bands` gives from and to age by the code of an age band; a code that is
    missing there is read as it is written (`5-17`, `18+`). No threshold: no secret.
    """
    return withheld_in({TOTAL: cells}, threshold=threshold, bands=bands)[TOTAL]


def withheld_in(
    groups: Mapping[Group, Mapping[str, Decimal | None]],
    *,
    threshold: int | None,
    bands: Bands | None = None,
) -> dict[Group, frozenset[str]]:
    """Return what may not be shown of each group, when all of them are public.

    The groups tell of the same indicator, country and year: every source and variant,
    each as it was at every moment (`disclosure_versions`). They may repeat, complete
    or nearly equal each other, so each is judged as if the others filled its gaps, and

    - an axis, or the crossed parts, withheld in one are withheld in all;
    - if one is withheld whole, so is each whose total is below 2 k, that is, as near
      as k to a small count; of the others only the total is shown.
    """
    if threshold is None:
        return {name: frozenset() for name in groups}
    tables = _completed(groups, bands)
    verdicts = {
        name: _verdict(table, threshold, bands) for name, table in tables.items()
    }
    some_whole = any(each.whole for each in verdicts.values())
    every_axis = frozenset(axis for each in tables.values() for axis in axes_in(each))
    axes = frozenset(axis for each in verdicts.values() for axis in each.axes)
    crossed = any(each.crossed for each in verdicts.values())
    found = {}
    for name, table in tables.items():
        # Without a total of its own, nothing of a group with secrets can be shown.
        near = some_whole and table.get(TOTAL, 0) < 2 * threshold
        verdict = Verdict(
            whole=verdicts[name].whole or near or (crossed and TOTAL not in table),
            axes=every_axis if some_whole else axes,
            crossed=crossed,
        )
        found[name] = _keys(groups[name], table, verdict, bands)
    return found


def counted(content) -> Decimal | None:
    """Return the count of a content or version as it is judged: “<10” as 9, “>4” as 5.

    A statement without a number of people has none; a percent alone is withheld with
    the axis or group it belongs to.
    """
    if content.quantity is None:
        return None
    step = {"<": -1, ">": 1}.get(content.bound, 0)
    return max(content.quantity + step, Decimal(0))


def public_sum(values: Iterable[tuple[Decimal | None, bool]]) -> PublicSum:
    """Add up what may be shown of (count, is withheld), one pair for each country.

    A withheld count is in no sum at all, so that a sum says nothing that the shown
    counts do not say; the reader is told how many are left out.
    """
    shown, hidden, missing = [], 0, 0
    for value, is_withheld in values:
        if is_withheld:
            hidden += 1
        elif value is None:
            missing += 1
        else:
            shown.append(value)
    total = sum(shown, Decimal(0)) if shown else None
    return PublicSum(total, counted=len(shown), withheld=hidden, missing=missing)


def _completed(
    groups: Mapping[Group, Mapping[str, Decimal | None]], bands: Bands | None
) -> dict[Group, dict[Key, Decimal]]:
    """Return the counts of each group, with those of the others in its gaps.

    Where no total is written, the band of ages that holds all others is one, unless
    the parts of another axis are more.
    """
    known = {
        name: {read(text): value for text, value in cells.items() if value is not None}
        for name, cells in groups.items()
    }
    everywhere: dict[Key, Decimal] = {}
    for cells in reversed(known.values()):
        everywhere |= cells
    tables = {name: everywhere | cells for name, cells in known.items()}
    for table in tables.values():
        widest = [
            key for key in table if len(key) == 1 and is_widest(key, table, bands)
        ]
        total = computable(table, bands).get(TOTAL) if widest else None
        if TOTAL not in table and total is not None and total == table[widest[0]]:
            table[TOTAL] = total
    return tables


def _verdict(table: Cells, threshold: int, bands: Bands | None) -> Verdict:
    if not any(table.values()):
        return Verdict(whole=False, axes=frozenset(), crossed=False)
    known = computable(table, bands)
    single = {key: value for key, value in known.items() if len(key) == 1}
    small = {key for key, value in known.items() if 0 < value < threshold}
    total = known.get(TOTAL)
    if total is not None:
        small |= {key for key in single if 0 < total - single[key] < threshold}
    # A part above the total is a slip; nothing is proved about such an axis.
    slips = {key for key in single if total is not None and single[key] > total}
    return Verdict(
        whole=bool(small) and table.get(TOTAL, 0) < threshold,
        axes=frozenset(key[0][0] for key in small | slips if small and len(key) == 1),
        crossed=bool(small),
    )


def _keys(
    cells: Iterable[str], table: Cells, verdict: Verdict, bands: Bands | None
) -> frozenset[str]:
    """Return the keys of a group that its verdict withholds."""
    if verdict.whole:
        return frozenset(cells)
    if not verdict.crossed:
        return frozenset()
    shown: Cells = {
        key: count
        for key, count in margins(table, bands).items()
        if len(key) == 1
        and (
            key[0][0] not in verdict.axes
            or (count == table[TOTAL] and is_widest(key, table, bands))
        )
    }
    found = set()
    for text in cells:
        key = read(text)
        if len(key) == 1:
            is_hidden = key[0][0] in verdict.axes and key not in shown
        else:
            is_hidden = bool(key) and not _follows(key, table, shown)
        if is_hidden:
            found.add(text)
    return frozenset(found)


def _follows(key: Key, table: Cells, shown: Cells) -> bool:
    """Whether a crossed part is plain from the parts shown, and says just that."""
    value, total = table.get(key), table[TOTAL]
    counts = [shown.get((pair,)) for pair in key]
    if 0 in counts:
        return value == 0
    limiting = [count for count in counts if count != total]
    if len(limiting) > 1:
        return False
    return value is not None and value == (limiting[0] if limiting else total)
