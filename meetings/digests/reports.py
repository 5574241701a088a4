"""Reminders that the draft of a report is due, usually ten days after the meeting."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alliance87.core import outbox
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, step_reached
from meetings.enums import MeetingKind, MeetingState, ReminderKind
from meetings.models import Meeting
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient, secretariat

KIND = ReminderKind.REPORT
STEPS = USUAL_DAYS[KIND]
REPORTED = (MeetingKind.GCG, MeetingKind.WORKSHOP)


def due(
    today: date, days: Sequence[int] = STEPS, catch_up: int = LONG_CATCH_UP_DAYS
) -> Iterator[tuple[Recipient, Due]]:
    rows = Meeting.objects.filter(
        kind__in=REPORTED,
        state=MeetingState.HELD,
        report__isnull=True,
        on__isnull=False,
        is_example=False,
    )
    officers = secretariat(today)
    for meeting in rows:
        last = meeting.until or meeting.on
        step = step_reached(last, today, days, catch_up)
        if step is None:
            continue
        url = reverse("meetings:report-start", kwargs={"pk": meeting.pk})
        label = f"{meeting.short_name} report"
        owed = Due(
            *(Kind.REPORT, meeting, meeting, label, last, step),
            url=outbox.address_of(url),
        )
        for recipient in officers:
            yield recipient, owed
