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


# What states a number, so that it has a course over the years.
NUMBER_TYPES = {
    *(ValueType.SHARE, ValueType.NUMBER, ValueType.PERCENT),
    *(ValueType.INSTRUMENTS, ValueType.MONEY, ValueType.LIST),
}


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


# --- Progress towards the target ------------------------------------------------------


class ProgressStatus(models.TextChoices):
    """How a series stands towards its target; CANNOT_TELL always has its reason."""

    REACHED = "reached", _("Target reached")
    ON_COURSE = "on_course", _("On course")
    TOO_SLOW = "too_slow", _("Moving, but too slowly")
    NO_CHANGE = "no_change", _("No clear change")
    AWAY = "away", _("Moving away from the target")
    CANNOT_TELL = "cannot_tell", _("Cannot tell")


class Untold(models.TextChoices):
    """Why it cannot be told how a series stands."""

    NO_DIRECTION = (
        "no_direction",
        _("Neither a rise nor a fall is better: a rise can mean that more is found."),
    )
    NO_TARGET = "no_target", _("No target is on record.")
    NO_POINTS = "no_points", _("There is no figure.")
    ONE_POINT = "one_point", _("There is one figure only; progress needs two.")
    BREAK = (
        "break",
        _("What is measured, or how, changed: the newest figure has none before it."),
    )
    BOUND = "bound", _("The source gives a limit and not a figure.")
    OLD = "old", _("The newest figure is too old.")
    UNMEASURED = (
        "unmeasured",
        _("It was on course; the target date is over, and no figure is as new."),
    )


class BandHidden(models.TextChoices):
    """Why no band is drawn into the years to come."""

    NO_CLASS = "no_class", _("It cannot be told how the series moves.")
    REACHED = "reached", _("The target is reached.")
    NO_YEARS = "no_years", _("The newest figure is as new as the last year asked.")
    NO_ERROR = (
        "no_error",
        _("The survey error of the first or the newest figure is not known."),
    )
    NO_SPREAD = (
        "no_spread",
        _("Counts of everybody have no survey error, and these do not vary."),
    )
    AT_THE_END = "at_the_end", _("A band cannot start from none or from all.")


# --- Comparing ------------------------------------------------------------------------


class Verdict(models.TextChoices):
    """Whether two values may stand beside each other as the same thing measured."""

    SAME = "same", _("They can be compared.")
    WITH_NOTE = "with_note", _("They can be compared with care.")
    NOT = "not", _("They cannot be compared.")


class Apart(models.TextChoices):
    """What sets two values apart, as a sentence with what each of them states."""

    UNIT = "unit", _("The units differ: %(one)s and %(two)s.")
    DEFINITION = (
        "definition",
        _("They follow different versions of what the indicator means."),
    )
    VARIANT = "variant", _("One source measured by two definitions of its own.")
    BOUNDARY = "boundary", _("What counts as work differs: “%(one)s” and “%(two)s”.")
    NATIONAL = "national", _("Each country measures by a national definition.")
    AGES = "ages", _("The ages differ: %(one)s and %(two)s.")
    HOURS = "hours", _("The hour thresholds differ: “%(one)s” and “%(two)s”.")
    LIST = "list", _("The list of hazardous work changed: “%(one)s” and “%(two)s”.")
    COVERAGE = "coverage", _("What is covered differs: “%(one)s” and “%(two)s”.")
    METHOD = "method", _("They were found in different ways: “%(one)s” and “%(two)s”.")
    PROXY = "proxy", _("One of them stands in for what was not measured (proxy).")
    BREAK = "break", _("The source says that its series breaks in %(two)s.")
    BOUNDARY_ONE = (
        "boundary_one",
        _("Only for one of them it is stated what counts as work: “%(one)s”."),
    )
    AGES_ONE = "ages_one", _("Only for one of them the ages are stated: %(one)s.")
    HOURS_ONE = (
        "hours_one",
        _("Only for one of them hour thresholds are stated: “%(one)s”."),
    )
    LIST_ONE = (
        "list_one",
        _("Only for one of them a list of hazardous work is named: “%(one)s”."),
    )
    COVERAGE_ONE = (
        "coverage_one",
        _("Only for one of them the coverage is stated: “%(one)s”."),
    )
    KIND_ONE = (
        "kind_one",
        _("Only for one of them the kind of source is known: “%(one)s”."),
    )
    UNSTATED = "unstated", _("For neither of them it is stated how it was measured.")
    LISTS = "lists", _("Each country has its own list of hazardous work.")
    KIND = "kind", _("The kinds of source differ: “%(one)s” and “%(two)s”.")
    PROXIES = "proxies", _("Both stand in for what was not measured (proxies).")
    ESTIMATED = "estimated", _("One of them is an estimate.")
    FEW_CASES = "few_cases", _("There are few cases behind at least one of them.")
    PROVISIONAL = "provisional", _("At least one of them is provisional.")
    LIMIT = "limit", _("At least one of them is only a limit.")
    YEARS = "years", _("The years differ: %(one)s and %(two)s.")
    COUNTS = "counts", _("They are numbers and not shares: countries differ in size.")
    DETECTED = (
        "detected",
        _("A higher number can mean that more is found, not that there is more."),
    )
    NO_NUMBER = "no_number", _("There is no number to compare.")
