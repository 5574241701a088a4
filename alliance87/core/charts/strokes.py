"""How the parts of a line chart are drawn on a plane: each part one function."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import COLOURS, at, width_of
from alliance87.core.charts.marks import (
    RADIUS,
    Style,
    break_sign,
    diamond,
    dot,
    empty_band,
    limit,
    whisker,
)
from alliance87.core.charts.picture import SIZE, Room, box_of, path, plated, text
from alliance87.core.charts.planes import Plane
from alliance87.core.charts.series import (
    Band,
    Line,
    LinePoint,
    Projection,
    Target,
)


def draw_line(line: Line, plane: Plane, style: Style, *, radius: float = RADIUS) -> str:
    """Return the runs of a line, and the sign of every value over them."""
    strokes, signs = [], []
    for segment in line.segments:
        for run in segment.runs:
            if len(run) > 1:
                strokes.append(_stroke(run, plane, style))
            signs += [_sign(point, plane, style, radius) for point in run]
    return "".join(strokes) + "".join(signs)


def _stroke(run: Sequence[LinePoint], plane: Plane, style: Style) -> str:
    points = " ".join(f"{at(plane.x(p.year))},{at(plane.y(p.value))}" for p in run)
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    return (
        f'<polyline class="chart__line" points="{points}" fill="none" '
        f'stroke="{COLOURS[style.colour]}" stroke-width="2"{dash} '
        'stroke-linejoin="round"/>'
    )


def _sign(point: LinePoint, plane: Plane, style: Style, radius: float) -> str:
    x, y = plane.x(point.year), plane.y(point.value)
    if point.bound:
        sign = limit(x, y, style, sign=point.bound, room=plane.zero - y)
    else:
        sign = dot(x, y, style, is_open=point.is_estimate, radius=radius)
    if point.low is None or point.high is None:
        return sign
    return whisker(x, plane.y(point.low), plane.y(point.high), style) + sign


def draw_bands(found: Sequence[Band], plane: Plane) -> str:
    """Return the empty bands; lines across stand over them, as over all years."""
    return "".join(
        empty_band(
            plane.x(band.first - 0.5),
            plane.top,
            plane.x(band.last + 0.5),
            plane.base,
        )
        for band in found
    )


def name_bands(
    found: Sequence[Band], plane: Plane, room: Room, *, avoid: Sequence[float] = ()
) -> str:
    """Return the words of bands that have room for them, off the lines of targets."""
    heights = [plane.base - 14 - 22 * i for i in range(4)]
    free = [y for y in heights if all(abs(y - 4 - line) > 11 for line in avoid)]
    y = next(iter(free), heights[0])
    parts = []
    for band in found:
        if fits(band, plane):
            x, words = plane.x((band.first + band.last) / 2), words_of(band)
            room.take(box_of(words, x, y, anchor="middle"))
            parts.append(plated(words, x, y, anchor="middle", ground="wash"))
    return "".join(parts)


def words_of(band: Band) -> str:
    return band.words or _("no data")


def fits(band: Band, plane: Plane) -> bool:
    """Whether the words of a band fit into it."""
    room = (band.last + 1 - band.first) * plane.cell
    return width_of(words_of(band), size=SIZE) <= room - 4


def draw_break(moment: float, numbers: Sequence[int], plane: Plane) -> str:
    """Return the sign of a break, a dotted line up, and the numbers of its notes."""
    x = plane.x(moment)
    words = ", ".join(map(str, numbers))
    return (
        path(
            f"M{at(x)} {at(plane.top)}V{at(plane.base - 7)}",
            "ink_2",
            width=1,
            dash="1 3",
        )
        + break_sign(x, plane.base)
        + (
            text(words, x, plane.top - 5, anchor="middle", colour="ink", is_bold=True)
            if words
            else ""
        )
    )


def draw_projection(projection: Projection, plane: Plane, prefix: str) -> str:
    """Return the band in its pattern and the dashed middle."""
    upper = [(plane.x(p.year), plane.y(p.high)) for p in projection.points]
    lower = [(plane.x(p.year), plane.y(p.low)) for p in projection.points]
    corners = " ".join(f"{at(x)},{at(y)}" for x, y in [*upper, *reversed(lower)])
    middle = " ".join(
        f"{at(plane.x(p.year))},{at(plane.y(p.value))}" for p in projection.points
    )
    return (
        f'<polygon class="chart__band" points="{corners}" fill="url(#{prefix}-future)" '
        f'stroke="{COLOURS["accent"]}" stroke-width="0.6"/>'
        f'<polyline class="chart__future" points="{middle}" fill="none" '
        f'stroke="{COLOURS["accent"]}" stroke-width="2" stroke-dasharray="6 4"/>'
    )


def draw_target(target: Target, plane: Plane) -> str:
    """Return the dashed line of a target up to its year, where a mark stands."""
    x, y = plane.x(target.year), plane.y(target.value)
    return path(
        f"M{at(plane.left)} {at(y)}H{at(x)}",
        "ink",
        width=1.2,
        dash="4 3",
        css="chart__target",
    ) + diamond(x, y)


def name_target(target: Target, plane: Plane, room: Room) -> str:
    """Return the words of a target, at the freest place along its line."""
    x, y = plane.x(target.year), plane.y(target.value)
    long = width_of(target.words, size=SIZE)
    ends = [min(x + 6, plane.right)]
    while ends[-1] - 40 > plane.left + long:
        ends.append(ends[-1] - 40)
    ends = [max(end, plane.left + long) for end in ends]
    # Below the axis stand the years.
    heights = [y - 10, y + 20] if y + 20 < plane.base - 2 else [y - 10]
    x, y = min(
        ((end, height) for end in ends for height in heights),
        key=lambda place: room.hits(box_of(target.words, *place, anchor="end")),
    )
    room.take(box_of(target.words, x, y, anchor="end"))
    return plated(target.words, x, y, anchor="end", colour="ink")


def take_room(line: Line, plane: Plane, room: Room) -> None:
    """Mark where the signs and strokes of a line stand."""
    for segment in line.segments:
        for run in segment.runs:
            for point in run:
                x = plane.x(point.year)
                ends = [plane.y(n) for n in point.numbers]
                room.take((x - 6, min(ends) - 6, x + 6, max(ends) + 6))
            for one, other in pairwise(run):
                _take_stroke(one, other, plane, room)


def take_ahead(
    targets: Sequence[Target], projection: Projection | None, plane: Plane, room: Room
) -> None:
    """Mark where the lines of targets run, and the band of a projection."""
    for target in targets:
        x, y = plane.x(target.year), plane.y(target.value)
        room.take((plane.left, y - 1, x, y + 1))
        room.take((x - 7, y - 5, x + 7, y + 5))
    if projection is None:
        return
    for one, other in pairwise(projection.points):
        for i in range(4):
            share = Decimal(i) / 4
            low = plane.y(one.low + (other.low - one.low) * share)
            high = plane.y(one.high + (other.high - one.high) * share)
            x, wide = plane.x(one.year), plane.x(other.year) - plane.x(one.year)
            left = x + wide * i / 4
            room.take((left, high - 2, left + wide / 4, low + 2))


def _take_stroke(one: LinePoint, other: LinePoint, plane: Plane, room: Room) -> None:
    """Mark a stroke as four boxes, so that a steep one does not take it all."""
    x, y = plane.x(one.year), plane.y(one.value)
    dx = (plane.x(other.year) - x) / 4
    dy = (plane.y(other.value) - y) / 4
    for i in range(4):
        top, bottom = sorted((y + dy * i, y + dy * (i + 1)))
        room.take((x + dx * i, top - 1, x + dx * (i + 1), bottom + 1))
