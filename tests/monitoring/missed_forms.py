"""A country with overdue actions, and what is typed about a missed milestone."""

from datetime import UTC, date, datetime

from alliance87.core.models import Document
from monitoring.forms.missed import MissedForm
from monitoring.models import MissedMilestone
from monitoring.selectors.missed import planned_actions
from pathfinders.enums import RoadmapState, Status
from tests import factories
from tests.factories import keeper

TYPED = {
    "version": "0",
    "action_key": "",
    "title": "Train inspectors",
    "due_on": "2024-05-31",
    "cause": "disaster",
    "reasons": "A flood closed the roads.",
    "from_on": "2024-03-01",
    "until_on": "2024-06-30",
    "proof": "",
    "locator": "",
    "remedy": "Train them in two districts.",
    "remedy_by": "2025-12-31",
}


def with_plan(*actions: dict):
    """Return a country with status whose published roadmap has these actions."""
    pathfinder = factories.make_pathfinder(status=Status.PATHFINDER)
    roadmap = factories.make_roadmap(
        pathfinder,
        state=RoadmapState.PUBLISHED,
        rows={},
        published_at=datetime(2022, 2, 1, tzinfo=UTC),
    )
    priority = factories.make_priority(roadmap)
    for fields in actions:
        factories.make_action(priority, **fields)
    return pathfinder


def actions_of(pathfinder) -> list:
    roadmap = pathfinder.roadmaps.get()
    return list(roadmap.priorities.get().actions.order_by("position"))


LATE = {"title": "Draft the law", "ends_on": date(2024, 6, 30), "status": "under_way"}
DONE = {"title": "Open a shelter", "ends_on": date(2024, 3, 31), "status": "done"}
LATER = {"title": "Survey", "ends_on": date(2026, 1, 31), "status": "not_started"}


def form_of(review, *, row=None, upload=None, **typed) -> MissedForm:
    """Return the form as it was sent, checked; what is typed replaces TYPED."""
    by = keeper()
    row = row or MissedMilestone(review=review, created_by=by)
    country = review.pathfinder.country
    form = MissedForm(
        TYPED | typed,
        {"upload": upload} if upload else {},
        instance=row,
        actions=planned_actions(review, by),
        documents=Document.objects.filter(country=country),
    )
    form.full_clean()
    return form


def text_at(client, address: str) -> str:
    return client.get(address).content.decode()


def page_of(review, verb: str = "") -> str:
    return f"{review.get_absolute_url()}{verb}"
