"""Somebody is taken off the list of a meeting: the mails under way, and the word.

Mails say what pages show, so that they are written in `inviting`, which registers.
"""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

from alliance87.core import outbox
from alliance87.core.models import Mail
from meetings.enums import InvitationKind
from meetings.models import Participation

MODULE = "inviting"

Tell = Callable[[Participation], object]

_tell: list[Tell] = []


def on_taking_off(tell: Tell) -> Tell:
    """Register `tell(participation)`, asked before the row of who was invited goes."""
    _tell.append(tell)
    return tell


def take_off(participation: Participation) -> None:
    """Delete the row of somebody with the mails under way, and tell who was invited.

    Whose invitation had not left yet is told nothing.
    """
    if _was_told_after_withdrawing(participation):
        autodiscover_modules(MODULE)
        for tell in _tell:
            tell(participation)
    participation.delete()


def _was_told_after_withdrawing(participation: Participation) -> bool:
    """Take back the mails that wait, and return whether the invitation left before."""
    start = f"{participation.mail_cause}:{InvitationKind.INVITATION}:"
    mails = Mail.objects.filter(key__startswith=start)
    had_waited = mails.filter(sent_at=None).exists()
    outbox.withdraw(participation.mail_cause)
    # An earlier one was sent, or one that is being sent this moment is there still.
    left = not had_waited or mails.exists()
    return participation.invited_at is not None and left
