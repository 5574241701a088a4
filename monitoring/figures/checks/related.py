"""Checks between indicators that belong together, in one country and year."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from monitoring.figures.checks import limits
from monitoring.figures.checks.base import Cell, Check, Finding, figure

CHORES = Check(
    "chores-less",
    _(
        "%(more_code)s with household chores is %(more)s, but %(less_code)s without "
        "them is %(less)s. Were the two swapped?"
    ),
)
HAZARDOUS = Check(
    "hazardous-more",
    _(
        "%(less_code)s, hazardous work only, is %(less)s, but %(more_code)s, all child "
        "labour, is %(more)s."
    ),
)
SURVEY_YEARS = Check(
    "survey-years",
    _(
        "The most recent year with data (%(later_code)s) is %(later)s, but "
        "%(earlier_code)s names %(earlier)s."
    ),
)
APART = Check(
    "same-as-other",
    _(
        "%(figure)s stands at %(code)s and at %(other)s. Forced labour and trafficking "
        "are counted apart: is it the same figure twice?"
    ),
)
CHECKS = (CHORES, HAZARDOUS, SURVEY_YEARS, APART)

# At most as much as the second: only comparable when one source says both.
ORDERED = ((limits.CHORES, CHORES), (limits.HAZARDOUS, HAZARDOUS))
ORDERED_CODES = frozenset({*limits.CHORES, *limits.HAZARDOUS})


def check_ordered(
    cells: Mapping[str, Cell], *, mine: Collection[int]
) -> Iterator[Finding]:
    """Check cells of one source, year and part, by the code of their indicator."""
    for (less_code, more_code), check in ORDERED:
        less, more = cells.get(less_code), cells.get(more_code)
        if less and more and _same_ages(less, more):
            yield from _check_order(check, less, more, mine)


def check_loose(
    cells: Mapping[str, Cell], *, mine: Collection[int]
) -> Iterator[Finding]:
    """Check cells of one year and part, whatever their sources, by indicator."""
    for first, second, check in LOOSE:
        if first in cells and second in cells:
            yield from check(cells[first], cells[second], mine)


def _same_ages(first: Cell, second: Cell) -> bool:
    ages = {first.content.ages, second.content.ages} - {""}
    return len(ages) < 2


def _new_first(
    first: Cell, second: Cell, mine: Collection[int]
) -> tuple[Cell, Cell] | None:
    if id(first) in mine:
        return first, second
    return (second, first) if id(second) in mine else None


def _check_order(
    check: Check,
    less: Cell,
    more: Cell,
    mine: Collection[int],
) -> Iterator[Finding]:
    pair = _new_first(less, more, mine)
    if not pair or less.content.bound or more.content.bound:
        return
    for field in ("percent", "quantity"):
        first, second = getattr(less.content, field), getattr(more.content, field)
        if first is None or second is None or first <= second:
            continue
        told = {"less": figure(less.content, field), "less_code": less.code}
        told |= {"more": figure(more.content, field), "more_code": more.code}
        yield check.found(*pair, **told)
        return


def _check_survey_years(
    earlier: Cell, later: Cell, mine: Collection[int]
) -> Iterator[Finding]:
    first, last = earlier.content.year_stated, later.content.year_stated
    pair = _new_first(later, earlier, mine)
    if pair and first and last and last < first:
        told = {"later_code": later.code, "later": last}
        told |= {"earlier_code": earlier.code, "earlier": first}
        yield SURVEY_YEARS.found(*pair, **told)


def _check_apart(first: Cell, second: Cell, mine: Collection[int]) -> Iterator[Finding]:
    pair = _new_first(second, first, mine)
    if not pair:
        return
    for field, least in limits.APART_LEAST.items():
        value = getattr(first.content, field)
        if value is None or value != getattr(second.content, field) or value < least:
            continue
        if not value:
            continue
        told = {"figure": figure(first.content, field), "code": pair[0].code}
        yield APART.found(*pair, other=pair[1].code, **told)
        return


LOOSE = (
    *((*pair, _check_survey_years) for pair in limits.SURVEY_YEARS),
    *((*pair, _check_apart) for pair in limits.APART),
)
LOOSE_CODES = frozenset(code for pair in LOOSE for code in pair[:2])
