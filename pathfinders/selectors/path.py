"""Where countries are on the path: steps, stage, counters, the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.models import Document
from pathfinders.enums import (
    MilestoneKind,
    Procedure,
    RoadmapState,
    Stage,
    Status,
    StepMark,
)
from pathfinders.models import Milestone, Pathfinder, StatusEvent
from pathfinders.procedures import PROCEDURES, Step

# The furthest step on record gives the stage, the latest first.
STAGES: tuple[tuple[MilestoneKind, Stage], ...] = (
    (MilestoneKind.REPORTED_BACK, Stage.REPORTED),
    (MilestoneKind.ROADMAP_SUBMITTED, Stage.ROADMAP),
    (MilestoneKind.WORKSHOP, Stage.WORKSHOP),
    (MilestoneKind.EXPRESSION_OF_INTEREST, Stage.INTEREST),
)
STATUS_STAGES = {
    Status.PATHFINDER: Stage.PATHFINDER,
    Status.ON_HOLD: Stage.ON_HOLD,
    Status.WITHDRAWN: Stage.WITHDRAWN,
}
# Steps whose document is a record of this system, not an upload.
KEPT_HERE = {MilestoneKind.ROADMAP_SUBMITTED, MilestoneKind.ANNUAL_REVIEW}
IN_PREPARATION = {
    RoadmapState.DRAFT,
    RoadmapState.SUBMITTED,
    RoadmapState.RETURNED,
    RoadmapState.ACCEPTED,
    RoadmapState.PRESENTED,
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of one country as a page shows it.

    `detail` is one sentence: what is missing, why it does not apply, or what differs.
    """

    kind: MilestoneKind
    mark: StepMark
    date_text: str
    detail: str
    milestone: Milestone | None
    document: Document | None

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A country on the path board."""

    pathfinder: Pathfinder
    stage: Stage
    steps: tuple[StepView, ...]
    days_since_step: int | None

    def step(self, kind: MilestoneKind) -> StepView | None:
        return next((step for step in self.steps if step.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Counters:
    """The two figures that are always published together, with their date."""

    expressions_of_interest: int
    status_awarded: int
    as_of: date


def with_path(user):
    """Return pathfinders visible to `user` with all that steps need (6 queries)."""
    return (
        Pathfinder.objects.visible_to(user)
        .select_related("country")
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.select_related("document")),
            "exemptions",
            "roadmaps",
            "status_events",
        )
        .by_name()
    )


def steps_of(pathfinder: Pathfinder, user) -> tuple[StepView, ...]:
    """Return the ordered steps of the version in force, as far as `user` may know."""
    readable = _readable_documents([pathfinder], user)
    return _steps(pathfinder, readable)


def board(pathfinders: Iterable[Pathfinder], user) -> list[BoardRow]:
    """Return one row per country; pass the result of `with_path`, filtered or not."""
    rows = list(pathfinders)
    readable = _readable_documents(rows, user)
    return [
        BoardRow(
            pathfinder=pathfinder,
            stage=stage_of(pathfinder),
            steps=_steps(pathfinder, readable),
            days_since_step=days_since_step(pathfinder),
        )
        for pathfinder in rows
    ]


def stage_of(pathfinder: Pathfinder, *, status: Status | None = None) -> Stage:
    """Return the stage by the status in force, or by that of a past day."""
    status = Status(pathfinder.status) if status is None else status
    if status in STATUS_STAGES:
        return STATUS_STAGES[status]
    done = {milestone.kind for milestone in pathfinder.milestones.all()}
    return next((stage for kind, stage in STAGES if kind in done), Stage.LISTED)


def days_since_step(pathfinder: Pathfinder) -> int | None:
    """Return the days since the latest dated step; None when no date is known."""
    days = [
        milestone.when.latest
        for milestone in pathfinder.milestones.all()
        if milestone.on and milestone.kind != MilestoneKind.OTHER
    ]
    return (timezone.localdate() - max(days)).days if days else None


def counters() -> Counters:
    """Count what the public may know of real countries: letters, status awarded.

    A status on hold was awarded, so it counts (one query).
    """
    letters = Milestone.objects.filter(
        pathfinder=OuterRef("pk"),
        kind=MilestoneKind.EXPRESSION_OF_INTEREST,
        is_public=True,
    )
    awarded = Q(status__in=(Status.PATHFINDER, Status.ON_HOLD))
    public = Pathfinder.objects.counted().filter(is_public=True)
    return Counters(
        **public.aggregate(
            expressions_of_interest=Count("pk", filter=Exists(letters)),
            status_awarded=Count("pk", filter=awarded),
        ),
        as_of=timezone.localdate(),
    )


def _readable_documents(pathfinders: list[Pathfinder], user) -> set[int]:
    linked = {
        milestone.document_id
        for pathfinder in pathfinders
        for milestone in pathfinder.milestones.all()
        if milestone.document_id
    }
    visible = Document.objects.visible_to(user).filter(pk__in=linked)
    return set(visible.values_list("pk", flat=True))


def _steps(pathfinder: Pathfinder, readable: set[int]) -> tuple[StepView, ...]:
    procedure = PROCEDURES[Procedure(pathfinder.procedure)]
    return tuple(_step(pathfinder, step, readable) for step in procedure)


def _step(pathfinder: Pathfinder, step: Step, readable: set[int]) -> StepView:
    milestone = _best(pathfinder, step.kind)
    if milestone is not None:
        return _recorded(step, milestone, readable)
    exempt = [each for each in pathfinder.exemptions.all() if each.kind == step.kind]
    if exempt or step.not_applicable:
        reason = exempt[0].reason if exempt else str(step.not_applicable)
        return _empty(step, StepMark.NOT_APPLICABLE, reason)
    if step.kind == MilestoneKind.CONFIRMATION_LETTER:
        return _letter_step(pathfinder, step)
    if step.kind == MilestoneKind.ROADMAP_SUBMITTED:
        return _roadmap_step(pathfinder, step)
    return _absent(pathfinder, step)


def _best(pathfinder: Pathfinder, kind: MilestoneKind) -> Milestone | None:
    """Return the record that speaks for the step: with a proof, then the latest."""
    found = [each for each in pathfinder.milestones.all() if each.kind == kind]
    return max(
        found,
        key=lambda each: (bool(each.document_id), each.on or date.min, each.pk),
        default=None,
    )


def _recorded(step: Step, milestone: Milestone, readable: set[int]) -> StepView:
    mark, detail = StepMark.STATED, milestone.source
    if milestone.conflict:
        mark, detail = StepMark.CONFLICT, milestone.conflict
    elif milestone.document_id or _is_on_file(milestone):
        mark, detail = StepMark.PROOF, milestone.text
    shown = milestone.document_id in readable
    return StepView(
        kind=step.kind,
        mark=mark,
        date_text=str(milestone.when),
        detail=detail,
        milestone=milestone,
        document=milestone.document if shown else None,
    )


def _is_on_file(milestone: Milestone) -> bool:
    """Whether the record itself is the proof: written by a verb of this system."""
    return milestone.kind in KEPT_HERE and not milestone.source


def _empty(step: Step, mark: StepMark, detail: str, date_text: str = "") -> StepView:
    return StepView(step.kind, mark, date_text, detail, None, None)


def _absent(pathfinder: Pathfinder, step: Step) -> StepView:
    if step.needed_for_status and pathfinder.status == Status.ON_PATH:
        return _empty(
            step, StepMark.MISSING, _("Needed for status; nothing is on record.")
        )
    return _empty(step, StepMark.NO_RECORD, _("We hold no document and no source."))


def _letter_step(pathfinder: Pathfinder, step: Step) -> StepView:
    awarded = [
        event
        for event in pathfinder.status_events.all()
        if event.now == Status.PATHFINDER and event.was == Status.ON_PATH
    ]
    if not awarded:
        return _empty(step, StepMark.NO_RECORD, _("We hold no document and no source."))
    event: StatusEvent = awarded[-1]
    return _empty(step, StepMark.OVERRIDDEN, event.reason, date_text=event.date_text)


def _roadmap_step(pathfinder: Pathfinder, step: Step) -> StepView:
    for roadmap in pathfinder.roadmaps.all():
        if roadmap.state in IN_PREPARATION:
            return _empty(step, StepMark.UNDER_WAY, roadmap.get_state_display())
    return _absent(pathfinder, step)
