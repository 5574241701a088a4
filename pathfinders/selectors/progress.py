"""How far a published roadmap is: the plan, and what was reported on it since.

Rows are found again by their key, so a report on an earlier version of the roadmap
counts for the same row of the next.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from alliance87.core.dates import year_before
from alliance87.core.together import prefetch_together
from pathfinders import rules
from pathfinders.enums import ActionStatus
from pathfinders.models import (
    Action,
    Benchmark,
    BenchmarkResult,
    FundingUpdate,
    Priority,
    ProgressUpdate,
    Roadmap,
    TargetResult,
)
from pathfinders.models.in_force import Line, money_in_force
from pathfinders.selectors import figures
from pathfinders.selectors.figures import Sum
from pathfinders.selectors.money import (
    Money,
    in_one_currency,
    rates_of,
    sums,
    sums_by_year,
)
from pathfinders.selectors.withheld import withheld_from

ENDED = frozenset({ActionStatus.DONE, ActionStatus.CANCELLED})
# What the plan of a roadmap consists of.
PLAN = (
    *("priorities", "priorities__actions", "priorities__actions__benchmarks"),
    *("priorities__actions__funding", "rates"),
)


class BenchmarkState(StrEnum):
    """OVERDUE: its year is over and nobody said whether it was met."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class BenchmarkProgress:
    benchmark: Benchmark
    state: BenchmarkState
    result: BenchmarkResult | None


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """An action with the state that counts: the latest report, else the plan's."""

    action: Action
    number: str
    status: str
    percent_done: int | None
    latest: ProgressUpdate | None
    heard_on: date | None
    is_overdue: bool
    is_silent: bool
    benchmarks: tuple[BenchmarkProgress, ...]
    lines: tuple[Line, ...]

    @property
    def status_text(self) -> str:
        return str(ActionStatus(self.status).label) if self.status else ""

    @property
    def was_heard(self) -> bool:
        """Whether anything was reported on it, or on one of its benchmarks."""
        return bool(self.latest or any(each.result for each in self.benchmarks))

    @property
    def money(self) -> tuple[Money, ...]:
        return sums(self.lines)

    @property
    def spent(self) -> tuple[Money, ...]:
        """The sums of the currencies in which something is allocated or disbursed."""
        return tuple(
            each
            for each in self.money
            if (each.allocated, each.disbursed) != (None, None)
        )

    @property
    def next_benchmark(self) -> BenchmarkProgress | None:
        states = (BenchmarkState.OPEN, BenchmarkState.OVERDUE)
        return next((each for each in self.benchmarks if each.state in states), None)

    @property
    def missed(self) -> tuple[BenchmarkProgress, ...]:
        return tuple(
            each for each in self.benchmarks if each.state == BenchmarkState.MISSED
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a priority or of the whole roadmap, each with its sum."""

    done: Sum
    targets: Sum
    benchmarks: Sum
    money: tuple[tuple, ...]


@dataclass(frozen=True, slots=True)
class PriorityProgress:
    """`hides_…`: a count of people that this reader may not see, until it is judged."""

    priority: Priority
    number: int
    target: TargetResult | None
    actions: tuple[ActionProgress, ...]
    figures: Figures
    hides_baseline: bool = True
    hides_result: bool = True

    @property
    def lines(self) -> list[Line]:
        return [line for action in self.actions for line in action.lines]


@dataclass(frozen=True, slots=True)
class Implementation:
    """A roadmap as of one day, as far as one person may read its money."""

    roadmap: Roadmap
    on: date
    priorities: tuple[PriorityProgress, ...]
    figures: Figures
    rates: Mapping[str, Decimal]

    @property
    def actions(self) -> tuple[ActionProgress, ...]:
        return tuple(each for row in self.priorities for each in row.actions)

    @property
    def overdue(self) -> tuple[ActionProgress, ...]:
        return tuple(each for each in self.actions if each.is_overdue)

    @property
    def silent(self) -> tuple[ActionProgress, ...]:
        return tuple(each for each in self.actions if each.is_silent)

    @property
    def missed(self) -> tuple[BenchmarkProgress, ...]:
        return tuple(each for row in self.actions for each in row.missed)

    @property
    def lines(self) -> list[Line]:
        return [line for row in self.priorities for line in row.lines]

    @property
    def totals(self) -> tuple[Money, ...]:
        return sums(self.lines)

    @property
    def total(self) -> Money | None:
        """All money in one currency, where the roadmap states every rate."""
        currency = self.roadmap.currency
        return in_one_currency(self.totals, currency=currency, rates=self.rates)

    @property
    def in_one(self) -> tuple[tuple[str, Sum], ...]:
        return figures.in_one_sum(self.totals, self.total, self.rates)

    @property
    def by_year(self) -> dict[int | None, tuple[Money, ...]]:
        return sums_by_year(self.lines)


@dataclass(frozen=True, slots=True)
class _Reports:
    """What was reported on a country's roadmaps until a day, by key of the row."""

    updates: Mapping[UUID, list[ProgressUpdate]]
    funding: Mapping[int, list[FundingUpdate]]
    benchmarks: Mapping[UUID, BenchmarkResult]
    targets: Mapping[UUID, TargetResult]


def implementation(roadmap: Roadmap, user, *, on: date | None = None) -> Implementation:
    """Return how far the roadmap is on a day; reports after it are not counted.

    One query, whatever the number of rows, and those that judge small counts. Amounts
    that are not public are left out for people who may not see them.
    """
    found = implementation_in_sums(roadmap, user, on=on)
    return replace(found, priorities=_judged(found.priorities, user, roadmap))


def implementation_in_sums(
    roadmap: Roadmap, user, *, on: date | None = None
) -> Implementation:
    """Return `implementation` for its sums alone (one query).

    Its priorities hide all counts of people: nobody has judged which may be shown.
    """
    on = on or timezone.localdate()
    all_lines = rules.may_see_private_budget(user, roadmap.pathfinder.country_id)
    reports = _reports_of(roadmap, on)
    rows = roadmap.priorities.all()
    priorities = tuple(
        _priority(priority, number, roadmap, reports, on, all_lines)
        for number, priority in enumerate(rows, start=1)
    )
    return Implementation(
        roadmap, on, priorities, _figures(priorities), rates_of(roadmap)
    )


def _judged(
    rows: Collection[PriorityProgress], user, roadmap: Roadmap
) -> tuple[PriorityProgress, ...]:
    """Mark the counts of people that the reader may not see."""
    withheld = withheld_from(
        user,
        roadmap.pathfinder,
        [each.priority for each in rows],
        [each.target for each in rows if each.target],
    )
    return tuple(
        replace(
            each,
            hides_baseline=withheld.baseline_of(each.priority),
            hides_result=withheld.value_of(each.target),
        )
        for each in rows
    )


def _reports_of(roadmap: Roadmap, on: date) -> _Reports:
    """Return what was reported, and fetch the plan with it."""
    of_country = {"roadmap__pathfinder": roadmap.pathfinder_id}
    updates = _until(ProgressUpdate, "action__priority__", of_country, on)
    updates = updates.select_related("action")
    funding = FundingUpdate.objects.filter(update__in=updates.order_by().values("pk"))
    benchmarks = _until(
        BenchmarkResult, "benchmark__action__priority__", of_country, on
    )
    benchmarks = benchmarks.select_related("benchmark", "created_by", "evidence")
    targets = _until(TargetResult, "priority__", of_country, on)
    targets = targets.select_related("priority")
    prefetch_together(roadmap, PLAN, updates, funding, benchmarks, targets)
    by_action: dict[UUID, list[ProgressUpdate]] = defaultdict(list)
    for update in updates:
        by_action[update.action.key].append(update)
    by_update: dict[int, list[FundingUpdate]] = defaultdict(list)
    for line in funding:
        by_update[line.update_id].append(line)
    return _Reports(
        by_action,
        by_update,
        {each.benchmark.key: each for each in benchmarks},
        {each.priority.key: each for each in targets},
    )


def _until(model, path: str, facts: dict, on: date):
    """Return the reports of a country in the order in which they count."""
    named = {f"{path}{name}": value for name, value in facts.items()}
    return model.objects.filter(on__lte=on, **named).order_by("on", "pk")


def _priority(priority, number, roadmap, reports, on, all_lines) -> PriorityProgress:
    actions = tuple(
        _action(action, f"{number}.{place}", roadmap, reports, on, all_lines)
        for place, action in enumerate(priority.actions.all(), start=1)
    )
    target = reports.targets.get(priority.key)
    row = PriorityProgress(priority, number, target, actions, figures=None)
    return PriorityProgress(priority, number, target, actions, _figures([row]))


def _action(action, number, roadmap, reports, on, all_lines) -> ActionProgress:
    updates = reports.updates.get(action.key, [])
    latest = updates[-1] if updates else None
    status = latest.status if latest else action.status
    results = [reports.benchmarks.get(each.key) for each in action.benchmarks.all()]
    heard_on = _heard_on(roadmap, latest, results)
    ended = status in ENDED
    return ActionProgress(
        action=action,
        number=number,
        status=status,
        percent_done=latest.percent_done if latest else None,
        latest=latest,
        heard_on=heard_on,
        is_overdue=not ended and action.ends_on is not None and action.ends_on < on,
        is_silent=not ended and heard_on is not None and heard_on <= year_before(on),
        benchmarks=tuple(
            _benchmark(each, result, on)
            for each, result in zip(action.benchmarks.all(), results, strict=True)
        ),
        lines=_lines(action, updates, reports, all_lines),
    )


def _lines(action, updates, reports, all_lines: bool) -> tuple[Line, ...]:
    reported = [
        line for update in updates for line in reports.funding.get(update.pk, ())
    ]
    lines = money_in_force(action.funding.all(), reported)
    return tuple(line for line in lines if line.is_public or all_lines)


def _benchmark(benchmark, result, on: date) -> BenchmarkProgress:
    if result is not None:
        state = BenchmarkState.MET if result.was_met else BenchmarkState.MISSED
    else:
        is_over = benchmark.year < on.year
        state = BenchmarkState.OVERDUE if is_over else BenchmarkState.OPEN
    return BenchmarkProgress(benchmark, state, result)


def _figures(rows: Iterable[PriorityProgress]) -> Figures:
    rows = list(rows)
    actions = [action for row in rows for action in row.actions]
    states = Counter(action.status for action in actions)
    cancelled = states[ActionStatus.CANCELLED]
    aimed = [row for row in rows if row.priority.has_target]
    marks = Counter(
        mark.state
        for action in actions
        if action.status != ActionStatus.CANCELLED
        for mark in action.benchmarks
    )
    lines = [line for row in rows for line in row.lines]
    return Figures(
        done=figures.actions_done(
            states[ActionStatus.DONE],
            len(actions) - cancelled,
            cancelled=cancelled,
            unknown=states[""],
        ),
        targets=figures.targets_reached(
            sum(row.target is not None and row.target.is_reached for row in aimed),
            len(aimed),
            sum(row.target is None for row in aimed),
        ),
        benchmarks=figures.benchmarks_met(
            marks[BenchmarkState.MET],
            marks[BenchmarkState.MISSED],
            marks[BenchmarkState.OVERDUE],
            marks[BenchmarkState.OPEN],
        ),
        money=figures.money_sums(lines, sums(lines)),
    )


def _heard_on(roadmap: Roadmap, latest, results) -> date | None:
    """Return the day of the last report on an action or one of its benchmarks.

    Nothing reported on the action itself: the roadmap's publication counts for it.
    """
    days = [latest.on if latest else _published_on(roadmap)]
    days += [result.on for result in results if result]
    return max(filter(None, days), default=None)


def _published_on(roadmap: Roadmap) -> date | None:
    at = roadmap.published_at
    return timezone.localdate(at) if at else None
