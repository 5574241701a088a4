"""Who sits in the Group and who leads it, on any day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Region
from alliance87.partners.models import Partner
from meetings.enums import Office, RepresentativeRole, SeatState
from meetings.models import (
    Constituency,
    OfficeTerm,
    Seat,
    SeatRepresentative,
    SeatTerm,
)

SOON = timedelta(days=90)
FIRST_WARNING = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat on one day: who holds it, and who speaks for the holder."""

    seat: Seat
    on: date
    term: SeatTerm | None = None
    representatives: tuple[SeatRepresentative, ...] = ()
    alternates: tuple[SeatRepresentative, ...] = ()
    copies: tuple[SeatRepresentative, ...] = ()

    @property
    def holder(self) -> Partner | None:
        return self.term.holder if self.term else None

    @property
    def state(self) -> SeatState:
        return state_of(self.term, self.on)

    @property
    def since(self) -> PartialDate:
        return self.term.start if self.term else PartialDate.unknown()

    @property
    def until(self) -> PartialDate:
        """The day of the handover where it is known, else the end of the mandate."""
        if self.term is None:
            return PartialDate.unknown()
        if self.term.ends_on:
            return PartialDate.day(self.term.ends_on)
        return self.term.mandate_end

    @property
    def is_vacant(self) -> bool:
        return self.term is None

    @property
    def is_example(self) -> bool:
        return self.seat.constituency.is_example


@dataclass(frozen=True, slots=True)
class Balance:
    """How many seats of a kind are filled; `holders` come from there themselves."""

    label: str
    filled: int
    total: int
    holders: int = 0

    @property
    def vacant(self) -> int:
        return self.total - self.filled


@dataclass(frozen=True, slots=True)
class ConstituencyRows:
    constituency: Constituency
    rows: list[SeatRow] = field(default_factory=list)

    @property
    def balance(self) -> Balance:
        return _balance(str(self.constituency), self.rows)


@dataclass(frozen=True, slots=True)
class SeatMap:
    """All seats of one day by constituency, with the offices."""

    on: date
    constituencies: list[ConstituencyRows]
    offices: dict[str, OfficeTerm]

    @property
    def rows(self) -> list[SeatRow]:
        return [row for each in self.constituencies for row in each.rows]

    @property
    def counted(self) -> list[SeatRow]:
        """Real seats: examples are left out of every count."""
        return [row for row in self.rows if not row.is_example]

    @property
    def total(self) -> Balance:
        return _balance("", self.counted)

    @property
    def vacancies(self) -> list[SeatRow]:
        return [row for row in self.counted if row.is_vacant]

    @property
    def regions(self) -> list[Balance]:
        return balance_by_region(self.counted)


def state_of(term: SeatTerm | OfficeTerm | None, day: date) -> SeatState:
    """Return how a seat or an office stands whose term of that day is given."""
    if term is None:
        return SeatState.VACANT
    if term.is_carried_over(day):
        return SeatState.CARRY_OVER
    last = term.mandate_end.latest
    if term.ends_on and (last is None or term.ends_on < last):
        last = term.ends_on
    return SeatState.ENDING if last and last - day <= SOON else SeatState.FILLED


def _balance(label: str, rows: Iterable[SeatRow]) -> Balance:
    rows = list(rows)
    return Balance(label, sum(not row.is_vacant for row in rows), len(rows))


def balance_by_region(rows: Iterable[SeatRow]) -> list[Balance]:
    """Return each region: its own seats, and the holders that come from it."""
    rows = list(rows)
    return [
        Balance(
            str(region.label),
            sum(row.seat.region == region and not row.is_vacant for row in rows),
            sum(row.seat.region == region for row in rows),
            sum(region_of(row.holder) == region for row in rows),
        )
        for region in Region
    ]


def region_of(partner: Partner | None) -> str:
    return partner.country.region if partner and partner.country else ""


# --- Seats on a day -------------------------------------------------------------------


def seat_map(on: date, *, with_people: bool = True) -> SeatMap:
    """Return every seat that exists on a day, vacant ones too.

    Names of persons are for some readers only: `with_people` says whether to read
    them. The number of queries does not depend on the number of seats.
    """
    found: dict[int, ConstituencyRows] = {}
    for seat in _seats_with_holders(on, with_people):
        home = seat.constituency
        rows = found.setdefault(home.pk, ConstituencyRows(home)).rows
        rows.append(_row(seat, on, with_people))
    return SeatMap(on, list(found.values()), offices_on(on))


