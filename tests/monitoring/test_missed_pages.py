"""Missed milestones as people use them: giving reasons, judging them, reading them."""

import pytest
from django.test import Client

from monitoring.enums import ReviewState
from monitoring.models import MissedMilestone
from tests.factories import (
    make_administrator,
    make_contributor,
    make_document,
    make_focal_point,
    make_missed_milestone,
    make_officer,
    make_review,
    pdf_upload,
)
from tests.monitoring.missed_forms import (
    DONE,
    LATE,
    TYPED,
    actions_of,
    page_of,
    text_at,
    with_plan,
)
from tests.monitoring.test_review_permissions import (
    ROLES,
    STATUS_CODES,
    reader,
    review_in,
)

pytestmark = pytest.mark.django_db

HEADING = "Missed milestones and their reasons"


# --- The whole way ----------------------------------------------------------------


def test_overdue_action_leads_to_its_reasons_and_to_submission(client_for):
    pathfinder = with_plan(LATE, DONE)
    late, _done = actions_of(pathfinder)
    review = make_review(pathfinder, progress="Two laws.", next_steps="Inspect.")
    focal = client_for(make_focal_point(pathfinder.country))
    give = f'href="{page_of(review, "missed/add/")}?action={late.key}"'

    assert give in text_at(focal, page_of(review))
    assert "1 without reasons" in text_at(focal, page_of(review))
    start = focal.get(f"{page_of(review, 'missed/add/')}?action={late.key}")
    assert start.context["form"]["title"].value() == "Draft the law"
    assert str(start.context["form"]["due_on"].value()) == "2024-06-30"
    saved = focal.post(
        page_of(review, "missed/add/"),
        TYPED
        | {"action_key": str(late.key), "title": "", "locator": "page 3"}
        | {"upload": pdf_upload(), "file_title": "On the flood", "audience": "public"},
    )
    assert saved.url == page_of(review, "#missed")
    assert give not in text_at(focal, page_of(review))
    assert "gives no reasons" not in text_at(focal, page_of(review, "submit/"))
    focal.post(page_of(review, "submit/"))
    officer = client_for(make_officer())
    assert "A flood closed the roads." in text_at(officer, page_of(review, "assess/"))


def test_reasons_are_judged_and_published_with_the_review(client_for):
    review = make_review(state=ReviewState.TABLED, assessment="some")
    days = {"due_on": "2024-05-31", "remedy_by": "2025-12-31"}
    row = make_missed_milestone(review, **days)
    judgement = {f"verdict-{row.pk}": "accepted", f"why-{row.pk}": "It was a flood."}

    judged = client_for(make_administrator()).post(
        page_of(review, "outcome/"), {"verdict": "accepted", "note": ""} | judgement
    )
    client_for(make_officer()).post(page_of(review, "publish/"))

    review.refresh_from_db()
    assert judged.url == page_of(review)
    assert review.state == ReviewState.PUBLISHED
    public = text_at(Client(), page_of(review))
    for words in (
        *(HEADING, "Train inspectors", "31 May 2024", "Disaster or epidemic"),
        *("1 March 2024 – 30 June 2024", "A flood closed the roads.", "No document"),
        *("Train them in two districts.", "31 December 2025", "It was a flood."),
    ):
        assert words in public
    assert "Add a missed milestone" not in public


# --- Who may ----------------------------------------------------------------------

CELLS = [
    ("draft", "L H H Y Y H H H Y Y H"),
    ("returned", "L H H Y Y H H H Y Y H"),
    ("submitted", "L H H H N H H H N N D"),
    ("shared", "L H H H N H H H N N D"),
    ("tabled", "L D D H N H H H N N D"),
    ("published", "L D D N N D D D N N D"),
]
CODES = STATUS_CODES | {"N": 302}
MATRIX = [
    pytest.param(state, role, cell, id=f"{state}-{role}-{cell}")
    for state, cells in CELLS
    for role, cell in zip(ROLES, cells.split(), strict=True)
]


@pytest.mark.parametrize(("state", "role", "cell"), MATRIX)
def test_pages_of_a_milestone_open_for_those_who_write_the_report(state, role, cell):
    review = review_in(state)
    row = make_missed_milestone(review)
    client = reader(role, review.pathfinder.country)
    pages = ("missed/add/", f"missed/{row.pk}/", f"missed/{row.pk}/remove/")

    answers = [client.get(page_of(review, page)) for page in pages]

    assert [answer.status_code for answer in answers] == [CODES[cell]] * 3
    if cell == "N":
        assert {answer.url for answer in answers} == {page_of(review)}


@pytest.mark.parametrize(
    ("state", "role", "cell"),
    [each for each in MATRIX if each.values[2] != "Y"],
)
def test_nothing_is_written_by_those_who_may_not(state, role, cell):
    review = review_in(state)
    row = make_missed_milestone(review)
    client = reader(role, review.pathfinder.country)
    pages = ("missed/add/", f"missed/{row.pk}/", f"missed/{row.pk}/remove/")
    before = list(MissedMilestone.objects.values())

    for page in pages:
        client.post(page_of(review, page), TYPED | {"title": "forged"})

    assert list(MissedMilestone.objects.values()) == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", ["draft", "submitted", "tabled", "published"])
