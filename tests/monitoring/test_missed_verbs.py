"""Verbs of missed milestones: who may, who judges, what stays locked."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, DomainError
from alliance87.core.models import AuditEvent, Document
from monitoring.enums import JustificationVerdict, ReviewState
from monitoring.missed import remove_missed, save_missed
from monitoring.models import MissedMilestone
from monitoring.services import PartClosed
from monitoring.workflow import record_outcome, share_assessment
from tests import factories
from tests.factories import keeper, make_missed_milestone, make_review
from tests.monitoring.missed_forms import form_of

pytestmark = pytest.mark.django_db

JUDGE = {"verdict": JustificationVerdict.NOT_NEEDED}


def verbs() -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(verb__startswith="missed").order_by("pk")
    return list(rows.values_list("verb", "target_label", "now"))


# --- Writing ----------------------------------------------------------------------


def test_every_verb_leaves_its_entry_and_files_the_proof():
    review, officer = make_review(), factories.make_officer()

    form = form_of(
        review,
        upload=factories.pdf_upload(),
        file_title="Report on the flood",
        locator="page 3",
        language="fr",
        audience=Audience.GCG,
    )
    assert form.is_valid()
    row = save_missed(form, by=officer)
    change = form_of(review, row=row, title="Train all", proof=str(row.proof_id))
    assert change.is_valid()
    save_missed(change, by=officer)
    remove_missed(row, by=officer)

    paper = Document.objects.get()
    assert (paper.title, paper.language) == ("Report on the flood", "fr")
    assert (paper.audience, paper.country) == (
        Audience.GCG,
        review.pathfinder.country,
    )
    assert verbs() == [
        ("missed_milestone.added", "Train inspectors", ""),
        ("missed_milestone.changed", "Train all", ""),
        ("missed_milestone.removed", "Train all", ""),
    ]
    assert not MissedMilestone.objects.exists()


def test_report_that_was_submitted_takes_no_more_reasons():
    review, officer = make_review(), factories.make_officer()
    row = make_missed_milestone(review)
    form = form_of(review)
    assert form.is_valid()
    review.state = ReviewState.SUBMITTED
    review.save()

    with pytest.raises(PartClosed):
        save_missed(form, by=officer)
    with pytest.raises(PartClosed):
        remove_missed(row, by=officer)

    assert MissedMilestone.objects.count() == 1


@pytest.mark.parametrize(
    "make", [factories.make_chair, factories.make_gcg_member, factories.make_user]
)
def test_only_who_writes_the_report_gives_reasons(make):
    review = make_review()
    row, form = make_missed_milestone(review), form_of(review)
    assert form.is_valid()

    with pytest.raises(PermissionDenied):
        save_missed(form, by=make())
    with pytest.raises(PermissionDenied):
        remove_missed(row, by=make())


def test_row_that_was_removed_meanwhile_is_not_saved_again():
    review, officer = make_review(), factories.make_officer()
    row = make_missed_milestone(review)
    form = form_of(review, row=row)
    assert form.is_valid()
    MissedMilestone.objects.filter(pk=row.pk).delete()

    with pytest.raises(DomainError, match="Somebody removed this milestone meanwhile."):
        save_missed(form, by=officer)
    with pytest.raises(DomainError, match="Somebody removed this milestone meanwhile."):
        remove_missed(row, by=officer)


def test_who_gave_reasons_does_not_share_the_assessment():
    officer = factories.make_officer()
    review = make_review()
    form = form_of(review)
    assert form.is_valid()
    remove_missed(save_missed(form, by=officer), by=officer)
    review.state = ReviewState.SUBMITTED
    review.assessment, review.assessment_reasons = "some", "One law of two."
    review.submitted_by = factories.make_focal_point()
    review.save()

    with pytest.raises(Blocked) as refusal:
        share_assessment(review, by=officer)

    assert refusal.value.reasons == (
        "Another person must assess: you edited the report.",
    )


# --- Judging ----------------------------------------------------------------------


def judged(review, judgements, *, by=None):
    by = by or factories.make_administrator()
    return record_outcome(review, by=by, judgements=judgements, **JUDGE)


def test_each_milestone_gets_its_verdict_with_the_outcome():
    review = make_review(state="tabled")
    first = make_missed_milestone(review)
    second = make_missed_milestone(review, title="Pass the law")

    judged(
        review,
        {
            first.pk: ("accepted", "The flood is on record."),
            second.pk: ("not_accepted", "Nothing stood in the way."),
        },
    )

    assert list(MissedMilestone.objects.values_list("verdict", "verdict_note")) == [
        ("accepted", "The flood is on record."),
        ("not_accepted", "Nothing stood in the way."),
    ]
    assert verbs() == [
        ("missed_milestone.judged", "Train inspectors", "accepted"),
        ("missed_milestone.judged", "Pass the law", "not_accepted"),
    ]


@pytest.mark.parametrize(
    ("judgement", "sentence"),
    [
        (None, "Say whether the reasons for “Train inspectors” are accepted."),
        (("", "x"), "Say whether the reasons for “Train inspectors” are accepted."),
        (
            ("not_needed", "x"),
            "Say whether the reasons for “Train inspectors” are accepted.",
        ),
        (("accepted", " "), "Say why, for “Train inspectors”."),
        (("not_accepted", ""), "Say why, for “Train inspectors”."),
    ],
)
def test_outcome_waits_for_the_verdict_on_every_milestone(judgement, sentence):
    review = make_review(state="tabled")
    row = make_missed_milestone(review)

    with pytest.raises(Blocked) as refusal:
        judged(review, {row.pk: judgement} if judgement else {})

    assert refusal.value.reasons == (sentence,)
    review.refresh_from_db()
    assert review.outcome_at is None


def test_administrator_who_gave_reasons_does_not_judge_them():
    administrator, review = factories.make_administrator(), make_review()
    form = form_of(review)
    assert form.is_valid()
    row = save_missed(form, by=administrator)
    type(review).objects.filter(pk=review.pk).update(
        state="tabled",
        assessment="substantial",
        submitted_by=keeper(),
    )
    review.refresh_from_db()

    with pytest.raises(Blocked) as refusal:
        judged(review, {row.pk: ("accepted", "The flood.")}, by=administrator)

    assert refusal.value.reasons == (
        "Another administrator must judge: you wrote reasons of this review.",
    )


# --- Locked with the review -------------------------------------------------------


def test_nothing_changes_once_the_review_is_published():
    review = make_review(state="published")
    row = make_missed_milestone(review)
    writes = (
        lambda: MissedMilestone.objects.filter(pk=row.pk).update(title="Changed"),
        lambda: row.delete(),
        lambda: MissedMilestone.objects.create(
            review=review,
            title="Late",
            cause="law",
            reasons="x",
            remedy="x",
            from_on=date(2024, 1, 1),
            created_by=keeper(),
        ),
    )
    for write in writes:
        with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
            write()

    assert list(MissedMilestone.objects.values_list("title", flat=True)) == [
        "Train inspectors"
    ]
