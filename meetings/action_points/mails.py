"""Mails about action points: one to each person, about all that they are told of."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from alliance87.core import outbox
from alliance87.core.audit import entry, record_all
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.action_points.owners import recipients
from meetings.models import ActionPoint
from meetings.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Entry:
    """One action point in a mail, in words; no address for who cannot open it."""

    heading: str
    text: str
    due: str
    url: str


def write_mail(
    recipient: Recipient, actions: Sequence[ActionPoint], *, opening: str
) -> tuple[str, str]:
    """Return subject and text in the language that is active."""
    subject = ngettext(
        "%(count)d action point is yours",
        "%(count)d action points are yours",
        len(actions),
    ) % {"count": len(actions)}
    if len(actions) == 1:
        subject = _("Action point %(reference)s") % {"reference": actions[0].reference}
    context = {
        "name": recipient.name,
        "opening": opening,
        "entries": [_entry(each, recipient) for each in actions],
        "has_account": recipient.user is not None,
    }
    text = render_to_string("meetings/mail/action_points.txt", context)
    return f"Alliance 8.7: {subject}", f"{text.strip()}\n"


def _entry(action: ActionPoint, recipient: Recipient) -> Entry:
    return Entry(
        heading=action.reference,
        text=action.text,
        due=action.due_in_words,
        url=outbox.address_of(action.get_absolute_url()) if recipient.user else "",
    )


def to_tell(actions: Iterable[ActionPoint]) -> dict[Recipient, list[ActionPoint]]:
    """Return who would be told of which of these; examples write to nobody."""
    today, found = timezone.localdate(), defaultdict(list)
    for action in actions:
        if action.is_example:
            continue
        for recipient in recipients(action, today):
            found[recipient].append(action)
    return dict(found)


def preview(told: dict[Recipient, list[ActionPoint]]) -> tuple[str, str]:
    """Return subject and text of the first mail, in its language; "" for none."""
    for recipient, own in told.items():
        with override(recipient.language):
            return write_mail(recipient, own, opening=_opening())
    return "", ""


@transaction.atomic
def tell_owners(actions: Sequence[ActionPoint], *, by) -> list[Recipient]:
    """Mail the owners what is asked of them: one mail for each, once a day."""
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    told = to_tell([each for each in actions if each.is_open])
    if not told:
        raise Blocked([_("Nobody behind these action points has an address.")])
    today = timezone.localdate()
    for recipient, own in told.items():
        with override(recipient.language):
            subject, text = write_mail(recipient, own, opening=_opening())
        outbox.write(
            key=key_of("action-points", recipient, [str(a.pk) for a in own], today),
            to=recipient.address,
            subject=subject,
            text=text,
            user=recipient.user,
            language=recipient.language,
        )
    names = ", ".join(each.name for each in told)
    record_all(
        entry("action_point.owners_told", each, by=by, reason=names)
        for each in actions
        if each.is_open
    )
    return list(told)


def _opening() -> str:
    return _("the Global Coordinating Group asks this of you.")


def key_of(kind: str, recipient: Recipient, causes: Iterable[str], day: date) -> str:
    """Return the cause of a mail: who is told of what, on which day."""
    cause = f"{recipient.address} {day.isoformat()} {' '.join(sorted(causes))}"
    return f"{kind}:{hashlib.sha256(cause.encode()).hexdigest()}"
