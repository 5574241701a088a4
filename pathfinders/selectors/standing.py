"""Where many countries stand on a day: stage, published roadmap, actions, money.

What was known then: a record counts from the day on which it was put on record. All of
it is public, but for amounts of a country that its own people and the secretariat see.
The number of queries does not depend on the number of countries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from alliance87.core.dates import PartialDate, end_of
from alliance87.core.enums import Precision
from pathfinders import rules
from pathfinders.enums import (
    PUBLIC_ROADMAP_STATES,
    ActionStatus,
    MilestoneKind,
    Stage,
    Status,
)
from pathfinders.models import (
    Action,
    FundingLine,
    FundingUpdate,
    Milestone,
    Pathfinder,
    ProgressUpdate,
    Roadmap,
    StatedRate,
    StatusEvent,
)
from pathfinders.models.in_force import money_in_force
from pathfinders.selectors import figures
from pathfinders.selectors.figures import Sum
from pathfinders.selectors.money import Money, in_one_currency, sums
from pathfinders.selectors.path import STAGES, STATUS_STAGES


class Step(NamedTuple):
    """A dated step, with what it was."""

    kind: str
    when: PartialDate
    statement: str
    source: str

    @property
    def label(self) -> str:
        """The step in words; a change of status is no milestone and says the status."""
        if self.kind in MilestoneKind.values:
            return str(MilestoneKind(self.kind).label)
        return str(Status(self.kind).label)


class Amount(NamedTuple):
    """A line of money, as `money_in_force` and `sums` read it."""

    kind: str
    amount: Decimal
    currency: str
    year: int | None
    source: str
    is_public: bool


class Reported(NamedTuple):
    """A line of a report; the lines of one report stand beside each other."""

    kind: str
    amount: Decimal
    currency: str
    year: int | None
    source: str
    is_public: bool
    update_id: int


@dataclass(frozen=True, slots=True)
class RoadmapStanding:
    """The roadmap that was public on a day, and how far it was.

    `totals` are sums by currency, `total` all of it where every rate is stated.
    """

    roadmap: Roadmap
    counts: Mapping[str, int]
    totals: tuple[Money, ...]
    total: Money | None

    @property
    def cancelled(self) -> int:
        return self.counts.get(ActionStatus.CANCELLED, 0)

    @property
    def counted(self) -> int:
        """How many actions count: all but the cancelled ones."""
        return sum(self.counts.values()) - self.cancelled

    @property
    def done(self) -> int:
        return self.counts.get(ActionStatus.DONE, 0)

    @property
    def sum(self) -> Sum:
        return figures.actions_done(
            self.done,
            self.counted,
            cancelled=self.cancelled,
            unknown=self.counts.get("", 0),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a country stood on a day.

    `since` is the step that began the stage, where its day is known. `days` have gone
    by since then; at least so many, when the day is only known roughly.
    """

    pathfinder: Pathfinder
    stage: Stage
    since: Step | None
    days: int | None
    roadmap: RoadmapStanding | None

    @property
    def is_exact(self) -> bool:
        return self.since is not None and self.since.when.precision == Precision.DAY


def standings(pathfinders: Iterable[Pathfinder], user, *, on: date) -> list[Standing]:
    """Return the standing of each country on a day, in eight queries."""
    rows = list(pathfinders)
    keys = [each.pk for each in rows]
    moment = end_of(on)
    steps = _steps(keys, on, moment)
    status = _status(keys, on, moment)
    roadmaps = _roadmaps(rows, user, on, moment)
    found = []
    for each in rows:
        events, own = status.get(each.pk, ()), steps.get(each.pk, ())
        stage, since = _stage(events, own)
        days = (on - since.when.latest).days if since else None
        found.append(Standing(each, stage, since, days, roadmaps.get(each.pk)))
    return found


# --- The path -------------------------------------------------------------------------


def _steps(keys: Sequence[int], on: date, moment: datetime) -> dict[int, list[Step]]:
    rows = Milestone.objects.filter(
        Q(on__isnull=True) | Q(on__lte=on),
        pathfinder__in=keys,
        is_public=True,
        created_at__lt=moment,
    ).order_by("pk")
    found = defaultdict(list)
    fields = ("pathfinder", "kind", "on", "precision", "until", "statement", "source")
    for key, kind, day, precision, until, said, source in rows.values_list(*fields):
        when = PartialDate(day, precision, until)
        found[key].append(Step(kind, when, said, source))
    return found


def _status(keys: Sequence[int], on: date, moment: datetime) -> dict[int, list[Step]]:
    """Return the changes of status in their order: the last one counts."""
    rows = StatusEvent.objects.filter(
        Q(on__isnull=True) | Q(on__lte=on), pathfinder__in=keys, recorded_at__lt=moment
    ).order_by("recorded_at", "pk")
    found = defaultdict(list)
    fields = ("pathfinder", "now", "on", "precision", "decision_reference")
    for key, now, day, precision, decision in rows.values_list(*fields):
        found[key].append(Step(now, PartialDate(day, precision), "", decision))
    return found


