"""Verbs of workshops, and of what is kept under one."""

from pathfinders.workshops.lessons import delete_lesson, save_lesson
from pathfinders.workshops.participants import (
    add_participants,
    note_export,
    take_counts,
)
from pathfinders.workshops.pasted import MOST_LINES, PastedLine, read_participants
from pathfinders.workshops.preparation import mark_task, start_preparation
from pathfinders.workshops.programme import Length, move_session, start_programme
from pathfinders.workshops.records import keep_milestone, milestone_of, save_workshop
from pathfinders.workshops.rows import delete_row, save_row

__all__ = [
    "MOST_LINES",
    "Length",
    "PastedLine",
    "add_participants",
    "delete_lesson",
    "delete_row",
    "keep_milestone",
    "mark_task",
    "milestone_of",
    "move_session",
    "note_export",
    "read_participants",
    "save_lesson",
    "save_row",
    "save_workshop",
    "start_preparation",
    "start_programme",
    "take_counts",
]
