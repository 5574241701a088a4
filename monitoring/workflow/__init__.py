"""Everything in monitoring that changes a state."""

from monitoring.workflow.correction import CORRECTION
from monitoring.workflow.indicator_set import INDICATOR_SET
from monitoring.workflow.machines import SUBMISSION, VALUE
from monitoring.workflow.review import (
    REVIEW,
    before_submission,
    publish_review,
    record_outcome,
    return_review,
    share_assessment,
    start_review,
    submit_review,
    table_review,
)
from monitoring.workflow.transfer import TRANSFER

MACHINES = (REVIEW, INDICATOR_SET, SUBMISSION, VALUE, CORRECTION, TRANSFER)

__all__ = [
    "CORRECTION",
    "INDICATOR_SET",
    "MACHINES",
    "REVIEW",
    "SUBMISSION",
    "TRANSFER",
    "VALUE",
    "before_submission",
    "publish_review",
    "record_outcome",
    "return_review",
    "share_assessment",
    "start_review",
    "submit_review",
    "table_review",
]
