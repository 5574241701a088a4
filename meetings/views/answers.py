"""The answer to an invitation: with an account, or by personal link without one."""

from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.core.views import keep_address_secret
from meetings import invitations
from meetings.forms.participants import AnswerForm
from meetings.joining import joins_remotely
from meetings.selectors import meetings as reads
from meetings.views.frame import find_meeting, way_to
from pathfinders.views.frame import Line

# Posts by address, and by link from any address.
RATES = {"answer_link": "30/m/ip,10/m/key"}


def _page(request, participation, *, by, done_url: str, context: dict):
    form = AnswerForm(posted(request), participation=participation)
    meeting = participation.meeting
    return verb_page(
        request,
        form,
        lambda: invitations.answer(
            participation, form.cleaned_data["response"], by=by, **form.answers()
        ),
        heading=_("Will you take part?"),
        over=str(meeting),
        button=_("Save the answer"),
        success=_("Thank you. Your answer was saved."),
        done_url=done_url,
        lead=_("You can change your answer until the time to answer is over."),
        missing=invitations.why_not_now(meeting),
        template="meetings/answer_form.html",
        context=context | {"meeting": meeting, "participation": participation},
    )


@get_or_post
def own_answer(request, pk):
    """Answer one’s own invitation."""
    meeting = find_meeting(request, pk)
    participation = reads.participation_of(request.user, meeting)
    if participation is None:
        raise PermissionDenied
    way = way_to(meeting, Line(_("Your answer")))
    return _page(
        request,
        participation,
        by=request.user,
        done_url=meeting.get_absolute_url(),
        context={"breadcrumbs": way},
    )


@never_cache
@login_not_required
@get_or_post
def answer(request, token):
    """Answer by a personal link; for one that is dead a page says what to do."""
    key = invitations.token_hash(token)
    too_many = consume_or_429(request, action="answer_link", key=key, config=RATES)
    response = too_many or _by_link(request, token)
    return keep_address_secret(response)


def _by_link(request, token: str):
    participation = invitations.by_token(token)
    if participation is None or _is_over(participation.meeting):
        return render(request, "meetings/answer_link_over.html", status=404)
    return _page(
        request,
        participation,
        by=None,
        done_url=reverse("meetings:answer", kwargs={"token": token}),
        context={
            "is_personal": True,
            "is_example": participation.meeting.is_example,
            "joins": joins_remotely(participation),
        },
    )


def _is_over(meeting) -> bool:
    """Whether the links of a meeting are dead: it was held, or will not be."""
    return meeting.state not in invitations.TAKES_ANSWERS
