"""What a line over years is made of. Who draws it decides nothing about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from alliance87.core.charts.drawing import finite

BOUNDS = ("", "<", ">")


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One year's value. `words` is how it is printed; empty: its number.

    `bound` is "<" or ">" where only a limit is known: drawn as such, never joined.
    `low` and `high` are the ends of an interval.
    """

    year: int
    value: Decimal
    words: str = ""
    is_estimate: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""

    def __post_init__(self) -> None:
        for number in self.numbers:
            finite(number)
        if self.bound not in BOUNDS:
            raise ValueError(f"{self.bound!r} is no bound")

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        known = (self.value, self.low, self.high)
        return tuple(number for number in known if number is not None)


@dataclass(frozen=True, slots=True)
class Segment:
    """Values that may be compared with each other, in order of years.

    `note` says why they may not be compared with the segment before.
    """

    points: tuple[LinePoint, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("A segment needs at least one value")
        if any(one.year >= other.year for one, other in pairwise(self.points)):
            raise ValueError("The years of a segment rise")

    @property
    def runs(self) -> list[list[LinePoint]]:
        """The values that a line joins: no year between is missing, none is a limit."""
        runs: list[list[LinePoint]] = []
        for point in self.points:
            before = runs[-1][-1] if runs else None
            if (
                before is not None
                and point.year == before.year + 1
                and not point.bound
                and not before.bound
            ):
                runs[-1].append(point)
            else:
                runs.append([point])
        return runs


@dataclass(frozen=True, slots=True)
class Line:
    """One series. `gaps` are years with words in place of a value."""

    label: str
    segments: tuple[Segment, ...] = ()
    gaps: tuple[tuple[int, str], ...] = ()

    @property
    def points(self) -> list[LinePoint]:
        return [point for segment in self.segments for point in segment.points]

    @property
    def newest(self) -> LinePoint | None:
        """The value of the latest year; of two, that of the later segment."""
        return max(self.points[::-1], key=lambda point: point.year, default=None)

    @property
    def breaks(self) -> list[tuple[float, str]]:
        """Where one segment ends and the next begins, in years, with its note."""
        return [
            ((one.points[-1].year + other.points[0].year) / 2, other.note)
            for one, other in pairwise(self.segments)
        ]


@dataclass(frozen=True, slots=True)
class Target:
    """A value to be reached by the end of a year; `words` is the whole label."""

    year: int
    value: Decimal
    words: str

    def __post_init__(self) -> None:
        finite(self.value)


@dataclass(frozen=True, slots=True)
class ProjectedPoint:
    """What is expected of a year, and the band around it."""

    year: int
    value: Decimal
    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        for number in (self.value, self.low, self.high):
            finite(number)


@dataclass(frozen=True, slots=True)
class Projection:
    """How a series would go on; `words` name it and the width of its band."""

    points: tuple[ProjectedPoint, ...]
    words: str

    def __post_init__(self) -> None:
        if len(self.points) < 2:
            raise ValueError("A projection needs two years")
        if any(one.year >= other.year for one, other in pairwise(self.points)):
            raise ValueError("The years of a projection rise")


@dataclass(frozen=True, slots=True)
class Band:
    """Years without a value, first to last, and the words that stand for it."""

    first: int
    last: int
    words: str


def bands(lines: Sequence[Line], *, first: int, last: int) -> list[Band]:
    """Return the years in which no line has a value, joined where the words agree."""
    known = {point.year for line in lines for point in line.points}
    said = dict(gap for line in lines for gap in line.gaps)
    found: list[Band] = []
    for year in range(first, last + 1):
        if year in known:
            continue
        words = said.get(year, "")
        if found and found[-1].last == year - 1 and found[-1].words == words:
            found[-1] = Band(found[-1].first, year, words)
        else:
            found.append(Band(year, year, words))
    return found


def years_of(lines: Sequence[Line]) -> Iterator[int]:
    """Yield every year that lines speak of, with a value or with words."""
    for line in lines:
        yield from (point.year for point in line.points)
        yield from (year for year, _words in line.gaps)
