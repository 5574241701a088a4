"""A path through time: what happened when, and how exactly the date is known."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import (
    NARROW,
    WIDE,
    at,
    frame,
    lines_of,
    width_of,
)
from alliance87.core.dates import write_day, write_month

SIZE = 13
LINE = 17
HEAD = 24
SIDE = 6


class Precision(StrEnum):
    """How exactly a date is known; BEFORE means on that day or earlier."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event; with `until` it lasts, and is drawn as a band."""

    on: date
    until: date | None
    label: str
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.on:
            raise ValueError("An event cannot end before it begins")
        if self.until is not None and self.precision == Precision.BEFORE:
            raise ValueError("An event with an end cannot be known only by a limit")

    @property
    def words(self) -> str:
        """The date as exact as it is known, in the active language."""
        begin = _worded(self.on, self.precision)
        if self.until is not None and self.until != self.on:
            end = _worded(self.until, self.precision)
            return begin if begin == end else f"{begin} – {end}"
        if self.precision == Precision.BEFORE:
            return _("by %(date)s") % {"date": begin}
        return begin

    @property
    def bounds(self) -> tuple[float, float]:
        """The first and last moment it may cover, as years with a fraction."""
        until = self.until or self.on
        if self.precision == Precision.YEAR:
            return float(self.on.year), float(until.year + 1)
        if self.precision == Precision.MONTH:
            days = monthrange(until.year, until.month)[1]
            return _moment(self.on.replace(day=1)), _moment(until.replace(day=days), 1)
        return _moment(self.on), _moment(until, int(until != self.on))


def timeline(
    events: Sequence[TimelineEvent],
    *,
    title: str,
    description: str,
    targets: Mapping[int, str] | None = None,
    prefix: str = "timeline",
    for_print: bool = False,
) -> SafeString:
    """Return the events in the order given, a row each, under an axis of years.

    A day is a dot; a month or a year, or an event that lasts, is a band; "before"
    is an open arrow to the left. A target is due by the end of its year: a dark line
    with its words at the foot.
    """
    if not events:
        raise ValueError("A timeline needs at least one event")
    targets = targets or {}
    text = {"title": title, "description": description}
    wide = _drawing(events, targets, WIDE, frame(f"{prefix}-wide", **text))
    if for_print:
        return wide
    narrow = _drawing(events, targets, NARROW, frame(f"{prefix}-narrow", **text))
    return mark_safe(wide + narrow)  # noqa: S308 -- two rendered templates


def _drawing(
    events: Sequence[TimelineEvent],
    targets: Mapping[int, str],
    width: int,
    context: dict,
) -> SafeString:
    first = min(event.on.year for event in events)
    last = max([*((e.until or e.on).year for e in events), *targets, first + 3])
    cell = (width - 2 * SIDE) / (last + 1 - first)

    def x(moment: float) -> float:
        return SIDE + (moment - first) * cell

    top: float = HEAD
    rows = []
    for event in events:
        row, top = _row(event, x, top=top, width=width)
        rows.append(row)
    every = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n * cell >= 36), 1000)
    edge = 1 if cell >= 8 else every
    context |= {
        "form": "wide" if width == WIDE else "narrow",
        "size": SIZE,
        "width": at(width),
        "height": at(top + 4 + LINE * len(targets)),
        "head": at(HEAD),
        "left": at(SIDE),
        "right": at(width - SIDE),
        "foot": at(top),
        "years": [
            {"year": str(year), "x": at(x(year + 0.5))}
            for year in range(first, last + 1)
            if (year - first) % every == 0
        ],
        "edges": [at(x(year)) for year in range(first, last + 2, edge)],
        "targets": _due(targets, x, top=top),
        "rows": rows,
    }
    return render_to_string("charts/timeline.svg", context)


def _due(
    targets: Mapping[int, str], x: Callable[[float], float], *, top: float
) -> list[dict]:
    """Return the targets: a line at the end of the year, its words on their own row."""
    return [
        {
            "x": at(x(year + 1)),
            "foot": at(top + LINE * i),
            "words": f"{year}: {targets[year]}",
            "words_x": at(x(year + 1) - 6),
            "words_y": at(top + LINE * i - 3),
        }
        for i, year in enumerate(sorted(targets), start=1)
    ]


def _row(
    event: TimelineEvent, x: Callable[[float], float], *, top: float, width: int
) -> tuple[dict, float]:
    """Return one event and where the next begins."""
    begin, end = (x(moment) for moment in event.bounds)
    kind = "band" if end > begin else "day"
    if event.precision == Precision.BEFORE:
        kind, begin = "before", max(SIDE, end - 26)
    if width == NARROW:
        text = _words(event, room=width, x=0, anchor="start")
        height = LINE * len(text["lines"]) + 34
        text_top, middle = top + 18, top + height - 15
    else:
        text = _beside(event, begin=begin, end=end, width=width)
        height = LINE * len(text["lines"]) + 18
        text_top, middle = top + 22, top + 17.5
    for i, line in enumerate(text["lines"]):
        line["y"] = at(text_top + LINE * i)
        line["back_y"] = at(text_top + LINE * i - SIZE)
    return text | {
        "kind": kind,
        "is_vague": event.precision in (Precision.MONTH, Precision.YEAR),
        "middle": at(middle),
        "y": at(middle - 5),
        "begin": at(begin),
        "end": at(end),
        "length": at(max(4.0, end - begin)),
        "tip": f"{at(begin + 7)},{at(middle - 5)} {at(begin)},{at(middle)} "
        f"{at(begin + 7)},{at(middle + 5)}",
        "rule": at(top + height),
    }, top + height


def _beside(event: TimelineEvent, *, begin: float, end: float, width: int) -> dict:
    """Return the words at the mark: after it, or before it where that has more room."""
    after, before = width - end - 12, begin - 12
    needed = max(width_of(event.label, size=SIZE), width_of(event.words, size=SIZE))
    if after >= min(needed * 1.1, before):
        return _words(event, room=after, x=end + 12, anchor="start")
    return _words(event, room=before, x=begin - 12, anchor="end")


def _words(event: TimelineEvent, *, room: float, x: float, anchor: str) -> dict:
    label = lines_of(event.label, width=room, size=SIZE * 1.06)
    dated = lines_of(event.words, width=room, size=SIZE)
    lines = [_line(text, x, anchor, is_label=True) for text in label]
    lines += [_line(text, x, anchor, is_label=False) for text in dated]
    return {"anchor": anchor, "text_x": at(x), "lines": lines}


def _line(text: str, x: float, anchor: str, *, is_label: bool) -> dict:
    """Return a line of text and the white ground that keeps the grid off it."""
    width = width_of(text, size=SIZE * (1.06 if is_label else 1)) + 4
    return {
        "text": text,
        "is_label": is_label,
        "back_x": at(x - 2 if anchor == "start" else x - width + 2),
        "back_width": at(width),
    }


def _moment(day: date, days_after: int = 0) -> float:
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + ((day - first).days + days_after) / (after - first).days


def _worded(day: date, precision: Precision) -> str:
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return write_month(day)
    return write_day(day)
