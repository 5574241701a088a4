"""The calendar: meetings and events in one list, as a person may know them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.calendars import CANCELLED, CONFIRMED, TENTATIVE, uid_for
from alliance87.core.dates import PartialDate, write_month
from alliance87.core.deadlines import write_hours, write_span
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from alliance87.core.models.country import name_field
from alliance87.partners.models import ActionGroup
from meetings.enums import (
    EventKind,
    EventState,
    MeetingForm,
    MeetingKind,
    MeetingState,
)
from meetings.models import Event, EventSeries, EventSpeaker, Meeting
from meetings.selectors.events import events_of, possibly_from

MEETING = "meeting-"
KINDS = (
    *((f"{MEETING}{value}", label) for value, label in MeetingKind.choices),
    *EventKind.choices,
)
STATUS = {
    EventState.TENTATIVE: TENTATIVE,
    EventState.CANCELLED: CANCELLED,
    MeetingState.PLANNED: TENTATIVE,
    MeetingState.ANNOUNCED: TENTATIVE,
    # Its day is free again; once it has a new one, the sequence is higher.
    MeetingState.POSTPONED: CANCELLED,
}
AHEAD = (
    *(EventState.TENTATIVE, EventState.CONFIRMED),
    *(MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.CONVENED),
)
TONES = {
    EventState.TENTATIVE: "todo",
    EventState.CONFIRMED: "good",
    EventState.HELD: "done",
    EventState.CANCELLED: "na",
    MeetingState.PLANNED: "todo",
    MeetingState.ANNOUNCED: "half",
    MeetingState.CONVENED: "info",
    MeetingState.CLOSED: "done",
    MeetingState.POSTPONED: "hold",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """A meeting or an event, as the calendar shows it."""

    record: Event | Meeting
    uid: str
    kind_label: str
    place: str
    join_url: str
    date_words: str = ""

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def when(self) -> PartialDate:
        return self.record.when

    @property
    def is_example(self) -> bool:
        return getattr(self.record, "is_example", False)

    @property
    def status(self) -> str:
        return STATUS.get(self.record.state, CONFIRMED)

    @property
    def is_untold(self) -> bool:
        """Whether its last day is past and nobody recorded how it ended."""
        return self.record.state in AHEAD and is_over(self, timezone.localdate())

    @property
    def tone(self) -> str:
        return "none" if self.is_untold else TONES[self.record.state]

    @property
    def state_label(self) -> str:
        if self.is_untold:
            return _("No record that it was held")
        return self.record.get_state_display()

    @property
    def starts_at(self) -> datetime | None:
        return self.record.starts_at

    @property
    def day_words(self) -> str:
        """The date as exactly as it is known, or what is said in its place."""
        if not self.when.is_known and self.date_words:
            return self.date_words
        return str(self.when)

    @property
    def hour_words(self) -> str:
        """The hours beside the date; over several days, from when to when."""
        record = self.record
        if not record.starts_at:
            return ""
        if record.ends_at and record.when.latest == record.on:
            return write_hours(record.starts_at, record.ends_at, record.time_zone)
        return write_span(record.starts_at, record.ends_at, record.time_zone)

    @property
    def month(self) -> str:
        """The heading under which it stands."""
        if self.when.on is None:
            return _("Date not fixed")
        if self.when.precision == Precision.YEAR:
            return _("In %(year)s, month not fixed") % {"year": self.when.on.year}
        return write_month(self.when.on)

    @property
    def sort_key(self) -> tuple:
        first = self.when.on or date.max
        hour = self.starts_at.timestamp() if self.starts_at else 0
        # A year without a month stands behind the months of that year.
        is_year = self.when.precision == Precision.YEAR
        return (date(first.year, 12, 31) if is_year else first, is_year, hour, self.uid)


# --- What a person may know -----------------------------------------------------------


def entries_for(user, *, from_day: date | None = None, **filters) -> list[Happening]:
    """Return meetings and events a person may know, by date (two queries).

    `filters`: kind, group, language, country, year, words; `from_day` leaves out what
    is over before that day.
    """
    kind = filters.pop("kind", "")
    events, meetings = events_of(user), meetings_of(user)
    if kind.startswith(MEETING):
        events = events.none()
        meetings = meetings.filter(kind=kind.removeprefix(MEETING))
    elif kind:
        events, meetings = events.filter(kind=kind), meetings.none()
    found = [
        *map(happening_of, _narrowed(events, from_day, spoken=True, **filters)),
        *map(happening_of_meeting, _narrowed(meetings, from_day, **filters)),
    ]
    kept = [each for each in found if not _is_before(each, from_day)]
    return sorted(kept, key=lambda each: each.sort_key)


def entries_of_series(user, series: EventSeries) -> list[Happening]:
    """Return the events of a series that a person may know, by date (one query)."""
    found = map(happening_of, events_of(user).filter(series=series))
    return sorted(found, key=lambda each: each.sort_key)


def meetings_of(user) -> QuerySet:
    rows = Meeting.objects.visible_to(user)
    return rows.select_related("country", "group")


def _narrowed(
    rows: QuerySet,
    from_day,
    *,
    group=None,
    language: str = "",
    country=None,
    year: int | None = None,
    words: str = "",
    spoken: bool = False,
) -> QuerySet:
    if group is not None:
        rows = rows.filter(group=group)
    if language:
        rows = rows.filter(languages__contains=[language])
    if country is not None:
        rows = rows.filter(country=country)
    if year is not None:
        rows = rows.filter(Q(on__year=year) | Q(until__year=year))
    if words:
        rows = rows.filter(_says(words, spoken))
    return rows if from_day is None else possibly_from(rows, from_day)


def _says(words: str, spoken: bool) -> Q:
    """Match what is said of it: its title, its place, and who speaks there."""
    found = (
        Q(title__icontains=words)
        | Q(city__icontains=words)
        | Q(venue__icontains=words)
        | Q(**{f"country__{name_field()}__icontains": words})
    )
    if not spoken:
        return found
    speakers = EventSpeaker.objects.filter(event=OuterRef("pk")).filter(
        Q(name__icontains=words)
        | Q(affiliation__icontains=words)
        | Q(partner__name__icontains=words)
    )
    return found | Q(description__icontains=words) | Exists(speakers)


def _is_before(each: Happening, day: date | None) -> bool:
    return day is not None and is_over(each, day)


def is_over(each: Happening, day: date) -> bool:
    """Whether its last possible day lies before `day`; without a date it is ahead."""
    latest = each.when.latest
    return latest is not None and latest < day


# --- What the filters offer -----------------------------------------------------------


def years_of(user) -> list[int]:
    """Return the years in which something stands in the calendar, newest first."""
    found = set()
    for rows in (Event.objects.visible_to(user), Meeting.objects.visible_to(user)):
        days = rows.exclude(on__isnull=True).order_by()
        found |= set(days.values_list("on__year", flat=True).distinct())
    return sorted(found, reverse=True)


def countries_of(user) -> QuerySet[Country]:
    events = Event.objects.visible_to(user).filter(country=OuterRef("pk"))
    meetings = Meeting.objects.visible_to(user).filter(country=OuterRef("pk"))
    return Country.objects.filter(Exists(events) | Exists(meetings)).by_name()


def groups_of(user) -> QuerySet[ActionGroup]:
    events = Event.objects.visible_to(user).filter(group=OuterRef("pk"))
    meetings = Meeting.objects.visible_to(user).filter(group=OuterRef("pk"))
    return ActionGroup.objects.filter(Exists(events) | Exists(meetings))


# --- Two kinds of record, one kind of line --------------------------------------------


def happening_of(event: Event) -> Happening:
    """Return one event as a line of the calendar."""
    return Happening(
        record=event,
        uid=uid_for("event", event.pk),
        kind_label=event.get_kind_display(),
        place=event.place,
        join_url=event.online_url,
    )


def happening_of_meeting(meeting: Meeting) -> Happening:
    country = meeting.country.name if meeting.country_id else ""
    is_remote = meeting.form == MeetingForm.REMOTE
    place = ", ".join(filter(None, [meeting.place, "" if is_remote else country]))
    return Happening(
        record=meeting,
        uid=uid_for(*key_of_meeting(meeting)),
        kind_label=meeting.get_kind_display(),
        place=place,
        join_url=meeting.remote_link,
        date_words=meeting.date_text,
    )


def key_of_meeting(meeting: Meeting) -> tuple[str, int]:
    """Return what names a meeting in calendars: its number once and for all."""
    if meeting.kind == MeetingKind.GCG and not meeting.is_example:
        return "gcg", meeting.number
    return "meeting", meeting.pk
