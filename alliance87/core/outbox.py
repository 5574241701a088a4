"""Mails: a row in the transaction that causes them, sent after it, once.

One that waits is locked while it is sent, so two senders never take the same. Only a
sender that dies between the server's "accepted" and its own commit sends one again;
the repetition bears the same Message-ID, by which mail systems know it.
"""

import logging
import secrets
import smtplib
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email import encoders
from email.mime.base import MIMEBase
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from alliance87.core import calendars
from alliance87.core.models import Mail, User
from alliance87.core.models.mail import LONGEST_FILE

logger = logging.getLogger(__name__)

# When a mail that was refused is tried again, counted from when it was written.
SCHEDULE = (
    timedelta(0),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
ATTEMPTS = len(SCHEDULE)
# Sent in one go beside other work, so that this work has its turn.
AT_ONCE = 50
# After these the server is not asked again in the same round.
SILENCE = (TimeoutError, ConnectionError, smtplib.SMTPServerDisconnected)


class Mark(str):
    """Stands in a stored text, or file, for what only the person may know."""

    __slots__ = ()


# A link of their own, and lines that may be gone again when the mail leaves.
PERSONAL_LINK = Mark("{personal link}")
PERSONAL_NOTE = Mark("{only for you}")
MARKS = (PERSONAL_LINK, PERSONAL_NOTE)
# Calendars drop these; a mail does too, so that no mark comes together in either.
NO_CHARACTERS = "\ufffe\uffff"
# Seconds of rest after trouble: the first time, and at most.
FIRST_REST = 15.0
LONGEST_REST = 300.0


_words: dict[tuple[str, str], Callable[[str], str]] = {}


@dataclass(frozen=True, slots=True)
class File:
    """A small text file that goes with a mail, such as a calendar entry."""

    name: str
    content_type: str
    text: str


def personal_link(prefix: str) -> Callable:
    """Register `link(key)`, which returns the full address of a personal link.

    It is asked when a mail is sent whose key begins with `prefix` and a colon, so that
    no stored mail holds it. Apps register theirs in a module `mail_links`.
    """
    return _registered(PERSONAL_LINK, prefix)


def personal_note(prefix: str) -> Callable:
    """Register `note(key)`, which returns what stands for `PERSONAL_NOTE`.

    It is asked as a personal link is, in the language of the mail.
    """
    return _registered(PERSONAL_NOTE, prefix)


def _registered(mark: str, prefix: str) -> Callable:
    def register(words: Callable[[str], str]) -> Callable:
        _words[mark, prefix] = words
        return words

    return register


def compose(template: str, context: dict) -> str:
    """Return the text of a mail from its template.

    A mark counts where it is a value of `context` itself. One that was typed into a
    record stays words, so that nobody lays a trap for the link of somebody else.
    """
    stand_ins = {mark: secrets.token_hex(16) for mark in MARKS}
    values = {
        name: stand_ins[value] if isinstance(value, Mark) else value
        for name, value in context.items()
    }
    text = without_marks(render_to_string(template, values))
    for mark, stand_in in stand_ins.items():
        text = text.replace(stand_in, mark)
    return text


def without_marks(text: str) -> str:
    """Return what somebody typed with its marks, if any, made plain words."""
    text = _printable(text)
    for mark in MARKS:
        text = text.replace(mark, f"({mark[1:-1]})")
    return text


def write(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    user: User | None = None,
    language: str = "en",
    file: File | None = None,
) -> Mail | None:
    """Put a mail on its way; None when the mail of this `key` was written before.

    `text` is plain text, in `language`. The site's name and address are set below it.
    It and the file must hold no secret: administrators read mails; `PERSONAL_LINK` and
    `PERSONAL_NOTE` stand for one. Raises ValidationError for an address that is none,
    ValueError for a file that is too large.
    """
    validate_email(to)
    if file is not None and len(file.text) > LONGEST_FILE:
        raise ValueError(f"{file.name} is too large for a mail.")
    with translation.override(language):
        below = _("Alliance 8.7 pathfinder countries")
    mail, is_new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "user": user,
            "language": language,
            "subject": " ".join(_printable(subject).split())[:200],
            "text": f"{_printable(text).strip()}\n\n-- \n{below}\n{address_of('/')}\n",
            "file_name": file.name if file else "",
            "file_type": file.content_type if file else "",
            "file_text": file.text if file else "",
        },
    )
    return mail if is_new else None


def address_of(path: str) -> str:
    """Return the full address of a path of this site, for a mail."""
    return urljoin(settings.SITE_URL, path)


def withdraw(cause: str) -> int:
    """Take back mails that have not left; return how many.

    `cause` is how their keys begin. One that is being sent this moment is not stopped.
    """
    waiting = Mail.objects.filter(key__startswith=f"{cause}:", sent_at=None)
    found = waiting.select_for_update(skip_locked=True).values_list("pk", flat=True)
    with transaction.atomic():
        return Mail.objects.filter(pk__in=list(found)).delete()[0]


def send_waiting(limit: int = 1000) -> int:
    """Send what is due, each mail in a transaction of its own; return how many.

    A mail that is refused waits for its next attempt. A server that does not answer
    ends the round; it costs no mail an attempt but the one that was on its way when the
    server fell silent. Either way the mail says why.
    """
    return _send_due(limit).sent


