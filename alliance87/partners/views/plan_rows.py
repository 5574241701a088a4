"""The outputs of a plan as its tables show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alliance87.partners.models import Output, StrategicObjective, WorkPlan
from alliance87.partners.selectors.work_plans import (
    by_objective,
    is_overdue,
    leads_of,
    progress_of,
)
from alliance87.partners.views.group_frame import OUTPUT_TONES, plan_url


@dataclass(frozen=True, slots=True)
class OutputRow:
    output: Output
    url: str
    leads: str
    tone: str
    progress: int | None
    is_overdue: bool


def plan_rows(
    plan: WorkPlan, outputs: Iterable[Output], today: date
) -> list[tuple[StrategicObjective, list[OutputRow]]]:
    """Return each objective with the rows of its outputs."""
    return [
        (each.objective, [_row(plan, output, today) for output in each.outputs])
        for each in by_objective(outputs)
    ]


def _row(plan: WorkPlan, output: Output, today: date) -> OutputRow:
    return OutputRow(
        output=output,
        url=plan_url(plan, "output", output=output.pk),
        leads=leads_of(output),
        tone=OUTPUT_TONES[output.state],
        progress=progress_of(output),
        is_overdue=is_overdue(output, today),
    )
