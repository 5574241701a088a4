"""How somebody without an account joins a meeting remotely.

With an account the page of the meeting tells it (`selectors.meetings.may_join`).
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.enums import MeetingState, Response, TakesPart
from meetings.models import Meeting, Participation

TAKES_PLACE = (MeetingState.ANNOUNCED, MeetingState.CONVENED)


def joins_remotely(participation: Participation) -> bool:
    """Whether somebody said “yes, remotely” to a meeting that is still ahead, or on."""
    meeting = participation.meeting
    return (
        participation.response == Response.YES
        and participation.response_mode == TakesPart.REMOTE
        and bool(meeting.remote_link)
        and meeting.state in TAKES_PLACE
        and not _is_past(meeting)
    )


def way_to_join(participation: Participation) -> str:
    """Return how to join in words, to who joins remotely and nobody else."""
    if not joins_remotely(participation):
        return _("The address of the video meeting is for who takes part remotely.")
    meeting = participation.meeting
    address = _("Join online: %(address)s") % {"address": meeting.remote_link}
    return "\n".join(filter(None, [address, meeting.remote_notes.strip()]))


def _is_past(meeting: Meeting) -> bool:
    if meeting.ends_at:
        return meeting.ends_at < timezone.now()
    latest = meeting.when.latest
    # A day ends later in zones west of ours.
    return latest is not None and latest < timezone.localdate() - timedelta(days=1)
