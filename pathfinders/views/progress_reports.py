"""Pages on which a country reports on its published roadmap, one for each report."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, posted_with_files, verb_page
from pathfinders import progress, rules
from pathfinders.forms.progress import (
    ActionReportForm,
    BenchmarkReportForm,
    ManyReportsForm,
    TargetReportForm,
)
from pathfinders.models import Benchmark
from pathfinders.selectors.progress import implementation
from pathfinders.selectors.reported import (
    history_of,
    results_of_benchmark,
    results_of_target,
)
from pathfinders.views.frame import Line
from pathfinders.views.progress import (
    find_action,
    find_public,
    progress_frame,
    row_url,
)
from pathfinders.views.roadmap import page_url, require, version_label

ROWS_AT_ONCE = 100
FUNDING_NAMES = ("kind", "amount", "currency", "year", "source", "is_public")


def _find(request, iso3, number):
    roadmap = find_public(request, iso3, number)
    require(rules.may_report_progress(request.user, roadmap))
    return roadmap


def _asks_reason(request, roadmap) -> bool:
    return rules.edit_needs_reason(request.user, roadmap)


def _page(request, roadmap, form, do, *, heading, **page):
    return verb_page(
        request,
        form,
        do,
        heading=heading,
        button=page.pop("button", _("Save the report")),
        over=f"{roadmap.pathfinder}, {version_label(roadmap)}",
        context=progress_frame(roadmap, *page.pop("way", ()), Line(heading))
        | {"asks_reason": _asks_reason(request, roadmap)}
        | page.pop("context", {}),
        **page,
    )


def _corrected(request, reports: list):
    """Return the report that is corrected, when the address names one of these."""
    named = request.GET.get("correct", "")
    return next((each for each in reports if str(each.pk) == named), None)


def _heading(earlier, new: str, correction: str) -> str:
    return correction if earlier else new


# --- One action -----------------------------------------------------------------------


@get_or_post
def action_report(request, iso3, number, pk):
    roadmap = _find(request, iso3, number)
    action = find_action(roadmap, pk)
    history = history_of(action, roadmap, request.user)
    earlier = _corrected(request, [entry.update for entry in history])
    form = ActionReportForm(
        *posted_with_files(request),
        earlier=earlier,
        lines=_lines(earlier),
        initial={} if earlier else _current(action, history),
        needs_reason=_asks_reason(request, roadmap),
    )
    action_url = row_url(roadmap, "progress-action", action)
    return _page(
        request,
        roadmap,
        form,
        lambda: progress.report_progress(action, by=request.user, **form.report),
        heading=_heading(earlier, _("Report on the action"), _("Correct a report")),
        lead=str(action),
        success=_("The report is saved. It counts from now on."),
        done_url=action_url,
        way=[Line(_("Action"), url=action_url)],
        template="pathfinders/progress_report.html",
        context={"history": history[:3], "earlier": earlier, "action": action},
    )


def _lines(earlier) -> list[dict]:
    return list(earlier.funding.values(*FUNDING_NAMES)) if earlier else []


def _current(action, history) -> dict:
    """Start from the state that counts now; a new report says what changed."""
    if history:
        latest = history[0].update
        return {"status": latest.status, "percent_done": latest.percent_done}
    return {"status": action.status}


# --- Benchmark and target -------------------------------------------------------------


@get_or_post
def benchmark_report(request, iso3, number, pk):
    roadmap = _find(request, iso3, number)
    rows = Benchmark.objects.select_related("action__priority")
    benchmark = get_object_or_404(rows, pk=pk, action__priority__roadmap=roadmap)
    benchmark.action.priority.roadmap = roadmap
    results = results_of_benchmark(benchmark, roadmap)
    earlier = _corrected(request, results)
    form = BenchmarkReportForm(
        *posted_with_files(request),
        earlier=earlier,
        needs_reason=_asks_reason(request, roadmap),
    )
    action_url = row_url(roadmap, "progress-action", benchmark.action)
    return _page(
        request,
        roadmap,
        form,
        lambda: progress.report_benchmark(benchmark, by=request.user, **form.report),
        heading=_heading(earlier, _("Report on a benchmark"), _("Correct a report")),
        lead=_("%(action)s. Benchmark for %(benchmark)s")
        % {"action": benchmark.action, "benchmark": benchmark},
        success=_("The report is saved. It counts from now on."),
        done_url=action_url,
        way=[Line(_("Action"), url=action_url)],
        template="pathfinders/progress_result.html",
        context={"results": results, "earlier": earlier, "kind": "benchmark"},
    )


@get_or_post
def target_report(request, iso3, number, pk):
    roadmap = _find(request, iso3, number)
    priority = get_object_or_404(roadmap.priorities, pk=pk)
    priority.roadmap = roadmap
    require(priority.has_target)
    results = results_of_target(priority, roadmap)
    earlier = _corrected(request, results)
    form = TargetReportForm(
        *posted_with_files(request),
        priority=priority,
        earlier=earlier,
        needs_reason=_asks_reason(request, roadmap),
    )
    return _page(
        request,
        roadmap,
        form,
        lambda: progress.report_target(priority, by=request.user, **form.report),
        heading=_heading(earlier, _("Report on a target"), _("Correct a report")),
        lead=str(priority),
        success=_("The report is saved. It counts from now on."),
        done_url=f"{page_url(roadmap, 'progress')}#priority-{priority.pk}",
        template="pathfinders/progress_result.html",
        context={
            "results": results,
            "earlier": earlier,
            "kind": "target",
            "priority": priority,
        },
    )


# --- All actions ----------------------------------------------------------------------


@get_or_post
def report_all(request, iso3, number):
    roadmap = _find(request, iso3, number)
    found = implementation(roadmap, request.user)
    pages = Paginator(found.actions, ROWS_AT_ONCE)
    page = pages.get_page(request.GET.get("page"))
    form = ManyReportsForm(
        posted(request),
        rows=page.object_list,
        needs_reason=_asks_reason(request, roadmap),
    )
    return _page(
        request,
        roadmap,
        form,
        lambda: progress.report_many(
            roadmap,
            form.rows.reports,
            on=form.cleaned_data["on"],
            reason=form.stated_reason,
            by=request.user,
        ),
        heading=_("Report on all actions"),
        button=_("Save all changed rows"),
        lead=_(
            "Change what is new. Rows that you leave as they are get no report. "
            "All changed rows are saved together, or none."
        ),
        success=_("The reports are saved. They count from now on."),
        done_url=page_url(roadmap, "progress"),
        template="pathfinders/progress_many.html",
        context={
            "page": page,
            "groups": _by_priority(found, form.rows),
            "has_actions": bool(found.actions),
        },
    )


def _by_priority(found, rows) -> list[tuple]:
    """Return each priority with the forms of its actions on this page."""
    forms = {form.row.action.pk: form for form in rows if form.row}
    groups = [
        (
            priority,
            [
                (row, forms[row.action.pk])
                for row in priority.actions
                if row.action.pk in forms
            ],
        )
        for priority in found.priorities
    ]
    return [(priority, found_rows) for priority, found_rows in groups if found_rows]
