"""Reminders to those who owe a paper to a meeting: 21, 14 and 7 days before it is due.

Who is responsible is written as text. When it is the name or the address of a person of
the directory the mail goes there, else to the secretariat: never to an address that was
only typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alliance87.core.deadlines import write_moment
from alliance87.partners.models import Person
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import day_of, step_reached
from meetings.enums import MeetingState
from meetings.models import AgendaPaper
from meetings.models.agenda import ADDRESS
from meetings.recipients import Recipient, of_people, secretariat

STEPS = (-21, -14, -7)
TO_COME = (MeetingState.ANNOUNCED, MeetingState.CONVENED)


@dataclass(frozen=True, slots=True)
class Owed:
    """A paper that is to follow, in words, in the language that is active."""

    placed: AgendaPaper

    @property
    def due_in_words(self) -> str:
        meeting = self.placed.item.meeting
        return write_moment(_due_at(self.placed), meeting.time_zone)


def due(today: date) -> Iterator[tuple[Recipient, Due]]:
    officers = secretariat(today)
    rows = AgendaPaper.objects.filter(
        version__isnull=True,
        item__meeting__state__in=TO_COME,
        item__meeting__is_example=False,
    )
    for placed in rows.select_related("item__meeting", "paper").order_by("pk"):
        due_at = _due_at(placed)
        if due_at is None:
            continue
        due_on = day_of(due_at, placed.item.meeting.time_zone)
        step = step_reached(due_on, today, STEPS)
        if step is None:
            continue
        owed = Due(
            Kind.PAPER,
            about=placed.item,
            row=Owed(placed),
            label=str(placed.paper),
            due_on=due_on,
            step=step,
            detail=str(placed.pk),
        )
        for recipient in _responsible(placed.responsible) or officers:
            yield recipient, owed


def _due_at(placed: AgendaPaper):
    return placed.due_at or placed.item.meeting.papers_by


def _responsible(words: str) -> list[Recipient]:
    if not words:
        return []
    people = Person.objects.filter(is_active=True).select_related("user")
    if found := ADDRESS.search(words):
        known = Q(email__iexact=found[0]) | Q(user__email__iexact=found[0])
        return list(of_people(people.filter(known)))
    return list(of_people(people.filter(name=words)))
