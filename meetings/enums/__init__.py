"""Choices of the meetings app."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.enums.events import EventKind as EventKind
from meetings.enums.events import EventLanguage as EventLanguage
from meetings.enums.events import EventState as EventState
from meetings.enums.mails import InvitationKind as InvitationKind
from meetings.enums.mails import ReminderKind as ReminderKind


class MeetingKind(models.TextChoices):
    GCG = "gcg", _("Meeting of the Global Coordinating Group")
    WORKSHOP = "strategy_workshop", _("Strategy workshop")
    ACTION_GROUP = "action_group", _("Meeting of an action group")
    OTHER = "other", _("Other meeting")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    CONVENED = "convened", _("Convened")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingForm(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("In person and remote")
    REMOTE = "remote", _("Remote")


class ItemKind(models.TextChoices):
    """What an agenda item is; the standing kinds come back at every meeting."""

    ORDINARY = "ordinary", _("Ordinary item")
    OPENING = "opening", _("Opening")
    ADOPT_AGENDA = "adopt_agenda", _("Adoption of the agenda")
    ADOPT_REPORT = "adopt_report", _("Adoption of the previous report")
    MATTERS_ARISING = "matters_arising", _("Action points from earlier meetings")
    NEW_PARTNERS = "new_partners", _("New partners")
    CANDIDATE = "candidate", _("Welcome of a candidate country")
    REPORT_BACK = "report_back", _("A country reports back")
    INACTIVE_GROUPS = "inactive_groups", _("Groups without activity")
    OTHER_BUSINESS = "other_business", _("Any other business")
    NEXT_DATE = "next_date", _("Date of the next meeting")
    CLOSING = "closing", _("Closing")


class ItemPurpose(models.TextChoices):
    INFORMATION = "information", _("For information")
    DISCUSSION = "discussion", _("For discussion")
    DECISION = "decision", _("For decision")


class ItemOutcome(models.TextChoices):
    PENDING = "pending", _("Not yet dealt with")
    DISCUSSED = "discussed", _("Discussed")
    AGREED = "agreed", _("Agreed")
    DEFERRED = "deferred", _("Deferred")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LeadRole(models.TextChoices):
    LEAD = "lead", _("Lead")
    CO_LEAD = "co_lead", _("Co-lead")
    PRESENTER = "presenter", _("Presenter")


class PaperPurpose(models.TextChoices):
    """What the meeting is asked to do with a paper."""

    INFORMATION = "information", _("For information")
    COMMENT = "comment", _("For comments")
    ADOPTION = "adoption", _("For adoption")


class Capacity(models.TextChoices):
    """In what capacity somebody takes part in a meeting."""

    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy Chair")
    MEMBER = "member", _("Member")
    ALTERNATE = "alternate", _("Alternate")
    OBSERVER = "observer", _("Observer")
    PATHFINDER = "pathfinder_country", _("Pathfinder country")
    CANDIDATE = "candidate_country", _("Candidate country")
    SECRETARIAT = "secretariat", _("Secretariat")
    SPEAKER = "speaker", _("Speaker")
    GUEST = "guest", _("Guest")


class Response(models.TextChoices):
    """The answer to an invitation."""

    NOT_INVITED = "not_invited", _("Not invited yet")
    PENDING = "pending", _("No answer yet")
    YES = "yes", _("Will take part")
    NO = "no", _("Will not take part")
    TENTATIVE = "tentative", _("Perhaps")
    DELEGATED = "delegated", _("Sends somebody else")


class TakesPart(models.TextChoices):
    """How a person means to take part, or took part."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remotely")


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Remotely")
    ABSENT = "absent", _("Absent")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated for comments")
    ADOPTED = "adopted", _("Adopted")


class InterventionKind(models.TextChoices):
    PRESENTATION = "presentation", _("Presentation")
    INTERVENTION = "intervention", _("Intervention")
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    CONCLUSION = "chair_conclusion", _("Conclusion of the Chair")


