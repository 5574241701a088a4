"""Meetings with short and long agendas: each item has a paper and what came of it."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from alliance87.core.enums import Precision
from meetings.enums import (
    DecisionKind,
    DecisionState,
    DueKind,
    MeetingKind,
    MeetingState,
    OwnerOffice,
    PaperKind,
    PaperVisibility,
    VersionState,
)
from meetings.models import (
    ActionPoint,
    AgendaItem,
    AgendaPaper,
    Decision,
    Meeting,
    Paper,
    PaperVersion,
)

LAST_ON = date(2026, 9, 1)
TEXT = "Countries approach the Chair."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
DECIDED_EVERY = 4


def write(count: int, by) -> Meeting:
    """Write a meeting that was held; its number is that of its items."""
    on = LAST_ON - timedelta(days=count)
    starts = datetime(on.year, on.month, on.day, 9, 30, tzinfo=UTC)
    with transaction.atomic():
        meeting = Meeting.objects.create(
            kind=MeetingKind.GCG,
            number=count,
            title=f"Example: meeting with an agenda of {count}",
            state=MeetingState.HELD,
            on=on,
            precision=Precision.DAY,
            starts_at=starts,
            ends_at=starts + timedelta(hours=3),
            time_zone="Europe/Paris",
            created_by=by,
        )
        for position in range(1, count + 1):
            _item(meeting, position, by)
    return meeting


def _item(meeting: Meeting, position: int, by) -> None:
    item = AgendaItem.objects.create(
        meeting=meeting,
        title=f"Item {position}",
        position=position,
        minutes=10,
        created_by=by,
    )
    paper = Paper.objects.create(
        slug=f"example-{meeting.number}-{position}",
        title=f"Example paper {position}",
        kind=PaperKind.GUIDANCE,
        visibility=PaperVisibility.PUBLIC,
        created_by=by,
    )
    version = PaperVersion.objects.create(
        paper=paper,
        number=1,
        state=VersionState.ENDORSED,
        was_endorsed=True,
        text=TEXT,
        sha256=SHA256,
        uploaded_by=by,
    )
    AgendaPaper.objects.create(item=item, paper=paper, version=version, position=1)
    if position % DECIDED_EVERY == 0:
        _outcome(meeting, item, position // DECIDED_EVERY, by)


def _outcome(meeting: Meeting, item: AgendaItem, number: int, by) -> None:
    Decision.objects.create(
        meeting=meeting,
        item=item,
        number=number,
        kind=DecisionKind.TAKE_NOTE,
        state=DecisionState.ADOPTED,
        decided_on=meeting.on,
        text="The Group took note.",
        created_by=by,
    )
    ActionPoint.objects.create(
        meeting=meeting,
        number=number,
        text="Share an advance copy.",
        due_kind=DueKind.NEXT_MEETING,
        office=OwnerOffice.SECRETARIAT,
        created_by=by,
    )
