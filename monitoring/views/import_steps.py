"""The steps of an import: its columns, its rows, bringing them in, taking them back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.job_views import go_to
from alliance87.core.jobs import ask_for
from alliance87.core.models import Country
from alliance87.core.personal import flag_label
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules
from monitoring.enums import TransferState
from monitoring.forms.import_columns import ColumnsForm
from monitoring.forms.imports import ApplyForm
from monitoring.models import AxisItem, ValueImport
from monitoring.transfers.opening import (
    answer,
    apply_file,
    catalogue_of,
    is_big,
    open_import,
    planner,
)
from monitoring.transfers.previews import KINDS, PAGE_ROWS, Preview
from monitoring.transfers.undoing import undo_import
from monitoring.transfers.work import APPLY, PREVIEW, UNDO, preview_now
from monitoring.views.imports import find_import, find_open, page_of
from monitoring.workflow.transfer import may_undo
from pathfinders.views.frame import Line

TABS = {
    "fault": gettext_lazy("At fault"),
    "changed": gettext_lazy("Changed"),
    "new": gettext_lazy("New"),
    "same": gettext_lazy("The same"),
    "warning": gettext_lazy("Questions"),
    "skipped": gettext_lazy("Left out"),
}
LEFT_OUT = {
    "country": gettext_lazy("Not a pathfinder country"),
    "area": gettext_lazy("No country, or to be left out"),
    "series": gettext_lazy("Not an indicator of the catalogue"),
    "axis": gettext_lazy("Broken down by something that is not asked for"),
    "repeated": gettext_lazy("Stands in the file twice"),
}


def _address(found: ValueImport, step: str) -> str:
    return reverse(f"monitoring:import-{step}", kwargs={"pk": found.pk})


@get_or_post
def columns(request, pk):
    """Say what each column of the file is."""
    found = find_open(request, pk)
    if found.state != TransferState.READ:
        return redirect(found)
    layout, mapping = open_import(found)
    catalogue = catalogue_of(found.pathfinder)
    form = ColumnsForm(
        posted(request),
        layout=layout,
        mapping=mapping,
        indicators=catalogue.definitions.values(),
        items=AxisItem.objects.all(),
        countries=Country.objects.all(),
    )
    flags = found.choices.get("flags", [])
    return verb_page(
        request,
        form,
        lambda: answer(
            found,
            form.mapping_said(),
            decimal_mark=form.decimal_mark or found.decimal_mark,
            by=request.user,
        ),
        heading=_("What the columns are"),
        button=_("Show every row"),
        success=_("Your answers are saved."),
        done_url=_address(found, "rows"),
        back_url=found.get_absolute_url(),
        over=str(found),
        template="monitoring/import_columns.html",
        context=page_of(found, Line(_("What the columns are")))
        | {
            "layout": layout,
            "known_by": mapping.known_by,
            "is_remembered": found.choices.get("is_remembered"),
            "flags": [(place, flag_label(kind)) for place, kind in flags],
        },
    )


@require_safe
def rows(request, pk):
    """Show what would come of every row, fifty on a page."""
    found = find_open(request, pk)
    if found.state != TransferState.READ:
        return redirect(found)
    if not found.choices.get("is_answered"):
        return redirect("monitoring:import-columns", pk=found.pk)
    try:
        preview = preview_now(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("monitoring:import-columns", pk=found.pk)
    context = page_of(found) | {"is_big": is_big(found)}
    if preview is not None:
        context |= _preview_context(request, found, preview)
    return render(request, "monitoring/import_rows.html", context)


def _preview_context(request, found: ValueImport, preview: Preview) -> dict:
    present = [kind for kind in KINDS if preview.counts[kind]]
    kind = request.GET.get("show", "")
    if kind not in KINDS:
        kind = next(iter(present), "new")
    page = Paginator(preview.rows[kind], PAGE_ROWS).get_page(request.GET.get("page"))
    lines = list(page)
    if kind == "skipped":
        lines = [
            row._replace(code=str(LEFT_OUT.get(row.code, row.code))) for row in lines
        ]
    counts = preview.counts
    return {
        "counts": counts,
        "kind": kind,
        "heading": TABS[kind],
        "page": page,
        "rows": lines,
        "query": urlencode({"show": kind}),
        "tabs": [
            {
                "label": TABS[each],
                "url": f"?{urlencode({'show': each})}",
                "count": counts[each],
                "is_current": each == kind,
            }
            for each in KINDS
            if counts[each] or each == kind
        ],
        "may_go_on": not counts["fault"] and bool(counts["new"] + counts["changed"]),
        "is_public": found.pathfinder_id is None,
    }


@require_POST
def preview(request, pk):
    """Ask for the rows of a big file to be looked through."""
    found = find_open(request, pk)
    title = _("What would come of %(name)s") % {"name": found}
    return go_to(ask_for(PREVIEW, by=request.user, title=title, pk=found.pk))


@get_or_post
def apply(request, pk):
    """Bring the rows in, all or none."""
    found = find_open(request, pk)
    if found.state != TransferState.READ:
        return redirect(found)
    pathfinder = found.pathfinder
    needs_reason = pathfinder is not None and rules.needs_reason_to_enter(
        request.user, pathfinder
    )
    form = ApplyForm(posted(request), needs_reason=needs_reason)
    if request.method == "POST" and is_big(found) and form.is_valid():
        return go_to(_ask(found, form, by=request.user))
    preview = preview_now(found) if request.method != "POST" else None
    if preview is not None:
        form.initial["seen"] = preview.seen
    planned = planner(catalogue_of(pathfinder))
    return verb_page(
        request,
        form,
        lambda: apply_file(
            found,
            planned,
            by=request.user,
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        heading=_("Bring the values in"),
        button=_("Publish the values") if not pathfinder else _("Write the drafts"),
        success=_("The values are brought in."),
        done_url=found.get_absolute_url(),
        back_url=_address(found, "rows"),
        over=str(found),
        template="monitoring/import_apply.html",
        context=page_of(found, Line(_("Bring the values in")))
        | {"counts": preview.counts if preview else {}},
    )


def _ask(found: ValueImport, form: ApplyForm, *, by):
    return ask_for(
        APPLY,
        by=by,
        title=_("Bringing in %(name)s") % {"name": found},
        pk=found.pk,
        by_pk=by.pk,
        reason=form.reason,
        seen=form.cleaned_data["seen"],
    )


@get_or_post
def undo(request, pk):
    """Take back what an import wrote, as far as nobody moved it since."""
    found = find_import(request, pk)
    if not may_undo(request.user, found):
        raise PermissionDenied
    if found.state != TransferState.APPLIED:
        return redirect(found)
    form = ApplyForm(posted(request))
    if request.method == "POST" and is_big(found):
        title = _("Taking back %(name)s") % {"name": found}
        by_pk = request.user.pk
        return go_to(
            ask_for(UNDO, by=request.user, title=title, pk=found.pk, by_pk=by_pk)
        )
    return verb_page(
        request,
        form,
        lambda: undo_import(found, by=request.user),
        heading=_("Take the import back"),
        button=_("Take it back"),
        success=_("The import was taken back."),
        done_url=found.get_absolute_url(),
        over=str(found),
        lead=_(
            "What stood before stands again. Values that somebody changed or moved "
            "since stay as they are, and the file stays on record."
        ),
        tone="stop",
        context=page_of(found, Line(_("Take the import back"))),
    )