class PackState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Superseded")


class PackAudience(models.TextChoices):
    MEMBERS = "members", _("Members and observers")
    PUBLIC = "public", _("Everyone")


class SectionKind(models.TextChoices):
    """What a section of a briefing pack shows."""

    COVER = "cover", _("Cover")
    CHANGES = "changes", _("Changes since the last version")
    CONTENTS = "contents", _("Contents")
    AGENDA = "agenda", _("Agenda")
    DECISIONS = "decisions", _("Decisions requested")
    ACTION_FOLLOW_UP = "action_follow_up", _("Follow-up of action points")
    DIVIDER = "divider", _("Divider")
    PAPER = "paper", _("Paper")
    PREVIOUS_REPORT = "previous_report", _("Report of the previous meeting")
    SINCE = "since", _("What changed since the previous meeting")
    PATHFINDER_STATUS = "pathfinder_status", _("Status of the pathfinder countries")
    GROUP_UPDATES = "group_updates", _("Updates of the action groups")
    NEW_PARTNERS = "new_partners", _("New partners")
    EVENTS = "events", _("Events")
    PARTICIPANTS = "participants", _("Provisional list of participants")
    TEXT = "text", _("Text")


class Standing(models.TextChoices):
    """What a seat gives: a voice in decisions, or a place to listen."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")


class SeatTheme(models.TextChoices):
    """The three themes by which civil society is seated."""

    CHILD_LABOUR = "child_labour", _("Child labour")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    TRAFFICKING = "trafficking", _("Trafficking in persons")


class EndReason(models.TextChoices):
    """Why somebody no longer holds a seat."""

    ROTATION = "rotation", _("Rotation")
    RESIGNATION = "resignation", _("Resignation")
    REPLACED = "replaced", _("Replaced by the constituency")
    SEAT_ABOLISHED = "seat_abolished", _("Seat abolished")
    OTHER = "other", _("Other")


class RepresentativeRole(models.TextChoices):
    """Who speaks for the holder of a seat; a copy only receives the mail."""

    TITULAR = "titular", _("Representative")
    ALTERNATE = "alternate", _("Alternate")
    COPY = "copy", _("In copy")


class Office(models.TextChoices):
    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy Chair")


class DecisionKind(models.TextChoices):
    """What the Group decides; each kind names what it is about (`TARGETS`)."""

    ADOPT_REPORT = "adopt_report", _("Adopt the report of a meeting")
    ENDORSE_DOCUMENT = "endorse_document", _("Endorse a document")
    AWARD_STATUS = "award_status", _("Award pathfinder status")
    HOLD_STATUS = "hold_status", _("Put a status on hold")
    REINSTATE_STATUS = "reinstate_status", _("Reinstate a status")
    OPEN_GROUP = "open_group", _("Open an action group")
    CLOSE_GROUP = "close_group", _("Close an action group")
    SEAT_CHANGE = "seat_change", _("Give a seat to a new holder")
    OFFICE_CHANGE = "office_change", _("Give an office to a new holder")
    SET_MEETING_DATE = "set_meeting_date", _("Set the date of the next meeting")
    REQUEST_ACTION = "request_action", _("Ask for action")
    TAKE_NOTE = "take_note", _("Take note")
    ADOPT_AGENDA = "adopt_agenda", _("Adopt the agenda")
    OTHER = "other", _("Other decision")


class DecisionState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    DEFERRED = "deferred", _("Deferred")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")


class DecisionMode(models.TextChoices):
    """How the Group came to it."""

    CONSENSUS = "consensus", _("By consensus")
    CHAIR_CONCLUSION = "chair_conclusion", _("By conclusion of the Chair")
    WRITTEN_PROCEDURE = "written_procedure", _("In writing, between meetings")
    VOTE = "vote", _("By vote")


class OwnerOffice(models.TextChoices):
    """Who owes an action by office, whoever holds it."""

    SECRETARIAT = "secretariat", _("Secretariat")
    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy Chair")
    ALL_MEMBERS = "all_members", _("All members")


class DueKind(models.TextChoices):
    DATE = "date", _("By a date")
    NEXT_MEETING = "next_meeting", _("Before the next meeting")
    ONGOING = "ongoing", _("Ongoing")


class ActionState(models.TextChoices):
    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


OPEN_ACTION_STATES = (ActionState.OPEN, ActionState.IN_PROGRESS)
CLOSED_ACTION_STATES = (ActionState.DONE, ActionState.DROPPED)
AHEAD = (MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.CONVENED)
HELD = (MeetingState.HELD, MeetingState.CLOSED)
AGENDA_IS_OUT = (MeetingState.CONVENED, *HELD)
SPEAKS = (RepresentativeRole.TITULAR, RepresentativeRole.ALTERNATE)
STATUS_KINDS = (
    *(DecisionKind.AWARD_STATUS, DecisionKind.HOLD_STATUS),
    DecisionKind.REINSTATE_STATUS,
)
GROUP_KINDS = (DecisionKind.OPEN_GROUP, DecisionKind.CLOSE_GROUP)
HOLDER_KINDS = (DecisionKind.SEAT_CHANGE, DecisionKind.OFFICE_CHANGE)


class PaperKind(models.TextChoices):
    """What a paper of the Alliance is."""

    TOOLKIT_NOTE = "toolkit_note", _("Toolkit note")
    GUIDANCE = "guidance", _("Guidance note")
    TERMS = "terms", _("Terms of reference")
    BACKGROUND = "background", _("Background paper")
    CONCEPT_NOTE = "concept_note", _("Concept note")
    REPORT = "report", _("Report")
    PUBLICATION = "publication", _("Publication")
    COMMUNICATIONS = "communications", _("Communications material")
    OTHER = "other", _("Other paper")


class Toolkit(models.TextChoices):
    """The collection a paper belongs to, if any."""

    NONE = "none", _("No toolkit")
    PATHFINDER = "pathfinder", _("Implementation toolkit for pathfinder countries")
    COMMUNICATIONS = "communications", _("Communications toolkit")
    ACTION_GROUP = "action_group", _("Toolkit for action groups")


class PaperVisibility(models.TextChoices):
    """Who may know a paper; its drafts are narrower still (`PaperVersion`)."""

    PUBLIC = "public", _("Everyone")
    GCG = "gcg", _("Members and observers of the Global Coordinating Group")
    MEMBERS = "gcg_members", _("Members only (closed session)")
    SECRETARIAT = "secretariat", _("The secretariat")


class VersionState(models.TextChoices):
    """The states of a version of a paper; `meetings.workflow` holds the moves."""

    DRAFT = "draft", _("Draft")
    FOR_COMMENT = "for_comment", _("For comments")
    FOR_DECISION = "for_decision", _("For decision")
    ENDORSED = "endorsed", _("Endorsed")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RoundAudience(models.TextChoices):
    """Who is asked for comments."""

    MEMBERS = "gcg_members", _("Members of the Global Coordinating Group")
    GCG = "gcg", _("Members and observers")
    COUNTRIES = "countries", _("Members, observers and focal points")


class Disposition(models.TextChoices):
    """What was done with a comment."""

    OPEN = "open", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly_accepted", _("Accepted in part")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    NOTED = "noted", _("Noted")


class SpeakingOffice(models.TextChoices):
    """An office that leads an item or speaks, as an agenda prints it."""

    CHAIR = "chair", _("Alliance Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Alliance Deputy Chair")
    SECRETARIAT = "secretariat", _("Secretariat")


class SeatState(models.TextChoices):
    """How a seat stands on a day; derived from its term, never stored."""

    FILLED = "filled", _("Filled")
    ENDING = "ending", _("Mandate ends soon")
    CARRY_OVER = "carry_over", _("Carry-over")
    VACANT = "vacant", _("Vacant")
