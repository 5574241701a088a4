"""Axes: where a value and a year lie. Zero is on every axis of values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import amount, at, finite, width_of
from alliance87.core.charts.picture import SIZE, path, text

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
YEAR_ROOM = 42
# Above this the figures of an axis count in larger units.
PLAIN_MAX = Decimal(10) ** 7
POWERS: tuple[tuple[int, Callable[[], str]], ...] = (
    (12, lambda: _("million millions")),
    (9, lambda: _("thousand millions")),
    (6, lambda: _("millions")),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of values: from `low` to `high` in steps of 1, 2 or 5 times a power."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def of(cls, values: Iterable[Decimal], *, most: int) -> "Scale":
        """Return the finest scale with zero, all values and at most so many figures.

        Whole numbers are counted in whole steps. Refuses NaN and Infinity.
        """
        known = [finite(value) for value in values]
        low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
        if low == high:
            return cls(Decimal(0), Decimal(1), Decimal(1))
        least = Decimal(1) if all(v == v.to_integral_value() for v in known) else 0
        power = Decimal(1).scaleb((high - low).adjusted() - 1)
        for factor in (power, power * 10, power * 100):
            for step in (factor * each for each in STEPS):
                scale = cls(_down(low, step), _up(high, step), step)
                if step >= least and len(scale.figures) <= most:
                    return scale
        raise ValueError("An axis needs room for three figures")

    @classmethod
    def across(cls, values: Iterable[Decimal], *, most: int, room: float) -> "Scale":
        """Return a scale whose figures stand side by side without touching."""
        values = list(values)
        for fewer in range(most, 3, -1):
            scale = cls.of(values, most=fewer)
            widest = max(width_of(words, size=SIZE) for words in scale.words)
            if (widest + 10) * (len(scale.figures) - 1) <= room:
                return scale
        return cls.of(values, most=3)

    @property
    def figures(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * i for i in range(count + 1)]

    def share(self, value: Decimal) -> float:
        """Return how far up a value lies: 0 at the low end, 1 at the high end."""
        return float((value - self.low) / (self.high - self.low))

    @property
    def words(self) -> tuple[str, ...]:
        """The figures in the active language, short enough for an axis."""
        return _figure_words(self, get_language() or "en")

    def unit_words(self, unit: str) -> str:
        """Return what stands at the head of the axis: unit, and how it is counted."""
        counted = dict(POWERS).get(self.power)
        if counted is None:
            return unit
        return f"{unit}, {counted()}" if unit else counted()

    @property
    def power(self) -> int:
        """The power of ten in which the figures count: 6 for millions."""
        largest = max(abs(self.low), abs(self.high))
        if largest < PLAIN_MAX:
            return 0
        fitting = (p for p, _words in POWERS if self.step >= Decimal(1).scaleb(p - 1))
        return next(fitting, 6)


@lru_cache(maxsize=256)
def _figure_words(scale: Scale, _language: str) -> tuple[str, ...]:
    """Return the figures of a scale in the active language, which is the key too."""
    return tuple(
        amount(each.scaleb(-scale.power).normalize()) for each in scale.figures
    )


def _down(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def _up(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step


@dataclass(frozen=True, slots=True)
class Plane:
    """Where years and values lie. Every year has a cell of one width."""

    first: int
    last: int
    scale: Scale
    left: float
    right: float
    top: float
    base: float

    @property
    def cell(self) -> float:
        return (self.right - self.left) / (self.last + 1 - self.first)

    def x(self, year: float) -> float:
        """Return the middle of a year's cell."""
        return self.left + (year - self.first + 0.5) * self.cell

    def y(self, value: Decimal) -> float:
        return self.base - self.scale.share(value) * (self.base - self.top)

    @property
    def zero(self) -> float:
        return self.y(Decimal(0))

    def named_years(self, always: Iterable[int] = ()) -> list[int]:
        """Return the years that are written under the axis; none touch.

        Those that must be written come first, then round years as there is room.
        """
        every = next((n for n in YEAR_STEPS if n * self.cell >= YEAR_ROOM), 1000)
        start = self.last if every < 5 else 0
        usual = [
            year
            for year in range(self.first, self.last + 1)
            if (year - start) % every == 0
        ]
        chosen: list[int] = []
        for year in (*always, *usual, self.last, self.first):
            if all(abs(year - each) * self.cell >= YEAR_ROOM for each in chosen):
                chosen.append(year)
        return sorted(chosen)

    def grid(self, *, always: Iterable[int] = (), figures: bool = True) -> str:
        """Return hairlines across, the line of zero, and what stands at them."""
        scale = self.scale
        parts = [
            path(f"M{at(self.left)} {at(self.y(value))}H{at(self.right)}", "line")
            for value in scale.figures
        ]
        parts.append(
            path(
                f"M{at(self.left)} {at(self.zero)}H{at(self.right)}",
                "edge",
                width=1,
                css="chart__axis",
            )
        )
        if figures:
            parts += [
                text(words, self.left - 7, self.y(value) + 4.5, anchor="end")
                for value, words in zip(scale.figures, scale.words, strict=True)
            ]
        parts += [
            text(str(year), self.x(year), self.base + 19, anchor="middle")
            for year in self.named_years(always)
        ]
        return "".join(parts)


def margin_of(scale: Scale) -> float:
    """Return the room that the figures of an axis need beside it."""
    return max(width_of(words, size=SIZE) for words in scale.words) + 9
