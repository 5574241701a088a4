"""How far a roadmap is: what counts of plan and reports, and each figure's sum."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.dates import year_before
from pathfinders.enums import ActionStatus, FundingKind, RoadmapState
from pathfinders.models import Roadmap
from pathfinders.selectors.attention import Attention, attention
from pathfinders.selectors.figures import Sum, share
from pathfinders.selectors.progress import implementation
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2023, 12, 31)
NOBODY = AnonymousUser()


def published(**fields) -> Roadmap:
    """Make a published roadmap without rows; they are added by the test."""
    values = {"state": RoadmapState.PUBLISHED, "rows": {}}
    values |= {"published_at": datetime(2022, 1, 1, 12, tzinfo=UTC)}
    return factories.make_roadmap(**(values | fields))


def one_action(roadmap=None, **fields):
    return factories.make_action(
        factories.make_priority(roadmap or published()), **fields
    )


def progress(row, user=NOBODY, on=ON):
    roadmap = row if isinstance(row, Roadmap) else row.priority.roadmap
    return implementation(roadmap, user, on=on)


def amounts(row, user=NOBODY, on=ON):
    """Return kind, amount and currency of what counts for the only action."""
    [action] = progress(row, user, on).actions
    return sorted((line.kind, int(line.amount), line.currency) for line in action.lines)


# --- What counts ----------------------------------------------------------------------


def test_state_is_that_of_the_plan_until_something_is_reported():
    action = one_action(status=ActionStatus.NOT_STARTED)
    [before] = progress(action).actions
    factories.make_update(action, status=ActionStatus.UNDER_WAY, percent_done=40)
    [after] = progress(action).actions

    assert (before.status, before.latest) == (ActionStatus.NOT_STARTED, None)
    assert (after.status, after.percent_done) == (ActionStatus.UNDER_WAY, 40)


def test_report_of_the_latest_day_counts_and_of_two_the_later_one():
    action = one_action()
    factories.make_update(action, on=date(2023, 9, 1), status=ActionStatus.DONE)
    factories.make_update(action, on=date(2023, 3, 1), status=ActionStatus.UNDER_WAY)
    factories.make_update(action, on=date(2023, 9, 1), status=ActionStatus.CANCELLED)

    assert progress(action).actions[0].status == ActionStatus.CANCELLED


def test_report_after_the_day_asked_for_is_not_counted():
    action = one_action(status=ActionStatus.NOT_STARTED)
    factories.make_update(action, on=date(2023, 6, 30), status=ActionStatus.DONE)

    before = progress(action, on=date(2023, 6, 29))
    after = progress(action, on=date(2023, 6, 30))

    assert before.actions[0].status == ActionStatus.NOT_STARTED
    assert after.actions[0].status == ActionStatus.DONE


def test_reports_on_an_earlier_version_count_for_the_same_row_of_the_next():
    old = one_action()
    benchmark = factories.make_benchmark(old, year=2022)
    factories.make_update(old, status=ActionStatus.DONE)
    factories.make_benchmark_result(benchmark)
    factories.make_target_result(old.priority)
    first = old.priority.roadmap
    Roadmap.objects.filter(pk=first.pk).update(state=RoadmapState.SUPERSEDED)
    second = published(pathfinder=first.pathfinder)
    aim = {"objective": "No child works", "target_on": ON, "key": old.priority.key}
    kept = factories.make_action(factories.make_priority(second, **aim), key=old.key)
    factories.make_benchmark(kept, year=2022, key=benchmark.key)
    factories.make_action(kept.priority, title="New")

    found = progress(second)

    assert [row.status for row in found.actions] == [ActionStatus.DONE, ""]
    assert found.figures.benchmarks.value == 1
    assert found.figures.targets.value == 100


def test_report_of_another_country_with_the_same_key_does_not_count():
    mine = one_action(status=ActionStatus.NOT_STARTED)
    theirs = one_action(key=mine.key)
    factories.make_update(theirs, status=ActionStatus.DONE)

    assert progress(mine).actions[0].status == ActionStatus.NOT_STARTED


# --- Flags ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_on", "status", "is_overdue"),
    [
        (date(2023, 12, 30), ActionStatus.UNDER_WAY, True),
        (date(2023, 12, 31), ActionStatus.UNDER_WAY, False),
        (date(2023, 12, 30), "", True),
        (date(2023, 12, 30), ActionStatus.DONE, False),
        (date(2023, 12, 30), ActionStatus.CANCELLED, False),
        (None, ActionStatus.UNDER_WAY, False),
    ],
)
def test_action_is_overdue_after_its_end_unless_it_is_done(ends_on, status, is_overdue):
    action = one_action(ends_on=ends_on, status=status)

    assert progress(action).actions[0].is_overdue is is_overdue
    flagged = attention([action.priority.roadmap.pathfinder], on=ON)
    assert flagged[action.priority.roadmap.pathfinder_id].overdue == is_overdue


@pytest.mark.parametrize(
    ("heard", "status", "is_silent"),
    [
        (date(2022, 12, 31), ActionStatus.UNDER_WAY, True),
        (date(2023, 1, 1), ActionStatus.UNDER_WAY, False),
        (None, "", True),
        (date(2022, 6, 1), ActionStatus.DONE, False),
    ],
)
def test_action_is_silent_after_twelve_months_without_a_report(
    heard, status, is_silent
):
    action = one_action()
    if heard:
        factories.make_update(action, on=heard, status=status)

    assert progress(action).actions[0].is_silent is is_silent
    flagged = attention([action.priority.roadmap.pathfinder], on=ON)
    assert flagged[action.priority.roadmap.pathfinder_id].silent == is_silent


def test_new_roadmap_is_not_silent():
    roadmap = published(published_at=datetime(2023, 2, 1, tzinfo=UTC))

    assert progress(one_action(roadmap)).silent == ()


def test_year_before_the_29th_of_february_is_the_28th():
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)


def test_benchmark_is_met_missed_open_or_overdue():
    action = one_action()
    made = [factories.make_benchmark(action, year=year) for year in range(2020, 2025)]
    factories.make_benchmark_result(made[0], on=date(2023, 1, 1), was_met=True)
    factories.make_benchmark_result(made[1], on=date(2023, 1, 1), was_met=True)
    factories.make_benchmark_result(
        made[1], on=date(2023, 2, 1), was_met=False, note="No vehicles"
    )

    found = progress(action)

    assert [each.state for each in found.actions[0].benchmarks] == [
        "met",
        "missed",
        "overdue",
        "open",
        "open",
    ]
    assert found.actions[0].next_benchmark.benchmark == made[2]
    assert [each.benchmark for each in found.missed] == [made[1]]
    assert found.figures.benchmarks == Sum(
        1,
        "Of 5: 1 met, 1 missed, 1 past their year without a result, 2 to come.",
    )
    country = action.priority.roadmap.pathfinder
    assert attention([country], on=ON)[country.pk] == Attention(0, 0, 1)


def test_attention_asks_as_often_for_three_countries_as_for_one(
    django_assert_num_queries,
):
    actions = [one_action(ends_on=date(2023, 1, 1)) for _ in range(3)]
    for action in actions:
        missed = {"was_met": False, "note": "No law"}
        factories.make_benchmark_result(factories.make_benchmark(action), **missed)
    countries = [action.priority.roadmap.pathfinder for action in actions]

    for some in (countries[:1], countries):
        with django_assert_num_queries(4):
            found = attention(some, on=ON)
        assert found == {each.pk: Attention(1, 0, 1) for each in some}


# --- Figures and their sums -----------------------------------------------------------


def test_cancelled_actions_are_left_out_and_named():
    roadmap = published()
    priority = factories.make_priority(roadmap)
    for status in ("done", "done", "under_way", "cancelled", ""):
        factories.make_action(priority, status=status)

    found = progress(roadmap)

    text = (
        "2 of 4 actions done. The state of 1 is not stated. "
        "1 cancelled action, not counted."
    )
    expected = Sum(50, text, "%")
    assert found.figures.done == expected
    assert found.priorities[0].figures.done == expected


def test_share_of_nothing_cannot_be_computed():
    action = one_action(status=ActionStatus.CANCELLED)

    assert progress(action).figures.done == Sum(
        None, "No action to count. 1 cancelled action, not counted.", "%"
    )
    assert progress(published()).figures.done.shown == "Cannot be computed"


def test_share_of_actions_whose_state_nobody_stated_is_not_zero():
    priority = factories.make_priority(published())
    for _ in range(2):
        factories.make_action(priority)

    found = progress(priority.roadmap)

    assert found.figures.done == Sum(
        None,
        "The state of none of the 2 actions is stated.",
        "%",
        absent="Not stated",
    )


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 3, 100), (0, 0, None)]
    + [(199, 200, 99), (1, 300, 1)],
)
def test_share_is_all_only_when_all_is_done(part, whole, percent):
    assert share(part, whole) == percent


def test_target_without_a_date_is_not_counted():
    roadmap = published()
    aims = [{"target_on": ON, "objective": "x"}] * 3 + [{"objective": "x"}]
    rows = [factories.make_priority(roadmap, **aim) for aim in aims]
    factories.make_target_result(rows[0], is_reached=True)
    factories.make_target_result(rows[1], is_reached=False)
    factories.make_target_result(rows[3], is_reached=True)

    assert progress(roadmap).figures.targets == Sum(
        33, "1 of 3 targets reached. Nothing was reported on 1 of them.", "%"
    )


def test_reported_amount_replaces_the_same_kind_currency_year_and_source():
    action = one_action()
    plan = {"kind": FundingKind.ALLOCATED, "year": 2023, "source": "Budget"}
    factories.make_funding(action, amount=100, **plan)
    factories.make_funding(action, amount=10, **plan | {"year": 2024})
    factories.make_funding(action, amount=1, **plan | {"source": "Donor"})
    for day, amount in ((date(2023, 9, 1), 300), (date(2023, 3, 1), 200)):
        update = factories.make_update(action, on=day)
        same = plan | {"source": " budget "}
        factories.make_funding_update(update, amount=amount, **same)

    assert amounts(action) == [
        ("allocated", 1, "USD"),
        ("allocated", 10, "USD"),
        ("allocated", 300, "USD"),
    ]
    assert amounts(action, on=date(2023, 8, 31))[2] == ("allocated", 200, "USD")
    assert amounts(action, on=date(2023, 2, 1))[2] == ("allocated", 100, "USD")


def test_two_amounts_of_one_report_are_added():
    update = factories.make_update(one_action())
    for amount in (5, 6):
        factories.make_funding_update(update, amount=amount)

    [money] = progress(update.action).totals
    assert money.disbursed == 11


def test_amount_that_is_not_public_is_for_the_country_only():
    action = one_action()
    factories.make_funding(action, amount=7, is_public=False)
    factories.make_funding_update(factories.make_update(action), is_public=False)
    own = factories.make_focal_point(action.priority.roadmap.pathfinder.country)

    assert amounts(action) == []
    assert amounts(action, own) == [("disbursed", 500, "USD"), ("needed", 7, "USD")]


def test_public_amount_replaced_by_a_private_one_is_no_longer_shown():
    action = one_action()
    factories.make_funding(action, kind=FundingKind.DISBURSED, amount=1)
    factories.make_funding_update(factories.make_update(action), is_public=False)

    assert amounts(action) == []


def test_sums_of_money_say_where_they_come_from():
    action = one_action()
    factories.make_funding(action, kind=FundingKind.NEEDED, amount=1000)
    factories.make_funding(action, kind=FundingKind.AVAILABLE, amount=400)
    factories.make_funding_update(factories.make_update(action), amount=50)

    [(money, figures)] = progress(action).figures.money
    figures = dict(figures)

    assert money.currency == "USD"
    assert figures["Needed"] == Sum(
        Decimal(1000), "1 amount: 1 from the roadmap, 0 reported since.", "USD"
    )
    assert (
        figures["Disbursed"].text == "1 amount: 0 from the roadmap, 1 reported since."
    )
    assert figures["Gap"] == Sum(
        Decimal(600),
        "1\xa0000\xa0USD needed less 400\xa0USD available.",
        "USD",
    )


def test_currencies_are_added_only_with_a_stated_rate():
    roadmap = published(currency="USD")
    action = one_action(roadmap)
    factories.make_funding(action, amount=100)
    factories.make_funding(action, amount=10, currency="EUR")

    assert (progress(roadmap).total, progress(roadmap).in_one) == (None, ())

    factories.make_rate(roadmap, rate=Decimal("1.25"))

    assert progress(roadmap).total.needed == Decimal("112.50")
    assert progress(roadmap).in_one[0] == (
        "Needed",
        Sum(
            Decimal("112.50"),
            "10\xa0EUR × 1.25 + 100\xa0USD = 112.50\xa0USD",
            "USD",
        ),
    )
    assert dict(progress(roadmap).in_one)["Gap"].value is None


@pytest.mark.parametrize("rows", [1, 3])
def test_progress_asks_as_often_for_three_rows_as_for_one(
    rows, django_assert_num_queries
):
    roadmap = published(currency="USD")
    factories.make_rate(roadmap)
    for _ in range(rows):
        priority = factories.make_priority(roadmap, objective="x", target_on=ON)
        factories.make_target_result(priority)
        for _each in range(rows):
            action = factories.make_action(priority)
            factories.make_funding(action)
            factories.make_funding_update(factories.make_update(action))
            factories.make_benchmark_result(factories.make_benchmark(action))

    roadmap = Roadmap.objects.select_related("pathfinder").get(pk=roadmap.pk)
    with django_assert_num_queries(1):
        found = progress(roadmap)
        assert len(found.actions) == rows * rows
        assert found.figures.targets.value == 100
        assert found.total is None
