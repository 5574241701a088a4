"""The table of moves of an action point."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from meetings import rules
from meetings.enums import CLOSED_ACTION_STATES, OPEN_ACTION_STATES, ActionState

SECRETARIAT = gettext_lazy("the secretariat")
OWNER = gettext_lazy("who owes it, the secretariat")


def _needs_note(action, _by, _facts) -> list[str]:
    if action.closing_note.strip():
        return []
    return [_("Write how it was closed.")]


def second_person_verifies(action, by, _facts) -> list[str]:
    """High priority: a proof, a report that it is done, and another person."""
    if not action.is_high_priority:
        return []
    missing = []
    if action.evidence_id is None:
        missing.append(
            _("The proof is missing: an action point of high priority needs one.")
        )
    if action.proposed_done_at is None:
        missing.append(_("Nobody has reported that it is done."))
    elif by.pk == action.proposed_done_by_id:
        missing.append(_("Another person must verify: you reported it done."))
    elif action.proposed_done_by_id is None and by.pk == action.link_made_by_id:
        missing.append(
            _("Another person must verify: it was reported by the link that you sent.")
        )
    return missing


ACTION = Machine(
    "action_point",
    field="state",
    states=ActionState,
    moves=(
        Move(
            verb="start",
            label=gettext_lazy("Record that work has begun"),
            sources=frozenset({ActionState.OPEN}),
            target=ActionState.IN_PROGRESS,
            may=rules.may_report_on_action,
            who=OWNER,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="put_back",
            label=gettext_lazy("Record that work has not begun after all"),
            sources=frozenset({ActionState.IN_PROGRESS}),
            target=ActionState.OPEN,
            may=rules.may_report_on_action,
            who=OWNER,
            needs=gettext_lazy("nothing"),
        ),
        Move(
            verb="close",
            label=gettext_lazy("Verify and close it"),
            sources=frozenset(OPEN_ACTION_STATES),
            target=ActionState.DONE,
            may=rules.may_keep_actions,
            guard=_needs_note,
            binding=second_person_verifies,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "the day and a note; for high priority a proof, and another person "
                "than the one who reported it done"
            ),
        ),
        Move(
            verb="drop",
            label=gettext_lazy("Drop it"),
            sources=frozenset(OPEN_ACTION_STATES),
            target=ActionState.DROPPED,
            may=rules.may_keep_actions,
            guard=_needs_note,
            who=SECRETARIAT,
            needs=gettext_lazy("the day and a note"),
        ),
        Move(
            verb="reopen",
            label=gettext_lazy("Reopen it"),
            sources=frozenset(CLOSED_ACTION_STATES),
            target=ActionState.OPEN,
            may=rules.may_keep_actions,
            who=SECRETARIAT,
            needs=gettext_lazy("a reason"),
        ),
    ),
)
