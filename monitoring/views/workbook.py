"""The workbook of a submission: taken away, brought back, compared before it counts."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alliance87.core.exceptions import DomainError
from alliance87.core.spreadsheets.writing import XLSX
from alliance87.core.verbs import get_or_post, posted_with_files, refuse
from monitoring import rules
from monitoring.enums import TransferOrigin, TransferState
from monitoring.forms.workbook import BringForm, plan_now
from monitoring.models import Submission, ValueImport
from monitoring.selectors.workbook import YEARS_BACK, read_book
from monitoring.views.imports import kept_of
from monitoring.views.reporting import find_submission, frame
from monitoring.views.workbook_rows import TABS, Tab, row_views, tab_label, told
from monitoring.workbook import verbs
from monitoring.workbook.leaving import take_away
from monitoring.workbook.merging import CURRENT, OUT, YOURS
from monitoring.workbook.planning import Fate, Plan
from monitoring.workflow.transfer import may_undo
from pathfinders.views.frame import Line

ROWS_PER_PAGE = 50
TONES = {
    TransferState.READ: "todo",
    TransferState.APPLIED: "good",
    TransferState.UNDONE: "na",
}
# Buttons that decide all lines of a kind at once.
FOR_ALL = {
    "yours": (Fate.CONFLICT, YOURS),
    "current": (Fate.CONFLICT, CURRENT),
    "refused": (Fate.REFUSED, OUT),
}


def find(request, iso3: str, year: int) -> Submission:
    """Return a submission into which the reader writes values."""
    found = find_submission(request, iso3, year)
    if not rules.may_enter(request.user, found.pathfinder):
        raise PermissionDenied
    return found


def find_brought(request, submission: Submission, pk: int) -> ValueImport:
    """Return a workbook that was brought, or answer 404."""
    rows = ValueImport.objects.visible_to(request.user).select_related(
        "export", "file", "created_by", "applied_by", "undone_by"
    )
    found = get_object_or_404(
        rows, pk=pk, submission=submission, origin=TransferOrigin.WORKBOOK
    )
    found.submission = submission
    found.pathfinder = submission.pathfinder
    return found


def address(submission: Submission, name: str = "workbook", **more) -> str:
    keys = {"iso3": submission.pathfinder.country.slug, "year": submission.round.year}
    return reverse(f"monitoring:{name}", kwargs=keys | more)


def page_of(submission: Submission, *lines: Line) -> dict:
    here = Line(_("Workbook"), url=address(submission) if lines else "")
    return frame(submission, here, *lines)


@get_or_post
def workbook(request, iso3, year):
    """Take the workbook away, bring it back, and see what was brought before."""
    found = find(request, iso3, year)
    form = BringForm(*posted_with_files(request), submission=found)
    if request.method == "POST" and form.is_valid():
        brought = verbs.bring_workbook(
            form.cleaned_data["file"],
            form.returned,
            form.brought,
            submission=found,
            by=request.user,
        )
        return redirect(address(found, "workbook-plan", pk=brought.pk))
    rows = (
        ValueImport.objects.visible_to(request.user)
        .filter(submission=found, origin=TransferOrigin.WORKBOOK)
        .select_related("file", "created_by")
        .defer("mapping", "choices")
    )
    pages = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "form": form,
        "is_open": found.is_open_on(timezone.localdate()),
        "file_url": address(found, "workbook-file"),
        "page": pages,
        "years": YEARS_BACK,
        "rows": [
            (each, TONES[TransferState(each.state)], _plan_url(found, each))
            for each in pages
        ],
    }
    return render(request, "monitoring/workbook_page.html", page_of(found) | page)


def _plan_url(submission: Submission, each: ValueImport) -> str:
    return address(submission, "workbook-plan", pk=each.pk)


@require_POST
def download(request, iso3, year):
    """Hand the workbook out; each one is remembered, to be compared on its return."""
    found = find(request, iso3, year)
    _export, content = take_away(read_book(found), by=request.user)
    name = f"{found.pathfinder.country.slug}-{found.round.year}.xlsx"
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- The plan -------------------------------------------------------------------------


@get_or_post
def plan_page(request, iso3, year, pk):
    """Show what becomes of each value, and keep what is decided about it."""
    submission = find(request, iso3, year)
    found = find_brought(request, submission, pk)
    if request.method == "POST":
        try:
            choices = _choices(request, found)
            verbs.decide(found, choices=choices, by=request.user)
        except DomainError as error:
            refuse(request, error)
        return redirect(request.get_full_path())
    if found.state != TransferState.READ:
        return _result_page(request, submission, found)
    plan = plan_now(found)
    reasons = plan.reasons_against()
    page = _rows(request, plan, submission) | {
        "found": found,
        "plan": plan,
        "conflicts": plan.count(Fate.CONFLICT),
        "refused": plan.count(Fate.REFUSED),
        "written": len(plan.written),
        "reasons": reasons,
        "apply_url": f"{address(submission, 'workbook-apply', pk=found.pk)}"
        f"?seen={plan.digest}",
        "back_url": address(submission),
    }
    here = page_of(submission, Line(str(found)))
    return render(request, "monitoring/workbook_plan.html", here | page)


def _rows(request, plan: Plan, submission: Submission) -> dict:
    found = {
        tab: [row for row in plan.rows if row.fate in fates]
        for tab, fates in TABS.items()
    }
    asked = request.GET.get("show")
    first = next((tab for tab in TABS if found[tab]), "all")
    shown = asked if asked in TABS else first
    pages = Paginator(found[shown], ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": pages,
        "query": f"show={shown}",
        "shown": shown,
        "rows": row_views(pages, submission),
        "tabs": [
            Tab(tab_label(tab), f"?show={tab}", len(rows), is_current=tab == shown)
            for tab, rows in found.items()
            if rows or tab == shown
        ],
    }


def _choices(request, found: ValueImport) -> dict[str, str]:
    """Return what was decided on the lines of the page, or of a kind at once."""
    everything = FOR_ALL.get(request.POST.get("all", ""))
    if everything:
        fate, choice = everything
        return {
            row.key.text: choice for row in plan_now(found).rows if row.fate is fate
        }
    shown = request.POST.getlist("line")
    return {key: request.POST.get(f"decision:{key}", "") for key in shown}


def _result_page(request, submission: Submission, found: ValueImport):
    """Show what was written, with the way back."""
    rows = found.versions.select_related(
        "definition", "indicator", "observation__pathfinder__country"
    ).order_by("indicator__code", "-year", "breakdown")
    pages = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    if found.state not in {TransferState.APPLIED, TransferState.UNDONE}:
        raise Http404
    page = {
        "found": found,
        "tone": TONES[TransferState(found.state)],
        "page": pages,
        "rows": told(pages),
        "is_applied": found.state == TransferState.APPLIED,
        "may_undo": may_undo(request.user, found),
        "undo_url": address(submission, "workbook-undo", pk=found.pk),
        "back_url": address(submission),
    }
    here = page_of(submission, Line(str(found))) | kept_of(request, found)
    return render(request, "monitoring/workbook_result.html", here | page)
