"""Imports of values: their lists, the way in for a file, and what came of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.personal import flag_label
from alliance87.core.verbs import get_or_post, posted_with_files, verb_page
from monitoring import rules
from monitoring.enums import TransferOrigin, TransferState
from monitoring.figures import breakdowns
from monitoring.forms.imports import UploadForm
from monitoring.models import ValueImport
from monitoring.recording import open_submission
from monitoring.selectors.entry import part_names
from monitoring.selectors.imports import TONES, files_for, imports_for, kept_values
from monitoring.transfers.opening import start_import
from monitoring.workflow.transfer import may_apply, may_undo
from pathfinders.models import Pathfinder
from pathfinders.views.frame import Line, breadcrumbs, find_pathfinder

PAGE_ROWS = 50


# --- Finding --------------------------------------------------------------------------


def find_import(request, pk: int) -> ValueImport:
    """Return the import of a file, or answer 404 when the reader may not know of it."""
    return get_object_or_404(files_for(request.user), pk=pk)


def find_open(request, pk: int) -> ValueImport:
    """Return an import whose rows this person may bring in."""
    found = find_import(request, pk)
    if not may_apply(request.user, found):
        raise PermissionDenied
    return found


def find_country(request, iso3: str) -> Pathfinder:
    """Return a country whose values this person enters; others know nothing of it."""
    pathfinder = find_pathfinder(request, iso3)
    if not rules.may_see_work(request.user, pathfinder):
        raise Http404
    return pathfinder


def list_url(pathfinder: Pathfinder | None) -> str:
    if pathfinder is None:
        return reverse("monitoring:imports")
    keys = {"iso3": pathfinder.country.slug}
    return reverse("monitoring:country-imports", kwargs=keys)


def way_to(pathfinder: Pathfinder | None, *lines: Line) -> list[Line]:
    """Return the way to a page of imports; the last line is the page itself."""
    here = Line(_("Imported files"), url=list_url(pathfinder) if lines else "")
    if pathfinder is None:
        return [here, *lines]
    return breadcrumbs(pathfinder, here, *lines)


def page_of(found: ValueImport, *lines: Line) -> dict:
    """Return what every page of one import shows around its content."""
    here = Line(str(found), url=found.get_absolute_url() if lines else "")
    pathfinder = found.pathfinder
    return {
        "found": found,
        "over": str(pathfinder) if pathfinder else _("Secretariat"),
        "breadcrumbs": way_to(pathfinder, here, *lines),
        "is_example": bool(pathfinder and pathfinder.is_example),
    }


# --- Lists ----------------------------------------------------------------------------


@require_safe
def import_list(request):
    """List the files that the secretariat and the countries brought."""
    if not rules.may_import_for_all(request.user):
        raise PermissionDenied
    return _list(request, files_for(request.user), None)


@require_safe
def country_list(request, iso3):
    """List the files of one country that this person may see."""
    pathfinder = find_country(request, iso3)
    rows = files_for(request.user).filter(pathfinder=pathfinder)
    return _list(request, rows, pathfinder)


def _list(request, rows, pathfinder: Pathfinder | None):
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, TONES[each.state], came_of(each)) for each in page],
        "pathfinder": pathfinder,
        "add_url": f"{list_url(pathfinder)}add/",
        "is_closed": pathfinder is not None and open_submission(pathfinder) is None,
        "breadcrumbs": way_to(pathfinder) if pathfinder else [],
        "is_example": bool(pathfinder and pathfinder.is_example),
    }
    return render(request, "monitoring/import_list.html", context)


def came_of(found: ValueImport) -> str:
    """Say in one sentence what came of the rows."""
    counts = found.summary
    if not counts:
        return _("Nothing of it counts yet.")
    parts = [
        ngettext("%(n)s new value", "%(n)s new values", counts["new"])
        % {"n": counts["new"]},
        ngettext("%(n)s changed", "%(n)s changed", counts["changed"])
        % {"n": counts["changed"]},
        ngettext("%(n)s the same", "%(n)s the same", counts["same"])
        % {"n": counts["same"]},
    ]
    return ", ".join(parts)


# --- The way in -----------------------------------------------------------------------


@get_or_post
def add(request):
    """Bring a file about many countries."""
    if not rules.may_import_for_all(request.user):
        raise PermissionDenied
    return _upload(
        request,
        None,
        lead=_(
            "The figures become public facts of the source at once, for every "
            "pathfinder country that the file names. You see every row before."
        ),
    )


@get_or_post
def country_add(request, iso3):
    """Bring a file about one country; its figures become drafts."""
    pathfinder = find_country(request, iso3)
    if not rules.may_enter(request.user, pathfinder):
        raise PermissionDenied
    missing = []
    if open_submission(pathfinder) is None:
        missing.append(
            _("No reporting round is open for the country: nothing can be brought in.")
        )
    return _upload(
        request,
        pathfinder,
        missing=missing,
        lead=_(
            "The figures become drafts of your report. You see every row before; "
            "nothing is sent to the secretariat by this."
        ),
    )


def _upload(request, pathfinder: Pathfinder | None, *, lead: str, missing=()):
    form = UploadForm(*posted_with_files(request), pathfinder=pathfinder)
    made: list[ValueImport] = []
    done_url: Any = _LaterUrl(made)

    @transaction.atomic
    def start() -> None:
        source = form.source_of(by=request.user)
        upload = form.cleaned_data["file"]
        made.append(
            start_import(upload, by=request.user, pathfinder=pathfinder, source=source)
        )

    return verb_page(
        request,
        form,
        start,
        heading=_("Bring in a file"),
        button=_("Read the file"),
        success=_("The file was read. Say now what its columns are."),
        done_url=done_url,
        back_url=list_url(pathfinder),
        over=str(pathfinder) if pathfinder else _("Secretariat"),
        lead=lead,
        missing=missing,
        template="monitoring/import_upload.html",
        context={
            "breadcrumbs": way_to(pathfinder, Line(_("Bring in a file"))),
            "is_example": bool(pathfinder and pathfinder.is_example),
        },
    )


class _LaterUrl:
    """The address of the columns of an import that is made meanwhile."""

    def __init__(self, made: list[ValueImport]):
        self.made = made

    def get_absolute_url(self) -> str:
        return reverse("monitoring:import-columns", kwargs={"pk": self.made[0].pk})


# --- What came of it ------------------------------------------------------------------


@require_safe
def show(request, pk):
    """Show what came of a file; before it counts, what would come of each row."""
    found = get_object_or_404(imports_for(request.user), pk=pk)
    if found.origin == TransferOrigin.WORKBOOK:
        return redirect(found)
    is_open = found.state == TransferState.READ
    if is_open and may_apply(request.user, found):
        return redirect("monitoring:import-rows", pk=found.pk)
    flags = found.choices.get("flags", [])
    context = page_of(found) | {
        "tone": TONES[found.state],
        "came_of": came_of(found),
        "may_undo": found.state == TransferState.APPLIED
        and may_undo(request.user, found),
        "flags": [(place, flag_label(kind)) for place, kind in flags],
        "summary": found.summary,
        "skipped": found.summary.get("skipped", 0),
        "warnings": found.summary.get("warnings", 0),
    }
    return render(
        request, "monitoring/import_result.html", context | kept_of(request, found)
    )


def kept_of(request, found: ValueImport) -> dict:
    """Return what stayed when an import was taken back, fifty values on a page."""
    names = part_names()
    rows = Paginator(kept_values(found), PAGE_ROWS)
    kept = rows.get_page(request.GET.get("page"))
    return {
        "kept": kept,
        "kept_rows": [(each, breakdowns.label(each.breakdown, names)) for each in kept],
    }
