"""A published roadmap to report on, and the addresses of its pages."""

from datetime import UTC, date, datetime

from django.test import Client

from pathfinders.enums import RoadmapState
from tests import factories

ON = date(2023, 6, 30)


def make_plan():
    """Return an action of a published roadmap with a target and a benchmark."""
    roadmap = factories.make_roadmap(
        state=RoadmapState.PUBLISHED,
        rows={},
        published_at=datetime(2022, 2, 1, tzinfo=UTC),
    )
    aim = {"objective": "No child works", "target_on": ON, "baseline": 9, "target": 1}
    priority = factories.make_priority(roadmap, **aim)
    action = factories.make_action(
        priority, title="Train inspectors", status="not_started"
    )
    factories.make_benchmark(action, year=2022)
    return action


def url_of(action, page: str = "") -> str:
    roadmap = action.priority.roadmap
    iso3 = roadmap.pathfinder.country.slug
    rows = {"action": action.pk, "priority": action.priority_id}
    if "{benchmark}" in page:
        rows["benchmark"] = action.benchmarks.first().pk
    base = f"/pathfinders/{iso3}/roadmaps/{roadmap.number}/progress/"
    return base + page.format(**rows)


def own_client(action, client_for) -> Client:
    country = action.priority.roadmap.pathfinder.country
    return client_for(factories.make_focal_point(country))
