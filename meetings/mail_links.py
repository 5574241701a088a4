"""What mails of meetings bring for one person only: links, and the way to join."""

from django.urls import reverse

from alliance87.core.outbox import address_of, personal_link, personal_note
from meetings.action_points import links as action_points
from meetings.invitations import token_numbered, token_of
from meetings.joining import way_to_join
from meetings.models import Participation
from meetings.models.participation import PREFIX, REMINDED


@personal_link(PREFIX)
def answer_link(key: str) -> str:
    """Return the address at which one participant answers; `key` names them."""
    token = token_of(_participation(key))
    return address_of(reverse("meetings:answer", kwargs={"token": token}))


@personal_link(REMINDED)
def reminded_link(key: str) -> str:
    """Return the link in force when the reminder was written; `key` names both.

    The reminder may be about more than the answer, so that it outlives the link.
    """
    _prefix, participant, number, *_cause = key.split(":")
    token = token_numbered(int(participant), int(number))
    return address_of(reverse("meetings:answer", kwargs={"token": token}))


@personal_note(PREFIX)
def how_to_join(key: str) -> str:
    """Return how one participant joins remotely, as it stands when the mail leaves."""
    return way_to_join(_participation(key))


def _participation(key: str) -> Participation:
    rows = Participation.objects.select_related("meeting")
    return rows.get(pk=int(key.split(":")[1]))


@personal_link(action_points.PREFIX)
def action_link(key: str) -> str:
    """Return the address at which the owner of an action point says how it stands."""
    token = action_points.token_of(key)
    return address_of(reverse("meetings:action-point-link", kwargs={"token": token}))
