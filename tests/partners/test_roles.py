from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance87.core.access import Scope, scope_of
from alliance87.partners.enums import COUNTRY_ROLES, Role
from alliance87.partners.models import RoleAssignment
from alliance87.partners.rules import may_edit_partners, may_invite
from tests import factories

ALLIANCE_ROLES = sorted(set(Role) - {*COUNTRY_ROLES, Role.GROUP_CHAIR})
NEEDS_COUNTRY = "A focal point and a contributor need a country; other roles have none."
NEEDS_GROUP = "The chair of an action group needs the group; other roles have none."


def days_from_today(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


# --- Dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (-9, None, True),
        (0, None, True),
        (-9, 0, True),
        (0, 0, True),
        (-9, 9, True),
        (-9, -1, False),
        (1, None, False),
        (1, 9, False),
    ],
)
def test_a_role_gives_rights_on_its_days_only(db, starts, ends, holds):
    user = factories.make_user()
    factories.make_role(
        user,
        Role.OFFICER,
        starts_on=days_from_today(starts),
        ends_on=None if ends is None else days_from_today(ends),
    )

    assert scope_of(user).is_officer is holds


def test_roles_of_another_day_can_be_asked_for(db):
    user = factories.make_user()
    role = factories.make_role(
        user, Role.CHAIR, starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31)
    )
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]

    held = [list(RoleAssignment.objects.current(day)) for day in days]

    assert held == [[], [role], [role], []]


def test_an_old_role_beside_a_new_one_gives_nothing(db):
    old, new = factories.make_country(), factories.make_country()
    user = factories.make_user()
    factories.make_role(user, Role.FOCAL_POINT, old, ends_on=days_from_today(-1))
    factories.make_role(user, Role.FOCAL_POINT, new, starts_on=days_from_today(0))

    assert scope_of(user).focal_point_of == {new.pk}


# --- Scope ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "facts"),
    [
        (Role.OFFICER, {"is_officer": True}),
        (Role.ADMINISTRATOR, {"is_administrator": True}),
        (Role.CHAIR, {"is_chair": True}),
        (Role.GCG_MEMBER, {"is_gcg_member": True}),
        (Role.GCG_OBSERVER, {"is_gcg_observer": True}),
    ],
)
def test_a_role_of_the_alliance_is_one_fact(db, role, facts):
    user = factories.make_user()
    factories.make_role(user, role)

    assert scope_of(user) == Scope(user_id=user.pk, **facts)


def test_country_and_group_roles_name_where_they_hold(db):
    country, group = factories.make_country(), factories.make_group()
    focal_point = factories.make_focal_point(country)
    contributor = factories.make_contributor(country)
    group_chair = factories.make_group_chair(group)

    assert scope_of(focal_point) == Scope(
        user_id=focal_point.pk, focal_point_of=frozenset({country.pk})
    )
    assert scope_of(contributor) == Scope(
        user_id=contributor.pk, contributor_to=frozenset({country.pk})
    )
    assert scope_of(group_chair) == Scope(
        user_id=group_chair.pk, chairs_groups=frozenset({group.pk})
    )


def test_several_roles_add_up(db):
    country = factories.make_country()
    user = factories.make_officer()
    factories.make_role(user, Role.GCG_OBSERVER)
    factories.make_role(user, Role.FOCAL_POINT, country)

    assert scope_of(user) == Scope(
        user_id=user.pk,
        is_officer=True,
        is_gcg_observer=True,
        focal_point_of=frozenset({country.pk}),
    )


@pytest.mark.parametrize(
    ("make", "partners", "invite"),
    [
        (factories.make_officer, True, False),
        (factories.make_administrator, True, True),
        (factories.make_chair, False, False),
        (factories.make_gcg_member, False, False),
        (factories.make_gcg_observer, False, False),
        (factories.make_group_chair, False, False),
        (factories.make_focal_point, False, False),
        (factories.make_contributor, False, False),
        (factories.make_user, False, False),
    ],
)
def test_partners_and_invitations_are_the_secretariats(db, make, partners, invite):
    user = make()

    assert may_edit_partners(user) is partners
    assert may_invite(user) is invite


# --- What the database refuses ----------------------------------------------------


def refusal(**fields) -> list[str]:
    """Return why a role is refused, by the form and by the database alike."""
    role = RoleAssignment(user=factories.make_user(), **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()
    with pytest.raises(ValidationError) as refused:
        role.full_clean()
    return refused.value.messages


@pytest.mark.parametrize("role", COUNTRY_ROLES)
def test_a_country_role_needs_its_country(db, role):
    assert refusal(role=role) == [NEEDS_COUNTRY]

    factories.make_role(factories.make_user(), role, factories.make_country())

    assert RoleAssignment.objects.get().role == role


@pytest.mark.parametrize("role", ALLIANCE_ROLES)
def test_other_roles_have_no_country_and_no_group(db, role):
    assert refusal(role=role, country=factories.make_country()) == [NEEDS_COUNTRY]
    assert refusal(role=role, group=factories.make_group()) == [NEEDS_GROUP]

    factories.make_role(factories.make_user(), role)

    assert RoleAssignment.objects.get().role == role


def test_a_group_chair_needs_the_group_and_no_country(db):
    group, country = factories.make_group(), factories.make_country()

    assert refusal(role=Role.GROUP_CHAIR) == [NEEDS_GROUP]
    assert refusal(role=Role.GROUP_CHAIR, group=group, country=country) == [
        NEEDS_COUNTRY
    ]

    factories.make_role(factories.make_user(), Role.GROUP_CHAIR, group=group)

    assert RoleAssignment.objects.get().group == group


def test_a_role_does_not_end_before_it_starts(db):
    day = date(2021, 5, 4)
    before = day - timedelta(days=1)

    assert refusal(role=Role.CHAIR, starts_on=day, ends_on=before) == [
        "A role ends after it starts."
    ]

    factories.make_role(factories.make_user(), Role.CHAIR, starts_on=day, ends_on=day)

    assert RoleAssignment.objects.get().ends_on == day


def test_a_person_with_a_role_cannot_be_deleted(db):
    user = factories.make_officer()

    with pytest.raises(IntegrityError):
        user.delete()
