"""What publication would write, for a look in a transaction that is undone."""

from django.db.models import QuerySet
from django.utils import timezone

from monitoring.enums import OPEN_SUBMISSION_STATES, ReviewState, ValueState
from monitoring.models import AnnualReview, ObservationVersion, Submission
from monitoring.workflow.submission import drafts_for

ON_THEIR_WAY = (ValueState.SUBMITTED, ValueState.RETURNED, ValueState.ACCEPTED)


def values_to_come(submission: Submission) -> QuerySet:
    """Return what the submission would publish if all of it was accepted."""
    keys = set(submission.values.filter(state__in=ON_THEIR_WAY).values_list("pk"))
    if submission.state in OPEN_SUBMISSION_STATES:
        keys |= set(drafts_for(submission).values_list("pk"))
    return ObservationVersion.objects.filter(pk__in=[key for (key,) in keys])


def open_values(submission: Submission) -> None:
    """Let the values to come be the public ones."""
    now = timezone.now()
    keys = [each.pk for each in values_to_come(submission).only("pk")]
    public = ObservationVersion.objects.published().filter(
        observation__versions__in=keys
    )
    public.update(state=ValueState.SUPERSEDED, superseded_at=now)
    ObservationVersion.objects.filter(pk__in=keys).update(
        state=ValueState.PUBLISHED, published_at=now
    )


def open_review(review: AnnualReview) -> None:
    AnnualReview.objects.filter(pk=review.pk).update(
        state=ReviewState.PUBLISHED, published_at=timezone.now()
    )
