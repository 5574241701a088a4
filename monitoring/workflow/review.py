"""The moves of an annual review, and the decisions that rest on reviews."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from alliance87.core.audit import has_written, keys_ever, record
from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from alliance87.core.publication import Render, file_publication
from alliance87.core.workflow import Machine, Move
from monitoring import rules
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from monitoring.models import AnnualReview, MissedMilestone
from pathfinders.enums import MilestoneKind, Status
from pathfinders.milestones import record_milestone
from pathfinders.models import Pathfinder

SECRETARIAT = gettext_lazy("the secretariat")
JUDGED = {JustificationVerdict.ACCEPTED, JustificationVerdict.NOT_ACCEPTED}
WROTE_REASONS = (
    "missed_milestone.added",
    "missed_milestone.changed",
    "missed_milestone.removed",
)


def before_submission(review, _by, _facts) -> list[str]:
    wanted = (
        (review.progress, _("The progress in the year is not described.")),
        (review.next_steps, _("The next steps are missing.")),
    )
    return [sentence for value, sentence in wanted if not value.strip()]


def before_sharing(review, _by, _facts) -> list[str]:
    missing = []
    if not review.assessment:
        missing.append(_("The assessment is missing."))
    if not review.assessment_reasons.strip():
        missing.append(_("The reasons for the assessment are missing."))
    return missing


def second_person_assesses(review, by, _facts) -> list[str]:
    """Nobody shares a judgement of the report that they wrote or submitted."""
    is_submitter = review.submitted_by_id == by.pk
    if is_submitter or has_written(review, by, verbs=("review.submit",)):
        return [_("Another person must assess: you submitted the report.")]
    verbs = ("review.report_saved", *WROTE_REASONS)
    if has_written(review, by, verbs=verbs, parts=[_missed_ever(review)]):
        return [_("Another person must assess: you edited the report.")]
    return []


def _missed_ever(review) -> QuerySet:
    """Return the keys of the missed milestones that were ever on the list."""
    return keys_ever(MissedMilestone, review=review.pk)


def not_answered(review, _by, _facts) -> list[str]:
    """The country agrees to what is published beside its report by answering it."""
    if review.answer.strip():
        return []
    return [_("The country has not answered the assessment.")]


def before_publication(review, _by, _facts) -> list[str]:
    if review.outcome_at is None:
        return [_("An administrator has not recorded the outcome yet.")]
    return []


REVIEW = Machine(
    "review",
    field="state",
    states=ReviewState,
    moves=(
        Move(
            verb="submit",
            label=gettext_lazy("Submit the report"),
            sources=frozenset({ReviewState.DRAFT, ReviewState.RETURNED}),
            target=ReviewState.SUBMITTED,
            may=rules.may_submit_report,
            guard=before_submission,
            who=gettext_lazy("the country’s focal point"),
            needs=gettext_lazy("progress and next steps in words"),
        ),
        Move(
            verb="return",
            label=gettext_lazy("Return it with a comment"),
            sources=frozenset({ReviewState.SUBMITTED}),
            target=ReviewState.RETURNED,
            may=rules.may_assess,
            who=SECRETARIAT,
            needs=gettext_lazy("a comment that says what to change"),
        ),
        Move(
            verb="share",
            label=gettext_lazy("Share the assessment with the country"),
            sources=frozenset({ReviewState.SUBMITTED}),
            target=ReviewState.SHARED,
            may=rules.may_assess,
            guard=before_sharing,
            binding=second_person_assesses,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "the assessment with its reasons; another person than those who "
                "wrote or submitted the report"
            ),
        ),
        Move(
            verb="table",
            label=gettext_lazy("Table it at a meeting of the Group"),
            sources=frozenset({ReviewState.SHARED}),
            target=ReviewState.TABLED,
            may=rules.may_assess,
            who=SECRETARIAT,
            needs=gettext_lazy("the meeting"),
        ),
        Move(
            verb="publish",
            label=gettext_lazy("Publish the review"),
            sources=frozenset({ReviewState.TABLED}),
            target=ReviewState.PUBLISHED,
            may=rules.may_assess,
            guard=not_answered,
            binding=before_publication,
            may_override=rules.may_publish_unanswered,
            who=SECRETARIAT,
            needs=gettext_lazy(
                "the outcome, recorded by an administrator; the country’s answer"
            ),
        ),
    ),
)


def _locked(review: AnnualReview) -> AnnualReview:
    rows = AnnualReview.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=review.pk)


def _perform(review: AnnualReview, verb: str, *, by, **words) -> AnnualReview:
    REVIEW.perform(review, verb, by=by, country=review.pathfinder.country, **words)
    return review


@transaction.atomic
def start_review(pathfinder: Pathfinder, *, year: int, by) -> AnnualReview:
    """Open the report of one year. Only countries with status are reviewed."""
    if not rules.may_start_review(by, pathfinder):
        raise PermissionDenied
    if pathfinder.status not in {Status.PATHFINDER, Status.ON_HOLD}:
        raise Blocked([_("Only pathfinder countries are reviewed every year.")])
    if year > timezone.localdate().year:
        raise Blocked([_("This year has not begun yet.")])
    if pathfinder.reviews.filter(year=year).exists():
        raise Blocked([_("There is a review for %(year)s.") % {"year": year}])
    review = AnnualReview.objects.create(
        pathfinder=pathfinder, year=year, created_by=by, language=by.language
    )
    record("review.started", review, by=by, country=pathfinder.country)
    return review


@transaction.atomic
def submit_review(review: AnnualReview, *, by) -> AnnualReview:
    review = _locked(review)
    review.submitted_by, review.submitted_at = by, timezone.now()
    return _perform(review, "submit", by=by)


@transaction.atomic
def return_review(review: AnnualReview, *, comment: str, by) -> AnnualReview:
    if not comment.strip():
        raise Blocked([_("Say what to change, so that the country can act on it.")])
    review = _locked(review)
    review.return_comment = comment
    return _perform(review, "return", by=by, reason=comment)


@transaction.atomic
def share_assessment(review: AnnualReview, *, by) -> AnnualReview:
    """Show the assessment to the country, which may answer before it is tabled."""
    review = _locked(review)
    review.assessed_by = by
    return _perform(review, "share", by=by)


@transaction.atomic
def table_review(review: AnnualReview, *, meeting: str, by) -> AnnualReview:
    if not meeting.strip():
        raise Blocked([_("Name the meeting at which the review is tabled.")])
    review = _locked(review)
    review.meeting = meeting
    return _perform(review, "table", by=by, reason=meeting)


@transaction.atomic
def record_outcome(
    review: AnnualReview,
    *,
    verdict: str,
    by,
    note: str = "",
    judgements: Mapping[int, tuple[str, str]] | None = None,
) -> AnnualReview:
    """Say whether reasons for little progress were accepted; the review now counts.

    `judgements` has the verdict and the why for the key of each missed milestone.
    """
    review = _locked(review)
    if not rules.may_record_outcome(by, review):
        raise PermissionDenied
    if review.state != ReviewState.TABLED:
        raise Blocked([_("The outcome is recorded once the review was tabled.")])
    _check_verdict(review, verdict)
    _judge(review, judgements or {}, by=by)
    review.justification_verdict, review.outcome_note = verdict, note
    review.outcome_at, review.outcome_by = timezone.now(), by
    review.save()
    record(
        "review.outcome_recorded",
        review,
        by=by,
        country=review.pathfinder.country,
        now=verdict,
        reason=note,
    )
    return review


def _judge(
    review: AnnualReview, judgements: Mapping[int, tuple[str, str]], *, by
) -> None:
    """Record for each missed milestone whether its reasons are accepted, and why."""
    rows = list(review.missed_milestones.select_for_update())
    if not rows:
        return
    _check_judgements(rows, judgements)
    keys = [_missed_ever(review)]
    if has_written(review, by, verbs=WROTE_REASONS, parts=keys):
        raise Blocked(
            [_("Another administrator must judge: you wrote reasons of this review.")]
        )
    for row in rows:
        row.verdict, row.verdict_note = judgements[row.pk]
        row.save()
        record(
            "missed_milestone.judged",
            row,
            by=by,
            country=review.pathfinder.country,
            now=row.verdict,
            reason=row.verdict_note,
        )


def _check_judgements(
    rows: list[MissedMilestone], judgements: Mapping[int, tuple[str, str]]
) -> None:
    missing = []
    for row in rows:
        verdict, why = judgements.get(row.pk, ("", ""))
        facts = {"title": row.title}
        if verdict not in JUDGED:
            sentence = _("Say whether the reasons for “%(title)s” are accepted.")
            missing.append(sentence % facts)
        elif not why.strip():
            missing.append(_("Say why, for “%(title)s”.") % facts)
    if missing:
        raise Blocked(missing)


def _check_verdict(review: AnnualReview, verdict: str) -> None:
    substantial = review.assessment == Assessment.SUBSTANTIAL
    if substantial != (verdict == JustificationVerdict.NOT_NEEDED):
        raise Blocked(
            [
                _("With substantial progress no reasons are needed.")
                if substantial
                else _("Say whether the reasons for little progress are accepted.")
            ]
        )


@transaction.atomic
def publish_review(
    review: AnnualReview, *, by, render: Render | None = None, override: str = ""
) -> AnnualReview:
    """Make the review public; the step of the path goes on record.

    Without the country's answer it needs the written reason of an administrator,
    `override`, which stays on the review. `render(review)` returns the PDF as the
    public reads it, or None where PDFs are switched off. It is filed with the review
    and never made again.
    """
    review = _locked(review)
    review.published_at = timezone.now()
    if not_answered(review, by, None):
        review.not_agreed_why = override.strip()
    record_milestone(
        review.pathfinder,
        MilestoneKind.ANNUAL_REVIEW,
        when=PartialDate(date(review.year, 1, 1), "year"),
        statement=f"{review.year}: {review.get_assessment_display()}",
        meeting=review.meeting,
        by=by,
    )
    review.pdf = _filed_pdf(review, render, by=by)
    return _perform(review, "publish", by=by, override=review.not_agreed_why)


def _filed_pdf(review: AnnualReview, render: Render | None, *, by) -> Document | None:
    country = review.pathfinder.country
    with override(review.language):
        title = _("Annual review %(year)s: %(country)s") % {
            "year": review.year,
            "country": country,
        }
    return file_publication(
        review,
        REVIEW,
        "publish",
        render=render,
        by=by,
        country=country,
        title=title,
        file_name=f"annual-review-{country.slug}-{review.year}.pdf",
        override=review.not_agreed_why,
    )
