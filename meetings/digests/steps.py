"""On which day before or after a deadline somebody is reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# A reminder that was missed is still sent so many days later, and then no more.
CATCH_UP_DAYS = 3
# The same where nothing is lost by telling somebody late.
LONG_CATCH_UP_DAYS = 14


def day_of(moment: datetime, zone: str) -> date:
    """Return the day of a deadline where its clock counts."""
    return moment.astimezone(ZoneInfo(zone or "UTC")).date()


def step_reached(
    due_on: date,
    today: date,
    steps: Iterable[int],
    catch_up: int = CATCH_UP_DAYS,
) -> int | None:
    """Return the latest step (days from the deadline) that is due; None: none.

    What is sent before a deadline is not caught up with after it.
    """
    late = (today - due_on).days
    reached = max((step for step in steps if step <= late), default=None)
    if reached is None or late > reached + catch_up or reached < 0 < late:
        return None
    return reached


def day_of_step(due_on: date, step: int) -> date:
    return due_on + timedelta(days=step)


@dataclass(frozen=True, slots=True)
class Run:
    """The days that are looked at: today, and for a look ahead those after it.

    Today catches up with what was missed; the days to come miss nothing.
    """

    today: date
    steps: tuple[int, ...]
    catch_up: int = CATCH_UP_DAYS
    ahead: int = 0

    @property
    def last(self) -> date:
        return self.today + timedelta(days=self.ahead)

    def reminders(self, due_on: date) -> list[tuple[date, int]]:
        """Return on which of the days a deadline is reminded of, and by which step."""
        found = []
        step = step_reached(due_on, self.today, self.steps, self.catch_up)
        if step is not None:
            found.append((self.today, step))
        coming = ((day_of_step(due_on, step), step) for step in sorted(self.steps))
        return found + [each for each in coming if self.today < each[0] <= self.last]
