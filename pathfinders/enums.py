"""Choices of the path."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Procedure(models.TextChoices):
    """The version of the guidance note in force when a country entered."""

    V2018 = "2018", _("Procedure of 2018")
    V2019 = "2019", _("Procedure as amended in 2019")
    V2023 = "2023", _("Procedure of 2023")


class Status(models.TextChoices):
    ON_PATH = "on_path", _("On the path")
    PATHFINDER = "pathfinder", _("Pathfinder country")
    ON_HOLD = "on_hold", _("On hold")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MilestoneKind(models.TextChoices):
    INFORMAL_INTEREST = "informal_interest", _("Informal interest")
    COORDINATION = "coordination", _("National coordination and mapping")
    GCG_OBSERVED = "gcg_observed", _("Observed a meeting of the Group")
    EXPRESSION_OF_INTEREST = "expression_of_interest", _("Expression of interest")
    SENIOR_OFFICIAL = "senior_official", _("Senior official named")
    WORKSHOP = "workshop", _("Strategic planning workshop")
    ROADMAP_SUBMITTED = "roadmap_submitted", _("Roadmap")
    REPORTED_BACK = "reported_back", _("Reported back to the Group")
    CONFIRMATION_LETTER = "confirmation_letter", _("Confirmation letter")
    ANNUAL_REVIEW = "annual_review", _("Annual review")
    ON_HOLD = "on_hold", _("Put on hold")
    REINSTATEMENT = "reinstatement", _("Reinstated")
    WITHDRAWAL = "withdrawal", _("Withdrew")
    OTHER = "other", _("Other event")


class EoiState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class Addressee(models.TextChoices):
    SECRETARIAT_HEAD = "secretariat_head", _("Head of the Secretariat")
    ILO_DIRECTOR_GENERAL = "ilo_director_general", _("ILO Director-General")


class AppointmentKind(models.TextChoices):
    SENIOR_OFFICIAL = "senior_official", _("Senior official")
    FOCAL_POINT = "focal_point", _("Focal point")


class ParticipantGroup(models.TextChoices):
    """Who a workshop convenes (guidance note and workshop guidance)."""

    MINISTRIES = "ministries", _("Ministries and public bodies")
    STATISTICS = "statistics", _("Statistics office")
    EMPLOYERS = "employers", _("Employers’ organizations")
    WORKERS = "workers", _("Workers’ organizations")
    CIVIL_SOCIETY = "civil_society", _("Civil society organizations")
    SURVIVORS = "survivors", _("Survivors and affected groups")
    UN = "un", _("United Nations and international organizations")
    ACADEMIA = "academia", _("Academia")
    BUSINESS = "business", _("Private sector")
    OTHER = "other", _("Others")


class RoadmapState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    PRESENTED = "presented", _("Presented to the Group")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


OPEN_ROADMAP_STATES = (RoadmapState.DRAFT, RoadmapState.RETURNED)
PUBLIC_ROADMAP_STATES = (RoadmapState.PUBLISHED, RoadmapState.SUPERSEDED)


class Theme(models.TextChoices):
    CHILD_LABOUR = "child_labour", _("Child labour")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    HUMAN_TRAFFICKING = "human_trafficking", _("Human trafficking")


class Area(models.TextChoices):
    """The eight areas a roadmap may cover (workshop guidance)."""

    ADVOCACY = "advocacy", _("Advocacy and communication")
    KNOWLEDGE = "knowledge", _("Knowledge base")
    LEGAL = "legal", _("Legal action")
    COORDINATION = "coordination", _("Institutional coordination")
    CAPACITY = "capacity", _("Capacity building")
    PROGRAMMES = "programmes", _("Social programmes and direct intervention")
    MONITORING = "monitoring", _("Monitoring, learning and reporting")
    ALLIANCE = "alliance", _("Contribution to the global Alliance")


# What needs, offers and lessons are tagged with.
Topic = models.TextChoices(
    "Topic", [(each.name, (each.value, each.label)) for each in (*Theme, *Area)]
)


class PriorityLevel(models.TextChoices):
    HIGH = "high", pgettext_lazy("priority level", "High")
    MEDIUM = "medium", pgettext_lazy("priority level", "Medium")
    LOW = "low", pgettext_lazy("priority level", "Low")


class ActionStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class FundingKind(models.TextChoices):
    NEEDED = "needed", _("Needed")
    AVAILABLE = "available", _("Available")
    ALLOCATED = "allocated", _("Allocated")
    DISBURSED = "disbursed", _("Disbursed")


class ImportOrigin(models.TextChoices):
    PASTE = "paste", _("Pasted table")
    CSV = "csv", _("CSV file")
    XLSX = "xlsx", _("Excel file")


class ImportState(models.TextChoices):
    READ = "read", _("Read, not applied")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")


class PreparationKind(models.TextChoices):
    """What a workshop is prepared with (workshop guidance)."""

    STATISTICS = "statistics", _("Statistics")
    POLICIES = "policies", _("Policies and programmes")
    FRAMEWORKS = "frameworks", _("UN and decent work frameworks (UNDAF, DWCP)")
    SUPERVISORY = "supervisory", _("Recommendations of supervisory bodies")
    PARTNERS = "partners", _("Mapping of partners")
    OTHER = "other", _("Other preparation")


class ProgrammeBlock(models.IntegerChoices):
    SCENE = 1, _("Setting the scene")
    PRIORITIES = 2, _("Priorities and institutional framework")
    FORWARD = 3, _("Way forward")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class ReportPartKind(models.TextChoices):
    """The eight parts of the workshop report's template, and parts between them."""

    COVER = "cover", _("Cover page")
    CONTENTS = "contents", _("Table of contents")
    SUMMARY = "summary", _("Executive summary")
    CONTEXT = "context", _("Context and background")
    PRIORITIES = "priorities", _("Priorities")
    ROADMAP = "roadmap", _("Roadmap (operational plan)")
    FUNDING_GAP = "funding_gap", _("Funding gap")
    FOCAL_POINT = "focal_point", _("Information on the Alliance 8.7 focal point")
    EXTRA = "extra", _("Further part")


