"""A line chart over years: one series, or a few that may stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

from alliance87.core.charts.line_drawing import draw_lines
from alliance87.core.charts.marks import STYLES
from alliance87.core.charts.picture import Form, Picture
from alliance87.core.charts.series import Line, Projection, Target, years_of


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines that share a unit ("%" or words).

    `since` and `until` are the years that could have a value: one without is an empty
    band. Left out, they are the first and the last year that the lines speak of.
    `interval_words` say what the whiskers are, as "95 % interval".
    """

    lines: tuple[Line, ...]
    unit: str = ""
    since: int | None = None
    until: int | None = None
    targets: tuple[Target, ...] = ()
    projection: Projection | None = None
    interval_words: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) > len(STYLES):
            raise ValueError(f"More than {len(STYLES)} lines cannot be told apart")

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and last year that could have a value; None when nobody knows."""
        spoken = sorted(years_of(self.lines))
        first = self.since if self.since is not None else next(iter(spoken), None)
        last = self.until if self.until is not None else next(reversed(spoken), None)
        if first is None or last is None:
            return None
        return min([first, *spoken]), max([last, *spoken])

    def draw(self, prefix: str, form: Form) -> Picture:
        return draw_lines(self, prefix, form)

    def sheets(self) -> Sequence["LineChart"]:
        return (self,)
