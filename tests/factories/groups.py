"""What stands under an action group: roles, members, plans, outputs, needs."""

from datetime import date

from alliance87.partners.enums import (
    NEEDS_WITH_THE_GROUP,
    GroupRoleKind,
    OutputState,
    PlanState,
    ResourceNeedState,
)
from alliance87.partners.models import (
    GroupMembership,
    GroupRole,
    Output,
    ResourceNeed,
    StrategicObjective,
    WorkPlan,
)
from alliance87.partners.work_plans import load_objectives
from tests.factories.people import keeper, make_group, make_partner

PLAN_STARTS, PLAN_ENDS = date(2020, 1, 1), date(2022, 1, 1)
ADOPTED_ON = date(2019, 5, 15)


def make_group_role(group=None, role=GroupRoleKind.CHAIR, **fields) -> GroupRole:
    """A chair takes the first of the two places unless `slot` says otherwise."""
    values = {
        "partner": fields.pop("partner", None) or make_partner(),
        "slot": 1 if role == GroupRoleKind.CHAIR else None,
        "created_by": keeper(),
    } | fields
    return GroupRole.objects.create(group=group or make_group(), role=role, **values)


def make_membership(group=None, **fields) -> GroupMembership:
    values = {
        "partner": fields.pop("partner", None) or make_partner(),
        "created_by": keeper(),
    } | fields
    return GroupMembership.objects.create(group=group or make_group(), **values)


def make_work_plan(group=None, **fields) -> WorkPlan:
    values = {
        "starts_on": PLAN_STARTS,
        "ends_on": PLAN_ENDS,
        "created_by": keeper(),
    } | fields
    if values.get("state") in {PlanState.ADOPTED, PlanState.CLOSED}:
        values.setdefault("adopted_on", ADOPTED_ON)
    return WorkPlan.objects.create(group=group or make_group(), **values)


def make_output(plan=None, objective: int = 1, **fields) -> Output:
    """An output under the objective of this number, with the next number there."""
    plan = plan or make_work_plan()
    under = make_objective(objective)
    values = {
        "number": plan.outputs.filter(objective=under).count() + 1,
        "text": "Guidance on due diligence",
        "created_by": keeper(),
    } | fields
    if values.get("state") == OutputState.DELIVERED:
        values.setdefault("progress", 100)
    return Output.objects.create(plan=plan, objective=under, **values)


def make_objective(number: int = 1) -> StrategicObjective:
    return next(each for each in load_objectives() if each.number == number)


def make_resource_need(group=None, **fields) -> ResourceNeed:
    values = {
        "what": "A coordinator for one year",
        "raised_on": date(2020, 3, 1),
        "created_by": keeper(),
    } | fields
    if values.get("state") in NEEDS_WITH_THE_GROUP:
        values.setdefault("sent_on", date(2020, 3, 2))
    if values.get("state") == ResourceNeedState.OFFERED and "offered_by" not in values:
        values["offered_by"] = make_partner()
    return ResourceNeed.objects.create(group=group or make_group(), **values)
