"""Writing to those who owe action points: a preview, then one mail for each."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import action_points, rules
from meetings.action_points.mails import preview, tell_owners, to_tell
from meetings.forms.action_points import LinkForm
from meetings.models import ActionPoint
from meetings.views.action_points import frame, list_url
from meetings.views.action_verbs import find_kept, not_now, page
from meetings.views.frame import find_run_meeting, way_to
from pathfinders.views.frame import Line


@get_or_post
def write(request, pk):
    """Write to the owners of one action point."""
    action = find_kept(request, pk)
    if not action.is_open:
        return not_now(request, action)
    return _page(
        request,
        [action],
        over=str(action),
        done_url=action.get_absolute_url(),
        frame=frame(action, Line(_("Write to the owners"))),
    )


@get_or_post
def write_for_meeting(request, pk):
    """Write to everybody who owes something after a meeting, once each."""
    meeting = find_run_meeting(request, pk)
    if not rules.may_keep_actions(request.user):
        raise PermissionDenied
    rows = ActionPoint.objects.filter(meeting=meeting).still_open()
    rows = rows.select_related("meeting", "decision__meeting", "person__user")
    return _page(
        request,
        list(rows.order_by("number")),
        over=str(meeting),
        done_url=f"{list_url()}?meeting={meeting.pk}",
        frame={
            "breadcrumbs": way_to(meeting, Line(_("Write to the owners"))),
            "is_example": meeting.is_example,
        },
    )


def _page(request, actions: list[ActionPoint], *, over, done_url, frame):
    told = to_tell(actions)
    subject, text = preview(told)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: tell_owners(actions, by=request.user),
        heading=_("Write to the owners"),
        over=over,
        lead=_("Each person gets one mail, at most once a day."),
        button=_("Send the mails"),
        success=_("The mails are on their way."),
        done_url=done_url,
        template="meetings/action_write.html",
        context=frame
        | {
            "recipients": [(each, own) for each, own in told.items()],
            "subject": subject,
            "text": text,
        },
    )


# --- The personal link ----------------------------------------------------------------


@get_or_post
def send_link(request, pk):
    """Mail somebody without an account the link to this one action point."""
    action = find_kept(request, pk)
    if not action.is_open:
        return not_now(request, action)
    form = LinkForm(posted(request), initial=_owner(action))
    lead = _(
        "With the link the person says how it stands and that it is done, without an "
        "account. Older links end. You do not verify what is reported by it when it "
        "has high priority."
    )
    return page(
        request,
        action,
        form,
        lambda: action_points.send_link(action, by=request.user, **form.cleaned_data),
        heading=_("Send a personal link"),
        lead=lead,
        button=_("Send the link"),
        success=_("The link is on its way."),
    )


def _owner(action: ActionPoint) -> dict:
    """Return who gets it if the form is not changed: the person named, if any."""
    if action.link_email:
        return {"name": action.link_name, "email": action.link_email}
    if action.person:
        return {"name": action.person.name, "email": action.person.email}
    return {}


@get_or_post
def end_link(request, pk):
    action = find_kept(request, pk)
    if not action.token_hash:
        return not_now(request, action)
    return page(
        request,
        action,
        ConfirmForm(posted(request)),
        lambda: action_points.end_link(action, by=request.user),
        heading=_("End the link"),
        lead=_("The link sent to %(name)s stops working at once.")
        % {"name": action.link_name},
        button=_("End the link"),
        success=_("The link has ended."),
    )
