"""Every change of state on the path: the tables of moves and the verbs."""

from pathfinders.workflow.interest import accept_eoi, return_eoi, submit_eoi
from pathfinders.workflow.letter import reopen_letter, send_letter, sign_letter
from pathfinders.workflow.machines import EOI, LETTER, ROADMAP, STATUS
from pathfinders.workflow.roadmap import (
    accept_roadmap,
    publish_roadmap,
    record_past_roadmap,
    return_roadmap,
    submit_roadmap,
)
from pathfinders.workflow.status import (
    confirm_status,
    put_on_hold,
    reinstate,
    return_to_path,
    withdraw,
)

MACHINES = (STATUS, EOI, ROADMAP, LETTER)

__all__ = [
    "EOI",
    "LETTER",
    "MACHINES",
    "ROADMAP",
    "STATUS",
    "accept_eoi",
    "accept_roadmap",
    "confirm_status",
    "publish_roadmap",
    "put_on_hold",
    "record_past_roadmap",
    "reinstate",
    "reopen_letter",
    "return_eoi",
    "return_roadmap",
    "return_to_path",
    "send_letter",
    "sign_letter",
    "submit_eoi",
    "submit_roadmap",
    "withdraw",
]
