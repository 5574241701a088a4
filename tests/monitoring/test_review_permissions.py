"""The rows of `permissions.csv` about annual reviews, by real requests.

A row of the matrix is a name of an object with an action; its cells say what each
role gets: Y yes, D refused (403), H hidden (404), L sent to sign in.
"""

from itertools import product

import pytest
from django.test import Client

from monitoring.enums import Assessment, ReviewState
from monitoring.models import AnnualReview
from pathfinders.enums import Status
from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_officer,
    make_pathfinder,
    make_review,
)

pytestmark = pytest.mark.django_db

ROLES = ("AN", "OB", "GM", "CO=", "FP=", "CO≠", "FP≠", "AG", "SO", "SA", "CH")
STATUS_CODES = {"Y": 200, "D": 403, "H": 404, "L": 302}
ASSESSMENT = "CANARY-ASSESSMENT"
COMMENT = "CANARY-COMMENT"
ANSWER = "CANARY-ANSWER"
OPEN = (ReviewState.DRAFT, ReviewState.RETURNED)

# state, address below the review, cells in the order of ROLES
MATRIX = [
    # annual review, self-report draft: view / edit
    *[(state, "", "L H H Y Y H H H Y Y H") for state in OPEN],
    *[(state, "pdf/", "L H H Y Y H H H Y Y H") for state in OPEN],
    *[(state, "edit/", "L H H Y Y H H H Y Y H") for state in OPEN],
    ("draft", "submit/", "L H H D Y H H H D D H"),
    ("returned", "submit/", "L H H D Y H H H D D H"),
    # the report is with the secretariat; its own focal point still reads it
    ("submitted", "", "L H H H Y H H H Y Y Y"),
    ("submitted", "pdf/", "L H H H Y H H H Y Y Y"),
    ("submitted", "return/", "L H H H D H H H Y Y D"),
    # annual review, assessment draft: edit
    ("submitted", "assess/", "L H H H H H H H Y Y D"),
    ("submitted", "share/", "L H H H H H H H Y Y D"),
    # annual review, assessment shared with country: view, comment
    ("shared", "", "L H H H Y H H H Y Y Y"),
    ("shared", "pdf/", "L H H H Y H H H Y Y Y"),
    ("shared", "answer/", "L H H H Y H H H D D D"),
    ("shared", "table/", "L H H H D H H H Y Y D"),
    # annual review, tabled: view / PDF
    ("tabled", "", "L Y Y H Y H H H Y Y Y"),
    ("tabled", "pdf/", "L Y Y H Y H H H Y Y Y"),
    # annual review, outcome (counts towards on hold): record
    ("tabled", "outcome/", "L D D D D H H D D Y D"),
    ("tabled", "publish/", "L D D H D H H H Y Y D"),
    # annual review, published: view / PDF
    ("published", "", "Y Y Y Y Y Y Y Y Y Y Y"),
    ("published", "pdf/", "Y Y Y Y Y Y Y Y Y Y Y"),
]
# Making a document takes a second: where it may be read, these roles fetch it.
RENDERED = {"AN", "GM", "FP=", "SO"}
CELLS = [
    pytest.param(state, page, role, cell, id=f"{state}-{page or 'view'}-{role}-{cell}")
    for state, page, cells in MATRIX
    for role, cell in zip(ROLES, cells.split(), strict=True)
    if page != "pdf/" or cell != "Y" or role in RENDERED
]
# Who reads the assessment, by state; everybody else must not find it anywhere.
READS_ASSESSMENT = {
    "draft": set(),
    "returned": {"SO", "SA"},
    "submitted": {"SO", "SA", "CH"},
    "shared": {"FP=", "SO", "SA", "CH"},
    "tabled": {"OB", "GM", "FP=", "SO", "SA", "CH"},
    "published": set(ROLES),
}
READS_COMMENT = {"returned": {"CO=", "FP=", "SO", "SA"}}


def reader(role: str, country) -> Client:
    """Return a browser of that role; for `=` and `≠` of this or another country."""
    make = {
        "OB": make_gcg_observer,
        "GM": make_gcg_member,
        "AG": make_group_chair,
        "SO": make_officer,
        "SA": make_administrator,
        "CH": make_chair,
        "CO=": lambda: make_contributor(country),
        "FP=": lambda: make_focal_point(country),
        "CO≠": make_contributor,
        "FP≠": make_focal_point,
    }
    client = Client()
    if role != "AN":
        client.force_login(make[role]())
    return client


