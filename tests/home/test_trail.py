"""The trail in words: no decision stands there as a code."""

import ast
import re

import pytest

from alliance87.core.audit import record
from alliance87.home.trail import MACHINE_BY_NAME, VALUES, WORDS, entries
from tests.factories import keeper, make_country
from tests.test_architecture import modules, tree

VERB = re.compile(r"[a-z]+(_[a-z]+)?\.[a-z_]*[a-z]")
# What leaves an entry: the audit itself, and the frames that call it.
WRITERS = {"entry", "record", "changing"}
ROWS = ("priority", "action")
REGISTERS = (
    *("commitment", "commitmentfollowup", "supportgiven", "ratification"),
    *("coordinationbody", "supervisorycase", "nationalreview"),
)
# Verbs that are put together: what stands in the code, and what it becomes.
COMPOSED = {
    "{self.name}.{verb}": set(),  # the moves of the machines
    "meeting.{kind}_sent": {
        *("meeting.save_the_date_sent", "meeting.invitation_sent"),
        *("meeting.reminder_sent", "meeting.change_sent", "meeting.joining_sent"),
        *("meeting.link_sent", "meeting.off_sent"),
    },
    "indicator.{verb}": {"indicator.defined", "indicator.revised"},
    "review.{verb}": {
        *("review.report_saved", "review.assessment_saved", "review.answered"),
    },
    "roadmap.priority_{_added_or_changed(priority)}": {
        *("roadmap.priority_added", "roadmap.priority_changed"),
    },
    "roadmap.action_{_added_or_changed(action)}": {
        *("roadmap.action_added", "roadmap.action_changed"),
    },
    "roadmap.{row._meta.model_name}_moved": {f"roadmap.{row}_moved" for row in ROWS},
    "roadmap.{row._meta.model_name}_deleted": {
        f"roadmap.{row}_deleted" for row in ROWS
    },
    "roadmap.{row._meta.model_name}_added": {f"roadmap.{row}_added" for row in ROWS},
    "roadmap.{model._meta.model_name}_added": {f"roadmap.{row}_added" for row in ROWS},
    "roadmap.{row._meta.model_name}_changed": {
        f"roadmap.{row}_changed" for row in ROWS
    },
    "register.{name}_{verb}": {
        f"register.{name}_{verb}" for name in REGISTERS for verb in ("added", "changed")
    },
    "register.{item._meta.model_name}_deleted": {
        f"register.{name}_deleted" for name in REGISTERS
    },
    "workshop_report.{done}": {
        f"workshop_report.{done}"
        for done in ("changed", "part_written", "part_moved", "part_deleted")
    },
}


def recording() -> list[ast.Module]:
    """Return the modules that leave an entry in the trail."""
    found = []
    for path in modules().values():
        called = {
            node.func.id
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if called & WRITERS:
            found.append(tree(path))
    return found


def written_out() -> set[str]:
    """Return the verbs that stand in the code as they are recorded."""
    return {
        node.value
        for module in recording()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VERB.fullmatch(node.value)
    }


def composed() -> set[str]:
    """Return the verbs that are put together, as they stand in the code."""
    templates = set()
    for module in recording():
        for node in ast.walk(module):
            if isinstance(node, ast.JoinedStr):
                text = ast.unparse(node)[2:-1]
                if re.fullmatch(r"[a-z{][\w.{}()]*\.[\w.{}()]+", text):
                    templates.add(text)
    return templates


def parts_of_a_review() -> set[str]:
    """Return the verbs that the parts of a review are saved with."""
    pages = tree(modules()["monitoring.views.review_writing"])
    return {
        f"review.{keyword.value.value}"
        for node in ast.walk(pages)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "verb" and isinstance(keyword.value, ast.Constant)
    }


def has_words(verb: str) -> bool:
    name, _dot, move = verb.partition(".")
    machine = MACHINE_BY_NAME.get(name)
    return verb in WORDS or bool(machine and move in machine.moves)


def test_every_verb_of_the_code_is_found():
    assert composed() == set(COMPOSED)
    assert COMPOSED["review.{verb}"] == parts_of_a_review()
    assert {"milestone.recorded", "roadmap.text_changed", "eoi.edited"} <= written_out()


def test_every_recorded_verb_has_words():
    verbs = written_out().union(*COMPOSED.values())

    assert sorted(verb for verb in verbs if not has_words(verb)) == []


def test_every_word_belongs_to_a_verb():
    verbs = written_out().union(*COMPOSED.values())

    assert sorted({*WORDS, *VALUES} - verbs) == []


@pytest.mark.django_db
def test_change_of_readers_is_told_in_words():
    event = record(
        "document.audience_changed",
        make_country(),
        by=keeper(),
        was="secretariat",
        now="public",
    )

    (entry,) = entries([event])

    assert (entry.what, entry.change) == (
        "Changed who may read a document",
        "The secretariat → Everyone",
    )
