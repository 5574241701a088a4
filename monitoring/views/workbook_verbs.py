"""Write what a workbook says, all or nothing, and take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from monitoring import rules
from monitoring.enums import TransferState
from monitoring.forms.workbook import ApplyForm, plan_now
from monitoring.transfers.undoing import undo_import
from monitoring.views.workbook import address, find, find_brought, page_of
from monitoring.workbook import verbs
from monitoring.workbook.planning import Fate, Plan
from monitoring.workflow.transfer import may_undo
from pathfinders.views.frame import Line


@get_or_post
def apply(request, iso3, year, pk):
    """Ask once more, with what happens; `seen` names the plan that was read."""
    submission = find(request, iso3, year)
    found = find_brought(request, submission, pk)
    done_url = address(submission, "workbook-plan", pk=found.pk)
    if found.state != TransferState.READ:
        return redirect(done_url)
    plan = plan_now(found)
    if request.method != "POST" and request.GET.get("seen", "") != plan.digest:
        text = _("Something has changed. Look at the plan once more, then apply it.")
        messages.info(request, text)
        return redirect(done_url)
    form = ApplyForm(
        posted(request),
        initial={"seen": plan.digest},
        needs_reason=rules.needs_reason_to_enter(request.user, found.pathfinder),
    )
    heading = _("Write the values of the workbook")
    way = page_of(submission, Line(str(found), url=done_url), Line(heading))
    return verb_page(
        request,
        form,
        lambda: verbs.apply_workbook(
            found, plan_now, by=request.user, **form.cleaned_data
        ),
        heading=heading,
        button=_("Write all of them"),
        success=_("The values are written as drafts. You can undo it on this page."),
        lead=str(found),
        missing=plan.reasons_against(),
        done_url=done_url,
        template="monitoring/workbook_apply.html",
        context=way | {"consequences": _consequences(plan), "warnings": _warned(plan)},
    )


def _consequences(plan: Plan) -> list[Line]:
    """Return how many values become what; nothing is said about none."""
    written = plan.written
    lines = [
        Line(_("New values"), sum(row.fate is Fate.NEW for row in written)),
        Line(_("Changed values"), sum(row.fate is Fate.CHANGED for row in written)),
        Line(
            _("Values where you decided a conflict"),
            sum(row.fate is Fate.CONFLICT for row in written),
        ),
        Line(_("Lines left out or kept as they are"), len(plan.rows) - len(written)),
    ]
    return [line for line in lines if line.value]


def _warned(plan: Plan) -> list[str]:
    return [
        f"{row.place}: {text}" if row.place else text
        for row in plan.written
        for text in row.warnings
    ]


@get_or_post
def undo(request, iso3, year, pk):
    submission = find(request, iso3, year)
    found = find_brought(request, submission, pk)
    done_url = address(submission, "workbook-plan", pk=found.pk)
    if found.state != TransferState.APPLIED:
        return redirect(done_url)
    if not may_undo(request.user, found):
        raise PermissionDenied
    heading = _("Undo the workbook")
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: undo_import(found, by=request.user),
        heading=heading,
        button=heading,
        success=_("The values are as they were before the workbook."),
        lead=_(
            "Every value goes back to what it was. Values that somebody changed or "
            "sent in since then stay."
        ),
        tone="stop",
        done_url=done_url,
        context=page_of(submission, Line(str(found), url=done_url), Line(heading)),
    )
