"""Checks of the parts of one figure: same country, indicator, year and source."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from monitoring.enums import Axis
from monitoring.figures.breakdowns import without
from monitoring.figures.checks import limits
from monitoring.figures.checks.ages import Ages, Band, band, rules
from monitoring.figures.checks.base import (
    Cell,
    Check,
    Figure,
    Finding,
    Listed,
    Words,
    figure,
    half_step,
    half_thousand,
    part,
)
from monitoring.figures.checks.wholes import PEOPLE

PART_ABOVE = Check(
    "part-above-whole",
    _("%(part)s: %(figure)s is more than %(whole)s: %(total)s, of which it is a part."),
    blocks=True,
)
PART_ABOVE_ESTIMATE = Check(
    "part-above-estimate",
    _("%(part)s: %(figure)s is more than %(whole)s: %(total)s. One is an estimate."),
)
SUM = Check(
    "parts-sum",
    _("%(parts)s make %(sum)s together, but %(whole)s is %(total)s."),
)
SUM_ABOVE = Check(
    "parts-above-total",
    _("By %(axis)s the parts make %(sum)s together, but %(whole)s is %(total)s."),
)
OUTSIDE = Check(
    "total-outside-parts",
    _("%(parts)s, but %(whole)s %(total)s: a total lies between its parts."),
)
SEXES = Check(
    "sexes-population",
    _(
        "%(female)s and %(male)s: percent and number together mean about %(first)s "
        "girls or women and %(second)s boys or men. One of the figures looks wrong."
    ),
)
PART_POPULATION = Check(
    "part-population",
    _(
        "Percent and number together mean a group of about %(first)s for %(part)s, "
        "but only %(second)s for %(whole)s."
    ),
)
CASES = Check(
    "cases-order",
    _(
        "%(later)s: %(figure)s is more than %(earlier)s: %(before)s. "
        "Do the figures follow the same cases?"
    ),
)
CHECKS = (PART_ABOVE, PART_ABOVE_ESTIMATE, SUM, SUM_ABOVE, OUTSIDE, SEXES)
CHECKS += (PART_POPULATION, CASES)

# Axes where a part counts some of the people of the whole. The scopes of an estimate
# and the stages of a case are no parts of one whole.
PART_AXES = (
    *(Axis.SEX, Axis.AGE, Axis.EXPLOITATION, Axis.SECTOR),
    *(Axis.NATIONALITY, Axis.POLICY, Axis.LOCATION),
)
# Axes where nobody is counted in two parts.
APART_AXES = (Axis.NATIONALITY, Axis.SECTOR)

# The ages of a total that does not say them.
EVERYBODY: Band = (0, None)

Family = Mapping[str, Cell]


class Compared(NamedTuple):
    """Cells of which at least one is new; findings are about the first such one."""

    mine: Collection[int]

    def about(self, check: Check, cells: list[Cell], **told: object) -> Finding | None:
        news = [each for each in cells if id(each) in self.mine]
        if not news:
            return None
        others = [each for each in cells if each is not news[0]]
        return check.found(news[0], *others, **told)


def check_family(
    family: Family,
    *,
    mine: Collection[int],
    ages: Ages,
    spans: Mapping[str, tuple[int, int]],
) -> Iterator[Finding]:
    """Check the parts of one figure, by their keys; `mine` are ids of the new cells."""
    compared = Compared(mine)
    found: list[Finding | None] = []
    for whole, group in _by_axis(family).items():
        key, axis = whole
        if axis == Axis.STAGE:
            found += _check_stages(group, compared)
        if axis not in PART_AXES:
            continue
        if total := family.get(key):
            for each in group.values():
                found += _check_pair(each, total, compared)
        if axis == Axis.SEX:
            found += _check_sexes(group, total, compared)
        elif axis == Axis.AGE:
            about = total and spans.get(total.code)
            found += _check_ages(group, total, compared, ages, about)
        elif axis in APART_AXES and total:
            found.append(_check_apart(group, total, axis, compared))
    return (each for each in found if each)


def _by_axis(family: Family) -> dict[tuple[str, str], dict[str, Cell]]:
    """Group parts by the key of their whole and the axis they part it by."""
    groups: dict[tuple[str, str], dict[str, Cell]] = {}
    for key, cell in family.items():
        for place, code in _places(key):
            groups.setdefault(place, {})[code] = cell
    return groups


@lru_cache(maxsize=4096)
def _places(key: str) -> list[tuple[tuple[str, str], str]]:
    return [((without(key, axis), axis), code) for axis, code in part(key).items()]


# --- One part, one whole --------------------------------------------------------------


def _check_pair(
    each: Cell, whole: Cell, compared: Compared
) -> Iterator[Finding | None]:
    inner, outer = each.content, whole.content
    if None not in (inner.quantity, outer.quantity) and inner.quantity > outer.quantity:
        yield _part_above(each, whole, compared)
    if PEOPLE.is_larger(inner, outer, times=limits.PART_TIMES):
        told = {"first": PEOPLE.about(inner), "second": PEOPLE.about(outer)}
        yield compared.about(
            PART_POPULATION, [each, whole], **told, **_names(each, whole)
        )


def _part_above(each: Cell, whole: Cell, compared: Compared) -> Finding | None:
    inner, outer = each.content.quantity, whole.content.quantity
    rounding = half_thousand(inner) + half_thousand(outer)
    if inner - outer <= min(rounding, outer * limits.WHOLE_TOLERANCE):
        return None
    exact = each.is_exact and whole.is_exact
    told = {"figure": Figure(inner), "total": Figure(outer), **_names(each, whole)}
    check = PART_ABOVE if exact else PART_ABOVE_ESTIMATE
    return compared.about(check, [each, whole], **told)


def _names(each: Cell, whole: Cell) -> dict[str, Words]:
    return {"part": Words(each.breakdown), "whole": Words(whole.breakdown)}


# --- All parts of a whole -------------------------------------------------------------


def _check_sexes(
    group: Family, total: Cell | None, compared: Compared
) -> Iterator[Finding | None]:
    female, male = group.get("F"), group.get("M")
    if female is None or male is None:
        return
    if total:
        yield _check_sum(list(group.values()), total, compared)
        yield _check_between(list(group.values()), total, compared)
    first, second = female.content, male.content
    if PEOPLE.is_apart(first, second, times=limits.SEXES_TIMES):
        told = {"first": PEOPLE.about(first), "second": PEOPLE.about(second)}
        told |= {"female": Words(female.breakdown), "male": Words(male.breakdown)}
        yield compared.about(SEXES, [female, male], **told)


def _check_ages(
    group: Family,
    total: Cell | None,
    compared: Compared,
    ages: Ages,
    about: Band | None,
) -> Iterator[Finding | None]:
    bands: dict[Band, Cell] = {}
    others: list[Cell] = []
    for code, cell in group.items():
        if each := band(code, ages):
            bands[each] = cell
        else:
            others.append(cell)
    if len(bands) > limits.MOST_BANDS:
        return
    span = (band(total.content.ages, {}) or about or EVERYBODY) if total else None
    compare = rules(tuple(bands), span)
    for inner, outer in compare.nested:
        yield from _check_pair(bands[inner], bands[outer], compared)
    for chain, outer in compare.tiled:
        cells = [bands[each] for each in chain]
        whole = bands.get(outer) or total
        # Those whose age nobody knows are in the total and in no band.
        unknown = others if whole is total else []
        yield _check_sum([*cells, *unknown], whole, compared)
        yield _check_between(cells, whole, compared)


def _check_sum(cells: list[Cell], total: Cell, compared: Compared) -> Finding | None:
    """Compare a count with the sum of parts that leave nobody out."""
    numbers = [each.content.quantity for each in cells]
    whole = total.content.quantity
    if whole is None or None in numbers or _has_bounds(cells, total):
        return None
    together = sum(numbers)
    tolerance = _sum_tolerance(numbers, whole)
    if abs(together - whole) <= tolerance:
        return None
    return compared.about(
        SUM,
        [total, *cells],
        parts=Listed(tuple(cells), "quantity"),
        sum=Figure(together),
        whole=Words(total.breakdown),
        total=Figure(whole),
    )


def _check_apart(
    group: Family, total: Cell, axis: str, compared: Compared
) -> Finding | None:
    """Compare a count with the sum of parts of which some may be missing."""
    cells = [each for each in group.values() if each.content.quantity is not None]
    numbers = [each.content.quantity for each in cells]
    whole = total.content.quantity
    if whole is None or len(cells) < 2 or _has_bounds(cells, total):
        return None
    if sum(numbers) - whole <= _sum_tolerance(numbers, whole):
        return None
    told = {"axis": Axis(axis).label, "sum": Figure(sum(numbers))}
    told |= {"whole": Words(total.breakdown), "total": Figure(whole)}
    return compared.about(SUM_ABOVE, [total, *cells], **told)


def _check_between(
    cells: list[Cell], total: Cell, compared: Compared
) -> Finding | None:
    """Compare a percent with those of parts that leave nobody out."""
    shares = [each.content.percent for each in cells]
    whole = total.content.percent
    if whole is None or None in shares or _has_bounds(cells, total):
        return None
    least, most = min(shares), max(shares)
    if least <= whole <= most:
        return None
    nearest = least if whole < least else most
    steps = half_step(whole) + half_step(nearest)
    if abs(whole - nearest) <= max(steps, limits.PERCENT_TOLERANCE):
        return None
    return compared.about(
        OUTSIDE,
        [total, *cells],
        whole=Words(total.breakdown),
        total=figure(total.content, "percent"),
        parts=Listed(tuple(cells), "percent"),
    )


def _check_stages(group: Family, compared: Compared) -> Iterator[Finding | None]:
    found = (
        next((cell for code, cell in group.items() if code.startswith(stage)), None)
        for stage in limits.STAGES
    )
    cells = [each for each in found if each and each.content.quantity is not None]
    for earlier, later in zip(cells, cells[1:], strict=False):
        if later.content.quantity > earlier.content.quantity:
            yield compared.about(
                CASES,
                [later, earlier],
                later=Words(later.breakdown),
                figure=figure(later.content, "quantity"),
                earlier=Words(earlier.breakdown),
                before=figure(earlier.content, "quantity"),
            )


def _has_bounds(cells: list[Cell], total: Cell) -> bool:
    return any(each.content.bound for each in (total, *cells))


def _sum_tolerance(numbers: list[Decimal], whole: Decimal) -> Decimal:
    rounding = sum(map(half_thousand, numbers), half_thousand(whole))
    rounding = min(rounding, whole * limits.SUM_TOLERANCE_ROUNDED)
    return max(rounding, whole * limits.SUM_TOLERANCE)
