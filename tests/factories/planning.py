"""What stands under a roadmap, beside it, and around a workshop."""

from datetime import date

from alliance87.core.dates import PartialDate
from pathfinders.enums import (
    ActionStatus,
    CommitmentKind,
    MatchState,
    NeedKind,
    ParticipantGroup,
    PreparationKind,
    ProgrammeBlock,
    RatificationStatus,
    ReportPartKind,
    ReportState,
    RoadmapState,
    SupervisoryKind,
    SupportKind,
    SupportLevel,
)
from pathfinders.models import (
    ActionPartner,
    Benchmark,
    BenchmarkResult,
    Commitment,
    CommitmentFollowUp,
    CoordinationBody,
    FundingUpdate,
    Instrument,
    Lesson,
    NationalReview,
    Participant,
    PreparationTask,
    ProgrammeItem,
    ProgressUpdate,
    Ratification,
    ReportPart,
    RowComment,
    StatedRate,
    SupervisoryCase,
    SupportGiven,
    SupportMatch,
    SupportNeed,
    SupportOffer,
    TargetResult,
    WorkshopReport,
)
from tests.factories.path import author_of, make_workshop, of_country
from tests.factories.people import make_partner, numbers
from tests.factories.roadmap import (
    MOMENT,
    make_action,
    make_priority,
    make_roadmap,
    opened,
)

REPORTED_ON = date(2023, 6, 30)


# --- Rows of a roadmap --------------------------------------------------------------


def make_benchmark(action=None, **fields) -> Benchmark:
    action = action or make_action()
    values = {"year": 2023, "text": "The law is drafted"} | fields
    with opened(action.priority.roadmap):
        return Benchmark.objects.create(action=action, **values)


def make_action_partner(action=None, partner=None) -> ActionPartner:
    action = action or make_action()
    with opened(action.priority.roadmap):
        return ActionPartner.objects.create(
            action=action, partner=partner or make_partner()
        )


def make_rate(roadmap=None, **fields) -> StatedRate:
    """State that 1 EUR is worth 2 of the currency of the totals."""
    roadmap = roadmap or make_roadmap(currency="USD")
    values = {"currency": "EUR", "rate": 2, "source": "Central bank"} | fields
    with opened(roadmap):
        return StatedRate.objects.create(roadmap=roadmap, **values)


def make_comment(roadmap=None, *, row=None, **fields) -> RowComment:
    roadmap = roadmap or make_roadmap()
    values = {"text": "Say who pays.", "created_by": author_of(fields)}
    values |= {"key": row.key if row else None, "row_label": str(row or "")} | fields
    return RowComment.objects.create(roadmap=roadmap, **values)


# --- Progress on a published roadmap ------------------------------------------------


def published_action(**fields):
    """Make an action of a published roadmap."""
    roadmap = make_roadmap(state=RoadmapState.PUBLISHED, rows={})
    return make_action(make_priority(roadmap), **fields)


def make_update(action=None, **fields) -> ProgressUpdate:
    values = {"on": REPORTED_ON, "status": ActionStatus.UNDER_WAY}
    values["created_by"] = author_of(fields)
    action = action or published_action()
    return ProgressUpdate.objects.create(action=action, **(values | fields))


def make_funding_update(update=None, **fields) -> FundingUpdate:
    values = {"kind": "disbursed", "amount": 500, "currency": "USD"} | fields
    return FundingUpdate.objects.create(update=update or make_update(), **values)


def make_benchmark_result(benchmark=None, **fields) -> BenchmarkResult:
    values = {"on": REPORTED_ON, "was_met": True, "created_by": author_of(fields)}
    benchmark = benchmark or make_benchmark(published_action())
    return BenchmarkResult.objects.create(benchmark=benchmark, **(values | fields))


def make_target_result(priority=None, **fields) -> TargetResult:
    values = {"on": REPORTED_ON, "is_reached": True, "created_by": author_of(fields)}
    priority = priority or published_action().priority
    return TargetResult.objects.create(priority=priority, **(values | fields))


# --- Registers ----------------------------------------------------------------------


def _dated(fields: dict) -> dict:
    when = fields.pop("when", PartialDate.day(date(2021, 5, 4)))
    stated = {"on": when.on, "precision": when.precision, "until": when.until}
    return stated | fields


def make_commitment(pathfinder=None, **fields) -> Commitment:
    values = {"kind": CommitmentKind.OWN, "text": "We pledge to inspect more farms."}
    return Commitment.objects.create(
        **(values | _dated(of_country(pathfinder, fields)))
    )


