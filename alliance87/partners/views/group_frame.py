"""What the pages of one action group share: finding it, the way back, its words."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.partners import rules
from alliance87.partners.enums import (
    GroupState,
    OutputState,
    PlanState,
    ResourceNeedState,
)
from alliance87.partners.models import ActionGroup, Output, WorkPlan
from alliance87.partners.views.frame import Line

TONES: dict[str, str] = {
    GroupState.PROPOSED: "todo",
    GroupState.LAUNCHING: "half",
    GroupState.ACTIVE: "good",
    GroupState.RELAUNCHED: "good",
    GroupState.DORMANT: "hold",
    GroupState.CLOSED: "na",
}
PLAN_TONES: dict[str, str] = {
    PlanState.DRAFT: "todo",
    PlanState.FOR_COMMENT: "half",
    PlanState.ADOPTED: "good",
    PlanState.CLOSED: "done",
}
OUTPUT_TONES: dict[str, str] = {
    OutputState.PLANNED: "todo",
    OutputState.ON_TRACK: "good",
    OutputState.AT_RISK: "watch",
    OutputState.DELAYED: "stop",
    OutputState.DELIVERED: "done",
    OutputState.DROPPED: "na",
}
NEED_TONES: dict[str, str] = {
    ResourceNeedState.OPEN: "todo",
    ResourceNeedState.SENT: "half",
    ResourceNeedState.OFFERED: "good",
    ResourceNeedState.MET: "done",
    ResourceNeedState.NOT_MET: "stop",
    ResourceNeedState.WITHDRAWN: "na",
}


def find_group(slug: str) -> ActionGroup:
    return get_object_or_404(ActionGroup.objects.select_related("parent"), slug=slug)


def find_own_group(request, slug: str) -> ActionGroup:
    """Return the group to those who keep it; 403 for all others."""
    group = find_group(slug)
    if not rules.may_keep_group(request.user, group):
        raise PermissionDenied
    return group


def find_plan(request, slug: str, pk: int) -> WorkPlan:
    """Return a plan that the reader may see, else 404: a draft is not known."""
    rows = WorkPlan.objects.visible_to(request.user).select_related("group__parent")
    return get_object_or_404(rows, group__slug=slug, pk=pk)


def find_own_plan(request, slug: str, pk: int) -> WorkPlan:
    """Return a plan to those who keep its group; 403 for its other readers."""
    plan = find_plan(request, slug, pk)
    if not rules.may_keep_group(request.user, plan.group):
        raise PermissionDenied
    return plan


def find_output(plan: WorkPlan, pk: int, user) -> Output:
    """Return an output of a plan; what is only proposed is the group’s."""
    rows = plan.outputs.select_related("objective", "carried_from__plan__group")
    output = get_object_or_404(rows, pk=pk)
    if not output.is_accepted and not sees_proposed(plan, user):
        raise Http404
    output.plan = plan
    return output


def sees_proposed(plan: WorkPlan, user) -> bool:
    """A plan for comment is read with all its outputs; an adopted one without."""
    return not plan.is_public or rules.may_keep_group(user, plan.group)


def or_sign_in(view):
    """Send a visitor to sign in where the page would answer 404.

    So a visitor does not learn whether there is a draft.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return page


def way_to(group: ActionGroup | None = None, *lines: Line) -> list[Line]:
    """Return the way from the list of groups to a page."""
    way = [Line(_("Action groups"), url=reverse("partners:groups"))]
    if group is not None:
        way.append(Line(str(group), url=group.get_absolute_url()))
    return [*way, *lines]


def frame(group: ActionGroup, *lines: Line) -> dict:
    """Return what every page below a group shows around its content."""
    return {
        "group": group,
        "breadcrumbs": way_to(group, *lines),
        "is_example": group.is_example,
    }


def plan_frame(plan: WorkPlan, *lines: Line) -> dict:
    here = Line(plan_title(plan), url=plan.get_absolute_url() if lines else "")
    return frame(plan.group, here, *lines) | {"plan": plan}


def plan_title(plan: WorkPlan) -> str:
    return _("Work plan %(period)s") % {"period": plan.period}


def group_url(group: ActionGroup, name: str, **keys) -> str:
    return reverse(f"partners:{name}", kwargs={"slug": group.slug} | keys)


def plan_url(plan: WorkPlan, name: str, **keys) -> str:
    return group_url(plan.group, name, pk=plan.pk, **keys)


def moves(options, url_of) -> list[Line]:
    """Return the moves open to the reader, each with what it still needs."""
    return [
        Line(
            str(option.move.label),
            url=url_of(option.move.verb),
            tone="watch" if option.missing else "todo",
            state=_("Not possible now") if option.missing else _("Possible now"),
            hint=" ".join(option.missing),
        )
        for option in options
        if option.may
    ]


def missing_for(machine, record, user, verb: str) -> list[str]:
    """Return what stands in the way of a move, for the top of its page."""
    for option in machine.options(record, user):
        if option.move.verb == verb:
            return list(option.missing)
    return [
        _("Not possible now: “%(record)s” is “%(state)s”.")
        % {"record": record, "state": record.get_state_display()}
    ]
