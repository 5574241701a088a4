"""Dated roles, read once per request into a `Scope`.

`meetings.access` adds those that a seat, an office or the chair of a group gives.

contributor         drafts a country's roadmap, values and review; submits nothing
focal point         answers for one country: drafts, submits, sees its letters
GCG member          reads what is tabled for the Global Coordinating Group
GCG observer        the same, without closed sessions
group chair         keeps one action group's work plan
secretariat officer runs the path: records, returns, accepts, prepares letters
administrator       the same, gives roles, records outcomes, may override with a reason
chair               confirms status, puts on hold and reinstates
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from alliance87.core.access import Scope, scope_of
from alliance87.partners.enums import Role


def held_by(user, day: date) -> QuerySet:
    """Return the roles a person was given, as (role, country, group) on a day."""
    rows = user.role_assignments.current(day)
    return rows.values_list("role", "country", "group")


def scope_from(user, held: Iterable[tuple]) -> Scope:
    """Return the rights that roles give, each as (role, country, group)."""
    held = list(held)
    roles = {role for role, _country, _group in held}
    return Scope(
        user_id=user.pk,
        is_officer=Role.OFFICER in roles,
        is_administrator=Role.ADMINISTRATOR in roles,
        is_chair=Role.CHAIR in roles,
        is_gcg_member=Role.GCG_MEMBER in roles,
        is_gcg_observer=Role.GCG_OBSERVER in roles,
        focal_point_of=_where(held, Role.FOCAL_POINT, 1),
        contributor_to=_where(held, Role.CONTRIBUTOR, 1),
        chairs_groups=_where(held, Role.GROUP_CHAIR, 2),
    )


def roles_held(user) -> list[Role]:
    """Return the roles a person has today, given by hand or by a place held."""
    scope = scope_of(user)
    has = {
        Role.CONTRIBUTOR: scope.contributor_to,
        Role.FOCAL_POINT: scope.focal_point_of,
        Role.GCG_MEMBER: scope.is_gcg_member,
        Role.GCG_OBSERVER: scope.is_gcg_observer,
        Role.GROUP_CHAIR: scope.chairs_groups,
        Role.OFFICER: scope.is_officer,
        Role.ADMINISTRATOR: scope.is_administrator,
        Role.CHAIR: scope.is_chair,
    }
    return [role for role in Role if has[role]]


def _where(held, role, column) -> frozenset[int]:
    return frozenset(row[column] for row in held if row[0] == role)
