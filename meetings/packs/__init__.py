"""Briefing packs: begin a version, arrange its sections, issue it."""

from meetings.packs.arranging import (
    add_text,
    change_section,
    move_section,
    remove_text,
    switch_section,
)
from meetings.packs.issuing import ISSUE, PREVIEW, file_name, issue, keep_places
from meetings.packs.starting import locked_draft, refresh, start_pack

__all__ = [
    "ISSUE",
    "PREVIEW",
    "add_text",
    "change_section",
    "file_name",
    "issue",
    "keep_places",
    "locked_draft",
    "move_section",
    "refresh",
    "remove_text",
    "start_pack",
    "switch_section",
]
