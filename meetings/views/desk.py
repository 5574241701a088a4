"""The desk of a meeting: plan it, change it, move it on, see what is missing."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import inviting, planning, rules
from meetings.enums import MeetingKind
from meetings.forms.meetings import MeetingForm, MoveForm
from meetings.models import Meeting
from meetings.selectors import desk as reads
from meetings.selectors.clashes import clashes_of
from meetings.selectors.meetings import report_for
from meetings.views.frame import find_run_meeting, frame, way_to, way_to_desk
from meetings.workflow.meeting import MEETING, WITH_REASON
from pathfinders.views.frame import Line, moves_open_to_reader


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk})


@require_safe
def desk(request, pk):
    """Show what the meeting still needs, by when, and the moves that are open."""
    meeting = find_run_meeting(request, pk)

    def url_of(verb):
        keys = {"pk": meeting.pk, "verb": verb}
        return reverse("meetings:meeting-move", kwargs=keys)

    unaware = inviting.unaware_of_change(meeting)
    tasks = reads.tasks_of(meeting, request.user, unaware=unaware)
    context = frame(request.user, meeting, "desk", Line(_("Desk"))) | {
        "tasks": tasks,
        "notes": meeting.desk_notes if rules.may_plan_meetings(request.user) else "",
        "may_build": rules.may_build_packs_of(request.user, meeting),
        "may_report": rules.may_write_report(request.user, None)
        or report_for(request.user, meeting) is not None,
        "owes": rules.may_keep_actions(request.user)
        and meeting.action_points.still_open().exists(),
        "done": sum(task.tone == "good" for task in tasks),
        "late": sum(task.tone == reads.OVERDUE for task in tasks),
        "cautions": clashes_of(meeting, request.user),
        "soon": sum(task.tone == reads.DUE_SOON for task in tasks),
        "moves": moves_open_to_reader(MEETING.options(meeting, request.user), url_of),
    }
    return render(request, "meetings/desk.html", context)


@get_or_post
def add(request):
    """Plan a meeting; one of the Group gets its standing items by itself."""
    if not rules.may_plan_meetings(request.user):
        raise PermissionDenied
    meeting = Meeting(kind=MeetingKind.GCG)
    form = MeetingForm(posted(request), instance=meeting, user=request.user)
    return verb_page(
        request,
        form,
        lambda: planning.plan_meeting(form.instance, by=request.user),
        heading=_("Plan a meeting"),
        button=_("Plan the meeting"),
        success=_("The meeting is planned. Only the secretariat and the Chair see it."),
        done_url=_After(form),
        back_url=reverse("meetings:meetings"),
        lead=_(
            "A meeting of the Group begins with its standing items: adoption of the "
            "last report, open action points, new partners, the next date."
        ),
        context={"breadcrumbs": way_to(None, Line(_("Plan a meeting")))},
    )


class _After:
    """The desk of the meeting that the form makes, known once it is saved."""

    def __init__(self, form):
        self._form = form

    def get_absolute_url(self) -> str:
        pk = self._form.instance.pk
        if pk is None:
            return reverse("meetings:meetings")
        return reverse("meetings:desk", kwargs={"pk": pk})


@get_or_post
def edit(request, pk):
    """Change what is known of a meeting; calendars update by themselves."""
    meeting = find_run_meeting(request, pk)
    form = MeetingForm(posted(request), instance=meeting, user=request.user)
    return verb_page(
        request,
        form,
        lambda: planning.change_meeting(
            form.instance, expected=form.cleaned_data["version"], by=request.user
        ),
        heading=_("Change the meeting"),
        button=_("Save"),
        success=_("The meeting was saved."),
        done_url=_url("desk", meeting),
        lead=_(
            "Calendars that hold the meeting update when its time or place changes."
        ),
        context={"breadcrumbs": way_to_desk(meeting, Line(_("Change the meeting")))},
    )


@get_or_post
def move(request, pk, verb):
    """Move the meeting on: announce, convene, hold, close, postpone, cancel."""
    meeting = find_run_meeting(request, pk)
    options = {each.move.verb: each for each in MEETING.options(meeting, request.user)}
    if verb not in MEETING.moves:
        raise Http404
    option, label = options.get(verb), str(MEETING.moves[verb].label)
    needs_reason = verb in WITH_REASON
    form = MoveForm(posted(request), needs_reason=needs_reason)
    return verb_page(
        request,
        form,
        lambda: planning.move_on(
            meeting,
            verb,
            by=request.user,
            reason=form.cleaned_data.get("reason", ""),
        ),
        heading=label,
        over=str(meeting),
        button=label,
        success=_("Done: %(move)s.") % {"move": label},
        done_url=_url("desk", meeting),
        lead=consequence_of(verb),
        missing=option.missing if option else (),
        tone="stop" if needs_reason else "",
        context={"breadcrumbs": way_to_desk(meeting, Line(label))},
    )


def consequence_of(verb: str) -> str:
    """Return what follows from a move, in one or two sentences."""
    return {
        "announce": _(
            "The date appears in the public calendar. No mail leaves by this."
        ),
        "convene": _(
            "The agenda counts as final and the invitations may be answered. "
            "No mail leaves by this: the list of participants sends the invitations."
        ),
        "hold": _("Answers are closed; attendance and the report can be written."),
        "take_back": _(
            "The meeting counts as convened again; then postpone or cancel it. The "
            "lines on action points that were kept for it stay as they are."
        ),
        "close": _("The facts and the agenda of the meeting are kept as they are."),
        "postpone": _(
            "Calendars show the meeting as not fixed. Fix a new day, then convene it. "
            "No mail leaves by this: the list of participants sends it."
        ),
        "cancel": _(
            "Calendars show the meeting as cancelled. This cannot be undone. "
            "No mail leaves by this: the list of participants sends it."
        ),
    }[verb]
