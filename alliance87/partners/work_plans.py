"""Verbs about what a group plans and what it lacks."""

from collections.abc import Callable, Iterable

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.enums import OBJECTIVES, OutputState, PlanState
from alliance87.partners.models import (
    Output,
    ResourceNeed,
    StrategicObjective,
    WorkPlan,
)

FINISHED = (OutputState.DELIVERED, OutputState.DROPPED)


def load_objectives() -> list[StrategicObjective]:
    """Return the three strategic objectives, and put those on record that are not."""
    with override("en"):
        rows = [
            StrategicObjective(number=n, title=str(OBJECTIVES[n])) for n in OBJECTIVES
        ]
    StrategicObjective.objects.bulk_create(rows, ignore_conflicts=True)
    return list(StrategicObjective.objects.filter(number__in=OBJECTIVES))


# --- Plans --------------------------------------------------------------------------


@transaction.atomic
def save_plan(plan: WorkPlan, *, write: Callable[[], WorkPlan], by) -> WorkPlan:
    """Begin a work plan, or change its period and texts before it is adopted."""
    if not rules.may_keep_group(by, plan.group):
        raise PermissionDenied
    if plan.pk and (reasons := why_plan_is_fixed(plan)):
        raise Blocked(reasons)
    verb = "work_plan.changed" if plan.pk else "work_plan.begun"
    load_objectives()
    saved = write()
    record(verb, saved, by=by)
    return saved


def why_plan_is_fixed(plan: WorkPlan) -> list[str]:
    """Return why period and texts of a plan can no longer change."""
    state = WorkPlan.objects.values_list("state", flat=True).get(pk=plan.pk)
    if WorkPlan(state=state).is_public:
        return [_("The plan is adopted. Begin the next plan for what is new.")]
    return []


# --- Outputs ------------------------------------------------------------------------


def why_output_is_fixed(output: Output, user) -> list[str]:
    """Return why this person cannot change the text of an output.

    What is adopted belongs to more than the group: the secretariat changes it.
    """
    plan = WorkPlan.objects.get(pk=output.plan_id)
    if plan.state == PlanState.CLOSED:
        return [_("The work plan is closed.")]
    if plan.is_public and output.is_accepted and not rules.may_accept_outputs(user):
        return [
            _(
                "The output is part of an adopted plan. The secretariat can change it; "
                "you can report on it."
            )
        ]
    return []


@transaction.atomic
def save_output(output: Output, *, write: Callable[[], Output], by) -> Output:
    """Propose an output, or change one; `write` saves and checks the version."""
    if not rules.may_keep_group(by, output.plan.group):
        raise PermissionDenied
    WorkPlan.objects.select_for_update().get(pk=output.plan_id)
    if reasons := why_output_is_fixed(output, by):
        raise Blocked(reasons)
    verb = "output.changed" if output.pk else "output.proposed"
    saved = write()
    record(verb, saved, by=by, now=str(saved.plan))
    return saved


@transaction.atomic
def accept_output(output: Output, *, by) -> Output:
    """Take a proposed output into its plan."""
    if not rules.may_accept_outputs(by):
        raise PermissionDenied
    output = _locked(output)
    if output.is_accepted:
        raise Blocked([_("The output is accepted already.")])
    output.is_accepted = True
    output.save_checked(expected=output.version)
    record("output.accepted", output, by=by, now=str(output.plan))
    return output


@transaction.atomic
def remove_output(output: Output, *, reason: str, by) -> None:
    """Take a proposed output out of its plan; its history stays."""
    output = _locked(output)
    if not rules.may_keep_group(by, output.plan.group):
        raise PermissionDenied
    if reasons := why_not_removed(output):
        raise Blocked(reasons)
    record("output.removed", output, by=by, was=str(output.plan), reason=reason)
    with pghistory.context(reason=reason):
        output.delete()


def why_not_removed(output: Output) -> list[str]:
    if output.is_accepted:
        return [
            _("The output is accepted. Report that it is dropped, with the reason.")
        ]
    if output.updates.exists() or output.carried_to.exists():
        return [_("Something was reported on the output. Report that it is dropped.")]
    return []


def next_number(plan: WorkPlan, objective: StrategicObjective) -> int:
    """Return the number after the last one under an objective of a plan."""
    found = plan.outputs.filter(objective=objective).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1


@transaction.atomic
def carry_over(plan: WorkPlan, *, outputs: Iterable[Output], by) -> list[Output]:
    """Propose outputs of earlier plans again in this one, as far as they came.

    Days before the plan begins are left out: they were missed.
    """
    plan = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    if not rules.may_keep_group(by, plan.group):
        raise PermissionDenied
    if plan.state == PlanState.CLOSED:
        raise Blocked([_("The work plan is closed.")])
    open_ones = {each.pk for each in to_carry_over(plan)}
    outputs = list(outputs)
    if any(each.pk not in open_ones for each in outputs):
        raise Blocked([_("Choose among the outputs that are still open.")])
    return [_carried(each, plan, by) for each in outputs]


def to_carry_over(plan: WorkPlan):
    """Return what is open in earlier plans of the group and not in this one yet."""
    earlier = Output.objects.filter(
        plan__group=plan.group_id,
        plan__starts_on__lt=plan.starts_on,
        is_accepted=True,
    )
    return (
        earlier.exclude(state__in=FINISHED)
        .exclude(carried_to__isnull=False)
        .select_related("plan__group", "objective")
        .order_by("plan__starts_on", "objective__number", "number")
    )


def _carried(output: Output, plan: WorkPlan, by) -> Output:
    is_ahead = output.due_on is not None and output.due_until >= plan.starts_on
    new = Output.objects.create(
        plan=plan,
        objective=output.objective,
        number=next_number(plan, output.objective),
        text=output.text,
        leads_text=output.leads_text,
        due_on=output.due_on if is_ahead else None,
        due_precision=output.due_precision if is_ahead else "",
        state=output.state,
        progress=output.progress,
        carried_from=output,
        created_by=by,
    )
    new.leads.set(output.leads.all())
    new.countries.set(output.countries.all())
    record("output.carried_over", new, by=by, was=str(output.plan), now=str(plan))
    return new


def _locked(output: Output) -> Output:
    rows = Output.objects.select_for_update(of=("self",))
    return rows.select_related("plan__group", "objective").get(pk=output.pk)


# --- Needs of the group -------------------------------------------------------------


@transaction.atomic
def save_resource_need(
    need: ResourceNeed, *, write: Callable[[], ResourceNeed], by
) -> ResourceNeed:
    """Tell the Global Coordinating Group what a group lacks."""
    if not rules.may_keep_group(by, need.group):
        raise PermissionDenied
    verb = "resource_need.changed" if need.pk else "resource_need.raised"
    saved = write()
    record(verb, saved, by=by)
    return saved
