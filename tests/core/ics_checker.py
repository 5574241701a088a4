"""A strict reader of calendar files: what RFC 5545 and RFC 5546 ask, octet by octet.

It shares no code with what writes the files. `problems` returns one line for each
fault; a file that every calendar program takes has none.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import icalendar

NAME = r"[A-Za-z0-9-]+"
PARAMETER = rf'({NAME})=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
LINE = re.compile(rf"({NAME})((?:;{PARAMETER})*):(.*)", re.DOTALL)
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
DAY = re.compile(r"\d{8}")
ESCAPED = re.compile(r"\\[\\;,nN]")

TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "UID"}
MOMENTS = {"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"}
ONCE = {"UID", "DTSTAMP", "DTSTART"}
AT_MOST_ONCE = {
    *("DTEND", "DURATION", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "URL"),
    *("DESCRIPTION", "LOCATION", "TRANSP", "ORGANIZER", "CLASS", "CREATED"),
}
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
METHODS = {"PUBLISH", "REQUEST", "CANCEL"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def value(self, name: str) -> str:
        return next((each.value for each in self.all(name)), "")


def problems(content: bytes, *, uninvites: bool = False) -> list[str]:
    """Return what is wrong with a calendar file, one line a fault.

    One that `uninvites` takes back the invitation of one guest to what takes place, so
    that it must not call it cancelled (RFC 5546, 3.2.5).
    """
    found = _octets(content)
    if found:
        return found
    try:
        calendar = _read(content.decode())
    except ValueError as error:
        return [str(error)]
    found += _calendar(calendar)
    method = calendar.value("METHOD")
    for part in calendar.parts:
        found += _texts(part)
        if part.name == "VEVENT":
            found += _event(part) + _scheduling(part, method, uninvites)
    return found + _twice(calendar) + _read_back(content, calendar)


def _octets(content: bytes) -> list[str]:
    found = []
    if not content.endswith(b"\r\n"):
        found.append("does not end with CRLF")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        found.append("a line ends with something else than CRLF")
    for number, line in enumerate(content.split(b"\r\n")[:-1], start=1):
        if len(line) > 75:
            found.append(f"line {number} has {len(line)} octets")
        if not line.strip():
            found.append(f"line {number} is empty")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"line {number} cuts a character in two")
    return found


def _read(text: str) -> Component:
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]
    root, open_parts = Component(""), []
    open_parts.append(root)
    for line in lines:
        match = LINE.fullmatch(line)
        if not match:
            raise ValueError(f"not a content line: {line[:60]!r}")
        name, value = match[1].upper(), match[5]
        if name == "BEGIN":
            part = Component(value)
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif name == "END":
            if open_parts.pop().name != value or not open_parts:
                raise ValueError(f"END:{value} closes nothing")
        else:
            parameters = dict(re.findall(PARAMETER, match[2]))
            open_parts[-1].properties.append(Property(name, parameters, value))
    if len(open_parts) > 1 or len(root.parts) != 1 or root.properties:
        raise ValueError("not exactly one calendar")
    return root.parts[0]


def _calendar(calendar: Component) -> list[str]:
    found = []
    if calendar.name != "VCALENDAR":
        found.append(f"the file holds a {calendar.name}")
    if len(calendar.all("PRODID")) != 1:
        found.append("PRODID does not stand exactly once")
    if [each.value for each in calendar.all("VERSION")] != ["2.0"]:
        found.append("VERSION is not 2.0")
    if [each.value for each in calendar.all("CALSCALE")] not in ([], ["GREGORIAN"]):
        found.append("CALSCALE is not GREGORIAN")
    if calendar.value("METHOD") not in METHODS or len(calendar.all("METHOD")) != 1:
        found.append("METHOD is unknown")
    if not calendar.parts:
        found.append("a calendar may not be empty")
    return found + _texts(calendar)


def _texts(part: Component) -> list[str]:
    found = []
    for each in part.properties:
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", each.value):
            found.append(f"{each.name} holds a control character")
        if each.name in TEXTS | {"CATEGORIES"}:
            rest = ESCAPED.sub("", each.value)
            if "\\" in rest:
                found.append(f"{each.name} has an unknown escape")
            allowed = {","} if each.name == "CATEGORIES" else set()
            if ({";", ","} & set(rest)) - allowed:
                found.append(f"{each.name} has an unescaped separator")
    return found


def _event(event: Component) -> list[str]:
    uid = event.value("UID")
    found = [
        f"{uid}: {name} does not stand exactly once"
        for name in sorted(ONCE)
        if len(event.all(name)) != 1
    ]
    found += [
        f"{uid}: {name} stands twice"
        for name in sorted(AT_MOST_ONCE)
        if len(event.all(name)) > 1
    ]
    if event.all("DTEND") and event.all("DURATION"):
        found.append(f"{uid}: DTEND and DURATION")
    if event.all("STATUS") and event.value("STATUS") not in STATUSES:
        found.append(f"{uid}: STATUS is unknown")
    if event.value("TRANSP") not in ("", "OPAQUE", "TRANSPARENT"):
        found.append(f"{uid}: TRANSP is unknown")
    if not re.fullmatch(r"\d*", event.value("SEQUENCE")):
        found.append(f"{uid}: SEQUENCE is no number")
    if event.all("URL") and not re.match(r"https?://\S+$", event.value("URL")):
        found.append(f"{uid}: URL is no address")
    if "@" not in uid:
        found.append(f"{uid}: UID names no domain")
    return found + _moments(event, uid)


def _moments(event: Component, uid: str) -> list[str]:
    found, read = [], {}
    for each in event.properties:
        if each.name not in MOMENTS:
            continue
        is_day = each.parameters.get("VALUE") == "DATE"
        if "TZID" in each.parameters or not (
            DAY.fullmatch(each.value) if is_day else UTC_TIME.fullmatch(each.value)
        ):
            found.append(f"{uid}: {each.name} is neither a day nor in UTC")
            continue
        read[each.name] = _moment(each.value)
        if is_day and each.name in {"DTSTAMP", "LAST-MODIFIED"}:
            found.append(f"{uid}: {each.name} is a day")
    start, end = read.get("DTSTART"), read.get("DTEND")
    if end is not None and type(start) is not type(end):
        found.append(f"{uid}: DTSTART and DTEND differ in kind")
    elif end is not None and end <= start:
        found.append(f"{uid}: DTEND is exclusive and comes after DTSTART")
    return found


def _moment(value: str) -> datetime | date:
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()


def _taking_back(event: Component, method: str, uninvites: bool) -> list[str]:
    uid, status = event.value("UID"), event.value("STATUS")
    if uninvites and (method, status) != ("CANCEL", ""):
        return [f"{uid}: one guest is uninvited by CANCEL without a STATUS"]
    if method == "CANCEL" and not uninvites and status != "CANCELLED":
        return [f"{uid}: CANCEL of what is not cancelled"]
    return []


def _scheduling(event: Component, method: str, uninvites: bool) -> list[str]:
    uid, found = event.value("UID"), []
    guests = event.all("ATTENDEE")
    if len(event.all("ORGANIZER")) != 1:
        found.append(f"{uid}: {method} needs one ORGANIZER")
    if method == "PUBLISH" and guests:
        found.append(f"{uid}: PUBLISH names nobody who is invited")
    if method != "PUBLISH" and not guests:
        found.append(f"{uid}: {method} needs somebody who is invited")
    if method != "PUBLISH" and not event.all("SEQUENCE"):
        found.append(f"{uid}: {method} needs a SEQUENCE")
    found += _taking_back(event, method, uninvites)
    for each in [*event.all("ORGANIZER"), *guests]:
        if not re.fullmatch(r"mailto:[^\s:;,]+@[^\s:;,]+", each.value):
            found.append(f"{uid}: {each.name} is no mail address")
    if method == "REQUEST":
        asked = [each.parameters.get("RSVP") == "TRUE" for each in guests]
        if not all(asked):
            found.append(f"{uid}: a guest is not asked for an answer")
    return found


def _twice(calendar: Component) -> list[str]:
    uids = Counter(part.value("UID") for part in calendar.parts if part.all("UID"))
    return [f"{uid} stands twice" for uid, count in uids.items() if count > 1]


def _read_back(content: bytes, calendar: Component) -> list[str]:
    again = icalendar.Calendar.from_ical(content)
    errors = [str(each.errors) for each in again.walk() if each.errors]
    written = [part.value("UID") for part in calendar.parts if part.name == "VEVENT"]
    if [str(each.get("UID", "")) for each in again.walk("VEVENT")] != written:
        errors.append("icalendar reads other entries")
    return errors
