"""Roadmaps with their rows, and annual reviews."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pgtrigger

from monitoring.enums import (
    Assessment,
    JustificationVerdict,
    MissedCause,
    ReviewState,
)
from monitoring.models import AnnualReview, MissedMilestone
from pathfinders.enums import (
    OPEN_ROADMAP_STATES,
    PUBLIC_ROADMAP_STATES,
    FundingKind,
    RoadmapState,
    Status,
)
from pathfinders.models import Action, FundingLine, Priority, Roadmap
from tests.factories.path import make_pathfinder, of_country
from tests.factories.people import keeper

MOMENT = datetime(2024, 3, 1, 12, tzinfo=UTC)


def make_roadmap(
    pathfinder=None,
    *,
    state: str = RoadmapState.DRAFT,
    rows: dict[str, list[str]] | None = None,
    **fields,
) -> Roadmap:
    """Make a roadmap; beyond the draft it has one priority with one action.

    `rows` maps titles of priorities to titles of actions.
    """
    values = of_country(pathfinder, fields)
    number = values["pathfinder"].roadmaps.count() + 1
    defaults = {
        "title": f"Roadmap {number}",
        "number": number,
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2024, 12, 31),
    }
    roadmap = Roadmap.objects.create(**(defaults | values))
    if rows is None and state != RoadmapState.DRAFT:
        rows = {"Priority 1": ["Action 1"]}
    for title, actions in (rows or {}).items():
        priority = make_priority(roadmap, title=title)
        for action in actions:
            make_action(priority, title=action)
    _set_state(roadmap, state)
    return roadmap


def _set_state(roadmap: Roadmap, state: str) -> None:
    """Put a roadmap in a state with what that state carries, outside the workflow."""
    facts = {"state": state}
    if state != RoadmapState.DRAFT:
        facts["submitted_at"] = roadmap.submitted_at or MOMENT
        facts["submitted_by"] = roadmap.submitted_by or keeper()
    if state == RoadmapState.PRESENTED:
        facts |= {"presented_on": date(2024, 2, 1), "meeting": "18th meeting"}
    if state in PUBLIC_ROADMAP_STATES:
        facts["published_at"] = roadmap.published_at or MOMENT
    Roadmap.objects.filter(pk=roadmap.pk).update(**facts)
    roadmap.refresh_from_db()


@contextmanager
def opened(roadmap: Roadmap):
    """Let a row be added: the database locks rows outside draft and returned."""
    stored = Roadmap.objects.filter(pk=roadmap.pk)
    state = stored.get().state
    if state in OPEN_ROADMAP_STATES:
        yield
        return
    with pgtrigger.ignore("pathfinders.Roadmap:roadmap_text_locked"):
        stored.update(state=RoadmapState.RETURNED)
        yield
        stored.update(state=state)


def make_priority(roadmap=None, **fields) -> Priority:
    roadmap = roadmap or make_roadmap()
    position = roadmap.priorities.count() + 1
    values = {"title": f"Priority {position}", "position": position} | fields
    with opened(roadmap):
        return Priority.objects.create(roadmap=roadmap, **values)


def make_action(priority=None, **fields) -> Action:
    priority = priority or make_priority()
    position = priority.actions.count() + 1
    values = {"title": f"Action {position}", "position": position} | fields
    with opened(priority.roadmap):
        return Action.objects.create(priority=priority, **values)


def make_funding(action=None, **fields) -> FundingLine:
    action = action or make_action()
    values = {"kind": FundingKind.NEEDED, "amount": 1000, "currency": "USD"} | fields
    with opened(action.priority.roadmap):
        return FundingLine.objects.create(action=action, **values)


# --- Annual reviews -------------------------------------------------------------


def make_review(pathfinder=None, *, year: int = 2024, **fields) -> AnnualReview:
    """Make a review; from `submitted` on it has what its state needs.

    A published one is written at once: nothing can change it afterwards.
    """
    if pathfinder is None and "pathfinder" not in fields:
        pathfinder = make_pathfinder(status=Status.PATHFINDER)
    values = of_country(pathfinder, fields)
    state = values.get("state", ReviewState.DRAFT)
    return AnnualReview.objects.create(year=year, **(_review_facts(state) | values))


def _review_facts(state: str) -> dict:
    facts = {}
    if state == ReviewState.DRAFT:
        return facts
    facts |= {"progress": "Two laws passed.", "next_steps": "Inspect more farms."}
    facts |= {"submitted_by": keeper(), "submitted_at": MOMENT}
    if state in {ReviewState.SHARED, ReviewState.TABLED, ReviewState.PUBLISHED}:
        facts |= {
            "assessment": Assessment.SUBSTANTIAL,
            "assessment_reasons": "The laws are in force.",
            "assessed_by": keeper(),
        }
    if state in {ReviewState.TABLED, ReviewState.PUBLISHED}:
        facts["meeting"] = "20th meeting of the Global Coordinating Group"
        facts["answer"] = "We agree with the assessment."
        facts |= {"answered_by": keeper(), "answered_at": MOMENT}
    if state == ReviewState.PUBLISHED:
        facts |= {
            "justification_verdict": JustificationVerdict.NOT_NEEDED,
            "outcome_at": MOMENT,
            "outcome_by": keeper(),
            "published_at": MOMENT,
        }
    return facts


def make_missed_milestone(review=None, **fields) -> MissedMilestone:
    """Make a milestone that was missed; also one of a review that is published."""
    values = {
        "title": "Train inspectors",
        "cause": MissedCause.DISASTER,
        "reasons": "A flood closed the roads.",
        "from_on": date(2024, 3, 1),
        "until_on": date(2024, 6, 30),
        "remedy": "Train them in two districts.",
        "created_by": keeper(),
    } | fields
    with pgtrigger.ignore("monitoring.MissedMilestone:missed_locked_with_review"):
        return MissedMilestone.objects.create(review=review or make_review(), **values)
