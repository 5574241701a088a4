"""Small multiples: many little line charts under one scale, a heading over each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from alliance87.core.charts import strokes
from alliance87.core.charts.drawing import width_of
from alliance87.core.charts.line_words import (
    Notes,
    draw_breaks,
    last_value,
    nothing,
    said,
    signs_of,
    unit_line,
    words_below,
)
from alliance87.core.charts.marks import STYLES
from alliance87.core.charts.picture import (
    LINE,
    SIZE,
    Form,
    Picture,
    Room,
    text,
    wrapped,
)
from alliance87.core.charts.planes import Plane, Scale, margin_of
from alliance87.core.charts.series import Band, Line, bands, years_of

ACROSS = {Form.WIDE: 4, Form.NARROW: 2}
BETWEEN = 16
TALL, FOOT = 78, 46
# Room kept beside a line for its last value, at most.
BESIDE_MAX = 58
MOST, PER_SHEET = 40, 20
RADIUS = 3


@dataclass(frozen=True, slots=True)
class Multiples:
    """One line a panel, its label the heading; all share years, unit and scale.

    `since` and `until` as in `LineChart`. `reach` are values that the scale must
    hold too, so that several drawings can have one scale.
    """

    lines: tuple[Line, ...]
    unit: str = ""
    since: int | None = None
    until: int | None = None
    interval_words: str = ""
    reach: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.lines) <= MOST:
            raise ValueError(f"A page holds 1 to {MOST} small charts")

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and last year of every panel; None when no line names one."""
        spoken = set(years_of(self.lines))
        spoken |= {year for year in (self.since, self.until) if year is not None}
        return (min(spoken), max(spoken)) if spoken else None

    def draw(self, prefix: str, form: Form) -> Picture:
        span = self.span
        if span is None:
            return nothing(form)
        scale = Scale.of(self._numbers, most=3)
        grid = _Grid(form, span, scale, self.unit, _room_for_last(self))
        unit = unit_line(scale.unit_words(self.unit), form)
        parts, top = [unit], LINE + 10.0 if unit else 0.0
        for start in range(0, len(self.lines), ACROSS[form]):
            drawn, top = grid.row(self.lines[start : start + ACROSS[form]], top)
            parts.append(drawn)
        signs = signs_of(
            self.lines,
            self._own_words(grid.empty),
            others=["gap"] if grid.empty else (),
        )
        below, height = words_below(
            signs, grid.noted.listed, prefix=prefix, form=form, top=top - 14
        )
        return Picture("".join(parts) + below, form.width, height)

    def sheets(self) -> Sequence["Multiples"]:
        """Return parts that fit a sheet; all keep the scale and years of the whole."""
        if len(self.lines) <= PER_SHEET or self.span is None:
            return (self,)
        since, until = self.span
        return [
            replace(
                self,
                lines=self.lines[start : start + PER_SHEET],
                since=since,
                until=until,
                reach=self._numbers,
            )
            for start in range(0, len(self.lines), PER_SHEET)
        ]

    @property
    def _numbers(self) -> tuple[Decimal, ...]:
        found = [n for line in self.lines for p in line.points for n in p.numbers]
        return (*self.reach, *found)

    def _own_words(self, empty: Sequence[Band]) -> dict[str, str]:
        """Return the words for signs: a small panel has no room for its reasons."""
        words = {"interval": self.interval_words}
        if any(band.words for band in empty):
            words["gap"] = _("no value; the table says why")
        return words


def _room_for_last(chart: Multiples) -> float:
    """Return the room beside the lines for their last values, one for all panels."""
    newest = [line.newest for line in chart.lines]
    widths = [width_of(said(point, chart.unit), size=SIZE) for point in newest if point]
    return min(max(widths, default=0.0), BESIDE_MAX) + 12


@dataclass(slots=True)
class _Grid:
    """Where the panels stand; it gathers what must be said under them."""

    form: Form
    span: tuple[int, int]
    scale: Scale
    unit: str
    beside: float
    noted: Notes = field(default_factory=Notes)
    empty: list[Band] = field(default_factory=list)

    def row(self, lines: Sequence[Line], top: float) -> tuple[str, float]:
        """Return panels side by side, and where the next row begins."""
        across = ACROSS[self.form]
        width = (self.form.width - BETWEEN * (across - 1)) / across
        heads = [wrapped(line.label, width=width, most=2) for line in lines]
        deep = top + LINE * max(map(len, heads)) + 16
        parts = []
        for column, (line, head) in enumerate(zip(lines, heads, strict=True)):
            left = column * (width + BETWEEN)
            parts += [
                text(words, left, top + 13 + LINE * i, colour="ink", is_bold=True)
                for i, words in enumerate(head)
            ]
            plane = Plane(
                *self.span,
                self.scale,
                left=left + margin_of(self.scale),
                right=left + width - self.beside,
                top=deep,
                base=deep + TALL,
            )
            parts.append(self._panel(line, plane))
        return "".join(parts), deep + TALL + FOOT

    def _panel(self, line: Line, plane: Plane) -> str:
        gaps = bands([line], first=plane.first, last=plane.last)
        parts = [
            strokes.draw_bands(gaps, plane),
            plane.grid(always=[plane.last, plane.first]),
            draw_breaks([line], plane, self.noted),
            strokes.draw_line(line, plane, STYLES[0], radius=RADIUS),
        ]
        if newest := line.newest:
            self.empty += gaps
            # Nothing of the line stands beyond its last value.
            parts.append(last_value(newest, self.unit, plane, Room()))
        else:
            parts.append(strokes.name_bands(gaps, plane, Room()))
        return f'<g class="chart__panel">{"".join(parts)}</g>'
