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

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    OuterRef,
    Q,
    Value,
)

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
    """Return the standing of each country on a day, in four queries."""
    rows = list(pathfinders)
    keys = [each.pk for each in rows]
    moment = end_of(on)
    steps, status = _steps(keys, on, moment)
    roadmaps = _roadmaps(rows, user, on, moment)
    found = []
    for each in rows:
        events, own = status.get(each.pk, ()), steps.get(each.pk, ())
        stage, since = _stage(events, own)
        days = (on - since.when.latest).days if since else None
        found.append(Standing(each, stage, since, days, roadmaps.get(each.pk)))
    return found


# --- The path -------------------------------------------------------------------------


def _steps(
    keys: Sequence[int], on: date, moment: datetime
) -> tuple[dict[int, list[Step]], dict[int, list[Step]]]:
    """Return milestones, and changes of status in their order: the last one counts."""
    dated = Q(on__isnull=True) | Q(on__lte=on)
    steps = Milestone.objects.filter(
        dated, pathfinder__in=keys, is_public=True, created_at__lt=moment
    ).values_list(
        *("pathfinder", "kind", "on", "precision", "until", "statement", "source"),
        *(_nothing(DateTimeField()), "pk"),
    )
    status = StatusEvent.objects.filter(
        dated, pathfinder__in=keys, recorded_at__lt=moment
    ).values_list(
        *("pathfinder", "now", "on", "precision", _nothing(DateField()), _no_text()),
        *("decision_reference", "recorded_at", "pk"),
    )
    milestones, changes = defaultdict(list), defaultdict(list)
    rows = steps.order_by().union(status.order_by(), all=True)
    for key, kind, day, precision, until, said, source, recorded, _pk in sorted(
        rows, key=_recorded
    ):
        step = Step(kind, PartialDate(day, precision, until), said, source)
        (changes if recorded else milestones)[key].append(step)
    return milestones, changes


def _nothing(field: Field) -> Value:
    return Value(None, output_field=field)


def _no_text() -> Value:
    return Value("", output_field=CharField())


def _recorded(row: tuple) -> tuple:
    *_rest, recorded, pk = row
    return recorded is not None, recorded or pk, pk


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


def _public_roadmaps(
    rows: Sequence[Pathfinder], user, moment: datetime
) -> dict[int, Roadmap]:
    """Return the newest public roadmap of each country, with the rates it states."""
    rates = StatedRate.objects.filter(roadmap=OuterRef("pk")).order_by("pk")
    public = (
        Roadmap.objects.visible_to(user)
        .filter(
            pathfinder__in=[each.pk for each in rows],
            state__in=PUBLIC_ROADMAP_STATES,
            published_at__lt=moment,
        )
        .annotate(
            currencies=ArraySubquery(rates.values("currency")),
            rates_of_them=ArraySubquery(rates.values("rate")),
        )
        .order_by("pathfinder_id", "-number")
        .distinct("pathfinder_id")
    )
    return {each.pathfinder_id: each for each in public}


def _roadmaps(
    rows: Sequence[Pathfinder], user, on: date, moment: datetime
) -> dict[int, RoadmapStanding]:
    """Return the roadmap of each country that was public on the day."""
    roadmaps = _public_roadmaps(rows, user, moment)
    owners = {each.pk: key for key, each in roadmaps.items()}
    reports = _Reports(list(roadmaps), on, moment)
    counts: dict[int, Counter] = defaultdict(Counter)
    lines: dict[int, list] = defaultdict(list)
    for action in _actions(list(owners)):
        country = owners[action.roadmap]
        status = reports.status.get((country, action.key), action.status)
        counts[country][status] += 1
        reported = reports.money.get((country, action.key))
        lines[country] += (
            money_in_force(action.planned, reported) if reported else action.planned
        )
    countries = {each.pk: each.country_id for each in rows}
    return {
        key: _standing(
            roadmap,
            counts[key],
            lines[key],
            sees_all=rules.may_see_private_budget(user, countries[key]),
        )
        for key, roadmap in roadmaps.items()
    }


def _standing(roadmap, counts, lines, *, sees_all: bool) -> RoadmapStanding:
    totals = sums(line for line in lines if line.is_public or sees_all)
    rates = dict(zip(roadmap.currencies, roadmap.rates_of_them, strict=True))
    if roadmap.currency:
        rates = rates | {roadmap.currency: Decimal(1)}
    total = in_one_currency(totals, currency=roadmap.currency, rates=rates)
    return RoadmapStanding(roadmap, dict(counts), totals, total)


class _Action(NamedTuple):
    """What counts of an action, with the money that the plan names for it."""

    key: UUID
    status: str
    roadmap: int
    planned: list[Amount]


def _actions(roadmaps: Sequence[int]) -> Iterable[_Action]:
    """Return the actions of the roadmaps, each with its lines (one query)."""
    rows = Action.objects.filter(priority__roadmap__in=roadmaps)
    fields = ("pk", "key", "status", "priority__roadmap")
    found: dict[int, _Action] = {}
    for pk, key, status, roadmap, *line in rows.order_by(
        "pk", "funding__pk"
    ).values_list(*fields, *(f"funding__{name}" for name in Amount._fields)):
        if pk not in found:
            found[pk] = _Action(key, status, roadmap, [])
        if line[0] is not None:
            found[pk].planned.append(Amount(*line))
    return found.values()


class _Reports:
    """What was reported on actions until a day, by country and key of the row."""

    def __init__(self, countries: Sequence[int], on: date, moment: datetime):
        path = "action__priority__roadmap__pathfinder"
        updates = ProgressUpdate.objects.filter(
            **{f"{path}__in": countries}, on__lte=on, created_at__lt=moment
        )
        self.status: dict[tuple[int, UUID], str] = {}
        self.money: dict[tuple[int, UUID], list[Reported]] = defaultdict(list)
        fields = (path, "action__key", "status")
        for country, key, status, *line in updates.order_by(
            "on", "pk", "funding__pk"
        ).values_list(*fields, *(f"funding__{name}" for name in Reported._fields)):
            self.status[country, key] = status
            if line[0] is not None:
                self.money[country, key].append(Reported(*line))
