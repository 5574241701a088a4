from monitoring.models.catalogue import (
    AxisItem,
    Definition,
    Indicator,
    IndicatorSet,
    SetEntry,
)
from monitoring.models.corrections import CorrectionRequest
from monitoring.models.evidence import Evidence
from monitoring.models.missed import MissedMilestone
from monitoring.models.observation import Observation, Preference
from monitoring.models.progress import ProgressOverride
from monitoring.models.reminders import Reminder
from monitoring.models.review import AnnualReview
from monitoring.models.rounds import ReportingRound, Submission
from monitoring.models.sources import Source
from monitoring.models.talk import CheckAnswer, ValueComment
from monitoring.models.transfers import ImportProfile, ValueImport, WorkbookExport
from monitoring.models.values import ObservationVersion

__all__ = [
    "AnnualReview",
    "AxisItem",
    "CheckAnswer",
    "CorrectionRequest",
    "Definition",
    "Evidence",
    "ImportProfile",
    "Indicator",
    "IndicatorSet",
    "MissedMilestone",
    "Observation",
    "ObservationVersion",
    "Preference",
    "ProgressOverride",
    "Reminder",
    "ReportingRound",
    "SetEntry",
    "Source",
    "Submission",
    "ValueComment",
    "ValueImport",
    "WorkbookExport",
]
