"""The agenda as it was shown: tentative until the meeting is convened, then final."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from alliance87.core.audit import record
from meetings.agenda.items import locked_meeting
from meetings.enums import AGENDA_IS_OUT
from meetings.models import AgendaRelease, Meeting
from meetings.snapshots import agenda_lines, agenda_sessions, hours_of, is_complete


@transaction.atomic
def release_agenda(meeting: Meeting, *, by) -> AgendaRelease:
    """Freeze the agenda as it stands: from now on it is what others read.

    The same agenda twice is one release. Calendars update when the hours of its
    sessions differ from those of the release before.
    """
    locked = locked_meeting(meeting, by=by)
    is_final = locked.state in AGENDA_IS_OUT
    lines, sessions = agenda_lines(locked), agenda_sessions(locked)
    last = locked.releases.order_by("-number").first()
    now = (lines, sessions, is_final)
    if last is not None and (last.lines, last.sessions, last.is_final) == now:
        return last
    number = locked.releases.aggregate(last=Max("number"))["last"] or 0
    release = AgendaRelease.objects.create(
        meeting=locked,
        number=number + 1,
        is_final=is_final,
        lines=lines,
        sessions=sessions,
        released_by=by,
    )
    if last is not None and _hours_moved(last, sessions):
        _tell_calendars(locked)
    record("agenda.released", locked, by=by, now=str(release.number))
    return release


def _hours_moved(last: AgendaRelease, sessions: list[dict]) -> bool:
    return is_complete(last) and hours_of(last.sessions) != hours_of(sessions)


def _tell_calendars(meeting: Meeting) -> None:
    rows = Meeting.objects.filter(pk=meeting.pk)
    rows.update(ics_sequence=F("ics_sequence") + 1, changed_at=timezone.now())
