"""Reminders of action points, usually 14 days before, on the day, and 7 days after."""

from collections.abc import Iterator, Sequence
from datetime import date

from alliance87.core import outbox
from meetings.action_points.owners import recipients
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, step_reached
from meetings.enums import AHEAD, DueKind, MeetingKind, ReminderKind
from meetings.models import ActionPoint, Meeting
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient

KIND = ReminderKind.ACTION
STEPS = USUAL_DAYS[KIND]


def due(
    today: date, days: Sequence[int] = STEPS, catch_up: int = LONG_CATCH_UP_DAYS
) -> Iterator[tuple[Recipient, Due]]:
    rows = ActionPoint.objects.still_open().filter(proposed_done_at__isnull=True)
    rows = rows.exclude(due_kind=DueKind.ONGOING)
    rows = rows.select_related("meeting", "decision__meeting", "person__user")
    next_on = _next_meetings(today)
    for action in rows:
        day = action.due_on or _day_of_next(action, next_on)
        step = step_reached(day, today, days, catch_up) if day else None
        if step is None or action.is_example:
            continue
        for recipient in recipients(action, today):
            yield recipient, _due(action, recipient, day, step)


def _due(action: ActionPoint, recipient: Recipient, day: date, step: int) -> Due:
    url = outbox.address_of(action.get_absolute_url()) if recipient.user else ""
    return Due(Kind.ACTION, action, action, action.reference, day, step, url)


def _next_meetings(today: date) -> dict[int | None, date]:
    """Return the day of the next meeting of each body, by group; None: the Group."""
    rows = Meeting.objects.filter(
        kind__in=(MeetingKind.GCG, MeetingKind.ACTION_GROUP),
        state__in=AHEAD,
        on__gte=today,
        is_example=False,
    ).order_by("-on")
    return {each.group_id: each.on for each in rows}


def _day_of_next(action: ActionPoint, next_on: dict) -> date | None:
    return next_on.get(action.meeting.group_id if action.meeting else None)
