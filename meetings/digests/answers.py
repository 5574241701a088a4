"""Reminders to who has not answered the invitation, usually 21 and 7 days before."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from meetings import inviting
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import CATCH_UP_DAYS, day_of, day_of_step, step_reached
from meetings.enums import InvitationKind, MeetingState, ReminderKind
from meetings.mail_links import PREFIX
from meetings.models import Meeting, Participation
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient

KIND = ReminderKind.ANSWER
STEPS = USUAL_DAYS[KIND]


def due(
    today: date, days: Sequence[int] = STEPS, catch_up: int = CATCH_UP_DAYS
) -> Iterator[tuple[Recipient, Due]]:
    """Yield who has not answered; who was invited after the day of a step waits."""
    meetings = Meeting.objects.filter(
        state=MeetingState.CONVENED, rsvp_by__gt=timezone.now()
    )
    for meeting in meetings:
        due_on = day_of(meeting.rsvp_by, meeting.time_zone)
        step = step_reached(due_on, today, days, catch_up)
        if step is None:
            continue
        for each in inviting.people_for(meeting, InvitationKind.REMINDER):
            written = inviting.was_written(each, InvitationKind.REMINDER, f"{today}")
            if _was_invited_before(each, day_of_step(due_on, step)) and not written:
                yield _recipient(each), _due(each, due_on, step)


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
        link_key=f"{PREFIX}:{participation.pk}" if is_personal else "",
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
