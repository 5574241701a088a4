from meetings.models.action_points import ActionPoint
from meetings.models.action_updates import ActionUpdate
from meetings.models.agenda import LEVELS, AgendaItem, AgendaLead, AgendaPaper
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
from meetings.models.meeting import AgendaRelease, Meeting, MeetingSession
from meetings.models.numbering import Numbered, numbered
from meetings.models.own_groups import own_groups
from meetings.models.packs import BriefingPack, PackSection
from meetings.models.papers import Paper, PaperVersion
from meetings.models.participation import Participation
from meetings.models.reports import (
    Intervention,
    MeetingReport,
    MinuteSection,
    ReportFigure,
)

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
    "BriefingPack",
    "PackSection",
    "Paper",
    "PaperVersion",
    "Participation",
    "ReportFigure",
    "Seat",
    "SeatRepresentative",
    "SeatTerm",
    "numbered",
    "own_groups",
]
