"""Who may come next on a seat: a proposal with its reasons, never a decision."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.enums import Region
from alliance87.partners.enums import PartnerState, PartnerType
from alliance87.partners.models import Partner
from meetings.enums import SeatState
from meetings.models import Seat, SeatTerm
from meetings.selectors.seats import (
    Balance,
    SeatMap,
    SeatRow,
    balance_by_region,
    region_of,
    seat_map,
    state_of,
)
from pathfinders.enums import Status

PROPOSED = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner that fits a seat, and when it last held one of the constituency."""

    partner: Partner
    last_held: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """How many holders come from a region, today and after the change."""

    region: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Proposal:
    """In which order partners that fit would follow on a seat."""

    seat: Seat
    on: date
    term: SeatTerm | None
    state: SeatState
    candidates: list[Candidate]
    fitting: int
    seated: int
    criteria: tuple[str, ...]
    constituency: Balance
    shifts: list[Shift]

    @property
    def first(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def rotation_proposal(seat: Seat, on: date) -> Proposal:
    """Return who would follow on a seat: who never sat, then who sat longest ago.

    Left out are partners that sit on a seat of the Group on that day already.
    """
    whole = seat_map(on, with_people=False)
    row = next((each for each in whole.rows if each.seat == seat), SeatRow(seat, on))
    fitting = _fitting(seat, on)
    seated = {each.holder.pk for each in whole.rows if each.holder}
    free = [partner for partner in fitting if partner.pk not in seated]
    free.sort(key=_turn)
    candidates = [_candidate(partner, seat) for partner in free[:PROPOSED]]
    return Proposal(
        seat=seat,
        on=on,
        term=row.term,
        state=state_of(row.term, on),
        candidates=candidates,
        fitting=len(free),
        seated=len(fitting) - len(free),
        criteria=_criteria(seat),
        constituency=_constituency_after(whole, seat, bool(candidates)),
        shifts=_shifts(whole, row, candidates),
    )


def _fitting(seat: Seat, on: date) -> list[Partner]:
    return list(
        partners_that_fit(seat, on)
        .annotate(
            last_held=Max(
                "seat_terms__ends_on",
                filter=Q(
                    seat_terms__seat__constituency=seat.constituency_id,
                    seat_terms__ends_on__lte=on,
                ),
            )
        )
        .select_related("country")
    )


def partners_that_fit(seat: Seat, on: date) -> QuerySet[Partner]:
    """Return who may hold a seat by its type, region and path, as it is on a day."""
    constituency = seat.constituency
    partners = Partner.objects.in_state(
        PartnerState.ACTIVE, PartnerState.NAMED, on=on
    ).exclude(country__is_example=True)
    if constituency.partner_types:
        partners = partners.filter(kind__in=constituency.partner_types)
    if seat.region:
        partners = partners.filter(country__region=seat.region)
    if constituency.only_pathfinders:
        partners = partners.filter(country__pathfinder__status=Status.PATHFINDER)
    return partners


def _turn(partner: Partner) -> tuple:
    """Return the key that puts who never sat first, then who sat longest ago."""
    joined = partner.joined_on or date.max
    return (partner.last_held or date.min, joined, partner.name)


def _candidate(partner: Partner, seat: Seat) -> Candidate:
    if partner.last_held is None:
        turn = _("Has not held a seat of this constituency")
    else:
        turn = _("Last held a seat of this constituency until %(day)s") % {
            "day": write_day(partner.last_held)
        }
    reasons = [turn]
    if partner.joined_on:
        reasons.append(_("Joined: %(when)s") % {"when": partner.joined})
    if seat.region:
        reasons.append(str(seat.get_region_display()))
    return Candidate(partner, partner.last_held, tuple(reasons))


def _criteria(seat: Seat) -> tuple[str, ...]:
    """Return in words what a partner needs for the seat."""
    constituency, said = seat.constituency, []
    if constituency.partner_types:
        types = [PartnerType(kind).label for kind in constituency.partner_types]
        words = ", ".join(map(str, types))
        said.append(_("Type: %(types)s") % {"types": words})
    if constituency.only_pathfinders:
        said.append(_("Pathfinder country"))
    if seat.region:
        said.append(_("Region: %(region)s") % {"region": seat.get_region_display()})
    return tuple(said)


def _constituency_after(whole: SeatMap, seat: Seat, is_filled: bool) -> Balance:
    """Return the seats of the constituency once the first proposed holds this one."""
    rows = [
        row for row in whole.rows if row.seat.constituency_id == seat.constituency_id
    ]
    filled = sum(not row.is_vacant or (row.seat == seat and is_filled) for row in rows)
    return Balance(str(seat.constituency), filled, len(rows))


def _shifts(whole: SeatMap, row: SeatRow, candidates: list[Candidate]) -> list[Shift]:
    """Return the holders of each region before and after the first proposed."""
    leaves = region_of(row.holder) if candidates else ""
    comes = region_of(candidates[0].partner) if candidates else ""
    return [
        Shift(
            each.label,
            each.holders,
            each.holders - (region == leaves) + (region == comes),
        )
        for region, each in zip(Region, balance_by_region(whole.rows), strict=True)
    ]
