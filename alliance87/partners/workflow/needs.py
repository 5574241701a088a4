"""What groups lack: the table of moves and the verbs."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine, Move, in_words
from alliance87.partners import rules
from alliance87.partners.enums import (
    NEEDS_WITH_THE_GROUP,
    PENDING_NEEDS,
    ResourceNeedState,
)
from alliance87.partners.models import Partner, ResourceNeed
from alliance87.partners.workflow.plans import GROUP_CHAIR

NOTHING = gettext_lazy("nothing")
ALL_OF_THEM = gettext_lazy("the group’s chair, the secretariat, the Chair")

RESOURCE_NEED = Machine(
    "resource_need",
    field="state",
    states=ResourceNeedState,
    moves=(
        Move(
            verb="send",
            label=gettext_lazy("Send the need to the Coordinating Group"),
            sources=frozenset({ResourceNeedState.OPEN}),
            target=ResourceNeedState.SENT,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=NOTHING,
        ),
        Move(
            verb="offer",
            label=gettext_lazy("Record an offer of help"),
            sources=frozenset({ResourceNeedState.OPEN, ResourceNeedState.SENT}),
            target=ResourceNeedState.OFFERED,
            may=rules.may_offer_help,
            who=gettext_lazy(
                "a member of the Group for whom it speaks, the secretariat, the Chair"
            ),
            needs=gettext_lazy("who offers"),
        ),
        Move(
            verb="meet",
            label=gettext_lazy("Record that the need is met"),
            sources=frozenset(PENDING_NEEDS),
            target=ResourceNeedState.MET,
            may=rules.may_settle_resource_need,
            who=ALL_OF_THEM,
            needs=NOTHING,
        ),
        Move(
            verb="not-met",
            label=gettext_lazy("Record that the need is not met"),
            sources=frozenset(NEEDS_WITH_THE_GROUP),
            target=ResourceNeedState.NOT_MET,
            may=rules.may_answer_resource_need,
            who=gettext_lazy("the secretariat, the Chair"),
            needs=NOTHING,
        ),
        Move(
            verb="withdraw",
            label=gettext_lazy("Withdraw the need"),
            sources=frozenset(PENDING_NEEDS),
            target=ResourceNeedState.WITHDRAWN,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=NOTHING,
        ),
        Move(
            verb="reopen",
            label=gettext_lazy("Raise the need again"),
            sources=frozenset(set(ResourceNeedState) - set(PENDING_NEEDS)),
            target=ResourceNeedState.OPEN,
            may=rules.may_keep_resource_need,
            who=GROUP_CHAIR,
            needs=NOTHING,
        ),
    ),
)


@transaction.atomic
def send_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    """Put a need before the Global Coordinating Group, which is to answer it."""
    need = _locked(need)
    need.sent_on = timezone.localdate()
    return _perform(need, "send", by=by, reason=reason)


@transaction.atomic
def offer_help(
    need: ResourceNeed, *, partner: Partner, by, reason: str = ""
) -> ResourceNeed:
    """Record who offers help; a member of the Group offers for whom it speaks."""
    need = _locked(need)
    RESOURCE_NEED.check(need, "offer", by=by)
    if not Partner.objects.offering_for(by).filter(pk=partner.pk).exists():
        raise Blocked([_("You can offer help only for whom you speak.")])
    need.offered_by = partner
    return _perform(need, "offer", by=by, reason=reason)


@transaction.atomic
def meet_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    return _perform(_locked(need), "meet", by=by, reason=reason)


@transaction.atomic
def leave_unmet(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    """Record that the Group could not help."""
    return _perform(_locked(need), "not-met", by=by, reason=reason)


@transaction.atomic
def withdraw_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    return _perform(_locked(need), "withdraw", by=by, reason=reason)


@transaction.atomic
def reopen_need(need: ResourceNeed, *, by, reason: str = "") -> ResourceNeed:
    """Raise a need again; what became of it before stays in its history."""
    need = _locked(need)
    need.sent_on, need.offered_by, need.outcome = None, None, ""
    return _perform(need, "reopen", by=by, reason=reason)


def _locked(need: ResourceNeed) -> ResourceNeed:
    rows = ResourceNeed.objects.select_for_update(of=("self",))
    return rows.select_related("group").get(pk=need.pk)


def _perform(need: ResourceNeed, verb: str, *, by, reason: str) -> ResourceNeed:
    need.version += 1
    if verb not in ("send", "reopen"):
        need.outcome = in_words(need.outcome, reason)
    RESOURCE_NEED.perform(need, verb, by=by, country=None, reason=reason)
    return need
