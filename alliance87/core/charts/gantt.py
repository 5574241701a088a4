"""A plan on a calendar: what lasts from when to when, and what is due in which year.

Nothing is invented: a row without dates says so, and a row with one date alone ends
in an arrow on the other side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alliance87.core.charts.drawing import NARROW
from alliance87.core.charts.gantt_drawing import GROUP, WIDE, draw, height_of
from alliance87.core.charts.gantt_rows import GanttRow, mark_words

MOST = 400  # the height of the rows that fit on a landscape page under a heading


@dataclass(frozen=True, slots=True)
class Gantt:
    """Rows in the order given, under their groups, on an axis from `first` to `last`.

    The axis grows to hold every date. `today` draws a line, where it lies inside.
    """

    rows: Sequence[GanttRow]
    title: str
    description: str
    first: date | None = None
    last: date | None = None
    today: date | None = None

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("A plan needs at least one row")

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be drawn: no date and no mark."""
        return not any(row.is_dated or row.marks for row in self.rows)

    def table(self) -> list[tuple[str, str, str, str, str]]:
        """Return group, label, dates, state and marks in words, one tuple a row."""
        return [
            (
                row.group,
                row.label,
                row.when,
                row.state_text or _("not stated"),
                "; ".join(mark_words(mark) for mark in row.marks) or _("none"),
            )
            for row in self.rows
        ]

    def pages(self, most: int = MOST) -> list["Gantt"]:
        """Return drawings with the same axis, each low enough for one page.

        They are about as high as each other: no page holds one row alone.
        """
        first, last = self.years
        axis = {"first": date(first, 1, 1), "last": date(last - 1, 12, 31)}
        needed = len(self._parted(most))
        limit = next(
            limit
            for limit in range(GROUP, most + GROUP, GROUP)
            if len(self._parted(min(limit, most))) == needed
        )
        parts = self._parted(min(limit, most))
        return [replace(self, rows=rows, **axis) for rows in parts]

    def _parted(self, most: int) -> list[list[GanttRow]]:
        parts: list[list[GanttRow]] = [[]]
        height: float = 0
        for row in self.rows:
            part, own = parts[-1], height_of(row, WIDE)
            opens = not part or part[-1].group != row.group
            if part and height + own + GROUP * opens > most:
                parts.append([])
                height, opens = 0, True
            parts[-1].append(row)
            height += own + GROUP * opens
        return parts

    def svg(self, *, prefix: str = "gantt", for_print: bool = False) -> SafeString:
        """Return the wide and the narrow drawing; for print the wide one alone."""
        wide = draw(self, f"{prefix}-wide", WIDE)
        if for_print:
            return wide
        narrow = draw(self, f"{prefix}-narrow", NARROW)
        return mark_safe(wide + narrow)  # noqa: S308 -- two rendered templates

    @property
    def years(self) -> tuple[int, int]:
        """Return the first year of the axis and the one after its last."""
        days = [self.first, self.last]
        days += [day for row in self.rows for day in (row.starts_on, row.ends_on)]
        years = [day.year for day in days if day]
        years += [mark.year for row in self.rows for mark in row.marks]
        if not years:
            years = [self.today.year] if self.today else [2025]
        return min(years), max(*years, min(years)) + 1