def _seats_with_holders(on: date, with_people: bool) -> QuerySet[Seat]:
    terms = SeatTerm.objects.on(on).select_related("holder__country")
    if with_people:
        people = SeatRepresentative.objects.on(on).select_related(
            "person__user", "person__organization__country"
        )
        terms = terms.prefetch_related(
            Prefetch("representatives", people, to_attr="people")
        )
    seats = Seat.objects.on(on).select_related("constituency")
    return seats.prefetch_related(Prefetch("terms", terms, to_attr="held"))


def _row(seat: Seat, on: date, with_people: bool) -> SeatRow:
    term = next(iter(seat.held), None)
    if term is None:
        return SeatRow(seat, on)
    term.seat = seat
    people = term.people if with_people else []
    return SeatRow(
        seat,
        on,
        term,
        *(
            tuple(each for each in people if each.role == role)
            for role in RepresentativeRole
        ),
    )


def holders_on(day: date) -> QuerySet[SeatTerm]:
    """Return the terms that cover a day, with seat and holder."""
    return _by_seat(SeatTerm.objects.on(day))


def _by_seat(terms: QuerySet[SeatTerm]) -> QuerySet[SeatTerm]:
    terms = terms.select_related("seat__constituency", "holder__country")
    return terms.order_by("seat__constituency__position", "seat__position", "seat")


# --- Offices --------------------------------------------------------------------------


def offices_on(day: date) -> dict[str, OfficeTerm]:
    """Return who holds each office on a day; a vacant office is not in it."""
    terms = OfficeTerm.objects.on(day).select_related("holder__country", "person__user")
    return {term.office: term for term in terms}


def office_on(office: Office, day: date) -> OfficeTerm | None:
    return offices_on(day).get(office)


def office_terms(*, with_people: bool) -> list[tuple[Office, list[OfficeTerm]]]:
    """Return each office with all who held it, the last first."""
    joins = ["holder__country", *(["person"] if with_people else [])]
    terms = list(OfficeTerm.objects.select_related(*joins))
    return [
        (office, [term for term in terms if term.office == office]) for office in Office
    ]


# --- Mandates -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ending:
    """A mandate that ends: days left are negative once it is carried over."""

    term: SeatTerm | OfficeTerm
    last: date
    days: int

    @property
    def is_past(self) -> bool:
        return self.days < 0

    @property
    def is_soon(self) -> bool:
        return 0 <= self.days <= SOON.days


def mandates_ending(within: timedelta = FIRST_WARNING, *, on: date) -> list[Ending]:
    """Return the mandates of seats and offices that end within some days, or are past.

    The last day a mandate may end on is what counts: one that ends “in 2026” is past
    in 2027. Terms that have been handed over are not in it.
    """
    found = []
    for term in mandates_between(on, on):
        last = term.mandate_end.latest
        if last - on <= within:
            found.append(Ending(term, last, (last - on).days))
    return found


def mandates_between(first: date, last: date) -> list[SeatTerm | OfficeTerm]:
    """Return the terms of some days whose mandate has an end, the next end first."""
    has_end = {"mandate_ends_on__isnull": False}
    seats = _by_seat(SeatTerm.objects.between(first, last).filter(**has_end))
    offices = OfficeTerm.objects.between(first, last).filter(**has_end)
    offices = offices.select_related("holder__country", "person__user")
    return sorted([*offices, *seats], key=lambda term: term.mandate_end.latest)


# --- History --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PastTerm:
    """A term of a seat as its history lists it; `gap_after` is a vacant time."""

    term: SeatTerm
    people: tuple[SeatRepresentative, ...]
    vacant_until: date | None = None


def history_of(seat: Seat, *, with_people: bool) -> list[PastTerm]:
    """Return all who held a seat, the last first, and where it stood vacant after."""
    terms = seat.terms.select_related("holder__country")
    if with_people:
        people = SeatRepresentative.objects.select_related("person")
        terms = terms.prefetch_related(
            Prefetch("representatives", people, to_attr="people")
        )
    listed, following = [], None
    for term in terms:
        gap = _gap(term, following, seat)
        names = tuple(term.people) if with_people else ()
        listed.append(PastTerm(term, names, gap))
        following = term
    return listed


def _gap(term: SeatTerm, following: SeatTerm | None, seat: Seat) -> date | None:
    """Return until when the seat stood vacant after a term, if it did."""
    end = following.starts_on if following else seat.abolished_on
    return end if end and term.ends_on and term.ends_on < end else None
