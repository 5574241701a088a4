"""On which days each kind of reminder goes out."""

from dataclasses import dataclass

from meetings.enums import ReminderKind
from meetings.models import ReminderSchedule
from meetings.models.reminders import USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of a kind; `row` is None as long as nobody has set them."""

    kind: ReminderKind
    days: tuple[int, ...]
    row: ReminderSchedule | None = None

    @property
    def usual(self) -> tuple[int, ...]:
        return USUAL_DAYS[self.kind]

    @property
    def is_usual(self) -> bool:
        return self.days == self.usual


def schedules() -> list[Schedule]:
    """Return the schedule of each kind, in one query."""
    rows = {each.kind: each for each in ReminderSchedule.objects.all()}
    return [_schedule(kind, rows.get(kind)) for kind in ReminderKind]


def _schedule(kind: ReminderKind, row: ReminderSchedule | None) -> Schedule:
    days = USUAL_DAYS[kind] if row is None else row.days
    return Schedule(kind, tuple(days), row)


def days_by_kind() -> dict[str, tuple[int, ...]]:
    return {each.kind: each.days for each in schedules()}
