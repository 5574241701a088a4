"""Verbs that put a decision off, take it back, or replace it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings.agenda.items import add_item, set_outcome
from meetings.decisions.letters import discard_draft
from meetings.decisions.writing import country_of, locked_decision, propose
from meetings.enums import (
    DecisionMode,
    DecisionState,
    ItemOutcome,
    ItemPurpose,
    MeetingKind,
)
from meetings.models import AgendaItem, Decision, Meeting
from meetings.models.decisions import ADOPTS, TARGETS
from meetings.models.sequence import next_meeting
from meetings.workflow.decision import DECISION

PUT_OFF = (DecisionState.DEFERRED, DecisionState.WITHDRAWN)


# --- Put off --------------------------------------------------------------------------


@transaction.atomic
def defer(decision: Decision, *, reason: str, by) -> Decision:
    """Put a proposal off; it stands on the agenda of the next meeting by itself."""
    _must_say_why(reason)
    locked = locked_decision(decision)
    locked.state_reason, locked.version = reason.strip(), locked.version + 1
    DECISION.perform(locked, "defer", by=by, country=country_of(locked), reason=reason)
    meeting = next_meeting(locked.meeting)
    _put_off_its_item(locked, meeting, by=by)
    if meeting is not None:
        carry_deferred(meeting, by=by)
    return locked


def _put_off_its_item(decision: Decision, meeting: Meeting | None, *, by) -> None:
    """Defer the agenda item with the last decision that was proposed under it."""
    item = decision.item
    if item is None or item.outcome != ItemOutcome.PENDING:
        return
    if not item.decisions.exclude(state__in=PUT_OFF).exists():
        set_outcome(item, ItemOutcome.DEFERRED, by=by, deferred_to=meeting)


@transaction.atomic
def carry_deferred(meeting: Meeting, *, by) -> list[Decision]:
    """Propose again at a meeting what earlier ones deferred; safe to call again."""
    if meeting.kind != MeetingKind.GCG:
        return []
    earlier = Q(
        meeting__kind=MeetingKind.GCG,
        meeting__number__lt=meeting.number,
        meeting__is_example=meeting.is_example,
    )
    if not meeting.is_example:
        earlier |= Q(meeting__isnull=True)
    # A report that another decision adopts needs no second one.
    adopts = Decision.objects.filter(report=OuterRef("report"), state__in=ADOPTS)
    waiting = Decision.objects.filter(
        ~Exists(adopts),
        earlier,
        state=DecisionState.DEFERRED,
        continued_by__isnull=True,
    ).select_for_update(of=("self",))
    rows = list(waiting.order_by("meeting__number", "number"))
    last = {each.report_id: each for each in rows}
    return [
        propose(_taken_up(each, meeting, by=by), by=by)
        for each in rows
        if each.report_id is None or each is last[each.report_id]
    ]


def _taken_up(decision: Decision, meeting: Meeting, *, by) -> Decision:
    targets = {name: getattr(decision, name) for name in TARGETS}
    return Decision(
        meeting=meeting,
        item=_item_for(decision, meeting, by=by),
        kind=decision.kind,
        text=decision.text,
        mode=DecisionMode.CONSENSUS,
        is_public=decision.is_public,
        review_on=decision.review_on,
        continues=decision,
        **targets,
    )


def _item_for(decision: Decision, meeting: Meeting, *, by) -> AgendaItem:
    """Return the item that continues the one it stood under, added if there is none."""
    if decision.item_id:
        continued = meeting.items.filter(continues=decision.item_id).first()
        if continued is not None:
            return continued
    title = _("Deferred: %(kind)s") % {"kind": decision.get_kind_display()}
    item = AgendaItem(
        meeting=meeting,
        title=title,
        description=decision.text,
        purpose=ItemPurpose.DECISION,
        is_automatic=True,
    )
    return add_item(item, by=by)


# --- Taken back, replaced -------------------------------------------------------------


@transaction.atomic
def withdraw(decision: Decision, *, reason: str, by) -> Decision:
    """Take a decision back: a proposal, or one adopted by mistake that did nothing.

    The confirmation letter that it drafted goes with it, unless it was signed.
    """
    _must_say_why(reason)
    locked = locked_decision(decision)
    locked.state_reason, locked.version = reason.strip(), locked.version + 1
    DECISION.perform(
        locked, "withdraw", by=by, country=country_of(locked), reason=reason
    )
    discard_draft(locked, by=by)
    return locked


@transaction.atomic
def supersede(
    decision: Decision, *, superseded_by: Decision, by, reason: str = ""
) -> Decision:
    """Record that a later decision replaces this one; both stay in the register."""
    locked = locked_decision(decision)
    locked.superseded_by, locked.version = superseded_by, locked.version + 1
    DECISION.perform(
        locked, "supersede", by=by, country=country_of(locked), reason=reason
    )
    discard_draft(locked, by=by)
    record("decision.supersedes", superseded_by, by=by, now=locked.reference)
    return locked


def _must_say_why(reason: str) -> None:
    if not reason.strip():
        raise Blocked([_("Give the reason.")])
