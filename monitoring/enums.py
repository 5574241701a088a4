"""Choices of monitoring."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pathfinders.enums import Theme


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    SHARED = "shared", _("Assessment shared with the country")
    TABLED = "tabled", _("Tabled")
    PUBLISHED = "published", _("Published")


REPORT_OPEN_STATES = (ReviewState.DRAFT, ReviewState.RETURNED)


class Assessment(models.TextChoices):
    SUBSTANTIAL = "substantial", _("Substantial progress")
    SOME = "some", _("Some progress")
    NONE = "none", _("No progress")


class JustificationVerdict(models.TextChoices):
    """Whether reasons for little progress were found reasonable."""

    NOT_NEEDED = "not_needed", _("Not needed")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


class MissedCause(models.TextChoices):
    """Why a milestone was missed."""

    CONFLICT = "conflict", _("Conflict or insecurity")
    DISASTER = "disaster", _("Disaster or epidemic")
    ELECTION = "election", _("Election or change of government")
    FUNDING = "funding", _("Funding that did not come")
    LAW = "law", _("A law that was not passed")
    DATA = "data", _("Data that are not available")


# --- The catalogue of indicators ------------------------------------------------------


class SetState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    VALIDATED = "validated", _("Validated")


class Dimension(models.TextChoices):
    """The three dimensions of the monitoring framework."""

    PREVALENCE = "prevalence", _("How widespread it is")
    COMMITMENT = "commitment", _("Political commitment")
    IMPLEMENTATION = "implementation", _("Implementation")


class IndicatorTheme(models.TextChoices):
    """A theme of the Alliance, or all of them together."""

    CHILD_LABOUR = Theme.CHILD_LABOUR.value, Theme.CHILD_LABOUR.label
    FORCED_LABOUR = Theme.FORCED_LABOUR.value, Theme.FORCED_LABOUR.label
    HUMAN_TRAFFICKING = Theme.HUMAN_TRAFFICKING.value, Theme.HUMAN_TRAFFICKING.label
    ALL = "all", _("All themes")


class SubArea(models.TextChoices):
    LEGISLATION = "legislation", _("Legislation")
    POLICIES = "policies", _("Policies and programmes")
    BUDGET = "budget", _("Budget")
    MEASUREMENT = "measurement", _("Measurement")


class IndicatorKind(models.TextChoices):
    STANDARD = "standard", _("Standard")
    CUSTOMIZED = "customized", _("Customized")


class ValueType(models.TextChoices):
    SHARE = "share", _("Percent and number")
    NUMBER = "number", _("Number")
    PERCENT = "percent", _("Percent")
    YES_NO = "yes_no", _("Yes or no, with date and text")
    YEAR = "year", _("Year")
    FREQUENCY = "frequency", _("Frequency")
    INSTRUMENTS = "instruments", _("Instruments ratified")
    MONEY = "money", _("Amount and percent of GDP")
    LIST = "list", _("List")


class Direction(models.TextChoices):
    """Which way is better; NONE where a rise can mean better detection."""

    DOWN = "down", _("Lower is better")
    UP = "up", _("Higher is better")
    NONE = "none", _("Neither")


class Axis(models.TextChoices):
    """What a value can be broken down by."""

    SEX = "sex", _("Sex")
    AGE = "age", _("Age")
    SCOPE = "scope", _("Scope")
    STAGE = "stage", _("Stage of the case")
    EXPLOITATION = "exploitation", _("Form of exploitation")
    SECTOR = "sector", _("Sector")
    NATIONALITY = "nationality", _("Nationality")
    POLICY = "policy", _("Kind of policy")
    LOCATION = "location", _("Location")


class Computation(models.TextChoices):
    """What a computed indicator is computed from; it is never typed."""

    PRIORITY_INSTRUMENTS = "priority_instruments", _("Register of ratifications")
    OTHER_INSTRUMENTS = "other_instruments", _("Register of ratifications")
    ROADMAP_DEVELOPED = "roadmap_developed", _("Published roadmap")
    ACTIVITIES_IMPLEMENTED = "activities", _("Progress on the roadmap")
    TARGETS_ACHIEVED = "targets", _("Progress on the roadmap")
    ALLOCATED = "allocated", _("Money of the roadmap")
    DISBURSED = "disbursed", _("Money of the roadmap")
    SUPPORT_INITIATIVES = "support_initiatives", _("Register of support given")
    SUPPORT_APPROACHES = "support_approaches", _("Register of support given")
    SUPPORT_KNOWLEDGE = "support_knowledge", _("Register of support given")
    SUPPORT_GROUPS = "support_groups", _("Register of support given")


# --- Values -------------------------------------------------------------------------


class ValueState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    DISCARDED = "discarded", _("Discarded")


OPEN_VALUE_STATES = (ValueState.DRAFT, ValueState.RETURNED)
WORKING_VALUE_STATES = (
    *OPEN_VALUE_STATES,
    ValueState.SUBMITTED,
    ValueState.ACCEPTED,
)
# What counts today: a version in work, or the public one.
STANDING_VALUE_STATES = (*WORKING_VALUE_STATES, ValueState.PUBLISHED)


class Frequency(models.TextChoices):
    YEARLY = "yearly", _("Every year")
    TWO_YEARS = "two_years", _("Every two years")
    THREE_TO_FIVE = "three_to_five", _("Every three to five years")
    RARER = "rarer", _("Less often")
    IRREGULAR = "irregular", _("Not regularly")


class Quality(models.TextChoices):
    """What the source says of its figure (SDMX: observation status)."""

    OFFICIAL = "official", _("Official")
    PROVISIONAL = "provisional", _("Provisional")
    ESTIMATE = "estimate", _("Estimate")
    PROXY = "proxy", _("Proxy")
    UNRELIABLE = "unreliable", _("Few cases behind it")
    BREAK = "break", _("Break in the series")


class Boundary(models.TextChoices):
    """The production boundary a figure on child labour is measured by."""

    SNA = "sna", _("Economic activity (SNA production boundary)")
    GENERAL = "general", _("Household chores included (general production boundary)")
    NATIONAL = "national", _("National definition")


class SourceKind(models.TextChoices):
    SURVEY = "survey", _("Household survey")
    CENSUS = "census", _("Census")
    ADMINISTRATIVE = "administrative", _("Administrative records")
    GLOBAL_DATABASE = "global_database", _("Global database")
    REPORT = "report", _("Report")
    ESTIMATE = "estimate", _("Modelled estimate")


class ReturnReason(models.TextChoices):
    SOURCE = "source", _("The source is missing or unclear")
    EVIDENCE = "evidence", _("Proof is missing")
    DEFINITION = "definition", _("It does not fit the definition")
    FIGURE = "figure", _("The figure looks wrong")
    UNIT = "unit", _("The unit looks wrong")
    BREAKDOWN = "breakdown", _("The parts do not fit the total")
    PERSONAL = "personal", _("It may identify a person")
    OTHER = "other", _("Another reason")


class CommentKind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    RETURN = "return", _("Sent back")
    ANSWER = "answer", _("Answer")
    NOT_COMPARABLE = "differs", _("Not comparable")


# --- Rounds -------------------------------------------------------------------------


class SubmissionState(models.TextChoices):
    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


OPEN_SUBMISSION_STATES = (SubmissionState.OPEN, SubmissionState.RETURNED)


class CorrectionState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class TransferOrigin(models.TextChoices):
    WORKBOOK = "workbook", _("Workbook of the country")
    LONG_TABLE = "long_table", _("Long table")
    FILE = "file", _("File of another source")


class TransferState(models.TextChoices):
    READ = "read", _("Read")
    APPLIED = "applied", _("Applied")
    UNDONE = "undone", _("Undone")
