"""Decisions of the Group: proposed, adopted with all they do, put off, replaced."""

from meetings.decisions.adopting import adopt, record_past
from meetings.decisions.ending import carry_deferred, defer, supersede, withdraw
from meetings.decisions.taking_over import take_over
from meetings.decisions.writing import change, propose, record_done

__all__ = [
    "adopt",
    "carry_deferred",
    "change",
    "defer",
    "propose",
    "record_done",
    "record_past",
    "supersede",
    "take_over",
    "withdraw",
]
