"""Annual reviews as people use them: writing, checking, deciding, reading."""

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from monitoring.models import AnnualReview
from monitoring.workflow import before_submission
from pathfinders.enums import MilestoneKind, Status
from tests.factories import (
    keeper,
    make_administrator,
    make_contributor,
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_review,
)

pytestmark = pytest.mark.django_db

REPORT = {"language": "en", "progress": "Two laws passed.", "next_steps": "Inspect."}


def start_url(pathfinder) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/reviews/start/"


def list_url(pathfinder) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/reviews/"


def with_status(**fields):
    return make_pathfinder(status=Status.PATHFINDER, **fields)


def verbs() -> list[str]:
    events = AuditEvent.objects.filter(verb__startswith="review.").order_by("pk")
    return list(events.values_list("verb", flat=True))


# --- The whole way ------------------------------------------------------------


WAY = [
    ("focal", "edit/", REPORT | {"version": "0", "then": "later"}),
    ("focal", "submit/", {}),
    ("officer", "return/", {"comment": "Name the laws."}),
    ("focal", "edit/", REPORT | {"version": "1", "then": "check"}),
    ("focal", "submit/", {}),
    (
        "officer",
        "assess/",
        {"version": "2", "assessment": "some", "assessment_reasons": "One of 2."},
    ),
    ("officer", "share/", {}),
    ("focal", "answer/", {"version": "3", "answer": "Both are in force."}),
    ("officer", "table/", {"meeting": "20th meeting"}),
    ("administrator", "outcome/", {"verdict": "accepted", "note": "A flood."}),
    ("officer", "publish/", {}),
]
EVENTS = [
    "review.started",
    "review.report_saved",
    "review.submit",
    "review.return",
    "review.report_saved",
    "review.submit",
    "review.assessment_saved",
    "review.share",
    "review.answered",
    "review.table",
    "review.outcome_recorded",
    "review.publish",
]


def test_review_from_start_to_publication_leaves_one_event_for_each_decision(
    client_for,
):
    pathfinder = with_status()
    clients = {
        "focal": client_for(make_focal_point(pathfinder.country)),
        "officer": client_for(make_officer()),
        "administrator": client_for(make_administrator()),
    }

    clients["focal"].post(start_url(pathfinder), {"year": "2024"})
    review = AnnualReview.objects.get()
    page = review.get_absolute_url()
    answers = [clients[who].post(page + verb, data) for who, verb, data in WAY]

    assert [answer.status_code for answer in answers] == [302] * 11
    assert answers[0].url == page
    assert answers[3].url == f"{page}submit/"
    review.refresh_from_db()
    assert review.state == ReviewState.PUBLISHED
    assert review.progress == "Two laws passed."
    assert review.assessment == Assessment.SOME
    assert review.answer == "Both are in force."
    assert review.justification_verdict == JustificationVerdict.ACCEPTED
    assert verbs() == EVENTS
    steps_on_record = pathfinder.milestones.filter(kind=MilestoneKind.ANNUAL_REVIEW)
    assert steps_on_record.count() == 1


# --- Starting -------------------------------------------------------------------


def test_second_start_of_a_year_says_so_and_leads_to_the_first(client_for):
    pathfinder = with_status()
    review = make_review(pathfinder, year=2024)
    client = client_for(make_focal_point(pathfinder.country))

    response = client.post(start_url(pathfinder), {"year": "2024"})

    text = response.content.decode()
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "year": ["There is a review for 2024 already."]
    }
    assert response.context["existing"] == review
    assert f'<a href="{review.get_absolute_url()}">' in text
    assert AnnualReview.objects.count() == 1


def test_second_start_does_not_lead_a_contributor_to_a_closed_review(client_for):
    pathfinder = with_status()
    make_review(pathfinder, year=2024, state=ReviewState.SUBMITTED)
    client = client_for(make_contributor(pathfinder.country))

    response = client.post(start_url(pathfinder), {"year": "2024"})

    assert response.context["existing"] is None
    assert "There is a review for 2024 already." in response.content.decode()


@pytest.mark.parametrize("year", ["", "x", "1999", "²⁰²⁴", "99999999999"])
def test_start_refuses_what_is_no_year(client_for, year):
    pathfinder = with_status()
    client = client_for(make_focal_point(pathfinder.country))

    response = client.post(start_url(pathfinder), {"year": year})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["year"]
    assert AnnualReview.objects.count() == 0


def test_start_offers_this_year_and_no_taken_one(client_for):
    pathfinder = with_status()
    this_year = timezone.localdate().year
    make_review(pathfinder, year=this_year - 1)
    client = client_for(make_focal_point(pathfinder.country))

    response = client.get(start_url(pathfinder))

    years = [value for value, _label in response.context["form"].fields["year"].choices]
    assert years[:2] == [this_year, this_year - 2]
    assert years[-1] == 2018


def test_country_without_status_is_not_reviewed(client_for):
    pathfinder = make_pathfinder()
    client = client_for(make_officer())

    response = client.post(start_url(pathfinder), {"year": "2024"})

    assert response.context["form"].non_field_errors() == [
        "Only pathfinder countries are reviewed every year."
    ]


# --- Writing --------------------------------------------------------------------


def test_report_form_shows_what_the_last_review_said(client_for):
    pathfinder = with_status()
    make_review(
        pathfinder, year=2022, state=ReviewState.PUBLISHED, progress="LAST-YEAR"
    )
    review = make_review(pathfinder, year=2024)
    client = client_for(make_contributor(pathfinder.country))

    text = client.get(f"{review.get_absolute_url()}edit/").content.decode()

    assert text.count("What the review of 2022 said") == 2  # progress, next steps
    assert "LAST-YEAR" in text
    assert "<details open" not in text


