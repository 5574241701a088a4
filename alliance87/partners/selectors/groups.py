"""Reads of action groups: the list, one group, and those without activity."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from alliance87.core.dates import PartialDate
from alliance87.partners.enums import (
    PUBLIC_PLAN_STATES,
    GroupRoleKind,
    GroupState,
)
from alliance87.partners.models import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    GroupStateChange,
    OutputUpdate,
    WorkPlan,
)

# From these the Alliance expects work.
WORKING = (GroupState.LAUNCHING, GroupState.ACTIVE, GroupState.RELAUNCHED)
MONTHS = 12


def groups(on: date, *, chosen: dict | None = None) -> QuerySet[ActionGroup]:
    """Return all groups with their chairs and the number of their members on a day.

    `chosen` may hold q, state and kind.
    """
    chosen = chosen or {}
    rows = ActionGroup.objects.all()
    if q := chosen.get("q"):
        rows = rows.filter(
            Q(name__icontains=q) | Q(short_name__icontains=q) | Q(summary__icontains=q)
        )
    for name in ("state", "kind"):
        if value := chosen.get(name):
            rows = rows.filter(**{name: value})
    return with_people(rows, on)


def with_people(rows: QuerySet[ActionGroup], on: date) -> QuerySet[ActionGroup]:
    """Add `chairs` (a list of roles), `member_count` and the newest `changed_on`."""
    chairs = GroupRole.objects.filter(role=GroupRoleKind.CHAIR).on(on)
    members = (
        GroupMembership.objects.on(on)
        .order_by()
        .filter(group=OuterRef("pk"))
        .values("group")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return rows.annotate(member_count=Subquery(members)).prefetch_related(
        Prefetch("roles", chairs.select_related("partner"), to_attr="chairs"),
        Prefetch(
            "state_changes",
            GroupStateChange.objects.order_by("pk"),
            to_attr="changes",
        ),
    )


def history(group: ActionGroup) -> QuerySet[GroupStateChange]:
    """Return the changes of state, the latest first."""
    return group.state_changes.select_related("final_report").order_by("-pk")


def roles_of(group: ActionGroup) -> QuerySet[GroupRole]:
    return group.roles.select_related("partner", "person").order_by(
        "-ends_on", "starts_on", "pk"
    )


def members_of(group: ActionGroup, on: date) -> QuerySet[GroupMembership]:
    rows = group.memberships.on(on).select_related("partner__country", "contact")
    return rows.order_by("partner__name", "pk")


def former_members_of(group: ActionGroup, on: date) -> QuerySet[GroupMembership]:
    rows = group.memberships.filter(left_on__lte=on)
    return rows.select_related("partner").order_by("-left_on", "pk")


def plan_in_force(group: ActionGroup, on: date) -> WorkPlan | None:
    """Return the adopted plan of a day; else the one adopted last."""
    adopted = group.work_plans.filter(state__in=PUBLIC_PLAN_STATES)
    covering = adopted.filter(starts_on__lte=on, ends_on__gt=on)
    return covering.first() or adopted.first()


# --- Groups without activity --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InactiveGroup:
    """A group from which nothing came for a year; `last_on` None: nothing ever.

    `last` is the same day, no more exact than it is known.
    """

    group: ActionGroup
    last_on: date | None
    last: PartialDate


def inactive_groups(
    on: date,
    *,
    months: int = MONTHS,
    last_meetings: Mapping[int, date] | None = None,
) -> list[InactiveGroup]:
    """Return working groups without activity for so long, the longest quiet first.

    Activity is a change of state, of members or of roles, an adopted plan, an update
    of an output; `last_meetings` is what higher apps know, by the key of the group:
    meetings, updates for them, events, papers.
    """
    since = months_before(on, months)
    found = []
    for group in _with_activity(on):
        known = (group.active_on, (last_meetings or {}).get(group.pk))
        days = [day for day in known if day is not None and day <= on]
        last_on = max(days, default=None)
        if last_on is None or last_on < since:
            found.append(InactiveGroup(group, last_on, _as_known(group, last_on)))
    return sorted(found, key=lambda each: (each.last_on or date.min, each.group.name))


def _as_known(group: ActionGroup, day: date | None) -> PartialDate:
    """Return a day as exactly as the change of state that it comes from is known."""
    for change in group.state_changes.all():
        if day is not None and change.on == day:
            return change.when
    return PartialDate.day(day) if day else PartialDate.unknown()


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of the month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _with_activity(on: date) -> QuerySet[ActionGroup]:
    """Annotate `active_on`, the latest day up to `on` of anything on record."""
    dates = (
        _latest(GroupStateChange, "group", "on", on),
        _latest(GroupMembership, "group", "joined_on", on),
        _latest(GroupMembership, "group", "left_on", on),
        _latest(GroupRole, "group", "starts_on", on),
        _latest(GroupRole, "group", "ends_on", on),
        _latest(WorkPlan, "group", "adopted_on", on),
        _latest(OutputUpdate, "output__plan__group", "on", on),
    )
    # PostgreSQL leaves out what is not known; unknown is only when all are.
    rows = ActionGroup.objects.filter(state__in=WORKING)
    return rows.annotate(active_on=Greatest(*dates)).prefetch_related("state_changes")


def _latest(model, group: str, field: str, on: date) -> Subquery:
    rows = model.objects.order_by().filter(
        **{group: OuterRef("pk"), f"{field}__lte": on}
    )
    return Subquery(rows.values(group).annotate(last=Max(field)).values("last"))
