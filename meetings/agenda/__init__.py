"""Verbs of the agenda: items, their order, leads and papers, sessions, releases."""

from meetings.agenda.items import (
    add_item,
    change_item,
    move_item,
    put_below,
    refuse_named,
    remove_item,
    set_outcome,
    what_hangs_on,
)
from meetings.agenda.papers import pin_newest, put_paper, remove_paper
from meetings.agenda.releases import release_agenda
from meetings.agenda.reporting_back import record_reports_back
from meetings.agenda.sessions import remove_session, save_session
from meetings.agenda.standing import (
    add_standing_items,
    bring_open_points,
    bring_to_next,
    record_outcome,
)

__all__ = [
    "add_item",
    "add_standing_items",
    "bring_open_points",
    "bring_to_next",
    "change_item",
    "move_item",
    "pin_newest",
    "put_below",
    "put_paper",
    "record_outcome",
    "record_reports_back",
    "refuse_named",
    "release_agenda",
    "remove_item",
    "remove_paper",
    "remove_session",
    "save_session",
    "set_outcome",
    "what_hangs_on",
]
