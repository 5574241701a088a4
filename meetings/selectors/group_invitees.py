"""Whom a meeting of an action group invites: its chairs, other roles, its members."""

from collections.abc import Iterator
from datetime import date

from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import ActionGroup, GroupMembership, GroupRole, Person
from meetings.enums import Capacity
from meetings.selectors.invitees import Invitee, facts_of


def people_of_group(
    group: ActionGroup, on: date, *, has_chair: bool = False
) -> list[Invitee]:
    """Return who belongs to a group on a day, each person once.

    A member of which no contact is on record is a line without a person. One person
    chairs a meeting: a co-chair, or any when it `has_chair`, comes as a member.
    """
    lines, known = [], set()
    for line in _all_lines(group, on, has_chair):
        keys = line.keys or {("partner", line.partner.pk)}
        if keys & known:
            continue
        known |= keys | {("partner", line.partner.pk)}
        lines.append(line)
    return lines


def _all_lines(group: ActionGroup, on: date, has_chair: bool) -> Iterator[Invitee]:
    roles = GroupRole.objects.on(on).filter(group=group)
    ranks = list(GroupRoleKind)
    rows = roles.select_related("partner__country", "person__user")
    for role in sorted(rows, key=lambda each: ranks.index(each.role)):
        chairs = role.role == GroupRoleKind.CHAIR and role.person and not has_chair
        yield _line(role, role.person, Capacity.CHAIR if chairs else Capacity.MEMBER)
        has_chair = has_chair or bool(chairs)
    members = GroupMembership.objects.on(on).filter(group=group)
    members = members.select_related("partner__country", "contact__user")
    for member in members.order_by("partner__name", "pk"):
        yield _line(member, member.contact, Capacity.MEMBER)


def _line(row, person: Person | None, capacity: Capacity) -> Invitee:
    return Invitee(
        capacity,
        affiliation=str(row.partner),
        partner=row.partner,
        country=row.partner.country,
        **facts_of(person),
    )
