"""Every state and move of the workflows as a document, made from their tables."""

from collections.abc import Iterable

from django.utils import translation

from alliance87.core.workflow import Machine, Move, nobody
from alliance87.partners.workflow import GROUP, RESOURCE_NEED, WORK_PLAN
from meetings.workflow import (
    ACTION,
    DECISION,
    EVENT,
    MEETING,
    PACK,
    PAPER_VERSION,
)
from meetings.workflow import REPORT as MEETING_REPORT
from monitoring.workflow import (
    CORRECTION,
    INDICATOR_SET,
    REVIEW,
    SUBMISSION,
    TRANSFER,
    VALUE,
)
from pathfinders.workflow import (
    EOI,
    LETTER,
    MATCH,
    ROADMAP,
    STATUS,
    WORKSHOP_REPORT,
)

# In the order of the path, each with its heading.
MACHINES: tuple[tuple[str, Machine], ...] = (
    ("Expression of interest", EOI),
    ("Workshop report", WORKSHOP_REPORT),
    ("Roadmap", ROADMAP),
    ("Letter", LETTER),
    ("Status of a country", STATUS),
    ("Annual review", REVIEW),
    ("Set of indicators", INDICATOR_SET),
    ("Submission of values", SUBMISSION),
    ("Value of an indicator", VALUE),
    ("Correction of a value", CORRECTION),
    ("File of values", TRANSFER),
    ("Need and offer", MATCH),
    ("Meeting", MEETING),
    ("Report of a meeting", MEETING_REPORT),
    ("Decision", DECISION),
    ("Action point", ACTION),
    ("Version of a paper", PAPER_VERSION),
    ("Briefing pack", PACK),
    ("Event", EVENT),
    ("Action group", GROUP),
    ("Work plan of a group", WORK_PLAN),
    ("Need of a group", RESOURCE_NEED),
)
INTRODUCTION = """\
# States and moves

Made by `./run manage write_states` from the tables of moves in the `workflow` of each
app. Do not edit it by hand; a test fails when it is stale.

A move happens only from the states named, by the people named, and when what it
needs is on record. Every move leaves one entry in the trail of decisions. Nothing
moves by itself: lists propose, people decide.
"""
NO_MOVE = "(final)"
OVERRIDE = "an administrator, with a reason that stays visible"


def states_document() -> str:
    """Return the document in English, as Markdown."""
    with translation.override("en"):
        sections = [_section(heading, machine) for heading, machine in MACHINES]
    return "\n".join([INTRODUCTION, *sections])


def _section(heading: str, machine: Machine) -> str:
    return "\n".join(
        [
            f"## {heading}",
            "",
            *_diagram(machine),
            "",
            *_table(machine),
            "",
        ]
    )


def _diagram(machine: Machine) -> list[str]:
    """Return one line for each state with the moves that leave it."""
    width = max(len(str(label)) for label in machine.states.labels)
    lines = []
    for state in machine.states:
        leaving = [move for move in machine.moves.values() if state in move.sources]
        steps = [
            f"--{move.verb}--> {machine.states(move.target).label}" for move in leaving
        ]
        first, *others = steps or [NO_MOVE]
        lines.append(f"{str(state.label).ljust(width)}  {first}")
        lines += [f"{' ' * width}  {step}" for step in others]
    return ["```text", *lines, "```"]


def _table(machine: Machine) -> list[str]:
    rows = [_row(machine, move) for move in machine.moves.values()]
    head = ("move", "from", "to", "who", "needs", "without it")
    return [_line(head), _line("---" for _column in head), *map(_line, rows)]


def _row(machine: Machine, move: Move) -> tuple[str, ...]:
    sources = [state.label for state in machine.states if state in move.sources]
    override = "" if move.may_override is nobody else OVERRIDE
    return (
        f"`{move.verb}`: {move.label}",
        ", ".join(map(str, sources)),
        str(machine.states(move.target).label),
        str(move.who),
        str(move.needs) or "\N{EN DASH}",
        override or "\N{EN DASH}",
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
