"""What countries plan on a theme, and which action groups they ask for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from alliance87.core.dates import end_of
from alliance87.partners.models import ActionGroup
from pathfinders.enums import PUBLIC_ROADMAP_STATES
from pathfinders.models import Action, Pathfinder, Priority, Roadmap
from pathfinders.selectors.public import plain


@dataclass(frozen=True, slots=True)
class Plan:
    """The priorities of a country's published roadmap that are about a theme."""

    pathfinder: Pathfinder
    roadmap: Roadmap
    priorities: tuple[Priority, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An action group with the actions under these priorities that name it."""

    group: ActionGroup
    actions: int
    countries: tuple[tuple[Pathfinder, int], ...]


def plans_on(
    theme: str, countries: Iterable[Pathfinder], user, *, as_of: date | None = None
) -> list[Plan]:
    """Return what the roadmaps say that were public on a day, by country (1 query).

    Of each country the newest version counts. Priorities that name no theme are left
    out: nobody said what they are about.
    """
    pathfinders = {each.pk: each for each in countries}
    public = Roadmap.objects.visible_to(user).filter(
        pathfinder__in=list(pathfinders),
        state__in=PUBLIC_ROADMAP_STATES,
        published_at__lt=end_of(as_of or timezone.localdate()),
    )
    newest = public.order_by("pathfinder_id", "-number").distinct("pathfinder_id")
    rows = Priority.objects.filter(
        roadmap__in=newest.values("pk"), themes__contains=[theme]
    ).select_related("roadmap__pathfinder__country")
    found = defaultdict(list)
    for each in rows.order_by("roadmap_id", "position", "pk"):
        found[each.roadmap].append(each)
    plans = [
        Plan(pathfinders[roadmap.pathfinder_id], roadmap, tuple(mine))
        for roadmap, mine in found.items()
    ]
    return sorted(plans, key=lambda each: plain(str(each.pathfinder)))


def asked_of_groups(plans: Iterable[Plan]) -> list[Asked]:
    """Return the groups that the actions of these plans name (1 query)."""
    owners = {
        priority.pk: plan.pathfinder for plan in plans for priority in plan.priorities
    }
    rows = Action.objects.filter(priority__in=owners, action_group__isnull=False)
    counts: dict[ActionGroup, dict[Pathfinder, int]] = {}
    for each in rows.select_related("action_group").order_by("pk"):
        mine = counts.setdefault(each.action_group, defaultdict(int))
        mine[owners[each.priority_id]] += 1
    found = [
        Asked(
            group,
            sum(mine.values()),
            tuple(sorted(mine.items(), key=lambda row: plain(str(row[0])))),
        )
        for group, mine in counts.items()
    ]
    return sorted(found, key=lambda each: plain(str(each.group)))
