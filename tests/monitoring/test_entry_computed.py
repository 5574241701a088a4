"""The entry grid shows what nobody types: the value, its sum, and where it is kept."""

import pytest

from monitoring.enums import ValueType
from pathfinders.enums import RatificationStatus
from tests import factories
from tests.factories.monitoring import make_definition
from tests.monitoring.entry_forms import address, name_of, open_round

pytestmark = pytest.mark.django_db


def instruments(number: int = 1):
    return [
        make_definition(
            value_type=ValueType.INSTRUMENTS, computed_from="priority_instruments"
        )
        for _each in range(number)
    ]


@pytest.fixture
def open_page(client_for):
    """Return a function that opens the grid of a round as the country's own."""

    def opened(submission):
        country = submission.pathfinder.country
        client = client_for(factories.make_contributor(country, language="en"))
        return client.get(address(submission))

    return opened


def test_what_is_computed_stands_with_its_sum_and_is_not_typed(open_page):
    [definition] = instruments()
    submission = open_round(definition)
    joined, other = (
        factories.make_instrument(themes=["child_labour"], is_priority=True)
        for _each in range(2)
    )
    factories.make_ratification(
        submission.pathfinder, instrument=joined, status=RatificationStatus.IN_FORCE
    )

    answer = open_page(submission)

    page = answer.content.decode()
    [row] = answer.context["rows"]
    assert (row.printed.version.quantity, row.total.state) == (1, "Computed")
    assert f"1 of 2 ratified: {joined.code}" in page
    assert "Computed from: Register of ratifications" in page
    assert row.computed.url in page
    assert f"{name_of(definition)}-seen" not in page
    assert answer.context["progress"]["total"] == 0


def test_what_cannot_be_computed_says_why_and_is_no_zero(open_page):
    answer = open_page(open_round(*instruments()))

    page = answer.content.decode()
    assert answer.context["rows"][0].printed is None
    assert "Cannot be computed" in page
    assert "No source on record for any of them." in page


def test_a_page_without_anything_to_type_offers_no_year_and_no_help(open_page):
    page = open_page(open_round(*instruments())).content.decode()

    assert "Year of the data" not in page
    assert "How to fill in this page" not in page


@pytest.mark.parametrize("lines", [1, 3])
def test_queries_do_not_grow_with_what_is_computed(
    lines, client_for, django_assert_num_queries
):
    submission = open_round(*instruments(lines), make_definition())
    client = client_for(factories.make_contributor(submission.pathfinder.country))
    client.get(address(submission))

    with django_assert_num_queries(17):
        client.get(address(submission))
