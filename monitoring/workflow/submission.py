"""Verbs that move a submission, and the values in it with it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.exceptions import Blocked
from monitoring.enums import OPEN_VALUE_STATES, ValueState
from monitoring.models import ObservationVersion, Submission
from monitoring.workflow import value
from monitoring.workflow.machines import SUBMISSION


def _locked(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country", "round").get(pk=submission.pk)


def _perform(submission: Submission, verb: str, *, by, **facts) -> Submission:
    country = submission.pathfinder.country
    SUBMISSION.perform(submission, verb, by=by, country=country, **facts)
    return submission


def values_in(submission: Submission, *states: str):
    """Return the values of the country that are in one of the states."""
    rows = ObservationVersion.objects.filter(
        pathfinder=submission.pathfinder_id, state__in=states
    )
    return rows.order_by("pk")


@transaction.atomic
def submit(
    submission: Submission, *, by, message: str = "", missing: Sequence[str] = ()
) -> Submission:
    """Send in every draft of the country. `missing` says what still stands in the way.

    See `selectors.sending.what_is_missing`, which the page asks too.
    """
    submission = _locked(submission)
    drafts = list(values_in(submission, *OPEN_VALUE_STATES))
    lacking = list(missing)
    if not drafts and not values_in(submission, ValueState.ACCEPTED).exists():
        lacking.insert(0, _("There is no value to send in."))
    submission.submitted_by, submission.submitted_at = by, timezone.now()
    submission.message = message.strip()
    _perform(submission, "submit", by=by, facts=lacking)
    value.submit_values(drafts, by=by)
    return submission


@transaction.atomic
def withdraw(submission: Submission, *, by, reason: str) -> Submission:
    """Take back what nobody has decided about yet."""
    if not reason.strip():
        raise Blocked([_("Say why you take the values back.")])
    submission = _locked(submission)
    _perform(submission, "withdraw", by=by, reason=reason.strip())
    value.withdraw_values(values_in(submission, ValueState.SUBMITTED), by=by)
    return submission


@transaction.atomic
def send_back(
    submission: Submission, returns: Sequence[value.Return], *, by
) -> Submission:
    """Send single values back. The others stay as they are."""
    submission = _locked(submission)
    if not returns:
        raise Blocked([_("Choose the values that go back.")])
    _perform(submission, "return", by=by)
    value.return_values(returns, by=by)
    return submission


def not_accepted(submission: Submission) -> list[str]:
    """Return what stands in the way of approval, in a sentence."""
    waiting = values_in(
        submission, ValueState.SUBMITTED, ValueState.RETURNED, ValueState.DRAFT
    ).count()
    if not waiting:
        return []
    text = ngettext(
        "%(count)s value is not accepted yet.",
        "%(count)s values are not accepted yet.",
        waiting,
    )
    return [text % {"count": waiting}]


@transaction.atomic
def approve(submission: Submission, *, by) -> Submission:
    """Record that every value is accepted; nothing is public by that."""
    submission = _locked(submission)
    return _perform(submission, "approve", by=by, facts=not_accepted(submission))


@transaction.atomic
def publish(submission: Submission, *, by) -> Submission:
    """Make every accepted value of the country public at once."""
    submission = _locked(submission)
    submission.published_at = timezone.now()
    _perform(submission, "publish", by=by)
    value.publish_values(values_in(submission, ValueState.ACCEPTED), by=by)
    return submission


@transaction.atomic
def reopen(submission: Submission, *, reason: str, by) -> Submission:
    """Let the country enter values again; what is public stays public."""
    if not reason.strip():
        raise Blocked([_("Say why the submission is opened again.")])
    submission = _locked(submission)
    return _perform(submission, "reopen", by=by, reason=reason.strip())
