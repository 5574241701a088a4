"""How sure a figure is, from what its source states. Nothing is made up.

An interval counts as one of 95 %, as surveys print it. A size of a sample alone is
read with a design effect of 2, that of a usual household survey, which draws villages
first and households in them. Who counts everybody has no survey error.
"""

from decimal import Decimal
from fractions import Fraction

from monitoring.enums import SourceKind
from monitoring.figures.points import Point

# An interval reaches so many standard errors to both sides.
REACH = Fraction("1.96")
DESIGN_EFFECT = 2
COUNTS_ALL = {SourceKind.CENSUS, SourceKind.ADMINISTRATIVE}


def variance(point: Point, whole: Decimal | None) -> Fraction | None:
    """Return the square of the standard error; None where it is not known.

    `whole` is what a share is a share of (100 for percent), None for a count.
    """
    if has_interval(point):
        return ((Fraction(point.high) - Fraction(point.low)) / (2 * REACH)) ** 2
    if point.standard_error:
        return Fraction(point.standard_error) ** 2
    if point.sample_size and whole is not None:
        value, everybody = Fraction(point.value), Fraction(whole)
        return value * (everybody - value) * DESIGN_EFFECT / point.sample_size
    return Fraction(0) if point.facts.source_kind in COUNTS_ALL else None


def has_interval(point: Point) -> bool:
    """Whether an interval is stated that holds the figure and has a width."""
    if point.low is None or point.high is None:
        return False
    return point.low <= point.value <= point.high and point.low < point.high