def _stage(events: Sequence[Step], steps: Sequence[Step]) -> tuple[Stage, Step | None]:
    """Return the stage with the step that began it, if its day is known."""
    status = Status(events[-1].kind) if events else Status.ON_PATH
    if status in STATUS_STAGES:
        return STATUS_STAGES[status], _first([events[-1]])
    by_kind = defaultdict(list)
    for step in steps:
        by_kind[step.kind].append(step)
    for kind, stage in STAGES:
        if kind in by_kind:
            return stage, _first(by_kind[kind])
    return Stage.LISTED, _first(
        step for step in steps if step.kind == MilestoneKind.INFORMAL_INTEREST
    )


def _first(steps: Iterable[Step]) -> Step | None:
    """Return the earliest step whose day is known."""
    dated = [step for step in steps if step.when.latest is not None]
    return min(dated, key=lambda step: step.when.latest, default=None)


# --- Roadmaps -------------------------------------------------------------------------


def _roadmaps(
    rows: Sequence[Pathfinder], user, on: date, moment: datetime
) -> dict[int, RoadmapStanding]:
    """Return the roadmap of each country that was public on the day."""
    public = (
        Roadmap.objects.visible_to(user)
        .filter(
            pathfinder__in=[each.pk for each in rows],
            state__in=PUBLIC_ROADMAP_STATES,
            published_at__lt=moment,
        )
        .order_by("pathfinder_id", "-number")
        .distinct("pathfinder_id")
    )
    roadmaps = {each.pathfinder_id: each for each in public}
    owners = {each.pk: key for key, each in roadmaps.items()}
    reports = _Reports(list(roadmaps), on, moment)
    counts: dict[int, Counter] = defaultdict(Counter)
    lines: dict[int, list] = defaultdict(list)
    planned = _planned(list(owners))
    for pk, key, status, roadmap in _actions(list(owners)):
        country = owners[roadmap]
        counts[country][reports.status.get((country, key), status)] += 1
        reported = reports.money.get((country, key), ())
        lines[country] += money_in_force(planned.get(pk, ()), reported)
    countries = {each.pk: each.country_id for each in rows}
    rates = _rates(list(owners))
    return {
        key: _standing(
            roadmap,
            counts[key],
            lines[key],
            rates.get(roadmap.pk, {}),
            sees_all=rules.may_see_private_budget(user, countries[key]),
        )
        for key, roadmap in roadmaps.items()
    }


def _standing(roadmap, counts, lines, rates, *, sees_all: bool) -> RoadmapStanding:
    totals = sums(line for line in lines if line.is_public or sees_all)
    if roadmap.currency:
        rates = rates | {roadmap.currency: Decimal(1)}
    total = in_one_currency(totals, currency=roadmap.currency, rates=rates)
    return RoadmapStanding(roadmap, dict(counts), totals, total)


def _actions(roadmaps: Sequence[int]):
    rows = Action.objects.filter(priority__roadmap__in=roadmaps).order_by("pk")
    return rows.values_list("pk", "key", "status", "priority__roadmap")


def _planned(roadmaps: Sequence[int]) -> dict[int, list[Amount]]:
    rows = FundingLine.objects.filter(action__priority__roadmap__in=roadmaps)
    found = defaultdict(list)
    for action, *line in rows.order_by("pk").values_list("action", *Amount._fields):
        found[action].append(Amount(*line))
    return found


def _rates(roadmaps: Sequence[int]) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict] = defaultdict(dict)
    rows = StatedRate.objects.filter(roadmap__in=roadmaps).order_by("pk")
    for roadmap, currency, rate in rows.values_list("roadmap", "currency", "rate"):
        found[roadmap][currency] = rate
    return found


class _Reports:
    """What was reported on actions until a day, by country and key of the row."""

    def __init__(self, countries: Sequence[int], on: date, moment: datetime):
        path = "action__priority__roadmap__pathfinder"
        updates = ProgressUpdate.objects.filter(
            **{f"{path}__in": countries}, on__lte=on, created_at__lt=moment
        )
        self.status: dict[tuple[int, UUID], str] = {}
        latest = updates.order_by("on", "pk").values_list(path, "action__key", "status")
        for country, key, status in latest:
            self.status[country, key] = status
        self.money: dict[tuple[int, UUID], list[Reported]] = defaultdict(list)
        lines = FundingUpdate.objects.filter(update__in=updates)
        for country, key, *line in lines.order_by(
            "update__on", "update_id", "pk"
        ).values_list(f"update__{path}", "update__action__key", *Reported._fields):
            self.money[country, key].append(Reported(*line))
