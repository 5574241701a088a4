"""Meetings that decide, what they decide, and who owes what after them."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from alliance87.core.enums import Precision
from meetings.enums import (
    ActionState,
    DecisionKind,
    DecisionMode,
    DecisionState,
    DueKind,
    MeetingKind,
    MeetingState,
    OwnerOffice,
    PaperKind,
    PaperVisibility,
    ReportState,
    VersionState,
)
from meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Meeting,
    MeetingReport,
    Paper,
    PaperVersion,
)
from tests.factories.people import keeper, numbers

HELD_ON = date(2019, 11, 12)


def make_gcg(number: int | None = None, on: date = HELD_ON, **fields) -> Meeting:
    """Make a meeting of the Group that was held on a day, or as the fields say."""
    number = number or next(numbers)
    starts = datetime(on.year, on.month, on.day, 9, 30, tzinfo=UTC)
    values = {
        "kind": MeetingKind.GCG,
        "number": number,
        "title": f"Meeting {number} of the Global Coordinating Group",
        "state": MeetingState.HELD,
        "on": on,
        "precision": Precision.DAY,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=3),
        "time_zone": "Europe/Paris",
        "created_by": keeper(),
    } | fields
    return Meeting.objects.create(**values)


def make_agenda_item(meeting=None, **fields) -> AgendaItem:
    meeting = meeting or make_gcg()
    values = {
        "title": f"Item {next(numbers)}",
        "position": meeting.items.count() + 1,
        "created_by": keeper(),
    } | fields
    return AgendaItem.objects.create(meeting=meeting, **values)


def make_circulated_report(meeting=None, **fields) -> MeetingReport:
    """Make a report of a held meeting, whose comments are closed."""
    values = {
        "state": ReportState.CIRCULATED,
        "circulated_at": timezone.now() - timedelta(days=30),
        "comments_close_at": timezone.now() - timedelta(days=10),
        "comments_time_zone": "Europe/Paris",
        "created_by": keeper(),
    } | fields
    return MeetingReport.objects.create(meeting=meeting or make_gcg(), **values)


def make_version_to_endorse(paper=None, **fields) -> PaperVersion:
    number = next(numbers)
    paper = paper or Paper.objects.create(
        slug=f"paper-{number}",
        title=f"Paper {number}",
        kind=PaperKind.GUIDANCE,
        visibility=PaperVisibility.PUBLIC,
        created_by=keeper(),
    )
    values = {
        "number": paper.versions.count() + 1,
        "state": VersionState.FOR_DECISION,
        "url": f"https://example.org/paper-{number}.pdf",
        "uploaded_by": keeper(),
    } | fields
    return PaperVersion.objects.create(paper=paper, **values)


def make_decision(meeting=None, *, in_writing: bool = False, **fields) -> Decision:
    """Make a proposed decision to take note, or what the fields say."""
    if in_writing:
        fields = {"mode": DecisionMode.WRITTEN_PROCEDURE} | fields
    else:
        meeting = meeting or make_gcg()
    values = {
        "number": Decision.objects.filter(meeting=meeting).count() + 1,
        "kind": DecisionKind.TAKE_NOTE,
        "text": "The Group took note.",
        "created_by": keeper(),
    } | fields
    state = values.get("state", DecisionState.PROPOSED)
    if state in (DecisionState.ADOPTED, DecisionState.SUPERSEDED):
        values.setdefault("decided_on", meeting.on if meeting else HELD_ON)
    if state in (DecisionState.DEFERRED, DecisionState.WITHDRAWN):
        values.setdefault("state_reason", "There was no time.")
    if state == DecisionState.SUPERSEDED and "superseded_by" not in values:
        later = {"state": DecisionState.ADOPTED, "decided_on": values["decided_on"]}
        values["superseded_by"] = make_decision(meeting, **later)
        values["number"] += 1
    return Decision.objects.create(meeting=meeting, **values)


def make_action_point(meeting=None, **fields) -> ActionPoint:
    """Make an action point of the secretariat, due before the next meeting."""
    if meeting is None and "decision" not in fields:
        meeting = make_gcg()
    values = {
        "number": ActionPoint.objects.filter(meeting=meeting).count() + 1,
        "text": "Share an advance copy of the toolkit.",
        "due_kind": DueKind.NEXT_MEETING,
        "created_by": keeper(),
    } | fields
    owners = {"office", "partner", "group", "person", "country"}
    if not owners & set(fields):
        values["office"] = OwnerOffice.SECRETARIAT
    if values.get("state") in (ActionState.DONE, ActionState.DROPPED):
        values = {
            "closed_on": meeting.on if meeting else HELD_ON,
            "closing_note": "The copy was shared.",
        } | values
    return ActionPoint.objects.create(meeting=meeting, **values)


def due_on(day: date, hour: int = 18, zone: str = "Europe/Zurich") -> dict:
    """Return the fields of a deadline at an hour of UTC, with its zone."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return {"due_kind": DueKind.DATE, "due_on": day, "due_at": at, "time_zone": zone}
