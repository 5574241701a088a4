"""What a figure and its percent together say of the whole: a population, an economy."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from monitoring.figures.checks.base import Figure, figure, half_step
from monitoring.figures.content import Content

Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Whole:
    """Names the two fields: of the whole, `part` is `share` percent."""

    part: str
    share: str

    @cached_property
    def _fields(self):
        return attrgetter(self.part, self.share)

    def interval(self, content: Content) -> Interval | None:
        """Between what and what the whole is, after the rounding of the percent."""
        part, share = self._fields(content)
        if not part or not share or content.bound:
            return None
        step = half_step(share)
        if share <= 2 * step:
            return None
        return 100 * part / (share + step), 100 * part / (share - step)

    def about(self, content: Content) -> Figure:
        """Return the whole as a sentence gives it: three digits that matter."""
        part, share = self._fields(content)
        value = 100 * part / share
        return figure(content, self.part)._replace(
            value=round(value, 2 - value.adjusted())
        )

    def is_larger(self, first: Content, second: Content, *, times: Decimal) -> bool:
        """Whether the first whole is so many times the second, rounding apart."""
        part, share = self._fields(first)
        other, other_share = self._fields(second)
        if not (part and share and other and other_share):
            return False
        # Without regard to rounding, which is costly and seldom matters.
        if part * other_share <= times * other * share:
            return False
        inner, outer = self.interval(first), self.interval(second)
        return bool(inner and outer) and inner[0] > times * outer[1]

    def is_apart(self, first: Content, second: Content, *, times: Decimal) -> bool:
        """Whether one of two wholes is so many times the other, rounding apart."""
        return self.is_larger(first, second, times=times) or self.is_larger(
            second, first, times=times
        )


PEOPLE = Whole("quantity", "percent")
ECONOMY = Whole("amount", "gdp_percent")
