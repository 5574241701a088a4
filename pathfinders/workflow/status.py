"""Verbs that change the status of a country. Nothing else does."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import in_words
from pathfinders import rules
from pathfinders.enums import MilestoneKind
from pathfinders.guards import Grounds
from pathfinders.milestones import record_milestone
from pathfinders.models import Letter, Pathfinder, StatusEvent
from pathfinders.workflow.machines import STATUS


@transaction.atomic
def confirm_status(
    pathfinder: Pathfinder,
    *,
    when: PartialDate,
    by,
    letter: Letter | None = None,
    reason: str = "",
    override: str = "",
) -> Pathfinder:
    """Award pathfinder status. It follows from the Chair's letter (`send_letter`).

    `override` lets an administrator record a status for which a proof is missing;
    the text stands on the country's page and in the trail.
    Source: Pathfinder Country Guidance Note, "What are the implications…", item 2.
    """
    return _change(
        pathfinder,
        "confirm",
        when=when,
        by=by,
        letter=letter,
        reason=reason,
        override=override,
    )


@transaction.atomic
def put_on_hold(
    pathfinder: Pathfinder,
    *,
    on: date,
    decision_reference: str,
    by,
    grounds: Grounds,
    reason: str = "",
    override: str = "",
) -> Pathfinder:
    """Suspend the status. A person decides; weak reviews only make it possible.

    Source: Pathfinder Country Guidance Note, "What are the implications…", item 5.
    """
    return _decide(
        pathfinder,
        "put_on_hold",
        MilestoneKind.ON_HOLD,
        because=grounds.hold,
        on=on,
        decision_reference=decision_reference,
        by=by,
        grounds=grounds,
        reason=reason,
        override=override,
    )


@transaction.atomic
def reinstate(
    pathfinder: Pathfinder,
    *,
    on: date,
    decision_reference: str,
    by,
    grounds: Grounds,
    reason: str = "",
    override: str = "",
) -> Pathfinder:
    """Give the status back once progress is documented again (item 5)."""
    return _decide(
        pathfinder,
        "reinstate",
        MilestoneKind.REINSTATEMENT,
        because=grounds.reinstatement,
        on=on,
        decision_reference=decision_reference,
        by=by,
        grounds=grounds,
        reason=reason,
        override=override,
    )


def _decide(
    pathfinder,
    verb,
    kind,
    *,
    because,
    on,
    decision_reference,
    by,
    grounds,
    reason,
    override,
):
    """Carry out a decision of the Group and put it on record as a step.

    `because` are the sentences that stand as reason when nobody wrote another.
    """
    if not decision_reference.strip():
        raise Blocked([_("Name the decision: meeting, date and agenda item.")])
    when = PartialDate.day(on)
    decided = _change(
        pathfinder,
        verb,
        when=when,
        by=by,
        decision_reference=decision_reference,
        reason=reason or " ".join(because),
        stated_reason=reason,
        override=override,
        facts=grounds,
    )
    record_milestone(decided, kind, when=when, source=decision_reference, by=by)
    return decided


@transaction.atomic
def withdraw(pathfinder: Pathfinder, *, on: date, reason: str, by) -> Pathfinder:
    """Record that the country left the path by its own decision."""
    _need_words(reason)
    gone = _change(
        pathfinder, "withdraw", when=PartialDate.day(on), by=by, reason=reason
    )
    record_milestone(
        gone,
        MilestoneKind.WITHDRAWAL,
        when=PartialDate.day(on),
        note=reason,
        by=by,
    )
    return gone


@transaction.atomic
def return_to_path(pathfinder: Pathfinder, *, on: date, reason: str, by) -> Pathfinder:
    """Record that a country that withdrew is on the path again."""
    _need_words(reason)
    return _change(
        pathfinder, "return_to_path", when=PartialDate.day(on), by=by, reason=reason
    )


def _need_words(reason: str) -> None:
    if not reason.strip():
        raise Blocked([_("Write what the country decided, and why.")])


def _need_reason(by, written: str) -> None:
    if not rules.may_decide_status(by) or not rules.decides_only_with_reason(by):
        return
    if not written.strip():
        raise Blocked([_("Write the reason: only the Chair decides without one.")])


def _change(
    pathfinder,
    verb,
    *,
    when,
    by,
    reason="",
    stated_reason=None,
    override="",
    letter=None,
    decision_reference="",
    facts=None,
):
    """Move the status and write the event it follows from.

    `stated_reason` is what the person wrote, when `reason` may be filled in for them.
    """
    _need_reason(by, override or (reason if stated_reason is None else stated_reason))
    locked = Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    was = locked.status
    overridden = STATUS.perform(
        locked,
        verb,
        by=by,
        country=locked.country,
        reason=reason,
        override=override,
        facts=facts,
    )
    StatusEvent.objects.create(
        pathfinder=locked,
        was=was,
        now=locked.status,
        on=when.on,
        precision=when.precision,
        decision_reference=decision_reference,
        letter=letter,
        reason=in_words(reason, override),
        overridden=overridden,
        decided_by=by,
    )
    return locked
