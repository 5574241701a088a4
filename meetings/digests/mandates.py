"""Reminders that a mandate ends, usually 180 and 90 days before its last day.

The secretariat gets all of them and the page where they stand; who holds one reads of
the own mandate only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alliance87.core import outbox
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, Run
from meetings.enums import ReminderKind
from meetings.models import OfficeTerm, SeatTerm
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import People, Recipient, of_people
from meetings.selectors.seats import mandates_between

KIND = ReminderKind.MANDATE
STEPS = USUAL_DAYS[KIND]


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate in words, in the language that is active."""

    term: SeatTerm | OfficeTerm

    @property
    def title(self) -> str:
        if isinstance(self.term, OfficeTerm):
            return self.term.get_office_display()
        return str(self.term.seat)

    @property
    def last(self) -> str:
        return str(self.term.mandate_end)


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    run = Run(today, tuple(days), LONG_CATCH_UP_DAYS, ahead)
    people = People(run.today, run.last)
    for term in mandates_between(run.today, run.last):
        for day, step in run.reminders(term.mandate_end.latest):
            if _is_example(term) or not term.covers(day):
                continue
            for recipient in people.secretariat(day):
                yield recipient, _due(Kind.MANDATE, "mandates", term, step)
            for recipient in _holders(people, term, day):
                yield recipient, _due(Kind.OWN_MANDATE, "seats", term, step)


def _due(kind: Kind, page: str, term: SeatTerm | OfficeTerm, step: int) -> Due:
    mandate, last = Mandate(term), term.mandate_end.latest
    url = outbox.address_of(reverse(f"meetings:{page}"))
    return Due(kind, term, mandate, mandate.title, last, step, url)


def _is_example(term: SeatTerm | OfficeTerm) -> bool:
    return isinstance(term, SeatTerm) and term.seat.constituency.is_example


def _holders(
    people: People, term: SeatTerm | OfficeTerm, day: date
) -> Iterator[Recipient]:
    if isinstance(term, SeatTerm):
        return people.speaking_at(day, term)
    return of_people([term.person] if term.person else [])
