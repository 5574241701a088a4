"""Calendar files (iCalendar, RFC 5545 and 5546) that every program reads alike.

Hours are in UTC only: no program has to guess a zone. An identity (UID) never changes,
and a record that moved or was cancelled has a higher SEQUENCE, so that it is updated
where it stands instead of standing there twice. The same entries give the same bytes.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr

import icalendar
from django.conf import settings
from icalendar.parser import Contentline

PRODUCER = "-//Alliance 8.7//Pathfinder countries//EN"
DOMAIN = "alliance87.org"
CONTENT_TYPE = "text/calendar; charset=utf-8"
# The name of the file that invites somebody.
INVITATION_FILE = "invitation.ics"
FOLD = "\r\n "
REFRESH = timedelta(hours=1)

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who invites or is invited."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar: between two instants, or on whole days.

    For whole days `starts` and `ends` are dates; `ends` is the first day after it.
    `changed_at` is when the record last changed; it stamps the entry.
    """

    uid: str
    title: str
    starts: datetime | date
    changed_at: datetime
    ends: datetime | date | None = None
    sequence: int = 0
    status: str = CONFIRMED
    description: str = ""
    location: str = ""
    url: str = ""
    categories: Sequence[str] = ()
    organizer: Guest | None = None
    attendees: Sequence[Guest] = ()
    is_busy: bool = True

    def __post_init__(self):
        for value in (self.starts, self.ends):
            if isinstance(value, datetime) and value.tzinfo is None:
                raise ValueError(f"{self.uid}: an hour without a time zone.")
        if self.ends is None:
            return
        if isinstance(self.ends, datetime) != isinstance(self.starts, datetime):
            raise ValueError(f"{self.uid}: a day and an hour do not make a period.")
        if self.ends <= self.starts:
            raise ValueError(f"{self.uid}: it ends before it starts.")

    @property
    def first_day(self) -> date:
        """The day it stands under where days are sorted, by UTC."""
        if isinstance(self.starts, datetime):
            return self.starts.astimezone(UTC).date()
        return self.starts


def day_after(day: date) -> date:
    """Return the end that whole days up to `day` have in a calendar."""
    return day + timedelta(days=1)


def uid_for(kind: str, key: int | str) -> str:
    """Return the identity of a record in every calendar, for ever."""
    return f"{kind}-{key}@{DOMAIN}"


def secretariat() -> Guest:
    """Return who publishes and invites: the sender of our mails."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Guest(email, name)


def etag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def feed(name: str, entries: Iterable[Entry], *, method: str = PUBLISH) -> bytes:
    """Return a calendar with these entries, in the order of their days."""
    calendar = icalendar.Calendar()
    calendar.add("PRODID", PRODUCER)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    if method == PUBLISH:
        calendar.add("NAME", icalendar.vText(_clean(name)))
        calendar.add("X-WR-CALNAME", icalendar.vText(_clean(name)))
        calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    for entry in sorted(entries, key=lambda each: (each.first_day, each.uid)):
        calendar.add_component(_event(entry, method))
    if not calendar.subcomponents:
        calendar.add_component(_something())
    return calendar.to_ical(sorted=False)


def invitation(entry: Entry, guests: Sequence[Guest]) -> bytes:
    """Return the file that invites these guests, or takes the invitation back.

    It takes it back when the entry is cancelled. Each guest is asked for an answer.
    """
    return feed(entry.title, [_for(guests, entry)], method=method_of(entry))


def withdrawal(entry: Entry, guests: Sequence[Guest]) -> bytes:
    """Return the file by which these guests are no longer asked; others still are.

    It states no status: the entry itself is not cancelled.
    """
    return feed(entry.title, [_for(guests, replace(entry, status=""))], method=CANCEL)


def _for(guests: Sequence[Guest], entry: Entry) -> Entry:
    organizer = entry.organizer or secretariat()
    return replace(entry, attendees=tuple(guests), organizer=organizer)


def method_of(entry: Entry) -> str:
    """Return what an invitation to this entry asks of a calendar."""
    return CANCEL if entry.status == CANCELLED else REQUEST


def fill(file: str, words: Mapping[str, str]) -> str:
    """Return a calendar file with words in the place of their marks.

    The marks stand in texts; they hold nothing that a calendar file escapes.
    """
    lines = file.replace(FOLD, "").split("\r\n")
    for mark, text in words.items():
        escaped = icalendar.vText(_clean(text)).to_ical().decode()
        lines = [line.replace(mark, escaped) for line in lines]
    return "\r\n".join(Contentline(line).to_ical().decode() for line in lines)


def _event(entry: Entry, method: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", _whole(entry.changed_at))
    event.add("LAST-MODIFIED", _whole(entry.changed_at))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", _whole(entry.starts))
    if entry.ends is not None:
        event.add("DTEND", _whole(entry.ends))
    if entry.status:
        event.add("STATUS", entry.status)
    event.add("SUMMARY", _clean(entry.title))
    for key, text in (("DESCRIPTION", entry.description), ("LOCATION", entry.location)):
        if text:
            event.add(key, _clean(text))
    if entry.url:
        event.add("URL", entry.url)
    if entry.categories:
        event.add("CATEGORIES", [_clean(each) for each in entry.categories])
    event.add("TRANSP", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    event.add("ORGANIZER", _address(entry.organizer or secretariat()))
    if method != PUBLISH:
        for guest in entry.attendees:
            event.add("ATTENDEE", _asked(guest, method))
    return event


def _asked(guest: Guest, method: str) -> icalendar.vCalAddress:
    address = _address(guest)
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if method == REQUEST:
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "TRUE"
    return address


def _address(guest: Guest) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{guest.email}")
    if guest.name.strip():
        # A parameter is one line, without a quotation mark.
        address.params["CN"] = " ".join(_clean(guest.name).replace('"', "'").split())
    return address


def _whole(value: datetime | date) -> datetime | date:
    """Return whole seconds of UTC; a day stays a day."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0)
    return value


def _clean(text: object) -> str:
    """Return text without what no calendar may hold, with one kind of line end."""
    return CONTROL.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n")).strip()


def _something() -> icalendar.Timezone:
    """Return what an empty calendar holds, since none may hold nothing: UTC itself."""
    standard = icalendar.TimezoneStandard()
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 -- a zone's own clock
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    zone = icalendar.Timezone()
    zone.add("TZID", "Etc/UTC")
    zone.add_component(standard)
    return zone