def review_in(state: str, **fields) -> AnnualReview:
    """Make a review that holds every secret its state can hold."""
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    facts = {"return_comment": COMMENT} if state != "draft" else {}
    if state not in {"draft", "submitted"}:
        facts |= {"assessment_reasons": ASSESSMENT}
    if state in {"submitted", "returned"}:
        facts |= {"assessment": Assessment.SOME, "assessment_reasons": ASSESSMENT}
    if state in {"shared", "tabled", "published"}:
        facts |= {"answer": ANSWER}
    return make_review(pathfinder, state=state, **facts | fields)


@pytest.mark.parametrize(("state", "page", "role", "cell"), CELLS)
def test_matrix_cell_is_what_a_request_gets(state, page, role, cell):
    review = review_in(state)
    client = reader(role, review.pathfinder.country)

    response = client.get(review.get_absolute_url() + page)

    assert response.status_code == STATUS_CODES[cell]
    if cell == "L":
        assert response.url.startswith("/account/login/?next=/pathfinders/")


@pytest.mark.parametrize(
    ("state", "page", "role", "cell"),
    [
        each
        for each in CELLS
        if each.values[1] not in {"", "pdf/"} and each.values[3] != "Y"
    ],
)
def test_refused_cell_writes_nothing_when_posted(state, page, role, cell):
    review = review_in(state)
    client = reader(role, review.pathfinder.country)
    before = AnnualReview.objects.filter(pk=review.pk).values().get()

    response = client.post(review.get_absolute_url() + page, everything(review))

    assert response.status_code == STATUS_CODES[cell]
    assert AnnualReview.objects.filter(pk=review.pk).values().get() == before


def everything(review) -> dict:
    """Return values for every field of every form, and some that no form has."""
    return {
        "version": review.version,
        "language": "fr",
        "progress": "forged",
        "next_steps": "forged",
        "assessment": "none",
        "assessment_reasons": "forged",
        "answer": "forged",
        "comment": "forged",
        "meeting": "forged",
        "verdict": "not_needed",
        "note": "forged",
        "state": "published",
        "outcome_by": 1,
    }


@pytest.mark.parametrize(
    ("state", "role"), list(product(READS_ASSESSMENT, ROLES)), ids="-".join
)
def test_secrets_are_read_by_those_who_may_and_nobody_else(state, role):
    review = review_in(state)
    client = reader(role, review.pathfinder.country)
    address = review.get_absolute_url()
    pages = ("edit/", "submit/", "return/", "assess/", "share/", "answer/")

    page = client.get(address).content.decode()
    text = page + "".join(
        client.get(address + each).content.decode()
        for each in (*pages, "table/", "outcome/", "publish/", "../")
    )

    assert (COMMENT in page) == (role in READS_COMMENT.get(state, set()))
    if role not in READS_ASSESSMENT[state]:
        assert ASSESSMENT not in text
        assert ANSWER not in text
        assert "Some progress" not in text
    elif state != "returned" or role in {"SO", "SA"}:
        assert ASSESSMENT in page
    if state != "returned":
        assert COMMENT not in page


@pytest.mark.parametrize("role", ROLES)
def test_review_of_a_hidden_country_is_not_public(role):
    pathfinder = make_pathfinder(status=Status.PATHFINDER, is_public=False)
    review = make_review(pathfinder, state=ReviewState.PUBLISHED)
    client = reader(role, pathfinder.country)

    response = client.get(review.get_absolute_url())

    expected = {"AN": 302, "FP=": 200, "SO": 200, "SA": 200, "CH": 200}
    assert response.status_code == expected.get(role, 404)


def test_unknown_review_looks_like_a_hidden_one_to_a_visitor(client):
    review = review_in("draft")
    hidden = client.get(review.get_absolute_url())

    unknown = client.get(review.get_absolute_url().replace("2024", "2023"))

    assert (hidden.status_code, unknown.status_code) == (302, 302)
    assert unknown.url == hidden.url.replace("2024", "2023")


def test_role_that_ended_closes_the_review_at_the_next_request(client_for):
    review = review_in("shared")
    user = make_focal_point(review.pathfinder.country)
    client = client_for(user)
    assert client.get(review.get_absolute_url()).status_code == 200

    user.role_assignments.update(ends_on="2020-12-31")

    assert client.get(review.get_absolute_url()).status_code == 404
