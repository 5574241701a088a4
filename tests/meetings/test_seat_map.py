"""Who sits in the Group on any day, who may follow, and whom a meeting invites."""

from datetime import date, timedelta

import pytest

from alliance87.core.enums import Precision, Region
from alliance87.partners.enums import PartnerType, Role
from meetings.enums import Capacity, Office, RepresentativeRole, SeatState, Standing
from meetings.selectors.invitees import people_to_invite
from meetings.selectors.rotation import rotation_proposal
from meetings.selectors.seats import (
    history_of,
    holders_on,
    mandates_ending,
    office_on,
    offices_on,
    seat_map,
    state_of,
)
from pathfinders.enums import AppointmentKind, Status
from tests import factories
from tests.factories.seats import (
    make_constituency,
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 21)
HANDOVER = date(2019, 7, 17)
CHILE = date(2023, 11, 1)


def country(name: str, region: str = Region.EUROPE, **fields):
    return factories.make_partner(
        name=name,
        kind=PartnerType.COUNTRY,
        country=factories.make_country(region=region, name_en=name),
        **fields,
    )


@pytest.fixture
def chairs():
    """Put the chairs on record as the sources give them."""
    month = {"mandate_ends_on": date(2023, 5, 1), "mandate_precision": Precision.MONTH}
    names = ("Australia", "France", "Chile")
    terms = (
        {"starts_on": None, "ends_on": HANDOVER},
        {"starts_on": HANDOVER, "ends_on": CHILE} | month,
        {"starts_on": CHILE, "mandate_ends_on": date(2026, 11, 1)},
    )
    for name, dates in zip(names, terms, strict=True):
        make_office_term(Office.CHAIR, country(name), **dates)


def civil_society():
    """Return the three seats by theme, of which trafficking is vacant."""
    home = make_constituency(name="Civil society", partner_types=["civil_society"])
    themes = ("child_labour", "forced_labour", "trafficking")
    seats = [
        make_seat(home, label=theme, theme=theme, position=number)
        for number, theme in enumerate(themes)
    ]
    for seat, name in zip(seats, ("Global March", "Free the Slaves"), strict=False):
        make_seat_term(seat, factories.make_partner(name=name), starts_on=HANDOVER)
    return seats


# --- Offices --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "holder", "state"),
    [
        (date(2017, 11, 1), "Australia", SeatState.FILLED),
        (HANDOVER - DAY, "Australia", SeatState.ENDING),
        (HANDOVER, "France", SeatState.FILLED),
        (date(2023, 3, 2), "France", SeatState.ENDING),
        (date(2023, 5, 31), "France", SeatState.ENDING),
        (date(2023, 8, 1), "France", SeatState.CARRY_OVER),
        (CHILE - DAY, "France", SeatState.CARRY_OVER),
        (CHILE, "Chile", SeatState.FILLED),
        (date(2026, 11, 2), "Chile", SeatState.CARRY_OVER),
    ],
)
def test_who_chaired_on_a_day(chairs, day, holder, state):
    """Acceptance 2; on 1 August 2023 France carries on, on 1 November Chile alone."""
    term = office_on(Office.CHAIR, day)

    assert (term.holder.name, state_of(term, day)) == (holder, state)
    assert list(offices_on(day)) == [Office.CHAIR]


def test_an_office_nobody_holds_is_vacant(chairs):
    assert office_on(Office.DEPUTY_CHAIR, TODAY) is None
    assert state_of(None, TODAY) == SeatState.VACANT


# --- Seats ----------------------------------------------------------------------------


def test_a_vacant_seat_stands_on_the_map():
    """Acceptance 3: three themes, one vacant."""
    civil_society()

    whole = seat_map(TODAY)

    assert [
        (row.seat.label, str(row.holder or ""), row.state) for row in whole.rows
    ] == [
        ("child_labour", "Global March", SeatState.FILLED),
        ("forced_labour", "Free the Slaves", SeatState.FILLED),
        ("trafficking", "", SeatState.VACANT),
    ]
    assert (whole.total.filled, whole.total.total, whole.total.vacant) == (2, 3, 1)
    assert [row.seat.label for row in whole.vacancies] == ["trafficking"]
    assert [each.balance.filled for each in whole.constituencies] == [2]


def test_the_map_of_another_day_shows_who_sat_then():
    seat = make_seat()
    old, new = factories.make_partner(), factories.make_partner()
    make_seat_term(seat, old, starts_on=None, ends_on=HANDOVER)
    make_seat_term(seat, new, starts_on=HANDOVER + DAY)
    days = (HANDOVER - DAY, HANDOVER, HANDOVER + DAY)

    assert [seat_map(day).rows[0].holder for day in days] == [old, None, new]
    assert [term.holder for term in holders_on(HANDOVER - DAY)] == [old]


