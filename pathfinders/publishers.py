"""How roadmaps and workshop reports become public, now or at a moment."""

from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from alliance87.core.planned import publisher, ready_for
from alliance87.core.publication import for_everyone
from pathfinders import reports, rules, workflow
from pathfinders.enums import RoadmapState
from pathfinders.models import Roadmap, WorkshopReport


def _check_roadmap(roadmap: Roadmap, *, by, reason: str = "") -> None:
    ready_for(workflow.ROADMAP)(roadmap, by=by)
    if roadmap.state == RoadmapState.ACCEPTED and not reason.strip():
        raise Blocked([_("Say why the roadmap was not presented to the Group.")])


def _roadmap_page(roadmap: Roadmap) -> str:
    keys = {"iso3": roadmap.pathfinder.country.slug, "number": roadmap.number}
    return reverse("pathfinders:roadmap-publish", kwargs=keys)


@publisher(
    "roadmap",
    model=Roadmap,
    may=rules.may_decide_roadmap,
    check=_check_roadmap,
    page=_roadmap_page,
)
def publish_roadmap(roadmap: Roadmap, *, by, reason: str = "") -> None:
    """Publish it; `reason` counts only where it still was not presented."""
    skips = roadmap.state == RoadmapState.ACCEPTED
    workflow.publish_roadmap(
        roadmap,
        by=by,
        render=for_everyone(reports.roadmap_pdf),
        reason=reason if skips else "",
    )


@publisher(
    "workshop-report",
    model=WorkshopReport,
    may=rules.may_publish_workshop_report,
    check=ready_for(workflow.WORKSHOP_REPORT),
    page=lambda report: reverse(
        "pathfinders:workshop-report-publish", kwargs={"pk": report.workshop_id}
    ),
)
def publish_workshop_report(report: WorkshopReport, *, by, override: str = "") -> None:
    workflow.publish_workshop_report(
        report,
        by=by,
        render=for_everyone(reports.workshop_report_pdf),
        override=override,
    )
