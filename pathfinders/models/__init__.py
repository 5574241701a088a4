from pathfinders.models.interest import Appointment, ExpressionOfInterest
from pathfinders.models.letter import Letter
from pathfinders.models.pathfinder import (
    Milestone,
    Pathfinder,
    Profile,
    StatusEvent,
    StepExemption,
)
from pathfinders.models.roadmap import Action, FundingLine, Priority, Roadmap
from pathfinders.models.workshop import Workshop, WorkshopParticipants

__all__ = [
    "Action",
    "Appointment",
    "ExpressionOfInterest",
    "FundingLine",
    "Letter",
    "Milestone",
    "Pathfinder",
    "Priority",
    "Profile",
    "Roadmap",
    "StatusEvent",
    "StepExemption",
    "Workshop",
    "WorkshopParticipants",
]
