"""Changes of state of groups, work plans, outputs and needs: tables and verbs."""

from alliance87.partners.workflow.groups import (
    GROUP,
    activate_group,
    close_group,
    launch_group,
    open_group,
    propose_group_again,
    relaunch_group,
    rest_group,
)
from alliance87.partners.workflow.needs import (
    RESOURCE_NEED,
    leave_unmet,
    meet_need,
    offer_help,
    reopen_need,
    send_need,
    withdraw_need,
)
from alliance87.partners.workflow.outputs import report_output
from alliance87.partners.workflow.plans import (
    WORK_PLAN,
    adopt_plan,
    circulate_plan,
    close_plan,
    redraft_plan,
)

MACHINES = (GROUP, WORK_PLAN, RESOURCE_NEED)

__all__ = [
    "GROUP",
    "MACHINES",
    "RESOURCE_NEED",
    "WORK_PLAN",
    "activate_group",
    "adopt_plan",
    "circulate_plan",
    "close_group",
    "close_plan",
    "launch_group",
    "leave_unmet",
    "meet_need",
    "offer_help",
    "open_group",
    "propose_group_again",
    "redraft_plan",
    "relaunch_group",
    "reopen_need",
    "report_output",
    "rest_group",
    "send_need",
    "withdraw_need",
]
