"""The groups a person belongs to, as chair, through an organization, or as contact."""

from django.db.models import Q, QuerySet

from alliance87.core.access import scope_of
from alliance87.partners.models import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    not_left,
)


def own_groups(user) -> QuerySet:
    """Return the keys of the groups the person belongs to today.

    Who has left the post belongs to none by it, nor anybody through a partner that
    left the Alliance.
    """
    scope = scope_of(user)
    if not scope.is_signed_in:
        return ActionGroup.objects.none().values("pk")
    members = GroupMembership.objects.on().filter(
        Q(contact__user=scope.user_id, contact__is_active=True)
        | Q(partner__people__user=scope.user_id, partner__people__is_active=True),
        not_left("partner__"),
    )
    roles = GroupRole.objects.on().filter(
        not_left("partner__"), person__user=scope.user_id, person__is_active=True
    )
    return ActionGroup.objects.filter(
        Q(pk__in=scope.chairs_groups)
        | Q(pk__in=members.values("group"))
        | Q(pk__in=roles.values("group"))
    ).values("pk")
