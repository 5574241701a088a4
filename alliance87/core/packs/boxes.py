"""What of a page its reader sees, and where the corners are as the reader sees them."""

from dataclasses import dataclass

import pikepdf

Box = tuple[float, float, float, float]

LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what viewers assume of a page without a size


@dataclass(frozen=True, slots=True)
class Sight:
    """The visible box of a page, how it is turned, and the points in one unit."""

    box: Box
    turn: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as the reader sees them."""
        left, bottom, right, top = self.box
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        return (height, width) if self.turn in {90, 270} else (width, height)

    @property
    def matrix(self) -> tuple[float, ...]:
        """Leads from points, counted from the lower left corner seen, to the page."""
        left, bottom, right, top = self.box
        step = 1 / self.unit
        return {
            0: (step, 0, 0, step, left, bottom),
            90: (0, step, -step, 0, right, bottom),
            180: (-step, 0, 0, -step, right, top),
            270: (0, -step, step, 0, left, top),
        }[self.turn]

    @property
    def top_left(self) -> tuple[float, float]:
        """The corner, in the page's own units, where reading begins."""
        a, b, c, d, e, f = self.matrix
        height = self.size[1]
        return c * height + e, d * height + f


def sight_of(page: pikepdf.Object) -> Sight:
    """Return what is seen of a page. Nonsense in a file counts as nothing said."""
    media = _box(page.get("/MediaBox")) or LETTER
    crop = _box(page.get("/CropBox"))
    turn = _number(page.get("/Rotate")) or 0
    unit = _number(page.get("/UserUnit")) or 1.0
    return Sight(
        box=(crop and _common(media, crop)) or media,
        turn=int(turn) % 360 if turn % 90 == 0 else 0,
        unit=unit if unit > 0 else 1.0,
    )


def _number(value) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None


def _box(value) -> Box | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    try:
        one, two, three, four = [float(each) for each in value]
    except (TypeError, ValueError, ArithmeticError):
        return None
    left, right = (one, three) if one < three else (three, one)
    bottom, top = (two, four) if two < four else (four, two)
    return (left, bottom, right, top) if right > left and top > bottom else None


def _common(one: Box, other: Box) -> Box | None:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if right > left and top > bottom else None
