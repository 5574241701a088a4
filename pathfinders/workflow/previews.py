"""What publication would write, for a look in a transaction that is undone."""

from django.utils import timezone

from pathfinders.enums import ReportState, RoadmapState
from pathfinders.models import Roadmap, WorkshopReport


def open_roadmap(roadmap: Roadmap) -> None:
    """Let a version be the published one; its rows stay as they are."""
    others = Roadmap.objects.filter(pathfinder=roadmap.pathfinder_id)
    others.filter(state=RoadmapState.PUBLISHED).exclude(pk=roadmap.pk).update(
        state=RoadmapState.SUPERSEDED
    )
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at=timezone.now()
    )


def open_workshop_report(report: WorkshopReport) -> None:
    WorkshopReport.objects.filter(pk=report.pk).update(
        state=ReportState.PUBLISHED, published_at=timezone.now()
    )
