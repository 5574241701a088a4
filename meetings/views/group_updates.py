"""What action groups tell a meeting: written by their chairs or the secretariat."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.access import scope_of
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.partners.models import ActionGroup
from alliance87.partners.rules import may_list_resource_needs
from alliance87.partners.selectors.needs import needs_by_group
from meetings import rules
from meetings.enums import MeetingKind
from meetings.forms.group_updates import GroupUpdateForm
from meetings.group_telling import save_update, takes_update_of
from meetings.models import GroupUpdate, Meeting
from meetings.selectors.group_updates import (
    groups_without_update,
    needs_before,
    quiet_groups,
    updates_for,
)
from meetings.views.frame import find_meeting, frame
from pathfinders.views.frame import Line


def _find(request, pk) -> Meeting:
    """Return a meeting of the Group: to others action groups tell nothing."""
    meeting = find_meeting(request, pk)
    if meeting.kind != MeetingKind.GCG:
        raise Http404
    return meeting


@require_safe
def update_list(request, pk):
    """List the updates, and the groups that have told nothing yet."""
    meeting = _find(request, pk)
    scope = scope_of(request.user)
    if not (rules.may_read_papers(request.user) or scope.chairs_groups):
        raise Http404
    updates = updates_for(meeting, request.user)
    needs = needs_by_group(needs_before(meeting, request.user))
    silent = [
        group
        for group in groups_without_update(meeting)
        if rules.may_tell_for_group(request.user, group.pk)
    ]
    context = frame(request.user, meeting, "desk", Line(_("Updates"))) | {
        "updates": [
            (
                each,
                rules.may_tell_for_group(request.user, each.group_id),
                needs.get(each.group_id, ()),
            )
            for each in updates
        ],
        "silent": silent,
        "quiet": quiet_groups(meeting, request.user),
        "may_list_needs": may_list_resource_needs(request.user),
    }
    return render(request, "meetings/group_updates.html", context)


@get_or_post
def edit(request, pk, group):
    """Write the update of one group."""
    meeting = _find(request, pk)
    found = get_object_or_404(ActionGroup, slug=group)
    if not rules.may_tell_for_group(request.user, found.pk):
        raise PermissionDenied
    if not takes_update_of(meeting, found.pk):
        raise Http404
    update = GroupUpdate.objects.filter(meeting=meeting, group=found).first()
    update = update or GroupUpdate(meeting=meeting, group=found)
    form = GroupUpdateForm(posted(request), instance=update)
    done = reverse("meetings:group-updates", kwargs={"pk": meeting.pk})
    return verb_page(
        request,
        form,
        lambda: save_update(
            form.instance, by=request.user, expected=form.cleaned_data["version"]
        ),
        heading=_("Update of the group"),
        over=f"{found} · {meeting}",
        button=_("Save"),
        success=_("The update was saved."),
        done_url=done,
        lead=_(
            "It is printed in the briefing pack and read by the Group. Needs that you "
            "sent to the Group from the page of your group are printed with it."
        ),
        context=frame(
            request.user,
            meeting,
            "desk",
            Line(_("Updates"), url=done),
            Line(str(found)),
        ),
    )
