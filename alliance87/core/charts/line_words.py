"""Words at lines and under them: values, breaks, what the signs mean, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alliance87.core.charts import marks, strokes
from alliance87.core.charts.drawing import width_of
from alliance87.core.charts.marks import STYLES
from alliance87.core.charts.picture import (
    SIZE,
    Form,
    Picture,
    Room,
    box_of,
    plated,
    text,
    wrapped,
    written,
)
from alliance87.core.charts.planes import Plane
from alliance87.core.charts.series import Line, LinePoint


@dataclass(slots=True)
class Notes:
    """The numbers of notes: one that is said twice has one number."""

    found: list[str] = field(default_factory=list)

    def number(self, note: str) -> int:
        if note not in self.found:
            self.found.append(note)
        return self.found.index(note) + 1

    @property
    def listed(self) -> list[tuple[str, str]]:
        return [(str(number), note) for number, note in enumerate(self.found, start=1)]


def nothing(form: Form) -> Picture:
    """Return a drawing that says that there is nothing to draw."""
    words = text(_("No data"), form.width / 2, 40, anchor="middle")
    return Picture(
        marks.empty_band(1, 0, form.width - 1, 64) + words,
        form.width,
        64,
    )


def unit_line(words: str, form: Form) -> str:
    """Return the unit at the head of the axis; the sign % stands there too."""
    if not words:
        return ""
    return text(wrapped(words, width=form.width, most=1)[0], 0, 14)


def said(point: LinePoint, unit: str) -> str:
    words = written(point.value, point.words, unit)
    return words if point.words else f"{point.bound} {words}".lstrip()


def last_value(
    point: LinePoint, unit: str, plane: Plane, room: Room, *, goes_on: bool = False
) -> str:
    """Return the last value beside its dot; over or under it where a line goes on."""
    words = said(point, unit)
    x, y = plane.x(point.year), plane.y(point.value)
    tips = list(map(plane.y, point.numbers))
    over, under = min(tips) - 10, max(tips) + 20
    places = [] if goes_on else [(x + 10, y + 4.5, "start")]
    places += [(x, over, "middle"), (x, under, "middle"), (x - 8, over, "end")]
    edge = plane.right + 10 + width_of(words, size=SIZE)

    def cost(place: tuple[float, float, str]) -> int:
        box = box_of(words, place[0], place[1], anchor=place[2])
        is_outside = box[2] > edge or place[1] > plane.base - 2
        return room.hits(box) + 9 * is_outside

    x, y, anchor = min(places, key=cost)
    room.take(box_of(words, x, y, anchor=anchor))
    return plated(
        words,
        x,
        y,
        anchor=anchor,
        colour=STYLES[0].colour,
        is_bold=True,
        css="chart__last",
    )


def draw_breaks(lines: Sequence[Line], plane: Plane, noted: Notes) -> str:
    """Return the breaks of lines; two at one place have one sign."""
    found: dict[float, list[int]] = {}
    for line in lines:
        for moment, note in line.breaks:
            numbers = found.setdefault(moment, [])
            number = noted.number(note) if note else 0
            if number and number not in numbers:
                numbers.append(number)
    return "".join(
        strokes.draw_break(moment, numbers, plane)
        for moment, numbers in sorted(found.items())
    )


def words_below(
    signs: Sequence[tuple[str, str]],
    listed: Sequence[tuple[str, str]],
    *,
    prefix: str,
    form: Form,
    top: float,
) -> tuple[str, float]:
    """Return the signs with their words, the notes, and where the drawing ends."""
    explained, foot = marks.keys(
        signs, prefix=prefix, left=1, width=form.width, top=top
    )
    words, foot = marks.notes(listed, left=1, width=form.width, top=foot)
    return explained + words, foot + 2


def signs_of(
    lines: Sequence[Line], own: Mapping[str, str], *, others: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Return the signs that occur and need a word: their own, or the usual one."""
    points = [point for line in lines for point in line.points]
    occurring = {
        "estimate": any(point.is_estimate for point in points),
        "interval": any(None not in (point.low, point.high) for point in points),
        "below": any(point.bound == "<" for point in points),
        "above": any(point.bound == ">" for point in points),
        "break": any(line.breaks for line in lines),
        **dict.fromkeys(others, True),
    }
    return [(sign, own.get(sign, "")) for sign, occurs in occurring.items() if occurs]
