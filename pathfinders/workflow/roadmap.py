"""Verbs of the roadmap."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document
from alliance87.core.publication import Render, file_publication
from alliance87.core.workflow import in_words
from pathfinders.enums import MilestoneKind, RoadmapState
from pathfinders.milestones import record_milestone
from pathfinders.models import Pathfinder, Roadmap, RowComment
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
def return_roadmap(roadmap: Roadmap, *, by, comment: str = "") -> Roadmap:
    """Give the roadmap back with what to change; its rows open again.

    The open comments on rows go with it and stand in the trail beside the comment.
    """
    roadmap = _locked(roadmap)
    on_rows = roadmap.comments.filter(settled_at__isnull=True)
    words = in_words(comment.strip(), *map(_with_row, on_rows))
    if not words:
        raise Blocked(
            [
                _(
                    "Say what to change, here or in a comment on a row, so that the "
                    "country can act on it."
                )
            ]
        )
    roadmap.return_comment = comment.strip()
    ROADMAP.perform(
        roadmap,
        "return",
        by=by,
        country=roadmap.pathfinder.country,
        reason=words,
    )
    return roadmap


def _with_row(comment: RowComment) -> str:
    return ": ".join(filter(None, (comment.row_label, comment.text)))


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
def present_roadmap(
    roadmap: Roadmap, *, on: date, meeting: str, by, report_back: bool = False
) -> Roadmap:
    """Record at which meeting the Group saw the roadmap; it reads it from then on.

    With `report_back` the step “reported back” goes on record with the same day and
    meeting, unless it is there already.
    """
    missing = _wrong_presentation(on, meeting)
    if missing:
        raise Blocked(missing)
    roadmap = _locked(roadmap)
    pathfinder = roadmap.pathfinder
    roadmap.presented_on, roadmap.meeting = on, meeting.strip()
    ROADMAP.perform(
        roadmap, "present", by=by, country=pathfinder.country, reason=roadmap.meeting
    )
    if report_back and lacks_report_back(pathfinder):
        record_milestone(
            pathfinder,
            MilestoneKind.REPORTED_BACK,
            when=PartialDate.day(on),
            meeting=roadmap.meeting,
            statement=roadmap.title,
            by=by,
        )
    return roadmap


def _wrong_presentation(on: date, meeting: str) -> list[str]:
    wrong = []
    if not meeting.strip():
        wrong.append(_("Name the meeting at which the roadmap was presented."))
    if on > timezone.localdate():
        wrong.append(
            _("This day is in the future. Record the presentation once it took place.")
        )
    return wrong


def lacks_report_back(pathfinder: Pathfinder) -> bool:
    """Whether the step “reported back” is neither on record nor left out."""
    of_the_step = {"kind": MilestoneKind.REPORTED_BACK}
    on_record = pathfinder.milestones.filter(**of_the_step).exists()
    return not on_record and not pathfinder.exemptions.filter(**of_the_step).exists()


@transaction.atomic
def publish_roadmap(
    roadmap: Roadmap, *, by, render: Render | None = None, reason: str = ""
) -> Roadmap:
    """Make the roadmap public; the version published before is superseded.

    One that was not presented to the Group needs the `reason` why. `render(roadmap)`
    returns the PDF as the public reads it, or None where PDFs are switched off. It is
    filed with the roadmap and never made again.
    """
    roadmap = _locked(roadmap)
    if roadmap.state == RoadmapState.ACCEPTED and not reason.strip():
        raise Blocked([_("Say why the roadmap was not presented to the Group.")])
    _supersede_published(roadmap.pathfinder, by=by)
    roadmap.published_at = timezone.now()
    roadmap.pdf = _filed_pdf(roadmap, render, by=by)
    ROADMAP.perform(
        roadmap,
        "publish",
        by=by,
        country=roadmap.pathfinder.country,
        reason=reason.strip(),
    )
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
