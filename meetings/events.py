"""Verbs that keep events, their series and their speakers."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alliance87.core.audit import record
from meetings import rules
from meetings.models import Event, EventSeries, EventSpeaker

# What calendars show: a change of these makes them update.
IN_CALENDARS = (
    *("title", "on", "until", "precision", "starts_at", "ends_at", "time_zone"),
    *("venue", "city", "country_id", "online_url", "registration_url", "kind"),
    *("is_public", "group_id"),
)


@transaction.atomic
def save_event(event: Event, *, write: Callable[[], Event], by) -> Event:
    """Put an event on record, or change it; `write` saves and checks the version.

    Calendars update when what they show has changed.
    """
    if not rules.may_keep_events(by):
        raise PermissionDenied
    verb, moved = "event.added", []
    if event.pk:
        verb = "event.changed"
        stored = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        moved = [
            name
            for name in IN_CALENDARS
            if getattr(stored, name) != getattr(event, name)
        ]
        event.ics_sequence = stored.ics_sequence + bool(moved)
    event.full_clean(exclude=["created_by"])
    saved = write()
    record(verb, saved, by=by, country=saved.country, now=", ".join(moved))
    return saved


@transaction.atomic
def save_speaker(speaker: EventSpeaker, *, by) -> EventSpeaker:
    """Put a speaker on the programme, last unless a place is given, or change one."""
    if not rules.may_keep_events(by):
        raise PermissionDenied
    Event.objects.select_for_update(of=("self",)).get(pk=speaker.event_id)
    verb = "event.speaker_changed" if speaker.pk else "event.speaker_added"
    if not speaker.position:
        last = speaker.event.speakers.aggregate(last=Max("position"))["last"]
        speaker.position = (last or 0) + 1
    speaker.full_clean()
    speaker.save()
    event = speaker.event
    record(verb, event, by=by, country=event.country, now=str(speaker))
    return speaker


@transaction.atomic
def remove_speaker(speaker: EventSpeaker, *, by) -> None:
    """Take a speaker off the programme; the history keeps who it was."""
    if not rules.may_keep_events(by):
        raise PermissionDenied
    event, was = speaker.event, str(speaker)
    speaker.delete()
    record("event.speaker_removed", event, by=by, country=event.country, was=was)


@transaction.atomic
def save_series(
    series: EventSeries, *, write: Callable[[], EventSeries], by
) -> EventSeries:
    """Put a series on record, or change it; its address never changes."""
    if not rules.may_keep_events(by):
        raise PermissionDenied
    verb = "event_series.changed" if series.pk else "event_series.added"
    if not series.slug:
        series.slug = _free_slug(series.title)
    series.full_clean(exclude=["created_by"])
    saved = write()
    record(verb, saved, by=by)
    return saved


def _free_slug(title: str) -> str:
    """Return a word for the address that no series has, nor a page of ours."""
    stem = slugify(title)[:70] or "series"
    taken = {"add", *EventSeries.objects.values_list("slug", flat=True)}
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 1000))
    return next(slug for slug in tries if slug not in taken)
