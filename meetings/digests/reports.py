"""Reminders that the draft of a report is due, usually ten days after the meeting."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from alliance87.core import outbox
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, Run
from meetings.enums import MeetingKind, MeetingState, ReminderKind
from meetings.models import Meeting
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import People, Recipient

KIND = ReminderKind.REPORT
STEPS = USUAL_DAYS[KIND]
REPORTED = (MeetingKind.GCG, MeetingKind.WORKSHOP)


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    run = Run(today, tuple(days), LONG_CATCH_UP_DAYS, ahead)
    people = People(run.today, run.last)
    rows = Meeting.objects.filter(
        kind__in=REPORTED,
        state=MeetingState.HELD,
        report__isnull=True,
        on__isnull=False,
        is_example=False,
    )
    for meeting in rows:
        last = meeting.until or meeting.on
        url = reverse("meetings:report-start", kwargs={"pk": meeting.pk})
        label = f"{meeting.short_name} report"
        for day, step in run.reminders(last):
            owed = Due(
                *(Kind.REPORT, meeting, meeting, label, last, step),
                url=outbox.address_of(url),
            )
            for recipient in people.secretariat(day):
                yield recipient, owed
