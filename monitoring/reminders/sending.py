"""One run of the reminders: a mail for each person, with the log in one piece."""

import hashlib
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alliance87.core import outbox
from monitoring.enums import OPEN_SUBMISSION_STATES
from monitoring.models import Reminder, Submission
from monitoring.reminders.mails import Progress, write_reminder
from monitoring.reminders.people import (
    Due,
    Recipient,
    teams,
    waiting_submissions,
    who_hears,
)
from monitoring.reminders.steps import step_to_send
from monitoring.reminders.told import Told

logger = logging.getLogger(__name__)

CountProgress = Callable[[Collection[Submission]], Mapping[int, Progress]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What one person was told in this run."""

    address: str
    dues: tuple[Due, ...]


def send_due(today: date, *, count_progress: CountProgress) -> list[Sent]:
    """Write every reminder that is due, and return what was written.

    `count_progress` is `selectors.completeness`. Safe to repeat, to miss and to run
    twice at the same time: see ADR 0029. What goes wrong with one person stops nobody
    else's mail; it is raised at the end, as an ExceptionGroup.
    """
    submissions = waiting_submissions(today)
    of_countries = teams(submissions, today)
    asked = who_hears(submissions, of_countries, today)
    if not asked:
        return []
    progress = count_progress(submissions)

    def write(recipient: Recipient, dues: Sequence[Due]) -> tuple[str, str]:
        return write_reminder(
            recipient, dues, progress=progress, teams=of_countries, today=today
        )

    sent, failed = [], []
    for recipient, dues in asked.items():
        try:
            sent.append(_attempt(recipient, dues, write))
        except Exception as error:
            error.add_note(f"No reminder to {recipient.address!r}.")
            failed.append(error)
    if failed:
        raise ExceptionGroup("Some reminders were not written", failed)
    return [each for each in sent if each is not None]


def _attempt(recipient: Recipient, dues: Sequence[Due], write) -> Sent | None:
    """Remind one person; an address that is none is written to the error log."""
    try:
        return _remind(recipient, dues, write)
    except ValidationError as error:
        logger.error("No reminder to %r: %s", recipient.address, error.messages)
        return None


@transaction.atomic
def _remind(recipient: Recipient, dues: Sequence[Due], write) -> Sent | None:
    """Write one mail with its log, or nothing when another run was faster.

    The submissions are locked first: a report sent in meanwhile needs no reminder,
    and a second run waits here and then finds the log of the first.
    """
    dues = _still_due(recipient, dues)
    if not dues:
        return None
    subject, text = write(recipient, dues)
    mail = outbox.write(
        key=_key(recipient, dues),
        to=recipient.address,
        subject=subject,
        text=text,
        user=recipient.user,
        language=recipient.language,
    )
    if mail is None:
        return None
    Reminder.objects.bulk_create(
        Reminder(
            submission=due.submission,
            person=recipient.user,
            address=recipient.address,
            role=due.role,
            due_on=due.submission.due_on,
            step=due.step,
            mail=mail,
        )
        for due in dues
    )
    return Sent(recipient.address, tuple(dues))


def _still_due(recipient: Recipient, dues: Sequence[Due]) -> list[Due]:
    """Return what is due after all; who was given more time is told in the next run."""
    keys = [due.submission.pk for due in dues]
    locked = Submission.objects.select_for_update().filter(
        pk__in=keys, state__in=OPEN_SUBMISSION_STATES
    )
    still_open = set(locked.order_by("pk").values_list("pk", "extended_to"))
    told = Told([due.submission for due in dues])

    def newest(due: Due) -> int | None:
        return told.newest(due.submission, recipient.address, recipient.user)

    return [
        due
        for due in dues
        if (due.submission.pk, due.submission.extended_to) in still_open
        and step_to_send(due.step, newest(due)) is not None
    ]


def _key(recipient: Recipient, dues: Sequence[Due]) -> str:
    """Return the cause of a mail as text: who is told which steps of what."""
    steps = sorted(
        f"{due.submission.pk} {due.submission.due_on} {due.step:+}" for due in dues
    )
    cause = f"{recipient.address} {' '.join(steps)}"
    return f"reminder:{hashlib.sha256(cause.encode()).hexdigest()}"
