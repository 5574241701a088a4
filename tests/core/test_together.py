"""Reads that are made in one query give what each would give by itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Count, Prefetch, prefetch_related_objects

from alliance87.core.together import fetch_together, prefetch_together
from pathfinders.enums import RoadmapState
from pathfinders.models import (
    Action,
    FundingLine,
    Milestone,
    Pathfinder,
    Priority,
    Roadmap,
)
from tests import factories

pytestmark = pytest.mark.django_db
LOOKUPS = (
    Prefetch("milestones", Milestone.objects.select_related("document")),
    Prefetch("roadmaps", Roadmap.objects.filter(number=1)),
    *("roadmaps__priorities", "roadmaps__priorities__actions", "workshops"),
)


@pytest.fixture
def country():
    """A country with two roadmaps, and others beside it."""
    found = factories.make_pathfinder()
    for each in (found, factories.make_pathfinder()):
        factories.make_milestone(each, document=factories.make_document())
        states = (RoadmapState.SUPERSEDED, RoadmapState.DRAFT)
        for number, state in enumerate(states, start=1):
            rows = {f"First {number}": ["a", "b"], f"Second {number}": []}
            factories.make_roadmap(each, number=number, state=state, rows=rows)
    return found


def fields_of(row) -> dict:
    return {
        each.attname: (type(value := getattr(row, each.attname)), value)
        for each in row._meta.concrete_fields
    }


def test_rows_are_those_of_each_read_in_their_order(country, django_assert_num_queries):
    milestones = Milestone.objects.select_related("document").order_by("-pk")
    titles = Action.objects.order_by("title").values_list("title", "priority__title")
    none = Roadmap.objects.none()

    with django_assert_num_queries(1):
        fetch_together(milestones, titles, none)

    with django_assert_num_queries(0):
        assert list(none) == []
        assert all(each.document.title for each in milestones)
        kept = [(fields_of(each), fields_of(each.document)) for each in milestones]
        pairs = list(titles)
    again = milestones.all()
    assert kept == [(fields_of(each), fields_of(each.document)) for each in again]
    assert pairs == list(titles.all())
    assert all(isinstance(each, tuple) for each in pairs)


def test_numbers_and_counts_keep_their_kind(country):
    action = Action.objects.filter(priority__roadmap__number=2).first()
    amount = Decimal("12345678901234.50")
    FundingLine.objects.create(
        action=action, kind="needed", amount=amount, currency="USD"
    )
    amounts = FundingLine.objects.values_list("amount", flat=True)
    counted = Priority.objects.annotate(n=Count("actions")).order_by("pk")

    fetch_together(amounts, counted)

    assert [str(each) for each in amounts] == [str(amount)]
    assert [each.n for each in counted] == [each.n for each in counted.all()]


def test_what_has_been_read_is_not_read_again(country, django_assert_num_queries):
    read, unread = Pathfinder.objects.all(), Roadmap.objects.all()
    rows = list(read)

    with django_assert_num_queries(1):
        fetch_together(read, unread)
        fetch_together(read, unread)

    assert all(one is two for one, two in zip(rows, read, strict=True))
    assert list(unread) == list(unread.all())


def test_related_rows_are_those_that_django_prefetches(
    country, django_assert_num_queries
):
    other = Pathfinder.objects.get(pk=country.pk)
    prefetch_related_objects([other], *LOOKUPS)

    with django_assert_num_queries(1):
        prefetch_together(country, LOOKUPS)

    with django_assert_num_queries(0):
        assert list(country.milestones.all()) == list(other.milestones.all())
        assert list(country.workshops.all()) == []
        (roadmap,), (same,) = country.roadmaps.all(), other.roadmaps.all()
        assert roadmap == same
        assert roadmap.pathfinder is country
        for one, two in zip(
            roadmap.priorities.all(), same.priorities.all(), strict=True
        ):
            assert fields_of(one) == fields_of(two)
            assert list(one.actions.all()) == list(two.actions.all())


def test_what_was_fetched_can_be_narrowed_to_what_belongs_to_its_owner(country):
    prefetch_together(country, LOOKUPS)

    (roadmap,) = country.roadmaps.all()
    assert list(country.roadmaps.filter(number=2)) == []
    assert roadmap.priorities.filter(title="First 2").count() == 0
    assert roadmap.priorities.filter(title="First 1").count() == 1


def test_further_reads_are_made_with_those_of_a_record(
    country, django_assert_num_queries
):
    far = Milestone.objects.filter(on__gt=date(2999, 1, 1))

    with django_assert_num_queries(1):
        prefetch_together(country, ["workshops"], far)
        assert list(far) == []