def test_report_says_what_its_submission_needs(client_for):
    review = make_review(with_status())
    client = client_for(make_focal_point(review.pathfinder.country))

    html = client.get(review.get_absolute_url() + "edit/").content.decode()

    mark = ' <span class="field__optional">(needed to submit)</span>'
    marked = [each.rsplit(">", 1)[-1] for each in html.split(mark)[:-1]]
    assert marked == ["Progress in the year", "Next steps"]
    assert len(marked) == len(before_submission(review, keeper(), None))


def test_stale_report_answers_409_with_both_texts(client_for):
    pathfinder = with_status()
    review = make_review(pathfinder)
    first = client_for(make_focal_point(pathfinder.country))
    second = client_for(make_contributor(pathfinder.country))
    page = f"{review.get_absolute_url()}edit/"
    first.post(page, REPORT | {"version": "0", "progress": "THEIRS"})

    response = second.post(page, REPORT | {"version": "0", "progress": "MINE"})

    assert response.status_code == 409
    assert ("Progress in the year", "THEIRS", "MINE") in [
        (label.capitalize(), theirs, mine)
        for label, theirs, mine in response.context["form"].conflicts
    ]
    review.refresh_from_db()
    assert review.progress == "THEIRS"
    text = response.content.decode()
    assert 'name="version" value="1"' in text
    again = second.post(page, REPORT | {"version": "1", "progress": "BOTH"})
    assert again.status_code == 302


@pytest.mark.parametrize("make_writer", [make_focal_point, make_contributor])
def test_text_for_a_report_submitted_meanwhile_comes_back(client_for, make_writer):
    pathfinder = with_status()
    review = make_review(pathfinder, state=ReviewState.SUBMITTED, progress="STORED")
    client = client_for(make_writer(pathfinder.country))

    response = client.post(
        f"{review.get_absolute_url()}edit/",
        REPORT | {"version": "0", "progress": "MINE <b>"},
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "MINE &lt;b&gt;" in text
    assert "STORED" not in text
    review.refresh_from_db()
    assert review.progress == "STORED"


def test_assessment_needs_a_choice_and_reasons(client_for):
    review = make_review(state=ReviewState.SUBMITTED)

    response = client_for(make_officer()).post(
        f"{review.get_absolute_url()}assess/", {"version": "0"}
    )

    assert list(response.context["form"].errors) == ["assessment", "assessment_reasons"]


def test_text_of_the_country_is_escaped_everywhere(client_for):
    pathfinder = with_status()
    review = make_review(
        pathfinder, progress="<script>1</script>", next_steps="<b>bold</b>"
    )
    client = client_for(make_focal_point(pathfinder.country))

    for page in ("", "submit/", "edit/"):
        text = client.get(review.get_absolute_url() + page).content.decode()
        assert "<script>1" not in text
        assert "<b>bold" not in text
        assert "&lt;script&gt;1" in text


# --- Deciding -------------------------------------------------------------------


def test_incomplete_report_lists_what_is_missing_and_has_no_button(client_for):
    review = make_review(with_status())
    client = client_for(make_focal_point(review.pathfinder.country))
    page = f"{review.get_absolute_url()}submit/"

    response = client.get(page)
    refused = client.post(page)

    assert response.context["missing"] == (
        "The progress in the year is not described.",
        "The next steps are missing.",
    )
    assert 'class="button">Submit the report' not in response.content.decode()
    assert refused.context["form"].non_field_errors() == [
        "The progress in the year is not described.",
        "The next steps are missing.",
    ]
    review.refresh_from_db()
    assert review.state == ReviewState.DRAFT


def test_returned_report_shows_the_comment_and_what_to_do(client_for):
    review = make_review(
        with_status(), state=ReviewState.RETURNED, return_comment="Name the laws."
    )
    client = client_for(make_contributor(review.pathfinder.country))

    text = client.get(review.get_absolute_url()).content.decode()

    assert "Name the laws." in text
    assert "What to do now" in text


def test_move_from_a_wrong_state_goes_back_with_a_message(client_for):
    review = make_review(state=ReviewState.PUBLISHED)
    client = client_for(make_officer())

    response = client.post(f"{review.get_absolute_url()}share/", follow=True)

    assert response.redirect_chain == [(review.get_absolute_url(), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed: the review is “Published” now."
    ]
    assert verbs() == []


def test_officer_who_submitted_for_a_country_does_not_assess_it(client_for):
    officer = make_officer()
    review = make_review(
        state=ReviewState.SUBMITTED,
        submitted_by=officer,
        assessment=Assessment.SOME,
        assessment_reasons="Some.",
    )

    response = client_for(officer).post(f"{review.get_absolute_url()}share/")

    assert response.context["form"].non_field_errors() == [
        "Another person must assess: you submitted the report."
    ]


def test_outcome_is_recorded_once(client_for):
    review = make_review(state=ReviewState.TABLED)
    client = client_for(make_administrator())
    page = f"{review.get_absolute_url()}outcome/"

    first = client.post(page, {"verdict": "not_needed"})
    second = client.post(page, {"verdict": "not_needed"}, follow=True)

    assert first.status_code == 302
    assert "Nothing was changed" in second.content.decode()
    assert verbs() == ["review.outcome_recorded"]
