"""One work plan: to read, to print, to write, and to move on."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from alliance87.core.dates import write_day
from alliance87.core.exceptions import ReportError
from alliance87.core.spreadsheets import Column, SheetOut, csv_response, xlsx_response
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from alliance87.core.views import show_pdf
from alliance87.partners import rules, work_plans, workflow
from alliance87.partners.enums import PlanState
from alliance87.partners.forms.work_plans import (
    AdoptForm,
    CarryOverForm,
    NoteForm,
    PlanForm,
)
from alliance87.partners.models import Output, WorkPlan
from alliance87.partners.reports.work_plan import work_plan_pdf
from alliance87.partners.selectors.work_plans import (
    is_overdue,
    leads_of,
    outputs_of,
    progress_of,
)
from alliance87.partners.views.frame import Line
from alliance87.partners.views.group_frame import (
    PLAN_TONES,
    find_own_group,
    find_own_plan,
    find_plan,
    frame,
    missing_for,
    moves,
    or_sign_in,
    plan_frame,
    plan_title,
    plan_url,
    sees_proposed,
)
from alliance87.partners.views.plan_rows import plan_rows

# --- To read --------------------------------------------------------------------------


@login_not_required
@require_safe
@or_sign_in
def detail(request, slug, pk):
    """Show a plan with its outputs under the strategic objectives."""
    plan, user, today = find_plan(request, slug, pk), request.user, timezone.localdate()
    outputs = outputs_of(plan, with_proposed=sees_proposed(plan, user))
    may_keep = rules.may_keep_group(user, plan.group)
    context = plan_frame(plan) | {
        "title": plan_title(plan),
        "tone": PLAN_TONES[plan.state],
        "facts": _facts(plan),
        "cross_cutting": [line for line in plan.cross_cutting.splitlines() if line],
        "plan_rows": plan_rows(plan, outputs, today),
        "may_keep": may_keep,
        "may_write": may_keep and not plan.is_public,
        "may_add": may_keep and plan.state != PlanState.CLOSED,
        "moves": moves(
            workflow.WORK_PLAN.options(plan, user),
            lambda verb: plan_url(plan, "work-plan-move", verb=verb),
        ),
        "can_carry": may_keep and work_plans.to_carry_over(plan).exists(),
    }
    return render(request, "partners/plan_detail.html", context)


def _facts(plan: WorkPlan) -> list[Line]:
    days = f"{write_day(plan.starts_on)} – {write_day(plan.last_day)}"
    lines = [Line(_("Period"), days)]
    if plan.adopted_on:
        lines.append(Line(_("Adopted on"), write_day(plan.adopted_on)))
    if plan.source:
        lines.append(Line(_("Source"), plan.source, url=plan.source_url))
    if plan.note:
        lines.append(Line(_("Note"), plan.note))
    return lines


@login_not_required
@require_safe
@or_sign_in
def pdf(request, slug, pk):
    plan = find_plan(request, slug, pk)
    try:
        content = work_plan_pdf(plan, with_proposed=sees_proposed(plan, request.user))
    except ReportError as error:
        refuse(request, error)
        return redirect(plan)
    return show_pdf(content, _file_name(plan))


@login_not_required
@require_safe
@or_sign_in
def outputs_csv(request, slug, pk):
    """Deliver the outputs that the page shows, as comma-separated values."""
    plan, rows = _table(request, slug, pk)
    return csv_response(_file_name(plan), _header(), rows)


@login_not_required
@require_safe
@or_sign_in
def outputs_xlsx(request, slug, pk):
    plan, rows = _table(request, slug, pk)
    widths = (10, 30, 8, 60, 30, 14, 14, 14, 12, 12, 12, 40, 40, 40)
    columns = [
        Column(str(label), width)
        for label, width in zip(_header(), widths, strict=True)
    ]
    sheet = SheetOut(_("Outputs"), columns, rows, frozen=1)
    return xlsx_response(_file_name(plan), [sheet])


def _file_name(plan: WorkPlan) -> str:
    return f"work-plan-{plan.group.slug}-{plan.starts_on.year}"


def _header() -> list[str]:
    return [
        *(_("Output"), _("Objective"), _("Number"), _("Text"), _("Led by")),
        *(_("Due"), _("Due by"), _("State"), _("Progress (%)"), _("Accepted")),
        *(_("Overdue"), _("Deliverable"), _("Address"), _("Countries")),
    ]


def _table(request, slug, pk) -> tuple[WorkPlan, list[list]]:
    plan, today = find_plan(request, slug, pk), timezone.localdate()
    outputs = outputs_of(plan, with_proposed=sees_proposed(plan, request.user))
    return plan, [_cells(output, today) for output in outputs]


def _cells(output: Output, today) -> list:
    return [
        output.label,
        str(output.objective),
        output.number,
        output.text,
        leads_of(output),
        output.due,
        output.due_until.isoformat() if output.due_on else "",
        output.get_state_display(),
        progress_of(output),
        _("yes") if output.is_accepted else _("no"),
        _("yes") if is_overdue(output, today) else _("no"),
        output.deliverable,
        output.deliverable_url,
        ", ".join(map(str, output.countries.all())),
    ]


# --- To write -------------------------------------------------------------------------


@get_or_post
def add(request, slug):
    """Begin the work plan of a period."""
    group = find_own_group(request, slug)
    plan = WorkPlan(group=group, created_by=request.user)
    heading = _("Begin a work plan")
    return _plan_page(
        request,
        plan,
        heading=heading,
        lead=_("A draft is read by the group’s chairs and the secretariat only."),
        done_url=lazy(plan.get_absolute_url, str)(),
        back_url=group.get_absolute_url(),
        context=frame(group, Line(heading)),
    )


@get_or_post
def edit(request, slug, pk):
    plan = find_own_plan(request, slug, pk)
    heading = _("Edit the work plan")
    return _plan_page(
        request,
        plan,
        heading=heading,
        missing=work_plans.why_plan_is_fixed(plan),
        done_url=plan.get_absolute_url(),
        context=plan_frame(plan, Line(heading)),
    )


def _plan_page(request, plan, **page):
    form = PlanForm(posted(request), instance=plan)
    return verb_page(
        request,
        form,
        lambda: work_plans.save_plan(plan, write=form.save, by=request.user),
        over=str(plan.group),
        button=_("Save the plan"),
        success=_("The work plan is saved."),
        **page,
    )


@get_or_post
def carry_over(request, slug, pk):
    """Take outputs of earlier plans, which are still open, into this one."""
    plan = find_own_plan(request, slug, pk)
    heading = _("Carry outputs over")
    form = CarryOverForm(posted(request), outputs=work_plans.to_carry_over(plan))
    return verb_page(
        request,
        form,
        lambda: work_plans.carry_over(plan, by=request.user, **form.cleaned_data),
        heading=heading,
        over=f"{plan.group}, {plan_title(plan)}",
        lead=_(
            "Each gets the next number under its objective and is a proposal here. Its "
            "state and progress come along; the earlier plan keeps it as it stands."
        ),
        button=heading,
        success=_("The outputs are carried over."),
        done_url=plan.get_absolute_url(),
        context=plan_frame(plan, Line(heading)),
    )


# --- To move on -----------------------------------------------------------------------

VERBS = {
    "circulate": lambda plan, by, reason: workflow.circulate_plan(plan, by=by),
    "redraft": workflow.redraft_plan,
    "close": workflow.close_plan,
}
LEADS = {
    "circulate": gettext_lazy(
        "Members and observers of the Global Coordinating Group and the Chair of the "
        "Alliance can read the plan from now on."
    ),
    "redraft": gettext_lazy(
        "Only the group’s chairs and the secretariat can read the plan from now on."
    ),
    "close": gettext_lazy(
        "No output of the plan can be changed or reported on any more. What is open "
        "can be carried over to the next plan."
    ),
}


@get_or_post
def move(request, slug, pk, verb):
    """Circulate a plan, take it back, or close it."""
    plan = find_own_plan(request, slug, pk)
    if verb not in VERBS:
        raise Http404
    form = NoteForm(posted(request))
    if verb == "circulate":
        del form.fields["reason"]
    return _move_page(
        request,
        plan,
        form,
        lambda: VERBS[verb](
            plan, by=request.user, reason=form.cleaned_data.get("reason", "")
        ),
        verb=verb,
        lead=LEADS[verb],
        tone="stop" if verb == "close" else "",
    )


@get_or_post
def adopt(request, slug, pk):
    """Record that a plan is adopted, with all its outputs."""
    plan = find_plan(request, slug, pk)
    if not rules.may_adopt_plan(request.user, plan):
        raise PermissionDenied
    form = AdoptForm(posted(request), initial={"adopted_on": timezone.localdate()})
    return _move_page(
        request,
        plan,
        form,
        lambda: workflow.adopt_plan(plan, by=request.user, **form.cleaned_data),
        verb="adopt",
        lead=_(
            "Everybody can read the plan from now on. All its outputs are accepted. "
            "Period and texts are fixed; progress is reported on each output."
        ),
    )


def _move_page(request, plan, form, act, *, verb, lead, tone=""):
    heading = str(workflow.WORK_PLAN.moves[verb].label)
    return verb_page(
        request,
        form,
        act,
        heading=heading,
        over=f"{plan.group}, {plan_title(plan)}",
        lead=lead,
        button=heading,
        success=_("The state of the work plan is recorded."),
        done_url=plan.get_absolute_url(),
        missing=missing_for(workflow.WORK_PLAN, plan, request.user, verb),
        tone=tone,
        context=plan_frame(plan, Line(heading)),
    )
