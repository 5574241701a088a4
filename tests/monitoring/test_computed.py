"""Computed indicators: the right records, and no zero where nothing is known."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.dates import PartialDate
from monitoring.enums import Computation, Dimension, IndicatorTheme
from monitoring.selectors.computed import COMPUTE, computed
from pathfinders.enums import (
    ActionStatus,
    FundingKind,
    RatificationStatus,
    RoadmapState,
    SupportKind,
)
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder()


def value_of(pathfinder, computation, **fields):
    indicator = make_indicator(dimension=Dimension.IMPLEMENTATION, **fields)
    definition = make_definition(indicator, computed_from=computation)
    return computed(pathfinder, [definition], READER)[definition.pk]


def test_every_computation_is_computed():
    assert set(COMPUTE) == set(Computation)


@pytest.mark.parametrize(
    "computation", sorted(set(Computation) - {"roadmap_developed"})
)
def test_nothing_on_record_is_no_zero(pathfinder, computation):
    found = value_of(pathfinder, computation)

    assert found.content is None
    assert found.words


def test_no_roadmap_is_a_no(pathfinder):
    found = value_of(pathfinder, Computation.ROADMAP_DEVELOPED)

    assert found.content.answer is False


def test_ratifications_are_those_of_the_theme(pathfinder):
    def ratified(status, *, themes, is_priority=True):
        instrument = factories.make_instrument(themes=themes, is_priority=is_priority)
        if status:
            factories.make_ratification(
                pathfinder,
                instrument=instrument,
                status=status,
                when=PartialDate.day(date(2001, 3, 2)),
            )
        return instrument

    joined = ratified(RatificationStatus.IN_FORCE, themes=["child_labour"])
    ratified(RatificationStatus.SIGNED, themes=["child_labour"])
    ratified(None, themes=["child_labour"])
    ratified(RatificationStatus.IN_FORCE, themes=["forced_labour"])
    ratified(RatificationStatus.RATIFIED, themes=["child_labour"], is_priority=False)

    found = value_of(
        pathfinder,
        Computation.PRIORITY_INSTRUMENTS,
        theme=IndicatorTheme.CHILD_LABOUR,
    )

    assert (found.content.quantity, found.content.items) == (1, (joined.code,))
    assert found.words == (
        f"1 of 3 ratified: {joined.code} (2001). For 1 there is no source on record."
    )


def test_share_of_actions_has_its_sum(pathfinder):
    roadmap = factories.make_roadmap(pathfinder, state=RoadmapState.DRAFT)
    priority = factories.make_priority(roadmap)
    for status in (ActionStatus.DONE, ActionStatus.UNDER_WAY, ActionStatus.CANCELLED):
        factories.make_action(priority, status=status)
    publish(roadmap)

    found = value_of(pathfinder, Computation.ACTIVITIES_IMPLEMENTED)

    assert found.content.percent == Decimal(50)
    assert found.words == "1 of 2 actions done. 1 cancelled action, not counted."


def publish(roadmap):
    """Put a roadmap into its published state as the tests of roadmaps do."""
    type(roadmap).objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at="2025-01-01T00:00Z"
    )


def test_money_of_several_currencies_is_not_added_without_a_rate(pathfinder):
    roadmap = factories.make_roadmap(pathfinder, state=RoadmapState.DRAFT)
    action = factories.make_action(factories.make_priority(roadmap))
    for currency in ("USD", "EUR"):
        factories.make_funding(
            action,
            kind=FundingKind.ALLOCATED,
            amount=Decimal(10),
            currency=currency,
            is_public=True,
        )
    publish(roadmap)

    found = value_of(pathfinder, Computation.ALLOCATED)

    assert found.content is None
    assert found.words == "Amounts in several currencies, and no rate is stated."


def test_the_sum_of_several_currencies_is_written_out(pathfinder):
    roadmap = factories.make_roadmap(
        pathfinder, state=RoadmapState.DRAFT, currency="USD"
    )
    factories.make_rate(roadmap, currency="EUR", rate=Decimal("1.10"))
    priority = factories.make_priority(roadmap)
    money = [
        (FundingKind.ALLOCATED, 100, "EUR"),
        (FundingKind.DISBURSED, 40, "EUR"),
        (FundingKind.DISBURSED, 200, "USD"),
    ]
    fund(factories.make_action(priority), *money[:2])
    fund(factories.make_action(priority), *money[2:])
    factories.make_action(priority)
    publish(roadmap)

    found = value_of(pathfinder, Computation.DISBURSED)

    assert (found.content.amount, found.content.currency) == (Decimal("244.00"), "USD")
    assert found.words.replace("\N{NO-BREAK SPACE}", " ") == (
        "40 EUR × 1.1 + 200 USD = 244 USD. 2 of 3 actions of version 1 of the roadmap "
        "state an amount. 1 of them does not state what was allocated."
    )


def fund(action, *money):
    for kind, amount, currency in money:
        factories.make_funding(
            action,
            kind=kind,
            amount=Decimal(amount),
            currency=currency,
            is_public=True,
        )


def test_money_that_is_stated_as_nothing_is_zero(pathfinder):
    roadmap = factories.make_roadmap(pathfinder, state=RoadmapState.DRAFT)
    action = factories.make_action(factories.make_priority(roadmap))
    fund(action, (FundingKind.ALLOCATED, 0, "USD"))
    publish(roadmap)

    found = value_of(pathfinder, Computation.ALLOCATED)

    assert (found.content.amount, found.content.currency) == (Decimal(0), "USD")
    assert found.words == (
        "1 of 1 action of version 1 of the roadmap states an amount."
    )


def test_support_is_counted_by_kind(pathfinder):
    factories.make_support_given(pathfinder, kind=SupportKind.SCALING)
    factories.make_support_given(pathfinder, kind=SupportKind.SCALING)
    factories.make_support_given(pathfinder, kind=SupportKind.GROUPS)

    found = value_of(pathfinder, Computation.SUPPORT_APPROACHES)

    assert found.content.quantity == Decimal(2)
