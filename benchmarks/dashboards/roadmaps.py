"""A country's way, roadmap, money, progress and reviews: what the portfolio counts."""

from datetime import UTC, date, datetime
from itertools import cycle

from alliance87.core.enums import Precision
from monitoring.enums import Assessment, JustificationVerdict, ReviewState
from monitoring.models import AnnualReview
from pathfinders.enums import (
    ActionStatus,
    FundingKind,
    MilestoneKind,
    RoadmapState,
    Status,
)
from pathfinders.models import (
    Action,
    FundingLine,
    FundingUpdate,
    Milestone,
    Pathfinder,
    Priority,
    ProgressUpdate,
    Roadmap,
    StatusEvent,
)

PRIORITIES = 3
MOMENT = datetime(2022, 3, 1, 12, tzinfo=UTC)
STEPS = (
    (MilestoneKind.EXPRESSION_OF_INTEREST, date(2018, 3, 1)),
    (MilestoneKind.WORKSHOP, date(2019, 5, 2)),
    (MilestoneKind.ROADMAP_SUBMITTED, date(2022, 3, 1)),
)
STATES = (ActionStatus.DONE, ActionStatus.UNDER_WAY, ActionStatus.NOT_STARTED)
REVIEWED = (2023, 2024)


def write(pathfinder: Pathfinder, number: int, size, by) -> None:
    """Write what one country did; the caller holds the transaction."""
    Milestone.objects.bulk_create(
        Milestone(
            pathfinder=pathfinder,
            kind=kind,
            on=day,
            precision=Precision.DAY,
            source="Example",
            created_by=by,
        )
        for kind, day in STEPS
    )
    StatusEvent.objects.create(
        pathfinder=pathfinder,
        was=Status.ON_PATH,
        now=Status.PATHFINDER,
        on=date(2022, 6, 1),
        precision=Precision.DAY,
        decided_by=by,
    )
    Pathfinder.objects.filter(pk=pathfinder.pk).update(status=Status.PATHFINDER)
    actions = _roadmap(pathfinder, size.actions, by)
    _progress(actions, number, by)
    _reviews(pathfinder, number, by)


def _roadmap(pathfinder: Pathfinder, count: int, by) -> list[Action]:
    roadmap = Roadmap.objects.create(
        pathfinder=pathfinder,
        number=1,
        title="Roadmap of the example",
        currency="USD",
        starts_on=date(2022, 1, 1),
        ends_on=date(2027, 12, 31),
        source="Example",
        created_by=by,
    )
    priorities = Priority.objects.bulk_create(
        Priority(roadmap=roadmap, title=f"Priority {at}", position=at)
        for at in range(1, PRIORITIES + 1)
    )
    places = cycle(priorities)
    actions = Action.objects.bulk_create(
        Action(
            priority=next(places),
            title=f"Action {at}",
            position=at,
            status=ActionStatus.NOT_STARTED,
            ends_on=date(2026, 12, 31),
        )
        for at in range(1, count + 1)
    )
    kinds = ((FundingKind.NEEDED, 100_000), (FundingKind.AVAILABLE, 60_000))
    FundingLine.objects.bulk_create(
        FundingLine(action=action, kind=kind, amount=amount, currency="USD", year=2024)
        for action in actions
        for kind, amount in kinds
    )
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED,
        submitted_at=MOMENT,
        submitted_by=by,
        published_at=MOMENT,
    )
    return actions


def _progress(actions: list[Action], number: int, by) -> None:
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=action,
            on=date(2024, 6, 30),
            status=STATES[(number + at) % len(STATES)],
            percent_done=50,
            created_by=by,
        )
        for at, action in enumerate(actions)
    )
    FundingUpdate.objects.bulk_create(
        FundingUpdate(
            update=update,
            kind=FundingKind.DISBURSED,
            amount=20_000,
            currency="USD",
            year=2024,
        )
        for update in updates
    )


def _reviews(pathfinder: Pathfinder, number: int, by) -> None:
    assessments = list(Assessment)
    AnnualReview.objects.bulk_create(
        AnnualReview(
            pathfinder=pathfinder,
            year=year,
            state=ReviewState.PUBLISHED,
            progress="Two laws passed.",
            next_steps="Inspect more farms.",
            submitted_by=by,
            submitted_at=MOMENT,
            assessment=assessments[(number + year) % len(assessments)],
            assessment_reasons="The laws are in force.",
            assessed_by=by,
            meeting="Example meeting",
            justification_verdict=JustificationVerdict.NOT_NEEDED,
            outcome_at=MOMENT,
            outcome_by=by,
            published_at=MOMENT,
            created_by=by,
        )
        for year in REVIEWED
    )