def test_a_seat_stands_on_the_map_while_it_exists():
    make_seat(created_on=HANDOVER, abolished_on=CHILE)
    days = (HANDOVER - DAY, HANDOVER, CHILE - DAY, CHILE)

    assert [len(seat_map(day).rows) for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("mandate", "precision", "state"),
    [
        (TODAY - DAY, Precision.DAY, SeatState.CARRY_OVER),
        (TODAY, Precision.DAY, SeatState.ENDING),
        (TODAY + 90 * DAY, Precision.DAY, SeatState.ENDING),
        (TODAY + 91 * DAY, Precision.DAY, SeatState.FILLED),
        (date(2026, 1, 1), Precision.YEAR, SeatState.ENDING),
        (date(2026, 10, 1), Precision.MONTH, SeatState.CARRY_OVER),
        (date(2026, 11, 1), Precision.MONTH, SeatState.ENDING),
        (None, Precision.DAY, SeatState.FILLED),
    ],
)
def test_a_mandate_counts_to_the_last_day_it_may_end_on(mandate, precision, state):
    make_seat_term(mandate_ends_on=mandate, mandate_precision=precision)

    assert seat_map(TODAY).rows[0].state == state


def test_persons_stand_with_their_function_and_only_when_asked_for():
    term = make_seat_term()
    named = {
        role: make_representative(term, role=role).person for role in RepresentativeRole
    }
    make_representative(term, ends_on=None, starts_on=TODAY + DAY, role="alternate")

    row = seat_map(TODAY).rows[0]
    without = seat_map(TODAY, with_people=False).rows[0]

    assert [each.person for each in row.representatives] == [named["titular"]]
    assert [each.person for each in row.alternates] == [named["alternate"]]
    assert [each.person for each in row.copies] == [named["copy"]]
    assert (without.representatives, without.alternates, without.copies) == ((), (), ())


