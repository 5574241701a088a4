"""Reminders to who has not answered the invitation, usually 21 and 7 days before."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from meetings import inviting
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import CATCH_UP_DAYS, Run, day_of, day_of_step
from meetings.enums import MeetingState, ReminderKind
from meetings.models import Meeting, Participation
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient

KIND = ReminderKind.ANSWER
STEPS = USUAL_DAYS[KIND]


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    """Yield who has not answered; who was invited after the day of a step waits."""
    run = Run(today, tuple(days), CATCH_UP_DAYS, ahead)
    meetings = Meeting.objects.filter(
        state=MeetingState.CONVENED, rsvp_by__gt=timezone.now()
    )
    reminded = {each.pk: run.reminders(_due_on(each)) for each in meetings}
    asked = inviting.who_has_not_answered([pk for pk in reminded if reminded[pk]])
    written = inviting.reminded_on(asked, today)
    for each in asked:
        due_on = _due_on(each.meeting)
        for day, step in reminded[each.meeting_id]:
            is_written = day == today and each.pk in written
            if _was_invited_before(each, day_of_step(due_on, step)) and not is_written:
                yield _recipient(each), _due(each, due_on, step)


def _due_on(meeting: Meeting) -> date:
    return day_of(meeting.rsvp_by, meeting.time_zone)


def _was_invited_before(participation: Participation, day: date) -> bool:
    invited = participation.invited_at
    return invited is None or timezone.localdate(invited) < day


def _recipient(participation: Participation) -> Recipient:
    person = participation.person
    return Recipient(
        inviting.address_of(participation).lower(),
        participation.name,
        inviting.language_of(participation),
        person.user if person else None,
    )


def _due(participation: Participation, due_on: date, step: int) -> Due:
    person = participation.person
    is_personal = person is None or person.user is None
    return Due(
        Kind.ANSWER,
        about=participation,
        row=Invited(participation),
        label=f"{participation.meeting.short_name} answer",
        due_on=due_on,
        step=step,
        url=inviting.link_for(participation),
        link_key=participation.reminder_cause if is_personal else "",
    )


class Invited:
    """An invitation in words, in the language that is active."""

    def __init__(self, participation: Participation):
        self.meeting = participation.meeting

    @property
    def when(self) -> str:
        return inviting.when_in_words(self.meeting)

    @property
    def rsvp_by(self) -> str:
        return inviting.moment_of(self.meeting.rsvp_by, self.meeting)
