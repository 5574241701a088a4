"""The personal links that mails of meetings bring."""

from django.urls import reverse

from alliance87.core.outbox import address_of, personal_link
from meetings.action_points import links as action_points
from meetings.invitations import token_of
from meetings.models import Participation

PREFIX = "participation"


@personal_link(PREFIX)
def answer_link(key: str) -> str:
    """Return the address at which one participant answers; `key` names them."""
    participation = Participation.objects.get(pk=int(key.split(":")[1]))
    token = token_of(participation)
    return address_of(reverse("meetings:answer", kwargs={"token": token}))


@personal_link(action_points.PREFIX)
def action_link(key: str) -> str:
    """Return the address at which the owner of an action point says how it stands."""
    token = action_points.token_of(key)
    return address_of(reverse("meetings:action-point-link", kwargs={"token": token}))
