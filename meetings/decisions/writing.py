"""Verbs that write a decision down, and what was done about it."""

from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings import rules
from meetings.enums import MeetingState
from meetings.models import Decision, Meeting


def locked_decision(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",))
    return rows.select_related("meeting", "pathfinder__country").get(pk=decision.pk)


def country_of(decision: Decision):
    return decision.pathfinder.country if decision.pathfinder_id else None


@transaction.atomic
def propose(decision: Decision, *, by) -> Decision:
    """Save a proposed decision under the next number of its meeting."""
    if not rules.may_record_decision(by):
        raise PermissionDenied
    decision.created_by = by
    decision.number = _next_number(decision.meeting_id)
    decision.full_clean(exclude=["created_by"])
    decision.save()
    record("decision.proposed", decision, by=by, country=country_of(decision))
    return decision


def _next_number(meeting_id: int | None) -> int:
    """Return the number after the last; two who ask at once wait for each other."""
    if meeting_id is not None:
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting_id)
        if meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
            raise Blocked(
                [
                    _("The meeting is “%(state)s”: it decides nothing more.")
                    % {"state": meeting.get_state_display()}
                ]
            )
    rows = Decision.objects.filter(meeting=meeting_id)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change(decision: Decision, *, expected: int, by) -> Decision:
    """Save a proposal as it was filled in again; `expected` is the version read.

    Raises StaleVersion when somebody else saved first.
    """
    if not rules.may_record_decision(by):
        raise PermissionDenied
    stored = locked_decision(decision)
    if not stored.is_proposed:
        raise InvalidTransition(
            _("The decision is “%(state)s” by now, its text is fixed.")
            % {"state": stored.get_state_display()}
        )
    decision.full_clean(exclude=["created_by"])
    decision.save_checked(expected=expected)
    record("decision.edited", decision, by=by, country=country_of(decision))
    return decision


@transaction.atomic
def record_done(
    decision: Decision,
    *,
    done_on: date | None,
    done_note: str,
    review_on: date | None,
    is_public: bool,
    expected: int,
    by,
) -> Decision:
    """Say what was done about an adopted decision, and when it is looked at again."""
    if not rules.may_record_decision(by):
        raise PermissionDenied
    stored = locked_decision(decision)
    if not stored.is_decided:
        raise InvalidTransition(_("The decision is not adopted."))
    if done_on and done_on < stored.decided_on:
        raise Blocked([_("It cannot be carried out before it was decided.")])
    if done_on and done_on > timezone.localdate():
        raise Blocked([_("This day is in the future. Record it once it happened.")])
    stored.done_on, stored.done_note = done_on, done_note
    stored.review_on, stored.is_public = review_on, is_public
    with pghistory.context(reason=done_note):
        stored.save_checked(expected=expected)
    record(
        "decision.followed_up",
        stored,
        by=by,
        country=country_of(stored),
        now=done_on.isoformat() if done_on else "",
        reason=done_note,
    )
    return stored
