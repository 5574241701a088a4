"""Where a series would be in the years to come if it went on as before.

Not a forecast of policy. Shares move on the logit, counts on the logarithm, so that
none falls below zero. The pace is that from the first to the newest comparable value.
The band of 80 % starts from the survey errors of both and widens with time, because an
error in the pace grows with each year; from three values on, also by how unevenly the
values in between have moved (a random walk with drift, less its survey errors). With
two values it knows of survey errors only, and so is the least it can be.
Random numbers come from a fixed seed: the same values give the same band.
"""

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from statistics import NormalDist

from monitoring.enums import BandHidden, Direction, ProgressStatus, Untold
from monitoring.figures.points import Point
from monitoring.figures.progress import SDG_DAY, Progress
from monitoring.figures.survey_errors import REACH, has_interval, variance

DRAWS, SEED = 4000, 87
# One draw in ten lies below the band, and one above.
BELOW, ABOVE = DRAWS // 10, DRAWS - DRAWS // 10 - 1
# Nothing is said about years after this one.
LAST_YEAR = 2100
# No curve reaches zero: so much of the whole, or of the first value, counts as none.
NEXT_TO_NONE = Fraction(1, 100)
DIGITS = Context(prec=6)
# Places further out than this are none, or all, in every number that is printed.
FAR = 300.0


