"""Reminders that a mandate ends, usually 180 and 90 days before its last day.

The secretariat gets all of them and the page where they stand; who holds one reads of
the own mandate only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from alliance87.core import outbox
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, step_reached
from meetings.enums import SPEAKS, ReminderKind
from meetings.models import OfficeTerm, SeatTerm
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import Recipient, at_seats, of_people, secretariat
from meetings.selectors.seats import FIRST_WARNING, mandates_ending

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
    today: date, days: Sequence[int] = STEPS, catch_up: int = LONG_CATCH_UP_DAYS
) -> Iterator[tuple[Recipient, Due]]:
    officers = secretariat(today)
    within = max(FIRST_WARNING, timedelta(-min(days, default=0)))
    for ending in mandates_ending(within, on=today):
        step = step_reached(ending.last, today, days, catch_up)
        if step is None or _is_example(ending.term):
            continue
        for recipient in officers:
            yield recipient, _due(Kind.MANDATE, "mandates", ending, step)
        for recipient in _holders(ending.term, today):
            yield recipient, _due(Kind.OWN_MANDATE, "seats", ending, step)


def _due(kind: Kind, page: str, ending, step: int) -> Due:
    mandate = Mandate(ending.term)
    url = outbox.address_of(reverse(f"meetings:{page}"))
    return Due(kind, ending.term, mandate, mandate.title, ending.last, step, url)


def _is_example(term: SeatTerm | OfficeTerm) -> bool:
    return isinstance(term, SeatTerm) and term.seat.constituency.is_example


def _holders(term: SeatTerm | OfficeTerm, today: date) -> Iterator[Recipient]:
    if isinstance(term, SeatTerm):
        return at_seats(today, term=term, role__in=SPEAKS)
    return of_people([term.person] if term.person else [])
