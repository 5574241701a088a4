"""What asks for attention on the published roadmaps of many countries at once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from pathfinders.enums import RoadmapState
from pathfinders.models import (
    Action,
    Benchmark,
    BenchmarkResult,
    Pathfinder,
    ProgressUpdate,
)
from pathfinders.selectors.progress import ENDED, year_before

Row = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class Attention:
    """Numbers of actions past their end, of silent ones, and of missed benchmarks."""

    overdue: int = 0
    silent: int = 0
    missed_benchmarks: int = 0

    def __bool__(self) -> bool:
        return bool(self.overdue or self.silent or self.missed_benchmarks)


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
    for country, key, status, ends_on, published_at in _actions(keys):
        reported = latest.get((country, key))
        state = reported[0] if reported else status
        heard_on = reported[1] if reported else timezone.localdate(published_at)
        if state in ENDED:
            continue
        found["overdue"][country] += ends_on is not None and ends_on < on
        found["silent"][country] += heard_on <= year_before(on)
    missed = _missed(keys, on)
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


def _missed(keys: list[int], on: date) -> Counter:
    """Count the benchmarks of published roadmaps that were last reported as missed."""
    country = "benchmark__action__priority__roadmap__pathfinder_id"
    rows = BenchmarkResult.objects.filter(on__lte=on, **{f"{country}__in": keys})
    values = rows.order_by("on", "pk").values_list(country, "benchmark__key", "was_met")
    latest = {(pk, key): was_met for pk, key, was_met in values}
    standing = Benchmark.objects.filter(
        action__priority__roadmap__state=RoadmapState.PUBLISHED,
        action__priority__roadmap__pathfinder__in=keys,
    ).values_list("action__priority__roadmap__pathfinder_id", "key")
    return Counter(row[0] for row in standing if latest.get(row) is False)
