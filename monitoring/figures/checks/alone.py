"""Checks that need one cell and nothing else."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Axis, ValueType
from monitoring.figures import breakdowns
from monitoring.figures.checks import limits
from monitoring.figures.checks.ages import Ages, band, within
from monitoring.figures.checks.base import (
    Cell,
    Check,
    Figure,
    Finding,
    figure,
    part,
)
from monitoring.figures.checks.wholes import PEOPLE

NEGATIVE = Check(
    "negative",
    _("%(figure)s is below zero. A figure here is zero or more."),
    blocks=True,
)
ABOVE_100 = Check(
    "share-above-100",
    _("%(figure)s is more than the whole. A share is between 0 and 100 %%."),
    blocks=True,
)
YEAR_TO_COME = Check(
    "year-to-come",
    _("%(year)s has not begun: the last year there can be figures for is %(last)s."),
    blocks=True,
)
YEAR_TOO_EARLY = Check(
    "year-too-early",
    _("%(year)s is too long ago: years from %(first)s on are kept. Check the digits."),
    blocks=True,
)
INTERVAL_ORDER = Check(
    "interval-order",
    _("The interval ends (%(high)s) before it begins (%(low)s)."),
    blocks=True,
)
AXIS_UNKNOWN = Check(
    "axis-unknown",
    _("%(code)s is not broken down by “%(axis)s”. Choose another part or the total."),
    blocks=True,
)
AGES_OUTSIDE = Check(
    "ages-outside",
    _("%(code)s is about ages %(from)s to %(to)s; “%(ages)s” reaches beyond them."),
    blocks=True,
)
INTERVAL_MISSES = Check(
    "interval-misses",
    _("%(figure)s does not lie in its own interval, %(low)s to %(high)s."),
)
ERROR_ZERO = Check(
    "standard-error-zero",
    _("The standard error of %(figure)s is 0. Was it meant to be left empty?"),
)
YEAR_STATED = Check(
    "year-stated",
    _("The year given is %(stated)s, the figure is for %(year)s. Is it a slip?"),
)
DATE_TO_COME = Check(
    "date-to-come",
    _("The date lies in %(stated)s, after this year (%(last)s)."),
)
NOT_WHOLE = Check(
    "not-whole",
    _("%(figure)s is no whole number. Is it in thousands, or a percent?"),
)
IS_THE_YEAR = Check(
    "figure-is-year",
    _("The figure for %(year)s is %(figure)s as well. Is it the year, typed twice?"),
)
ONE_IS_ZERO = Check(
    "one-is-zero",
    _("%(percent)s and %(number)s: one of them is zero and the other is not."),
)
POPULATION = Check(
    "population-size",
    _(
        "%(number)s is %(percent)s of about %(population)s children. "
        "Is the number in thousands?"
    ),
)
CHECKS = (
    *(NEGATIVE, ABOVE_100, YEAR_TO_COME, YEAR_TOO_EARLY, INTERVAL_ORDER),
    *(AXIS_UNKNOWN, AGES_OUTSIDE, INTERVAL_MISSES, ERROR_ZERO, YEAR_STATED),
    *(DATE_TO_COME, NOT_WHOLE, IS_THE_YEAR, ONE_IS_ZERO, POPULATION),
)
NOT_BELOW_ZERO = (
    *("percent", "quantity", "amount", "gdp_percent"),
    *("low", "high", "standard_error", "sample_size"),
)
# Kinds of values whose number counts people or cases.
COUNTED = frozenset({ValueType.SHARE.value, ValueType.NUMBER.value})


def check_place(
    cell: Cell, *, this_year: int, ages: Ages, spans: Mapping[str, tuple[int, int]]
) -> Iterator[Finding]:
    """Check year and part: what no source can have meant."""
    if cell.year > this_year:
        yield YEAR_TO_COME.found(cell, year=cell.year, last=this_year)
    elif cell.year < limits.FIRST_YEAR:
        yield YEAR_TOO_EARLY.found(cell, year=cell.year, first=limits.FIRST_YEAR)
    if not cell.breakdown:
        return
    codes = part(cell.breakdown) or _codes(cell.breakdown)
    for axis in codes:
        if axis not in cell.definition.axes:
            yield AXIS_UNKNOWN.found(cell, code=cell.code, axis=_axis_name(axis))
    span, code = spans.get(cell.code), codes.get(Axis.AGE)
    if span and code and not within(band(code, ages), span):
        about = {"from": span[0], "to": span[1]}
        yield AGES_OUTSIDE.found(cell, code=cell.code, ages=code, **about)


def check_figures(cell: Cell, *, this_year: int) -> Iterator[Finding]:
    """Check what the cell states, by the fields it fills."""
    content = cell.content
    if content.percent is not None and content.percent > 100:
        yield ABOVE_100.found(cell, figure=figure(content, "percent"))
    if content.gdp_percent is not None and content.gdp_percent > 100:
        yield ABOVE_100.found(cell, figure=figure(content, "gdp_percent"))
    yield from _below_zero(cell)
    if content.quantity is not None:
        yield from _check_number(cell)
    if content.low is not None or content.high is not None:
        yield from _check_interval(cell)
    if content.standard_error == 0 and (content.percent or content.quantity):
        field = "quantity" if content.percent is None else "percent"
        yield ERROR_ZERO.found(cell, figure=figure(content, field))
    stated = content.year_stated
    if stated is not None and not limits.FIRST_YEAR <= stated <= this_year:
        yield YEAR_STATED.found(cell, stated=stated, year=cell.year)
    if content.on is not None and content.on.year > this_year:
        yield DATE_TO_COME.found(cell, stated=content.on.year, last=this_year)


def _below_zero(cell: Cell) -> Iterator[Finding]:
    content = cell.content
    for name in NOT_BELOW_ZERO:
        value = getattr(content, name)
        if value is not None and value < 0:
            yield NEGATIVE.found(cell, figure=Figure(Decimal(value)))


def _check_number(cell: Cell) -> Iterator[Finding]:
    content, share = cell.content, cell.content.percent
    is_counted = cell.definition.value_type in COUNTED
    if content.quantity % 1 and cell.is_exact and is_counted:
        yield NOT_WHOLE.found(cell, figure=figure(content, "quantity"))
    if content.quantity == cell.year:
        told = {"figure": Figure(content.quantity), "year": cell.year}
        yield IS_THE_YEAR.found(cell, **told)
    if share is None or content.bound:
        return
    told = {"percent": figure(content, "percent")}
    told |= {"number": figure(content, "quantity")}
    # A small number may well be 0.0 percent, and 0.04 percent of few may be nobody.
    if (share >= limits.FRACTION_ALONE and not content.quantity) or (
        not share and content.quantity >= limits.POPULATION[0]
    ):
        yield ONE_IS_ZERO.found(cell, **told)
    if cell.breakdown or cell.code not in limits.SPANS:
        return
    implied = PEOPLE.interval(content)
    least, most = limits.POPULATION
    if implied and (implied[1] < least or implied[0] > most):
        yield POPULATION.found(cell, population=PEOPLE.about(content), **told)


def _check_interval(cell: Cell) -> Iterator[Finding]:
    content = cell.content
    low, high = content.low, content.high
    if low is not None and high is not None and high < low:
        yield INTERVAL_ORDER.found(cell, low=Figure(low), high=Figure(high))
        return
    field = "quantity" if content.percent is None else "percent"
    value = getattr(content, field)
    if value is None or content.bound:
        return
    if (low is not None and value < low) or (high is not None and value > high):
        yield INTERVAL_MISSES.found(
            cell,
            figure=figure(content, field),
            low=Figure(low) if low is not None else "\N{HORIZONTAL ELLIPSIS}",
            high=Figure(high) if high is not None else "\N{HORIZONTAL ELLIPSIS}",
        )


def _codes(breakdown: str) -> dict[str, str]:
    """Return what a text names that is no key, so that it can be refused by name."""
    try:
        return breakdowns.parts(breakdown)
    except ValidationError:
        return {breakdown: breakdown}


def _axis_name(axis: str) -> object:
    return Axis(axis).label if axis in Axis.values else axis
