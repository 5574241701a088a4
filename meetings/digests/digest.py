"""One mail to each person and day about everything that is due."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, override

from alliance87.core import outbox
from alliance87.core.audit import entry, record_all, target_key
from alliance87.core.models import AuditEvent
from meetings.action_points.mails import key_of
from meetings.recipients import LANGUAGE, Recipient

logger = logging.getLogger(__name__)


class Kind(StrEnum):
    """What somebody is reminded of, in the order of a mail; names its template."""

    ANSWER = "answer"
    PAPER = "paper"
    COMMENT = "comment"
    ACTION = "action"
    OUTPUT = "output"
    OWN_MANDATE = "own_mandate"
    MANDATE = "mandate"
    REPORT = "report"


VERBS = {
    Kind.ANSWER: "participant.reminded",
    Kind.PAPER: "agenda.paper_reminded",
    Kind.COMMENT: "comment_round.reminded",
    Kind.ACTION: "action_point.reminded",
    Kind.OUTPUT: "output.reminded",
    Kind.OWN_MANDATE: "mandate.reminded",
    Kind.MANDATE: "mandate.reminded",
    Kind.REPORT: "report.reminded",
}
SUBJECTS = {
    Kind.ANSWER: ngettext_lazy("Reminder to answer", "Reminder to answer"),
    Kind.PAPER: ngettext_lazy(
        "A paper for a meeting is due", "Papers for a meeting are due"
    ),
    Kind.COMMENT: ngettext_lazy("Your comments are due", "Your comments are due"),
    Kind.ACTION: ngettext_lazy(
        "An action point is still open", "Action points are still open"
    ),
    Kind.OUTPUT: ngettext_lazy(
        "An output of your work plan is due", "Outputs of your work plan are due"
    ),
    Kind.OWN_MANDATE: ngettext_lazy("Your mandate ends", "Your mandates end"),
    Kind.MANDATE: ngettext_lazy("A mandate ends", "Mandates end"),
    Kind.REPORT: ngettext_lazy("A report is due", "Reports are due"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One step of one thing; `row` is what the paragraph of its kind prints.

    `about` is the record the trail names, `label` what the log calls it. `url` is a
    full address, or stands for a personal link, which only a mail whose key begins
    with `link_key` can bring.
    """

    kind: Kind
    about: Model
    row: object
    label: str
    due_on: date
    step: int
    url: str = ""
    detail: str = ""
    link_key: str = ""

    @property
    def mark(self) -> str:
        """How the trail names the step; another day begins anew."""
        return f"{self.detail} {self.due_on.isoformat()} {self.step:+}".strip()

    @property
    def trace(self) -> tuple[str, str, str]:
        return VERBS[self.kind], target_key(self.about), self.mark


def send_digests(
    found: Iterable[tuple[Recipient, Due]], today: date
) -> list[tuple[Recipient, list[Due]]]:
    """Write one mail to each person about what was not told before; return them.

    Only somebody with several personal links gets a mail for each. What goes wrong
    with one person stops nobody else's mail; it is raised at the end.
    """
    sent, failed = [], []
    for recipient, dues in _by_person(found):
        try:
            if told := _write(recipient, dues, today):
                sent.append((recipient, told))
        except ValidationError as error:
            logger.error("No reminder to %r: %s", recipient.address, error.messages)
        except Exception as error:
            error.add_note(f"No reminder to {recipient.address!r}.")
            failed.append(error)
    if failed:
        raise ExceptionGroup("Some reminders were not written", failed)
    return sent


def _by_person(found) -> list[tuple[Recipient, list[Due]]]:
    mails: dict[tuple[str, int], tuple[Recipient, list[Due]]] = {}
    links: dict[str, int] = {}
    for recipient, due in found:
        number = 0
        if due.link_key:
            number = links.get(recipient.address, 0)
            links[recipient.address] = number + 1
        known, dues = mails.setdefault((recipient.address, number), (recipient, []))
        if due.trace not in {each.trace for each in dues}:
            dues.append(due)
        if recipient.user and not known.user:
            mails[recipient.address, number] = (recipient, dues)
    return list(mails.values())


@transaction.atomic
def _write(recipient: Recipient, dues: list[Due], today: date) -> list[Due]:
    told = _told(recipient, dues)
    left = [each for each in dues if each.trace not in told]
    if not left:
        return []
    with override(recipient.language or LANGUAGE):
        subject = _("Alliance 8.7: %(subject)s") % {"subject": _subject(left)}
        text = _text(recipient, left)
    prefix = next((each.link_key for each in left if each.link_key), "reminder")
    mail = outbox.write(
        key=key_of(prefix, recipient, (" ".join(each.trace) for each in left), today),
        to=recipient.address,
        subject=subject,
        text=text,
        user=recipient.user,
        language=recipient.language,
    )
    if mail is None:
        return []
    record_all(_trail(each, recipient) for each in left)
    return left


def _subject(dues: Sequence[Due]) -> str:
    kinds = {each.kind for each in dues}
    if len(kinds) > 1:
        return _("%(count)d matters that wait for you") % {"count": len(dues)}
    return SUBJECTS[kinds.pop()] % len(dues)


def _text(recipient: Recipient, dues: Sequence[Due]) -> str:
    parts = []
    for kind in Kind:
        if rows := [each for each in dues if each.kind == kind]:
            context = {
                "rows": rows,
                "count": len(rows),
                "has_account": recipient.user is not None,
                "personal_link": outbox.PERSONAL_LINK,
            }
            part = outbox.compose(f"meetings/mail/due/{kind}.txt", context)
            parts.append(part.strip())
    context = {"name": outbox.without_marks(recipient.name), "parts": parts}
    return render_to_string("meetings/mail/due/digest.txt", context)


def _told(recipient: Recipient, dues: Iterable[Due]) -> set[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(
        by_name=recipient.address[:200],
        verb__in=set(VERBS.values()),
        target__in=[target_key(each.about) for each in dues],
    )
    return set(rows.values_list("verb", "target", "now"))


def told_before(found: Iterable[tuple[Recipient, Due]]) -> list[tuple[Recipient, Due]]:
    """Return those of whom the trail says that they were told of the step before."""
    found = list(found)
    rows = AuditEvent.objects.filter(
        verb__in={VERBS[due.kind] for _recipient, due in found},
        target__in={target_key(due.about) for _recipient, due in found},
    )
    told = set(rows.values_list("by_name", "verb", "target", "now"))
    return [each for each in found if (each[0].address[:200], *each[1].trace) in told]


def _trail(due: Due, recipient: Recipient) -> AuditEvent:
    event = entry(VERBS[due.kind], due.about, by=None, now=due.mark)
    event.by_name = recipient.address[:200]
    return event
