"""Reminders that the clock sends: one mail to each person and day, about all of it.

Each comes so many days before or after its day. Safe to repeat and to miss for a few
days: the keys of the mails and the trail hold who was told what. Nobody is reminded of
examples, or of a meeting that is only planned.
"""

from collections.abc import Iterator
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
from meetings.digests.digest import Due, send_digests
from meetings.recipients import Recipient

SOURCES = (answers, papers, comments, actions, outputs, mandates, reports)

__all__ = ["send_reminders"]


def send_reminders(today: date) -> list[tuple[Recipient, list[Due]]]:
    """Write every reminder that is due, and return who was told of what."""
    return send_digests(_all_due(today), today)


def _all_due(today: date) -> Iterator[tuple[Recipient, Due]]:
    for source in SOURCES:
        yield from source.due(today)
