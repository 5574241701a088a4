"""The page of one action point behind a personal link: no account, nothing else."""

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alliance87.core.verbs import get_or_post, posted_with_files, verb_page
from alliance87.core.views import keep_address_secret
from meetings import action_points
from meetings.action_points.links import hash_of
from meetings.forms.action_points import OwnerForm
from meetings.models import ActionPoint

# Posts by address, and by link from any address.
RATES = {"action_link": "30/m/ip,10/m/key"}


@never_cache
@login_not_required
@get_or_post
def owner(request, token):
    """Let the owner say how it stands; a link that ended says so and nothing more."""
    too_many = consume_or_429(
        request, action="action_link", key=hash_of(token), config=RATES
    )
    action = None if too_many else action_points.action_behind(token)
    if too_many:
        response = too_many
    elif action is None:
        response = render(request, "meetings/action_link_over.html", status=404)
    else:
        response = _page(request, action, token)
    return keep_address_secret(response)


def _page(request, action: ActionPoint, token: str):
    form = OwnerForm(*posted_with_files(request), action=action)
    return verb_page(
        request,
        form,
        lambda: _say(action, **form.cleaned_data),
        heading=_("Action point %(reference)s") % {"reference": action.reference},
        over=_("Asked by the Global Coordinating Group"),
        button=_("Send"),
        success=_("Thank you. The secretariat and the next meeting read it."),
        done_url=reverse("meetings:action-point-link", kwargs={"token": token}),
        template="meetings/action_link.html",
        context={
            "action": action,
            "updates": action.updates.filter(meeting=None).exclude(text="")[:10],
            "is_example": action.is_example,
        },
    )


def _say(action: ActionPoint, *, text, is_done=False, upload=None) -> None:
    """Say it in the name of who has the link."""
    name = action.link_name
    if is_done:
        action_points.report_done(action, note=text, upload=upload, by_name=name)
    else:
        action_points.tell(action, text=text, by_name=name)
