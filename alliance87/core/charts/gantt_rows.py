"""What a plan on a calendar is made of, and its words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from alliance87.core.dates import write_day


class BarState(StrEnum):
    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class MarkState(StrEnum):
    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    PLANNED = "planned"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class GanttMark:
    """Something due by the end of a year."""

    year: int
    state: MarkState
    label: str


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A bar from its first to its last day; either may be unknown.

    `words` is the time as the source words it, where it states no dates. `state_text`
    says the state in the table; `share` is the percent that is done.
    """

    group: str
    label: str
    starts_on: date | None = None
    ends_on: date | None = None
    state: BarState = BarState.UNKNOWN
    state_text: str = ""
    share: int | None = None
    words: str = ""
    marks: tuple[GanttMark, ...] = ()

    def __post_init__(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("A bar cannot end before it begins")

    @property
    def is_dated(self) -> bool:
        return bool(self.starts_on or self.ends_on)

    @property
    def when(self) -> str:
        """The dates in words; what is not stated is said so."""
        if self.starts_on and self.ends_on:
            return f"{write_day(self.starts_on)} – {write_day(self.ends_on)}"
        if self.starts_on:
            day = write_day(self.starts_on)
            return _("from %(day)s, end not stated") % {"day": day}
        if self.ends_on:
            day = write_day(self.ends_on)
            return _("until %(day)s, start not stated") % {"day": day}
        if self.words:
            return _("%(words)s (no dates stated)") % {"words": self.words}
        return _("no dates stated")


MARK_WORDS = {
    MarkState.MET: lambda: _("met"),
    MarkState.MISSED: lambda: _("missed"),
    MarkState.OPEN: lambda: _("to come"),
    MarkState.PLANNED: lambda: _("planned"),
    MarkState.OVERDUE: lambda: _("no result"),
}


def mark_words(mark: GanttMark) -> str:
    return f"{mark.year}: {mark.label} ({MARK_WORDS[mark.state]()})"
