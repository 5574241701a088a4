"""Looks at roadmaps and workshop reports as the public will read them."""

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance87.core.previewing import as_public
from pathfinders.enums import ReportState
from pathfinders.views.roadmap import find_roadmap, may_preview, roadmap_page
from pathfinders.views.workshop_report import find_report, report_page
from pathfinders.workflow import previews


@never_cache
@require_safe
def roadmap_preview(request, iso3, number):
    roadmap = find_roadmap(request, iso3, number)
    if not may_preview(request.user, roadmap):
        raise Http404
    return as_public(
        request,
        lambda: previews.open_roadmap(roadmap),
        lambda stranger: roadmap_page(stranger, iso3, number),
        back_url=roadmap.get_absolute_url(),
    )


@never_cache
@require_safe
def report_preview(request, pk):
    # A draft is found by the country's team and the secretariat only.
    report = find_report(request, pk)
    if report.state == ReportState.PUBLISHED:
        raise Http404
    return as_public(
        request,
        lambda: previews.open_workshop_report(report),
        lambda stranger: report_page(stranger, pk),
        back_url=report.get_absolute_url(),
    )
