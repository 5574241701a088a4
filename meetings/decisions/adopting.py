"""The one verb by which a decision is adopted: guard, record and effect together."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.decisions.effects import Adoption, carry_out
from meetings.decisions.writing import country_of, locked_decision
from meetings.models import Decision, MeetingReport
from meetings.workflow.decision import DECISION


@transaction.atomic
def adopt(
    decision: Decision,
    *,
    by,
    decided_on: date | None = None,
    mode: str = "",
    reservation: str = "",
    reason: str = "",
    override: str = "",
    render_report: Callable[[MeetingReport], bytes] | None = None,
) -> Decision:
    """Record that the Group decided, and do what it decided.

    Either all of it stands or nothing: what the effect refuses undoes the decision.
    `override` lets an administrator adopt although something is missing. A hold and a
    reinstatement need a `reason` from anybody but the Chair. `render_report` makes the
    PDF of a report as adopted, which is filed with it; without it none is.
    Raises PermissionDenied, InvalidTransition (somebody was faster), or Blocked.
    """
    locked = locked_decision(decision)
    DECISION.check(locked, "adopt", by=by)
    if rules.adopts_only_with_reason(by, locked) and not (reason + override).strip():
        raise Blocked([_("Write the reason: only the Chair decides without one.")])
    locked.decided_on = decided_on or locked.decided_on
    locked.mode = mode or locked.mode
    locked.reservation = reservation or locked.reservation
    locked.full_clean(exclude=["created_by"])
    locked.version += 1
    overridden = DECISION.perform(
        locked,
        "adopt",
        by=by,
        country=country_of(locked),
        reason=reason,
        override=override,
    )
    used = override if overridden else ""
    adoption = Adoption(by, reason, used, render_report)
    carry_out(locked, adoption)
    locked.save()
    return locked


@transaction.atomic
def record_past(
    decision: Decision,
    *,
    by,
    decided_on: date | None = None,
    source: str = "",
    done_on: date | None = None,
    done_note: str = "",
) -> Decision:
    """Put a decision of the past on record as its source gives it.

    Nothing is changed by it: what it did was done long ago.
    """
    locked = locked_decision(decision)
    locked.decided_on = decided_on or locked.decided_on
    locked.source = source or locked.source
    locked.done_on, locked.done_note = done_on, done_note
    locked.version += 1
    DECISION.perform(
        locked, "record_past", by=by, country=country_of(locked), reason=locked.source
    )
    return locked
