"""Runs every check over cells of many countries, in time linear to their number."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from monitoring.figures.checks import limits
from monitoring.figures.checks.ages import Ages
from monitoring.figures.checks.alone import check_figures, check_place
from monitoring.figures.checks.base import Cell, Finding, Names
from monitoring.figures.checks.parts import check_family
from monitoring.figures.checks.related import (
    LOOSE_CODES,
    ORDERED_CODES,
    check_loose,
    check_ordered,
)
from monitoring.figures.checks.series import check_series, without_echoes
from monitoring.figures.checks.texts import check_texts

Groups = dict[tuple, dict[Any, Cell]]
NO_AGES: Ages = {}


def findings(
    cells: Sequence[Cell],
    *,
    before: Iterable[Cell] = (),
    this_year: int,
    ages: Ages = NO_AGES,
    spans: Mapping[str, tuple[int, int]] | None = None,
    names: Names | None = None,
) -> list[Finding]:
    """Return what is impossible or odd about `cells`, in their order.

    `before` are cells already known: other years, parts and indicators. One of them
    with the place of a new cell is the older version of it and is not looked at.
    `ages` gives the ages of codes that do not say them; `spans` the ages, both
    included, that an indicator is about (by code; default `limits.SPANS`); `names`
    how parts are called in messages, by axis and code.
    """
    groups = _Groups(cells, before)
    about = {
        "ages": ages,
        "spans": limits.SPANS if spans is None else spans,
    }
    found: list[Finding] = []
    for cell in cells:
        found += check_place(cell, this_year=this_year, **about)
        found += check_texts(cell)
        if not cell.content.empty:
            found += check_figures(cell, this_year=this_year)
    found += groups.check(**about)
    order = {id(cell): place for place, cell in enumerate(cells)}
    if names:
        found = [replace(each, names=names) for each in found]
    return sorted(found, key=lambda each: order[id(each.cell)])


class _Groups:
    """Cells that are compared with each other; only groups that hold a new cell."""

    def __init__(self, cells: Iterable[Cell], before: Iterable[Cell]):
        self.families: Groups = {}
        self.series: Groups = {}
        self.ordered: Groups = {}
        self.loose: Groups = {}
        self.mine: Collection[int] = set(map(id, cells))
        for cell in cells:
            for groups, key, place in self._places(cell):
                groups.setdefault(key, {})[place] = cell
        for cell in before:
            for groups, key, place in self._places(cell):
                if (group := groups.get(key)) is not None:
                    group.setdefault(place, cell)

    def _places(self, cell: Cell) -> Iterator[tuple[Groups, tuple, Any]]:
        country, code, year = cell.country, cell.code, cell.year
        part, source, variant = cell.breakdown, cell.source, cell.variant
        yield self.families, (country, code, year, source, variant), part
        yield self.series, (country, code, part, variant), (year, source)
        if code in ORDERED_CODES:
            yield self.ordered, (country, year, part, source, variant), code
        if code in LOOSE_CODES:
            yield self.loose, (country, year, part), code

    def check(
        self, *, ages: Ages, spans: Mapping[str, tuple[int, int]]
    ) -> Iterator[Finding]:
        mine = self.mine
        for family in self.families.values():
            if len(family) > 1:
                yield from check_family(family, mine=mine, ages=ages, spans=spans)
        yield from without_echoes(
            found
            for series in self.series.values()
            for found in check_series(series.values(), mine=mine)
        )
        for ordered in self.ordered.values():
            if len(ordered) > 1:
                yield from check_ordered(ordered, mine=mine)
        for loose in self.loose.values():
            if len(loose) > 1:
                yield from check_loose(loose, mine=mine)
