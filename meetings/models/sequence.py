"""Which meeting of the same body comes before another, and which one after it."""

from django.db.models import QuerySet

from meetings.enums import AHEAD, MeetingKind, MeetingState
from meetings.models.meeting import Meeting

TO_COME = (*AHEAD, MeetingState.POSTPONED)
# What did not take place is before nothing; its number stays its own.
NOT_MET = (MeetingState.POSTPONED, MeetingState.CANCELLED)


def meetings_before(meeting: Meeting) -> QuerySet[Meeting]:
    """Return the earlier meetings of the same body, the nearest first.

    Those with a number follow each other by it, whatever days are known; others by
    day, and one without a day is before those that have none yet. What was postponed
    or cancelled is left out.
    """
    rows = Meeting.objects.filter(
        kind=meeting.kind, group=meeting.group_id, is_example=meeting.is_example
    )
    rows = rows.exclude(pk=meeting.pk).exclude(state__in=NOT_MET)
    if meeting.number is not None:
        return rows.filter(number__lt=meeting.number).order_by("-number")
    rows = rows.filter(on__isnull=False)
    if meeting.on is not None:
        rows = rows.filter(on__lt=meeting.on)
    return rows.order_by("-on", "-pk")


def previous_meeting(meeting: Meeting) -> Meeting | None:
    return meetings_before(meeting).first()


def meetings_to_come(
    after: Meeting | None = None, *, is_example: bool = False
) -> QuerySet[Meeting]:
    """Return the meetings of the Group still to come, the nearest first.

    They follow by number, so that one that is postponed or has no day yet keeps its
    place: what waits for the next meeting waits for that one. `after` leaves out those
    with a lower number; one of another body, or none, leaves out nothing.
    """
    if after is not None:
        is_example = after.is_example
    rows = Meeting.objects.of_the_group().filter(
        state__in=TO_COME, is_example=is_example
    )
    if after is not None and after.kind == MeetingKind.GCG:
        rows = rows.filter(number__gt=after.number)
    return rows.order_by("number")


def next_meeting(after: Meeting | None = None) -> Meeting | None:
    """Return the next meeting of the Group that is still to come, if one is planned."""
    return meetings_to_come(after).first()
