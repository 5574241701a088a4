"""What a group lacks, told to the Global Coordinating Group."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners import rules, work_plans, workflow
from alliance87.partners.forms.needs import OfferForm
from alliance87.partners.forms.work_plans import NoteForm, ResourceNeedForm
from alliance87.partners.models import ResourceNeed
from alliance87.partners.selectors.needs import partners_to_offer
from alliance87.partners.views.frame import Line
from alliance87.partners.views.group_frame import (
    find_group,
    find_own_group,
    frame,
    missing_for,
)

VERBS = {
    "send": workflow.send_need,
    "offer": workflow.offer_help,
    "meet": workflow.meet_need,
    "not-met": workflow.leave_unmet,
    "withdraw": workflow.withdraw_need,
    "reopen": workflow.reopen_need,
}


@get_or_post
def add(request, slug):
    group = find_own_group(request, slug)
    need = ResourceNeed(
        group=group, created_by=request.user, raised_on=timezone.localdate()
    )
    return _form_page(request, need, heading=_("Raise a resource need"))


@get_or_post
def edit(request, slug, pk):
    return _form_page(
        request, _find(request, slug, pk), heading=_("Edit the resource need")
    )


def _find(request, slug, pk) -> ResourceNeed:
    group = find_own_group(request, slug)
    need = get_object_or_404(group.resource_needs, pk=pk)
    need.group = group
    return need


def _form_page(request, need, *, heading):
    form = ResourceNeedForm(posted(request), instance=need)
    return _page(
        request,
        need,
        form,
        lambda: work_plans.save_resource_need(need, write=form.save, by=request.user),
        heading=heading,
        lead=_(
            "Members and observers of the Global Coordinating Group read this; the "
            "public does not."
        ),
        button=_("Save the need"),
        success=_("The resource need is saved."),
    )


@get_or_post
def move(request, slug, pk, verb):
    """Send a need to the Group, offer help, record what became of it."""
    if verb not in VERBS:
        raise Http404
    step = workflow.RESOURCE_NEED.moves[verb]
    need = _find_seen(request, slug, pk)
    if not step.may(request.user, need):
        raise PermissionDenied
    form = _form_of(request, verb)
    heading = str(step.label)
    return _page(
        request,
        need,
        form,
        lambda: VERBS[verb](need, by=request.user, **form.cleaned_data),
        heading=heading,
        lead=need.what,
        button=heading,
        success=_("The state of the need is recorded."),
        missing=missing_for(workflow.RESOURCE_NEED, need, request.user, verb),
    )


def _find_seen(request, slug, pk) -> ResourceNeed:
    """Return a need to those who read it; 403 for all others, as if there were none."""
    group = find_group(slug)
    if not rules.may_see_group_work(request.user, group):
        raise PermissionDenied
    rows = ResourceNeed.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(rows, group=group, pk=pk)


def _form_of(request, verb: str):
    if verb == "offer":
        return OfferForm(posted(request), partners=partners_to_offer(request.user))
    return NoteForm(posted(request))


def _page(request, need, form, act, *, heading, **page):
    group = need.group
    return verb_page(
        request,
        form,
        act,
        heading=heading,
        over=str(group),
        done_url=f"{group.get_absolute_url()}#needs",
        context=frame(group, Line(heading)),
        **page,
    )
