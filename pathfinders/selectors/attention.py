"""What asks for attention on the published roadmaps of many countries at once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from alliance87.core.dates import year_before
from pathfinders.enums import RoadmapState
from pathfinders.models import (
    Action,
    Benchmark,
    BenchmarkResult,
    Pathfinder,
    ProgressUpdate,
)
from pathfinders.selectors.progress import ENDED

Row = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class Attention:
    """Numbers of actions past their end, of silent ones, and of missed benchmarks."""

    overdue: int = 0
    silent: int = 0
    missed_benchmarks: int = 0

    def __bool__(self) -> bool:
        return bool(self.overdue or self.silent or self.missed_benchmarks)


class Mark(NamedTuple):
    """A benchmark that was reported on, by the country and the key of its action."""

    country: int
    action: UUID
    was_met: bool
    on: date


def attention(
    pathfinders: Iterable[Pathfinder], *, on: date | None = None
) -> dict[int, Attention]:
    """Return what asks for attention, by the key of the pathfinder country.

    Every country is in it, also those without a published roadmap. Four queries for
    all of them.
    """
    on = on or timezone.localdate()
    keys = [each.pk for each in pathfinders]
    found: dict[str, Counter] = {"overdue": Counter(), "silent": Counter()}
    latest = _latest_updates(keys, on)
    marks = _marks(keys, on)
    heard = _heard(marks)
    for country, key, status, ends_on, published_at in _actions(keys):
        reported = latest.get((country, key))
        state = reported[0] if reported else status
        heard_on = reported[1] if reported else timezone.localdate(published_at)
        heard_on = max(heard_on, heard.get((country, key), heard_on))
        if state in ENDED:
            continue
        found["overdue"][country] += ends_on is not None and ends_on < on
        found["silent"][country] += heard_on <= year_before(on)
    missed = Counter(mark.country for mark in marks if not mark.was_met)
    return {
        key: Attention(found["overdue"][key], found["silent"][key], missed[key])
        for key in keys
    }


def _actions(keys: list[int]) -> Iterable[tuple]:
    return Action.objects.filter(
        priority__roadmap__state=RoadmapState.PUBLISHED,
        priority__roadmap__pathfinder__in=keys,
    ).values_list(
        "priority__roadmap__pathfinder_id",
        "key",
        "status",
        "ends_on",
        "priority__roadmap__published_at",
    )


def _latest_updates(keys: list[int], on: date) -> dict[Row, tuple[str, date]]:
    """Return state and day of the report that counts, by country and key."""
    country = "action__priority__roadmap__pathfinder_id"
    rows = ProgressUpdate.objects.filter(on__lte=on, **{f"{country}__in": keys})
    values = rows.order_by("on", "pk").values_list(
        country, "action__key", "status", "on"
    )
    return {(pk, key): (status, day) for pk, key, status, day in values}


def _marks(keys: list[int], on: date) -> list[Mark]:
    """Return the benchmarks of published roadmaps with the result that counts."""
    country = "benchmark__action__priority__roadmap__pathfinder_id"
    rows = BenchmarkResult.objects.filter(on__lte=on, **{f"{country}__in": keys})
    names = (country, "benchmark__key", "was_met", "on")
    values = rows.order_by("on", "pk").values_list(*names)
    latest = {(pk, key): (was_met, day) for pk, key, was_met, day in values}
    standing = Benchmark.objects.filter(
        action__priority__roadmap__state=RoadmapState.PUBLISHED,
        action__priority__roadmap__pathfinder__in=keys,
    ).values_list("action__priority__roadmap__pathfinder_id", "key", "action__key")
    return [
        Mark(pk, action, *latest[pk, key])
        for pk, key, action in standing
        if (pk, key) in latest
    ]


def _heard(marks: Iterable[Mark]) -> dict[Row, date]:
    """Return the last day on which a benchmark of each action was reported on."""
    heard: dict[Row, date] = {}
    for mark in marks:
        row = mark.country, mark.action
        heard[row] = max(mark.on, heard.get(row, mark.on))
    return heard
