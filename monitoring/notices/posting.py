"""From one event to a mail for each person, in the language of each."""

import logging
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from alliance87.core import outbox
from alliance87.core.models import User
from monitoring.reminders import As
from monitoring.reminders.people import Recipient, officers, teams_of
from pathfinders.models import Pathfinder

logger = logging.getLogger(__name__)

TEMPLATE = "monitoring/mail/notice.txt"
WIDTH = 76


@dataclass(frozen=True, slots=True)
class Entry:
    """What a mail says about one report or value."""

    heading: str
    lines: Sequence[str]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, in words. `intro` goes on after “Dear …,”."""

    subject: str
    intro: str
    entries: Sequence[Entry]
    notes: Sequence[str] = ()


def team(pathfinder: Pathfinder, *roles: As) -> list[Recipient]:
    """Return the focal points and contributors of today, or one of the two."""
    country = pathfinder.country_id
    found = teams_of({country}, timezone.localdate())[country]
    return found.recipients(*(roles or (As.FOCAL_POINT, As.CONTRIBUTOR)))


def secretariat() -> list[Recipient]:
    return officers(timezone.localdate())


def post(
    cause: str,
    people: Iterable[Recipient],
    write: Callable[[], Notice],
    *,
    by: User | None,
) -> list[Recipient]:
    """Write the mail of one event to each person but `by`; return who was told now.

    `cause` names the event: who had the mail of it gets no other. `write` is called
    once for each language. An address that is none stops nobody's decision.
    """
    notices: dict[str, Notice] = {}
    told = []
    for person in people:
        if person.user == by:
            continue
        with override(person.language):
            if person.language not in notices:
                notices[person.language] = write()
            notice = notices[person.language]
            text = _text(notice, person)
        if _put(cause, person, notice.subject, text):
            told.append(person)
    return told


def _text(notice: Notice, person: Recipient) -> str:
    text = render_to_string(TEMPLATE, {"name": person.name, "notice": notice})
    return "\n".join(_wrapped(line) for line in text.strip().splitlines()) + "\n"


def _wrapped(line: str) -> str:
    """Return a line in lines of mail width; an address stays in one piece."""
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _put(cause: str, person: Recipient, subject: str, text: str) -> bool:
    try:
        mail = outbox.write(
            key=f"{cause}:{person.user.pk}",
            to=person.address,
            subject=subject,
            text=text,
            user=person.user,
            language=person.language,
        )
    except ValidationError as error:
        logger.error("No mail to %r: %s", person.address, error.messages)
        return False
    return mail is not None
