"""Pages on which the agenda is written: items, order, leads, papers, sessions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, refuse, verb_page
from meetings import agenda
from meetings.enums import ItemKind
from meetings.forms.agenda import (
    AddItemForm,
    ItemForm,
    OutcomeForm,
    PinForm,
    PlaceForm,
    PutPaperForm,
)
from meetings.forms.meetings import SessionForm
from meetings.models import AgendaItem, AgendaPaper, MeetingSession
from meetings.selectors.agenda_hints import with_hints
from meetings.selectors.releases import agenda_to_read
from meetings.snapshots import unreleased
from meetings.views.frame import find_run_meeting, frame, way_to_desk
from pathfinders.views.frame import Line

STEPS = {"up": -1, "down": 1}


def _url(name: str, meeting, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, **keys})


def _editor(meeting) -> str:
    return _url("agenda-edit", meeting)


def _find(request, pk: int, item: int) -> AgendaItem:
    meeting = find_run_meeting(request, pk)
    rows = AgendaItem.objects.select_related("meeting__group", "parent__parent")
    found = get_object_or_404(rows, pk=item, meeting=meeting)
    found.meeting = meeting
    return found


def _way(meeting, *lines: Line) -> dict:
    above = Line(_("Agenda"), url=_editor(meeting) if lines else "")
    return {"breadcrumbs": way_to_desk(meeting, above, *lines)}


@require_safe
def editor(request, pk):
    """Show the agenda as it is written, with every button it has."""
    meeting = find_run_meeting(request, pk)
    read = agenda_to_read(meeting, request.user, draft=True)
    context = frame(request.user, meeting, "desk") | {
        "read": read,
        "blocks": with_hints(read.blocks, meeting, request.user),
        "has_items": read.has_items,
        "release": read.newest,
    }
    return render(request, "meetings/agenda_edit.html", context | _way(meeting))


@get_or_post
def add_item(request, pk):
    meeting = find_run_meeting(request, pk)
    above = {"parent": request.GET.get("below")}
    form = AddItemForm(
        posted(request), meeting=meeting, user=request.user, initial=above
    )
    return verb_page(
        request,
        form,
        lambda: agenda.add_item(
            form.instance, by=request.user, leads=form.cleaned_data["leads"]
        ),
        heading=_("Add an item"),
        over=str(meeting),
        button=_("Add the item"),
        success=_("The item was added."),
        done_url=_editor(meeting),
        context=_way(meeting, Line(_("Add an item"))),
    )


@get_or_post
def edit_item(request, pk, item):
    found = _find(request, pk, item)
    form = ItemForm(
        posted(request), instance=found, meeting=found.meeting, user=request.user
    )
    return verb_page(
        request,
        form,
        lambda: agenda.change_item(
            form.instance,
            expected=form.cleaned_data["version"],
            by=request.user,
            leads=form.cleaned_data["leads"],
        ),
        heading=_("Change the item"),
        over=str(found.meeting),
        button=_("Save"),
        success=_("The item was saved."),
        done_url=_editor(found.meeting),
        context=_way(found.meeting, Line(found.title)),
    )


@require_POST
def step_item(request, pk, item, direction):
    """Move an item up or down among those of its level."""
    found = _find(request, pk, item)
    if direction not in STEPS:
        raise Http404
    try:
        agenda.move_item(found, STEPS[direction], by=request.user)
    except DomainError as error:
        refuse(request, error)
    return redirect(f"{_editor(found.meeting)}#item-{found.pk}")


@get_or_post
def place_item(request, pk, item):
    found = _find(request, pk, item)
    form = PlaceForm(posted(request), item=found)
    return verb_page(
        request,
        form,
        lambda: agenda.put_below(found, form.cleaned_data["parent"], by=request.user),
        heading=_("Put the item elsewhere"),
        over=found.title,
        button=_("Move it"),
        success=_("The item was moved."),
        done_url=_editor(found.meeting),
        lead=_("It goes with all that stands below it, to the end of its new level."),
        context=_way(found.meeting, Line(_("Put the item elsewhere"))),
    )


@get_or_post
def remove_item(request, pk, item):
    found = _find(request, pk, item)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: agenda.remove_item(found, by=request.user),
        heading=_("Take the item off the agenda"),
        over=found.title,
        button=_("Take it off"),
        success=_("The item was taken off the agenda."),
        done_url=_editor(found.meeting),
        lead=_("Its text stays in the history. Its papers stay in the library."),
        missing=agenda.what_hangs_on(found),
        tone="stop",
        context=_way(found.meeting, Line(_("Take the item off"))),
    )


@get_or_post
def outcome(request, pk, item):
    found = _find(request, pk, item)
    form = OutcomeForm(posted(request), item=found)

    def save():
        answers = form.cleaned_data
        agenda.record_outcome(
            found,
            answers["outcome"],
            deferred_to=answers["deferred_to"],
            by=request.user,
        )

    return verb_page(
        request,
        form,
        save,
        heading=_("What came of the item"),
        over=found.title,
        lead=_about_reporting_back(found),
        button=_("Save"),
        success=_("The outcome was saved."),
        done_url=_editor(found.meeting),
        context=_way(found.meeting, Line(_("What came of the item"))),
    )


def _about_reporting_back(item: AgendaItem) -> str:
    if item.kind != ItemKind.REPORT_BACK or item.country is None:
        return ""
    words = _(
        "“Discussed” or “Agreed” puts “Reported back to the Group” on record for "
        "%(country)s, on the day of the meeting, as soon as the meeting is held."
    )
    return words % {"country": item.country}


# --- Papers ---------------------------------------------------------------------------


@get_or_post
def put_paper(request, pk, item):
    found = _find(request, pk, item)
    form = PutPaperForm(posted(request), item=found, user=request.user)

    def save():
        answers, due = form.cleaned_data, form.cleaned_data["due"]
        agenda.put_paper(
            found,
            answers["paper"],
            version=form.version(),
            purpose=answers["purpose"],
            responsible=answers["responsible"],
            partner=answers["responsible_partner"],
            person=answers["responsible_person"],
            due_at=due.at if due else None,
            in_pack=answers["in_pack"],
            by=request.user,
        )

    return verb_page(
        request,
        form,
        save,
        heading=_("Put a paper under the item"),
        over=found.title,
        button=_("Put it there"),
        success=_("The paper stands under the item."),
        done_url=_editor(found.meeting),
        lead=_(
            "The version that is the newest now is pinned: a later one is offered, "
            "and changes nothing by itself. A paper that is not there yet follows."
        ),
        context=_way(found.meeting, Line(_("Put a paper under the item"))),
    )


def _find_placed(request, pk: int, paper: int) -> AgendaPaper:
    meeting = find_run_meeting(request, pk)
    rows = AgendaPaper.objects.select_related(
        "item__meeting__group", "paper", "version"
    )
    return get_object_or_404(rows, pk=paper, item__meeting=meeting)


@get_or_post
def pin_paper(request, pk, paper):
    placed = _find_placed(request, pk, paper)
    form = PinForm(posted(request), placed=placed, user=request.user)
    meeting = placed.item.meeting
    return verb_page(
        request,
        form,
        lambda: agenda.pin_newest(
            placed, form.cleaned_data["version"], by=request.user
        ),
        heading=_("Choose the version"),
        over=str(placed.paper),
        button=_("Pin this version"),
        success=_("The version is pinned."),
        done_url=_editor(meeting),
        lead=_("Packs that were issued keep the version they hold."),
        context=_way(meeting, Line(_("Choose the version"))),
    )


@get_or_post
def remove_paper(request, pk, paper):
    placed = _find_placed(request, pk, paper)
    meeting = placed.item.meeting
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: agenda.remove_paper(placed, by=request.user),
        heading=_("Take the paper from under the item"),
        over=str(placed.paper),
        button=_("Take it away"),
        success=_("The paper does not stand under the item any more."),
        done_url=_editor(meeting),
        context=_way(meeting, Line(_("Take the paper away"))),
    )


# --- Sessions and releases ------------------------------------------------------------


def _session_page(request, meeting, form, heading: str):
    return verb_page(
        request,
        form,
        lambda: agenda.save_session(form.instance, by=request.user),
        heading=heading,
        over=str(meeting),
        button=_("Save"),
        success=_("The session was saved."),
        done_url=_editor(meeting),
        missing=() if meeting.starts_at else [_("Fix the hours of the meeting first.")],
        context=_way(meeting, Line(heading)),
    )


@get_or_post
def add_session(request, pk):
    meeting = find_run_meeting(request, pk)
    if not meeting.starts_at:
        return redirect("meetings:meeting-edit", pk=meeting.pk)
    form = SessionForm(posted(request), meeting=meeting)
    return _session_page(request, meeting, form, _("Add a session or a break"))


@get_or_post
def edit_session(request, pk, session):
    meeting = find_run_meeting(request, pk)
    found = get_object_or_404(MeetingSession, pk=session, meeting=meeting)
    if not meeting.starts_at:
        return redirect("meetings:meeting-edit", pk=meeting.pk)
    form = SessionForm(posted(request), meeting=meeting, instance=found)
    return _session_page(request, meeting, form, _("Change the session"))


@get_or_post
def remove_session(request, pk, session):
    meeting = find_run_meeting(request, pk)
    found = get_object_or_404(MeetingSession, pk=session, meeting=meeting)
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: agenda.remove_session(found, by=request.user),
        heading=_("Remove the session"),
        over=str(found),
        button=_("Remove it"),
        success=_("The session was removed; its items stay on the agenda."),
        done_url=_editor(meeting),
        context=_way(meeting, Line(_("Remove the session"))),
    )


@get_or_post
def release(request, pk):
    """Freeze the agenda as it stands: it is what everybody else reads from then on."""
    meeting = find_run_meeting(request, pk)
    newest = meeting.releases.first()
    heading = _("Release again") if newest else _("Release the agenda")
    return verb_page(
        request,
        ConfirmForm(posted(request)),
        lambda: agenda.release_agenda(meeting, by=request.user),
        heading=heading,
        over=str(meeting),
        lead=_(
            "Everybody who may know of the meeting reads this version: on the page, as "
            "PDF and in the next briefing pack. No mail leaves by this; calendars "
            "update when hours of sessions changed."
        ),
        button=heading,
        success=_("The agenda is released."),
        done_url=_editor(meeting),
        missing=() if meeting.items.exists() else [_("The agenda has no item yet.")],
        template="meetings/agenda_release.html",
        context=_way(meeting, Line(heading))
        | {
            "newest": newest,
            "changes": unreleased(meeting, newest) if newest else (),
        },
    )


@require_POST
def fill(request, pk):
    """Bring what is missing: reports to adopt, open actions, what was deferred."""
    meeting = find_run_meeting(request, pk)
    try:
        added = agenda.add_standing_items(meeting, by=request.user)
    except DomainError as error:
        refuse(request, error)
    else:
        words = ngettext("%(n)s item was added.", "%(n)s items were added.", len(added))
        messages.success(request, words % {"n": len(added)})
    return redirect(_editor(meeting))
