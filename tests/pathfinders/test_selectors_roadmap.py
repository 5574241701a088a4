"""The table of a roadmap: sums by currency, and what is not public left out."""

import pytest
from django.contrib.auth.models import AnonymousUser

from pathfinders.models import Roadmap
from pathfinders.selectors import roadmap_table, sums
from tests import factories
from tests.factories import make_roadmap

VISITOR = AnonymousUser()


def test_sums_stand_by_currency_and_unknown_is_not_zero(db):
    action = factories.make_action()
    factories.make_funding(action, amount=1000, currency="USD")
    factories.make_funding(action, amount=500, currency="USD")
    factories.make_funding(action, kind="available", amount=300, currency="USD")
    factories.make_funding(action, amount=70, currency="EUR")

    euro, dollar = sums(action.funding.all())

    assert (euro.currency, euro.needed, euro.available, euro.gap) == (
        "EUR",
        70,
        None,
        None,
    )
    assert (dollar.currency, dollar.needed, dollar.available, dollar.gap) == (
        "USD",
        1500,
        300,
        1200,
    )


def test_year_without_a_needed_or_available_amount_is_left_out(db):
    action = factories.make_action()
    factories.make_funding(action, amount=1000, year=2023)
    factories.make_funding(action, kind="disbursed", amount=300, year=2022)

    table = roadmap_table(Roadmap.objects.get(), VISITOR)

    assert [year for year, _sums in table.years] == [2023]


def test_money_that_is_not_public_is_left_out_of_rows_and_sums(db):
    action = factories.make_action()
    roadmap = action.priority.roadmap
    factories.make_funding(action, amount=1000)
    factories.make_funding(action, amount=99, is_public=False)
    people = {
        "visitor": VISITOR,
        "observer": factories.make_gcg_observer(),
        "own": factories.make_contributor(roadmap.pathfinder.country),
        "other": factories.make_focal_point(),
        "chair": factories.make_chair(),
        "officer": factories.make_officer(),
    }

    totals = {
        who: roadmap_table(roadmap, user).totals[0].needed
        for who, user in people.items()
    }

    assert totals == {
        "visitor": 1000,
        "observer": 1000,
        "own": 1099,
        "other": 1000,
        "chair": 1099,
        "officer": 1099,
    }


@pytest.mark.parametrize("actions", [1, 30])
def test_a_roadmap_takes_six_queries(db, django_assert_num_queries, actions):
    roadmap = make_roadmap(rows={"Priority": [str(n) for n in range(actions)]})
    for action in roadmap.priorities.get().actions.all():
        action.action_group = factories.make_group()
        action.save()
        factories.make_funding(action)
        factories.make_action_partner(action)
    Roadmap.objects.update(currency="USD")

    roadmap = Roadmap.objects.select_related("pathfinder").get()
    with django_assert_num_queries(6):
        table = roadmap_table(roadmap, VISITOR)

    assert table.actions_total == actions
