from alliance87.partners.models.directory import Partner, Person, not_left
from alliance87.partners.models.groups import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    GroupStateChange,
)
from alliance87.partners.models.journeys import EngagementStep, JourneyStage
from alliance87.partners.models.networks import Network, NetworkMembership
from alliance87.partners.models.resource_needs import ResourceNeed
from alliance87.partners.models.role_assignment import RoleAssignment
from alliance87.partners.models.work_plans import (
    Output,
    OutputUpdate,
    StrategicObjective,
    WorkPlan,
)

__all__ = [
    "ActionGroup",
    "EngagementStep",
    "GroupMembership",
    "GroupRole",
    "GroupStateChange",
    "JourneyStage",
    "Network",
    "NetworkMembership",
    "Output",
    "OutputUpdate",
    "Partner",
    "Person",
    "ResourceNeed",
    "RoleAssignment",
    "StrategicObjective",
    "WorkPlan",
    "not_left",
]
