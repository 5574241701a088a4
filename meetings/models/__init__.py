from meetings.models.action_points import ActionPoint
from meetings.models.action_updates import ActionUpdate
from meetings.models.agenda import (
    LEVELS,
    AgendaItem,
    AgendaLead,
    AgendaPaper,
    AgendaRelease,
    lead_in_words,
)
from meetings.models.comment_rounds import Comment, CommentRound, FrequentQuestion
from meetings.models.decisions import Decision
from meetings.models.events import CalendarFeed, Event, EventSeries, EventSpeaker
from meetings.models.governance import (
    Constituency,
    OfficeTerm,
    Seat,
    SeatRepresentative,
    SeatTerm,
)
from meetings.models.group_updates import GroupUpdate
from meetings.models.meeting import Meeting, MeetingSession
from meetings.models.numbering import Numbered, numbered
from meetings.models.own_groups import own_groups
from meetings.models.packs import BriefingPack, PackSection
from meetings.models.papers import Paper, PaperVersion
from meetings.models.participation import Participation
from meetings.models.reminders import ReminderSchedule
from meetings.models.reports import (
    Intervention,
    MeetingReport,
    MinuteSection,
    ReportFigure,
)
from meetings.models.speaking import named_at_seats, partners_of, speakers_for

__all__ = [
    "LEVELS",
    "ActionPoint",
    "ActionUpdate",
    "AgendaItem",
    "AgendaLead",
    "AgendaPaper",
    "AgendaRelease",
    "BriefingPack",
    "CalendarFeed",
    "Comment",
    "CommentRound",
    "Constituency",
    "Decision",
    "Event",
    "EventSeries",
    "EventSpeaker",
    "FrequentQuestion",
    "GroupUpdate",
    "Intervention",
    "Meeting",
    "MeetingReport",
    "MeetingSession",
    "MinuteSection",
    "Numbered",
    "OfficeTerm",
    "PackSection",
    "Paper",
    "PaperVersion",
    "Participation",
    "ReminderSchedule",
    "ReportFigure",
    "Seat",
    "SeatRepresentative",
    "SeatTerm",
    "lead_in_words",
    "named_at_seats",
    "numbered",
    "own_groups",
    "partners_of",
    "speakers_for",
]
