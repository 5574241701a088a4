"""The outputs of a strategy workshop become proposals of the meeting that follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.decisions.writing import propose
from meetings.enums import DecisionKind, DecisionState
from meetings.models import AgendaItem, Decision, Meeting

# What can be proposed without naming a record that it is about.
KINDS = (DecisionKind.OTHER, DecisionKind.TAKE_NOTE, DecisionKind.REQUEST_ACTION)


@dataclass(frozen=True, slots=True)
class Taken:
    """One output as it is put to the Group; `under` is an item of its agenda."""

    output: AgendaItem
    text: str
    kind: str = DecisionKind.OTHER
    under: AgendaItem | None = None


@transaction.atomic
def take_over(meeting: Meeting, taken: Sequence[Taken], *, by) -> list[Decision]:
    """Propose outputs of earlier meetings as decisions of this one, all or none.

    Raises Blocked when one is taken over already, also by somebody at the same time,
    or comes from a meeting whose outcomes go elsewhere.
    """
    if not rules.may_record_decision(by):
        raise PermissionDenied
    if not taken:
        raise Blocked([_("Choose at least one output.")])
    _refuse_strangers_and_those_taken(meeting, [each.output.pk for each in taken])
    return [_propose(meeting, each, by=by) for each in taken]


def _refuse_strangers_and_those_taken(meeting: Meeting, keys: list[int]) -> None:
    """Lock the outputs: who asks for the same ones waits, and is told."""
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting")
    standing = Decision.objects.exclude(state=DecisionState.WITHDRAWN)
    reasons = []
    for item in rows.filter(pk__in=keys).order_by("pk"):
        if item.meeting.outcomes_to_id != meeting.pk:
            words = _("The outcomes of “%(item)s” do not go to this meeting.")
            reasons.append(words % {"item": item})
        elif known := standing.filter(from_item=item).first():
            words = _("“%(item)s” is taken over already, as %(decision)s.")
            reasons.append(words % {"item": item, "decision": known.reference})
    if reasons:
        raise Blocked(reasons)


def _propose(meeting: Meeting, taken: Taken, *, by) -> Decision:
    decision = Decision(
        meeting=meeting,
        item=taken.under,
        from_item=taken.output,
        kind=taken.kind,
        text=taken.text.strip(),
    )
    propose(decision, by=by)
    origin = f"{taken.output.meeting}: {taken.output}"
    record("decision.output_taken_over", decision, by=by, reason=origin)
    return decision
