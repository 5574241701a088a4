"""Small multiples: many little line charts under one scale, a heading over each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    moved,
    text,
    wrapped,
)
from alliance87.core.charts.planes import Plane, Scale, margin_of
from alliance87.core.charts.series import Band, Line, bands, years_of

ACROSS = {Form.WIDE: 4, Form.NARROW: 2}
# One width in both forms, so that a page needs to draw each panel only once.
PANEL = 168
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
        if self.span is None:
            return nothing(form)
        drawn = self._drawn()
        return self._placed(drawn, drawn.panels, prefix, form)

    def both(self, prefix: str) -> tuple[Picture, Picture]:
        """Return the wide and the narrow picture, with the panels of the wide one."""
        if self.span is None:
            return nothing(Form.WIDE), nothing(Form.NARROW)
        drawn, named, again = self._drawn(), [], []
        for number, panel in enumerate(drawn.panels):
            key = f"{prefix}-panel-{number}"
            named.append(replace(panel, body=f'<g id="{key}">{panel.body}</g>'))
            again.append(replace(panel, body=f'<use href="#{key}"/>'))
        return (
            self._placed(drawn, named, f"{prefix}-wide", Form.WIDE),
            self._placed(drawn, again, f"{prefix}-narrow", Form.NARROW),
        )

    def _drawn(self) -> "_Panels":
        scale = Scale.of(self._numbers, most=3)
        return _Panels(self.lines, self.span, scale, self.unit, _room_for_last(self))

    def _placed(
        self, drawn: "_Panels", panels: Sequence["_Panel"], prefix: str, form: Form
    ) -> Picture:
        """Return panels in rows, under the unit and over what must be said of them."""
        unit = unit_line(drawn.scale.unit_words(self.unit), form)
        parts, top = [unit], LINE + 10.0 if unit else 0.0
        across = ACROSS[form]
        step = PANEL + (form.width - PANEL * across) / (across - 1)
        for start in range(0, len(panels), across):
            row = panels[start : start + across]
            top += LINE * max(panel.lines for panel in row) + 16
            parts += [moved(each.body, i * step, top) for i, each in enumerate(row)]
            top += TALL + FOOT
        signs = signs_of(
            self.lines,
            self._own_words(drawn.empty),
            others=["gap"] if drawn.empty else (),
        )
        below, height = words_below(
            signs, drawn.noted.listed, prefix=prefix, form=form, top=top - 14
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


@dataclass(frozen=True, slots=True)
class _Panel:
    """One small chart from the top of its plane on; its heading stands above."""

    body: str
    lines: int


class _Panels:
    """The panels of a drawing, and what must be said under them."""

    def __init__(
        self,
        lines: Sequence[Line],
        span: tuple[int, int],
        scale: Scale,
        unit: str,
        beside: float,
    ) -> None:
        self.scale, self.unit = scale, unit
        self.noted, self.empty = Notes(), []
        left, right = margin_of(scale), PANEL - beside
        self.plane = Plane(*span, scale, left=left, right=right, top=0, base=TALL)
        self.grid = self.plane.grid(always=[self.plane.last, self.plane.first])
        self.panels = [self._panel(line) for line in lines]

    def _panel(self, line: Line) -> _Panel:
        plane = self.plane
        head = wrapped(line.label, width=PANEL, most=2)
        gaps = bands([line], first=plane.first, last=plane.last)
        parts = [
            text(words, 0, LINE * (i - len(head)) - 3, colour="ink", is_bold=True)
            for i, words in enumerate(head)
        ]
        parts += [
            strokes.draw_bands(gaps, plane),
            self.grid,
            draw_breaks([line], plane, self.noted),
            strokes.draw_line(line, plane, STYLES[0], radius=RADIUS),
        ]
        if newest := line.newest:
            self.empty += gaps
            # Nothing of the line stands beyond its last value.
            parts.append(last_value(newest, self.unit, plane, Room()))
        else:
            parts.append(strokes.name_bands(gaps, plane, Room()))
        return _Panel(f'<g class="chart__panel">{"".join(parts)}</g>', len(head))
