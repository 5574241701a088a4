"""Reads of work plans: outputs under the objectives, their updates, needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alliance87.partners.enums import PUBLIC_PLAN_STATES, OutputState
from alliance87.partners.models import (
    ActionGroup,
    Output,
    OutputUpdate,
    ResourceNeed,
    StrategicObjective,
    WorkPlan,
)

FINISHED = (OutputState.DELIVERED, OutputState.DROPPED)


@dataclass(frozen=True, slots=True)
class ObjectiveRows:
    """An objective with its outputs in the order of their numbers."""

    objective: StrategicObjective
    outputs: list[Output]


def plans_of(group: ActionGroup, user) -> QuerySet[WorkPlan]:
    """Return the plans of a group that a person may read, the newest first."""
    rows = group.work_plans.visible_to(user).select_related("group")
    # What is only proposed is no part of an adopted plan.
    counted = Q(outputs__is_accepted=True) | ~Q(state__in=PUBLIC_PLAN_STATES)
    delivered = Q(outputs__state=OutputState.DELIVERED)
    return rows.annotate(
        output_count=Count("outputs", filter=counted),
        delivered_count=Count("outputs", filter=counted & delivered),
    )


def outputs_of(plan: WorkPlan, *, with_proposed: bool) -> QuerySet[Output]:
    """Return the outputs of a plan; those not accepted only `with_proposed`."""
    rows = plan.outputs.select_related("objective", "carried_from__plan__group")
    updates = OutputUpdate.objects.filter(output=OuterRef("pk"))
    rows = rows.annotate(was_reported=Exists(updates))
    if not with_proposed:
        rows = rows.filter(is_accepted=True)
    return rows.prefetch_related("leads", "countries").order_by(
        "objective__number", "number"
    )


def by_objective(outputs: Iterable[Output]) -> list[ObjectiveRows]:
    """Return all objectives with their outputs; an objective may have none."""
    groups = {each.pk: ObjectiveRows(each, []) for each in _objectives()}
    for output in outputs:
        groups[output.objective_id].outputs.append(output)
    return list(groups.values())


def _objectives() -> QuerySet[StrategicObjective]:
    return StrategicObjective.objects.order_by("number")


def is_overdue(output: Output, on: date) -> bool:
    due = output.due_until
    return due is not None and due < on and output.state not in FINISHED


def leads_of(output: Output) -> str:
    """Return who leads it, as printed where that is on record."""
    return output.leads_text or ", ".join(map(str, output.leads.all()))


def progress_of(output: Output) -> int | None:
    """Return the share done; None where nobody said anything: that is not zero."""
    return output.progress if output.progress or output.was_reported else None


def updates_of(output: Output) -> QuerySet[OutputUpdate]:
    return output.updates.select_related("by").order_by("-on", "-pk")


def needs_of(group: ActionGroup, user) -> QuerySet[ResourceNeed]:
    return group.resource_needs.visible_to(user)
