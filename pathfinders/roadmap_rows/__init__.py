"""Verbs that change the text and the rows of a roadmap in preparation.

Each checks the permission, locks the roadmap, and leaves an audit entry with the
reason, which people outside the country must give.
"""

from pathfinders.roadmap_rows.cells import (
    CellConflict,
    CellsDiffer,
    fingerprint,
    save_cell,
    save_cells,
)
from pathfinders.roadmap_rows.changing import changing, roadmap_of
from pathfinders.roadmap_rows.deleting import (
    delete_row,
    deleted_title,
    link_needs_again,
    restore_row,
)
from pathfinders.roadmap_rows.joining import Joined, join_actions, joined
from pathfinders.roadmap_rows.order import move_row, place_row
from pathfinders.roadmap_rows.priorities import (
    join_priorities,
    joined_priority,
    rows_shown,
    split_priority,
)
from pathfinders.roadmap_rows.saving import change_text, save_action, save_priority
from pathfinders.roadmap_rows.splitting import duplicate_row, split_action

__all__ = [
    "CellConflict",
    "CellsDiffer",
    "Joined",
    "change_text",
    "changing",
    "delete_row",
    "deleted_title",
    "duplicate_row",
    "fingerprint",
    "join_actions",
    "join_priorities",
    "joined",
    "link_needs_again",
    "joined_priority",
    "move_row",
    "place_row",
    "restore_row",
    "roadmap_of",
    "rows_shown",
    "save_action",
    "save_cell",
    "save_cells",
    "save_priority",
    "split_action",
    "split_priority",
]
