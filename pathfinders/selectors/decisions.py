"""Steps that follow from a decision: its verb writes them, nobody by hand."""

from django.utils.translation import gettext_lazy as _

from pathfinders.enums import MilestoneKind

# Each with the way to the decision, for those who look for the step.
FOLLOWS_FROM = {
    MilestoneKind.CONFIRMATION_LETTER: _(
        "The confirmation letter goes on record when it is sent. Prepare it under "
        "“Letters”, file the signed letter and record that it was sent."
    ),
    MilestoneKind.ON_HOLD: _(
        "A hold goes on record with its decision. Use “Put the status on hold”."
    ),
    MilestoneKind.REINSTATEMENT: _(
        "A reinstatement goes on record with its decision. Use “Reinstate the status”."
    ),
    MilestoneKind.WITHDRAWAL: _(
        "A withdrawal goes on record with the country’s decision. Use “Record that "
        "the country withdrew”."
    ),
}

BY_HAND = [
    (kind.value, kind.label) for kind in MilestoneKind if kind not in FOLLOWS_FROM
]
