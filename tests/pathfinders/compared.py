"""What the tests of the comparison share."""

from pathfinders.models import Action, Priority, Roadmap
from pathfinders.selectors.comparison import Comparison, RowChange, all_rows
from pathfinders.services import start_roadmap
from tests import factories


def next_version(old: Roadmap) -> Roadmap:
    """Open the next version of a published roadmap: a copy of it."""
    old.refresh_from_db()
    by = factories.make_focal_point(old.pathfinder.country)
    return start_roadmap(old.pathfinder, by=by)


def action(roadmap, title) -> Action:
    return Action.objects.get(priority__roadmap=roadmap, title=title)


def priority(roadmap, title) -> Priority:
    return roadmap.priorities.get(title=title)


def change(row, **values) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


def found(comparison: Comparison, title: str) -> RowChange:
    return next(row for row in all_rows(comparison.rows) if row.title == title)
