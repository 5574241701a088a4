"""Meetings to come, who is invited to them, and reports that are being written."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from meetings.enums import (
    Capacity,
    InterventionKind,
    MeetingKind,
    MeetingState,
    Response,
)
from meetings.invitations import token_hash, token_of
from meetings.models import (
    GroupUpdate,
    Intervention,
    Meeting,
    MeetingReport,
    MeetingSession,
    MinuteSection,
    Participation,
)
from tests.factories.decisions import make_agenda_item, make_gcg
from tests.factories.people import keeper, make_group, make_person, numbers


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make_coming(number: int | None = None, *, days: int = 60, **fields) -> Meeting:
    """Make a convened meeting of the Group to come, which takes answers for a month."""
    values = {
        "state": MeetingState.CONVENED,
        "rsvp_by": timezone.now() + timedelta(days=min(30, days - 1)),
        "remote_link": "https://video.example.org/secret-room",
        "form": "hybrid",
        "city": "Geneva",
    } | fields
    return make_gcg(number, values.pop("on", in_days(days)), **values)


def make_planned(number: int | None = None, **fields) -> Meeting:
    return make_coming(number, **{"state": MeetingState.PLANNED} | fields)


def make_group_meeting(group=None, **fields) -> Meeting:
    values = {
        "kind": MeetingKind.ACTION_GROUP,
        "group": group or make_group(),
        "number": None,
        "title": f"Meeting of a group {next(numbers)}",
    } | fields
    return make_coming(**values)


def make_meeting_session(meeting: Meeting, starts: str, ends: str, **fields):
    """Make a session between two hours of UTC on the day of the meeting."""
    return MeetingSession.objects.create(
        meeting=meeting,
        starts_at=_at(meeting, starts),
        ends_at=_at(meeting, ends),
        **fields,
    )


def _at(meeting: Meeting, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    day = meeting.on
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def make_participation(meeting: Meeting | None = None, **fields) -> Participation:
    """Put somebody of the directory on the list of a meeting."""
    values = {"capacity": Capacity.MEMBER, "created_by": keeper()} | fields
    if "person" not in values:
        number = next(numbers)
        values["person"] = make_person(
            name=f"Guest {number}", email=f"guest{number}@example.org"
        )
    if values["person"] is not None:
        values.setdefault("name", values["person"].name)
    values.setdefault("name", f"Guest {next(numbers)}")
    return Participation.objects.create(meeting=meeting or make_coming(), **values)


def make_invited(meeting: Meeting | None = None, **fields) -> Participation:
    """Invite somebody, whose personal link is in force (`token_of`)."""
    values = {"response": Response.PENDING, "invited_at": timezone.now()} | fields
    invited = make_participation(meeting, **values)
    invited.token_hash = token_hash(token_of(invited))
    invited.save()
    return invited


def make_report(meeting: Meeting | None = None, *items: str, **fields) -> MeetingReport:
    """Make a draft with a section for each item of the meeting; `items` are added."""
    meeting = meeting or make_gcg()
    for title in items:
        make_agenda_item(meeting, title=title)
    report = MeetingReport.objects.create(
        meeting=meeting, **{"created_by": keeper()} | fields
    )
    for item in meeting.items.all():
        MinuteSection.objects.create(report=report, item=item)
    return report


def make_intervention(item, **fields) -> Intervention:
    """Record what an office said, unless the fields name somebody else or nobody."""
    values = {
        "kind": InterventionKind.INTERVENTION,
        "position": item.interventions.count() + 1,
        "text": "We welcome the toolkit.",
    } | fields
    if not {"partner", "person", "office", "is_unattributed"} & set(fields):
        values["office"] = "secretariat"
    return Intervention.objects.create(item=item, **values)


def make_group_update(meeting=None, group=None, **fields) -> GroupUpdate:
    values = {"text": "Two webinars were held.", "created_by": keeper()} | fields
    return GroupUpdate.objects.create(
        meeting=meeting or make_coming(), group=group or make_group(), **values
    )
