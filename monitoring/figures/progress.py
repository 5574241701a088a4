"""How far a series has come towards its target, and how fast it would have to go.

Everything is a ratio of differences: share of the way from the first comparable value
to the target, against share of the time. So it holds for a target of zero, and in any
unit. Time is counted in whole years: a value stands for its year, a target for the
year of its date. Only the newest comparable values are used; a change of what is
measured is never crossed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.conf import settings

from monitoring.enums import (
    Dimension,
    Direction,
    IndicatorTheme,
    ProgressStatus,
    Untold,
)
from monitoring.figures.points import Point, Series
from monitoring.figures.survey_errors import variance

# SDG target 8.7: child labour is to end by 2025, forced labour and trafficking by 2030.
SDG_DAYS = {IndicatorTheme.CHILD_LABOUR: date(2025, 12, 31)}
SDG_DAY = date(2030, 12, 31)
PERCENT = "%"
# A change is clear when it is outside of the middle 80 % of what chance alone gives.
CLEAR = Fraction("1.2816")
# Less than a tenth of the pace that the target asks for counts as no change.
LEAST = Fraction(1, 10)

# The shape that stands before the words (see `components/state.html`).
TONES = {
    ProgressStatus.REACHED: "good",
    ProgressStatus.ON_COURSE: "good",
    ProgressStatus.TOO_SLOW: "watch",
    ProgressStatus.NO_CHANGE: "watch",
    ProgressStatus.AWAY: "watch",
    ProgressStatus.CANNOT_TELL: "none",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached, in the unit of the series, and the last day for it."""

    value: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How a series stood towards its target on a day, with every number it rests on.

    `points` are the comparable values that are used, oldest first. `covered` and
    `elapsed` are shares of the way and of the time from the first to the target (1 is
    all; None where the first is no further from the target than the target itself, or
    no older). `pace` and `pace_needed` are per year, positive towards the target; what
    is needed counts from the newest value, None where no year is left. `left_out` are
    figures that cannot be compared with these, or are limits. `whole` is 100 for
    percent, None for a count.
    """

    status: ProgressStatus
    reason: str
    direction: str
    unit: str
    whole: Decimal | None
    on: date
    target: Target | None
    points: tuple[Point, ...] = ()
    left_out: tuple[Point, ...] = ()
    covered: Decimal | None = None
    elapsed: Decimal | None = None
    pace: Decimal | None = None
    pace_needed: Decimal | None = None

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def is_told(self) -> bool:
        return self.status != ProgressStatus.CANNOT_TELL

    @property
    def is_measured(self) -> bool:
        """Whether there are two comparable values and a target to go to."""
        return self.pace is not None

    @property
    def date_passed(self) -> bool:
        """Whether the last day for the target is over."""
        return self.target is not None and self.on > self.target.on

    @property
    def is_missed(self) -> bool:
        """Whether a value as new as the target date shows that it was not reached."""
        return (
            self.date_passed
            and self.is_told
            and self.status != ProgressStatus.REACHED
            and self.last.year >= self.target.on.year
        )


@dataclass(frozen=True, slots=True)
class Ways:
    """Differences between first value, newest value and target, exactly.

    Positive is towards the target; years are whole.
    """

    whole_way: Fraction
    gained: Fraction
    left: Fraction
    years: int
    years_in_all: int
    years_left: int

    @property
    def covered(self) -> Fraction | None:
        return self.gained / self.whole_way if self.whole_way > 0 else None

    @property
    def elapsed(self) -> Fraction | None:
        if self.years_in_all <= 0:
            return None
        return Fraction(self.years, self.years_in_all)


def target_for(
    *,
    theme: str,
    dimension: str,
    direction: str,
    value: Decimal | None = None,
    on: date | None = None,
) -> Target | None:
    """Return the target on record (`value`, `on`), else that of SDG target 8.7: none.

    Where nothing is on record, only how widespread a thing is has a target.
    """
    day = on or SDG_DAYS.get(theme, SDG_DAY)
    if direction == Direction.NONE:
        return None
    if value is not None:
        return Target(value, day)
    is_to_end = direction == Direction.DOWN and dimension == Dimension.PREVALENCE
    return Target(Decimal(0), day) if is_to_end else None


def progress_of(
    series: Series,
    segments: Iterable[Iterable[Point]],
    *,
    target: Target | None,
    today: date,
    whole: Decimal | None = None,
) -> Progress:
    """Return how a series stands towards a target on a day.

    `segments` are its points, parted wherever two may not be compared. `whole` tells
    what shares are shares of where the unit is not percent.
    """
    if whole is None and series.unit == PERCENT:
        whole = Decimal(100)
    newest = _newest(segments)
    used = tuple(point for point in newest if not point.bound)
    facts = {
        "direction": series.direction,
        "unit": series.unit,
        "whole": whole,
        "on": today,
        "target": target,
        "points": used,
        "left_out": tuple(each for each in series.points if each not in used),
    }
    reason = _gap(series, newest, used, target)
    if reason:
        return Progress(ProgressStatus.CANNOT_TELL, reason, **facts)
    ways = _ways(series.direction, used, target)
    status, reason = _status(ways, used, whole, target, today)
    return Progress(status, reason, **facts, **_results(ways))


def _newest(segments: Iterable[Iterable[Point]]) -> tuple[Point, ...]:
    """Return the segment that ends last, in order of years."""
    sorted_ones = (
        tuple(sorted(each, key=lambda point: point.year)) for each in segments
    )
    filled = [each for each in sorted_ones if each]
    return max(filled, key=lambda each: each[-1].year, default=())


def _gap(series: Series, newest, used, target: Target | None) -> str:
    """Return what is missing for a comparison with the target; empty: nothing."""
    if series.direction == Direction.NONE:
        return Untold.NO_DIRECTION
    if not series.points or not newest:
        return Untold.NO_POINTS
    if target is None:
        return Untold.NO_TARGET
    if newest[-1].bound:
        return Untold.BOUND
    if used[0].year < used[-1].year:
        return ""
    if len(newest) > 1:
        return Untold.BOUND
    return Untold.BREAK if len(series.points) > 1 else Untold.ONE_POINT


def _ways(direction: str, used: tuple[Point, ...], target: Target) -> Ways:
    first, last = used[0], used[-1]
    sign = -1 if direction == Direction.UP else 1
    start, end, goal = (
        sign * Fraction(each) for each in (first.value, last.value, target.value)
    )
    return Ways(
        whole_way=start - goal,
        gained=start - end,
        left=end - goal,
        years=last.year - first.year,
        years_in_all=target.on.year - first.year,
        years_left=target.on.year - last.year,
    )


def _status(
    ways: Ways,
    used: tuple[Point, ...],
    whole: Decimal | None,
    target: Target,
    today: date,
) -> tuple[ProgressStatus, str]:
    last = used[-1]
    if today.year - last.year >= settings.DATA_OLD_YEARS:
        return ProgressStatus.CANNOT_TELL, Untold.OLD
    if ways.left <= 0:
        return ProgressStatus.REACHED, ""
    if _is_unclear(ways, used, whole):
        return ProgressStatus.NO_CHANGE, ""
    if ways.gained < 0:
        return ProgressStatus.AWAY, ""
    covered, elapsed = ways.covered, ways.elapsed
    if covered is None or elapsed is None or covered < elapsed:
        return ProgressStatus.TOO_SLOW, ""
    if today > target.on:
        return ProgressStatus.CANNOT_TELL, Untold.UNMEASURED
    return ProgressStatus.ON_COURSE, ""


def _is_unclear(ways: Ways, used: tuple[Point, ...], whole: Decimal | None) -> bool:
    """Whether the change is next to none, or no larger than chance may make it."""
    if ways.covered is None:
        is_small = ways.gained == 0
    else:
        due = 1 if ways.elapsed is None else min(ways.elapsed, Fraction(1))
        is_small = abs(ways.covered) < LEAST * due
    errors = variance(used[0], whole), variance(used[-1], whole)
    if is_small or None in errors:
        return is_small
    return ways.gained**2 <= CLEAR**2 * sum(errors)


def _results(ways: Ways) -> dict[str, Decimal | None]:
    has_time = ways.years_left > 0
    return {
        "covered": _decimal(ways.covered),
        "elapsed": _decimal(ways.elapsed),
        "pace": _decimal(ways.gained / ways.years),
        "pace_needed": _decimal(ways.left / ways.years_left) if has_time else None,
    }


def _decimal(exact: Fraction | None) -> Decimal | None:
    return None if exact is None else Decimal(exact.numerator) / exact.denominator