def make_follow_up(commitment=None, **fields) -> CommitmentFollowUp:
    values = {"text": "120 farms were inspected.", "created_by": author_of(fields)}
    commitment = commitment or make_commitment()
    return CommitmentFollowUp.objects.create(
        commitment=commitment, **(values | _dated(fields))
    )


def make_support_given(pathfinder=None, **fields) -> SupportGiven:
    values = {
        "kind": SupportKind.POLITICAL,
        "level": SupportLevel.REGIONAL,
        "title": "Regional conference on fair recruitment",
        "source": "Report of the conference",
    }
    return SupportGiven.objects.create(
        **(values | _dated(of_country(pathfinder, fields)))
    )


def make_instrument(**fields) -> Instrument:
    values = {"code": f"X{next(numbers):03}", "name_en": "Example Convention"}
    return Instrument.objects.create(**(values | fields))


def make_ratification(pathfinder=None, **fields) -> Ratification:
    values = {"status": RatificationStatus.IN_FORCE, "source": "NORMLEX"}
    if "instrument" not in fields:
        values["instrument"] = make_instrument()
    return Ratification.objects.create(
        **(values | _dated(of_country(pathfinder, fields)))
    )


def make_coordination_body(pathfinder=None, **fields) -> CoordinationBody:
    values = {"name": "National committee"} | of_country(pathfinder, fields)
    return CoordinationBody.objects.create(**values)


def make_supervisory_case(pathfinder=None, **fields) -> SupervisoryCase:
    values = {
        "kind": SupervisoryKind.OBSERVATION,
        "title": "Strengthen the labour inspectorate",
        "year": 2022,
    }
    return SupervisoryCase.objects.create(**(values | of_country(pathfinder, fields)))


def make_national_review(pathfinder=None, **fields) -> NationalReview:
    values = {"year": 2022} | of_country(pathfinder, fields)
    return NationalReview.objects.create(**values)


# --- Needs and offers ---------------------------------------------------------------


def make_need(pathfinder=None, **fields) -> SupportNeed:
    values = {"kind": NeedKind.EXPERTISE, "title": "Training of labour inspectors"}
    return SupportNeed.objects.create(**(values | of_country(pathfinder, fields)))


def make_offer(**fields) -> SupportOffer:
    values = {"kind": NeedKind.EXPERTISE, "title": "Inspection experts"}
    values["created_by"] = author_of(fields)
    if "action_group" not in fields and "partner" not in fields:
        values["partner"] = make_partner()
    return SupportOffer.objects.create(**(values | fields))


def make_match(need=None, offer=None, **fields) -> SupportMatch:
    values = {"state": MatchState.OFFERED, "created_by": author_of(fields)} | fields
    if values["state"] == MatchState.DELIVERED:
        values.setdefault("delivered_on", REPORTED_ON)
    return SupportMatch.objects.create(
        need=need or make_need(), offer=offer or make_offer(), **values
    )


# --- Workshops ----------------------------------------------------------------------


def make_task(workshop=None, **fields) -> PreparationTask:
    values = {"kind": PreparationKind.STATISTICS, "title": "Collect the surveys"}
    return PreparationTask.objects.create(
        workshop=workshop or make_workshop(), **(values | fields)
    )


def make_session(workshop=None, **fields) -> ProgrammeItem:
    values = {"block": ProgrammeBlock.SCENE, "title": "Opening"} | fields
    return ProgrammeItem.objects.create(workshop=workshop or make_workshop(), **values)


def make_participant(workshop=None, **fields) -> Participant:
    values = {"name": "P. Example", "group": ParticipantGroup.WORKERS} | fields
    return Participant.objects.create(workshop=workshop or make_workshop(), **values)


def make_lesson(workshop=None, **fields) -> Lesson:
    values = {"text": "Invite the survivors’ network early."}
    values["created_by"] = author_of(fields)
    return Lesson.objects.create(
        workshop=workshop or make_workshop(), **(values | fields)
    )


def make_workshop_report(workshop=None, **fields) -> WorkshopReport:
    """Make a report with a summary; a published one is written at once."""
    state = fields.pop("state", ReportState.DRAFT)
    values = {"title": "Report on the workshop", "created_by": author_of(fields)}
    report = WorkshopReport.objects.create(
        workshop=workshop or make_workshop(), **(values | fields)
    )
    ReportPart.objects.create(
        report=report, kind=ReportPartKind.SUMMARY, text="Four priorities.", position=1
    )
    if state == ReportState.PUBLISHED:
        report.state, report.published_at = state, MOMENT
        report.save()
    return report
