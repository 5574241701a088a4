"""A query that is composed once gives each asker their own rows."""

from datetime import date

import pytest
from django.utils import timezone

from alliance87.core.composed import ComposedQuery
from alliance87.core.models import User
from alliance87.partners.enums import Role
from alliance87.partners.roles import held_by
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def _roles(user: int, day: date):
    return held_by(User(pk=user), day)


def test_rows_are_those_of_the_values_asked_for(django_assert_num_queries):
    composed = ComposedQuery(_roles, user=int, day=date)
    officer = factories.make_officer()
    member = factories.make_gcg_member()
    expected = {
        user.pk: list(held_by(user, timezone.localdate())) for user in (officer, member)
    }

    with django_assert_num_queries(2):
        found = {
            user.pk: composed.rows(user=user.pk, day=timezone.localdate())
            for user in (officer, member)
        }

    assert found == expected
    assert found[officer.pk] == [(Role.OFFICER, None, None)]


def test_a_query_is_composed_once():
    asked = []

    def compose(user, day):
        asked.append((user, day))
        return _roles(user, day)

    composed = ComposedQuery(compose, user=int, day=date)
    for user in (1, 2, 3):
        composed.rows(user=user, day=DAY)

    assert len(asked) == 1
