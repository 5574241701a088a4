"""The secretariat keeps seats and offices on their pages."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alliance87.core.enums import Region
from alliance87.partners.enums import PartnerType
from meetings.enums import EndReason, RepresentativeRole
from meetings.models import Constituency, OfficeTerm, Seat, SeatTerm
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
START = date(2019, 7, 17)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def text(response) -> str:
    return response.content.decode()


def url(name: str, **keys) -> str:
    return reverse(f"meetings:{name}", kwargs=keys)


def errors(response) -> list[str]:
    return [
        each for found in response.context["form"].errors.values() for each in found
    ]


def country(name: str):
    return factories.make_partner(
        name=name,
        kind=PartnerType.COUNTRY,
        country=factories.make_country(region=Region.EUROPE),
    )


def handover_form(holder, **fields) -> dict:
    return {
        "holder": holder.pk,
        "on": "2026-12-01",
        "mandate_end_day": "",
        "mandate_end_month": "11",
        "mandate_end_year": "2029",
        "mandate_end_qualifier": "exact",
        "end_reason": EndReason.ROTATION,
        "decision_reference": "20th meeting, item 3",
    } | fields


def test_a_seat_is_handed_over_on_its_page(officer):
    term = make_seat_term(starts_on=START)
    named = make_representative(
        term, factories.make_person(name="Rosa Sample", user=factories.make_user())
    )
    new = factories.make_partner(name="Walk Free")
    page = url("seat-hand-over", pk=term.seat_id)

    shown = text(officer.get(page, {"holder": new.pk}))
    response = officer.post(page, handover_form(new), follow=True)

    assert f'<option value="{new.pk}" selected>' in shown
    assert f"{named.person.name} reads the papers of the Group until" in shown
    assert "The seat has its new holder." in text(response)
    found = term.seat.terms.get(holder=new)
    assert found.starts_on == date(2026, 12, 1)
    assert str(found.mandate_end) == "November 2029"
    assert found.decision_reference == "20th meeting, item 3"


def test_a_handover_to_the_holder_itself_comes_back_with_a_sentence(officer):
    term = make_seat_term(starts_on=START, holder=factories.make_partner(name="ITUC"))

    response = officer.post(
        url("seat-hand-over", pk=term.seat_id), handover_form(term.holder)
    )

    assert errors(response) == [
        "ITUC holds it on this day already. Choose somebody else."
    ]


def test_a_handover_into_a_taken_time_comes_back_with_a_sentence(officer):
    term = make_seat_term(starts_on=START, ends_on=date(2027, 1, 1))
    make_seat_term(term.seat, starts_on=date(2027, 1, 1))

    response = officer.post(
        url("seat-hand-over", pk=term.seat_id),
        handover_form(factories.make_partner()),
    )

    assert errors(response) == [
        "Somebody else holds this seat on these days. "
        "End that term first, or change the dates."
    ]
    assert SeatTerm.objects.count() == 2


def test_a_handover_names_who_decided_it(officer):
    seat = make_seat()
    form = handover_form(factories.make_partner(), decision_reference="")

    response = officer.post(url("seat-hand-over", pk=seat.pk), form)

    assert errors(response) == ["This field is required."]
    assert SeatTerm.objects.count() == 0


def test_a_mandate_does_not_end_before_some_day(officer):
    form = handover_form(factories.make_partner()) | {
        "mandate_end_day": "1",
        "mandate_end_qualifier": "before",
    }

    response = officer.post(url("seat-hand-over", pk=make_seat().pk), form)

    assert errors(response) == [
        "Give the day as agreed, or only the month or the year."
    ]


def test_a_vacant_seat_is_not_asked_why_a_term_ends(officer):
    seat = make_seat(make_constituency(term_months=24))

    form = officer.get(url("seat-hand-over", pk=seat.pk)).context["form"]

    assert "end_reason" not in form.fields
    assert form.initial["mandate_end"].on == date(2028, 11, 21)


def test_a_term_is_ended_and_a_seat_abolished_on_their_pages(officer):
    term = make_seat_term(starts_on=START)
    said = {"on": "2026-12-01", "decision_reference": "Note of the constituency"}

    officer.post(
        url("seat-end-term", pk=term.seat_id), said | {"end_reason": "resignation"}
    )
    again = officer.get(url("seat-end-term", pk=term.seat_id))
    officer.post(url("seat-abolish", pk=term.seat_id), said)

    term.refresh_from_db()
    assert (term.ends_on, term.end_reason) == (date(2026, 12, 1), "resignation")
    assert again.status_code == 302
    assert Seat.objects.get().abolished_on == date(2026, 12, 1)


def test_persons_are_named_and_ended_on_their_pages(officer):
    term = make_seat_term(starts_on=START)
    person = factories.make_person(name="Rosa Sample")
    form = {
        "person": person.pk,
        "role": RepresentativeRole.TITULAR,
        "starts_on": "2026-11-01",
        "ends_on": "",
    }

    officer.post(url("seat-representative", pk=term.seat_id), form)
    named = term.representatives.get()
    officer.post(url("representative-end", pk=named.pk), {"on": "2026-12-01"})
    early = officer.post(
        url("seat-representative", pk=term.seat_id), form | {"starts_on": "2019-01-01"}
    )

    named.refresh_from_db()
    assert (named.person, named.starts_on) == (person, date(2026, 11, 1))
    assert named.ends_on == date(2026, 12, 1)
    assert errors(early) == ["A representative serves within the term of the holder."]


def test_an_office_is_handed_over_to_a_country(officer):
    france, chile = country("France"), country("Chile")
    person = factories.make_person(name="In Office")
    make_office_term(holder=france, starts_on=START)
    union = factories.make_partner(kind=PartnerType.WORKERS)
    page = url("office-hand-over", office="chair")

    refused = officer.post(page, handover_form(union))
    officer.post(page, handover_form(chile, person=person.pk))

    assert errors(refused) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]
    assert [
        (term.holder, term.starts_on, term.ends_on, term.person)
        for term in OfficeTerm.objects.order_by("pk")
    ] == [
        (france, START, date(2026, 12, 1), None),
        (chile, date(2026, 12, 1), None, person),
    ]


def test_constituencies_and_seats_are_put_on_record(officer):
    officer.post(
        url("constituency-add"),
        {
            "name": "Civil society",
            "slug": "civil-society",
            "position": "1",
            "partner_types": ["civil_society"],
            "rotation_scheme": "One organization for each theme.",
            "term_months": "24",
            "version": "0",
        },
    )
    home = Constituency.objects.get()
    form = {
        "constituency": home.pk,
        "label": "Trafficking",
        "position": "1",
        "standing": "member",
        "theme": "trafficking",
        "rotates": "on",
        "version": "0",
    }
    officer.post(url("seat-add"), form)
    twin = officer.post(url("seat-add"), form | {"label": "TRAFFICKING"})

    assert (home.partner_types, home.term_months) == (["civil_society"], 24)
    assert [str(seat) for seat in Seat.objects.all()] == ["Civil society: Trafficking"]
    assert errors(twin) == ["The constituency has a seat of this name already."]


def test_a_lost_edit_of_a_seat_is_shown_and_not_written(officer):
    seat = make_seat(label="Old")
    form = {
        "constituency": seat.constituency_id,
        "label": "Mine",
        "position": "0",
        "standing": "member",
        "version": "0",
    }
    Seat.objects.filter(pk=seat.pk).update(label="Theirs", version=1)

    response = officer.post(url("seat-edit", pk=seat.pk), form)

    assert response.status_code == 409
    assert ("name of the seat", "Theirs", "Mine") in [
        (label.lower(), *rest) for label, *rest in response.context["form"].conflicts
    ]
    seat.refresh_from_db()
    assert seat.label == "Theirs"


def test_the_rotation_page_proposes_and_leads_to_the_handover(officer):
    seat = make_seat(make_constituency(partner_types=["civil_society"]))
    partner = factories.make_partner(name="Walk Free", joined_on=START)

    page = text(officer.get(url("seat-rotation", pk=seat.pk)))

    assert "1. Walk Free" in page
    assert f"{url('seat-hand-over', pk=seat.pk)}?holder={partner.pk}" in page


def test_mandates_are_listed_by_how_soon_they_end(officer):
    for days in (-10, 30, 120):
        make_seat_term(mandate_ends_on=TODAY + days * DAY)

    parts = officer.get(url("mandates")).context["parts"]

    assert [(anchor, len(rows)) for _heading, anchor, rows in parts] == [
        ("past", 1),
        ("soon", 1),
        ("later", 1),
    ]
