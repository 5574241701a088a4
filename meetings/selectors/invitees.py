"""Whom a meeting of the Group invites, read from seats, offices and roles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alliance87.core.models import Country, User
from alliance87.partners.enums import Role
from alliance87.partners.models import Partner, Person, RoleAssignment
from meetings.enums import Capacity, Office, Standing
from meetings.models import OfficeTerm, SeatRepresentative
from meetings.selectors.seats import SeatMap, SeatRow, seat_map
from pathfinders.enums import AppointmentKind, Status
from pathfinders.models import Appointment, Pathfinder

OFFICES = {
    Office.CHAIR: Capacity.CHAIR,
    Office.DEPUTY_CHAIR: Capacity.DEPUTY_CHAIR,
}


@dataclass(frozen=True, slots=True)
class Invitee:
    """One line of the invitation list.

    A vacant seat is a line without a name: nobody is invited, and the list says so.
    A line without a person but with a holder lacks a representative.
    """

    capacity: Capacity
    name: str = ""
    post: str = ""
    affiliation: str = ""
    email: str = ""
    partner: Partner | None = None
    country: Country | None = None
    person: Person | None = None
    user: User | None = None
    row: SeatRow | None = None
    is_copy: bool = False

    @property
    def is_vacant(self) -> bool:
        return self.row is not None and self.row.is_vacant

    @property
    def lacks_person(self) -> bool:
        return not self.name and not self.is_vacant

    @property
    def keys(self) -> set:
        """What tells that two lines are the same person."""
        found = {("person", self.person.pk)} if self.person else set()
        if self.user:
            found.add(("user", self.user.pk))
        if self.email:
            found.add(("email", self.email.casefold()))
        if self.name and self.country:
            found.add(("name", self.name.casefold(), self.country.pk))
        return found


def people_to_invite(on: date, *, is_example: bool = False) -> list[Invitee]:
    """Return chair and deputy, seats with their people, countries, Secretariat.

    Each person stands in the list once, in the first capacity found. An example
    meeting invites from example seats only, a real one never.
    """
    whole = seat_map(on)
    lines, known = [], set()
    for line in _all_lines(whole, on, is_example):
        if line.keys & known:
            continue
        known |= line.keys
        lines.append(line)
    return lines


def _all_lines(whole: SeatMap, on: date, is_example: bool) -> Iterator[Invitee]:
    if not is_example:
        yield from _offices(whole)
    for standing in (Standing.MEMBER, Standing.OBSERVER):
        for row in whole.rows:
            if row.seat.standing == standing and row.is_example == is_example:
                yield from _of_seat(row)
    yield from _countries(on, is_example)
    yield from _secretariat(on)


# --- Offices and seats ----------------------------------------------------------------


def _offices(whole: SeatMap) -> Iterator[Invitee]:
    for office, capacity in OFFICES.items():
        term = whole.offices.get(office)
        if term is not None:
            yield _of_office(term, capacity)


def _of_office(term: OfficeTerm, capacity: Capacity) -> Invitee:
    return Invitee(
        capacity,
        affiliation=str(term.holder),
        partner=term.holder,
        country=term.holder.country,
        **facts_of(term.person),
    )


def facts_of(person: Person | None) -> dict:
    """Return who is invited; nobody where the person named has left the post."""
    if person is None or not person.is_active:
        return {}
    return {
        "name": person.name,
        "post": person.post,
        "email": person.email,
        "person": person,
        "user": person.user,
    }


def _of_seat(row: SeatRow) -> Iterator[Invitee]:
    is_observer = row.seat.standing == Standing.OBSERVER
    first = Capacity.OBSERVER if is_observer else Capacity.MEMBER
    second = Capacity.OBSERVER if is_observer else Capacity.ALTERNATE
    yield _line(row, first, next(iter(row.representatives), None))
    for each in row.alternates:
        if each.person.is_active:
            yield _line(row, second, each)
    for each in row.copies:
        if each.person.is_active:
            yield _line(row, Capacity.GUEST, each, is_copy=True)


def _line(
    row: SeatRow,
    capacity: Capacity,
    named: SeatRepresentative | None = None,
    *,
    is_copy: bool = False,
) -> Invitee:
    holder = row.holder
    return Invitee(
        capacity,
        affiliation=str(holder) if holder else "",
        partner=holder,
        country=holder.country if holder else None,
        row=row,
        is_copy=is_copy,
        **facts_of(named.person if named else None),
    )


# --- Countries and Secretariat --------------------------------------------------------


def _countries(on: date, is_example: bool) -> Iterator[Invitee]:
    """Yield the focal points of countries on the path: accounts, then appointments."""
    path = Pathfinder.objects.filter(country__is_example=is_example)
    path = path.exclude(status=Status.WITHDRAWN)
    status = dict(path.values_list("country", "status"))
    roles = RoleAssignment.objects.current(on).filter(
        role=Role.FOCAL_POINT, country__in=status, user__is_active=True
    )
    for role in roles.select_related("user__person", "country").order_by(
        "country__name_en", "is_deputy", "user__name"
    ):
        capacity = _capacity(status[role.country_id])
        yield _of_account(role.user, capacity, role.country)
    appointed = Appointment.objects.current(on).filter(
        kind=AppointmentKind.FOCAL_POINT, pathfinder__country__in=status
    )
    for each in appointed.select_related("pathfinder__country").order_by(
        "pathfinder__country__name_en", "person"
    ):
        country = each.pathfinder.country
        yield Invitee(
            _capacity(status[country.pk]),
            name=each.person,
            post=each.post,
            affiliation=each.ministry or str(country),
            email=each.email,
            country=country,
        )


def _capacity(status: str) -> Capacity:
    is_candidate = status == Status.ON_PATH
    return Capacity.CANDIDATE if is_candidate else Capacity.PATHFINDER


def _secretariat(on: date) -> Iterator[Invitee]:
    roles = RoleAssignment.objects.current(on).filter(
        role__in=(Role.OFFICER, Role.ADMINISTRATOR), user__is_active=True
    )
    for role in roles.select_related("user__person").order_by("user__name", "pk"):
        yield _of_account(role.user, Capacity.SECRETARIAT, None)


def _of_account(user: User, capacity: Capacity, country) -> Invitee:
    person = getattr(user, "person", None)
    return Invitee(
        capacity,
        name=person.name if person else user.name,
        post=person.post if person else "",
        affiliation=str(country or ""),
        email=user.email,
        country=country,
        person=person,
        user=user,
    )
