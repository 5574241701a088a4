"""The page of a country as the public will read it once all that is ready is public."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from alliance87.core.previewing import as_public
from monitoring.enums import ReviewState, SubmissionState
from monitoring.rules import may_see_history, may_see_work
from monitoring.workflow.previews import open_review, open_values
from pathfinders.enums import ReportState, RoadmapState
from pathfinders.models import Pathfinder, WorkshopReport
from pathfinders.workflow.previews import open_roadmap, open_workshop_report

READY = (RoadmapState.ACCEPTED, RoadmapState.PRESENTED)


def preview_of_country(request, iso3: str, page):
    """Answer with `page` for a stranger; to who does not work on it 404."""
    rows = Pathfinder.objects.visible_to(request.user).select_related("country")
    pathfinder = get_object_or_404(rows, country__iso3=iso3.upper())
    if not may_see_work(request.user, pathfinder):
        raise Http404
    response = as_public(
        request,
        lambda: _open(pathfinder, request.user),
        lambda stranger: page(stranger, iso3),
        back_url=pathfinder.get_absolute_url(),
    )
    response["Cache-Control"] = "no-store, private"
    return response


def _open(pathfinder: Pathfinder, user) -> None:
    """Let be public what only waits for that; reviews for who may read them."""
    Pathfinder.objects.filter(pk=pathfinder.pk).update(is_public=True)
    for roadmap in pathfinder.roadmaps.filter(state__in=READY)[:1]:
        open_roadmap(roadmap)
    for submission in pathfinder.submissions.filter(state=SubmissionState.APPROVED):
        open_values(submission)
    agreed = WorkshopReport.objects.filter(
        workshop__pathfinder=pathfinder,
        state=ReportState.DRAFT,
        agreed_at__isnull=False,
    )
    for report in agreed:
        open_workshop_report(report)
    if not may_see_history(user, pathfinder):
        return
    tabled = pathfinder.reviews.filter(state=ReviewState.TABLED)
    for review in tabled.filter(outcome_at__isnull=False):
        open_review(review)
