"""The rights of a person today: roles that were given, seats, offices, groups.

A seat, an office and the chair of a group give the same rights as the role of that
name, from their first day to the day before their end. Being in copy gives none, and
a person who has left the post has none, nor who is named for a partner that left.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Case, CharField, F, QuerySet, Value, When
from django.utils import timezone

from alliance87.core.access import Scope
from alliance87.core.composed import ComposedQuery
from alliance87.partners.enums import GroupRoleKind, Role
from alliance87.partners.models import GroupRole, not_left
from alliance87.partners.roles import held_by, scope_from
from meetings.enums import Office, Standing
from meetings.models import OfficeTerm, named_at_seats

NOWHERE = Value(None, output_field=BigIntegerField(null=True))


def scope_of(user) -> Scope:
    """Return the rights of `user` today (one query)."""
    held = HELD.rows(person=user.pk, day=timezone.localdate())
    return scope_from(user, held)


def _held(person: int, day: date) -> QuerySet:
    given = held_by(get_user_model()(pk=person), day).order_by()
    places = (_seats(person, day), _offices(person, day), _groups(person, day))
    return given.union(*places)


HELD = ComposedQuery(_held, person=int, day=date)


def _rows(rows: QuerySet, role, group=NOWHERE) -> QuerySet:
    """Return rows as (role, country, group), so that they can be read as roles."""
    named = rows.order_by().annotate(held=role, held_country=NOWHERE, held_group=group)
    return named.values_list("held", "held_country", "held_group")


def _seats(person: int, day: date) -> QuerySet:
    rows = named_at_seats(day).filter(person__user=person)
    is_observer = When(
        term__seat__standing=Standing.OBSERVER, then=_named(Role.GCG_OBSERVER)
    )
    return _rows(rows, Case(is_observer, default=_named(Role.GCG_MEMBER)))


def _offices(person: int, day: date) -> QuerySet:
    rows = OfficeTerm.objects.on(day).filter(office=Office.CHAIR, **_held_by(person))
    return _rows(rows.filter(not_left("holder__", day)), _named(Role.CHAIR))


def _groups(person: int, day: date) -> QuerySet:
    rows = GroupRole.objects.on(day).filter(
        role=GroupRoleKind.CHAIR, **_held_by(person)
    )
    rows = rows.filter(not_left("partner__", day))
    return _rows(rows, _named(Role.GROUP_CHAIR), F("group"))


def _held_by(person: int) -> dict:
    return {"person__user": person, "person__is_active": True}


def _named(role: Role) -> Value:
    return Value(role, output_field=CharField())
