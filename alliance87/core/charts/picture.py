"""What charts are put together from: forms, pieces of text, and room for labels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from html import escape
from typing import Protocol, runtime_checkable

from alliance87.core.charts.drawing import (
    COLOURS,
    NARROW,
    WIDE,
    amount,
    at,
    lines_of,
    width_of,
)

SIZE, LINE = 13, 17
# Most words are narrower than they are reckoned: the ground under one is this part.
PLATE = 0.93

# Left, top, right and bottom of something that is drawn.
Box = tuple[float, float, float, float]


class Form(StrEnum):
    """For which width a drawing is made; letters have one size in both."""

    WIDE = "wide"
    NARROW = "narrow"

    @property
    def width(self) -> int:
        return WIDE if self is Form.WIDE else NARROW


@dataclass(frozen=True, slots=True)
class Picture:
    """The inside of one SVG and its size; every text in it is escaped."""

    body: str
    width: float
    height: float


class Drawing(Protocol):
    """What a `Chart` can show."""

    def draw(self, prefix: str, form: Form) -> Picture:
        """Return the picture; ids inside begin with the prefix."""

    def sheets(self) -> Sequence["Drawing"]:
        """Return drawings that together say the same, each fit for a sheet of A4."""


@runtime_checkable
class Repeating(Protocol):
    """A drawing whose narrow picture repeats pieces of the wide one beside it."""

    def both(self, prefix: str) -> tuple[Picture, Picture]:
        """Return the wide and the narrow picture for one page; ids as in `draw`."""


@dataclass(slots=True)
class Room:
    """Remembers where something stands, so that words find a free place."""

    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> Box:
        self.taken.append(box)
        return box

    def hits(self, box: Box) -> int:
        """Return with how many things a box would overlap."""
        left, top, right, bottom = box
        return sum(
            left < other[2]
            and other[0] < right
            and top < other[3]
            and other[1] < bottom
            for other in self.taken
        )


def text(
    words: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    colour: str = "ink_2",
    is_bold: bool = False,
    css: str = "",
) -> str:
    """Return one line of text; y is its baseline."""
    return (
        f'<text x="{at(x)}" y="{at(y)}"'
        + (f' class="{css}"' if css else "")
        + (f' text-anchor="{anchor}"' if anchor != "start" else "")
        + f' fill="{COLOURS[colour]}"'
        + (' font-weight="700"' if is_bold else "")
        + f">{escape(str(words))}</text>"
    )


def box_of(words: str, x: float, y: float, *, anchor: str = "start") -> Box:
    """Return what a line of text covers, estimated generously."""
    width = width_of(words, size=SIZE)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return left, y - SIZE + 1, left + width, y + 4


def plated(
    words: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    ground: str = "paper",
    **look,
) -> str:
    """Return a line of text on a ground that keeps lines off it, as wide as it is."""
    left, top, right, bottom = box_of(words, x, y, anchor=anchor)
    wide = (right - left) * PLATE
    left += (right - left - wide) * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    return (
        f'<rect x="{at(left - 2)}" y="{at(top)}" width="{at(wide + 4)}" '
        f'height="{at(bottom - top)}" fill="{COLOURS[ground]}"/>'
    ) + text(words, x, y, anchor=anchor, **look)


def path(d: str, colour: str, *, width: float = 0.75, dash: str = "", css: str = ""):
    """Return a stroke."""
    return (
        f'<path d="{d}"'
        + (f' class="{css}"' if css else "")
        + f' fill="none" stroke="{COLOURS[colour]}" stroke-width="{width}"'
        + (f' stroke-dasharray="{dash}"' if dash else "")
        + "/>"
    )


def wrapped(words: str, *, width: float, most: int = 4) -> list[str]:
    """Return the lines of a text; one that fits costs next to nothing."""
    if width_of(words, size=SIZE) <= width:
        return [words]
    return lines_of(words, width=width, size=SIZE, most=most)


@lru_cache(maxsize=1)
def _hatch() -> str:
    lines = "M-2 6L6 -2M-2 14L14 -2M2 18L18 2M10 18L18 10"
    return f'<path d="{lines}" stroke="{COLOURS["accent"]}" stroke-width="0.9"/>'


def moved(body: str, left: float, top: float) -> str:
    """Return a piece of a drawing at another place."""
    return f'<g transform="translate({at(left)} {at(top)})">{body}</g>'


def hatch(prefix: str) -> str:
    """Return the pattern of what is not measured but projected."""
    return (
        f'<defs><pattern id="{prefix}-future" width="16" height="16" '
        f'patternUnits="userSpaceOnUse">{_hatch()}</pattern></defs>'
    )


def spread(
    wanted: Sequence[float], heights: Sequence[float], *, top: float, bottom: float
) -> list[float]:
    """Return tops of blocks near the wanted ones, so that none overlaps another.

    Together they must fit between top and bottom; blocks keep the order of what they
    want.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [0.0] * len(wanted)
    free = top
    for i in order:
        placed[i] = max(wanted[i], free)
        free = placed[i] + heights[i]
    limit = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], limit - heights[i])
        limit = placed[i]
    return placed


def with_unit(words: str, unit: str) -> str:
    """Return a number with a sign of unit; a unit in words stands elsewhere."""
    return f"{words}\N{NO-BREAK SPACE}%" if unit == "%" else words


def written(value, words: str, unit: str) -> str:
    """Return the words of a value; without them its number in the language."""
    return words or with_unit(amount(value), unit)
