import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.access import NOBODY, Scope, scope_of
from alliance87.core.enums import Audience
from alliance87.core.rules import (
    audiences,
    may_enter_admin,
    may_manage_users,
    may_read_audit,
)
from tests import factories

ALL = set(Audience.values)
PERSONS = {
    "officer": factories.make_officer,
    "administrator": factories.make_administrator,
    "chair": factories.make_chair,
    "gcg_member": factories.make_gcg_member,
    "gcg_observer": factories.make_gcg_observer,
    "group_chair": factories.make_group_chair,
    "nobody": factories.make_user,
}


def test_scope_of_a_visitor_is_empty():
    assert scope_of(AnonymousUser()) == NOBODY
    assert Scope() == NOBODY
    assert NOBODY.is_signed_in is False


def test_scope_of_an_account_without_roles_only_knows_who_it_is(db):
    user = factories.make_user()

    assert scope_of(user) == Scope(user_id=user.pk)
    assert scope_of(user).is_signed_in is True


def test_scope_of_a_deactivated_officer_is_empty(db):
    user = factories.make_officer(is_active=False)

    assert scope_of(user) == NOBODY


def test_scope_is_read_once_per_person(db, django_assert_num_queries):
    user = factories.make_officer()

    with django_assert_num_queries(1):
        scope_of(user)
        scope_of(user)


def test_superuser_flag_gives_no_right(db):
    user = factories.make_user(is_superuser=True)

    assert scope_of(user) == Scope(user_id=user.pk)
    assert may_enter_admin(user) is False
    assert audiences(user) == {Audience.PUBLIC}


def test_own_countries_are_those_of_both_country_roles():
    scope = Scope(
        user_id=1, focal_point_of=frozenset({1}), contributor_to=frozenset({2})
    )

    assert scope.own_countries == {1, 2}
    assert [scope.works_for(country) for country in (1, 2, 3)] == [True, True, False]
    assert [scope.is_focal_point_of(country) for country in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    ("person", "admin", "users", "audit"),
    [
        ("officer", True, False, False),
        ("administrator", True, True, True),
        ("chair", False, False, False),
        ("gcg_member", False, False, False),
        ("gcg_observer", False, False, False),
        ("group_chair", False, False, False),
        ("nobody", False, False, False),
    ],
)
def test_admin_users_and_trail_are_for_the_secretariat(db, person, admin, users, audit):
    user = PERSONS[person]()

    assert may_enter_admin(user) is admin
    assert user.is_staff is admin
    assert may_manage_users(user) is users
    assert may_read_audit(user) is audit


@pytest.mark.parametrize(
    "make", [factories.make_focal_point, factories.make_contributor]
)
def test_people_of_a_country_never_enter_the_admin(db, make):
    user = make()

    assert may_enter_admin(user) is False


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("officer", ALL),
        ("administrator", ALL),
        ("chair", ALL - {Audience.SECRETARIAT}),
        ("gcg_member", {Audience.PUBLIC, Audience.GCG, Audience.GCG_MEMBERS}),
        ("gcg_observer", {Audience.PUBLIC, Audience.GCG}),
        ("group_chair", {Audience.PUBLIC}),
        ("nobody", {Audience.PUBLIC}),
    ],
)
def test_audiences_of_a_role_are_the_same_for_every_country(db, person, expected):
    user = PERSONS[person]()
    country = factories.make_country()

    assert audiences(user) == expected
    assert audiences(user, country_id=country.pk) == expected


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            factories.make_focal_point,
            ALL - {Audience.SECRETARIAT, Audience.GCG_MEMBERS},
        ),
        (
            factories.make_contributor,
            {Audience.PUBLIC, Audience.GCG, Audience.COUNTRY},
        ),
    ],
)
def test_audiences_of_country_roles_end_at_the_border(db, make, expected):
    own, other = factories.make_country(), factories.make_country()
    user = make(own)

    assert audiences(user, country_id=own.pk) == expected
    assert audiences(user, country_id=other.pk) == {Audience.PUBLIC}
    assert audiences(user) == {Audience.PUBLIC}
