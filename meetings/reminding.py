"""The administrators set on which days the clock reminds people."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alliance87.core.audit import record
from alliance87.core.exceptions import StaleVersion
from alliance87.core.models.base import STALE
from meetings import rules
from meetings.models import ReminderSchedule
from meetings.models.reminders import USUAL_DAYS

NO_DAYS = "\N{EN DASH}"


@transaction.atomic
def save_schedule(schedule: ReminderSchedule, *, by, expected: int) -> ReminderSchedule:
    """Write the days of a kind; `expected` is the version that was read.

    Version 0 stands for the usual days, of which there is no row: a first row begins
    with 1, so that two administrators who both change the usual days are told.
    """
    if not rules.may_keep_reminders(by):
        raise PermissionDenied
    schedule.full_clean(exclude=["created_by"], validate_unique=False)
    rows = ReminderSchedule.objects.select_for_update()
    stored = rows.filter(kind=schedule.kind).first()
    was = stored.days if stored else USUAL_DAYS[schedule.kind]
    if stored:
        schedule.pk = stored.pk
        schedule.save_checked(expected=expected)
    elif expected:
        raise StaleVersion(str(STALE))
    else:
        schedule.created_by, schedule.version = by, 1
        _save_first(schedule)
    record(
        "reminder_schedule.saved",
        schedule,
        by=by,
        was=_in_numbers(was),
        now=_in_numbers(schedule.days),
    )
    return schedule


def _save_first(schedule: ReminderSchedule) -> None:
    """Save the first row of a kind; who is second at it is told like everybody."""
    try:
        with transaction.atomic():
            schedule.save()
    except IntegrityError as error:
        raise StaleVersion(str(STALE)) from error


def _in_numbers(days: Sequence[int]) -> str:
    """Return days for the trail, which is written in no language."""
    return ", ".join(f"{day:+}" if day else "0" for day in days) or NO_DAYS
