from alliance87.partners.models.directory import Partner, Person
from alliance87.partners.models.groups import (
    ActionGroup,
    GroupMembership,
    GroupRole,
    GroupStateChange,
)
from alliance87.partners.models.journeys import EngagementStep, JourneyStage
from alliance87.partners.models.networks import Network, NetworkMembership
from alliance87.partners.models.role_assignment import RoleAssignment
from alliance87.partners.models.work_plans import (
    Output,
    OutputUpdate,
    ResourceNeed,
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
]
