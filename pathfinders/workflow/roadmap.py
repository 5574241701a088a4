"""Verbs of the roadmap."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from pathfinders.enums import MilestoneKind, RoadmapState
from pathfinders.milestones import record_milestone
from pathfinders.models import Pathfinder, Roadmap
from pathfinders.workflow.machines import ROADMAP


def _locked(roadmap: Roadmap) -> Roadmap:
    rows = Roadmap.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=roadmap.pk)


@transaction.atomic
def submit_roadmap(roadmap: Roadmap, *, by) -> Roadmap:
    """Hand the draft to the secretariat; its rows are locked from here."""
    roadmap = _locked(roadmap)
    roadmap.submitted_by, roadmap.submitted_at = by, timezone.now()
    ROADMAP.perform(roadmap, "submit", by=by, country=roadmap.pathfinder.country)
    return roadmap


@transaction.atomic
def return_roadmap(roadmap: Roadmap, *, comment: str, by) -> Roadmap:
    """Give the roadmap back with what to change; its rows open again."""
    if not comment.strip():
        raise Blocked([_("Say what to change, so that the country can act on it.")])
    roadmap = _locked(roadmap)
    roadmap.return_comment = comment
    ROADMAP.perform(
        roadmap,
        "return",
        by=by,
        country=roadmap.pathfinder.country,
        reason=comment,
    )
    return roadmap


@transaction.atomic
def accept_roadmap(roadmap: Roadmap, *, by) -> Roadmap:
    """Accept the roadmap; the step of the path goes on record."""
    roadmap = _locked(roadmap)
    ROADMAP.perform(roadmap, "accept", by=by, country=roadmap.pathfinder.country)
    record_milestone(
        roadmap.pathfinder,
        MilestoneKind.ROADMAP_SUBMITTED,
        when=PartialDate.day(timezone.localdate(roadmap.submitted_at)),
        statement=roadmap.title,
        by=by,
    )
    return roadmap


@transaction.atomic
def publish_roadmap(roadmap: Roadmap, *, by) -> Roadmap:
    """Make the roadmap public; the version published before is superseded."""
    roadmap = _locked(roadmap)
    _supersede_published(roadmap.pathfinder, by=by)
    roadmap.published_at = timezone.now()
    ROADMAP.perform(roadmap, "publish", by=by, country=roadmap.pathfinder.country)
    return roadmap


@transaction.atomic
def record_past_roadmap(roadmap: Roadmap, *, reason: str, by) -> Roadmap:
    """Record a roadmap that was published before this system existed."""
    if not reason.strip():
        raise Blocked([_("Say why it is recorded without passing the usual steps.")])
    roadmap = _locked(roadmap)
    _supersede_published(roadmap.pathfinder, by=by)
    roadmap.published_at = timezone.now()
    ROADMAP.perform(
        roadmap,
        "record_past",
        by=by,
        country=roadmap.pathfinder.country,
        reason=reason,
    )
    return roadmap


def _supersede_published(pathfinder: Pathfinder, *, by) -> None:
    published = pathfinder.roadmaps.select_for_update().filter(
        state=RoadmapState.PUBLISHED
    )
    for old in published:
        ROADMAP.perform(old, "supersede", by=by, country=pathfinder.country)
