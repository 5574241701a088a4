"""Every deadline and every hour of a meeting: one way to read it, one to write it.

An hour belongs to a place. It is stored as an instant with the name of a time zone of
the IANA database beside it, and always printed with the place and with UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day

DASH = "\N{EN DASH}"
YEARS = range(1900, 2101)

# Where the Alliance meets most; the place that people know, for the zone's own name.
PLACES = {
    "UTC": "UTC",
    "Europe/Zurich": gettext_lazy("Geneva"),
    "Europe/Paris": gettext_lazy("Paris"),
    "Europe/London": gettext_lazy("London"),
    "Europe/Brussels": gettext_lazy("Brussels"),
    "Europe/Rome": gettext_lazy("Turin"),
    "America/New_York": gettext_lazy("New York"),
    "America/Mexico_City": gettext_lazy("Mexico City"),
    "America/Lima": gettext_lazy("Lima"),
    "America/Santiago": gettext_lazy("Santiago"),
    "America/Argentina/Buenos_Aires": gettext_lazy("Buenos Aires"),
    "Africa/Abidjan": gettext_lazy("Abidjan"),
    "Africa/Nairobi": gettext_lazy("Nairobi"),
    "Africa/Addis_Ababa": gettext_lazy("Addis Ababa"),
    "Asia/Kathmandu": gettext_lazy("Kathmandu"),
    "Asia/Colombo": gettext_lazy("Colombo"),
    "Asia/Bangkok": gettext_lazy("Bangkok"),
    "Australia/Sydney": gettext_lazy("Sydney"),
}
AREAS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("Americas"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific"),
}


# --- Zones --------------------------------------------------------------------------


@cache
def zone_names() -> frozenset[str]:
    """Return every zone of the database; what a machine calls its own is none."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def validate_time_zone(name: str) -> None:
    """Refuse what is not a name of the time zone database."""
    if name not in zone_names():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Choose one from the list."),
            code="zone",
            params={"name": name},
        )


def place_of(zone: str) -> str:
    """Return the place that a zone is known by: Geneva for Europe/Zurich."""
    known = PLACES.get(zone)
    return str(known) if known else zone.rpartition("/")[2].replace("_", " ")


def zone_choices() -> list[tuple]:
    """Return the choices of a select: the usual places first, then all by area."""
    named = sorted(name for name in zone_names() if name.partition("/")[0] in AREAS)
    areas = groupby(named, key=lambda name: name.partition("/")[0])
    return [
        ("", _("Choose a time zone")),
        (_("Often used"), [(name, place_of(name)) for name in PLACES]),
        *(
            (str(AREAS[area]), [(name, _choice(name)) for name in names])
            for area, names in areas
        ),
    ]


def _choice(name: str) -> str:
    place, own = place_of(name), name.partition("/")[2].replace("_", " ")
    return own if place == own else f"{own} ({place})"


# --- Reading ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant, and the zone in which it was set."""

    at: datetime
    zone: str

    def __str__(self) -> str:
        return write_moment(self.at, self.zone)

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.zone))

    @property
    def is_past(self) -> bool:
        return self.at < timezone.now()

    @property
    def caution(self) -> str:
        """Say which one was taken of an hour that the clocks strike twice, else ""."""
        local = self.local
        other = local.replace(fold=1 - local.fold)
        if local.fold or other.utcoffset() == local.utcoffset():
            return ""
        return _(
            "The clocks of %(place)s go back on that day and %(hour)s comes twice. "
            "The first one was taken: %(moment)s."
        ) % {
            "place": place_of(self.zone),
            "hour": _hour(local),
            "moment": write_moment(self.at, self.zone),
        }


