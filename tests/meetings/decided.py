"""Countries as decisions on their status find them."""

from django.utils import timezone

from meetings.enums import DecisionKind
from meetings.models import Decision
from pathfinders.enums import MilestoneKind, Status
from pathfinders.models import Pathfinder
from tests.factories import make_milestone, make_pathfinder, make_review
from tests.factories.decisions import make_decision

STEPS = (
    MilestoneKind.EXPRESSION_OF_INTEREST,
    MilestoneKind.SENIOR_OFFICIAL,
    MilestoneKind.WORKSHOP,
    MilestoneKind.ROADMAP_SUBMITTED,
)


def candidate(*, reported_back: bool = True) -> Pathfinder:
    """Make a country on the path that has done all steps, or all but the last."""
    pathfinder = make_pathfinder(status=Status.ON_PATH)
    for kind in STEPS:
        make_milestone(pathfinder, kind)
    if reported_back:
        make_milestone(pathfinder, MilestoneKind.REPORTED_BACK)
    return pathfinder


def award(pathfinder: Pathfinder, meeting=None, **fields) -> Decision:
    return make_decision(
        meeting, kind=DecisionKind.AWARD_STATUS, pathfinder=pathfinder, **fields
    )


def weak_country() -> Pathfinder:
    """Make a pathfinder country whose last two reviews allow a hold."""
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    for year in (2017, 2018):
        make_review(
            pathfinder,
            year=year,
            state="published",
            assessment="none",
            justification="not_accepted",
            outcome_at=timezone.now(),
        )
    return pathfinder
