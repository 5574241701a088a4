"""How values, corrections and annual reviews become public, now or at a moment."""

from django.urls import reverse

from alliance87.core.planned import publisher, ready_for
from alliance87.core.publication import for_everyone
from monitoring import corrections, rules, submissions, workflow
from monitoring.models import AnnualReview, Observation, Submission
from monitoring.reports import review_pdf
from monitoring.workflow.machines import VALUE


def _desk(submission: Submission, verb: str = "") -> str:
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse(f"monitoring:review-desk{verb}", kwargs=keys)


@publisher(
    "values",
    model=Submission,
    may=rules.may_review_values,
    check=ready_for(workflow.SUBMISSION),
    page=lambda submission: _desk(submission, "-publish"),
    home=_desk,
)
def publish_values(submission: Submission, *, by) -> None:
    submissions.publish(submission, by=by)


def _may_correct(user, _observation) -> bool:
    return rules.may_review_values(user)


def _check_correction(
    observation: Observation, *, by, version: int | None = None
) -> None:
    """Ask of the new version what its acceptance needs: another person."""
    sent = corrections.sent_of(observation)
    corrections.same_version(sent, version)
    ready_for(VALUE, "accept")(sent, by=by)


@publisher(
    "correction",
    model=Observation,
    may=_may_correct,
    check=_check_correction,
    page=lambda observation: reverse(
        "monitoring:correction-publish",
        kwargs={
            "iso3": observation.pathfinder.country.slug,
            "pk": observation.pk,
        },
    ),
)
def publish_correction(
    observation: Observation, *, by, version: int | None = None
) -> None:
    corrections.publish_correction(observation, by=by, version=version)


@publisher(
    "review",
    model=AnnualReview,
    may=rules.may_assess,
    check=ready_for(workflow.REVIEW),
    page=lambda review: reverse(
        "monitoring:review-publish",
        kwargs={"iso3": review.pathfinder.country.slug, "year": review.year},
    ),
)
def publish_review(review: AnnualReview, *, by, override: str = "") -> None:
    workflow.publish_review(
        review, by=by, render=for_everyone(review_pdf), override=override
    )
