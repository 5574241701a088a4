"""What a report takes over from other records, as it was on the day of its meeting."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from alliance87.core.dates import PartialDate
from meetings.enums import EventKind, EventState
from meetings.models import Event, Meeting

# How far ahead of its meeting a report looks.
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAhead:
    """An event as a report lists it; days are kept as text (ISO 8601)."""

    title: str
    kind: str
    on: str
    precision: str
    until: str = ""
    place: str = ""
    hosts: str = ""
    is_tentative: bool = False

    @property
    def when(self) -> PartialDate:
        last = date.fromisoformat(self.until) if self.until else None
        return PartialDate(date.fromisoformat(self.on), self.precision, last)

    @property
    def kind_in_words(self) -> str:
        return str(EventKind(self.kind).label)


def events_ahead_of(meeting: Meeting) -> list[EventAhead]:
    """Return the public events of the year after a meeting, soonest first.

    Everyone may read the report one day, so it lists what everyone may know. A
    meeting without a day looks ahead from today.
    """
    day = meeting.until or meeting.on or timezone.localdate()
    rows = Event.objects.visible_to(AnonymousUser()).filter(
        Q(on__gt=day - AHEAD) | Q(until__gte=day),
        on__lte=day + AHEAD,
    )
    rows = rows.exclude(state=EventState.CANCELLED).prefetch_related("hosts")
    return [_line(each) for each in rows if each.when.latest >= day]


def _line(event: Event) -> EventAhead:
    when = event.when
    return EventAhead(
        title=event.title,
        kind=event.kind,
        on=when.on.isoformat(),
        precision=when.precision,
        until=when.until.isoformat() if when.until else "",
        place=event.city or event.venue,
        hosts=", ".join(host.short_name or host.name for host in event.hosts.all()),
        is_tentative=event.state == EventState.TENTATIVE,
    )


def to_record(lines: Iterable[EventAhead]) -> list[dict]:
    """Return the lines as they are kept with an adopted report."""
    return [asdict(each) for each in lines]


def from_record(record: Iterable[dict]) -> list[EventAhead]:
    return [EventAhead(**line) for line in record]
