"""One output of a work plan: what is said about it, and what the group does with it."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.forms import ConfirmForm, ReasonForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners import rules, work_plans, workflow
from alliance87.partners.enums import PlanState
from alliance87.partners.forms.work_plans import OutputForm, ReportForm
from alliance87.partners.models import Output
from alliance87.partners.selectors.work_plans import is_overdue, leads_of, updates_of
from alliance87.partners.views.frame import Line
from alliance87.partners.views.group_frame import (
    OUTPUT_TONES,
    find_output,
    find_own_plan,
    find_plan,
    or_sign_in,
    plan_frame,
    plan_url,
)


def find_own_output(request, slug, pk, output) -> Output:
    """Return an output to those who keep its group; 403 for its other readers."""
    return find_output(find_own_plan(request, slug, pk), output, request.user)


def output_url(output: Output, verb: str = "") -> str:
    name = f"output-{verb}" if verb else "output"
    return plan_url(output.plan, name, output=output.pk)


@login_not_required
@require_safe
@or_sign_in
def detail(request, slug, pk, output):
    """Show an output with everything that was reported on it."""
    found = find_output(find_plan(request, slug, pk), output, request.user)
    may_keep = rules.may_keep_group(request.user, found.plan.group)
    context = plan_frame(found.plan, Line(str(found))) | {
        "output": found,
        "tone": OUTPUT_TONES[found.state],
        "is_overdue": is_overdue(found, timezone.localdate()),
        "facts": _facts(found),
        "updates": [(each, OUTPUT_TONES[each.state]) for each in updates_of(found)],
        "sees_authors": may_keep,
        "steps": _steps(found, request.user) if may_keep else [],
    }
    return render(request, "partners/output_detail.html", context)


def _facts(output: Output) -> list[Line]:
    earlier = output.carried_from
    countries = ", ".join(str(each) for each in output.countries.all())
    lines = [
        Line(_("Objective"), str(output.objective)),
        Line(_("Led by"), leads_of(output)),
        Line(_("Due"), output.due),
        Line(_("Countries"), countries or _("No country named")),
    ]
    if output.deliverable or output.deliverable_url:
        text = output.deliverable or output.deliverable_url
        lines.append(Line(_("Deliverable"), text, url=output.deliverable_url))
    if earlier:
        came = f"{earlier.plan.period}, {earlier}"
        lines.append(Line(_("Carried over from"), came, url=output_url(earlier)))
    if output.note:
        lines.append(Line(_("Note"), output.note))
    return lines


def _steps(output: Output, user) -> list[Line]:
    """Return what the reader can do with the output."""
    if output.plan.state == PlanState.CLOSED:
        return []
    steps = [Line(_("Report progress"), url=output_url(output, "report"))]
    if not work_plans.why_output_is_fixed(output, user):
        steps.append(Line(_("Edit the output"), url=output_url(output, "edit")))
    if not output.is_accepted and rules.may_accept_outputs(user):
        steps.append(Line(_("Accept the output"), url=output_url(output, "accept")))
    if not work_plans.why_not_removed(output):
        steps.append(Line(_("Remove the output"), url=output_url(output, "remove")))
    return steps


@get_or_post
def add(request, slug, pk):
    """Propose an output."""
    plan = find_own_plan(request, slug, pk)
    output = Output(plan=plan, created_by=request.user)
    work_plans.load_objectives()
    return _form_page(
        request,
        output,
        heading=_("Propose an output"),
        lead=_(
            "It is a proposal until the secretariat accepts it or the plan is adopted."
        ),
        done_url=lazy(lambda: output_url(output), str)(),
        back_url=plan.get_absolute_url(),
    )


@get_or_post
def edit(request, slug, pk, output):
    found = find_own_output(request, slug, pk, output)
    return _form_page(
        request,
        found,
        heading=_("Edit the output"),
        missing=work_plans.why_output_is_fixed(found, request.user),
        done_url=output_url(found),
    )


def _form_page(request, output, *, heading, **page):
    form = OutputForm(posted(request), instance=output)
    return verb_page(
        request,
        form,
        lambda: work_plans.save_output(output, write=form.save, by=request.user),
        heading=heading,
        over=str(output.plan),
        button=_("Save the output"),
        success=_("The output is saved."),
        context=plan_frame(output.plan, Line(heading)),
        **page,
    )


@get_or_post
def report(request, slug, pk, output):
    """Say how far an output is; earlier reports stay."""
    found = find_own_output(request, slug, pk, output)
    is_closed = found.plan.state == PlanState.CLOSED
    form = ReportForm(
        posted(request),
        initial={
            "state": found.state,
            "progress": found.progress,
            "on": timezone.localdate(),
        },
    )
    return _verb_page(
        request,
        found,
        form,
        lambda: workflow.report_output(found, by=request.user, **form.cleaned_data),
        heading=_("Report progress"),
        lead=found.text,
        button=_("Save the report"),
        success=_("The report is saved."),
        missing=[_("The work plan is closed.")] if is_closed else [],
    )


@get_or_post
def accept(request, slug, pk, output):
    found = find_own_output(request, slug, pk, output)
    if not rules.may_accept_outputs(request.user):
        raise PermissionDenied
    done = [_("The output is accepted already.")] if found.is_accepted else []
    return _verb_page(
        request,
        found,
        ConfirmForm(posted(request)),
        lambda: work_plans.accept_output(found, by=request.user),
        heading=_("Accept the output"),
        lead=found.text,
        success=_("The output is accepted."),
        missing=done,
    )


@get_or_post
def remove(request, slug, pk, output):
    """Take a proposal out of the plan again."""
    found = find_own_output(request, slug, pk, output)
    form = ReasonForm(posted(request))
    return _verb_page(
        request,
        found,
        form,
        lambda: work_plans.remove_output(found, by=request.user, **form.cleaned_data),
        heading=_("Remove the output"),
        lead=found.text,
        success=_("The output is removed."),
        missing=work_plans.why_not_removed(found),
        tone="stop",
        done_url=found.plan.get_absolute_url(),
        back_url=output_url(found),
    )


def _verb_page(request, output, form, act, *, heading, **page):
    return verb_page(
        request,
        form,
        act,
        heading=heading,
        over=f"{output.plan}, {output}",
        button=page.pop("button", heading),
        done_url=page.pop("done_url", output_url(output)),
        context=plan_frame(
            output.plan, Line(str(output), url=output_url(output)), Line(heading)
        ),
        **page,
    )
