"""The signs that stand for values, and the line under a drawing that explains them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import COLOURS, at, width_of
from alliance87.core.charts.picture import LINE, SIZE, path, text, wrapped

RADIUS = 4.5


@dataclass(frozen=True, slots=True)
class Style:
    """How one of several lines is told from the others, in grey too."""

    colour: str
    dash: str
    shape: str


STYLES = (
    Style("series_1", "", "circle"),
    Style("series_2", "9 3", "square"),
    Style("series_3", "2 3", "triangle"),
    Style("series_4", "10 3 2 3", "diamond"),
    Style("series_5", "5 2 1 2 1 2", "tip"),
)


def dot(
    x: float, y: float, style: Style, *, is_open: bool = False, radius: float = RADIUS
) -> str:
    """Return the sign of a value: filled, or open for an estimate."""
    css = "chart__dot chart__dot--open" if is_open else "chart__dot"
    fill = COLOURS["paper" if is_open else style.colour]
    look = f'class="{css}" fill="{fill}" stroke="{COLOURS[style.colour]}"'
    if style.shape == "circle":
        return (
            f'<circle {look} stroke-width="1.8" cx="{at(x)}" cy="{at(y)}" '
            f'r="{at(radius)}"/>'
        )
    r = radius * 1.15
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "triangle": ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        "tip": ((0, 1.2), (1.15, -0.9), (-1.15, -0.9)),
    }[style.shape]
    points = " ".join(f"{at(x + r * dx)},{at(y + r * dy)}" for dx, dy in corners)
    return f'<polygon {look} stroke-width="1.8" points="{points}"/>'


def whisker(x: float, one: float, other: float, style: Style) -> str:
    """Return an upright interval with its caps."""
    cap, low, high = at(x - 4), at(max(one, other)), at(min(one, other))
    return path(
        f"M{at(x)} {low}V{high}M{cap} {low}h8M{cap} {high}h8",
        style.colour,
        width=1.3,
        css="chart__whisker",
    )


def limit(x: float, y: float, style: Style, *, sign: str, room: float = 15) -> str:
    """Return the sign of a value known only by its limit: it lies below, or above.

    `room` is what is left for the arrow of "<" down to the axis.
    """
    long = max(6.0, min(15.0, room)) if sign == "<" else -15.0
    tip = y + long
    back = -4 if long > 0 else 4
    return path(
        f"M{at(x - 6)} {at(y)}h12M{at(x)} {at(y)}V{at(tip)}"
        f"M{at(x - 4)} {at(tip + back)}L{at(x)} {at(tip)}L{at(x + 4)} {at(tip + back)}",
        style.colour,
        width=1.8,
        css="chart__limit",
    )


def break_sign(x: float, y: float) -> str:
    """Return two strokes on the axis: what stands on both sides is not comparable."""
    return (
        f'<g class="chart__break"><rect x="{at(x - 4)}" y="{at(y - 6)}" width="8" '
        f'height="12" fill="{COLOURS["paper"]}"/>'
        + path(
            f"M{at(x - 6)} {at(y + 6)}L{at(x - 1)} {at(y - 6)}"
            f"M{at(x + 1)} {at(y + 6)}L{at(x + 6)} {at(y - 6)}",
            "ink",
            width=1.4,
        )
        + "</g>"
    )


def empty_band(left: float, top: float, right: float, base: float) -> str:
    """Return years without a value: a pale ground between two dotted lines."""
    return (
        f'<rect class="chart__none" x="{at(left)}" y="{at(top)}" '
        f'width="{at(right - left)}" height="{at(base - top)}" '
        f'fill="{COLOURS["wash"]}"/>'
        + path(
            f"M{at(left)} {at(top)}V{at(base)}M{at(right)} {at(top)}V{at(base)}",
            "edge",
            width=0.8,
            dash="1 3",
        )
    )


# --- What the signs mean ------------------------------------------------------------

PLAIN = STYLES[0]
GLYPHS = {
    "data": lambda x, y, _p: dot(x + 9, y, PLAIN),
    "estimate": lambda x, y, _p: dot(x + 9, y, PLAIN, is_open=True),
    "interval": lambda x, y, _p: whisker(x + 9, y - 7, y + 7, PLAIN),
    "level": lambda x, y, _p: path(
        f"M{at(x)} {at(y)}h18M{at(x)} {at(y - 4)}v8M{at(x + 18)} {at(y - 4)}v8",
        PLAIN.colour,
        width=1.3,
    ),
    "below": lambda x, y, _p: limit(x + 9, y - 6, PLAIN, sign="<", room=13),
    "above": lambda x, y, _p: limit(x + 9, y + 6, PLAIN, sign=">"),
    "left": lambda x, y, _p: side_limit(x + 16, y, sign="<"),
    "right": lambda x, y, _p: side_limit(x + 2, y, sign=">"),
    "gap": lambda x, y, _p: empty_band(x, y - 7, x + 18, y + 7),
    "break": lambda x, y, _p: break_sign(x + 9, y),
    "future": lambda x, y, p: (
        f'<rect x="{at(x)}" y="{at(y - 7)}" width="18" height="14" '
        f'fill="url(#{p}-future)" stroke="{COLOURS["accent"]}" stroke-width="0.5"/>'
        + path(f"M{at(x)} {at(y)}h18", "accent", width=1.8, dash="5 3")
    ),
    "target": lambda x, y, _p: (
        path(f"M{at(x)} {at(y)}h18", "ink", width=1.4, dash="3 3") + diamond(x + 18, y)
    ),
}


def side_limit(x: float, y: float, *, sign: str) -> str:
    """Return the sign of a limit in a row: the value lies to the left, or right."""
    to = -1 if sign == "<" else 1
    return path(
        f"M{at(x)} {at(y - 6)}v12M{at(x)} {at(y)}h{14 * to}"
        f"M{at(x + 10 * to)} {at(y - 4)}L{at(x + 14 * to)} {at(y)}"
        f"L{at(x + 10 * to)} {at(y + 4)}",
        PLAIN.colour,
        width=1.8,
        css="chart__limit",
    )


def diamond(x: float, y: float) -> str:
    """Return the mark at the end of a target's line."""
    return (
        f'<path d="M{at(x)} {at(y - 6)}l6 6l-6 6l-6 -6z" fill="{COLOURS["paper"]}" '
        f'stroke="{COLOURS["ink"]}" stroke-width="1.5"/>'
    )


