"""Verbs about who is in a group: the group itself, its roles and its members."""

from collections.abc import Callable, Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.accounts import refuse_place
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import ActionGroup, GroupMembership, GroupRole

CO_CHAIRS = 2


@transaction.atomic
def save_group(
    group: ActionGroup, *, write: Callable[[], ActionGroup], by
) -> ActionGroup:
    """Put a group on record, or change it; `write` saves and checks the version."""
    is_new = group.pk is None
    allowed = rules.may_add_group(by) if is_new else rules.may_keep_group(by, group)
    if not allowed:
        raise PermissionDenied
    try:
        with transaction.atomic():
            saved = write()
    except IntegrityError as error:
        # What was checked just now is taken only when two save at the same moment.
        words = _("Somebody saved the same at this moment. Look at what is on record.")
        raise Blocked([words]) from error
    record("group.added" if is_new else "group.changed", saved, by=by)
    return saved


@transaction.atomic
def save_role(role: GroupRole, *, by) -> GroupRole:
    """Give a role in a group, or change its days; a third co-chair is refused.

    One after the other for each group, so that two forms sent at once do not both
    find the last place free.
    """
    group = ActionGroup.objects.select_for_update().get(pk=role.group_id)
    if not rules.may_keep_group(by, group):
        raise PermissionDenied
    is_new = role.pk is None
    _refuse_backwards(role)
    if _gives_more(role):
        refuse_place(role.person, by=by)
    if role.role == GroupRoleKind.CHAIR:
        _place(role)
    else:
        role.slot = None
    role.full_clean()
    role.save()
    record(
        "group_role.given" if is_new else "group_role.changed",
        group,
        by=by,
        now=_in_words(role),
        reason=role.note,
    )
    return role


@transaction.atomic
def save_membership(membership: GroupMembership, *, by) -> GroupMembership:
    """Add a member to a group, or record since when or until when it is one."""
    group = ActionGroup.objects.select_for_update().get(pk=membership.group_id)
    if not rules.may_keep_group(by, group):
        raise PermissionDenied
    is_new = membership.pk is None
    membership.full_clean()
    membership.save()
    record(
        "group_member.added" if is_new else "group_member.changed",
        group,
        by=by,
        now=str(membership.partner),
    )
    return membership


@transaction.atomic
def withdraw_role(role: GroupRole, *, by) -> None:
    """Take back a role before its first day: nobody held it, so no record is lost.

    The trail and the history of the table keep what was planned.
    """
    _withdraw(role, "group_role.withdrawn", was=_in_words(role), by=by)


@transaction.atomic
def withdraw_membership(membership: GroupMembership, *, by) -> None:
    """Take back a membership before its first day, as with roles."""
    words = str(membership.partner)
    _withdraw(membership, "group_member.withdrawn", was=words, by=by)


def _withdraw(held: GroupRole | GroupMembership, verb: str, *, was: str, by) -> None:
    group = ActionGroup.objects.select_for_update().get(pk=held.group_id)
    if not rules.may_keep_group(by, group):
        raise PermissionDenied
    held.delete()
    record(verb, group, by=by, was=was)


def _gives_more(role: GroupRole) -> bool:
    """Whether a chair gives its person rights on a day on which it gave none."""
    if role.role != GroupRoleKind.CHAIR:
        return False
    stored = GroupRole.objects.filter(pk=role.pk).first()
    if stored is None or stored.person_id != role.person_id:
        return True
    is_longer = _first(role) < _first(stored) or _end(role) > _end(stored)
    return is_longer or stored.role != role.role


def _refuse_backwards(role: GroupRole) -> None:
    if role.starts_on and role.ends_on and role.ends_on <= role.starts_on:
        raise ValidationError({"ends_on": _("A role ends after it starts.")})


def _in_words(role: GroupRole) -> str:
    """Return who holds it as what, and on which days, for the trail."""
    first = write_day(role.starts_on) if role.starts_on else "…"
    end = write_day(role.ends_on) if role.ends_on else "…"
    return f"{role.get_role_display()}: {role.partner} ({first} – {end})"


# --- Two places for chairs ----------------------------------------------------------


def _place(role: GroupRole) -> None:
    """Give a chair one of the two places; others may change theirs for that.

    Raises Blocked where a third would hold the chair on the same day.
    """
    chairs = role.group.roles.select_for_update(of=("self",)).select_related("partner")
    others = list(chairs.filter(role=GroupRoleKind.CHAIR).exclude(pk=role.pk))
    places = places_of([*others, role])
    if places is None:
        names = ", ".join(str(each.partner) for each in others if overlap(each, role))
        raise Blocked(
            [
                _(
                    "A group has one chair or two co-chairs. These hold the chair on "
                    "some of these days: %(names)s. End one of the roles first."
                )
                % {"names": names}
            ]
        )
    moved = []
    for each, slot in zip(others, places, strict=False):
        if each.slot != slot:
            each.slot = slot
            moved.append(each)
    if moved and role.pk:
        role.slot = places[-1]
        GroupRole.objects.bulk_update([*moved, role], ["slot", "starts_on", "ends_on"])
    elif moved:
        GroupRole.objects.bulk_update(moved, ["slot"])
    role.slot = places[-1]


def places_of(roles: Iterable[GroupRole]) -> list[int] | None:
    """Return a place of two for each, such that no two share a place and a day.

    None: on some day there are three. Taken by their beginning, a place is free
    exactly where fewer than two go on.
    """
    roles = list(roles)
    order = sorted(range(len(roles)), key=lambda at: _first(roles[at]))
    free_from, places = [date.min] * CO_CHAIRS, [0] * len(roles)
    for at in order:
        own = roles[at].slot
        free = [n for n in range(CO_CHAIRS) if free_from[n] <= _first(roles[at])]
        if not free:
            return None
        taken = own - 1 if own and own - 1 in free else free[0]
        free_from[taken] = _end(roles[at])
        places[at] = taken + 1
    return places


def overlap(one: GroupRole, other: GroupRole) -> bool:
    return _first(one) < _end(other) and _first(other) < _end(one)


def _first(role: GroupRole) -> date:
    return role.starts_on or date.min


def _end(role: GroupRole) -> date:
    return role.ends_on or date.max
