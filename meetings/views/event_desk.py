"""Pages on which the secretariat keeps events, their speakers and their series."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from alliance87.core.forms import ConfirmForm
from alliance87.core.verbs import get_or_post, posted, verb_page
from meetings import events, rules
from meetings.enums import EventKind, EventState
from meetings.forms.events import (
    CancelForm,
    EventForm,
    EventOutcomeForm,
    SeriesForm,
    SpeakerForm,
)
from meetings.models import Event, EventSeries, EventSpeaker
from meetings.views.events import find_event, find_series, list_url, way_to
from meetings.workflow.event import EVENT, move_event
from pathfinders.views.frame import Line

VERBS = tuple(EVENT.moves)


def find_to_keep(request, pk: int) -> Event:
    """Return the event to those who keep it: 404 for the unknown, then 403."""
    event = find_event(request, pk)
    only_those_who_keep(request)
    return event


def only_those_who_keep(request) -> None:
    if not rules.may_keep_events(request.user):
        raise PermissionDenied


def _address(record):
    """Return the page of a record that may be saved only later."""
    return lazy(lambda: record.get_absolute_url() if record.pk else list_url(), str)()


def _way(event: Event, heading: str) -> list[Line]:
    return way_to(Line(event.title, url=event.get_absolute_url()), Line(heading))


# --- Events ---------------------------------------------------------------------------


@get_or_post
def event_add(request):
    """Put an event on record; `?series=` names the series it belongs to."""
    only_those_who_keep(request)
    slug = request.GET.get("series", "")
    series = find_series(request, slug) if slug else None
    event = Event(
        created_by=request.user,
        series=series,
        group=series.group if series else None,
        kind=EventKind.WEBINAR,
    )
    heading = _("Add an event")
    return _event_page(
        request,
        event,
        heading=heading,
        button=_("Put the event on record"),
        lead=_("It stands in the calendar as to be confirmed."),
        breadcrumbs=way_to(Line(heading)),
    )


@get_or_post
def event_edit(request, pk):
    event = find_to_keep(request, pk)
    heading = _("Edit the event")
    return _event_page(
        request,
        event,
        heading=heading,
        button=_("Save"),
        lead=_("Calendars that people subscribed to update by themselves."),
        breadcrumbs=_way(event, heading),
    )


def _event_page(request, event, *, heading, button, lead, breadcrumbs):
    form = EventForm(posted(request), instance=event, user=request.user)

    def save():
        events.save_event(event, write=form.save, by=request.user)
        for caution in form.cautions:
            messages.info(request, caution)

    return verb_page(
        request,
        form,
        save,
        heading=heading,
        button=button,
        success=_("The event is saved."),
        lead=lead,
        over=event.title,
        done_url=_address(event),
        back_url=event.get_absolute_url() if event.pk else list_url(),
        context={"breadcrumbs": breadcrumbs},
    )


@get_or_post
def event_move(request, pk, verb):
    """Make one move of an event."""
    event = find_to_keep(request, pk)
    move = EVENT.moves[verb]
    form = CancelForm(posted(request)) if verb == "cancel" else _confirm(request)
    option = next(
        (each for each in EVENT.options(event, request.user) if each.move == move), None
    )
    return verb_page(
        request,
        form,
        lambda: move_event(event, verb, by=request.user, **form.cleaned_data),
        heading=str(move.label),
        button=str(move.label),
        success=_("Done. Calendars that people subscribed to update by themselves."),
        lead=_what_follows(verb),
        over=event.title,
        missing=option.missing if option else (),
        tone="stop" if verb == "cancel" else "",
        done_url=event.get_absolute_url(),
        context={"breadcrumbs": _way(event, str(move.label))},
    )


def _confirm(request) -> ConfirmForm:
    return ConfirmForm(posted(request))


def _what_follows(verb: str) -> str:
    return {
        "confirm": _("The calendar shows it as confirmed."),
        "doubt": _("The calendar shows it as to be confirmed again."),
        "hold": _("Then say how many came and where the recording is."),
        "cancel": _("It stays in the calendar as cancelled, with the reason."),
        "revive": _("The calendar shows it as to be confirmed."),
    }[verb]


@get_or_post
def event_outcome(request, pk):
    """Record how many came and where the recording is."""
    event = find_to_keep(request, pk)
    if event.state != EventState.HELD:
        raise Http404
    form = EventOutcomeForm(posted(request), instance=event)
    heading = _("Record how it went")
    return verb_page(
        request,
        form,
        lambda: events.save_event(event, write=form.save, by=request.user),
        heading=heading,
        button=_("Save"),
        success=_("The event is saved."),
        over=event.title,
        done_url=event.get_absolute_url(),
        context={"breadcrumbs": _way(event, heading)},
    )


# --- Speakers -------------------------------------------------------------------------


def _speaker(event: Event, pk: int) -> EventSpeaker:
    speaker = get_object_or_404(event.speakers, pk=pk)
    speaker.event = event
    return speaker


@get_or_post
def speaker_add(request, pk):
    event = find_to_keep(request, pk)
    return _speaker_page(request, EventSpeaker(event=event), _("Add a speaker"))


@get_or_post
def speaker_edit(request, pk, speaker):
    event = find_to_keep(request, pk)
    return _speaker_page(request, _speaker(event, speaker), _("Edit the speaker"))


def _speaker_page(request, speaker: EventSpeaker, heading: str):
    event = speaker.event
    initial = {} if speaker.pk else {"position": None}
    form = SpeakerForm(posted(request), instance=speaker, initial=initial)
    return verb_page(
        request,
        form,
        lambda: events.save_speaker(speaker, by=request.user),
        heading=heading,
        button=_("Save the speaker"),
        success=_("The speaker is saved."),
        lead=_("A name, an organization, or what is known: the rest can follow."),
        over=event.title,
        done_url=f"{event.get_absolute_url()}#speakers",
        context={"breadcrumbs": _way(event, heading)},
    )


@get_or_post
def speaker_remove(request, pk, speaker):
    event = find_to_keep(request, pk)
    found = _speaker(event, speaker)
    heading = _("Take the speaker off the programme")
    return verb_page(
        request,
        _confirm(request),
        lambda: events.remove_speaker(found, by=request.user),
        heading=heading,
        button=heading,
        success=_("The speaker is off the programme."),
        lead=str(found),
        over=event.title,
        tone="stop",
        done_url=f"{event.get_absolute_url()}#speakers",
        context={"breadcrumbs": _way(event, heading)},
    )


# --- Series ---------------------------------------------------------------------------


@get_or_post
def series_add(request):
    only_those_who_keep(request)
    return _series_page(
        request, EventSeries(created_by=request.user), _("Add a series")
    )


@get_or_post
def series_edit(request, slug):
    series = find_series(request, slug)
    only_those_who_keep(request)
    return _series_page(request, series, _("Edit the series"))


def _series_page(request, series: EventSeries, heading: str):
    form = SeriesForm(posted(request), instance=series)
    here = [Line(str(series), url=series.get_absolute_url())] if series.pk else []
    return verb_page(
        request,
        form,
        lambda: events.save_series(series, write=form.save, by=request.user),
        heading=heading,
        button=_("Save the series"),
        success=_("The series is saved."),
        lead=_("Events that belong together: a series of webinars, a yearly forum."),
        done_url=_address(series),
        back_url=series.get_absolute_url() if series.pk else list_url(),
        context={"breadcrumbs": way_to(*here, Line(heading))},
    )