def sign_words() -> dict[str, str]:
    """Return what each sign means, in the active language."""
    return {
        "estimate": _("estimate"),
        "interval": _("interval"),
        "level": _("interval"),
        "below": _("less than"),
        "above": _("more than"),
        "left": _("less than"),
        "right": _("more than"),
        "gap": _("no data"),
        "break": _("not comparable across the break"),
        "future": _("projection"),
    }


def keys(
    signs: Sequence[tuple[str, str]],
    *,
    prefix: str,
    left: float,
    width: float,
    top: float,
) -> tuple[str, float]:
    """Return the signs with their words, in lines, and where they end.

    A word of the caller's takes the place of the usual one.
    """
    usual = sign_words()
    parts, x, y = [], left, top + LINE / 2
    for sign, given in signs:
        words = wrapped(given or usual[sign], width=width - left - 26, most=3)
        long = 26 + max(width_of(line, size=SIZE) for line in words)
        if x > left and x + long > width:
            x, y = left, y + LINE + 4
        parts.append(GLYPHS[sign](x, y, prefix))
        for number, line in enumerate(words):
            parts.append(text(line, x + 26, y + 4.5 + number * LINE))
        y += (len(words) - 1) * LINE
        # Beside words of several lines there is room for nothing else.
        x = x + long + 14 if len(words) == 1 else width
    if not parts:
        return "", top
    return f'<g class="chart__keys">{"".join(parts)}</g>', y + LINE / 2 + 4


def notes(
    found: Sequence[tuple[str, str]], *, left: float, width: float, top: float
) -> tuple[str, float]:
    """Return the notes under a drawing after their marks, and where they end."""
    parts, y = [], top
    for mark, note in found:
        parts.append(text(mark, left, y + 13, colour="ink", is_bold=True))
        inset = width_of(mark, size=SIZE) + 12
        for line in wrapped(note, width=width - left - inset, most=6):
            parts.append(text(line, left + inset, y + 13))
            y += LINE
        y += 3
    return "".join(parts), y
