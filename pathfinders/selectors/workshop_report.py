"""A workshop report with the facts that fill its parts."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pathfinders.enums import AppointmentKind, ReportPartKind, ReportState
from pathfinders.models import (
    Appointment,
    Lesson,
    ReportPart,
    Roadmap,
    Workshop,
    WorkshopParticipants,
    WorkshopReport,
)
from pathfinders.selectors.roadmap import RoadmapTable, roadmap_table
from pathfinders.selectors.workshop import Programme, programme_of


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that the report says, as far as one reader may read it.

    `table` is None without a roadmap, and when the reader may not see the one chosen
    (`hides_roadmap`). Names of participants are never among the facts.
    """

    report: WorkshopReport
    parts: tuple[ReportPart, ...]
    groups: tuple[WorkshopParticipants, ...]
    programme: Programme
    lessons: tuple[Lesson, ...]
    table: RoadmapTable | None
    hides_roadmap: bool
    appointments: tuple[Appointment, ...]
    coordination_body: str
    as_of: date

    @property
    def workshop(self) -> Workshop:
        return self.report.workshop

    @property
    def is_draft(self) -> bool:
        return self.report.state == ReportState.DRAFT

    @property
    def focal_point(self) -> Appointment | None:
        points = [
            each
            for each in self.appointments
            if each.kind == AppointmentKind.FOCAL_POINT
        ]
        return points[0] if points else None


def report_facts(report: WorkshopReport, user) -> ReportFacts:
    """Return the facts; a published report is as of the day of its publication."""
    workshop, host = report.workshop, report.workshop.pathfinder
    published = report.state == ReportState.PUBLISHED and report.published_at
    as_of = timezone.localdate(report.published_at if published else None)
    roadmap = _readable_roadmap(report, user)
    return ReportFacts(
        report=report,
        parts=tuple(report.parts.all()),
        groups=tuple(workshop.groups.all()),
        programme=programme_of(workshop),
        lessons=tuple(workshop.lessons.filter(is_public=True).order_by("pk")),
        table=roadmap_table(roadmap, user) if roadmap else None,
        hides_roadmap=report.roadmap_id is not None and roadmap is None,
        appointments=tuple(host.appointments.current(as_of)) if host else (),
        coordination_body=host.coordination_body if host else "",
        as_of=as_of,
    )


def _readable_roadmap(report: WorkshopReport, user) -> Roadmap | None:
    if report.roadmap_id is None:
        return None
    rows = Roadmap.objects.visible_to(user).select_related("pathfinder__country")
    return rows.filter(pk=report.roadmap_id).first()


# --- Parts --------------------------------------------------------------------------

# Filled from records alone; nobody writes in them.
MADE = (ReportPartKind.COVER, ReportPartKind.CONTENTS)
# Filled from records; a text of one's own may stand before them.
FILLED = (
    ReportPartKind.ROADMAP,
    ReportPartKind.FUNDING_GAP,
    ReportPartKind.FOCAL_POINT,
)
