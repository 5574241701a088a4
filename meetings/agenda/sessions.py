"""Verbs of sessions and breaks."""

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings.agenda.items import locked_meeting
from meetings.models import MeetingSession


@transaction.atomic
def save_session(session: MeetingSession, *, by) -> MeetingSession:
    """Save a session or break within the hours of its meeting, beside no other."""
    meeting = locked_meeting(session.meeting, by=by)
    session.full_clean()
    if meeting.starts_at and session.starts_at < meeting.starts_at:
        raise Blocked([_("The session begins before the meeting.")])
    if meeting.ends_at and session.ends_at > meeting.ends_at:
        raise Blocked([_("The session ends after the meeting.")])
    others = meeting.sessions.exclude(pk=session.pk)
    if beside := others.filter(
        starts_at__lt=session.ends_at, ends_at__gt=session.starts_at
    ).first():
        raise Blocked([_("It overlaps with “%(session)s”.") % {"session": str(beside)}])
    is_new = session.pk is None
    session.save()
    record(
        "agenda.session_added" if is_new else "agenda.session_changed",
        meeting,
        by=by,
        now=str(session),
    )
    return session


@transaction.atomic
def remove_session(session: MeetingSession, *, by) -> None:
    """Remove a session; its items stay on the agenda without one."""
    meeting = locked_meeting(session.meeting, by=by)
    record("agenda.session_removed", meeting, by=by, was=str(session))
    session.delete()
