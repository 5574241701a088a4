"""An office ends without a successor, on a page of its own, and standings change."""

from datetime import date

import pytest
from django.urls import reverse

from alliance87.core.access import scope_of
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, User
from meetings import seats
from meetings.enums import Office, RepresentativeRole, Standing
from meetings.models import Seat
from tests import factories
from tests.factories.seats import (
    make_constituency,
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db
START, END = date(2024, 7, 17), date(2026, 11, 1)
OWN = "You cannot give rights to yourself. Ask another administrator."
OF_OTHERS = (
    "Rosa Sample has an account and would get rights by this: only an administrator "
    "can name this person."
)


@pytest.fixture
def officer():
    return factories.make_officer(language="en")


@pytest.fixture
def rosa():
    return factories.make_person(name="Rosa Sample", user=factories.make_user())


def end_url(term) -> str:
    return reverse("meetings:office-end", kwargs={"pk": term.pk})


# --- Offices --------------------------------------------------------------------------


def test_an_office_is_ended_with_its_reason(client_for, officer, rosa):
    term = make_office_term(Office.CHAIR, starts_on=START, person=rosa)
    client = client_for(officer)
    assert end_url(term) in client.get(reverse("meetings:offices")).text

    page = client.get(end_url(term)).text
    assert "Rosa Sample has the rights of the Chair until the day before." in page
    form = {"on": "2026-11-01", "reason": "It resigned.", "decision_reference": "Note"}
    response = client.post(end_url(term), form)

    term.refresh_from_db()
    assert response.url == reverse("meetings:offices")
    assert term.ends_on == END
    trail = AuditEvent.objects.get(verb="office.ended")
    assert (trail.now, trail.reason) == ("2026-11-01", "It resigned.\n\nNote")
    assert not scope_of(User.objects.get(pk=rosa.user_id)).is_chair
    assert end_url(term) not in client.get(reverse("meetings:offices")).text


def test_ending_an_office_needs_a_reason_and_a_day_after_the_first(client_for, officer):
    term = make_office_term(Office.DEPUTY_CHAIR, starts_on=START)
    client = client_for(officer)

    bare = client.post(end_url(term), {"on": "2026-11-01", "reason": ""})
    early = client.post(end_url(term), {"on": "2024-07-17", "reason": "x"})

    assert "reason" in bare.context["form"].errors
    assert early.context["form"].non_field_errors() == [
        f"{term.holder} holds it from 17 July 2024. Choose a later day."
    ]
    term.refresh_from_db()
    assert term.ends_on is None


def test_a_term_that_has_ended_is_not_ended_again(client_for, officer):
    term = make_office_term(starts_on=START, ends_on=END)
    client = client_for(officer)

    assert "This term has ended already." in client.get(end_url(term)).text
    client.post(end_url(term), {"on": "2026-11-02", "reason": "x"})

    term.refresh_from_db()
    assert term.ends_on == END


# --- The seat map ---------------------------------------------------------------------


def test_carry_over_is_explained_only_where_a_seat_is(client):
    term = make_seat_term(mandate_ends_on=date(2031, 1, 1))
    words = "Carry-over: the mandate is past"
    assert words not in client.get(reverse("meetings:seats")).text

    term.mandate_ends_on = date(2022, 1, 1)
    term.save()

    assert words in client.get(reverse("meetings:seats")).text


# --- Standing gives rights ------------------------------------------------------------


def held_seat(person, role=RepresentativeRole.TITULAR, **dates) -> Seat:
    seat = make_seat(standing=Standing.OBSERVER)
    term = make_seat_term(seat, starts_on=START)
    make_representative(term, person, role=role, **dates)
    return seat


def raise_standing(seat, by) -> None:
    seat.standing = Standing.MEMBER
    seats.save_seat(seat, by=by, expected=seat.version)


def standing_of(seat) -> str:
    return Seat.objects.get(pk=seat.pk).standing


def test_an_officer_makes_nobody_with_an_account_a_member(rosa, officer):
    seat = held_seat(rosa)

    with pytest.raises(Blocked) as refusal:
        raise_standing(seat, officer)

    assert refusal.value.reasons == (OF_OTHERS,)
    assert standing_of(seat) == Standing.OBSERVER
    assert not scope_of(User.objects.get(pk=rosa.user_id)).is_gcg_member


def test_nobody_makes_oneself_a_member():
    by = factories.make_administrator()
    seat = held_seat(factories.make_person(user=by))

    with pytest.raises(Blocked) as refusal:
        raise_standing(seat, by)

    assert refusal.value.reasons == (OWN,)


def test_who_comes_later_counts_too(rosa, officer):
    with pytest.raises(Blocked):
        raise_standing(held_seat(rosa, starts_on=date(2031, 1, 1)), officer)


def test_an_administrator_changes_the_standing(rosa):
    seat = held_seat(rosa)

    raise_standing(seat, factories.make_administrator())

    assert standing_of(seat) == Standing.MEMBER
    assert scope_of(User.objects.get(pk=rosa.user_id)).is_gcg_member


@pytest.mark.parametrize(
    "fields",
    [{"role": RepresentativeRole.COPY}, {"ends_on": date(2025, 1, 1)}],
)
def test_who_has_no_rights_there_stands_in_nobodys_way(fields, rosa, officer):
    seat = held_seat(rosa, **fields)

    raise_standing(seat, officer)

    assert standing_of(seat) == Standing.MEMBER


def test_an_officer_changes_the_seat_of_people_without_accounts(officer):
    seat = held_seat(factories.make_person())

    raise_standing(seat, officer)

    assert standing_of(seat) == Standing.MEMBER


def test_other_facts_of_a_held_seat_stay_the_officers(rosa, officer):
    seat = held_seat(rosa)
    seat.label = "Renamed"

    seats.save_seat(seat, by=officer, expected=seat.version)

    assert Seat.objects.get(pk=seat.pk).label == "Renamed"


def without(rows: str) -> dict:
    """Return what a page of the records desk sends of rows that are only read."""
    return {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}


def seat_form(seat) -> dict:
    return {
        "constituency": seat.constituency_id,
        "label": seat.label,
        "position": 0,
        "standing": Standing.MEMBER,
        "rotates": "on",
        "version": seat.version,
    }


def test_the_page_of_the_seat_says_why(client_for, rosa, officer):
    seat = held_seat(rosa)
    url = reverse("meetings:seat-edit", kwargs={"pk": seat.pk})

    page = client_for(officer).post(url, seat_form(seat))

    assert page.context["form"].non_field_errors() == [OF_OTHERS]
    assert standing_of(seat) == Standing.OBSERVER


def test_the_records_desk_says_why(client_for, rosa, officer):
    seat = held_seat(rosa)
    url = reverse("admin:meetings_seat_change", args=[seat.pk])

    form = seat_form(seat) | without("terms")

    refused = client_for(officer).post(url, form)
    assert OF_OTHERS in refused.text
    assert standing_of(seat) == Standing.OBSERVER

    client_for(factories.make_administrator()).post(url, form)
    assert standing_of(seat) == Standing.MEMBER


def test_the_records_desk_moves_no_term_to_a_seat_with_more_rights(
    client_for, rosa, officer
):
    seat = held_seat(rosa)
    term = seat.terms.get()
    other = make_seat(make_constituency(), standing=Standing.MEMBER)
    url = reverse("admin:meetings_seatterm_change", args=[term.pk])
    form = {
        "seat": other.pk,
        "holder": term.holder_id,
        "starts_on": START.isoformat(),
        "start_precision": "day",
        "mandate_precision": "day",
        "version": 0,
    } | without("representatives")

    refused = client_for(officer).post(url, form)
    term.refresh_from_db()
    assert OF_OTHERS in refused.text
    assert term.seat == seat

    client_for(factories.make_administrator()).post(url, form)
    term.refresh_from_db()
    assert term.seat == other
