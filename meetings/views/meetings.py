"""Meetings to read: the list, one meeting with its agenda, its calendar file."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alliance87.core import calendars
from alliance87.core.access import scope_of
from alliance87.core.views import show_pdf
from alliance87.partners.rules import may_list_resource_needs
from meetings import rules
from meetings.enums import MeetingKind, MeetingState
from meetings.forms.meetings import MeetingFilters
from meetings.invitations import why_not_now
from meetings.models.meeting import TOLD
from meetings.reports.agenda import agenda_pdf
from meetings.reports.save_the_date import save_the_date_pdf
from meetings.selectors import meetings as reads
from meetings.selectors.agenda_hints import with_hints
from meetings.selectors.asked import tasks_for
from meetings.selectors.calendar import happening_of_meeting
from meetings.selectors.feeds import to_entry
from meetings.selectors.meeting_page import meeting_page
from meetings.selectors.releases import Around, agenda_to_read, may_read_agenda
from meetings.views.frame import find_meeting, frame, list_context
from meetings.views.paper_frame import or_sign_in


@login_not_required
@require_safe
def meeting_list(request):
    """List the meetings that the reader may know of, the latest first."""
    filters = MeetingFilters(request.GET, offered=reads.offered_to(request.user))
    rows = reads.narrowed(reads.meetings_of(request.user), **filters.chosen())
    listed = list_context(request, filters, rows)
    context = listed | {
        "rows": [
            (each, reads.TONES[each.state], reads.chair_of(each))
            for each in listed["page"]
        ],
        "next": reads.next_of_the_group(request.user),
        "asked": tasks_for(request.user),
        "may_plan": rules.may_plan_meetings(request.user),
        "may_keep_reminders": rules.may_keep_reminders(request.user),
    }
    return render(request, "meetings/meeting_list.html", context)


@login_not_required
@require_safe
@or_sign_in
def meeting_detail(request, pk):
    """Show a meeting with its agenda, decisions and action points."""
    user, page = request.user, meeting_page(request.user, pk)
    if page is None:
        raise Http404
    meeting, decisions = page.meeting, reads.decisions_of(page.meeting, user)
    around = Around(page.newest, page.sessions, decisions)
    wants_draft = "draft" in request.GET
    read = agenda_to_read(meeting, user, draft=wants_draft, around=around)
    own, answers = reads.own_and_all_answers(user, meeting)
    context = frame(user, meeting, "meeting", known=page) | {
        "read": read,
        "blocks": with_hints(read.blocks, meeting, user),
        "is_tentative": meeting.state in (MeetingState.PLANNED, MeetingState.ANNOUNCED),
        "decisions": decisions,
        "action_points": reads.action_points_of(meeting, user),
        "updates": page.updates,
        "packs": page.packs,
        "may_join": reads.is_of_the_body(user, meeting) or reads.is_asked(own),
        "own": own,
        "beside": page,
        "takes_answers": not why_not_now(meeting),
        "answers": answers,
    }
    context |= _rights(user, meeting)
    return render(request, "meetings/meeting_detail.html", context)


def _rights(user, meeting) -> dict:
    """Return what the reader may do with a meeting beside reading it."""
    is_ahead = meeting.kind == MeetingKind.GCG and not meeting.is_over
    return {
        "may_decide": rules.may_record_decision(user),
        "may_keep_actions": rules.may_keep_actions(user),
        "may_tell": is_ahead and bool(scope_of(user).chairs_groups),
        "may_list_needs": is_ahead and may_list_resource_needs(user),
        "may_read_papers": rules.may_read_papers(user),
    }


@login_not_required
@require_safe
@or_sign_in
def meeting_agenda_pdf(request, pk):
    """Deliver the agenda as a document, tentative or final."""
    meeting = find_meeting(request, pk)
    if not may_read_agenda(request.user, meeting):
        raise Http404
    read = agenda_to_read(meeting, request.user, draft="draft" in request.GET)
    return show_pdf(agenda_pdf(meeting, read), f"agenda-{meeting.pk}")


@login_not_required
@require_safe
@or_sign_in
def save_the_date(request, pk):
    """Deliver the day and place on one sheet, from the announcement on."""
    meeting = find_meeting(request, pk)
    if meeting.state not in TOLD:
        raise Http404
    return show_pdf(save_the_date_pdf(meeting), f"save-the-date-{meeting.pk}")


@login_not_required
@require_safe
@or_sign_in
def meeting_calendar(request, pk):
    """Deliver the meeting as a file for calendars; the video link to who may join."""
    meeting = find_meeting(request, pk)
    can_join = reads.may_join(request.user, meeting)
    entry = to_entry(happening_of_meeting(meeting), can_join=can_join)
    content = calendars.feed(meeting.title, [entry] if entry else [])
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
