"""Chairs, focal points and members of a group, each with their days."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections, transaction

from alliance87.core.exceptions import Blocked
from alliance87.partners import groups
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import GroupMembership, GroupRole
from tests import factories
from tests.factories.groups import make_group_role, make_membership

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))


def role(group, *, partner=None, kind=GroupRoleKind.CHAIR, **fields) -> GroupRole:
    return GroupRole(
        group=group,
        role=kind,
        partner=partner or factories.make_partner(),
        created_by=factories.keeper(),
        **fields,
    )


@pytest.fixture
def officer(db):
    return factories.make_officer()


@pytest.fixture
def group(db):
    return factories.make_group()


def slots(group) -> list[int]:
    return list(group.roles.order_by("pk").values_list("slot", flat=True))


def test_third_co_chair_is_refused_in_words(group, officer):
    first, second = (factories.make_partner(name=name) for name in ("ILO", "IOM"))
    groups.save_role(role(group, partner=first), by=officer)
    groups.save_role(role(group, partner=second, starts_on=JAN), by=officer)

    with pytest.raises(Blocked) as refusal:
        groups.save_role(role(group, starts_on=FEB), by=officer)

    assert refusal.value.reasons == (
        "A group has one chair or two co-chairs. These hold the chair on some of these "
        "days: ILO, IOM. End one of the roles first.",
    )
    assert group.roles.count() == 2


@pytest.mark.parametrize("slot", [1, 2])
def test_database_refuses_a_third_co_chair_in_either_place(group, slot):
    make_group_role(group, slot=1)
    make_group_role(group, slot=2, starts_on=JAN)

    with (
        pytest.raises(IntegrityError, match="group_role_two_chairs_at_most"),
        transaction.atomic(),
    ):
        make_group_role(group, slot=slot, starts_on=FEB, ends_on=MAR)


@pytest.mark.parametrize("slot", [None, 0, 3])
def test_database_has_two_places_for_chairs(group, slot):
    with (
        pytest.raises(IntegrityError, match="group_role_slot_exactly_for_chairs"),
        transaction.atomic(),
    ):
        make_group_role(group, slot=slot)


def test_database_refuses_a_place_to_others(group):
    with (
        pytest.raises(IntegrityError, match="group_role_slot_exactly_for_chairs"),
        transaction.atomic(),
    ):
        make_group_role(group, GroupRoleKind.FOCAL_POINT, slot=1)


def test_on_the_day_of_a_handover_there_is_one_chair(group, officer):
    old = groups.save_role(role(group, ends_on=FEB), by=officer)
    new = groups.save_role(role(group, starts_on=FEB), by=officer)

    assert list(group.roles.on(FEB)) == [new]
    assert list(group.roles.on(FEB - timedelta(days=1))) == [old]


def test_chairs_change_places_when_only_that_lets_a_second_in(group, officer):
    """January in place 1, March in place 2: February to April needs both in one."""
    make_group_role(group, slot=1, starts_on=JAN, ends_on=FEB)
    make_group_role(group, slot=2, starts_on=MAR, ends_on=APR)

    groups.save_role(
        role(group, starts_on=date(2024, 1, 15), ends_on=date(2024, 3, 15)), by=officer
    )

    first, later, new = slots(group)
    assert first == later
    assert new != first


def test_a_longer_role_moves_itself_and_others_at_once(group, officer):
    make_group_role(group, slot=1, starts_on=JAN, ends_on=FEB)
    make_group_role(group, slot=2, starts_on=MAR, ends_on=APR)
    short = make_group_role(
        group, slot=1, starts_on=date(2024, 2, 10), ends_on=date(2024, 2, 20)
    )
    short.starts_on, short.ends_on = date(2024, 1, 15), date(2024, 3, 15)

    groups.save_role(short, by=officer)

    first, later, longer = slots(group)
    assert first == later != longer
    assert GroupRole.objects.get(pk=short.pk).ends_on == date(2024, 3, 15)


def test_the_same_partner_does_not_chair_twice(group, officer):
    partner = factories.make_partner()
    groups.save_role(role(group, partner=partner), by=officer)

    with pytest.raises(ValidationError, match="holds this role on these days"):
        groups.save_role(role(group, partner=partner, starts_on=JAN), by=officer)


def test_a_partner_may_be_chair_and_focal_point(group, officer):
    partner = factories.make_partner()
    groups.save_role(role(group, partner=partner), by=officer)
    groups.save_role(
        role(group, partner=partner, kind=GroupRoleKind.FOCAL_POINT), by=officer
    )

    assert slots(group) == [1, None]


def test_a_role_ends_after_it_starts(group, officer):
    with pytest.raises(ValidationError, match=r"A role ends after it starts\."):
        groups.save_role(role(group, starts_on=FEB, ends_on=FEB), by=officer)


def test_membership_does_not_overlap(group, officer):
    partner = factories.make_partner()
    make_membership(group, partner=partner, joined_on=JAN, left_on=MAR)
    again = GroupMembership(
        group=group, partner=partner, joined_on=FEB, created_by=officer
    )

    with pytest.raises(ValidationError, match="is a member of the group on these days"):
        groups.save_membership(again, by=officer)
    with (
        pytest.raises(IntegrityError, match="group_membership_once_at_a_time"),
        transaction.atomic(),
    ):
        again.save()

    again.joined_on = MAR
    groups.save_membership(again, by=officer)
    assert list(group.memberships.on(MAR)) == [again]


def test_chair_keeps_its_own_group_and_no_other(group):
    chair = factories.make_group_chair(group)
    groups.save_role(role(group), by=chair)

    with pytest.raises(PermissionDenied):
        groups.save_role(role(factories.make_group()), by=chair)
    with pytest.raises(PermissionDenied):
        groups.save_membership(
            GroupMembership(
                group=factories.make_group(),
                partner=factories.make_partner(),
                created_by=chair,
            ),
            by=chair,
        )


@pytest.mark.django_db(transaction=True)
def test_two_co_chairs_at_the_same_moment_take_the_last_place_once():
    group, officer = factories.make_group(), factories.make_officer()
    make_group_role(group, slot=1)
    partners = [factories.make_partner() for _each in range(4)]
    start, found = Barrier(len(partners)), []

    def name(partner) -> None:
        start.wait()
        try:
            groups.save_role(role(group, partner=partner), by=officer)
            found.append("named")
        except Blocked:
            found.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=name, args=(partner,)) for partner in partners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == ["named", "refused", "refused", "refused"]
    assert sorted(slots(group)) == [1, 2]
