"""Pages that write the programme of a workshop; it is read on the workshop's page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alliance87.core.enums import Precision
from alliance87.core.exceptions import DomainError
from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, refuse, token_for
from pathfinders import workshops
from pathfinders.enums import ProgrammeBlock
from pathfinders.forms.workshop_rows import SessionForm, StartProgrammeForm
from pathfinders.models import ProgrammeItem
from pathfinders.selectors.workshop import programme_of
from pathfinders.views.frame import Line
from pathfinders.views.workshop_frame import (
    asks_up,
    decide,
    find_to_edit,
    frame,
    page_of,
    press,
)


def _way(workshop) -> Line:
    return Line(_("Programme"), url=page_of("workshop-programme", workshop))


def _session(workshop, row) -> ProgrammeItem:
    session = get_object_or_404(workshop.programme, pk=row)
    session.workshop = workshop
    return session


@require_safe
def programme(request, pk):
    workshop = find_to_edit(request, pk)
    page = {"programme": programme_of(workshop), "once": token_for(request)}
    way = frame(workshop, Line(_("Programme")))
    return render(request, "pathfinders/workshop_programme.html", way | page)


@get_or_post
def programme_start(request, pk):
    workshop = find_to_edit(request, pk)
    if workshop.programme.exists():
        refuse(request, DomainError(_("The programme has sessions already.")))
        return redirect(_way(workshop).url)
    initial = {"length": workshops.Length.ONE}
    if workshop.precision == Precision.DAY:
        initial["first_day"] = workshop.on
    form = StartProgrammeForm(posted(request), initial=initial)
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.start_programme(
            workshop, by=request.user, **form.cleaned_data
        ),
        heading=_("Start from the template"),
        button=_("Write the programme"),
        success=_(
            "The programme of the guidance is written. Change what does not fit."
        ),
        lead=_(
            "The guidance proposes eight sessions in three blocks, from half a day to "
            "two days. You can change, add and delete sessions afterwards."
        ),
        way=_way(workshop),
    )


@get_or_post
def session_add(request, pk):
    workshop = find_to_edit(request, pk)
    session = ProgrammeItem(workshop=workshop, block=_asked_block(request))
    if workshop.precision == Precision.DAY:
        session.on = workshop.on
    return _save(request, workshop, session)


def _asked_block(request) -> int:
    """Return the block whose link was followed; the first for any other text."""
    asked = request.GET.get("block", "")
    known = {str(block.value): block.value for block in ProgrammeBlock}
    return known.get(asked, ProgrammeBlock.SCENE.value)


@get_or_post
def session_edit(request, pk, row):
    workshop = find_to_edit(request, pk)
    return _save(request, workshop, _session(workshop, row))


def _save(request, workshop, session):
    form = SessionForm(posted(request), instance=session)
    return decide(
        request,
        workshop,
        form,
        lambda: _saved(request, session, form),
        heading=_("Edit the session") if session.pk else _("Add a session"),
        button=_("Save the session"),
        success=_("The session is saved."),
        way=_way(workshop),
    )


def _saved(request, session, form) -> None:
    """Save, and say at once what does not fit; a draft programme may not fit yet."""
    workshops.save_row(session, write=form.save, by=request.user)
    for misfit in programme_of(session.workshop).misfits:
        if session.pk in misfit.sessions:
            messages.warning(request, misfit.text)


@require_POST
def session_move(request, pk, row):
    workshop = find_to_edit(request, pk)
    session, up = _session(workshop, row), asks_up(request)
    return press(
        request,
        lambda: workshops.move_session(session, up=up, by=request.user),
        f"{_way(workshop).url}#session-{session.pk}",
        success=_("The order is changed."),
    )


@get_or_post
def session_delete(request, pk, row):
    workshop = find_to_edit(request, pk)
    session = _session(workshop, row)
    form = ConfirmForm(posted(request))
    return decide(
        request,
        workshop,
        form,
        lambda: workshops.delete_row(session, by=request.user),
        heading=_("Delete the session"),
        success=_("The session is deleted."),
        lead=str(session),
        tone="stop",
        way=_way(workshop),
    )
