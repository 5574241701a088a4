"""On which days reminders go out, counted from the day a report is due."""

from datetime import date

from django.utils.translation import ngettext

# ADR 0029. Days before (−) and after the due day, from the first to the last.
STEPS = (-60, -30, -7, 1, 14)
SENIOR_OFFICIAL_FROM = 1
SECRETARIAT_FROM = 14
# Nobody is reminded any more, when nothing was sent for so long after the last step.
CATCH_UP_DAYS = 60


def step_reached(due_on: date, today: date) -> int | None:
    """Return the latest step whose day has come; None before the first.

    None also once the last step is so long ago that a mail would only surprise.
    """
    late = (today - due_on).days
    if late > STEPS[-1] + CATCH_UP_DAYS:
        return None
    return max((step for step in STEPS if step <= late), default=None)


def step_to_send(reached: int | None, newest_sent: int | None) -> int | None:
    """Return the step that is to be sent now, or None.

    Steps that an outage skipped are overtaken by the latest one and never follow it.
    """
    if reached is None or (newest_sent is not None and newest_sent >= reached):
        return None
    return reached


def step_in_words(step: int) -> str:
    """Return “30 days before” or “1 day after”, counted from the due day."""
    if step > 0:
        words = ngettext("%(count)d day after", "%(count)d days after", step)
    else:
        words = ngettext("%(count)d day before", "%(count)d days before", -step)
    return words % {"count": abs(step)}
