"""The personal link by which an owner without an account says how it stands.

Only the hash of the token is stored. The mail holds the link only while it is sent:
whoever reads the list of mails could use it (see `meetings.mail_links`).
"""

import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core import outbox
from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import User
from meetings import rules
from meetings.action_points.writing import locked_action
from meetings.models import ActionPoint
from meetings.recipients import LANGUAGE

PREFIX = "action-link"
SALT = "meetings.action_points.link"


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(mail_key: str) -> str:
    """Return the token of the link that the mail of this key brings."""
    return salted_hmac(SALT, mail_key, algorithm="sha256").hexdigest()


@transaction.atomic
def send_link(action: ActionPoint, *, name: str, email: str, by) -> ActionPoint:
    """Mail somebody the personal link; an earlier one ends.

    Who sends the link does not verify what is reported by it.
    """
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    validate_email(email)
    locked = locked_action(action)
    if not locked.is_open:
        raise InvalidTransition(_("The action point is closed."))
    if locked.proposed_done_at is not None:
        raise Blocked(
            [_("It is reported done. Verify it, or send it back, before a new link.")]
        )
    key = f"{PREFIX}:{locked.pk}:{secrets.token_hex(8)}"
    locked.token_hash = hash_of(token_of(key))
    locked.link_name, locked.link_email = name.strip(), email.strip().lower()
    locked.link_made_by = by
    locked.version += 1
    locked.save()
    _write(locked, key)
    record(
        "action_point.link_sent",
        locked,
        by=by,
        country=locked.country,
        now=locked.link_email[:60],
    )
    return locked


def _write(action: ActionPoint, key: str) -> None:
    user = User.objects.filter(email__iexact=action.link_email).first()
    language = user.language if user else LANGUAGE
    with override(language):
        context = {
            "name": action.link_name,
            "reference": action.reference,
            "text": action.text,
            "due": action.due_in_words,
            "link": outbox.PERSONAL_LINK,
        }
        text = outbox.compose("meetings/mail/action_link.txt", context)
        subject = _("Your link for action point %(reference)s") % {
            "reference": action.reference
        }
    outbox.write(
        key=key,
        to=action.link_email,
        subject=f"Alliance 8.7: {subject}",
        text=text,
        user=user,
        language=language,
    )


@transaction.atomic
def end_link(action: ActionPoint, *, by) -> ActionPoint:
    """End the personal link at once."""
    if not rules.may_keep_actions(by):
        raise PermissionDenied
    locked = locked_action(action)
    if not locked.token_hash:
        raise InvalidTransition(_("There is no link in force."))
    locked.token_hash = ""
    locked.version += 1
    locked.save()
    record("action_point.link_ended", locked, by=by, country=locked.country)
    return locked


def action_behind(token: str) -> ActionPoint | None:
    """Return the open action point that a token belongs to; None for any other."""
    rows = ActionPoint.objects.still_open().select_related(
        "meeting", "decision__meeting"
    )
    return rows.filter(token_hash=hash_of(token)).exclude(token_hash="").first()
