"""Two texts compared by paragraph and word, also long and hostile ones."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance87.core.text_comparison import (
    Mark,
    compare_texts,
    paragraphs,
)


def marks(old: str, new: str) -> list[tuple[str, str, str]]:
    found = compare_texts(old, new).passages
    return [(passage.mark.value, passage.old, passage.new) for passage in found]


def inline(old: str, new: str) -> str:
    """Return the only passage with [-removed-] and [+added+] words."""
    signs = {Mark.SAME: "{}", Mark.ADDED: "[+{}+]", Mark.REMOVED: "[-{}-]"}
    (passage,) = compare_texts(old, new).passages
    return "".join(signs[run.mark].format(run.text) for run in passage.runs)


def test_a_word_is_found_in_a_paragraph():
    old = "Countries should approach the Chair and ask to be invited."
    new = (
        "Countries should approach the Chair or the Secretariat and ask to be invited."
    )

    assert inline(old, new) == (
        "Countries should approach the Chair [+or the Secretariat +]"
        "and ask to be invited."
    )


def test_a_space_between_two_changes_belongs_to_them():
    old, new = "The plan of groups is ready here.", "The report or teams is ready here."

    assert inline(old, new) == (
        "The [-plan of groups-][+report or teams+] is ready here."
    )


def test_another_paragraph_is_no_change_of_words():
    assert marks("All of it is gone now.", "Here stands a different thought.") == [
        ("removed", "All of it is gone now.", ""),
        ("added", "", "Here stands a different thought."),
    ]


def test_how_lines_are_broken_makes_no_difference():
    assert not compare_texts("One two\nthree four.", "One two three\nfour.").differs


def test_a_list_is_read_item_by_item():
    text = "Actions:\n- to adopt plans\n- to sign\nthe call\n2. to report"

    assert paragraphs(text) == [
        *("Actions:", "- to adopt plans", "- to sign the call", "2. to report")
    ]


def test_a_wall_of_words_is_cut_at_sentences():
    found = paragraphs("Nine words make this sentence, and it ends here. " * 100)

    assert len(found) == 4
    assert max(len(piece.split()) for piece in found) <= 250
    assert all(piece.endswith("here.") for piece in found)


def test_both_sides_are_whole():
    old, new = "The Chair sends a letter.", "The Chair signs and sends the letter."
    (passage,) = compare_texts(old, new).passages

    assert "".join(run.text for run in passage.old_runs) == old
    assert "".join(run.text for run in passage.new_runs) == new


def test_what_is_far_from_a_change_is_counted_only():
    same = [f"Paragraph number {n} stays." for n in range(9)]
    changed = [*same[:4], "Something else altogether happened.", *same[4:]]

    stretches = compare_texts("\n\n".join(same), "\n\n".join(changed)).stretches(1)

    assert [(each.hidden, len(each.passages)) for each in stretches] == [
        *((3, 0), (0, 3), (4, 0)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "New.", [("added", "", "New.")]),
        ("Old.", "", [("removed", "Old.", "")]),
    ],
)
def test_an_empty_text_is_compared(old, new, expected):
    assert marks(old, new) == expected


LONG = "\n\n".join(
    f"Paragraph {n} of the guidance speaks of country {n % 7} and of its roadmap, "
    f"which has {n * 13 % 101} actions. It goes on for another sentence or two."
    for n in range(1500)
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("actions", "measures")),
        (LONG, LONG[::-1]),
        ("word " * 40_000, "wort " * 40_000),
        ("a b c\n\n" * 8000, "a b\n\n" * 8000),
        ("x" * 200_000, "y" * 200_000),
        (". " * 50_000, "? " * 50_000),
    ],
    ids=["many changes", "nothing alike", "one word", "one paragraph", "wall", "dots"],
)
def test_long_texts_are_compared_in_a_breath(old, new):
    began = time.process_time()

    assert compare_texts(old, new).differs

    assert time.process_time() - began < 10


@given(
    st.text(alphabet="ab \n.-", max_size=200), st.text(alphabet="ab \n.-", max_size=200)
)
def test_every_comparison_gives_both_texts_back(old, new):
    comparison = compare_texts(old, new)

    befores = [p.old for p in comparison.passages if p.mark != Mark.ADDED]
    afters = [p.new for p in comparison.passages if p.mark != Mark.REMOVED]
    assert befores == paragraphs(old)
    assert afters == paragraphs(new)
    for passage in comparison.passages:
        assert "".join(run.text for run in passage.old_runs) == passage.old
        assert "".join(run.text for run in passage.new_runs) == passage.new
