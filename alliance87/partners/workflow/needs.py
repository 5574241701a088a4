"""What groups lack: the table of moves and the verbs."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from alliance87.partners import rules
from alliance87.partners.enums import ResourceNeedState
from alliance87.partners.models import ResourceNeed
from alliance87.partners.workflow.plans import GROUP_CHAIR

RESOURCE_NEED = Machine(
    "resource_need",
    field="state",
    states=ResourceNeedState,
    moves=(
        Move(
            verb="meet",
            label=gettext_lazy("Record that the need is met"),
            sources=frozenset({ResourceNeedState.OPEN}),
            target=ResourceNeedState.MET,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="withdraw",
            label=gettext_lazy("Withdraw the need"),
            sources=frozenset({ResourceNeedState.OPEN}),
            target=ResourceNeedState.WITHDRAWN,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="reopen",
            label=gettext_lazy("Raise the need again"),
            sources=frozenset({ResourceNeedState.MET, ResourceNeedState.WITHDRAWN}),
            target=ResourceNeedState.OPEN,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=gettext_lazy("nothing"),
        ),
    ),
)


@transaction.atomic
def meet_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    return _perform(need, "meet", by=by, reason=reason)


@transaction.atomic
def withdraw_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    return _perform(need, "withdraw", by=by, reason=reason)


@transaction.atomic
def reopen_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    return _perform(need, "reopen", by=by, reason=reason)


def _perform(need: ResourceNeed, verb: str, *, by, reason: str) -> ResourceNeed:
    rows = ResourceNeed.objects.select_for_update(of=("self",))
    need = rows.select_related("group").get(pk=need.pk)
    need.version += 1
    RESOURCE_NEED.perform(need, verb, by=by, country=None, reason=reason)
    return need
