"""How far the published roadmap of a country is, as everybody may read it.

In light tuples, which are read with the other records: the page of a country shows
sums only. They are those of the portfolio and of the page on progress; amounts that are
not public count for nobody here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from alliance87.core.dates import end_of
from pathfinders.enums import ActionStatus
from pathfinders.models import (
    Action,
    Pathfinder,
    Priority,
    ProgressUpdate,
    Roadmap,
)
from pathfinders.models.in_force import money_in_force
from pathfinders.selectors import figures
from pathfinders.selectors.figures import Sum
from pathfinders.selectors.money import Money, in_one_currency, rates_of, sums
from pathfinders.selectors.standing import Amount, Reported

ENDED = {ActionStatus.DONE, ActionStatus.CANCELLED}


class Planned(NamedTuple):
    """What is read of an action."""

    pk: int
    key: UUID
    priority: int
    title: str
    ends_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Part:
    """The actions of the whole roadmap, of a priority or of a theme, by their state."""

    counts: Mapping[str, int]

    @property
    def counted(self) -> int:
        """How many actions count: all but the cancelled ones."""
        return sum(self.counts.values()) - self.counts.get(ActionStatus.CANCELLED, 0)

    @property
    def done(self) -> int:
        return self.counts.get(ActionStatus.DONE, 0)

    @property
    def sum(self) -> Sum:
        """The share that is done, with the sentence it comes from."""
        return figures.actions_done(
            self.done,
            self.counted,
            cancelled=self.counts.get(ActionStatus.CANCELLED, 0),
            unknown=self.counts.get("", 0),
        )

    @property
    def is_told(self) -> bool:
        return self.sum.value is not None


@dataclass(frozen=True, slots=True)
class RoadmapProgress:
    """A roadmap as known on a day. `totals` are public sums by currency, `total` all
    of it where every rate is stated; `next_end` the next end of an open action.
    """

    roadmap: Roadmap
    whole: Part
    priorities: tuple[tuple[Priority, Part], ...]
    totals: tuple[Money, ...]
    total: Money | None
    next_end: tuple[date, str] | None

    def of_theme(self, theme: str) -> Part | None:
        """Return the actions of the priorities that name a theme; None without any."""
        mine = [part for priority, part in self.priorities if theme in priority.themes]
        if not mine:
            return None
        counts: Counter = Counter()
        for part in mine:
            counts.update(part.counts)
        return Part(counts)

    @property
    def sums(self) -> tuple[Money, ...]:
        return (self.total,) if self.total else self.totals


class PlanRows(NamedTuple):
    """What is read of a plan, and of what was reported on the country's plans."""

    planned: QuerySet
    said: QuerySet


def plan_rows(pathfinder: Pathfinder, roadmap: QuerySet, on: date) -> PlanRows:
    """Return them for a roadmap, whose key is read in the same query; unread."""
    return PlanRows(_planned(roadmap), _said(pathfinder, on))


def roadmap_progress(roadmap: Roadmap, rows: PlanRows, on: date) -> RoadmapProgress:
    """Return how far a roadmap was on a day.

    Its priorities, its rates and the rows are fetched beforehand.
    """
    planned, plan = _plan(rows.planned)
    states, reported = _reports(rows.said)
    actions = [
        each._replace(status=states.get(each.key, each.status)) for each in planned
    ]
    by_priority = defaultdict(Counter)
    for each in actions:
        by_priority[each.priority][each.status] += 1
    lines = [
        line
        for each in actions
        for line in money_in_force(plan[each.pk], reported[each.key])
    ]
    totals = sums(line for line in lines if line.is_public)
    return RoadmapProgress(
        roadmap=roadmap,
        whole=Part(Counter(each.status for each in actions)),
        priorities=tuple(
            (each, Part(by_priority[each.pk])) for each in roadmap.priorities.all()
        ),
        totals=totals,
        total=_total(roadmap, totals),
        next_end=_next_end(actions, on),
    )


def _planned(roadmap: QuerySet) -> QuerySet:
    lines = [f"funding__{name}" for name in Amount._fields]
    rows = Action.objects.filter(priority__roadmap__in=roadmap)
    return rows.order_by("pk", "funding__pk").values_list(*Planned._fields, *lines)


def _plan(
    rows: Iterable[tuple],
) -> tuple[list[Planned], dict[int, list[Amount]]]:
    """Return the actions, and the amounts that were planned for each."""
    actions: dict[int, Planned] = {}
    amounts: dict[int, list[Amount]] = defaultdict(list)
    for row in rows:
        action = Planned._make(row[: len(Planned._fields)])
        actions[action.pk] = action
        amount = Amount._make(row[len(Planned._fields) :])
        if amount.kind:
            amounts[action.pk].append(amount)
    return list(actions.values()), amounts


def _said(pathfinder: Pathfinder, on: date) -> QuerySet:
    """Return what was reported until a day, in the order in which it counts."""
    lines = [f"funding__{name}" for name in Reported._fields]
    rows = ProgressUpdate.objects.filter(
        action__priority__roadmap__pathfinder=pathfinder,
        on__lte=on,
        created_at__lt=end_of(on),
    ).order_by("on", "pk", "funding__pk")
    return rows.values_list("action__key", "status", *lines)


def _reports(
    rows: Iterable[tuple],
) -> tuple[dict[UUID, str], dict[UUID, list[Reported]]]:
    """Return the last reported state, and the amounts in their order."""
    states: dict[UUID, str] = {}
    amounts: dict[UUID, list[Reported]] = defaultdict(list)
    for key, status, *line in rows:
        states[key] = status
        amount = Reported._make(line)
        if amount.kind:
            amounts[key].append(amount)
    return states, amounts


def _total(roadmap: Roadmap, totals: Iterable[Money]) -> Money | None:
    if not roadmap.currency:
        return None
    rates = rates_of(roadmap)
    return in_one_currency(totals, currency=roadmap.currency, rates=rates)


def _next_end(actions: Iterable[Planned], on: date) -> tuple[date, str] | None:
    ends = [
        (each.ends_on, each.title)
        for each in actions
        if each.ends_on and each.ends_on >= on and each.status not in ENDED
    ]
    return min(ends, default=None)
