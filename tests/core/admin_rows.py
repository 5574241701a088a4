"""Every page of the records desk: how a row is made, and what may be done to it."""

from datetime import UTC, date, datetime, timedelta

from alliance87.core.audit import record
from alliance87.core.models import (
    AuditEvent,
    Country,
    Document,
    Job,
    Mail,
    PlannedPublication,
    User,
)
from alliance87.partners.enums import Role
from alliance87.partners.models import (
    ActionGroup,
    EngagementStep,
    JourneyStage,
    Network,
    NetworkMembership,
    Output,
    Partner,
    Person,
    ResourceNeed,
    RoleAssignment,
    WorkPlan,
)
from meetings.enums import ReminderKind
from meetings.models import (
    Comment,
    CommentRound,
    Constituency,
    FrequentQuestion,
    OfficeTerm,
    Paper,
    PaperVersion,
    ReminderSchedule,
    Seat,
    SeatRepresentative,
    SeatTerm,
)
from monitoring.models import AnnualReview, AxisItem, Indicator, IndicatorSet
from pathfinders.enums import ImportOrigin
from pathfinders.models import (
    Action,
    Appointment,
    BenchmarkResult,
    Commitment,
    CoordinationBody,
    ExpressionOfInterest,
    Instrument,
    Lesson,
    Letter,
    Milestone,
    NationalReview,
    Participant,
    Pathfinder,
    PreparationTask,
    Profile,
    ProgrammeItem,
    ProgressUpdate,
    Ratification,
    Roadmap,
    RoadmapExport,
    RoadmapImport,
    RowComment,
    StatedRate,
    StatusEvent,
    StepExemption,
    SupervisoryCase,
    SupportGiven,
    SupportMatch,
    SupportNeed,
    SupportOffer,
    TargetResult,
    Workshop,
    WorkshopReport,
)
from tests import factories
from tests.factories import papers
from tests.factories.groups import make_output, make_resource_need, make_work_plan
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator_set,
)
from tests.factories.people import numbers


def make_event() -> AuditEvent:
    country = factories.make_country()
    return record("country.confirmed", country, by=factories.keeper())


def make_assignment() -> RoleAssignment:
    return factories.make_role(factories.make_user(), Role.GCG_MEMBER)


def make_full_workshop() -> Workshop:
    return factories.make_participants().workshop


def make_pledge() -> Commitment:
    return factories.make_follow_up().commitment


def make_reported() -> ProgressUpdate:
    return factories.make_funding_update().update


def make_answered() -> SupportNeed:
    return factories.make_match().need


def make_published_report() -> WorkshopReport:
    return factories.make_workshop_report(state="published")


def make_subject() -> Instrument:
    return factories.make_instrument(themes=["child_labour"])


def make_export() -> RoadmapExport:
    return RoadmapExport.objects.create(
        roadmap=factories.make_roadmap(), rows=[], created_by=factories.keeper()
    )


def make_import() -> RoadmapImport:
    return RoadmapImport.objects.create(
        roadmap=factories.make_roadmap(),
        origin=ImportOrigin.CSV,
        name="plan.csv",
        table=[],
        created_by=factories.keeper(),
    )


def make_planned() -> PlannedPublication:
    return PlannedPublication.objects.create(
        kind="values",
        target=f"monitoring.submission:{PlannedPublication.objects.count()}",
        target_label="Country 2026",
        until=datetime(2026, 12, 10, 12, tzinfo=UTC),
        zone="Europe/Zurich",
        planned_by=factories.keeper(),
    )


def make_job() -> Job:
    return Job.objects.create(kind="test", title="Test", created_by=factories.keeper())


def make_mail() -> Mail:
    number = next(numbers)
    return Mail.objects.create(
        key=f"test:{number}", to="a@example.org", subject="Test", text="Test"
    )


def make_part() -> AxisItem:
    return make_axis_item(code=f"C{next(numbers)}")


def make_defined() -> Indicator:
    return make_definition().indicator


def make_set() -> IndicatorSet:
    return make_indicator_set(make_definition())


def make_day_in_office() -> OfficeTerm:
    """One holder at a time, so each gets a day of its own."""
    first = date(1990, 1, 1) + timedelta(days=next(numbers))
    end = first + timedelta(days=1)
    return factories.make_office_term(starts_on=first, ends_on=end)


def make_reminder_schedule() -> ReminderSchedule:
    """One row a kind, so each gets the next kind."""
    taken = set(ReminderSchedule.objects.values_list("kind", flat=True))
    kind = next(each for each in ReminderKind if each not in taken)
    return ReminderSchedule.objects.create(
        kind=kind, days=[0], version=1, created_by=factories.people.keeper()
    )