def deadline(day: date, hour: time, zone: str) -> Deadline:
    """Return the instant of an hour at a place; of two equal hours the first.

    Raises ValidationError for an hour that the clocks skip there on that day.
    """
    validate_time_zone(zone)
    if day.year not in YEARS:
        raise ValidationError(
            _("Check the year: %(year)s is too far away."),
            code="year",
            params={"year": str(day.year)},
        )
    naive = datetime.combine(day, hour).replace(second=0, microsecond=0, fold=0)
    at = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        raise ValidationError(
            _(
                "There is no %(hour)s in %(place)s on %(day)s: the clocks go forward. "
                "Choose another hour."
            ),
            code="gap",
            params={
                "hour": _hour(naive),
                "place": place_of(zone),
                "day": write_day(day),
            },
        )
    return Deadline(at, zone)


# --- Writing ------------------------------------------------------------------------


def write_moment(moment: datetime, zone: str) -> str:
    """Return “Wed 15 Aug 2018, 18:00 Geneva (16:00 UTC)” in the reader's language.

    Without a zone the hour is that of UTC. Where UTC has another day, it is printed.
    """
    local, utc = _local(moment, zone), moment.astimezone(UTC)
    text = f"{_day(local)}, {_hour(local)} {place_of(zone or 'UTC')}"
    if place_of(zone or "UTC") == "UTC":
        return text
    other_day = "" if utc.date() == local.date() else f"{_day(utc)}, "
    return f"{text} ({other_day}{_hour(utc)} UTC)"


def write_span(starts: datetime, ends: datetime | None, zone: str) -> str:
    """Return from when to when: “Wed 17 Jul 2019, 10:30–13:00 New York (…)”."""
    if ends is None:
        return write_moment(starts, zone)
    if _local(starts, zone).date() != _local(ends, zone).date():
        return f"{write_moment(starts, zone)} {DASH} {write_moment(ends, zone)}"
    return f"{_day(_local(starts, zone))}, {write_hours(starts, ends, zone)}"


def write_hours(starts: datetime, ends: datetime, zone: str) -> str:
    """Return the hours of one day, which stands beside: “10:30–13:00 New York (…)”."""
    first, last = _local(starts, zone), _local(ends, zone)
    place = place_of(zone or "UTC")
    text = f"{_hour(first)}{DASH}{_hour(last)} {place}"
    return text if place == "UTC" else f"{text} ({_utc_span(starts, ends, first)} UTC)"


def write_local_hours(
    starts: datetime, ends: datetime | None, zone: str, *, with_day: bool = False
) -> str:
    """Return hours where the place and UTC stand above: “10:30–11:30” or “10:30”.

    With the day, where what stands above lasts several: “Tue 13 Dec 2022, 10:30”.
    """
    local = _local(starts, zone)
    first = f"{_day(local)}, {_hour(local)}" if with_day else _hour(local)
    return f"{first}{DASH}{_hour(_local(ends, zone))}" if ends else first


def are_on_several_days(moments: Iterable[datetime], zone: str) -> bool:
    return len({_local(each, zone).date() for each in moments}) > 1


def _utc_span(starts: datetime, ends: datetime, local: datetime) -> str:
    """Return the hours in UTC, with the day wherever it is not that of the place."""
    first, last = starts.astimezone(UTC), ends.astimezone(UTC)
    opening, closing = _hour(first), _hour(last)
    if first.date() != local.date():
        opening = f"{_day(first)}, {opening}"
    if last.date() != first.date():
        return f"{opening} {DASH} {_day(last)}, {closing}"
    return f"{opening}{DASH}{closing}"


def _local(moment: datetime, zone: str) -> datetime:
    if timezone.is_naive(moment):
        raise ValueError("An hour without a time zone says nothing.")
    return moment.astimezone(ZoneInfo(zone or "UTC"))


def _hour(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _day(moment: datetime) -> str:
    """Return the day with its weekday: Wed 15 Aug 2018, mer. 15 août 2018."""
    day = moment.date()
    if (get_language() or "en")[:2] == "en":
        return date_format(day, "D j M Y")
    return f"{date_format(day, 'D')}. {write_day(day)}"
