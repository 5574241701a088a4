"""Reminders to who owes a paper to a meeting, usually 21, 14 and 7 days before.

The person who is responsible gets it, else who speaks for the organization at a seat.
Older ones name somebody in words: when these are the name or the address of one person
of the directory the mail goes there. Else it goes to the secretariat, and never to an
address that was only typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alliance87.core.deadlines import write_moment
from alliance87.partners.models import Person
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import CATCH_UP_DAYS, Run, day_of
from meetings.enums import MeetingState, ReminderKind
from meetings.models import AgendaPaper, speakers_for
from meetings.models.agenda import ADDRESS
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import People, Recipient, of_people

KIND = ReminderKind.PAPER
STEPS = USUAL_DAYS[KIND]
TO_COME = (MeetingState.ANNOUNCED, MeetingState.CONVENED)


@dataclass(frozen=True, slots=True)
class Owed:
    """A paper that is to follow, in words, in the language that is active."""

    placed: AgendaPaper

    @property
    def due_in_words(self) -> str:
        meeting = self.placed.item.meeting
        return write_moment(_due_at(self.placed), meeting.time_zone)


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    run = Run(today, tuple(days), CATCH_UP_DAYS, ahead)
    people = People(run.today, run.last)
    rows = AgendaPaper.objects.filter(
        version__isnull=True,
        item__meeting__state__in=TO_COME,
        item__meeting__is_example=False,
    )
    for placed in rows.select_related(
        *("item__meeting", "paper", "responsible_person__user")
    ).order_by("pk"):
        due_at = _due_at(placed)
        if due_at is None:
            continue
        due_on = day_of(due_at, placed.item.meeting.time_zone)
        for day, step in run.reminders(due_on):
            owed = _due(placed, due_on, step)
            for recipient in _responsible(placed, day) or people.secretariat(day):
                yield recipient, owed


def _due(placed: AgendaPaper, due_on: date, step: int) -> Due:
    return Due(
        Kind.PAPER,
        about=placed.item,
        row=Owed(placed),
        label=str(placed.paper),
        due_on=due_on,
        step=step,
        detail=str(placed.pk),
    )


def _due_at(placed: AgendaPaper):
    return placed.due_at or placed.item.meeting.papers_by


def _responsible(placed: AgendaPaper, today: date) -> list[Recipient]:
    """Return the person, else who speaks for the organization, else whom words name."""
    if placed.responsible_person_id:
        return list(of_people([placed.responsible_person]))
    if placed.responsible_partner_id:
        speakers = speakers_for(placed.responsible_partner_id, today)
        return list(of_people(speakers.select_related("user")))
    return _named(placed.responsible)


def _named(words: str) -> list[Recipient]:
    if not words:
        return []
    people = Person.objects.filter(is_active=True).select_related("user")
    if found := ADDRESS.search(words):
        known = Q(email__iexact=found[0]) | Q(user__email__iexact=found[0])
        return list(of_people(people.filter(known)))
    named = list(people.filter(name=words)[:2])
    return list(of_people(named)) if len(named) == 1 else []