def test_reasons_are_read_by_those_who_read_the_report(state, role):
    review = review_in(state)
    make_missed_milestone(review, reasons="CANARY-REASONS")
    client = reader(role, review.pathfinder.country)

    answer = client.get(page_of(review))

    assert ("CANARY-REASONS" in answer.content.decode()) == (answer.status_code == 200)


def test_milestone_of_another_review_is_not_found(client_for):
    review, other = make_review(), make_review()
    row = make_missed_milestone(other)
    client = client_for(make_officer())

    for page in (f"missed/{row.pk}/", f"missed/{row.pk}/remove/"):
        assert client.get(page_of(review, page)).status_code == 404


# --- Writing ----------------------------------------------------------------------


def test_stale_form_answers_409_and_names_the_action(client_for):
    pathfinder = with_plan(LATE)
    key = str(actions_of(pathfinder)[0].key)
    review = make_review(pathfinder)
    row = make_missed_milestone(review)
    page = page_of(review, f"missed/{row.pk}/")
    first = client_for(make_focal_point(pathfinder.country))
    second = client_for(make_contributor(pathfinder.country))
    first.post(page, TYPED | {"action_key": key, "reasons": "THEIRS"})

    answer = second.post(page, TYPED | {"reasons": "MINE"})

    assert answer.status_code == 409
    conflicts = answer.context["form"].conflicts
    assert ("Action of the roadmap", "Draft the law", "") in conflicts
    assert "THEIRS" in [theirs for _label, theirs, _mine in conflicts]
    again = second.post(page, TYPED | {"reasons": "BOTH", "version": "1"})
    assert again.status_code == 302
    row.refresh_from_db()
    assert (row.reasons, row.version) == ("BOTH", 2)


@pytest.mark.parametrize("make_writer", [make_focal_point, make_contributor])
def test_text_typed_into_a_closed_report_comes_back(client_for, make_writer):
    review = make_review(state=ReviewState.SUBMITTED)
    client = client_for(make_writer(review.pathfinder.country))

    answer = client.post(
        page_of(review, "missed/add/"), TYPED | {"reasons": "MINE <b>"}
    )

    assert answer.status_code == 409
    assert "MINE &lt;b&gt;" in answer.content.decode()
    assert not MissedMilestone.objects.exists()


def test_text_typed_about_a_removed_milestone_comes_back(client_for):
    review = make_review()
    row = make_missed_milestone(review)
    client = client_for(make_focal_point(review.pathfinder.country))
    client.post(page_of(review, f"missed/{row.pk}/remove/"))

    answer = client.post(page_of(review, f"missed/{row.pk}/"), TYPED)

    assert not MissedMilestone.objects.exists()
    assert answer.status_code == 409
    assert "Somebody removed this milestone" in answer.content.decode()
    assert "A flood closed the roads." in answer.content.decode()


def test_removing_asks_first(client_for):
    review = make_review()
    row = make_missed_milestone(review)
    client = client_for(make_focal_point(review.pathfinder.country))
    page = page_of(review, f"missed/{row.pk}/remove/")

    asked = client.get(page)
    answer = client.post(page)

    assert asked.context["heading"] == "Remove the missed milestone"
    assert "Train inspectors" in asked.content.decode()
    assert answer.url == page_of(review, "#missed")


def test_proof_that_became_secret_is_kept_without_its_title(client_for):
    review = make_review()
    country = review.pathfinder.country
    paper = make_document(title="SECRET-TITLE", audience="secretariat", country=country)
    row = make_missed_milestone(review, proof=paper)
    client = client_for(make_contributor(country))
    page = page_of(review, f"missed/{row.pk}/")

    text = text_at(client, page)
    saved = client.post(page, TYPED | {"proof": str(paper.pk)})

    assert "SECRET-TITLE" not in text
    assert "The document on file, which you cannot open" in text
    assert saved.status_code == 302
    row.refresh_from_db()
    assert row.proof == paper


# --- The hint before submission ---------------------------------------------------


def test_submission_hints_at_overdue_actions_and_takes_the_report(client_for):
    pathfinder = with_plan(LATE, LATE | {"title": "Adopt the list"}, DONE)
    review = make_review(pathfinder, progress="Two laws.", next_steps="Inspect.")
    client = client_for(make_focal_point(pathfinder.country))
    page = page_of(review, "submit/")

    assert client.get(page).context["hint"] == (
        "2 actions are past their end, and the report gives no reasons: "
        "Draft the law; Adopt the list."
    )
    assert client.post(page).url == page_of(review)
    review.refresh_from_db()
    assert review.state == ReviewState.SUBMITTED


def test_country_without_a_published_roadmap_gets_no_hint(client_for):
    review = make_review(progress="Two laws.", next_steps="Inspect.")
    client = client_for(make_focal_point(review.pathfinder.country))

    assert client.get(page_of(review, "submit/")).context["hint"] == ""
