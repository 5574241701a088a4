"""The agenda as it was shown: tentative until the meeting is convened, then final."""

from django.db import transaction
from django.db.models import Max

from alliance87.core.audit import record
from meetings.agenda.items import locked_meeting
from meetings.enums import MeetingState
from meetings.models import AgendaItem, AgendaRelease, Meeting, numbered

FINAL_STATES = (MeetingState.CONVENED, MeetingState.HELD, MeetingState.CLOSED)


def agenda_lines(meeting: Meeting) -> list[dict]:
    """Return the agenda as plain values: number, level, title, who leads, purpose."""
    items = AgendaItem.objects.filter(meeting=meeting).prefetch_related(
        "leads__partner", "leads__person"
    )
    return [
        {
            "item": row.item.pk,
            "label": row.label,
            "level": row.level,
            "title": row.item.title,
            "purpose": row.item.purpose,
            "leads": [str(lead) for lead in row.item.leads.all()],
        }
        for row in numbered(items)
    ]


@transaction.atomic
def release_agenda(meeting: Meeting, *, by) -> AgendaRelease:
    """Freeze the agenda as it stands; the same agenda twice is one release."""
    locked = locked_meeting(meeting, by=by)
    lines, is_final = agenda_lines(locked), locked.state in FINAL_STATES
    last = locked.releases.order_by("-number").first()
    if last is not None and (last.lines, last.is_final) == (lines, is_final):
        return last
    number = locked.releases.aggregate(last=Max("number"))["last"] or 0
    release = AgendaRelease.objects.create(
        meeting=locked,
        number=number + 1,
        is_final=is_final,
        lines=lines,
        released_by=by,
    )
    record("agenda.released", locked, by=by, now=str(release.number))
    return release
