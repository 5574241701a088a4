from pathfinders.models.comment import RowComment
from pathfinders.models.exchange import RoadmapExport, RoadmapImport
from pathfinders.models.interest import Appointment, ExpressionOfInterest
from pathfinders.models.letter import Letter
from pathfinders.models.money import FundingLine, StatedRate
from pathfinders.models.pathfinder import (
    Milestone,
    Pathfinder,
    Profile,
    StatusEvent,
    StepExemption,
)
from pathfinders.models.progress import (
    BenchmarkResult,
    FundingUpdate,
    ProgressUpdate,
    TargetResult,
)
from pathfinders.models.registers import (
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    Instrument,
    NationalReview,
    Ratification,
    SupervisoryCase,
    SupportGiven,
)
from pathfinders.models.roadmap import Roadmap
from pathfinders.models.rows import (
    Action,
    ActionPartner,
    Benchmark,
    Priority,
)
from pathfinders.models.support import SupportMatch, SupportNeed, SupportOffer
from pathfinders.models.workshop import (
    Lesson,
    Participant,
    PreparationTask,
    ProgrammeItem,
    Workshop,
    WorkshopParticipants,
)
from pathfinders.models.workshop_report import ReportPart, WorkshopReport

__all__ = [
    "Action",
    "ActionPartner",
    "Appointment",
    "Benchmark",
    "BenchmarkResult",
    "Commitment",
    "CommitmentFollowUp",
    "CoordinationBody",
    "ExpressionOfInterest",
    "FundingLine",
    "FundingUpdate",
    "Instrument",
    "Lesson",
    "Letter",
    "Milestone",
    "NationalReview",
    "Participant",
    "Pathfinder",
    "PreparationTask",
    "Priority",
    "Profile",
    "ProgrammeItem",
    "ProgressUpdate",
    "Ratification",
    "ReportPart",
    "Roadmap",
    "RoadmapExport",
    "RoadmapImport",
    "RowComment",
    "StatedRate",
    "StatusEvent",
    "StepExemption",
    "SupervisoryCase",
    "SupportGiven",
    "SupportMatch",
    "SupportNeed",
    "SupportOffer",
    "TargetResult",
    "Workshop",
    "WorkshopParticipants",
    "WorkshopReport",
]