# The model: how a row is made, and the queries its list needs.
ROWS = {
    Action: (factories.make_action, 6),
    ActionGroup: (factories.make_group, 5),
    AnnualReview: (factories.make_review, 6),
    Appointment: (factories.make_appointment, 5),
    AuditEvent: (make_event, 8),
    AxisItem: (make_part, 5),
    BenchmarkResult: (factories.make_benchmark_result, 5),
    Comment: (papers.make_paper_comment, 5),
    CommentRound: (papers.make_comment_round, 5),
    Commitment: (make_pledge, 5),
    Constituency: (factories.make_constituency, 5),
    CoordinationBody: (factories.make_coordination_body, 5),
    Country: (factories.make_country, 5),
    Document: (factories.make_document, 6),
    EngagementStep: (factories.make_step, 5),
    ExpressionOfInterest: (factories.make_eoi, 5),
    FrequentQuestion: (papers.make_question, 5),
    Indicator: (make_defined, 5),
    IndicatorSet: (make_set, 5),
    Instrument: (make_subject, 5),
    Job: (make_job, 8),
    Lesson: (factories.make_lesson, 5),
    JourneyStage: (factories.make_stage, 5),
    Letter: (factories.make_letter, 5),
    Mail: (make_mail, 9),
    Milestone: (factories.make_milestone, 5),
    NationalReview: (factories.make_national_review, 6),
    Network: (factories.make_network, 5),
    NetworkMembership: (factories.make_network_member, 6),
    OfficeTerm: (make_day_in_office, 5),
    Paper: (papers.make_paper, 5),
    Output: (make_output, 5),
    PaperVersion: (papers.make_version, 5),
    Participant: (factories.make_participant, 5),
    Partner: (factories.make_partner, 5),
    Pathfinder: (factories.make_pathfinder, 5),
    Person: (factories.make_person, 5),
    PlannedPublication: (make_planned, 8),
    PreparationTask: (factories.make_task, 5),
    Profile: (factories.make_profile, 5),
    ProgrammeItem: (factories.make_session, 5),
    ProgressUpdate: (make_reported, 5),
    Ratification: (factories.make_ratification, 6),
    ReminderSchedule: (make_reminder_schedule, 5),
    Roadmap: (factories.make_roadmap, 5),
    RoadmapExport: (make_export, 5),
    RoadmapImport: (make_import, 5),
    ResourceNeed: (make_resource_need, 5),
    RoleAssignment: (make_assignment, 5),
    RowComment: (factories.make_comment, 5),
    Seat: (factories.make_seat, 6),
    SeatRepresentative: (factories.make_representative, 6),
    SeatTerm: (factories.make_seat_term, 6),
    StatedRate: (factories.make_rate, 6),
    StatusEvent: (factories.make_status_event, 5),
    StepExemption: (factories.make_exemption, 5),
    SupervisoryCase: (factories.make_supervisory_case, 5),
    SupportGiven: (factories.make_support_given, 5),
    SupportMatch: (factories.make_match, 5),
    SupportNeed: (make_answered, 5),
    SupportOffer: (factories.make_offer, 5),
    TargetResult: (factories.make_target_result, 5),
    User: (factories.make_user, 5),
    Workshop: (make_full_workshop, 5),
    WorkPlan: (make_work_plan, 5),
    WorkshopReport: (make_published_report, 5),
}
ADMINISTRATORS_ONLY = {
    *(AuditEvent, Job, Mail, PlannedPublication, ReminderSchedule),
    *(RoleAssignment, User),
}
# Read by the secretariat, kept by administrators.
ADMINISTRATORS_KEEP = {Instrument}
# What has its own pages and verbs is only looked up here.
LOOKED_UP = {
    *(Comment, CommentRound, FrequentQuestion, Paper, PaperVersion),
    *(AxisItem, Indicator, IndicatorSet),
    *(BenchmarkResult, Commitment, CoordinationBody, Lesson, NationalReview),
    *(Participant, PreparationTask, ProgrammeItem, ProgressUpdate, Ratification),
    *(RoadmapExport, RoadmapImport, RowComment, StatedRate, SupervisoryCase),
    *(SupportGiven, SupportMatch, SupportNeed, SupportOffer, TargetResult),
    *(EngagementStep, Output, ResourceNeed, WorkPlan),
    WorkshopReport,
}
READ_ONLY = LOOKED_UP | {
    *(Action, AnnualReview, AuditEvent, Country, Job, Mail, Roadmap, StatusEvent),
    PlannedPublication,
}
NO_ADD = READ_ONLY | {
    *(Document, ExpressionOfInterest, Letter, Pathfinder, StepExemption, User),
}
MODELS = sorted(ROWS, key=lambda model: model.__name__)
