"""Save the text of a roadmap, a priority, an action: each a whole form."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max

from alliance87.core.exceptions import Blocked
from pathfinders.models import Action, Benchmark, FundingLine, Priority, Roadmap
from pathfinders.models.money import StatedRate
from pathfinders.roadmap_rows.changing import Row, changing, stored_row
from pathfinders.row_values import (
    Partners,
    check_row,
    link_partners,
    unexplained_spending,
)
from pathfinders.snapshots import BENCHMARK_FIELDS, FUNDING_FIELDS

# Written by the workflow, perhaps after the form was opened.
WORKFLOW_FIELDS = ("state", "return_comment", "submitted_by_id", "submitted_at")
RATE_FIELDS = ("currency", "rate", "on", "source")


def change_text(
    roadmap: Roadmap,
    *,
    write: Callable[[], Roadmap],
    by,
    rates: Iterable[dict] | None = None,
    reason: str = "",
) -> Roadmap:
    """Save the text and the period; `write` saves and checks the version.

    `rates` holds all stated rates, as `funding` does in `save_action`.
    """
    verb = "roadmap.text_changed"
    with changing(roadmap, roadmap, verb, by=by, reason=reason) as change:
        for name in WORKFLOW_FIELDS:
            setattr(roadmap, name, getattr(change.roadmap, name))
        saved = write()
        if rates is not None:
            _keep_lines(saved.rates, StatedRate, rates, RATE_FIELDS, roadmap=saved)
    return saved


def save_priority(
    priority: Priority, *, write: Callable[[], Priority], by, reason: str = ""
) -> Priority:
    """Save a priority; a new one stands last."""
    roadmap = priority.roadmap
    verb = f"roadmap.priority_{_added_or_changed(priority)}"
    with changing(roadmap, priority, verb, by=by, reason=reason) as change:
        _keep_place(priority, roadmap.priorities)
        _refuse(priority, change.roadmap)
        return write()


def save_action(
    action: Action,
    *,
    write: Callable[[], Action],
    by,
    funding: Iterable[dict] | None = None,
    benchmarks: Iterable[dict] | None = None,
    partners: Partners | None = None,
    reason: str = "",
) -> Action:
    """Save an action with what stands under it; a new one stands last.

    `funding` and `benchmarks` hold all lines: those with a `pk` are kept and changed,
    those without are new, and lines on record that are not among them go. None leaves
    them as they are.
    """
    verb = f"roadmap.action_{_added_or_changed(action)}"
    roadmap = action.priority.roadmap
    with changing(roadmap, action, verb, by=by, reason=reason) as change:
        _keep_place(action, action.priority.actions)
        _refuse(action, change.roadmap)
        saved = write()
        for lines, model, rows, fields in (
            (funding, FundingLine, saved.funding, FUNDING_FIELDS),
            (benchmarks, Benchmark, saved.benchmarks, BENCHMARK_FIELDS),
        ):
            if lines is not None:
                _keep_lines(rows, model, lines, fields, action=saved)
        if partners is not None:
            link_partners(saved, partners)
        _refuse_unexplained(saved)
    return saved


def last_place(siblings) -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def _added_or_changed(row: Row) -> str:
    return "changed" if row.pk else "added"


def _keep_place(row: Row, siblings) -> None:
    """Take the place from the table: somebody may have moved the row meanwhile."""
    if row.pk is None:
        if isinstance(row, Action):
            stored_row(row.priority)
        row.position = last_place(siblings)
        return
    stored = stored_row(row)
    row.position = stored.position
    if isinstance(row, Action):
        row.priority = stored.priority


def _refuse(row: Row, roadmap: Roadmap) -> None:
    try:
        check_row(row, roadmap)
    except ValidationError as error:
        raise Blocked(error.messages) from error


def _refuse_unexplained(action: Action) -> None:
    lines = FundingLine.objects.filter(action=action)
    if sentences := unexplained_spending(lines, action.budget_note):
        raise Blocked(sentences)


def _keep_lines(rows, model, lines: Iterable[dict], fields, **owner) -> None:
    """Make the stored lines those of a form; a line of another row is never taken."""
    stored = {line.pk: line for line in rows.all()}
    lines = list(lines)
    kept = {line["pk"] for line in lines if line.get("pk") in stored}
    rows.exclude(pk__in=kept).delete()
    for values in lines:
        facts = {name: values[name] for name in fields}
        line = stored.get(values.get("pk")) or model(**owner)
        if line.pk and all(getattr(line, name) == facts[name] for name in facts):
            continue
        for name, value in facts.items():
            setattr(line, name, value)
        line.full_clean()
        line.save()
