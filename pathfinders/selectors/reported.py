"""The reports on one row of a roadmap, as its page shows them."""

from dataclasses import dataclass
from datetime import date

from pathfinders import rules
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One report with the amounts this person may see; the first one counts."""

    update: ProgressUpdate
    lines: tuple[FundingUpdate, ...]
    counts: bool


def history_of(
    action: Action, roadmap: Roadmap, user, *, on: date | None = None
) -> tuple[Entry, ...]:
    """Return all reports on the action in all versions, the one that counts first.

    Two queries.
    """
    rows = ProgressUpdate.objects.filter(
        action__key=action.key,
        action__priority__roadmap__pathfinder=roadmap.pathfinder_id,
    )
    if on:
        rows = rows.filter(on__lte=on)
    rows = rows.select_related("created_by", "evidence").prefetch_related("funding")
    all_lines = rules.may_see_private_budget(user, roadmap.pathfinder.country_id)
    return tuple(
        Entry(
            update,
            tuple(line for line in update.funding.all() if line.is_public or all_lines),
            counts=place == 0,
        )
        for place, update in enumerate(rows.order_by("-on", "-pk"))
    )


def was_reported(row: Priority | Action, roadmap: Roadmap) -> bool:
    """Whether progress was reported on this row in any version (one query)."""
    country = roadmap.pathfinder_id
    if isinstance(row, Priority):
        rows = TargetResult.objects.filter(priority__roadmap__pathfinder=country)
        return rows.filter(priority__key=row.key).exists()
    rows = ProgressUpdate.objects.filter(action__priority__roadmap__pathfinder=country)
    return rows.filter(action__key=row.key).exists()


def results_of_benchmark(benchmark: Benchmark, roadmap: Roadmap) -> list:
    """Return all results of the benchmark, the one that counts first (one query)."""
    rows = BenchmarkResult.objects.filter(
        benchmark__key=benchmark.key,
        benchmark__action__priority__roadmap__pathfinder=roadmap.pathfinder_id,
    )
    return list(rows.select_related("created_by", "evidence").order_by("-on", "-pk"))


def results_of_target(priority: Priority, roadmap: Roadmap) -> list:
    """Return all results of the target, the one that counts first (one query)."""
    rows = TargetResult.objects.filter(
        priority__key=priority.key,
        priority__roadmap__pathfinder=roadmap.pathfinder_id,
    )
    return list(rows.select_related("created_by", "evidence").order_by("-on", "-pk"))
