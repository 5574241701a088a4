"""Taking over what an earlier meeting hands to this one."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import decisions, rules
from meetings.forms.outputs import OutputsForm, name_of
from meetings.selectors.outputs import HandedOver, Handover, handovers_to
from meetings.views.frame import find_run_meeting, way_to_desk
from pathfinders.views.frame import Line


@get_or_post
def take_over(request, pk):
    """Choose outputs, correct their words, propose them; show what is taken over."""
    meeting = find_run_meeting(request, pk)
    if not rules.may_record_decision(request.user):
        raise PermissionDenied
    handovers = handovers_to(meeting)
    waiting = _offered(request, handovers)
    form = OutputsForm(posted(request), meeting=meeting, waiting=waiting)
    return verb_page(
        request,
        form,
        lambda: decisions.take_over(meeting, form.taken(), by=request.user),
        heading=_("Take over outputs of earlier meetings"),
        over=str(meeting),
        lead=_(
            "What you choose becomes a proposed decision of this meeting and keeps "
            "where it came from. It can be changed until it is adopted."
        ),
        button=_("Propose what is chosen"),
        success=_("The outputs are proposed as decisions."),
        done_url=reverse("meetings:meeting-outputs", kwargs={"pk": meeting.pk}),
        back_url=reverse("meetings:desk", kwargs={"pk": meeting.pk}),
        template="meetings/meeting_outputs.html",
        context={
            "meeting": meeting,
            "handovers": handovers,
            "waiting": waiting,
            "breadcrumbs": way_to_desk(meeting, Line(_("Outputs of earlier meetings"))),
            "is_example": meeting.is_example,
        },
    )


def _offered(request, handovers: list[Handover]) -> list[HandedOver]:
    """Return what waits, and what was chosen although somebody was faster.

    The verb then says by which decision it is taken over.
    """
    return [
        each
        for handover in handovers
        for each in handover.outputs
        if each.decision is None or name_of(each, "take") in request.POST
    ]
