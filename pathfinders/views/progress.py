"""Pages on which everybody reads how far a published roadmap is."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.enums import Audience
from alliance87.core.exceptions import ReportError
from alliance87.core.rules import audiences
from alliance87.core.verbs import refuse
from alliance87.core.views import show_pdf
from pathfinders import reports, rules
from pathfinders.enums import PUBLIC_ROADMAP_STATES, ActionStatus, RoadmapState
from pathfinders.forms.progress import ProgressFilters
from pathfinders.models import Action
from pathfinders.models.rows import FIRST_YEAR
from pathfinders.selectors.figures import rate_text
from pathfinders.selectors.progress import BenchmarkState, implementation
from pathfinders.selectors.reported import history_of
from pathfinders.selectors.timeline import finding, progress_timeline
from pathfinders.views.frame import Line
from pathfinders.views.roadmap import find_roadmap, frame, or_sign_in, page_url

ROWS_PER_PAGE = 50
STATUS_TONES = {
    "": "none",
    ActionStatus.NOT_STARTED: "todo",
    ActionStatus.UNDER_WAY: "half",
    ActionStatus.DONE: "good",
    ActionStatus.CANCELLED: "na",
}
BENCHMARK_TONES = {
    BenchmarkState.MET: "good",
    BenchmarkState.MISSED: "watch",
    BenchmarkState.OPEN: "todo",
    BenchmarkState.OVERDUE: "watch",
}


def find_public(request, iso3, number):
    """Return a published or superseded version; of others there is no progress."""
    roadmap = find_roadmap(request, iso3, number)
    if roadmap.state not in PUBLIC_ROADMAP_STATES:
        raise Http404
    return roadmap


def row_url(roadmap, name: str, row) -> str:
    iso3 = roadmap.pathfinder.country.slug
    kwargs = {"iso3": iso3, "number": roadmap.number, "pk": row.pk}
    return reverse(f"pathfinders:{name}", kwargs=kwargs)


def progress_frame(roadmap, *lines: Line) -> dict:
    url = page_url(roadmap, "progress") if lines else ""
    return frame(roadmap, Line(_("Progress"), url=url), *lines) | {
        "status_tones": STATUS_TONES,
        "benchmark_tones": BENCHMARK_TONES,
    }


def last_day(roadmap):
    """Return the day up to which a version is looked at: until the next one came."""
    if roadmap.state != RoadmapState.SUPERSEDED:
        return timezone.localdate()
    later = roadmap.pathfinder.roadmaps.filter(
        number__gt=roadmap.number, published_at__isnull=False
    )
    following = later.order_by("number").first()
    at = following.published_at if following else timezone.now()
    return timezone.localdate(at)


# --- The page of the roadmap ----------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def progress_page(request, iso3, number):
    roadmap = find_public(request, iso3, number)
    bodies = _bodies(roadmap)
    filters = ProgressFilters(request.GET, bodies=bodies)
    chosen = filters.chosen()
    on = _day(chosen, roadmap)
    found = implementation(roadmap, request.user, on=on)
    rows = [row for row in found.actions if _matches(row, chosen)]
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "found": found,
        "filters": filters,
        "is_filtered": bool(chosen.keys() - {"on"}),
        "is_dated": "on" in chosen,
        "query": query.urlencode(),
        "page": page,
        "groups": _groups(found, page),
        "may_report": rules.may_report_progress(request.user, roadmap),
    }
    context |= _timeline(found) | _money(found, request.user)
    return render(
        request, "pathfinders/progress_detail.html", progress_frame(roadmap) | context
    )


def _timeline(found) -> dict:
    gantt = progress_timeline(found)
    if gantt is None:
        return {"gantt": None}
    return {
        "gantt": gantt,
        "timeline": gantt.svg(prefix="plan"),
        "timeline_finding": finding(gantt),
        "timeline_columns": _columns(),
    }


def _money(found, user) -> dict:
    """Return the stated rates in words, and what to say about private amounts."""
    roadmap = found.roadmap
    rates = roadmap.rates.all() if found.in_one else ()
    return {
        "rates": [rate_text(each, roadmap.currency) for each in rates],
        "holds_private": any(not line.is_public for line in found.lines),
        "sees_private": rules.may_see_private_budget(
            user, roadmap.pathfinder.country_id
        ),
    }


def _day(chosen: dict, roadmap):
    """Return the day asked for; the last one for a day before all roadmaps."""
    latest = last_day(roadmap)
    on = min(chosen.get("on", latest), latest)
    return on if on.year >= FIRST_YEAR else latest


def _bodies(roadmap) -> list[str]:
    rows = Action.objects.filter(priority__roadmap=roadmap).exclude(responsible="")
    bodies = rows.order_by("responsible").values_list("responsible", flat=True)
    return list(bodies.distinct())


def _matches(row, chosen: dict) -> bool:
    flags = {
        ProgressFilters.OVERDUE: row.is_overdue,
        ProgressFilters.SILENT: row.is_silent,
        ProgressFilters.MISSED: bool(row.missed),
    }
    return (
        flags.get(chosen.get("flag"), True)
        and row.status == chosen.get("status", row.status)
        and row.action.responsible == chosen.get("responsible", row.action.responsible)
    )


def _groups(found, page) -> list[tuple]:
    """Return each priority with its rows on this page."""
    shown = {row.action.pk for row in page.object_list}
    groups = [
        (priority, [row for row in priority.actions if row.action.pk in shown])
        for priority in found.priorities
    ]
    whole = len(page.object_list) == len(found.actions)
    return [(priority, rows) for priority, rows in groups if rows or whole]


def _columns() -> list[Line]:
    words = (_("Priority"), _("Action"), _("When"), _("State"), _("Benchmarks"))
    return [Line(word) for word in words]


# --- One action -----------------------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def progress_action(request, iso3, number, pk):
    roadmap = find_public(request, iso3, number)
    action = find_action(roadmap, pk)
    on = last_day(roadmap)
    found = implementation(roadmap, request.user, on=on)
    row = next(each for each in found.actions if each.action.pk == action.pk)
    readers = audiences(request.user, country_id=roadmap.pathfinder.country_id)
    context = {
        "row": row,
        "action": action,
        "history": history_of(action, roadmap, request.user, on=on),
        "reads_notes": rules.may_read_progress_notes(request.user, roadmap),
        "opens_evidence": Audience.COUNTRY in readers,
        "may_report": rules.may_report_progress(request.user, roadmap),
    }
    way = progress_frame(roadmap, Line(_("Action %(no)s") % {"no": row.number}))
    return render(request, "pathfinders/progress_action.html", way | context)


def find_action(roadmap, pk) -> Action:
    rows = Action.objects.select_related("priority")
    action = get_object_or_404(rows, pk=pk, priority__roadmap=roadmap)
    action.priority.roadmap = roadmap
    return action


# --- The document ---------------------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def progress_pdf(request, iso3, number):
    roadmap = find_public(request, iso3, number)
    filters = ProgressFilters(request.GET)
    on = _day(filters.chosen(), roadmap)
    try:
        pdf = reports.progress_pdf(roadmap, request.user, on=on)
    except ReportError as error:
        refuse(request, error)
        return redirect(page_url(roadmap, "progress"))
    slug = roadmap.pathfinder.country.slug
    name = f"progress-{slug}-{roadmap.number}-{on.isoformat()}"
    return show_pdf(pdf, name)
