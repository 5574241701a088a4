"""Annual reviews in the read API: only published ones, with all that they say."""

import pytest

from monitoring.enums import ReviewState
from tests.api.asking import HOST, ask, refused, walk
from tests.factories import make_country, make_pathfinder, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def kenya():
    return make_pathfinder(
        country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"),
        status="pathfinder",
    )


def test_review_is_told_as_its_page_tells_it(kenya):
    make_review(kenya, year=2024, state=ReviewState.PUBLISHED, outcome_note="Well done")
    row = {
        "country": {"iso3": "KEN", "name": "Kenya"},
        "year": 2024,
        "language": "en",
        "assessment": {"code": "substantial", "label": "Substantial progress"},
        "meeting": "20th meeting of the Global Coordinating Group",
        "published_at": "2024-03-01T12:00:00Z",
        "page": f"{HOST}/pathfinders/ken/reviews/2024/",
        "detail": f"{HOST}/api/v1/reviews/KEN/2024/",
        "pdf": None,
    }

    assert ask("reviews/")["items"] == [row]
    assert ask("reviews/ken/2024/") == row | {
        "progress": "Two laws passed.",
        "challenges": "",
        "justification": "",
        "support_needed": "",
        "next_steps": "Inspect more farms.",
        "assessment_reasons": "The laws are in force.",
        "answer": "We agree with the assessment.",
        "justification_verdict": {"code": "not_needed", "label": "Not needed"},
        "outcome_note": "Well done",
        "outcome_at": "2024-03-01T12:00:00Z",
    }


@pytest.mark.parametrize(
    "state", [state for state in ReviewState if state != ReviewState.PUBLISHED]
)
def test_review_on_its_way_is_not_told(kenya, state):
    make_review(kenya, year=2024, state=state)

    assert ask("reviews/")["items"] == []
    assert refused("reviews/KEN/2024/")[0] == 404


def test_reviews_are_in_order_and_narrowed(kenya):
    peru = make_pathfinder(country=make_country(iso3="PER", iso2="PE"))
    for pathfinder, year in ((peru, 2024), (kenya, 2025), (kenya, 2024)):
        make_review(pathfinder, year=year, state=ReviewState.PUBLISHED)

    def keys(**query):
        rows = walk("reviews/", page_size=2, **query)
        return [(each["country"]["iso3"], each["year"]) for each in rows]

    assert keys() == [("KEN", 2024), ("KEN", 2025), ("PER", 2024)]
    assert keys(country="PER") == [("PER", 2024)]
    assert keys(year=2025) == [("KEN", 2025)]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_depend_on_the_number_of_reviews(
    rows, django_assert_num_queries
):
    for _row in range(rows):
        make_review(state=ReviewState.PUBLISHED)

    with django_assert_num_queries(2):
        assert len(ask("reviews/")["items"]) == rows
