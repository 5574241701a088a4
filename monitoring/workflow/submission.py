"""Verbs that move a submission, and the values in it with it."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core import planned
from alliance87.core.exceptions import Blocked
from monitoring.enums import SubmissionState, ValueState
from monitoring.models import ObservationVersion, Submission
from monitoring.workflow import value
from monitoring.workflow.machines import SUBMISSION, closed


def _locked(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country", "round").get(pk=submission.pk)


def _perform(submission: Submission, verb: str, *, by, **facts) -> Submission:
    country = submission.pathfinder.country
    SUBMISSION.perform(submission, verb, by=by, country=country, **facts)
    return submission


def values_in(submission: Submission, *states: str):
    """Return the values that were sent in with it and are in one of the states."""
    return submission.values.filter(state__in=states).order_by("pk")


def drafts_for(submission: Submission):
    """Return what would be sent in: the country's drafts, and what came back of it."""
    rows = ObservationVersion.objects.filter(pathfinder=submission.pathfinder_id)
    back = Q(state=ValueState.RETURNED, submission=submission)
    return rows.filter(Q(state=ValueState.DRAFT) | back).order_by("pk")


@transaction.atomic
def submit(
    submission: Submission,
    *,
    by,
    what_is_missing: Callable[[Submission], Sequence[str]],
    message: str = "",
) -> Submission:
    """Send in every draft of the country, unless something still stands in the way.

    `what_is_missing` is asked once the report is locked, so that nothing odd slips in
    between: `selectors.sending.what_is_missing`, which the page shows too.
    """
    submission = _locked(submission)
    drafts = list(drafts_for(submission))
    lacking = list(what_is_missing(submission))
    submission.submitted_by, submission.submitted_at = by, timezone.now()
    submission.message = message.strip()
    _perform(submission, "submit", by=by, facts=lacking)
    value.submit_values(drafts, by=by, submission=submission)
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
    waiting = values_in(submission, ValueState.SUBMITTED, ValueState.RETURNED).count()
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
    """Make every accepted value of the submission public at once."""
    submission = _locked(submission)
    submission.published_at = timezone.now()
    _perform(submission, "publish", by=by)
    value.publish_values(values_in(submission, ValueState.ACCEPTED), by=by)
    return submission


@transaction.atomic
def reopen(
    submission: Submission, *, reason: str, by, until: date | None = None
) -> Submission:
    """Let the country enter values again; what is public stays public.

    After the round has closed it needs the last day: `until`. Two reports of a country
    are never under way at once, because a draft belongs to the country.
    """
    if not reason.strip():
        raise Blocked([_("Say why the submission is opened again.")])
    submission = _locked(submission)
    other = _under_way(submission)
    if other:
        words = _(
            "“%(round)s” is under way for the country. A published value is changed "
            "by a correction, which the country asks for."
        )
        raise Blocked([words % {"round": other.round}])
    if until:
        if until < timezone.localdate():
            raise Blocked([_("The last day is over already. Choose a later one.")])
        submission.extended_to, submission.extension_reason = until, reason.strip()
    elif closed(submission):
        raise Blocked([_("The round is closed. Give the last day for new values.")])
    planned.drop("values", submission, by=by, why=_("The submission was opened again."))
    return _perform(submission, "reopen", by=by, reason=reason.strip())


def _under_way(submission: Submission) -> Submission | None:
    """Return another report of the country that is not public yet."""
    others = Submission.objects.exclude(pk=submission.pk).select_related("round")
    return (
        others.filter(pathfinder=submission.pathfinder_id)
        .exclude(state=SubmissionState.PUBLISHED)
        .first()
    )
