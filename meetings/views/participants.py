"""Participants of a meeting: the list, invitations, attendance, name plates."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.forms import ConfirmForm
from alliance87.core.spreadsheets import csv_response
from alliance87.core.verbs import get_or_post, posted, verb_page
from alliance87.core.views import show_pdf
from meetings import invitations, inviting, rules
from meetings.enums import InvitationKind
from meetings.forms.participants import (
    AnswerForm,
    AttendanceForm,
    ParticipantFilters,
    ParticipantForm,
)
from meetings.models import Participation
from meetings.reports.participants import participants_pdf
from meetings.selectors import meetings as reads
from meetings.selectors import participants as lists
from meetings.views.frame import (
    find_meeting,
    find_run_meeting,
    frame,
    list_context,
    way_to_desk,
)
from pathfinders.views.frame import Line


def _url(name: str, meeting, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def _find_named(request, pk):
    """Return the meeting to those who may see the names of its participants."""
    meeting = find_meeting(request, pk)
    if not reads.may_see_names(request.user, meeting):
        raise Http404
    return meeting


def _way(meeting, *lines: Line) -> dict:
    above = Line(_("Participants"), url=_url("participants", meeting))
    return {"breadcrumbs": way_to_desk(meeting, above, *lines)}


@require_safe
def participant_list(request, pk):
    """List who is invited, what they answered and who came; addresses stay hidden."""
    meeting = _find_named(request, pk)
    filters = ParticipantFilters(request.GET)
    rows = lists.narrowed(reads.participants_of(meeting), **filters.chosen())
    listed = list_context(request, filters, rows)
    may_run = rules.may_run_meeting(request.user, meeting)
    around = frame(request.user, meeting, "participants", Line(_("Participants")))
    context = around | listed
    context |= {
        "rows": [(row, lists.TONES[row.response]) for row in listed["page"]],
        "answers": reads.answers_to(meeting),
        "proposal": lists.proposal_for(meeting) if may_run else None,
        "mails": inviting.kinds_in(meeting.state) if may_run else (),
        "may_answer": rules.may_answer_for_others(request.user, meeting),
        "may_see_addresses": rules.may_see_addresses(request.user),
    }
    return render(request, "meetings/participant_list.html", context)


@require_safe
def participants_print(request, pk):
    """Deliver the list as a document, in the printed form of the reports."""
    meeting = _find_named(request, pk)
    return show_pdf(participants_pdf(meeting), f"participants-{meeting.pk}")


@require_safe
def participants_csv(request, pk):
    """Deliver the list with addresses; for others than the secretariat it is not."""
    meeting = find_meeting(request, pk)
    if not rules.may_see_addresses(request.user):
        raise Http404
    header = [
        *(_("Name"), _("Affiliation"), _("As"), _("Country"), _("E-mail address")),
        *(_("Answer"), _("Takes part"), _("Took part"), _("Message")),
    ]
    rows = (
        [
            *(row.name, row.affiliation, row.get_capacity_display()),
            str(row.country or ""),
            inviting.address_of(row),
            *(row.answer_in_words, row.get_response_mode_display()),
            *(row.get_attended_display(), row.response_note),
        ]
        for row in reads.participants_of(meeting).select_related("person__user")
    )
    return csv_response(f"participants-{meeting.pk}", header, rows)


# --- The list -------------------------------------------------------------------------


@get_or_post
def add(request, pk):
    meeting = find_run_meeting(request, pk)
    form = ParticipantForm(posted(request), meeting=meeting, user=request.user)
    return verb_page(
        request,
        form,
        lambda: invitations.add_participant(form.instance, by=request.user),
        heading=_("Add somebody to the list"),
        over=str(meeting),
        button=_("Add"),
        success=_("The person is on the list."),
        done_url=_url("participants", meeting),
        context=_way(meeting, Line(_("Add somebody"))),
    )


@get_or_post
def add_from_seats(request, pk):
    """Put on the list whom seats, offices and roles of the day propose."""
    meeting = find_run_meeting(request, pk)
    proposal = lists.proposal_for(meeting)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: invitations.add_all(
            meeting, map(lists.as_participation, proposal.invitees), by=request.user
        ),
        heading=_("Fill the list from the group")
        if meeting.group_id
        else _("Fill the list from the seats"),
        over=str(meeting),
        button=_("Add them all"),
        success=_("The list was filled. Nobody was invited yet.")
        if meeting.group_id
        else _("The list was filled from the seats. Nobody was invited yet."),
        done_url=_url("participants", meeting),
        lead=_("Nobody gets a mail by this: invitations are sent from the list."),
        missing=() if proposal.invitees else [_("Everybody is on the list already.")],
        template="meetings/participants_fill.html",
        context=_way(meeting, Line(_("Fill the list"))) | {"proposal": proposal},
    )


def _find_row(request, pk, row) -> Participation:
    meeting = find_run_meeting(request, pk)
    rows = Participation.objects.select_related("meeting__group", "person__user")
    return get_object_or_404(rows, pk=row, meeting=meeting)


@get_or_post
def edit(request, pk, row):
    found = _find_row(request, pk, row)
    form = ParticipantForm(
        posted(request), instance=found, meeting=found.meeting, user=request.user
    )
    return verb_page(
        request,
        form,
        lambda: invitations.change_participant(
            form.instance, expected=form.cleaned_data["version"], by=request.user
        ),
        heading=_("Change the entry"),
        over=found.name,
        button=_("Save"),
        success=_("The entry was saved."),
        done_url=_url("participants", found.meeting),
        context=_way(found.meeting, Line(found.name)),
    )


@get_or_post
def remove(request, pk, row):
    found = _find_row(request, pk, row)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: invitations.remove_participant(found, by=request.user),
        heading=_("Take the person off the list"),
        over=found.name,
        button=_("Take off"),
        success=_("The person is not on the list any more."),
        lead=_("Who was invited gets a mail that they are no longer asked to come.")
        if found.invited_at
        else "",
        done_url=_url("participants", found.meeting),
        tone="stop",
        context=_way(found.meeting, Line(_("Take off"))),
    )


@get_or_post
def renew(request, pk, row):
    found = _find_row(request, pk, row)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: invitations.renew_link(found, by=request.user),
        heading=_("End the personal link"),
        over=found.name,
        button=_("End the link"),
        success=_("The link is dead. The next mail brings a new one."),
        done_url=_url("participants", found.meeting),
        tone="stop",
        context=_way(found.meeting, Line(_("End the personal link"))),
    )


@get_or_post
def answer_for(request, pk, row):
    """Write down what somebody told the secretariat."""
    found = _find_row(request, pk, row)
    if not rules.may_answer_for_others(request.user, found.meeting):
        raise PermissionDenied
    form = AnswerForm(posted(request), participation=found)
    return verb_page(
        request,
        form,
        lambda: invitations.answer(
            found,
            form.cleaned_data["response"],
            by=request.user,
            on_behalf=True,
            **form.answers(),
        ),
        heading=_("Answer for somebody"),
        over=found.name,
        button=_("Save the answer"),
        success=_("The answer was saved; the trail shows who wrote it down."),
        done_url=_url("participants", found.meeting),
        template="meetings/answer_form.html",
        context=_way(found.meeting, Line(_("Answer for somebody"))),
    )


# --- Mails and attendance -------------------------------------------------------------


@get_or_post
def send(request, pk, kind):
    """Send a mail to all whom it is for, after a look at it and at the list."""
    meeting = find_run_meeting(request, pk)
    if kind not in InvitationKind.values:
        raise Http404
    people = inviting.people_for(meeting, kind)
    may_see_addresses = rules.may_see_addresses(request.user)
    label = InvitationKind(kind).label
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: inviting.send(meeting, kind, people, by=request.user),
        heading=_("Send: %(mail)s") % {"mail": label},
        over=str(meeting),
        button=ngettext("Send to %(n)s person", "Send to %(n)s people", len(people))
        % {"n": len(people)},
        success=_("The mails are on their way."),
        done_url=_url("participants", meeting),
        missing=() if people else [_("Nobody on the list gets this mail now.")],
        template="meetings/mail_preview.html",
        context=_way(meeting, Line(label))
        | {
            "people": [
                (each, inviting.address_of(each) if may_see_addresses else "")
                for each in people
            ],
            "mail": inviting.mail_for(people[0], kind) if people else None,
            "no_address": [
                each
                for each in reads.participants_of(meeting).select_related(
                    "person__user"
                )
                if not inviting.address_of(each)
            ],
        },
    )


@get_or_post
def attendance(request, pk):
    """Record who took part, for the whole list at once."""
    meeting = find_run_meeting(request, pk)
    rows = list(reads.participants_of(meeting))
    form = AttendanceForm(posted(request), rows=rows)
    return verb_page(
        request,
        form,
        lambda: invitations.record_attendance(meeting, form.came(), by=request.user),
        heading=_("Who took part"),
        over=str(meeting),
        button=_("Save"),
        success=_("Attendance was saved."),
        done_url=_url("participants", meeting),
        lead=_("What people answered is proposed; check it before you save."),
        missing=() if rows else [_("Nobody is on the list yet.")],
        template="meetings/attendance.html",
        context=_way(meeting, Line(_("Who took part"))),
    )
