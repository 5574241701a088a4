"""Dated roles, read once per request into a `Scope`.

contributor         drafts a country's roadmap, values and review; submits nothing
focal point         answers for one country: drafts, submits, sees its letters
GCG member          reads what is tabled for the Global Coordinating Group
GCG observer        the same, without closed sessions
group chair         keeps one action group's work plan
secretariat officer runs the path: records, returns, accepts, prepares letters
administrator       the same, gives roles, records outcomes, may override with a reason
chair               confirms status, puts on hold and reinstates
"""

from alliance87.core.access import Scope
from alliance87.partners.enums import Role


def scope_of(user) -> Scope:
    """Return the rights of `user` today (one query)."""
    held = list(user.role_assignments.current().values_list("role", "country", "group"))
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


def _where(held, role, column) -> frozenset[int]:
    return frozenset(row[column] for row in held if row[0] == role)
