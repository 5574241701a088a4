"""Load what was reported on a published roadmap, through the verbs of reports."""

from django.utils import timezone

from pathfinders.demo.loader import decimal, first_day, money
from pathfinders.models import Action, Priority, Roadmap
from pathfinders.progress import report_benchmark, report_progress, report_target


def load_progress(roadmap: Roadmap, fact: dict, *, by) -> None:
    """Report what the facts say about each row; days still to come are left out."""
    for priority, row in _paired(roadmap.priorities.all(), fact.get("priority", [])):
        _load_results(priority, row, by=by)
        for action, each in _paired(priority.actions.all(), row.get("action", [])):
            _load_updates(action, each, by=by)
            _load_benchmarks(action, each, by=by)


def _paired(rows, facts: list[dict]) -> list[tuple]:
    """Return rows and facts side by side: the rows were made in this order."""
    return list(zip(rows, facts, strict=True))


def _load_results(priority: Priority, fact: dict, *, by) -> None:
    for result in _past(fact.get("result", [])):
        report_target(
            priority,
            value=decimal(result.get("value")),
            is_reached=result.get("reached"),
            on=first_day(result["on"]),
            note=result.get("note", ""),
            by=by,
        )


def _load_updates(action: Action, fact: dict, *, by) -> None:
    for update in _past(fact.get("report", [])):
        report_progress(
            action,
            on=first_day(update["on"]),
            status=update["status"],
            percent_done=update.get("percent"),
            note=update.get("note", ""),
            funding=[money(line) for line in update.get("funding", [])],
            by=by,
        )


def _load_benchmarks(action: Action, fact: dict, *, by) -> None:
    rows = _paired(action.benchmarks.order_by("pk"), fact.get("benchmark", []))
    for benchmark, each in rows:
        for result in _past(each.get("result", [])):
            report_benchmark(
                benchmark,
                was_met=result["met"],
                note=result.get("note", ""),
                on=first_day(result["on"]),
                by=by,
            )


def _past(reports: list[dict]) -> list[dict]:
    today = timezone.localdate()
    return [report for report in reports if first_day(report["on"]) <= today]