def test_regions_count_their_seats_and_who_comes_from_them():
    for region in (Region.AFRICA, Region.ASIA):
        make_seat(region=region)
    filled = make_seat(region=Region.AFRICA)
    make_seat_term(filled, country("Ghana", Region.AFRICA))
    make_seat_term(make_seat(), country("Nepal", Region.ASIA))

    found = {
        each.label: (each.filled, each.total, each.holders)
        for each in seat_map(TODAY).regions
    }

    assert found["Africa"] == (1, 2, 1)
    assert found["Asia"] == (0, 1, 1)
    assert found["Europe"] == (0, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_the_same_number_of_questions(count, django_assert_num_queries):
    for _number in range(count):
        term = make_seat_term(holder=country(f"Country {_number}"))
        make_representative(term)

    with django_assert_num_queries(4):
        whole = seat_map(TODAY)
        for row in whole.rows:
            assert str(row.holder.country)
            assert [str(each.person.user) for each in row.representatives] == ["None"]


def test_the_history_of_a_seat_shows_its_vacant_time():
    seat = make_seat(abolished_on=CHILE + 9 * DAY)
    first = make_seat_term(seat, starts_on=None, ends_on=HANDOVER)
    second = make_seat_term(seat, starts_on=HANDOVER + 5 * DAY, ends_on=CHILE)

    found = [
        (each.term, each.vacant_until) for each in history_of(seat, with_people=True)
    ]

    assert found == [(second, CHILE + 9 * DAY), (first, HANDOVER + 5 * DAY)]


# --- Mandates -------------------------------------------------------------------------


def test_mandates_that_end_are_listed_with_the_days_left():
    for days in (-10, 30, 120, 200):
        make_seat_term(mandate_ends_on=TODAY + days * DAY)
    make_seat_term()
    make_seat_term(mandate_ends_on=TODAY - 300 * DAY, ends_on=TODAY)
    make_office_term(mandate_ends_on=date(2026, 1, 1), mandate_precision=Precision.YEAR)

    found = mandates_ending(on=TODAY)

    assert [(each.days, each.is_past, each.is_soon) for each in found] == [
        (-10, True, False),
        (30, False, True),
        (40, False, True),
        (120, False, False),
    ]


# --- Rotation -------------------------------------------------------------------------


def test_who_never_sat_is_proposed_first_then_who_sat_longest_ago():
    first, second, vacant = civil_society()
    late = factories.make_partner(name="Sat lately")
    early = factories.make_partner(name="Sat long ago")
    never = factories.make_partner(name="Never sat", joined_on=date(2018, 3, 1))
    factories.make_partner(name="A union", kind=PartnerType.WORKERS)
    factories.make_partner(name="Has left", joined_on=HANDOVER, left_on=CHILE)
    make_seat_term(vacant, early, starts_on=None, ends_on=date(2018, 1, 1))
    make_seat_term(vacant, late, starts_on=date(2018, 1, 1), ends_on=date(2021, 1, 1))

    proposal = rotation_proposal(vacant, TODAY)

    assert [each.partner for each in proposal.candidates] == [never, early, late]
    assert proposal.candidates[0].reasons == (
        "Has not held a seat of this constituency",
        "Joined: 1 March 2018",
    )
    assert proposal.candidates[1].reasons == (
        "Last held a seat of this constituency until 1 January 2018",
    )
    assert (proposal.fitting, proposal.seated) == (3, 2)
    assert proposal.criteria == ("Type: Civil society organization",)
    assert (proposal.constituency.filled, proposal.constituency.total) == (3, 3)


def test_a_seat_of_a_region_is_for_pathfinder_countries_of_that_region():
    home = make_constituency(partner_types=["country"], only_pathfinders=True)
    seat = make_seat(home, region=Region.AFRICA)
    asian = country("Nepal", Region.ASIA)
    african, other = country("Ghana", Region.AFRICA), country("Chad", Region.AFRICA)
    for each in (asian, african):
        factories.make_pathfinder(country=each.country, status=Status.PATHFINDER)
    factories.make_pathfinder(country=other.country, status=Status.ON_PATH)

    proposal = rotation_proposal(seat, TODAY)

    assert [each.partner for each in proposal.candidates] == [african]
    assert proposal.criteria == (
        "Type: Country",
        "Pathfinder country",
        "Region: Africa",
    )


def test_the_balance_after_the_change_moves_one_holder_to_another_region():
    home = make_constituency(partner_types=["country"])
    seat = make_seat(home)
    make_seat_term(seat, country("France"))
    country("Nepal", Region.ASIA)

    shifts = {
        each.region: (each.before, each.after, each.change)
        for each in rotation_proposal(seat, TODAY).shifts
    }

    assert shifts["Europe"] == (1, 0, -1)
    assert shifts["Asia"] == (0, 1, 1)
    assert shifts["Africa"] == (0, 0, 0)


def test_a_proposal_changes_nothing():
    seat = civil_society()[2]
    factories.make_partner()

    rotation_proposal(seat, TODAY)

    assert seat.terms.count() == 0


# --- Invitations ----------------------------------------------------------------------


def line(each) -> tuple:
    return each.capacity, each.name, each.affiliation


def test_the_invitation_list_names_the_vacant_seat(chairs):
    """Acceptance 3: the vacancy shows in the invitation list too."""
    civil_society()

    found = people_to_invite(TODAY)

    assert [
        (each.affiliation, each.is_vacant, each.lacks_person) for each in found
    ] == [
        ("Chile", False, True),
        ("Global March", False, True),
        ("Free the Slaves", False, True),
        ("", True, False),
    ]
    assert found[-1].row.seat.label == "trafficking"


def test_everybody_who_belongs_to_a_meeting_is_invited_once():
    chair = factories.make_person(name="Chair", email="chair@example.org")
    make_office_term(Office.CHAIR, country("Chile"), person=chair)
    member = make_seat_term(make_seat(position=1), country("France"))
    make_representative(member, factories.make_person(name="Titular"))
    make_representative(member, factories.make_person(name="Deputy"), role="alternate")
    make_representative(member, factories.make_person(name="Reader"), role="copy")
    make_representative(member, chair, role="alternate")
    observer = make_seat_term(make_seat(standing=Standing.OBSERVER, position=0))
    make_representative(observer, factories.make_person(name="Observer"))
    on_path = factories.make_pathfinder(
        country=factories.make_country(name_en="Chad"), status=Status.ON_PATH
    )
    focal = factories.make_focal_point(on_path.country, name="Focal")
    other = factories.make_pathfinder(
        country=factories.make_country(name_en="Peru"), status=Status.PATHFINDER
    )
    known = {"kind": AppointmentKind.FOCAL_POINT, "ministry": "Labour"}
    factories.make_appointment(on_path, person="Again", email=focal.email, **known)
    factories.make_appointment(other, person="Second", email="x@example.org", **known)
    factories.make_officer(name="Officer")

    found = people_to_invite(TODAY)

    assert [line(each) for each in found] == [
        (Capacity.CHAIR, "Chair", "Chile"),
        (Capacity.MEMBER, "Titular", "France"),
        (Capacity.ALTERNATE, "Deputy", "France"),
        (Capacity.GUEST, "Reader", "France"),
        (Capacity.OBSERVER, "Observer", str(observer.holder)),
        (Capacity.CANDIDATE, "Focal", "Chad"),
        (Capacity.PATHFINDER, "Second", "Labour"),
        (Capacity.SECRETARIAT, "Officer", ""),
    ]
    assert [each.name for each in found if each.is_copy] == ["Reader"]


def test_who_has_left_the_post_is_not_invited():
    term = make_seat_term()
    for role in RepresentativeRole:
        gone = factories.make_person(is_active=False)
        make_representative(term, gone, role=role)

    (found,) = people_to_invite(TODAY)

    assert (found.affiliation, found.lacks_person) == (str(term.holder), True)


def test_nobody_is_invited_by_a_role_of_another_day():
    path = factories.make_pathfinder(status=Status.PATHFINDER)
    user = factories.make_user()
    factories.make_role(user, Role.FOCAL_POINT, path.country, ends_on=TODAY - DAY)

    assert people_to_invite(TODAY) == []
    assert [each.user for each in people_to_invite(TODAY - DAY)] == [user]
