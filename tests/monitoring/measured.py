"""Series of made-up values for tests of progress and of what comes after."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from monitoring.enums import SourceKind
from monitoring.figures.points import Facts, Point, Series
from monitoring.figures.progress import Progress, Target, progress_of

TODAY = date(2026, 11, 22)
BY_2025, BY_2030 = date(2025, 12, 31), date(2030, 12, 31)
ZERO = Target(Decimal(0), BY_2030)
SURVEY = Facts(definition=1, source_kind=SourceKind.SURVEY)
CENSUS = Facts(definition=1, source_kind=SourceKind.CENSUS)


def point(year: int, value, *, facts=SURVEY, **stated) -> Point:
    """Return a value of a survey, in its own version; numbers are given as text."""
    exact = {
        name: Decimal(given) if name in {"low", "high", "standard_error"} else given
        for name, given in stated.items()
    }
    return Point(year, Decimal(value), facts, version=year, observation=year, **exact)


def series(*points: Point, unit="%", direction="down") -> Series:
    return Series("Exampleland", "PR-CL-1", "Child labour", unit, direction, points)


def judged(*points: Point, target=ZERO, today=TODAY, whole=None, **facts) -> Progress:
    """Return the progress of points that can all be compared."""
    found = series(*points, **facts)
    return progress_of(found, [points], target=target, today=today, whole=whole)


def times(factor, one: Point) -> Point:
    """Return a point in another unit."""
    stated = {
        name: None if given is None else given * factor
        for name in ("value", "low", "high", "standard_error")
        for given in [getattr(one, name)]
    }
    return replace(one, **stated)
