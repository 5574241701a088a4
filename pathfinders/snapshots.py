"""The rows of a roadmap as plain values: to compare, to take away, to bring back.

A snapshot is a tuple of `RowSnapshot` in reading order: each priority, its actions,
and under each action its benchmarks and its funding lines. Values are canonical text:
ISO dates, plain decimals, codes of choices, `a;b` for several; "" is empty.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pathfinders.models import Action, Priority, Roadmap

SEVERAL = "; "
WITHHELD = "withheld"  # in place of a count that the reader may not see
PRIORITY_FIELDS = (
    *("title", "area", "themes", "objective", "indicator", "unit"),
    *("baseline", "baseline_year", "target", "target_on", "note"),
)
ACTION_FIELDS = (
    *("title", "output", "level", "responsible", "partners", "starts_on", "ends_on"),
    *("timeline", "budget", "budget_note", "action_group", "no_group_reason"),
    *("supervisory_case", "recommendation", "status", "monitoring", "note"),
)
BENCHMARK_FIELDS = ("year", "text")
FUNDING_FIELDS = ("kind", "amount", "currency", "year", "source", "is_public")


class RowKind(StrEnum):
    PRIORITY = "priority"
    ACTION = "action"
    BENCHMARK = "benchmark"
    FUNDING = "funding"


FIELDS: dict[RowKind, tuple[str, ...]] = {
    RowKind.PRIORITY: PRIORITY_FIELDS,
    RowKind.ACTION: ACTION_FIELDS,
    RowKind.BENCHMARK: BENCHMARK_FIELDS,
    RowKind.FUNDING: FUNDING_FIELDS,
}


@dataclass(frozen=True, slots=True)
class RowSnapshot:
    """One row. `parent` is the key of the row above it, "" for a priority."""

    kind: RowKind
    key: str
    parent: str
    values: dict[str, str]


Snapshot = tuple[RowSnapshot, ...]


def take_snapshot(roadmap: Roadmap, *, private_money: bool) -> Snapshot:
    """Return all rows; funding lines not public only with `private_money`.

    Six queries, whatever the number of rows.
    """
    priorities = roadmap.priorities.prefetch_related(
        "actions__directory",
        "actions__action_group",
        "actions__benchmarks",
        "actions__funding",
    )
    rows: list[RowSnapshot] = []
    for priority in priorities:
        rows.append(_row(RowKind.PRIORITY, priority, parent=""))
        for action in priority.actions.all():
            rows.append(_row(RowKind.ACTION, action, parent=str(priority.key)))
            rows += _under(action, private_money)
    return tuple(rows)


def to_json(rows: Snapshot) -> list[dict]:
    return [asdict(row) for row in rows]


def from_json(rows: Iterable[dict]) -> Snapshot:
    return tuple(RowSnapshot(**row | {"kind": RowKind(row["kind"])}) for row in rows)


def value_of(row: Priority | Action, field: str) -> str:
    """Return one value of a priority or an action as canonical text."""
    if field == "partners":
        names = [partner.name for partner in row.directory.all()]
        return SEVERAL.join(filter(None, (*names, row.partners)))
    if field == "action_group":
        return row.action_group.name if row.action_group else ""
    if field == "supervisory_case":
        return str(row.supervisory_case_id or "")
    return as_text(getattr(row, field))


def as_text(value) -> str:
    """Return a value as canonical text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    return str(value)


def _under(action: Action, private_money: bool) -> list[RowSnapshot]:
    parent = str(action.key)
    benchmarks = [
        _row(RowKind.BENCHMARK, each, parent=parent) for each in action.benchmarks.all()
    ]
    funding = [
        _row(RowKind.FUNDING, line, parent=parent)
        for line in action.funding.all()
        if line.is_public or private_money
    ]
    return benchmarks + funding


def _row(kind: RowKind, record, *, parent: str) -> RowSnapshot:
    values = {field: value_of(record, field) for field in FIELDS[kind]}
    return RowSnapshot(kind, str(record.key), parent, values)
