"""Pages of who took part by name: personal data, for the team and the secretariat."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm
from alliance87.core.spreadsheets import csv_response
from alliance87.core.verbs import (
    add_refusal,
    get_or_post,
    once_only,
    posted,
    token_for,
)
from pathfinders import rules, workshops
from pathfinders.enums import ParticipantGroup
from pathfinders.forms.workshop_rows import (
    ParticipantFilters,
    ParticipantForm,
    PasteForm,
)
from pathfinders.models import Participant
from pathfinders.selectors.workshop import attendance_of
from pathfinders.views.frame import Line
from pathfinders.views.workshop_frame import decide, find_for_team, frame, page_of

ROWS_PER_PAGE = 50


def _find(request, pk):
    return find_for_team(request, pk, may=rules.may_see_participants)


def _way(workshop) -> Line:
    url = page_of("workshop-participants", workshop)
    return Line(_("List of participants"), url=url)


def _participant(workshop, row) -> Participant:
    participant = get_object_or_404(workshop.participants, pk=row)
    participant.workshop = workshop
    return participant


@require_safe
def participants(request, pk):
    workshop = _find(request, pk)
    filters = ParticipantFilters(request.GET)
    rows = _narrowed(workshop.participants.all(), filters.chosen())
    query = request.GET.copy()
    query.pop("page", None)
    attendance = attendance_of(workshop)
    page = {
        "filters": filters,
        "is_filtered": bool(query),
        "query": query.urlencode(),
        "list_url": _way(workshop).url,
        "page": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "attendance": attendance,
        "listed_total": sum(each.listed for each in attendance),
        "differs": any(each.differs for each in attendance),
    }
    way = frame(workshop, Line(_("List of participants")))
    return render(request, "pathfinders/workshop_participants.html", way | page)


def _narrowed(rows, chosen: dict):
    if words := chosen.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(organization__icontains=words))
    if group := chosen.get("group"):
        rows = rows.filter(group=group)
    return rows


@require_safe
def participants_csv(request, pk):
    """Deliver the whole list; the trail notes that it was taken."""
    workshop = _find(request, pk)
    header = [
        _("Name"),
        _("Post"),
        _("Organization"),
        _("Group"),
        _("E-mail address"),
        _("Took part remotely"),
    ]
    rows = [
        [
            each.name,
            each.post,
            each.organization,
            each.get_group_display(),
            each.email,
            _("yes") if each.is_remote else _("no"),
        ]
        for each in workshop.participants.all()
    ]
    workshops.note_export(workshop, by=request.user)
    day = timezone.localdate()
    return csv_response(f"participants-{workshop.pk}-{day:%Y-%m-%d}", header, rows)


# --- Writing ------------------------------------------------------------------------


@get_or_post
def participant_add(request, pk):
    workshop = _find(request, pk)
    return _save(request, workshop, Participant(workshop=workshop))


@get_or_post
def participant_edit(request, pk, row):
    workshop = _find(request, pk)
    return _save(request, workshop, _participant(workshop, row))


def _save(request, workshop, participant):
    form = ParticipantForm(posted(request), instance=participant)
    is_new = participant.pk is None
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.save_row(participant, write=form.save, by=request.user),
        heading=_("Add a participant") if is_new else _("Edit the participant"),
        button=_("Save the participant"),
        success=_("The participant is saved."),
        way=_way(workshop),
    )


@get_or_post
def participant_delete(request, pk, row):
    workshop = _find(request, pk)
    participant = _participant(workshop, row)
    form = ConfirmForm(posted(request))
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.delete_row(participant, by=request.user),
        heading=_("Take off the list"),
        success=_("The participant is off the list."),
        lead=participant.name or participant.get_group_display(),
        tone="stop",
        way=_way(workshop),
    )


@get_or_post
def participants_paste(request, pk):
    """Show what was read of the pasted lines; add them on the second press."""
    workshop = _find(request, pk)
    form = PasteForm(posted(request), workshop=workshop)
    is_ready = form.is_bound and form.is_valid()
    if is_ready and form.new and "save" in request.POST:
        try:
            return _add_pasted(request, workshop, form.new)
        except DomainError as error:
            add_refusal(form, error)
    heading = _("Paste participants")
    page = {
        "form": form,
        "once": token_for(request),
        "heading": heading,
        "is_ready": is_ready,
        "group_labels": ParticipantGroup.labels,
        "known_total": sum(line.is_known for line in form.lines),
        "back_url": _way(workshop).url,
    }
    way = frame(workshop, _way(workshop), Line(heading))
    return render(request, "pathfinders/workshop_paste.html", way | page)


def _add_pasted(request, workshop, new: list[Participant]):
    success = ngettext(
        "%(count)s participant is added.", "%(count)s participants are added.", len(new)
    ) % {"count": len(new)}
    return once_only(
        request,
        lambda: workshops.add_participants(workshop, new, by=request.user),
        _way(workshop).url,
        success=success,
    )


@get_or_post
def counts_take(request, pk):
    workshop = _find(request, pk)
    form = ConfirmForm(posted(request))
    listed = [each for each in attendance_of(workshop) if each.listed]
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.take_counts(workshop, by=request.user),
        heading=_("Take the counts from the list"),
        success=_("The numbers by group follow the list."),
        lead=_(
            "The numbers by group are public; the names are not. Groups of which "
            "nobody is on the list keep the number that was stated."
        ),
        missing=() if listed else (_("Nobody is on the list yet."),),
        way=_way(workshop),
        template="pathfinders/workshop_counts.html",
        context={"attendance": listed},
    )


def team_links(workshop) -> list[Line]:
    """Return what the workshop's page offers to those who keep it."""
    lesson_url = reverse("pathfinders:lesson-add", kwargs={"pk": workshop.pk})
    return [
        Line(_("Preparation"), url=page_of("workshop-preparation", workshop)),
        Line(_("Programme"), url=page_of("workshop-programme", workshop)),
        _way(workshop),
        Line(_("Add a lesson"), url=lesson_url),
    ]
