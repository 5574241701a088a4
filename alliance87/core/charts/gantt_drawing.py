"""How a plan on a calendar is drawn, wide or narrow."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import (
    NARROW,
    at,
    frame,
    lines_of,
    width_of,
)
from alliance87.core.charts.gantt_rows import (
    BarState,
    GanttRow,
    MarkState,
    mark_words,
)

WIDE = 1080
NAMES = 392  # the column of labels in the wide drawing
SIZE, LINE, BAR = 12, 14, 10
SIDE = 10
HEAD = 26
GROUP = 24
ARROW = 30
KEYS = {WIDE: (5, 210), NARROW: (2, 179)}  # how many on a line, and how far apart


class Plan(Protocol):
    """What is drawn: see `Gantt`."""

    rows: Sequence[GanttRow]
    title: str
    description: str
    today: date | None

    @property
    def years(self) -> tuple[int, int]: ...


def draw(plan: Plan, prefix: str, width: int) -> SafeString:
    """Return the drawing of a width: labels beside the bars, or above them."""
    first, after = plan.years
    left = NAMES if width == WIDE else SIDE
    cell = (width - SIDE - left) / (after - first)

    def x(moment: float) -> float:
        return left + (moment - first) * cell

    rows, foot = _rows(plan, x, width)
    today = _today(plan, x)
    keys, height = _keys(plan, top=foot + (30 if today else 14), width=width)
    context = {
        "form": "wide" if width == WIDE else "narrow",
        "size": SIZE,
        "width": at(width),
        "height": at(height),
        "head": at(HEAD),
        "left": at(left),
        "right": at(width - SIDE),
        "foot": at(foot),
        "bar": at(BAR),
        "rows": rows,
        "keys": keys,
        "today": today,
        "today_word": _("Today"),
        "today_y": at(foot + 14),
    }
    context |= frame(prefix, title=plan.title, description=plan.description)
    context |= _axis(first, after, cell, x)
    return render_to_string("charts/gantt.svg", context)


def height_of(row: GanttRow, width: int) -> float:
    return _height(_label(row, width), width)


def _rows(plan: Plan, x: Callable, width: int) -> tuple[list[dict], float]:
    """Return the rows under the headings of their groups, and where they end."""
    drawn, group, top = [], None, float(HEAD)
    for row in plan.rows:
        if row.group != group:
            heading, top = _heading(row.group, top=top, width=width)
            drawn.append(heading)
        group = row.group
        item, top = _row(row, x, top=top, width=width)
        drawn.append(item)
    return drawn, top


def _today(plan: Plan, x: Callable) -> str | None:
    first, after = plan.years
    if plan.today is None or not first <= plan.today.year < after:
        return None
    return at(x(_moment(plan.today)))


def _axis(first: int, after: int, cell: float, x: Callable) -> dict:
    """Return the lines of years and, where there is room, of quarters."""
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n * cell >= 40), 100)
    with_quarters = cell >= 96
    return {
        "edges": [at(x(year)) for year in range(first, after + 1)],
        "years": [
            {"year": str(year), "x": at(x(year + 0.5))}
            for year in range(first, after)
            if (year - first) % every == 0
        ],
        "quarters": [
            at(x(year + quarter / 4))
            for year in range(first, after)
            for quarter in (1, 2, 3)
            if with_quarters
        ],
    }


def _heading(group: str, *, top: float, width: int) -> tuple[dict, float]:
    lines = lines_of(group, width=width - 2 * SIDE, size=SIZE * 1.06, most=2)
    if width == WIDE:
        lines = lines[:1] if len(lines) == 1 else [f"{lines[0]} …"]
    height = GROUP + LINE * (len(lines) - 1)
    texts = [
        {"text": line, "y": at(top + 16 + LINE * i)} for i, line in enumerate(lines)
    ]
    return {
        "is_group": True,
        "lines": texts,
        "y": at(top),
        "height": at(height),
    }, top + height


def _label(row: GanttRow, width: int) -> list[str]:
    room, most = (NAMES - 16, 2) if width == WIDE else (width - 2 * SIDE, 3)
    return lines_of(row.label, width=room, size=SIZE, most=most)


def _line(text: str, y: float) -> dict:
    """Return a line of text and the white ground that keeps the grid off it."""
    return {
        "text": text,
        "y": at(y),
        "back_y": at(y - SIZE + 1),
        "back_width": at(width_of(text, size=SIZE)),
    }


def _height(label: list[str], width: int) -> float:
    text = LINE * len(label)
    return text + 9 if width == WIDE else text + BAR + 20


def _row(row: GanttRow, x: Callable, *, top: float, width: int) -> tuple[dict, float]:
    """Return one row and where the next begins."""
    label = _label(row, width)
    height = _height(label, width)
    middle = top + height / 2 if width == WIDE else top + height - BAR - 2
    item = {
        "is_group": False,
        "lines": [_line(text, top + 16 + LINE * i) for i, text in enumerate(label)],
        "rule": at(top + height),
        "y": at(middle - BAR / 2),
        "foot": at(middle + BAR / 2),
        "middle": at(middle),
        "words_y": at(middle + 4),
        "words": "" if row.is_dated else row.words or _("no dates stated"),
        "state": row.state.value,
        "bar": _bar(row, x, middle) if row.is_dated else None,
        "marks": _marks(row, x, middle),
    }
    return item, top + height


def _bar(row: GanttRow, x: Callable, middle: float) -> dict:
    """Return the bar; on a side that is not known it is short and ends in an arrow."""
    begin = x(_moment(row.starts_on)) if row.starts_on else None
    end = x(_moment(row.ends_on, 1)) if row.ends_on else None
    arrow = ""
    if begin is None:
        begin = end - ARROW
        arrow = _arrow(begin, middle, to=-1)
    elif end is None:
        end = begin + ARROW
        arrow = _arrow(end, middle, to=1)
    length = max(3.0, end - begin)
    share = 100 if row.state == BarState.DONE else row.share or 0
    return {
        "x": at(begin),
        "end": at(begin + length),
        "length": at(length),
        "done": at(length * share / 100) if share else "",
        "arrow": arrow,
    }


def _arrow(x: float, middle: float, *, to: int) -> str:
    half = BAR / 2 + 1
    return f"{at(x)},{at(middle - half)} {at(x + to * 9)},{at(middle)} " + (
        f"{at(x)},{at(middle + half)}"
    )


def _marks(row: GanttRow, x: Callable, middle: float) -> list[dict]:
    """Return the marks at the end of their year; several of one year side by side."""
    found, seen = [], {}
    for mark in row.marks:
        place = seen.setdefault(mark.year, 0)
        seen[mark.year] += 1
        found.append(
            {
                "state": mark.state.value,
                "x": at(x(mark.year + 1) - 13 * place),
                "y": at(middle),
                "words": mark_words(mark),
            }
        )
    return found


def _keys(gantt: Plan, *, top: float, width: int) -> tuple[list[dict], float]:
    """Return the shapes that occur, with their words, and where the drawing ends."""
    bars = {row.state for row in gantt.rows if row.is_dated}
    marks = {mark.state for row in gantt.rows for mark in row.marks}
    keys = [
        ("bar", state.value, BAR_WORDS[state]()) for state in BarState if state in bars
    ]
    keys += [
        ("mark", state.value, MARK_KEYS[state]())
        for state in MarkState
        if state in marks
    ]
    per_line, cell = KEYS[width]
    placed = [
        {
            "kind": kind,
            "state": state,
            "text": text,
            "x": at(2 + cell * (i % per_line)),
            "mark_x": at(12 + cell * (i % per_line)),
            "text_x": at(30 + cell * (i % per_line)),
            "y": at(top + 20 * (i // per_line)),
            "bar_y": at(top + 20 * (i // per_line) - BAR / 2),
            "text_y": at(top + 20 * (i // per_line) + 4),
        }
        for i, (kind, state, text) in enumerate(keys)
    ]
    lines = -(-len(placed) // per_line)
    return placed, top + 20 * max(lines, 1) - 6


BAR_WORDS = {
    BarState.DONE: lambda: _("done"),
    BarState.UNDER_WAY: lambda: _("under way, share done"),
    BarState.NOT_STARTED: lambda: _("not started"),
    BarState.CANCELLED: lambda: _("cancelled"),
    BarState.UNKNOWN: lambda: _("state not stated"),
}
MARK_KEYS = {
    MarkState.MET: lambda: _("benchmark met"),
    MarkState.MISSED: lambda: _("benchmark missed"),
    MarkState.OPEN: lambda: _("benchmark to come"),
    MarkState.PLANNED: lambda: _("annual benchmark"),
    MarkState.OVERDUE: lambda: _("benchmark without a result"),
}


def _moment(day: date, days_after: int = 0) -> float:
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + ((day - first).days + days_after) / (after - first).days
