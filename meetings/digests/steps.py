"""On which day before or after a deadline somebody is reminded."""

from collections.abc import Iterable
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
