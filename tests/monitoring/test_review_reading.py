"""Annual reviews as people read them: the list of a country, one review, its PDF."""

import pytest

from monitoring.enums import ReviewState
from tests.factories import make_focal_point, make_officer, make_pathfinder, make_review
from tests.monitoring.test_review_pages import list_url, start_url, with_status

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_reviews_asks_the_same_for_one_and_three(
    client, django_assert_num_queries, count
):
    pathfinder = with_status()
    for year in range(2022, 2022 + count):
        make_review(pathfinder, year=year, state=ReviewState.PUBLISHED)

    with django_assert_num_queries(2):
        response = client.get(list_url(pathfinder))

    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_for_the_secretariat_asks_the_same_for_one_and_three(
    client_for, django_assert_num_queries, count
):
    pathfinder = with_status()
    for year in range(2022, 2022 + count):
        make_review(pathfinder, year=year, state=ReviewState.SHARED)
    client = client_for(make_officer())

    with django_assert_num_queries(5):
        response = client.get(list_url(pathfinder))

    assert len(response.context["rows"]) == count


def test_review_page_asks_a_fixed_number_of_queries(client, django_assert_num_queries):
    review = make_review(state=ReviewState.PUBLISHED)

    with django_assert_num_queries(3):
        client.get(review.get_absolute_url())


def test_empty_list_says_why_to_each_reader(client, client_for):
    reviewed, other = with_status(), make_pathfinder()
    focal = client_for(make_focal_point(reviewed.country))

    texts = [
        focal.get(list_url(reviewed)).content.decode(),
        client.get(list_url(reviewed)).content.decode(),
        client.get(list_url(other)).content.decode(),
    ]

    assert "There is no annual review yet." in texts[0]
    assert start_url(reviewed) in texts[0]
    assert "No annual review is published yet." in texts[1]
    assert start_url(reviewed) not in texts[1]
    assert "Only countries with pathfinder status" in texts[2]


def test_names_of_officials_are_not_public(client, client_for):
    focal = make_focal_point(name="NAMED-OFFICIAL")
    review = make_review(state=ReviewState.PUBLISHED, submitted_by=focal)
    tabled = make_review(state=ReviewState.TABLED, submitted_by=focal)

    public = client.get(review.get_absolute_url()).content.decode()
    officer = client_for(make_officer()).get(tabled.get_absolute_url())

    assert "NAMED-OFFICIAL" not in public
    assert "NAMED-OFFICIAL" in officer.content.decode()


def test_texts_carry_the_language_they_are_written_in(client):
    review = make_review(state=ReviewState.PUBLISHED, language="fr")

    text = client.get(review.get_absolute_url()).content.decode()

    assert '<div class="prose" lang="fr"><p>Two laws passed.</p></div>' in text


def test_pdf_is_named_after_country_and_year(client):
    review = make_review(state=ReviewState.PUBLISHED)

    response = client.get(f"{review.get_absolute_url()}pdf/")

    iso3 = review.pathfinder.country.slug
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="annual-review-{iso3}-2024.pdf"'
    )
    assert response.content.startswith(b"%PDF-")


def test_document_that_cannot_be_made_leads_back_to_the_review(client, settings):
    review = make_review(state=ReviewState.PUBLISHED)
    settings.PDF_MEMORY_MB = 1

    response = client.get(f"{review.get_absolute_url()}pdf/", follow=True)

    assert response.redirect_chain == [(review.get_absolute_url(), 302)]
    assert "Nothing was changed." in response.content.decode()
