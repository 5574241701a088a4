"""One page for each move of a group; the secretariat records them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.dates import PartialDate
from alliance87.core.verbs import (
    get_or_post,
    posted_with_files,
    verb_page,
)
from alliance87.partners import rules, workflow
from alliance87.partners.forms.groups import CloseForm, MoveForm
from alliance87.partners.views.frame import Line
from alliance87.partners.views.group_frame import find_group, frame, missing_for

VERBS = {
    "launch": workflow.launch_group,
    "activate": workflow.activate_group,
    "rest": workflow.rest_group,
    "relaunch": workflow.relaunch_group,
    "close": workflow.close_group,
    "propose_again": workflow.propose_group_again,
}
WITH_REASON = {"rest", "relaunch", "propose_again"}
LEADS = {
    "launch": gettext_lazy("The group is being set up. It needs no chair for that."),
    "activate": gettext_lazy(
        "Everybody sees the group as active, with its chair. From now on an alarm says "
        "when nothing comes from it for twelve months."
    ),
    "rest": gettext_lazy(
        "Everybody sees that the group does not work for the time being, and why. It "
        "can be relaunched."
    ),
    "relaunch": gettext_lazy(
        "Everybody sees the group as relaunched, with the reason and its chair."
    ),
    "close": gettext_lazy(
        "A group is closed by a decision of the Global Coordinating Group. Its page "
        "stays, with the decision and the reason. It can be proposed again later."
    ),
    "propose_again": gettext_lazy("The closed group is put forward once more."),
}


@get_or_post
def move(request, slug, verb):
    """Record a move of the group: its day, its reason, the decision behind it."""
    group = find_group(slug)
    if verb not in VERBS:
        raise Http404
    if not rules.may_move_group(request.user, group):
        raise PermissionDenied
    heading = str(workflow.GROUP.moves[verb].label)
    form = _form(request, verb)
    return verb_page(
        request,
        form,
        lambda: VERBS[verb](group, by=request.user, **form.cleaned_data),
        heading=heading,
        over=str(group),
        lead=LEADS[verb],
        button=heading,
        success=_("The state of the group is recorded."),
        done_url=group.get_absolute_url(),
        missing=missing_for(workflow.GROUP, group, request.user, verb),
        tone="stop" if verb == "close" else "",
        context=frame(group, Line(heading)),
    )


def _form(request, verb: str):
    initial = {"when": PartialDate.day(timezone.localdate())}
    if verb == "close":
        return CloseForm(*posted_with_files(request), initial=initial)
    return MoveForm(
        *posted_with_files(request), initial=initial, needs_reason=verb in WITH_REASON
    )
