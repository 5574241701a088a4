"""Reads of what the action groups lack."""

from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, Value, When

from alliance87.partners.enums import (
    NEEDS_WITH_THE_GROUP,
    PENDING_NEEDS,
    ResourceNeedState,
)
from alliance87.partners.models import Partner, ResourceNeed

# What waits for an answer of the Group stands first, what is over last.
ORDER = (
    ResourceNeedState.SENT,
    ResourceNeedState.OFFERED,
    ResourceNeedState.OPEN,
)


def needs(user, chosen: dict | None = None) -> QuerySet[ResourceNeed]:
    """Return the needs that a person may see; `chosen` may hold q, state and group."""
    chosen = chosen or {}
    rows = ResourceNeed.objects.visible_to(user)
    if q := chosen.get("q"):
        rows = rows.filter(
            Q(what__icontains=q)
            | Q(note__icontains=q)
            | Q(outcome__icontains=q)
            | Q(group__name__icontains=q)
        )
    match chosen.get("state"):
        case None:
            pass
        case "pending":
            rows = rows.filter(state__in=PENDING_NEEDS)
        case state:
            rows = rows.filter(state=state)
    if group := chosen.get("group"):
        rows = rows.filter(group=group)
    whens = [When(state=state, then=Value(at)) for at, state in enumerate(ORDER)]
    rows = rows.select_related("group", "offered_by")
    rows = rows.annotate(rank=Case(*whens, default=Value(len(ORDER))))
    return rows.order_by("rank", "-raised_on", "-pk")


def with_the_group(user, *, is_example: bool) -> QuerySet[ResourceNeed]:
    """Return what was sent to the Group and waits for it or for what was offered."""
    rows = ResourceNeed.objects.visible_to(user).filter(
        state__in=NEEDS_WITH_THE_GROUP,
        sent_on__isnull=False,
        group__is_example=is_example,
    )
    return rows.select_related("group", "offered_by").order_by(
        "group__name", "sent_on", "pk"
    )


def needs_by_group(rows: Iterable[ResourceNeed]) -> dict[int, list[ResourceNeed]]:
    found: dict[int, list[ResourceNeed]] = {}
    for each in rows:
        found.setdefault(each.group_id, []).append(each)
    return found


def partners_to_offer(user) -> QuerySet[Partner]:
    return Partner.objects.offering_for(user).order_by("name")
