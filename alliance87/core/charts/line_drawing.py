"""How a line chart is put together, wide or narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from alliance87.core.charts import marks, strokes
from alliance87.core.charts.drawing import at, width_of
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
from alliance87.core.charts.marks import STYLES, Style
from alliance87.core.charts.picture import (
    LINE,
    SIZE,
    Form,
    Picture,
    Room,
    box_of,
    hatch,
    path,
    spread,
    text,
    wrapped,
)
from alliance87.core.charts.planes import Plane, Scale, margin_of
from alliance87.core.charts.series import (
    Band,
    Line,
    LinePoint,
    Projection,
    Target,
    bands,
)

TALL = {Form.WIDE: 250, Form.NARROW: 200}
FIGURES = {Form.WIDE: 7, Form.NARROW: 6}
NAMES = {Form.WIDE: 168, Form.NARROW: 134}
TOP, EDGE = 30, 16
SAMPLE = 26  # the piece of line before the name of a series


class Lines(Protocol):
    """What is drawn: see `LineChart`."""

    @property
    def lines(self) -> tuple[Line, ...]: ...
    @property
    def unit(self) -> str: ...
    @property
    def targets(self) -> tuple[Target, ...]: ...
    @property
    def projection(self) -> Projection | None: ...
    @property
    def interval_words(self) -> str: ...
    @property
    def span(self) -> tuple[int, int] | None: ...


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands at the end of one of several lines; without a value, at the foot."""

    style: Style
    words: list[str]
    point: LinePoint | None

    @property
    def height(self) -> float:
        return LINE * len(self.words) + 6

    def wanted(self, plane: Plane) -> float:
        return plane.y(self.point.value) - LINE / 2 if self.point else plane.base


def draw_lines(chart: Lines, prefix: str, form: Form) -> Picture:
    """Return the drawing: empty years, grid, target, projection, lines, words."""
    span = chart.span
    if span is None:
        return nothing(form)
    numbers = _numbers(chart)
    scale = Scale.of(numbers, most=FIGURES[form])
    plane = _plane(chart, span, scale, form)
    empty = bands(chart.lines, first=span[0], last=span[1])
    noted, room = Notes(), Room()
    for line in chart.lines:
        strokes.take_room(line, plane, room)
    strokes.take_ahead(chart.targets, chart.projection, plane, room)
    parts = [hatch(prefix)] if chart.projection else []
    parts += [
        unit_line(scale.unit_words(chart.unit), form),
        strokes.draw_bands(empty, plane),
        plane.grid(
            always=[target.year for target in chart.targets], figures=bool(numbers)
        ),
        draw_breaks(chart.lines, plane, noted),
        strokes.name_bands(empty, plane, room, avoid=_target_heights(chart, plane)),
    ]
    if chart.projection:
        parts.append(strokes.draw_projection(chart.projection, plane, prefix))
    parts += [strokes.draw_target(target, plane) for target in chart.targets]
    parts += [
        strokes.draw_line(line, plane, style)
        for line, style in zip(chart.lines, STYLES, strict=False)
    ]
    parts.append(_ends(chart, plane, form, room))
    parts += [strokes.name_target(each, plane, room) for each in chart.targets]
    below, height = _below(chart, plane, empty, noted, prefix=prefix, form=form)
    return Picture("".join(parts) + below, form.width, height)


def _numbers(chart: Lines) -> list:
    found = [n for line in chart.lines for p in line.points for n in p.numbers]
    found += [target.value for target in chart.targets]
    if chart.projection:
        for point in chart.projection.points:
            found += [point.value, point.low, point.high]
    return found


def _target_heights(chart: Lines, plane: Plane) -> list[float]:
    """Return where the lines of targets run, and where their words stand above them."""
    lines = [plane.y(target.value) for target in chart.targets]
    return [height for line in lines for height in (line, line - 14)]


# --- Where things lie ---------------------------------------------------------------


def _plane(chart: Lines, span: tuple[int, int], scale: Scale, form: Form) -> Plane:
    first, last = _years(chart, span)
    if len(chart.lines) > 1:
        beside = float(NAMES[form])
        needed = sum(each.height for each in _names(chart, form, last))
    else:
        beside, needed = _room_for_last(chart, last), 0.0
    return Plane(
        first,
        last,
        scale,
        left=margin_of(scale),
        right=form.width - beside,
        top=TOP,
        base=TOP + max(TALL[form], needed),
    )


