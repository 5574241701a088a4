"""What kind of answer each column of a row takes."""

from django.db.models import TextChoices

from pathfinders.enums import ActionStatus, Area, FundingKind, PriorityLevel, Theme
from pathfinders.models import Action, Benchmark, FundingLine, Priority
from pathfinders.snapshots import RowKind

MODELS = {
    RowKind.PRIORITY: Priority,
    RowKind.ACTION: Action,
    RowKind.BENCHMARK: Benchmark,
    RowKind.FUNDING: FundingLine,
}
CHOICES: dict[tuple[RowKind, str], type[TextChoices]] = {
    (RowKind.PRIORITY, "area"): Area,
    (RowKind.PRIORITY, "themes"): Theme,
    (RowKind.ACTION, "level"): PriorityLevel,
    (RowKind.ACTION, "status"): ActionStatus,
    (RowKind.FUNDING, "kind"): FundingKind,
}
DAYS = {"starts_on", "ends_on", "target_on"}
YEARS = {"baseline_year", "year"}
NUMBERS = {"baseline", "target", "amount"}
# Not below zero: a share or a change may be, an amount of money may not.
NOT_NEGATIVE = {"amount"}
REFERENCES = {"partners", "action_group", "supervisory_case"}


def field_of(kind: RowKind, name: str):
    """Return the model's field behind a column."""
    return MODELS[RowKind(kind)]._meta.get_field(name)
