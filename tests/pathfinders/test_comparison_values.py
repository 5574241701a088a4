"""Values of two versions in words: labels, dates, choices, and what differs."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pathfinders.selectors.comparison import FieldChange, compare
from tests import factories
from tests.pathfinders.compared import action, change, found, next_version, priority

VISITOR = AnonymousUser()


@pytest.fixture
def versions(db):
    """Return a published roadmap and its next version, still a copy of it."""
    old = factories.make_roadmap(state="published", rows={"Schools": ["Build"]})
    return old, next_version(old)


def test_values_are_words_and_not_codes(versions):
    old, new = versions
    group = factories.make_group(name="Supply chains")
    change(
        action(new, "Build"),
        level="high",
        ends_on=date(2024, 3, 1),
        action_group=group,
        status="under_way",
    )
    change(
        priority(new, "Schools"),
        themes=["child_labour", "forced_labour"],
        area="legal",
        target=12500,
        target_on=date(2024, 12, 31),
    )
    factories.make_action_partner(
        action(new, "Build"), factories.make_partner(name="Teachers’ Union")
    )

    comparison = compare(old, new, VISITOR)

    assert found(comparison, "Build").changes == (
        FieldChange("Priority level", "", "High"),
        FieldChange("Partners", "", "Teachers’ Union"),
        FieldChange("End", "", "1 March 2024"),
        FieldChange("Link to an action group", "", "Supply chains"),
        FieldChange("State of the action", "", "Under way"),
    )
    assert found(comparison, "Schools").changes == (
        FieldChange("Area", "", "Legal action"),
        FieldChange("Themes", "", "Child labour, Forced labour"),
        FieldChange("Target", "", "12\N{NO-BREAK SPACE}500"),
        FieldChange("Target date", "", "31 December 2024"),
    )


def test_words_follow_the_language_of_the_reader(versions):
    old, new = versions
    change(action(new, "Build"), ends_on=date(2024, 3, 1))

    with translation.override("fr"):
        row = found(compare(old, new, VISITOR), "Build")

    assert row.changes[0].new == "1er mars 2024"


def test_supervisory_comment_is_named(versions):
    old, new = versions
    case = factories.make_supervisory_case(old.pathfinder)
    change(action(new, "Build"), supervisory_case=case)

    row = found(compare(old, new, VISITOR), "Build")

    assert row.changes[0].new == str(case)


def test_text_and_period_are_compared(versions):
    old, new = versions
    new.summary, new.ends_on, new.language = "More schools.", date(2025, 6, 30), "fr"
    new.save()

    assert compare(old, new, VISITOR).text == (
        FieldChange("Language", "English", "French"),
        FieldChange("Period until", "31 December 2024", "30 June 2025"),
        FieldChange("Summary", "", "More schools."),
    )


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        (
            "Train all inspectors by 2023",
            "Train all labour inspectors by 2024",
            [("Train all inspectors by ", False), ("2023", True)],
            [
                ("Train all", False),
                (" labour", True),
                (" inspectors by ", False),
                ("2024", True),
            ],
        ),
        ("Schools", "A law", [("Schools", True)], [("A law", True)]),
        ("", "A law", [], [("A law", True)]),
        ("480\N{NO-BREAK SPACE}000", "", [("480\N{NO-BREAK SPACE}000", True)], []),
        (
            "Ministry of Labour and Health, in May",
            "Ministry of Public Works, in May",
            [
                ("Ministry of ", False),
                ("Labour and Health,", True),
                (" in May", False),
            ],
            [("Ministry of ", False), ("Public Works,", True), (" in May", False)],
        ),
    ],
)
def test_words_that_differ_are_marked(old, new, was, now):
    parts = FieldChange("Action", old, new).parts

    assert [[(p.text, p.is_changed) for p in side] for side in parts] == [was, now]


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_marked_pieces_make_up_both_texts(old, new):
    parts = FieldChange("Action", old, new).parts

    assert ["".join(p.text for p in side) for side in parts] == [old, new]


def test_a_long_text_is_compared_by_lines():
    lines = [f"Line {number} of the context" for number in range(1200)]
    old = "\n".join(lines)
    new = old.replace("Line 7 of", "Row 7 of")

    was, now = FieldChange("Context", old, new).parts

    assert [p.text for p in was if p.is_changed] == ["Line 7 of the context"]
    assert [p.text for p in now if p.is_changed] == ["Row 7 of the context"]