class CommitmentKind(models.TextChoices):
    CALL_TO_ACTION = "call_to_action", _("Call to Action")
    BUENOS_AIRES = "buenos_aires", _("Buenos Aires Declaration")
    DURBAN = "durban", _("Durban Call to Action")
    OWN = "own", _("Own pledge")


class SupportKind(models.TextChoices):
    """The four kinds of support outside the own country (guidance note)."""

    POLITICAL = "political", _("Sponsoring, convening or chairing initiatives")
    SCALING = "scaling", _("Scaling up or testing innovative approaches")
    KNOWLEDGE = "knowledge", _("Contributing to the knowledge platform")
    GROUPS = "groups", _("Taking part in action groups")


class SupportLevel(models.TextChoices):
    SUB_REGIONAL = "sub_regional", _("Sub-regional")
    REGIONAL = "regional", _("Regional")
    GLOBAL = "global", _("Global")


class RatificationStatus(models.TextChoices):
    IN_FORCE = "in_force", _("In force")
    RATIFIED = "ratified", _("Ratified, not yet in force")
    SIGNED = "signed", _("Signed, not ratified")
    NOT_RATIFIED = "not_ratified", _("Not ratified")
    DENOUNCED = "denounced", _("Denounced")


class Rhythm(models.TextChoices):
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Every year")
    AS_NEEDED = "as_needed", _("When needed")


class SupervisoryKind(models.TextChoices):
    """Bodies and procedures of the ILO that comment on a country."""

    OBSERVATION = "observation", _("Observation of the Committee of Experts")
    DIRECT_REQUEST = "direct_request", _("Direct request of the Committee of Experts")
    CONFERENCE = "conference", _("Case at the Conference Committee")
    REPRESENTATION = "representation", _("Representation")
    COMPLAINT = "complaint", _("Complaint")


class NeedKind(models.TextChoices):
    MONEY = "money", _("Money")
    EXPERTISE = "expertise", _("Expertise")
    TRAINING = "training", _("Training")
    TOOLS = "tools", _("Tools and equipment")
    EXCHANGE = "exchange", _("Exchange with a country that did it")


class Language(models.TextChoices):
    """Languages in which support is given."""

    ARABIC = "ar", _("Arabic")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    PORTUGUESE = "pt", _("Portuguese")
    SPANISH = "es", _("Spanish")


class NeedState(models.TextChoices):
    """Where a need stands, derived from its matches."""

    OPEN = "open", _("Open")
    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MatchState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    DELIVERED = "delivered", _("Delivered")
    DECLINED = "declined", _("Declined")


class LetterKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement of the interest")
    CONFIRMATION = "confirmation", _("Confirmation letter")
    WARNING = "warning", _("Warning letter")
    HOLD = "hold", _("Letter on the hold")
    REINSTATEMENT = "reinstatement", _("Letter on the reinstatement")


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    SENT = "sent", _("Sent")


class Stage(models.TextChoices):
    """How far a country is, derived from its steps and its status."""

    LISTED = "listed", _("Interest on record")
    INTEREST = "interest", _("Expression of interest")
    WORKSHOP = "workshop", _("Planning workshop held")
    ROADMAP = "roadmap", _("Roadmap")
    REPORTED = "reported", _("Reported back")
    PATHFINDER = "pathfinder", _("Pathfinder country")
    ON_HOLD = "on_hold", _("On hold")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TextStanding(models.TextChoices):
    """How a text in one language stands to the one it was translated from."""

    ORIGINAL = "original", _("Original")
    TRANSLATION = "translation", _("Translation")
    OUTDATED = "outdated", _("Translation, the original has changed since")


class StepMark(models.TextChoices):
    """What is known about one step of one country."""

    PROOF = "proof", _("Proof")
    STATED = "stated", _("Stated")
    CONFLICT = "conflict", _("Sources differ")
    OVERRIDDEN = "overridden", _("Recorded without proof")
    UNDER_WAY = "under_way", _("Under way")
    MISSING = "missing", _("Missing")
    NO_RECORD = "no_record", _("No record")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