def _years(chart: Lines, span: tuple[int, int]) -> tuple[int, int]:
    """Return the first and last year of the axis, which may lie ahead."""
    first, last = span
    ahead = [target.year for target in chart.targets]
    if chart.projection:
        ahead += [point.year for point in chart.projection.points]
    return min([first, *ahead]), max([last, *ahead])


def _room_for_last(chart: Lines, last: int) -> float:
    """Return how far before the edge the axis ends, so that the last value fits."""
    newest = chart.lines[0].newest if chart.lines else None
    if newest is None or newest.year != last or chart.projection:
        return EDGE
    return 8 + width_of(said(newest, chart.unit), size=SIZE)


# --- Words at the lines -------------------------------------------------------------


def _ends(chart: Lines, plane: Plane, form: Form, room: Room) -> str:
    if len(chart.lines) > 1:
        return _named_ends(chart, plane, form)
    newest = chart.lines[0].newest if chart.lines else None
    if newest is None:
        return ""
    goes_on = chart.projection is not None
    last = last_value(newest, chart.unit, plane, room, goes_on=goes_on)
    return last + _lonely(chart, newest, plane, room)


def _lonely(chart: Lines, newest: LinePoint, plane: Plane, room: Room) -> str:
    """Return the values that no line joins at their dots, where there is room."""
    parts = []
    line = chart.lines[0]
    lonely = [r[0] for s in line.segments for r in s.runs if len(r) == 1]
    for point in sorted(lonely, key=lambda p: -p.year):
        if point is newest:
            continue
        words = said(point, chart.unit)
        x, y = plane.x(point.year), min(map(plane.y, point.numbers))
        places = (x, y - 10, "middle"), (x + 10, plane.y(point.value) + 4.5, "start")
        for x, y, anchor in places:
            box = box_of(words, x, y, anchor=anchor)
            if not room.hits(box) and box[0] >= plane.left:
                room.take(box)
                parts.append(text(words, x, y, anchor=anchor, colour="ink"))
                break
    return "".join(parts)


def _names(chart: Lines, form: Form, last: int) -> list[_Name]:
    """Return value and name of each line, with the year where it is not the last."""
    found = []
    for line, style in zip(chart.lines, STYLES, strict=False):
        newest = line.newest
        value = said(newest, chart.unit) if newest else _("no data")
        if newest and newest.year != last:
            value = f"{value} ({newest.year})"
        room = NAMES[form] - SAMPLE - 12
        words = [value, *wrapped(line.label, width=room, most=3)]
        found.append(_Name(style, words, newest))
    return found


def _named_ends(chart: Lines, plane: Plane, form: Form) -> str:
    """Return the names at the ends of several lines, each after a piece of its line."""
    names = _names(chart, form, plane.last)
    tops = spread(
        [name.wanted(plane) for name in names],
        [name.height for name in names],
        top=plane.top - 12,
        bottom=plane.base + 12,
    )
    parts = []
    for name, top in zip(names, tops, strict=True):
        style, x, y = name.style, plane.right + 10, top + LINE / 2
        is_open = name.point is None or name.point.is_estimate
        parts.append(
            path(f"M{at(x)} {at(y)}h20", style.colour, width=2, dash=style.dash)
            + marks.dot(x + 10, y, style, is_open=is_open)
        )
        for i, words in enumerate(name.words):
            parts.append(
                text(
                    words,
                    x + SAMPLE,
                    y + 4.5 + LINE * i,
                    colour="ink" if i else style.colour,
                    is_bold=not i,
                    css="chart__name" if i else "chart__last",
                )
            )
    return "".join(parts)


# --- What stands under the drawing ---------------------------------------------------


def _below(
    chart: Lines,
    plane: Plane,
    empty: Sequence[Band],
    noted: Notes,
    *,
    prefix: str,
    form: Form,
) -> tuple[str, float]:
    """Return the signs that occur, the notes of breaks, the reasons of narrow gaps."""
    small = [band for band in empty if not strokes.fits(band, plane)]
    listed = noted.listed + [_gap_note(band) for band in small if band.words]
    others = ["gap"] if any(not band.words for band in small) else []
    own = {"interval": chart.interval_words}
    if chart.projection:
        others.append("future")
        own["future"] = chart.projection.words
    return words_below(
        signs_of(chart.lines, own, others=others),
        listed,
        prefix=prefix,
        form=form,
        top=plane.base + 28,
    )


def _gap_note(band: Band) -> tuple[str, str]:
    """Return which years are empty and why, where the band has no room for it."""
    if band.first == band.last:
        return str(band.first), band.words
    return f"{band.first}–{band.last}", band.words
