"""Work plans: the table of moves and the verbs."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.audit import entry, record_all
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine, Move
from alliance87.partners import rules
from alliance87.partners.enums import PlanState
from alliance87.partners.models import WorkPlan
from alliance87.partners.workflow.groups import SECRETARIAT

GROUP_CHAIR = gettext_lazy("the group’s chair, the secretariat")
AN_OUTPUT = gettext_lazy("an output at least")


def before_others_read(plan, by, facts) -> list[str]:
    if plan.outputs.exists():
        return []
    return [_("The plan has no output yet. Add one first.")]


WORK_PLAN = Machine(
    "work_plan",
    field="state",
    states=PlanState,
    moves=(
        Move(
            verb="circulate",
            label=gettext_lazy("Circulate the plan for comments"),
            sources=frozenset({PlanState.DRAFT}),
            target=PlanState.FOR_COMMENT,
            may=rules.may_keep_plan,
            guard=before_others_read,
            who=GROUP_CHAIR,
            needs=AN_OUTPUT,
        ),
        Move(
            verb="redraft",
            label=gettext_lazy("Take the plan back to a draft"),
            sources=frozenset({PlanState.FOR_COMMENT}),
            target=PlanState.DRAFT,
            may=rules.may_keep_plan,
            who=GROUP_CHAIR,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="adopt",
            label=gettext_lazy("Record that the plan is adopted"),
            sources=frozenset({PlanState.DRAFT, PlanState.FOR_COMMENT}),
            target=PlanState.ADOPTED,
            may=rules.may_adopt_plan,
            guard=before_others_read,
            who=SECRETARIAT,
            needs=gettext_lazy("an output at least; the day"),
        ),
        Move(
            verb="close",
            label=gettext_lazy("Close the plan"),
            sources=frozenset({PlanState.ADOPTED}),
            target=PlanState.CLOSED,
            may=rules.may_keep_plan,
            who=GROUP_CHAIR,
            needs=gettext_lazy("nothing"),
        ),
    ),
)


@transaction.atomic
def circulate_plan(plan: WorkPlan, *, by) -> WorkPlan:
    """Show the plan to the Global Coordinating Group."""
    return _perform(_locked(plan), "circulate", by=by)


@transaction.atomic
def redraft_plan(plan: WorkPlan, *, by, reason: str = "") -> WorkPlan:
    return _perform(_locked(plan), "redraft", by=by, reason=reason)


@transaction.atomic
def close_plan(plan: WorkPlan, *, by, reason: str = "") -> WorkPlan:
    """End work on a plan; what is not delivered stays as it stands."""
    return _perform(_locked(plan), "close", by=by, reason=reason)


@transaction.atomic
def adopt_plan(
    plan: WorkPlan, *, adopted_on: date, by, decision_reference: str = ""
) -> WorkPlan:
    """Adopt a plan with all its outputs, which anybody reads from now on."""
    plan = _locked(plan)
    if adopted_on > timezone.localdate():
        raise Blocked([_("This day is in the future. Record it once it happened.")])
    plan.adopted_on = adopted_on
    _perform(plan, "adopt", by=by, reason=decision_reference)
    proposed = list(plan.outputs.filter(is_accepted=False).select_related("objective"))
    plan.outputs.filter(is_accepted=False).update(
        is_accepted=True, version=F("version") + 1
    )
    record_all([entry("output.accepted", output, by=by) for output in proposed])
    return plan


def _locked(plan: WorkPlan) -> WorkPlan:
    rows = WorkPlan.objects.select_for_update(of=("self",))
    return rows.select_related("group").get(pk=plan.pk)


def _perform(plan: WorkPlan, verb: str, *, by, reason: str = "") -> WorkPlan:
    plan.version += 1
    WORK_PLAN.perform(plan, verb, by=by, country=None, reason=reason)
    return plan
