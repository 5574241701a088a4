"""The table of moves of a decision; `meetings.decisions` carries out what they do."""

from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from meetings import rules
from meetings.enums import DecisionState
from meetings.workflow import decision_guards as guards

SECRETARIAT = gettext_lazy("the secretariat")

DECISION = Machine(
    "decision",
    field="state",
    states=DecisionState,
    moves=(
        Move(
            verb="adopt",
            label=gettext_lazy("Record that it was adopted"),
            sources=frozenset({DecisionState.PROPOSED}),
            target=DecisionState.ADOPTED,
            may=rules.may_adopt_decision,
            guard=guards.before_adoption,
            binding=guards.binding_before_adoption,
            may_override=rules.may_override_decision,
            who=gettext_lazy(
                "the secretariat; for the hold and the reinstatement of a country the "
                "Chair, or an administrator with a written reason"
            ),
            needs=gettext_lazy(
                "the day; a meeting that has met; what its kind needs: a circulated "
                "report, a version put up for decision, the steps of the path, weak "
                "reviews or progress, a chair of the group, a date, an action point"
            ),
        ),
        Move(
            verb="record_past",
            label=gettext_lazy("Record a past decision from a source"),
            sources=frozenset({DecisionState.PROPOSED}),
            target=DecisionState.ADOPTED,
            may=rules.may_record_decision,
            guard=guards.before_recording_past,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "its day and its source; a meeting that was held, if it was taken at "
                "one; nothing else is changed"
            ),
        ),
        Move(
            verb="defer",
            label=gettext_lazy("Defer it to the next meeting"),
            sources=frozenset({DecisionState.PROPOSED}),
            target=DecisionState.DEFERRED,
            may=rules.may_record_decision,
            who=SECRETARIAT,
            needs=gettext_lazy("a reason"),
        ),
        Move(
            verb="withdraw",
            label=gettext_lazy("Withdraw it"),
            sources=frozenset(
                {
                    DecisionState.PROPOSED,
                    DecisionState.DEFERRED,
                    DecisionState.ADOPTED,
                }
            ),
            target=DecisionState.WITHDRAWN,
            may=rules.may_record_decision,
            guard=guards.before_withdrawal,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "a reason; once adopted, that nothing was done that cannot be undone"
            ),
        ),
        Move(
            verb="supersede",
            label=gettext_lazy("Record that another decision supersedes it"),
            sources=frozenset({DecisionState.ADOPTED}),
            target=DecisionState.SUPERSEDED,
            may=rules.may_record_decision,
            guard=guards.before_superseding,
            who=SECRETARIAT,
            needs=gettext_lazy("the adopted decision that replaces it"),
        ),
    ),
)
