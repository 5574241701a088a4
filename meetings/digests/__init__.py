"""Reminders that the clock sends: one mail to each person and day, about all of it.

Each comes so many days before or after its day, as the administrators set it. Safe to
repeat and to miss for a few days: the keys of the mails and the trail hold who was told
what. Nobody is reminded of examples, or of a meeting that is only planned.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from meetings.digests import (
    actions,
    answers,
    comments,
    mandates,
    outputs,
    papers,
    reports,
)
from meetings.digests.digest import Due, send_digests, told_before
from meetings.digests.steps import day_of_step
from meetings.recipients import Recipient
from meetings.selectors.reminders import days_by_kind

SOURCES = (answers, papers, comments, actions, outputs, mandates, reports)

__all__ = ["Due", "coming_reminders", "send_reminders"]


def send_reminders(today: date) -> list[tuple[Recipient, list[Due]]]:
    """Write every reminder that is due, and return who was told of what."""
    return send_digests(_all_due(today), today)


def _all_due(today: date) -> Iterator[tuple[Recipient, Due]]:
    schedule = days_by_kind()
    for source in SOURCES:
        yield from source.due(today, schedule[source.KIND])


def coming_reminders(
    kind: str, days: Sequence[int], *, today: date, ahead: int
) -> list[tuple[date, Recipient, Due]]:
    """Return what these days would send until `ahead` days from today, writing nothing.

    Everything else is taken as it stands today. The first day also holds what would
    be caught up with.
    """
    source = next(each for each in SOURCES if kind == each.KIND)
    found = [
        (max(today, day_of_step(due.due_on, due.step)), recipient, due)
        for recipient, due in source.due(today, days, ahead)
    ]
    told = told_before((recipient, due) for _day, recipient, due in found)
    found = [each for each in found if each[0] > today or each[1:] not in told]
    return sorted(found, key=lambda each: each[0])
