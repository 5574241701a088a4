"""Every change of state on the path: the tables of moves and the verbs."""

from pathfinders.workflow.interest import accept_eoi, return_eoi, submit_eoi
from pathfinders.workflow.letter import reopen_letter, send_letter, sign_letter
from pathfinders.workflow.machines import EOI, LETTER, ROADMAP, STATUS
from pathfinders.workflow.roadmap import (
    accept_roadmap,
    lacks_report_back,
    present_roadmap,
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
from pathfinders.workflow.support import (
    MATCH,
    agree_to_offer,
    decline_offer,
    deliver_support,
    offer_again,
)
from pathfinders.workflow.workshop_report import (
    WORKSHOP_REPORT,
    agree_to_workshop_report,
    before_publication,
    end_agreement,
    needs_agreement,
    publish_workshop_report,
)

MACHINES = (STATUS, EOI, ROADMAP, LETTER, WORKSHOP_REPORT, MATCH)

__all__ = [
    "EOI",
    "LETTER",
    "MACHINES",
    "MATCH",
    "ROADMAP",
    "STATUS",
    "WORKSHOP_REPORT",
    "accept_eoi",
    "accept_roadmap",
    "agree_to_offer",
    "agree_to_workshop_report",
    "before_publication",
    "confirm_status",
    "decline_offer",
    "deliver_support",
    "end_agreement",
    "lacks_report_back",
    "needs_agreement",
    "offer_again",
    "present_roadmap",
    "publish_roadmap",
    "publish_workshop_report",
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
