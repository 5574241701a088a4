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
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


OPEN_ROADMAP_STATES = (RoadmapState.DRAFT, RoadmapState.RETURNED)
PUBLIC_ROADMAP_STATES = (RoadmapState.PUBLISHED, RoadmapState.SUPERSEDED)


class Theme(models.TextChoices):
    CHILD_LABOUR = "child_labour", _("Child labour")
    FORCED_LABOUR = "forced_labour", _("Forced labour")
    HUMAN_TRAFFICKING = "human_trafficking", _("Human trafficking")
    ALL = "all", pgettext_lazy("themes", "All three")


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


class LetterKind(models.TextChoices):
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
