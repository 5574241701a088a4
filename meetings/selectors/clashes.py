"""What speaks against the day and the hours of a meeting, as sentences.

Each is a caution and never refuses anything. Only what is on record or in the time
zone database is said: no holidays, and no hours of countries without a known zone.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.country_zones import zones_of
from alliance87.core.dates import write_day
from alliance87.core.enums import Precision
from alliance87.core.models import Country
from meetings.enums import EventState, MeetingForm, MeetingKind, MeetingState
from meetings.models import Event, Meeting
from meetings.selectors.seats import holders_on

MORNING, EVENING = time(7), time(20)
SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)
NAMED = 8
OVER = (MeetingState.HELD, MeetingState.CLOSED, MeetingState.CANCELLED)
# Their day is free again.
OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)
OF_SEATS = (MeetingKind.GCG, MeetingKind.WORKSHOP)


def clashes_of(meeting: Meeting, user) -> list[str]:
    """Return what to look at again before the date is told; none once it is over."""
    if meeting.state in OVER or meeting.precision != Precision.DAY:
        return []
    first, last = meeting.on, meeting.until or meeting.on
    return [
        *_meetings(meeting, user, first, last),
        *_events(meeting, user, first, last),
        *_weekend(first, last),
        *_hours(meeting),
    ]


# --- The same day ---------------------------------------------------------------------


def _meetings(meeting: Meeting, user, first: date, last: date) -> Iterator[str]:
    rows = Meeting.objects.visible_to(user).exclude(pk=meeting.pk)
    rows = rows.filter(is_example=meeting.is_example).exclude(state__in=OFF)
    for each in _on_these_days(rows, first, last):
        yield _same_day(each.title, each.on, first)


def _events(meeting: Meeting, user, first: date, last: date) -> Iterator[str]:
    """What the meeting stands back to back with is beside it on purpose."""
    rows = Event.objects.visible_to(user).exclude(state=EventState.CANCELLED)
    rows = rows.exclude(pk=meeting.back_to_back_with_id)
    for each in _on_these_days(rows, first, last):
        yield _same_day(each.title, each.on, first)


def _on_these_days(rows: QuerySet, first: date, last: date) -> QuerySet:
    reaches = Q(until__gte=first) | Q(until__isnull=True, on__gte=first)
    return rows.filter(reaches, precision=Precision.DAY, on__lte=last)


def _same_day(title: str, on: date, first: date) -> str:
    words = _("“%(title)s” is on the same day, %(day)s.")
    return words % {"title": title, "day": write_day(max(on, first))}


# --- The weekend ----------------------------------------------------------------------


def _weekend(first: date, last: date) -> Iterator[str]:
    names = {
        SATURDAY: _("%(day)s is a Saturday."),
        SUNDAY: _("%(day)s is a Sunday."),
    }
    for number in range(min((last - first).days, 13) + 1):
        day = first + number * DAY
        if day.weekday() in names:
            yield names[day.weekday()] % {"day": write_day(day)}


# --- The hours ------------------------------------------------------------------------


def _hours(meeting: Meeting) -> Iterator[str]:
    """Say where it is too early or too late: at the place, or for who takes part."""
    if not (meeting.starts_at and meeting.ends_at):
        return
    if meeting.form != MeetingForm.REMOTE and not _fits(meeting, meeting.time_zone):
        yield _("At the place of the meeting the hours lie outside 07:00–20:00.")
    if meeting.form != MeetingForm.IN_PERSON and meeting.kind in OF_SEATS:
        yield from _hours_of_holders(meeting)


def _hours_of_holders(meeting: Meeting) -> Iterator[str]:
    zones = {each: zones_of(each.iso2) for each in _countries(meeting.on)}
    known = [each for each, names in zones.items() if names]
    outside = [
        each for each in known if not any(_fits(meeting, zone) for zone in zones[each])
    ]
    if not outside:
        return
    if len(outside) == len(known):
        yield _(
            "The hours lie outside 07:00–20:00 in every country with a seat whose "
            "time zone is known."
        )
        return
    named = [_with_hour(each, zones[each], meeting) for each in outside[:NAMED]]
    words = _("The hours lie outside 07:00–20:00 in %(countries)s.")
    yield words % {"countries": _listed(named, len(outside))}


def _countries(day: date) -> list[Country]:
    terms = holders_on(day).filter(seat__constituency__is_example=False)
    terms = terms.filter(holder__country__isnull=False)
    return sorted({term.holder.country for term in terms}, key=str)


def _with_hour(country: Country, zones: tuple[str, ...], meeting: Meeting) -> str:
    """Name a country with the hour at which it begins, when that is one hour."""
    begins = {f"{_local(meeting.starts_at, zone):%H:%M}" for zone in zones}
    if len(begins) > 1:
        return str(country)
    words = _("%(country)s (from %(hour)s)")
    return words % {"country": country, "hour": begins.pop()}


def _listed(named: Iterable[str], total: int) -> str:
    text = ", ".join(named)
    if total <= NAMED:
        return text
    more = total - NAMED
    words = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return f"{text} {words}"


def _fits(meeting: Meeting, zone: str) -> bool:
    """Whether it begins and ends within the hours of work of a zone.

    What lasts longer than a day has nights between its sessions.
    """
    begins, ends = _local(meeting.starts_at, zone), _local(meeting.ends_at, zone)
    is_one_day = begins.date() == ends.date()
    if not is_one_day and meeting.ends_at - meeting.starts_at < DAY:
        return False
    return begins.time() >= MORNING and ends.time() <= EVENING


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))
