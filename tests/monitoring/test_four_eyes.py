"""Nobody shares a judgement of a report they wrote: each way, by requests."""

import pytest

from monitoring.enums import ReviewState
from pathfinders.enums import Status
from tests.factories import (
    make_contributor,
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_review,
    make_role,
)

pytestmark = pytest.mark.django_db

EDITED = "Another person must assess: you edited the report."
SUBMITTED = "Another person must assess: you submitted the report."
REPORT = {"language": "en", "progress": "Two laws passed.", "next_steps": "Inspect."}
ASSESSMENT = {"assessment": "some", "assessment_reasons": "One law of two."}


@pytest.fixture
def review():
    return make_review(make_pathfinder(status=Status.PATHFINDER))


def post(client, review, page, data=None):
    review.refresh_from_db()
    data = {"version": review.version} | (data or {})
    return client.post(f"{review.get_absolute_url()}{page}", data)


def refusals(page) -> list[str]:
    return page.context["form"].non_field_errors()


def test_writer_of_a_report_does_not_share_its_assessment(client_for, review):
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(review.pathfinder.country))

    post(officer, review, "edit/", REPORT)
    post(focal_point, review, "submit/")
    assessed = post(officer, review, "assess/", ASSESSMENT)
    opened = officer.get(f"{review.get_absolute_url()}share/")
    page = post(officer, review, "share/")

    review.refresh_from_db()
    assert assessed.status_code == 302
    assert opened.context["missing"] == (EDITED,)
    assert (review.state, refusals(page)) == (ReviewState.SUBMITTED, [EDITED])


def test_who_submitted_before_it_was_returned_does_not_share(client_for, review):
    both = make_officer()
    make_role(both, "focal_point", review.pathfinder.country)
    client = client_for(both)
    contributor = client_for(make_contributor(review.pathfinder.country))
    focal_point = client_for(make_focal_point(review.pathfinder.country))

    post(contributor, review, "edit/", REPORT)
    post(client, review, "submit/")
    post(client, review, "return/", {"comment": "The country submits it."})
    post(focal_point, review, "submit/")
    post(client, review, "assess/", ASSESSMENT)
    page = post(client, review, "share/")

    assert refusals(page) == [SUBMITTED]


def test_another_officer_shares_what_the_first_wrote_in(client_for, review):
    writer, officer = client_for(make_officer()), client_for(make_officer())
    focal_point = client_for(make_focal_point(review.pathfinder.country))

    post(writer, review, "edit/", REPORT)
    post(focal_point, review, "submit/")
    post(writer, review, "assess/", ASSESSMENT)
    post(officer, review, "share/")

    review.refresh_from_db()
    assert review.state == ReviewState.SHARED


def test_writer_of_a_report_may_return_it(client_for, review):
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(review.pathfinder.country))

    post(officer, review, "edit/", REPORT)
    post(focal_point, review, "submit/")
    post(officer, review, "return/", {"comment": "Name the laws."})

    review.refresh_from_db()
    assert review.state == ReviewState.RETURNED


def test_opening_a_review_is_not_writing_its_report(client_for):
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    officer = client_for(make_officer())
    focal_point = client_for(make_focal_point(pathfinder.country))

    officer.post(
        f"/pathfinders/{pathfinder.country.slug}/reviews/start/", {"year": "2024"}
    )
    review = pathfinder.reviews.get()
    post(focal_point, review, "edit/", REPORT)
    post(focal_point, review, "submit/")
    post(officer, review, "assess/", ASSESSMENT)
    post(officer, review, "share/")

    review.refresh_from_db()
    assert review.state == ReviewState.SHARED
