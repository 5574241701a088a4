"""Constituencies, seats, who holds them and who leads the Group."""

from datetime import date

from meetings.enums import Office
from meetings.models import (
    Constituency,
    OfficeTerm,
    Seat,
    SeatRepresentative,
    SeatTerm,
)
from tests.factories.people import keeper, make_partner, make_person, numbers

TERM_STARTS = date(2020, 1, 1)


def make_constituency(**fields) -> Constituency:
    number = next(numbers)
    values = {
        "name": f"Constituency {number}",
        "slug": f"constituency-{number}",
        "created_by": keeper(),
    } | fields
    return Constituency.objects.create(**values)


def make_seat(constituency=None, **fields) -> Seat:
    values = {"label": f"Seat {next(numbers)}", "created_by": keeper()} | fields
    return Seat.objects.create(
        constituency=constituency or make_constituency(), **values
    )


def make_seat_term(seat=None, holder=None, **fields) -> SeatTerm:
    values = {"starts_on": TERM_STARTS, "created_by": keeper()} | fields
    return SeatTerm.objects.create(
        seat=seat or make_seat(), holder=holder or make_partner(), **values
    )


def make_representative(term=None, person=None, **fields) -> SeatRepresentative:
    """Name a person for a term; for all its days unless dates say otherwise."""
    term = term or make_seat_term()
    values = {
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "created_by": keeper(),
    } | fields
    return SeatRepresentative.objects.create(
        term=term, person=person or make_person(), **values
    )


def make_office_term(office=Office.CHAIR, holder=None, **fields) -> OfficeTerm:
    values = {"starts_on": TERM_STARTS, "created_by": keeper()} | fields
    return OfficeTerm.objects.create(
        office=office, holder=holder or make_partner(), **values
    )
