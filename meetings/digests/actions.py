"""Reminders of action points, usually 14 days before, on the day, and 7 days after."""

from collections.abc import Iterator, Sequence
from datetime import date

from alliance87.core import outbox
from meetings.action_points.owners import recipients
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, Run
from meetings.enums import AHEAD, DueKind, MeetingKind, ReminderKind
from meetings.models import ActionPoint, Meeting
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient

KIND = ReminderKind.ACTION
STEPS = USUAL_DAYS[KIND]


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    run = Run(today, tuple(days), LONG_CATCH_UP_DAYS, ahead)
    rows = ActionPoint.objects.still_open().filter(proposed_done_at__isnull=True)
    rows = rows.exclude(due_kind=DueKind.ONGOING)
    rows = rows.select_related("meeting", "decision__meeting", "person__user")
    meetings = _meetings_to_come(today)
    for action in rows:
        if action.is_example:
            continue
        for due_on, day, step in _reminders(action, run, meetings):
            for recipient in recipients(action, day):
                yield recipient, _due(action, recipient, due_on, step)


def _reminders(
    action: ActionPoint, run: Run, meetings: dict[int | None, list[date]]
) -> Iterator[tuple[date, date, int]]:
    """Yield when it is due, on which day that is said, and by which step.

    What is due at the next meeting is due at the next one of that day.
    """
    if action.due_on:
        for day, step in run.reminders(action.due_on):
            yield action.due_on, day, step
        return
    ahead = meetings.get(action.meeting.group_id if action.meeting else None, [])
    for due_on in ahead:
        for day, step in run.reminders(due_on):
            if due_on == next((each for each in ahead if each >= day), None):
                yield due_on, day, step


def _due(action: ActionPoint, recipient: Recipient, day: date, step: int) -> Due:
    url = outbox.address_of(action.get_absolute_url()) if recipient.user else ""
    return Due(Kind.ACTION, action, action, action.reference, day, step, url)


def _meetings_to_come(today: date) -> dict[int | None, list[date]]:
    """Return the days of the meetings of each body, by group; None: the Group."""
    rows = Meeting.objects.filter(
        kind__in=(MeetingKind.GCG, MeetingKind.ACTION_GROUP),
        state__in=AHEAD,
        on__gte=today,
        is_example=False,
    ).order_by("on")
    found: dict[int | None, list[date]] = {}
    for group, on in rows.values_list("group", "on"):
        found.setdefault(group, []).append(on)
    return found