def revive() -> int:
    """Give mails whose attempts are used up a new start; return how many."""
    given_up = Mail.objects.filter(sent_at=None, attempts__gte=ATTEMPTS)
    return given_up.update(attempts=0)


class Postman:
    """Sends again and again, and rests after trouble, longer each time."""

    def __init__(self):
        self._rest = FIRST_REST
        self._not_before = 0.0

    def go(self) -> int:
        if time.monotonic() < self._not_before:
            return 0
        outcome = _send_due(AT_ONCE)
        if outcome.is_trouble:
            self._not_before = time.monotonic() + self._rest
            self._rest = min(2 * self._rest, LONGEST_REST)
        else:
            self._rest = FIRST_REST
        return outcome.sent


@dataclass(slots=True)
class _Round:
    """What happened while sending: mails sent, and whether anything went wrong."""

    sent: int = 0
    is_trouble: bool = False


def _send_due(limit: int) -> _Round:
    outcome, last, server = _Round(), 0, None
    try:
        for _number in range(limit):
            with transaction.atomic(durable=True):
                mail = _next_due(last)
                if mail is None:
                    break
                last = mail.pk
                server = server or _opened(mail)
                if server is None:
                    outcome.is_trouble = True
                    break
                error = _send(mail, server)
                if error is None:
                    outcome.sent += 1
                    continue
                outcome.is_trouble = True
                _closed(server)
                server = None
                if isinstance(error, SILENCE):
                    break
    finally:
        _closed(server)
    return outcome


def _next_due(last: int) -> Mail | None:
    """Lock and return the next mail to try in this round; others skip it."""
    now, due = timezone.now(), Q()
    for attempts, wait in enumerate(SCHEDULE):
        due |= Q(attempts=attempts, created_at__lte=now - wait)
    waiting = Mail.objects.filter(due, sent_at=None, pk__gt=last).order_by("pk")
    return waiting.select_for_update(skip_locked=True).first()


def _opened(mail: Mail):
    """Return a mail server ready to send; None, with the reason on the mail."""
    try:
        server = get_connection()
        server.open()
    except Exception as error:
        logger.warning("The mail server does not answer: %s", error)
        mail.error = _reason(error)
        mail.save(update_fields=["error"])
        return None
    return server


def _closed(server) -> None:
    if server is not None:
        try:
            server.close()
        except Exception as error:
            logger.info("The mail server ended badly: %s", error)


def _send(mail: Mail, server) -> Exception | None:
    """Try once and keep on the mail how it went; return what went wrong."""
    fault = None
    mail.attempts += 1
    try:
        _message(mail, server).send()
    except Exception as error:
        fault, mail.error = error, _reason(error)
        tone = logging.ERROR if mail.attempts >= ATTEMPTS else logging.WARNING
        logger.log(tone, "Mail %s, attempt %s: %s", mail.pk, mail.attempts, error)
    else:
        mail.sent_at, mail.error = timezone.now(), ""
    mail.save(update_fields=["attempts", "error", "sent_at"])
    return fault


def _message(mail: Mail, server) -> EmailMessage:
    written = int(mail.created_at.timestamp())
    host = urlsplit(settings.SITE_URL).hostname
    words = _words_for(mail)
    message = EmailMessage(
        mail.subject,
        _filled(mail.text, words),
        to=[mail.to],
        connection=server,
        headers={
            "Message-ID": f"<mail.{mail.pk}.{written}@{host}>",
            "Content-Language": mail.language,
            # Nobody's absence is to be answered to a machine.
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.file_name:
        message.attach(_attachment(mail, words))
    return message


def _words_for(mail: Mail) -> dict[str, str]:
    """Return what the stored texts of a mail lack: the words for each mark."""
    found, prefix = {}, mail.key.partition(":")[0]
    for mark in MARKS:
        if mark in mail.text or mark in mail.file_text.replace(calendars.FOLD, ""):
            autodiscover_modules("mail_links")
            # Where nothing stands for a mark it is a word like others.
            if words := _words.get((mark, prefix)):
                with translation.override(mail.language):
                    found[mark] = words(mail.key)
    return found


def _filled(text: str, words: dict[str, str]) -> str:
    for mark, found in words.items():
        text = text.replace(mark, found)
    return text


def _attachment(mail: Mail, words: dict[str, str]) -> MIMEBase:
    """Return the file of a mail, encoded so that no server breaks its lines anew."""
    part = MIMEBase("text", "plain")
    part.replace_header("Content-Type", mail.file_type)
    is_calendar = part.get_content_type() == "text/calendar"
    text = (calendars.fill if is_calendar else _filled)(mail.file_text, words)
    part.set_payload(text.encode())
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=mail.file_name)
    return part


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:2000]


def _printable(text: str) -> str:
    """Return the text without control characters, which mails and logs choke on."""
    return "".join(
        character
        for character in text.replace("\r\n", "\n").replace("\r", "\n")
        if character in "\n\t"
        or (unicodedata.category(character) != "Cc" and character not in NO_CHARACTERS)
    )
