"""Everything in meetings that changes a state."""

from meetings.workflow.action_point import ACTION
from meetings.workflow.decision import DECISION
from meetings.workflow.event import EVENT
from meetings.workflow.meeting import MEETING
from meetings.workflow.pack import PACK
from meetings.workflow.papers import PAPER_VERSION
from meetings.workflow.report import REPORT

MACHINES = (MEETING, DECISION, ACTION, REPORT, PAPER_VERSION, PACK, EVENT)

__all__ = [
    "ACTION",
    "DECISION",
    "EVENT",
    "MACHINES",
    "MEETING",
    "PACK",
    "PAPER_VERSION",
    "REPORT",
]
