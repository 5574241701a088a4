"""Checks over the years: same country, indicator, part and definition."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from monitoring.enums import ValueType
from monitoring.figures.breakdowns import without
from monitoring.figures.checks import limits
from monitoring.figures.checks.base import (
    Cell,
    Check,
    Finding,
    figure,
    part,
)
from monitoring.figures.checks.wholes import ECONOMY, PEOPLE

JUMP = Check(
    "jump",
    _("%(now)s in %(year)s, but %(then)s in %(earlier)s. Is the change real?"),
)
THOUSANDFOLD = Check(
    "thousandfold",
    _(
        "%(now)s in %(year)s, but %(then)s in %(earlier)s: about a thousand times "
        "as much, or as little. Is one of them in thousands?"
    ),
)
FRACTION = Check(
    "fraction",
    _(
        "%(now)s or %(hundredfold)s in %(year)s? In %(earlier)s it is %(then)s. "
        "A share is written in percent, not as a fraction of one."
    ),
)
FRACTION_ALONE = Check(
    "fraction-alone",
    _(
        "%(now)s or %(hundredfold)s? A share is written in percent, "
        "not as a fraction of one."
    ),
)
SAME = Check(
    "same-every-year",
    _(
        "%(now)s in %(year)s and in each of the %(years)s years on record before. "
        "Was it measured anew?"
    ),
)
POPULATION = Check(
    "population-jump",
    _(
        "Percent and number together mean a group of about %(first)s in %(year)s, "
        "but %(second)s in %(earlier)s. One of the figures looks wrong."
    ),
)
GDP = Check(
    "gdp-jump",
    _(
        "Amount and percent together mean a GDP of about %(first)s in %(year)s, but "
        "%(second)s in %(earlier)s. One of the figures looks wrong."
    ),
)
CURRENCY = Check(
    "currency-changed",
    _("%(now)s in %(year)s, but %(then)s in %(earlier)s: is the currency right?"),
)
ANSWER = Check(
    "answer-changed",
    _("No in %(year)s, but yes in %(earlier)s. Did that end, or is it a slip?"),
)
YEAR_BACK = Check(
    "year-back",
    _("%(now)s was given for %(year)s, but the later year %(then)s for %(earlier)s."),
)
CHECKS = (JUMP, THOUSANDFOLD, FRACTION, FRACTION_ALONE, SAME, POPULATION)
CHECKS += (GDP, CURRENCY, ANSWER, YEAR_BACK)

FIELDS = tuple(limits.JUMPS)
# Kinds of values that are measured anew; a minimum age may well stay what it is.
MEASURED = frozenset(
    {ValueType.SHARE.value, ValueType.NUMBER.value, ValueType.PERCENT.value}
    | {ValueType.MONEY.value}
)
YEAR = attrgetter("year")
WHOLES = (
    (PEOPLE, limits.YEARS_TIMES, POPULATION),
    (ECONOMY, limits.GDP_TIMES, GDP),
)


def check_series(cells: Iterable[Cell], *, mine: Collection[int]) -> Iterator[Finding]:
    """Compare each figure with the latest before it; `mine` are ids of the new cells.

    The same source is preferred; a year without a figure is passed over.
    """
    cells = [each for each in cells if each.content.has_value]
    by_source: dict[int | None, Cell] = {}
    latest: Cell | None = None
    runs: dict[int, int] = {}
    for _unused, group in groupby(sorted(cells, key=YEAR), key=YEAR):
        now = list(group)
        for cell in now:
            earlier = by_source.get(cell.source) or latest
            is_mine = id(cell) in mine
            if earlier and (is_mine or id(earlier) in mine):
                yield from _check_pair(cell, earlier, is_mine=is_mine)
            elif is_mine:
                yield from _check_first(cell, now)
            if earlier:
                yield from _check_run(cell, earlier, runs, mine)
        by_source |= {each.source: each for each in now}
        latest = now[-1]


def _check_first(cell: Cell, peers: Iterable[Cell]) -> Iterator[Finding]:
    """Check a figure that nothing came before; `peers` are other sources' of the year.

    Other sources may well differ, but not by a factor of a hundred.
    """
    share = cell.content.percent
    if not share or not 0 < share < limits.FRACTION or cell.content.bound:
        return
    for other in peers:
        if other.content.percent and _is_fraction(share, other.content.percent):
            yield FRACTION.found(cell, other, **_fraction_told(cell, other))
            return
    if share < limits.FRACTION_ALONE:
        yield FRACTION_ALONE.found(cell, **_hundredfold(cell))


def _check_pair(cell: Cell, earlier: Cell, *, is_mine: bool) -> Iterator[Finding]:
    """Compare two years; the finding is about the later cell when that one is new."""
    pair = (cell, earlier) if is_mine else (earlier, cell)
    now, then = cell.content, earlier.content
    years = {"year": cell.year, "earlier": earlier.year}
    if now.answer is False and then.answer is True:
        yield ANSWER.found(*pair, **years)
    if now.year_stated and then.year_stated and now.year_stated < then.year_stated:
        told = {"now": now.year_stated, "then": then.year_stated}
        yield YEAR_BACK.found(*pair, **told, **years)
    if cell.year - earlier.year > limits.JUMP_YEARS or now.bound or then.bound:
        return
    if odd := _jump(cell, earlier):
        check, told = odd
        yield check.found(*pair, **(years | told))
        return
    for whole, times, check in WHOLES:
        if whole.is_apart(now, then, times=times):
            told = {"first": whole.about(now), "second": whole.about(then)}
            yield check.found(*pair, **told, **years)


def _jump(cell: Cell, earlier: Cell) -> tuple[Check, dict[str, object]] | None:
    """Return the first odd change of a figure, with what is told of it."""
    for field in FIELDS:
        now, then = getattr(cell.content, field), getattr(earlier.content, field)
        if now is None or then is None:
            continue
        if field == "amount" and cell.content.currency != earlier.content.currency:
            return CURRENCY, _told(cell, earlier, field)
        low, high = (now, then) if now < then else (then, now)
        limit = limits.JUMPS[field]
        if high == low or high < low * limit.times:
            continue
        if field == "percent" and _is_fraction(low, high):
            return FRACTION, _fraction_told(cell, earlier)
        if field in ("quantity", "amount") and _is_thousandfold(low, high):
            return THOUSANDFOLD, _told(cell, earlier, field)
        if high - low >= limit.least:
            return JUMP, _told(cell, earlier, field)
    return None


def _told(cell: Cell, earlier: Cell, field: str) -> dict[str, object]:
    return {"now": figure(cell.content, field), "then": figure(earlier.content, field)}


def _is_fraction(low: Decimal, high: Decimal) -> bool:
    return (
        0 < low < limits.FRACTION
        and high > limits.NO_FRACTION
        and high >= low * limits.FRACTION_TIMES
    )


def _fraction_told(cell: Cell, earlier: Cell) -> dict[str, object]:
    """Tell of the smaller of two percents, whichever year it stands in."""
    small, other = sorted((cell, earlier), key=lambda each: each.content.percent)
    then = {"then": figure(other.content, "percent"), "earlier": other.year}
    return _hundredfold(small) | {"year": small.year} | then


def _hundredfold(cell: Cell) -> dict[str, object]:
    now = figure(cell.content, "percent")
    return {"now": now, "hundredfold": now._replace(value=100 * now.value)}


def _is_thousandfold(low: Decimal, high: Decimal) -> bool:
    least, most = limits.THOUSANDFOLD
    return low >= limits.THOUSANDS_LEAST and low * least <= high <= low * most


def _check_run(
    cell: Cell, earlier: Cell, runs: dict[int, int], mine: Collection[int]
) -> Iterator[Finding]:
    """Find the year in which a figure stands for the fourth time, and each new one."""
    field = _unchanged(cell, earlier)
    if field is None:
        return
    length = runs[id(cell)] = runs.get(id(earlier), 1) + 1
    if id(cell) not in mine:
        return
    is_next = length > limits.SAME_YEARS and id(earlier) not in mine
    if length == limits.SAME_YEARS or is_next:
        told = {"now": figure(cell.content, field), "year": cell.year}
        yield SAME.found(cell, earlier, years=length - 1, **told)


def _unchanged(cell: Cell, earlier: Cell) -> str | None:
    """Return the field whose figure stayed the same and is none of 0 and 100 %."""
    definition, now, then = cell.definition, cell.content, earlier.content
    if definition.value_type not in MEASURED or definition.computed_from:
        return None
    for field, least in limits.SAME_LEAST.items():
        value = getattr(now, field)
        if value is None:
            continue
        if value != getattr(then, field) or value <= least:
            return None
        return None if field == "percent" and value == 100 else field
    return None


def without_echoes(found: Iterable[Finding]) -> list[Finding]:
    """Drop a jump of a part whose whole jumps as well: one question is enough."""
    found = list(found)
    jumping = {_place(each.cell, each.cell.breakdown) for each in found if _jumps(each)}
    return [
        each
        for each in found
        if not _jumps(each)
        or not each.cell.breakdown
        or not any(
            _place(each.cell, without(each.cell.breakdown, axis)) in jumping
            for axis in part(each.cell.breakdown)
        )
    ]


def _jumps(found: Finding) -> bool:
    return found.rule is JUMP


def _place(cell: Cell, breakdown: str) -> tuple:
    return cell.country, cell.code, cell.year, cell.source, cell.variant, breakdown
