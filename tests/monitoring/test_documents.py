"""The PDF of an annual review: what it says, to whom, and that it is accessible."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.reports import document_html
from monitoring.enums import Assessment, ReviewState
from monitoring.reports import review_pdf, review_report
from tests.factories import make_focal_point, make_officer, make_review
from tests.verapdf import validate

pytestmark = pytest.mark.django_db

JUDGEMENT = "The register covers too few districts"


def text_of(report) -> str:
    html = re.sub(r"<[^>]+>", " ", document_html(report))
    return re.sub(r"[\s\xa0]+", " ", html)


def assessed_review(state):
    return make_review(
        state=state,
        progress="Monitors work in five districts.",
        assessment=Assessment.SOME,
        assessment_reasons=JUDGEMENT,
    )


@pytest.mark.parametrize(
    ("state", "country_reads_it"),
    [
        (ReviewState.SUBMITTED, False),
        (ReviewState.SHARED, True),
        (ReviewState.TABLED, True),
    ],
)
def test_assessment_draft_is_not_in_the_country_s_document(state, country_reads_it):
    review = assessed_review(state)
    focal_point = make_focal_point(review.pathfinder.country)

    own = text_of(review_report(review, focal_point))
    ours = text_of(review_report(review, make_officer()))

    assert (JUDGEMENT in own) is country_reads_it
    assert JUDGEMENT in ours
    assert "Monitors work in five districts." in own


def test_unwritten_parts_say_so():
    text = text_of(review_report(assessed_review(ReviewState.DRAFT), make_officer()))

    assert "Support needed Nothing is written here." in text


def test_path_table_counts_the_steps_that_apply():
    text = text_of(review_report(assessed_review(ReviewState.DRAFT), make_officer()))

    assert re.search(r"0 of \d steps are on record", text)
    assert "It does not mean that the step was not taken." in text


@pytest.mark.verapdf
def test_review_pdf_is_accessible_and_reproducible():
    review = assessed_review(ReviewState.TABLED)

    first = review_pdf(review, AnonymousUser())

    assert first == review_pdf(review, AnonymousUser())
    assert validate(first) == []
