"""Action points: written down, worked on, reported done, verified, carried on."""

from meetings.action_points.links import action_behind, end_link, send_link
from meetings.action_points.moving import (
    close,
    drop,
    put_back,
    reopen,
    report_done,
    send_back,
    start,
)
from meetings.action_points.telling import freeze_lines, tell
from meetings.action_points.writing import add, change

__all__ = [
    "action_behind",
    "add",
    "change",
    "close",
    "drop",
    "end_link",
    "freeze_lines",
    "put_back",
    "reopen",
    "report_done",
    "send_back",
    "send_link",
    "start",
    "tell",
]
