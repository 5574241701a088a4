"""Who is written to about an action point: the people behind its owners."""

from collections.abc import Iterator
from datetime import date

from alliance87.partners.enums import GroupRoleKind, Role
from alliance87.partners.models import GroupRole
from meetings.enums import OwnerOffice, Standing
from meetings.models import ActionPoint, OfficeTerm, named_at_seats, speakers_for
from meetings.recipients import (
    PERSON,
    Recipient,
    each_once,
    of_people,
    with_role,
)

ROLE_OF = {
    OwnerOffice.SECRETARIAT: Role.OFFICER,
    OwnerOffice.CHAIR: Role.CHAIR,
    OwnerOffice.ALL_MEMBERS: Role.GCG_MEMBER,
}


def recipients(action: ActionPoint, today: date) -> list[Recipient]:
    """Return everybody who is written to about it, each address once."""
    return each_once(_behind(action, today))


def _behind(action: ActionPoint, today: date) -> Iterator[Recipient]:
    if action.office:
        yield from _of_office(action.office, today)
    if action.partner_id:
        yield from _of_partner(action.partner_id, today)
    if action.group_id:
        yield from _of_group(action.group_id, today)
    if action.person_id:
        yield from of_people([action.person])
    if action.country_id:
        yield from with_role(today, role=Role.FOCAL_POINT, country=action.country_id)


def _of_office(office: str, today: date) -> Iterator[Recipient]:
    if office in ROLE_OF:
        yield from with_role(today, role=ROLE_OF[OwnerOffice(office)])
    if office == OwnerOffice.ALL_MEMBERS:
        speakers = named_at_seats(today).filter(term__seat__standing=Standing.MEMBER)
        yield from of_people(each.person for each in speakers.select_related(PERSON))
    terms = OfficeTerm.objects.on(today).filter(office=office, person__isnull=False)
    yield from of_people(term.person for term in terms.select_related(PERSON))


def _of_partner(partner_id: int, today: date) -> Iterator[Recipient]:
    yield from of_people(speakers_for(partner_id, today).select_related("user"))


def _of_group(group_id: int, today: date) -> Iterator[Recipient]:
    yield from with_role(today, role=Role.GROUP_CHAIR, group=group_id)
    chairs = GroupRole.objects.on(today).filter(
        group=group_id, role=GroupRoleKind.CHAIR, person__isnull=False
    )
    yield from of_people(each.person for each in chairs.select_related(PERSON))
