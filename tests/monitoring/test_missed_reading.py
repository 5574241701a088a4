"""Missed milestones as they are judged and read: the outcome, the page, the PDF."""

import pytest
from django.test import Client

from alliance87.core.enums import Audience
from monitoring.enums import Assessment, ReviewState
from monitoring.models import AnnualReview
from monitoring.reports import review_pdf, review_report
from tests.factories import (
    make_administrator,
    make_contributor,
    make_document,
    make_focal_point,
    make_gcg_member,
    make_missed_milestone,
    make_review,
)
from tests.monitoring.missed_forms import LATE, page_of, text_at, with_plan
from tests.monitoring.test_documents import text_of
from tests.monitoring.test_review_permissions import reader
from tests.verapdf import validate

pytestmark = pytest.mark.django_db

HEADING = "Missed milestones and their reasons"


# --- The outcome ------------------------------------------------------------------


def test_outcome_asks_about_every_milestone_and_proposes(client_for):
    review = make_review(state=ReviewState.TABLED, assessment=Assessment.SOME)
    first = make_missed_milestone(review)
    second = make_missed_milestone(review, title="Pass the law")
    client = client_for(make_administrator())
    page = page_of(review, "outcome/")

    text = text_at(client, page)
    refused = client.post(
        page, {"verdict": "accepted", f"verdict-{first.pk}": "accepted"}
    )
    mixed = client.post(
        page,
        {"verdict": "accepted", f"verdict-{first.pk}": "accepted"}
        | {f"why-{first.pk}": "A flood.", f"why-{second.pk}": "No cause."}
        | {f"verdict-{second.pk}": "not_accepted"},
    )

    assert "Proposal: accepted only when the reasons for every missed" in text
    assert refused.context["form"].errors == {
        f"why-{first.pk}": ["Say why, for “Train inspectors”."],
        f"verdict-{second.pk}": [
            "Say whether the reasons for “Pass the law” are accepted."
        ],
        f"why-{second.pk}": ["Say why, for “Pass the law”."],
    }
    assert mixed.status_code == 302
    review.refresh_from_db()
    assert (review.justification_verdict, review.is_weak) == ("accepted", False)


def test_outcome_with_substantial_progress_proposes_nothing(client_for):
    review = make_review(state=ReviewState.TABLED)
    make_missed_milestone(review)

    text = text_at(client_for(make_administrator()), page_of(review, "outcome/"))

    assert "Proposal:" not in text
    assert "Does the Group accept the reasons?" in text


# --- Reading ----------------------------------------------------------------------


def page_for(state: str, verb: str, count: int, client_for) -> tuple[Client, str]:
    """Return a browser and the page of a review with so many overdue actions."""
    pathfinder = with_plan(*[LATE] * count)
    review = make_review(pathfinder, state=state)
    for _each in range(count):
        paper = make_document(audience="public", country=pathfinder.country)
        make_missed_milestone(review, proof=paper)
    makers = {
        ReviewState.DRAFT: lambda: client_for(make_focal_point(pathfinder.country)),
        ReviewState.TABLED: lambda: client_for(make_administrator()),
    }
    return makers.get(state, Client)(), page_of(review, verb)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("state", "verb", "queries"),
    [
        (ReviewState.PUBLISHED, "", 3),
        (ReviewState.DRAFT, "", 8),
        (ReviewState.DRAFT, "submit/", 7),
        (ReviewState.DRAFT, "missed/add/", 9),
        (ReviewState.TABLED, "outcome/", 5),
    ],
)
def test_pages_ask_the_same_for_one_milestone_and_three(
    client_for, django_assert_num_queries, state, verb, queries, count
):
    client, address = page_for(state, verb, count, client_for)

    with django_assert_num_queries(queries):
        answer = client.get(address)

    assert answer.status_code == 200


def test_review_without_milestones_says_nothing_about_them_to_readers(client):
    review = make_review(state=ReviewState.PUBLISHED)

    assert HEADING not in text_at(client, page_of(review))
    assert HEADING not in text_of(review_report(review, make_gcg_member()))


def test_pdf_says_the_reasons_and_the_verdicts():
    review = make_review(state=ReviewState.PUBLISHED)
    facts = {"due_on": "2024-05-31", "remedy_by": "2025-12-31"}
    make_missed_milestone(
        review, verdict="not_accepted", verdict_note="Nothing stood in the way", **facts
    )
    make_missed_milestone(review, title="Pass the *law*", cause="law", until_on=None)

    text = text_of(review_report(review, make_gcg_member()))

    assert "2 milestones were missed" in text
    assert (
        "Train inspectors 31 May 2024 Disaster or epidemic Not accepted "
        "Nothing stood in the way" in text
    )
    assert (
        "Pass the *law* Not on record A law that was not passed Not decided yet"
    ) in text
    assert (
        "Train inspectors What happened A flood closed the roads. What is done about "
        "it Train them in two districts. Cause Disaster or epidemic It lasted "
        "1 March 2024 – 30 June 2024 Proof No document Until when 31 December 2025"
    ) in text


@pytest.mark.parametrize(
    ("audience", "is_read"),
    [(Audience.PUBLIC, True), (Audience.GCG, False), (Audience.COUNTRY, False)],
)
def test_proof_is_named_to_those_who_may_read_it(audience, is_read):
    review = make_review(state=ReviewState.PUBLISHED)
    country = review.pathfinder.country
    paper = make_document(title="SECRET-TITLE", audience=audience, country=country)
    make_missed_milestone(review, proof=paper, locator="SECRET-PAGE")
    member = reader("FP=", country)

    public = text_at(Client(), page_of(review))
    pdf = text_of(review_report(AnnualReview.objects.get(), make_contributor()))

    for words in ("SECRET-TITLE", "SECRET-PAGE"):
        assert (words in public, words in pdf) == (is_read, is_read)
        assert words in text_at(member, page_of(review))
    assert ("On file, not open to you" in public) is not is_read


@pytest.mark.verapdf
def test_pdf_with_missed_milestones_is_accessible():
    review = make_review(state=ReviewState.PUBLISHED)
    make_missed_milestone(review, verdict="accepted", verdict_note="A flood.")
    make_missed_milestone(review, title="Pass the law", until_on=None)

    assert validate(review_pdf(review, make_gcg_member())) == []
