"""What people do with the report of a country: each step with the mail it causes."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction

from monitoring import notices
from monitoring.enums import ValueState
from monitoring.models import Submission
from monitoring.workflow import submission as moves
from monitoring.workflow.value import Return


@transaction.atomic
def submit(
    submission: Submission,
    *,
    by,
    what_is_missing: Callable[[Submission], Sequence[str]],
    message: str = "",
) -> Submission:
    """Send in every draft of the country and tell the officers."""
    sent = moves.submit(
        submission, by=by, what_is_missing=what_is_missing, message=message
    )
    notices.report_sent_in(sent, by=by)
    return sent


@transaction.atomic
def send_back(submission: Submission, returns: Sequence[Return], *, by) -> Submission:
    """Send single values back and tell the country which and why."""
    back = moves.send_back(submission, returns, by=by)
    notices.values_sent_back(back, [each.version.pk for each in returns], by=by)
    return back


@transaction.atomic
def publish(submission: Submission, *, by) -> Submission:
    """Make every accepted value public and tell the country how many they are."""
    count = moves.values_in(submission, ValueState.ACCEPTED).count()
    public = moves.publish(submission, by=by)
    notices.report_published(public, count=count, by=by)
    return public


@transaction.atomic
def reopen(
    submission: Submission, *, reason: str, by, until: date | None = None
) -> Submission:
    """Let the country enter values again and tell it until when."""
    again = moves.reopen(submission, reason=reason, by=by, until=until)
    notices.report_reopened(again, reason=reason.strip(), by=by)
    return again
