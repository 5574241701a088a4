"""Two versions compared: rows found again, values in words, sums that never mix."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from pathfinders.selectors.comparison import FieldChange, Mark, all_rows, compare
from pathfinders.selectors.row_matches import _longest_rise
from pathfinders.snapshots import RowKind
from tests import factories
from tests.pathfinders.compared import action, change, found, next_version, priority

VISITOR = AnonymousUser()
ROWS = {"Schools": ["Build", "Train"], "Law": ["Adopt", "Inspect"]}


@pytest.fixture
def versions(db):
    """Return a published roadmap and its next version, still a copy of it."""
    old = factories.make_roadmap(state="published", rows=ROWS)
    return old, next_version(old)


def differences(comparison) -> list[tuple]:
    """Return number, title, mark and move of all that is not as it was."""
    return [
        (row.number, row.title, row.mark, bool(row.moved))
        for row in all_rows(comparison.rows)
        if row.mark != Mark.SAME or row.moved
    ]


# --- Rows ---------------------------------------------------------------------------


def test_copy_does_not_differ(versions):
    comparison = compare(*versions, VISITOR)

    assert (comparison.differs, comparison.changed_rows) == (False, ())
    assert [row.number for row in all_rows(comparison.rows)] == [
        *("1", "1.1", "1.2", "2", "2.1", "2.2"),
    ]
    assert comparison.counts == {
        "added": 0,
        "removed": 0,
        "changed": 0,
        "same": 6,
        "moved": 0,
    }


def test_renamed_row_is_the_same_by_its_key(versions):
    old, new = versions
    change(action(new, "Build"), title="Build twelve schools")

    row = found(compare(old, new, VISITOR), "Build twelve schools")

    assert row.mark == Mark.CHANGED
    assert row.changes == (FieldChange("Action", "Build", "Build twelve schools"),)


def test_rows_are_added_and_removed_where_they_stand(versions):
    old, new = versions
    action(new, "Build").delete()
    factories.make_action(priority(new, "Schools"), title="Feed", position=9)

    comparison = compare(old, new, VISITOR)

    assert differences(comparison) == [
        ("1.1", "Build", Mark.REMOVED, False),
        ("1.2", "Feed", Mark.ADDED, False),
    ]
    assert [row.title for row in comparison.changed_rows] == ["Schools"]


def test_removed_priority_takes_its_actions_along(versions):
    old, new = versions
    priority(new, "Law").delete()

    assert differences(compare(old, new, VISITOR)) == [
        ("2", "Law", Mark.REMOVED, False),
        ("2.1", "Adopt", Mark.REMOVED, False),
        ("2.2", "Inspect", Mark.REMOVED, False),
    ]


def test_row_without_its_key_is_found_by_its_title_under_the_same_row(versions):
    old, new = versions
    action(new, "Build").delete()
    factories.make_action(
        priority(new, "Schools"), title="  BUILD ", output="A school", position=0
    )
    factories.make_action(priority(new, "Law"), title="Train", position=9)

    comparison = compare(old, new, VISITOR)

    assert differences(comparison) == [
        ("1.1", "  BUILD ", Mark.CHANGED, False),
        ("2.3", "Train", Mark.ADDED, False),
    ]


def test_row_moved_under_another_priority_is_not_removed_and_added(versions):
    old, new = versions
    change(action(new, "Train"), priority=priority(new, "Law"), position=9)

    comparison = compare(old, new, VISITOR)

    assert differences(comparison) == [("2.3", "Train", Mark.SAME, True)]
    assert found(comparison, "Train").moved == FieldChange(
        "Stands under", "“Schools”", "“Law”"
    )


def test_row_of_a_removed_priority_is_found_where_it_went(versions):
    old, new = versions
    change(action(new, "Train"), priority=priority(new, "Law"), position=9)
    priority(new, "Schools").delete()

    assert differences(compare(old, new, VISITOR)) == [
        ("1", "Schools", Mark.REMOVED, False),
        ("1.1", "Build", Mark.REMOVED, False),
        ("1.3", "Train", Mark.SAME, True),
    ]


def test_new_order_names_the_row_that_moved_and_no_other(db):
    titles = ["One", "Two", "Three", "Four"]
    old = factories.make_roadmap(state="published", rows={"Priority": titles})
    new = next_version(old)
    change(action(new, "Four"), position=0)

    comparison = compare(old, new, VISITOR)

    assert differences(comparison) == [("1.1", "Four", Mark.SAME, True)]
    assert found(comparison, "Four").moved == FieldChange("Place", "place 4", "place 1")


@given(st.lists(st.integers(0, 30), unique=True))
def test_kept_order_rises_and_none_is_longer(numbers):
    kept = [numbers[at] for at in sorted(_longest_rise(numbers))]

    lengths = []
    for at, number in enumerate(numbers):
        before = [lengths[i] for i in range(at) if numbers[i] < number]
        lengths.append(1 + max(before, default=0))
    assert kept == sorted(kept)
    assert len(kept) == max(lengths, default=0)


# --- Money and figures --------------------------------------------------------------


@pytest.fixture
def with_money(db):
    old = factories.make_roadmap(rows=ROWS)
    build = action(old, "Build")
    factories.make_funding(build, amount=1000, currency="USD")
    factories.make_funding(build, amount=400, currency="USD", kind="available")
    factories.make_funding(build, amount=77, currency="EUR", is_public=False)
    type(old).objects.update(state="published")
    new = next_version(old)
    return old, new


def money(comparison) -> list[tuple]:
    return [
        (figure.label, figure.currency, figure.old, figure.new, figure.difference)
        for figure in comparison.money
    ]


def test_sums_stand_by_currency_with_their_difference(with_money):
    old, new = with_money
    lines = action(new, "Build").funding
    lines.filter(kind="needed", currency="USD").update(amount=1500)
    lines.filter(kind="available").delete()

    comparison = compare(old, new, factories.make_officer())

    assert money(comparison) == [
        ("Needed", "EUR", 77, 77, 0),
        ("Needed", "USD", 1000, 1500, 500),
        ("Available", "USD", 400, None, None),
        ("Gap", "USD", 600, None, None),
    ]
    assert [figure.difference_text for figure in comparison.money[1:3]] == ["+500", ""]
    amounts = [row for row in all_rows(comparison.rows) if row.kind == RowKind.FUNDING]
    assert [(row.title, row.mark) for row in amounts] == [
        ("Needed: 1\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}USD", Mark.CHANGED),
        ("Available: 400\N{NO-BREAK SPACE}USD", Mark.REMOVED),
        ("Needed: 77\N{NO-BREAK SPACE}EUR", Mark.SAME),
    ]


def test_money_that_is_not_public_is_in_no_comparison_of_others(with_money):
    old, new = with_money
    action(new, "Build").funding.filter(currency="EUR").update(amount=78)
    readers = {
        "visitor": VISITOR,
        "member": factories.make_gcg_member(),
        "own": factories.make_contributor(old.pathfinder.country),
        "chair": factories.make_chair(),
    }

    seen = {
        who: {figure.currency for figure in compare(old, new, user).money}
        for who, user in readers.items()
    }
    rows = all_rows(compare(old, new, VISITOR).rows)

    assert seen == {
        "visitor": {"USD"},
        "member": {"USD"},
        "own": {"EUR", "USD"},
        "chair": {"EUR", "USD"},
    }
    assert not any("EUR" in row.title for row in rows)


def test_money_and_benchmarks_without_their_key_are_found_by_what_they_are(with_money):
    old, new = with_money
    build = action(new, "Build")
    build.funding.filter(kind="available").delete()
    factories.make_funding(build, amount=450, currency="USD", kind="available")

    row = found(
        compare(old, new, VISITOR),
        "Available: 450\N{NO-BREAK SPACE}USD",
    )

    assert (row.mark, row.changes) == (
        Mark.CHANGED,
        (FieldChange("Amount", "400", "450"),),
    )


def test_figures_count_the_rows_of_both_versions(versions):
    old, new = versions
    action(new, "Build").delete()
    factories.make_benchmark(action(new, "Train"))

    figures = compare(old, new, VISITOR).figures

    assert [(f.label, f.old, f.new, f.difference_text) for f in figures] == [
        ("Priorities", 2, 2, "0"),
        ("Actions", 4, 3, "\N{MINUS SIGN}1"),
        ("Annual benchmarks", 0, 1, "+1"),
    ]


@pytest.mark.parametrize("actions", [1, 30])
def test_comparison_takes_sixteen_queries(actions, db, django_assert_num_queries):
    rows = {"Priority": [str(number) for number in range(actions)]}
    old = factories.make_roadmap(rows=rows)
    for each in old.priorities.get().actions.all():
        each.action_group = factories.make_group()
        each.supervisory_case = factories.make_supervisory_case(old.pathfinder)
        each.save()
        factories.make_funding(each)
        factories.make_benchmark(each)
        factories.make_action_partner(each)
    type(old).objects.update(state="published")
    new = next_version(old)
    officer = factories.make_officer()
    compare(old, new, officer)

    with django_assert_num_queries(16):
        comparison = compare(old, new, officer)

    assert comparison.differs is False