@dataclass(frozen=True, slots=True)
class Band:
    """What a year would bring, in the unit of the series: 80 % are from low to high."""

    year: int
    middle: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Projection:
    """The years after the newest value; `hidden` says why there is no band.

    With the same change each year the series is not past `threshold` before
    `not_before`, even where survey errors hide a pace that only one draw in ten exceeds
    (LAST_YEAR: not before it, and nothing is said about later). None where the series
    does not move towards its target. `is_next_to_none`: the threshold is not the target
    itself, which no curve reaches, but near it. `is_least`: only survey errors are
    known, not how unevenly the series moves, so the band may be wider.
    """

    hidden: str
    bands: tuple[Band, ...] = ()
    threshold: Decimal | None = None
    is_next_to_none: bool = False
    not_before: int | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The bent scale of a series. `base` is the whole of shares, else the first value.

    Values are divided by it first, so that the unit leaves no trace.
    """

    base: Fraction
    is_share: bool

    def at(self, value: Decimal) -> float | None:
        """Return where a value stands; None for none and all, which have no place."""
        part = Fraction(value) / self.base
        if part <= 0 or (self.is_share and part >= 1):
            return None
        if self.is_share:
            return math.log(part / (1 - part))
        return math.log(part)

    def part(self, place: float) -> float:
        """Return which part of the base stands at a place."""
        place = max(-FAR, min(place, FAR))
        return 1 / (1 + math.exp(-place)) if self.is_share else math.exp(place)

    def value(self, place: float) -> Decimal:
        """Return the value at a place, to six digits."""
        part = self.part(place)
        base = Decimal(self.base.numerator) / self.base.denominator
        return DIGITS.create_decimal_from_float(part) * base

    def errors(self, point: Point, whole: Decimal | None) -> tuple[float, float] | None:
        """Return the standard errors below and above a point; None: not known."""
        middle = self.at(point.value)
        if middle is None:
            return None
        if has_interval(point):
            low, high = self.at(point.low), self.at(point.high)
            below = None if low is None else (middle - low) / float(REACH)
            above = None if high is None else (high - middle) / float(REACH)
            if below is not None or above is not None:
                return (
                    above if below is None else below,
                    below if above is None else above,
                )
        squared = variance(point, whole)
        if squared is None:
            return None
        part = Fraction(point.value) / self.base
        slope = 1 / (part * (1 - part)) if self.is_share else 1 / part
        error = math.sqrt(squared / self.base**2) * float(slope)
        return error, error


@dataclass(frozen=True, slots=True)
class Draws:
    """Ways on from the newest value: where each starts, how it leans, how it sways."""

    scale: Scale
    middle: float
    lean: float
    starts: tuple[float, ...]
    leans: tuple[float, ...]
    sways: tuple[float, ...]
    unevenness: float
    years: int
    is_least: bool

    def band(self, year: int, after: int) -> Band:
        low, high = self.edges(after)
        middle = self.scale.value(self.middle + self.lean * after)
        return Band(year, middle, low, high)

    def edges(self, after: int) -> tuple[Decimal, Decimal]:
        """Return both edges of the band so many years after the newest value."""
        places = sorted(self._places(after))
        return self.scale.value(places[BELOW]), self.scale.value(places[ABOVE])

    def years_until(self, threshold: Decimal, *, is_up: bool) -> float:
        """Return after how many years one straight line in ten is at a threshold.

        Each line leads from one drawn first value to the newest value drawn with it.
        """
        goal = float(Fraction(threshold) / self.scale.base)
        sign = -1 if is_up else 1
        found = []
        for start, lean in zip(self.starts, self.leans, strict=True):
            late = self.scale.part(start)
            way = sign * (late - goal)
            gained = sign * (self.scale.part(start - lean * self.years) - late)
            found.append(way / gained if gained > 0 else math.inf)
        return max(0.0, sorted(found)[BELOW]) * self.years

    def _places(self, after: int) -> list[float]:
        ways = zip(self.starts, self.leans, strict=True)
        straight = [start + lean * after for start, lean in ways]
        if not self.unevenness:
            return straight
        width = math.sqrt(self.unevenness * (after + after**2 / self.years))
        both = zip(straight, self.sways, strict=True)
        return [place + sway * width for place, sway in both]


def project(progress: Progress, years: Iterable[int] | None = None) -> Projection:
    """Return where a series would be in the years asked for.

    By default in each year after the newest value until 2030, or the target if later.
    """
    if not _moves(progress):
        is_reached = progress.status == ProgressStatus.REACHED
        return Projection(BandHidden.REACHED if is_reached else BandHidden.NO_CLASS)
    scale = _scale(progress)
    threshold = _threshold(progress)
    draws = _draws(progress, scale)
    last = progress.last.year
    until = min(max(progress.target.on.year, SDG_DAY.year), LAST_YEAR)
    asked = range(last + 1, until + 1) if years is None else years
    after = sorted(year - last for year in asked if last < year <= LAST_YEAR)
    if isinstance(draws, Draws):
        hidden = "" if after else BandHidden.NO_YEARS
        bands = tuple(draws.band(last + each, each) for each in after)
    else:
        hidden, bands = draws, ()
    return Projection(
        hidden,
        bands,
        threshold,
        threshold != progress.target.value,
        _not_before(progress, threshold, draws),
        is_least=bool(bands) and draws.is_least,
    )


def _moves(progress: Progress) -> bool:
    if progress.status == ProgressStatus.CANNOT_TELL:
        return progress.reason == Untold.UNMEASURED
    return progress.status != ProgressStatus.REACHED


def _scale(progress: Progress) -> Scale:
    is_share = progress.whole is not None
    base = Fraction(progress.whole if is_share else progress.first.value)
    return Scale(base or Fraction(1), is_share)


def _threshold(progress: Progress) -> Decimal:
    """Return the target, or where a curve cannot reach it, what counts as none of it.

    That is one in a hundred of the whole; of a count, or a share that begins below,
    one hundredth of the first value.
    """
    target, first = Fraction(progress.target.value), Fraction(progress.first.value)
    whole = None if progress.whole is None else Fraction(progress.whole)
    if progress.direction == Direction.UP:
        if whole is None:
            return progress.target.value
        near = whole - _next_to_none(whole - first, whole)
        return _exact(min(target, near))
    return _exact(max(target, _next_to_none(first, whole)))


def _next_to_none(first: Fraction, whole: Fraction | None) -> Fraction:
    is_small = whole is None or first <= whole * NEXT_TO_NONE
    return NEXT_TO_NONE * (first if is_small else whole)


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _draws(progress: Progress, scale: Scale) -> Draws | str:
    """Draw ways on; returns why not where that cannot be done."""
    first, last = progress.first, progress.last
    start, end = scale.at(first.value), scale.at(last.value)
    if start is None or end is None:
        return BandHidden.AT_THE_END
    errors = [scale.errors(point, progress.whole) for point in (first, last)]
    if None in errors:
        return BandHidden.NO_ERROR
    unevenness, spare = _unevenness(progress, scale)
    if not unevenness and not any(map(any, errors)):
        return BandHidden.NO_SPREAD
    years = last.year - first.year
    chances = _chances()
    firsts = _around(start, errors[0], chances[0])
    lasts = _around(end, errors[1], chances[1])
    leans = tuple(
        (late - early) / years for early, late in zip(firsts, lasts, strict=True)
    )
    lean = (end - start) / years
    sways = _sways(spare) if unevenness else ()
    return Draws(
        scale, end, lean, lasts, leans, sways, unevenness, years, is_least=spare < 1
    )


@cache
def _chances() -> tuple[tuple[float, ...], ...]:
    """Return standard normal numbers: for first values, newest values, and sways.

    One from each of DRAWS equally likely slices, so that few of them are enough.
    """
    normal = NormalDist()
    slices = [normal.inv_cdf((each + 0.5) / DRAWS) for each in range(DRAWS)]
    source = random.Random(SEED)
    return tuple(tuple(source.sample(slices, DRAWS)) for _ in range(3))


@cache
def _sways(spare: int) -> tuple[float, ...]:
    """Return the sways by how many values told how large they are (Student's t)."""
    source = random.Random(SEED)
    return tuple(
        chance / math.sqrt(source.gammavariate(spare / 2, 2 / spare))
        for chance in _chances()[2]
    )


def _around(
    middle: float, errors: tuple[float, float], chances: tuple[float, ...]
) -> tuple[float, ...]:
    below, above = errors
    return tuple(
        middle + chance * (above if chance > 0 else below) for chance in chances
    )


def _unevenness(progress: Progress, scale: Scale) -> tuple[float, int]:
    """Return how much a year sways beside the pace, as a variance; 0 where not known.

    Σ d²/t of the single steps, less what their survey errors give, less the pace. With
    it stands how many values there are to tell it from, beyond the two ends.
    """
    placed = [
        (point.year, place, scale.errors(point, progress.whole) or (0.0, 0.0))
        for point in progress.points
        if (place := scale.at(point.value)) is not None
    ]
    spare = len(placed) - 2
    if spare < 1:
        return 0.0, 0
    steps = zip(placed, placed[1:], strict=False)
    seen = sum(_sway(*step) for step in steps) - _sway(placed[0], placed[-1])
    return max(0.0, seen / spare), spare


def _sway(early: tuple, late: tuple) -> float:
    """Return the squared change between two values beyond their errors, per year."""
    noise = sum((below**2 + above**2) / 2 for below, above in (early[2], late[2]))
    return ((late[1] - early[1]) ** 2 - noise) / (late[0] - early[0])


def _not_before(
    progress: Progress, threshold: Decimal, draws: Draws | str
) -> int | None:
    """Return the first year in which the threshold could be passed on present pace."""
    moves = {ProgressStatus.ON_COURSE, ProgressStatus.TOO_SLOW}
    is_moving = progress.status in moves or progress.reason == Untold.UNMEASURED
    first, last = progress.first, progress.last
    is_up = progress.direction == Direction.UP
    way, gained = (
        -each if is_up else each
        for each in (last.value - threshold, first.value - last.value)
    )
    if not is_moving or way <= 0:
        return None
    years = last.year - first.year
    after = math.ceil(Fraction(way) * years / Fraction(gained))
    if isinstance(draws, Draws):
        after = min(after, math.ceil(draws.years_until(threshold, is_up=is_up)))
    found = min(last.year + after, LAST_YEAR)
    return found if found > progress.on.year else None
