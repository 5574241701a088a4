"""What countries ask of an action group: the rows of their roadmaps linked to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alliance87.core.dates import year_before
from alliance87.partners.models import ActionGroup
from pathfinders.enums import ActionStatus, NeedState, RoadmapState
from pathfinders.models import (
    Action,
    Pathfinder,
    ProgressUpdate,
    Roadmap,
    SupportNeed,
)
from pathfinders.selectors.support import UNSETTLED, with_state

IN_FORCE = (RoadmapState.PRESENTED, RoadmapState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class DemandRow:
    """An action linked to the group, with what was reported and asked for last."""

    action: Action
    status: str
    reported_on: date | None
    was_active: bool
    needs: list[SupportNeed]


@dataclass(frozen=True, slots=True)
class CountryDemand:
    """The linked actions of one country."""

    pathfinder: Pathfinder
    roadmap: Roadmap
    rows: list[DemandRow]

    @property
    def active(self) -> int:
        """How many were reported on in the last twelve months."""
        return sum(row.was_active for row in self.rows)

    @property
    def needs(self) -> int:
        return sum(len(row.needs) for row in self.rows)


def demand_of(group: ActionGroup, user, *, on: date) -> list[CountryDemand]:
    """Return the linked actions by country, as far as `user` may read them.

    Of each country the newest version counts that is presented or published and that
    the reader may see. Three queries, whatever the number of countries.
    """
    actions = _actions(group, user)
    keys = [action.key for action in actions]
    updates, needs = _updates(keys, on), _needs(keys, user)
    since = year_before(on)
    found: dict[int, CountryDemand] = {}
    for action in actions:
        roadmap = action.priority.roadmap
        country = found.setdefault(
            roadmap.pathfinder_id, CountryDemand(roadmap.pathfinder, roadmap, [])
        )
        country.rows.append(
            _row(action, updates.get(action.key), needs.get(action.key, []), since)
        )
    return sorted(found.values(), key=lambda each: str(each.pathfinder))


def _actions(group: ActionGroup, user) -> list[Action]:
    readable = Roadmap.objects.visible_to(user).filter(state__in=IN_FORCE)
    newest = readable.order_by("pathfinder_id", "-number").distinct("pathfinder_id")
    rows = Action.objects.filter(
        action_group=group, priority__roadmap__in=newest.values("pk")
    )
    return list(
        rows.select_related("priority__roadmap__pathfinder__country").order_by(
            "priority__roadmap",
            *("priority__position", "priority__pk", "position", "pk"),
        )
    )


def _row(action, update, needs, since: date) -> DemandRow:
    status = update.status if update else action.status
    return DemandRow(
        action=action,
        status=str(ActionStatus(status).label) if status else "",
        reported_on=update.on if update else None,
        was_active=update is not None and update.on >= since,
        needs=needs,
    )


def _updates(keys: list[UUID], on: date) -> dict[UUID, ProgressUpdate]:
    """Return the last report on each action; it holds for every version."""
    rows = ProgressUpdate.objects.filter(action__key__in=keys, on__lte=on)
    rows = rows.select_related("action").order_by("action__key", "-on", "-pk")
    return {each.action.key: each for each in rows.distinct("action__key")}


def _needs(keys: list[UUID], user) -> dict[UUID, list[SupportNeed]]:
    rows = SupportNeed.objects.visible_to(user).filter(action__key__in=keys)
    rows = with_state(rows).filter(state__in=UNSETTLED).select_related("action")
    found: dict[UUID, list[SupportNeed]] = {}
    for need in rows.order_by("pk"):
        need.state_label = NeedState(need.state).label
        found.setdefault(need.action.key, []).append(need)
    return found
