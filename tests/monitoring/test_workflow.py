"""Annual reviews: what each move needs, the outcome, the step that follows."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from monitoring.models import AnnualReview
from monitoring.workflow import (
    publish_review,
    record_outcome,
    return_review,
    share_assessment,
    start_review,
    submit_review,
    table_review,
)
from pathfinders.enums import MilestoneKind, Status
from pathfinders.models import Milestone
from tests import factories
from tests.factories import make_review
from tests.stored import stored, trail

NO_VERDICT = "Say whether the reasons for little progress are accepted."
NOT_NEEDED = "With substantial progress no reasons are needed."


def refused(verb, record, **facts) -> list[str]:
    before = stored()
    with pytest.raises(Blocked) as blocked:
        verb(record, **facts)
    assert stored() == before
    return list(blocked.value.reasons)


def this_year() -> int:
    return timezone.localdate().year


# --- Starting ---


@pytest.mark.parametrize("status", [Status.PATHFINDER, Status.ON_HOLD])
def test_a_country_with_status_is_reviewed(db, status):
    pathfinder = factories.make_pathfinder(status=status)
    contributor = factories.make_contributor(pathfinder.country, language="fr")

    review = start_review(pathfinder, year=this_year(), by=contributor)

    assert (review.year, review.state, review.language) == (this_year(), "draft", "fr")
    assert trail() == [("review.started", "", "")]


@pytest.mark.parametrize("status", [Status.ON_PATH, Status.WITHDRAWN])
def test_a_country_without_status_is_not_reviewed(db, status):
    pathfinder = factories.make_pathfinder(status=status)

    reasons = refused(start_review, pathfinder, year=2024, by=factories.make_officer())

    assert reasons == ["Only pathfinder countries are reviewed every year."]


def test_a_year_that_has_not_begun_is_not_reviewed(db):
    pathfinder = factories.make_pathfinder(status=Status.PATHFINDER)
    officer = factories.make_officer()

    assert refused(start_review, pathfinder, year=this_year() + 1, by=officer) == [
        "This year has not begun yet."
    ]


def test_a_year_is_reviewed_once(db):
    review, officer = make_review(year=2023), factories.make_officer()

    assert refused(start_review, review.pathfinder, year=2023, by=officer) == [
        "There is a review for 2023."
    ]


def test_other_people_do_not_start_reviews(db):
    pathfinder = factories.make_pathfinder(status=Status.PATHFINDER)

    with pytest.raises(PermissionDenied):
        start_review(pathfinder, year=2023, by=factories.make_focal_point())


# --- Report ---


@pytest.mark.parametrize("was", [ReviewState.DRAFT, ReviewState.RETURNED])
def test_a_report_is_submitted(db, was):
    review = make_review(state=was, progress="Two laws.", next_steps="Inspect.")
    focal_point = factories.make_focal_point(review.pathfinder.country)

    submit_review(review, by=focal_point)

    review.refresh_from_db()
    assert (review.state, review.submitted_by) == ("submitted", focal_point)
    assert trail() == [("review.submit", was, "submitted")]


def test_what_a_report_lacks_is_named(db):
    review = make_review(progress=" ", next_steps="")
    focal_point = factories.make_focal_point(review.pathfinder.country)

    assert refused(submit_review, review, by=focal_point) == [
        "The progress in the year is not described.",
        "The next steps are missing.",
    ]


def test_a_report_is_returned_with_a_comment_only(db):
    review, officer = make_review(state="submitted"), factories.make_officer()

    reasons = refused(return_review, review, comment=" ", by=officer)
    return_review(review, comment="Name the laws", by=officer)

    review.refresh_from_db()
    assert reasons == ["Say what to change, so that the country can act on it."]
    assert (review.state, review.return_comment) == ("returned", "Name the laws")
    assert trail() == [("review.return", "submitted", "returned")]


# --- Assessment ---


def test_an_assessment_with_reasons_is_shared(db):
    review = make_review(
        state="submitted", assessment="some", assessment_reasons="One law only."
    )
    officer = factories.make_officer()

    share_assessment(review, by=officer)

    review.refresh_from_db()
    assert (review.state, review.assessed_by) == ("shared", officer)
    assert trail() == [("review.share", "submitted", "shared")]


def test_what_an_assessment_lacks_is_named(db):
    officer = factories.make_officer()
    review = make_review(state="submitted", submitted_by=officer)

    assert refused(share_assessment, review, by=officer) == [
        "The assessment is missing.",
        "The reasons for the assessment are missing.",
        "Another person must assess: you submitted the report.",
    ]


def test_a_review_is_tabled_at_a_named_meeting(db):
    review, officer = make_review(state="shared"), factories.make_officer()

    reasons = refused(table_review, review, meeting=" ", by=officer)
    table_review(review, meeting="21st meeting", by=officer)

    review.refresh_from_db()
    assert reasons == ["Name the meeting at which the review is tabled."]
    assert (review.state, review.meeting) == ("tabled", "21st meeting")
    assert trail() == [("review.table", "shared", "tabled")]


# --- Outcome ---


@pytest.mark.parametrize(
    ("assessment", "verdict", "weak"),
    [
        (Assessment.SUBSTANTIAL, JustificationVerdict.NOT_NEEDED, False),
        (Assessment.SOME, JustificationVerdict.ACCEPTED, False),
        (Assessment.SOME, JustificationVerdict.NOT_ACCEPTED, True),
        (Assessment.NONE, JustificationVerdict.ACCEPTED, False),
        (Assessment.NONE, JustificationVerdict.NOT_ACCEPTED, True),
    ],
)
def test_an_administrator_records_what_counts(db, assessment, verdict, weak):
    review = make_review(state="tabled", assessment=assessment)
    administrator = factories.make_administrator()

    record_outcome(review, verdict=verdict, note="Discussed", by=administrator)

    review.refresh_from_db()
    event = AuditEvent.objects.get()
    assert (review.justification_verdict, review.outcome_by) == (verdict, administrator)
    assert review.is_weak is weak
    assert (event.verb, event.now, event.reason) == (
        "review.outcome_recorded",
        verdict,
        "Discussed",
    )


@pytest.mark.parametrize(
    ("assessment", "verdict", "reason"),
    [
        (Assessment.SUBSTANTIAL, JustificationVerdict.ACCEPTED, NOT_NEEDED),
        (Assessment.SUBSTANTIAL, JustificationVerdict.NOT_ACCEPTED, NOT_NEEDED),
        (Assessment.SOME, JustificationVerdict.NOT_NEEDED, NO_VERDICT),
        (Assessment.NONE, JustificationVerdict.NOT_NEEDED, NO_VERDICT),
    ],
)
def test_a_verdict_fits_the_assessment(db, assessment, verdict, reason):
    review = make_review(state="tabled", assessment=assessment)
    administrator = factories.make_administrator()

    assert refused(record_outcome, review, verdict=verdict, by=administrator) == [
        reason
    ]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "shared"])
def test_the_outcome_comes_after_the_meeting(db, state):
    review, administrator = make_review(state=state), factories.make_administrator()
    facts = {"verdict": JustificationVerdict.NOT_NEEDED, "by": administrator}

    assert refused(record_outcome, review, **facts) == [
        "The outcome is recorded once the review was tabled."
    ]


@pytest.mark.parametrize("make", [factories.make_officer, factories.make_chair])
def test_only_an_administrator_records_the_outcome(db, make):
    review = make_review(state="tabled")

    with pytest.raises(PermissionDenied):
        record_outcome(review, verdict=JustificationVerdict.NOT_NEEDED, by=make())


# --- Publication ---


def test_publication_puts_the_step_on_record(db):
    review = make_review(state="tabled", year=2023)
    record_outcome(review, verdict="not_needed", by=factories.make_administrator())

    publish_review(review, by=factories.make_officer())

    milestone = Milestone.objects.get()
    assert AnnualReview.objects.get().state == ReviewState.PUBLISHED
    assert milestone.kind == MilestoneKind.ANNUAL_REVIEW
    assert milestone.when == PartialDate(date(2023, 1, 1), "year")
    assert milestone.statement == "2023: Substantial progress"
    assert trail()[1:] == [
        ("milestone.recorded", "", ""),
        ("review.publish", "tabled", "published"),
    ]


def test_a_review_without_outcome_is_not_published(db):
    review, officer = make_review(state="tabled"), factories.make_officer()

    assert refused(publish_review, review, by=officer) == [
        "An administrator has not recorded the outcome yet."
    ]
