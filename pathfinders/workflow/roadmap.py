"""Verbs of the roadmap."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from alliance87.core.publication import Render, file_publication
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
def publish_roadmap(roadmap: Roadmap, *, by, render: Render | None = None) -> Roadmap:
    """Make the roadmap public; the version published before is superseded.

    `render(roadmap)` returns the PDF as the public reads it, or None where PDFs are
    switched off. It is filed with the roadmap and never made again.
    """
    roadmap = _locked(roadmap)
    _supersede_published(roadmap.pathfinder, by=by)
    roadmap.published_at = timezone.now()
    roadmap.pdf = _filed_pdf(roadmap, render, by=by)
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


def _filed_pdf(roadmap: Roadmap, render: Render | None, *, by) -> Document | None:
    country = roadmap.pathfinder.country
    with override(roadmap.language):
        title = _("Roadmap of %(country)s, version %(number)s") % {
            "country": country,
            "number": roadmap.number,
        }
    return file_publication(
        roadmap,
        ROADMAP,
        "publish",
        render=render,
        by=by,
        country=country,
        title=title,
        file_name=f"roadmap-{country.slug}-{roadmap.number}.pdf",
    )


def _supersede_published(pathfinder: Pathfinder, *, by) -> None:
    published = pathfinder.roadmaps.select_for_update().filter(
        state=RoadmapState.PUBLISHED
    )
    for old in published:
        ROADMAP.perform(old, "supersede", by=by, country=pathfinder.country)
