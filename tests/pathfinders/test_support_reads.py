"""Where a need stands, which are overdue, and which gaps nobody asked about."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from django.utils import timezone

from pathfinders.enums import MatchState, NeedState
from pathfinders.models import SupportNeed
from pathfinders.selectors.support import (
    counts_by_state,
    gaps_without_need,
    is_overdue,
    narrowed,
    needs_of,
    offers_of,
    offers_to_hold,
    state_of,
    topics_of,
    with_state,
)
from tests import factories

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)
SETS = [
    held
    for size in range(len(MatchState) + 1)
    for held in combinations(MatchState, size)
]


def make_need_with(*states: str, **fields) -> SupportNeed:
    need = factories.make_need(**fields)
    for state in states:
        factories.make_match(need, state=state)
    return need


# --- One rule, asked twice ----------------------------------------------------------


@pytest.mark.parametrize("withdrawn_on", [None, YESTERDAY])
@pytest.mark.parametrize("states", SETS, ids=lambda held: "+".join(held) or "none")
def test_annotation_and_record_tell_the_same_state(states, withdrawn_on):
    need = make_need_with(*states, withdrawn_on=withdrawn_on, answer_by=YESTERDAY)

    row = with_state(SupportNeed.objects.all()).get()

    assert row.state == state_of(need)
    assert row.is_overdue is is_overdue(need, timezone.localdate())
    if withdrawn_on:
        assert row.state == NeedState.WITHDRAWN


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], NeedState.OPEN),
        (["declined"], NeedState.OPEN),
        (["declined", "offered"], NeedState.OFFERED),
        (["offered", "agreed"], NeedState.AGREED),
        (["agreed", "delivered", "declined"], NeedState.DELIVERED),
    ],
)
def test_the_best_match_says_where_a_need_stands(states, expected):
    assert state_of(make_need_with(*states)) == expected


@pytest.mark.parametrize(
    ("answer_by", "states", "expected"),
    [
        (YESTERDAY, [], True),
        (YESTERDAY, ["declined"], True),
        (YESTERDAY, ["offered"], False),
        (timezone.localdate(), [], False),
        (None, [], False),
    ],
)
def test_need_is_overdue_when_nobody_answered_in_time(answer_by, states, expected):
    need = make_need_with(*states, answer_by=answer_by)

    assert is_overdue(need, timezone.localdate()) is expected
    assert with_state(SupportNeed.objects.all()).get().is_overdue is expected


def test_needs_are_counted_once_in_their_state():
    make_need_with("offered", "offered", "declined")
    make_need_with("agreed", "offered")
    make_need_with()

    needs = needs_of(factories.make_officer())

    assert counts_by_state(needs) == {
        "open": 1,
        "offered": 1,
        "agreed": 1,
        "delivered": 0,
        "withdrawn": 0,
    }
    assert sorted(need.offers_held for need in needs) == [0, 2, 2]


def test_needs_stand_by_state_and_day_with_those_without_a_day_last():
    agreed = make_need_with("agreed", answer_by=date(2024, 1, 1))
    undated = make_need_with()
    late = make_need_with(answer_by=date(2024, 3, 1))
    soon = make_need_with(answer_by=date(2024, 2, 1))
    needs = needs_of(factories.make_officer())

    assert list(narrowed(needs, {})) == [soon, late, undated, agreed]
    assert list(narrowed(needs, {"sort": "day"})) == [agreed, soon, late, undated]
    assert list(narrowed(needs, {"sort": "new"})) == [soon, late, undated, agreed]


# --- Offers -------------------------------------------------------------------------


def test_offers_that_ended_or_are_held_cannot_be_held():
    need = factories.make_need()
    free = factories.make_offer(ends_on=timezone.localdate())
    factories.make_offer(ends_on=YESTERDAY)
    factories.make_match(need)
    declined = factories.make_match(need, state="declined").offer

    assert set(offers_to_hold(need)) == {free, declined}


def test_offer_is_marked_when_its_last_day_has_passed():
    ended = factories.make_offer(ends_on=YESTERDAY)
    factories.make_offer(ends_on=timezone.localdate())
    factories.make_offer()

    offers = offers_of(factories.make_officer())

    assert [each for each in offers if each.has_ended] == [ended]


# --- Gaps ---------------------------------------------------------------------------


def make_short_action(needed=500, available=200, **fields):
    """Make an action that lacks 300 USD."""
    action = factories.make_action(**fields)
    for kind, amount in (("needed", needed), ("available", available)):
        factories.make_funding(action, kind=kind, amount=amount, currency="USD")
    return action


def gaps(action, user=None):
    roadmap = action.priority.roadmap
    user = user or factories.make_focal_point(roadmap.pathfinder.country)
    return [
        (gap.action, gap.amount, gap.currency)
        for gap in gaps_without_need(roadmap, user)
    ]


def test_gap_is_listed_until_money_is_asked_for():
    action = make_short_action()
    before = gaps(action)

    factories.make_need(
        action.priority.roadmap.pathfinder,
        action=action,
        kind="money",
        amount=300,
        currency="USD",
    )

    assert before == [(action, Decimal(300), "USD")]
    assert gaps(action) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "expertise"},
        {"kind": "money", "amount": 300, "currency": "EUR"},
        {
            "kind": "money",
            "amount": 300,
            "currency": "USD",
            "withdrawn_on": date(2024, 1, 1),
        },
    ],
)
def test_gap_stays_when_the_need_does_not_speak_of_it(fields):
    action = make_short_action()

    factories.make_need(action.priority.roadmap.pathfinder, action=action, **fields)

    assert gaps(action) == [(action, Decimal(300), "USD")]


def test_delivered_support_does_not_hide_what_is_still_missing():
    action = make_short_action()
    need = factories.make_need(
        action.priority.roadmap.pathfinder,
        action=action,
        kind="money",
        amount=100,
        currency="USD",
    )
    factories.make_match(need, state="delivered")

    assert gaps(action) == [(action, Decimal(300), "USD")]


@pytest.mark.parametrize("available", [500, 600])
def test_action_with_enough_money_has_no_gap(available):
    assert gaps(make_short_action(available=available)) == []


def test_gap_needs_both_amounts():
    action = factories.make_action()
    factories.make_funding(action, kind="needed", amount=500, currency="USD")
    factories.make_funding(action, kind="available", amount=1, currency="EUR")

    assert gaps(action) == []


def test_need_holds_for_the_same_action_of_another_version():
    action = make_short_action()
    pathfinder = action.priority.roadmap.pathfinder
    factories.make_need(
        pathfinder, action=action, kind="money", amount=300, currency="USD"
    )
    roadmap = action.priority.roadmap
    type(roadmap).objects.filter(pk=roadmap.pk).update(state="submitted")
    type(roadmap).objects.filter(pk=roadmap.pk).update(
        state="published", published_at=factories.MOMENT
    )
    newer = factories.make_roadmap(pathfinder, number=2, rows={})
    again = make_short_action(priority=factories.make_priority(newer), key=action.key)

    assert gaps(again) == []


def test_amounts_that_are_not_public_stay_with_those_who_may_see_them():
    action = factories.make_action()
    for kind, amount in (("needed", 500), ("available", 200)):
        factories.make_funding(
            action, kind=kind, amount=amount, currency="USD", is_public=False
        )

    assert gaps(action) == [(action, Decimal(300), "USD")]
    assert gaps(action, factories.make_gcg_member()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_gaps_need_the_same_queries_for_one_and_three(django_assert_num_queries, count):
    roadmap = factories.make_roadmap(rows={})
    priority = factories.make_priority(roadmap)
    for _number in range(count):
        make_short_action(priority=priority)
    user = factories.make_focal_point(roadmap.pathfinder.country)
    user.role_assignments.count()

    with django_assert_num_queries(5):
        found = gaps_without_need(roadmap, user)

    assert len(found) == count


def test_topics_of_an_action_are_those_of_its_priority():
    priority = factories.make_priority(area="legal", themes=["forced_labour"])

    assert topics_of(factories.make_action(priority)) == ["forced_labour", "legal"]
