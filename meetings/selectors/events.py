"""Events to read: of a page, of a series, and what a report or a pack lists."""

from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from alliance87.core.audit import target_key
from alliance87.core.models import AuditEvent
from meetings.enums import EventState
from meetings.models import Event, EventSpeaker

# How far the last day may lie behind the first when only the year is known.
LONGEST = timedelta(days=366)


def events_of(user) -> QuerySet:
    """Return the events a person may know, with all that a line about one shows."""
    rows = Event.objects.visible_to(user)
    return rows.select_related("country", "group", "series")


def possibly_from(rows: QuerySet, day: date) -> QuerySet:
    """Keep what may still lie ahead of a day, and what has no date yet.

    A date may be known by its year only; `when.latest` decides then.
    """
    return rows.filter(
        Q(on__isnull=True) | Q(on__gt=day - LONGEST) | Q(until__gte=day - LONGEST)
    )


def upcoming_events(on: date, until: date | None = None, *, user=None) -> list[Event]:
    """Return what is ahead on a day, soonest first, with speakers and hosts.

    For reports and packs: public events only, unless a `user` says for whom; what was
    cancelled is left out, and so is what has no date. A speaker who has not confirmed
    has `is_confirmed` False.
    """
    rows = possibly_from(_listed(user), on).exclude(on__isnull=True)
    if until is not None:
        rows = rows.filter(on__lte=until)
    return [event for event in rows if event.when.latest >= on]


def events_held(since: date, until: date, *, user=None) -> list[Event]:
    """Return what took place from one day to another, both included, oldest first."""
    rows = _listed(user).filter(state=EventState.HELD, on__lte=until)
    rows = possibly_from(rows, since)
    return [event for event in rows if since <= event.when.latest <= until]


def _listed(user) -> QuerySet:
    rows = events_of(user or AnonymousUser()).exclude(state=EventState.CANCELLED)
    return rows.prefetch_related("hosts", "speakers__partner")


def speakers_of(event: Event) -> QuerySet[EventSpeaker]:
    return event.speakers.select_related("partner")


def why_cancelled(event: Event) -> str:
    """Return the reason given for the last cancellation."""
    trail = AuditEvent.objects.filter(target=target_key(event), verb="event.cancel")
    return trail.order_by("-pk").values_list("reason", flat=True).first() or ""
