"""What the secretariat asks for next: proofs that countries near to status lack."""

from collections.abc import Iterable
from dataclasses import dataclass

from pathfinders.enums import MilestoneKind, Procedure, Status, StepMark
from pathfinders.procedures import PROCEDURES
from pathfinders.selectors.path import BoardRow, StepView

UNPROVED = {StepMark.STATED, StepMark.CONFLICT, StepMark.OVERRIDDEN}
ASKS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """One step to ask a country about; `missing` counts all steps that it lacks."""

    row: BoardRow
    step: StepView
    missing: int


@dataclass(frozen=True, slots=True)
class BoardTotals:
    """What the board holds in figures; examples are left out."""

    countries: int
    missing: int
    unproved: int


def board_columns() -> tuple[MilestoneKind, ...]:
    """Return the steps of all versions of the procedure, in the newest one's order."""
    newest_first = reversed(PROCEDURES.values())
    return tuple(dict.fromkeys(step.kind for steps in newest_first for step in steps))


def board_totals(rows: Iterable[BoardRow]) -> BoardTotals:
    real = [row for row in rows if not row.pathfinder.is_example]
    marks = [step.mark for row in real for step in row.steps]
    return BoardTotals(
        countries=len(real),
        missing=marks.count(StepMark.MISSING),
        unproved=sum(mark in UNPROVED for mark in marks),
    )


def ask_next(rows: Iterable[BoardRow]) -> list[Ask]:
    """Return what to ask of countries that lack fewest steps, examples last.

    With every step on record, the proofs of what is merely stated come next; with
    every proof, the confirmation letter.
    """
    asks = [
        Ask(row, step, _lacking(row))
        for row in rows
        if row.pathfinder.status == Status.ON_PATH
        for step in _open_steps(row)
    ]
    asks.sort(key=lambda ask: (ask.row.pathfinder.is_example, ask.missing))
    return asks[:ASKS_SHOWN]


def _lacking(row: BoardRow) -> int:
    return sum(step.mark == StepMark.MISSING for step in row.steps)


def _open_steps(row: BoardRow) -> list[StepView]:
    """Return the missing steps, else those without proof, else the letter."""
    procedure = PROCEDURES[Procedure(row.pathfinder.procedure)]
    needed = {step.kind for step in procedure if step.needed_for_status}
    missing = [step for step in row.steps if step.mark == StepMark.MISSING]
    unproved = [
        step for step in row.steps if step.kind in needed and step.mark in UNPROVED
    ]
    letter = row.step(MilestoneKind.CONFIRMATION_LETTER)
    return missing or unproved or ([letter] if letter else [])
