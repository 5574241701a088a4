"""Pages of seats and offices: what each reader sees, and who may keep them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from alliance87.core.enums import Region
from alliance87.partners.enums import PartnerType
from meetings.enums import Office
from tests import factories
from tests.factories.people import PEOPLE
from tests.factories.seats import (
    make_office_term,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 21)
START, HANDOVER = date(2019, 7, 17), date(2023, 11, 1)
SEES_PEOPLE = {"OB", "GM", "SO", "SA", "CH"}
KEEPS = {"SO", "SA"}


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


def country(name: str):
    return factories.make_partner(
        name=name,
        kind=PartnerType.COUNTRY,
        country=factories.make_country(region=Region.EUROPE),
    )


# --- Seat map -------------------------------------------------------------------------


def test_everybody_sees_holders_and_vacant_seats(client):
    make_seat(label="Trafficking")
    make_seat_term(holder=factories.make_partner(name="Global March"))

    page = text(client.get(url("seats")))

    assert "Global March" in page
    assert "Trafficking" in page
    assert "1 of 2 seats are filled." in page
    assert "1 seat is vacant." in page


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("page", ["seats", "seat", "offices"])
def test_names_of_persons_are_for_the_group_and_the_secretariat(client_for, page, who):
    named = make_representative(person=factories.make_person(name="Rosa Sample"))
    chair = factories.make_person(name="Chair Sample")
    make_office_term(person=chair)
    keys = {"pk": named.term.seat_id} if page == "seat" else {}
    client = client_for(PEOPLE[who](factories.make_country()))

    found = text(client.get(url(page, **keys)))

    name = "Chair Sample" if page == "offices" else "Rosa Sample"
    assert (name in found) is (who in SEES_PEOPLE)


def test_visitors_see_no_names_of_persons(client):
    named = make_representative(person=factories.make_person(name="Rosa Sample"))
    make_office_term(person=factories.make_person(name="Chair Sample"))

    for address in (
        url("seats"),
        url("offices"),
        url("seat", pk=named.term.seat_id),
    ):
        found = text(client.get(address))
        assert "Sample" not in found
        assert str(named.term.holder) in found or address == url("offices")


@pytest.mark.parametrize(
    ("on", "holder"),
    [("2019-07-16", "Australia"), ("2019-07-17", "France"), ("2023-11-01", "Chile")],
)
def test_the_map_shows_any_day(client, on, holder):
    names = ("Australia", "France", "Chile")
    days = ((None, START), (START, HANDOVER), (HANDOVER, None))
    for name, (starts, ends) in zip(names, days, strict=True):
        make_office_term(holder=country(name), starts_on=starts, ends_on=ends)

    page = text(client.get(url("seats"), {"on": on}))

    assert [name for name in names if name in page] == [holder]


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("yesterday", "Enter a valid date."),
        ("1066-10-14", "Choose a day from 1990 on."),
        ("2026-13-01", "Enter a valid date."),
    ],
)
def test_a_day_that_cannot_be_read_shows_today_and_says_so(client, on, sentence):
    response = client.get(url("seats"), {"on": on})

    assert response.context["map"].on == TODAY
    assert list(response.context["filters"].errors["on"]) == [sentence]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", ["seats", "offices", "mandates", "constituencies"])
def test_pages_ask_the_same_number_of_questions(
    client_for, django_assert_num_queries, page, count
):
    client = client_for(factories.make_officer())
    for number in range(count):
        term = make_seat_term(
            holder=country(f"Country {number}"), mandate_ends_on=TODAY + 9 * DAY
        )
        make_representative(term)
        make_office_term(
            Office.CHAIR,
            country(f"Chair {number}"),
            person=factories.make_person(),
            starts_on=date(2000 + number, 1, 1),
            ends_on=date(2001 + number, 1, 1),
        )
    queries = {"seats": 7, "offices": 4, "mandates": 5, "constituencies": 4}

    with django_assert_num_queries(queries[page]):
        client.get(url(page))


@pytest.mark.parametrize("count", [1, 3])
def test_a_seat_asks_the_same_number_of_questions(
    client_for, django_assert_num_queries, count
):
    client, seat = client_for(factories.make_officer()), make_seat()
    for number in range(count):
        first = date(2000 + number, 1, 1)
        term = make_seat_term(seat, starts_on=first, ends_on=first + 9 * DAY)
        make_representative(term)

    with django_assert_num_queries(6):
        client.get(url("seat", pk=seat.pk))


def test_the_workbook_holds_what_the_reader_may_know(client, client_for):
    named = make_representative(person=factories.make_person(name="Rosa Sample"))
    make_seat(label="Trafficking")
    member = client_for(factories.make_gcg_member())

    def sheet(reader) -> list[tuple]:
        book = load_workbook(BytesIO(reader.get(url("seats-workbook")).content))
        return list(book.worksheets[0].iter_rows(values_only=True))

    public, inside = sheet(client), sheet(member)

    assert [row[5] for row in public[1:]] == [str(named.term.holder), None]
    assert [row[6] for row in public[1:]] == ["Filled", "Vacant"]
    assert "Rosa Sample" not in str(public)
    assert inside[0][-1] == "Persons"
    assert inside[1][-1] == "Rosa Sample"


def test_the_pdf_of_a_day_names_that_day(client):
    make_seat_term(starts_on=START)

    response = client.get(url("seats-pdf"), {"on": "2020-01-01"})

    assert response.content[:5] == b"%PDF-"
    assert "seat-map-2020-01-01.pdf" in response["Content-Disposition"]


def test_offices_show_the_carry_over_of_the_past(client):
    france = country("France")
    make_office_term(
        holder=france,
        starts_on=START,
        mandate_ends_on=date(2023, 5, 1),
        mandate_precision="month",
        ends_on=HANDOVER,
    )

    page = text(client.get(url("offices")))

    assert "Mandate ended: May 2023; held on until the handover." in page


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    "page",
    [
        *("seat-edit", "seat-abolish", "seat-hand-over", "seat-end-term"),
        *("seat-representative", "seat-rotation", "representative-end"),
        *("mandates", "constituencies", "constituency-add", "seat-add"),
        *("office-hand-over", "office-person", "constituency-edit"),
    ],
)
def test_only_the_secretariat_keeps_seats(client_for, page, who):
    named = make_representative()
    office = make_office_term()
    keys = {
        "representative-end": {"pk": named.pk},
        "office-hand-over": {"office": "chair"},
        "office-person": {"pk": office.pk},
        "constituency-edit": {"slug": named.term.seat.constituency.slug},
    }
    plain = {"mandates", "constituencies", "constituency-add", "seat-add"}
    known = {} if page in plain else keys.get(page, {"pk": named.term.seat_id})
    client = client_for(PEOPLE[who](factories.make_country()))

    response = client.get(url(page, **known))

    assert response.status_code == (200 if who in KEEPS else 403)


def test_visitors_are_asked_to_sign_in_before_they_keep_anything(client):
    seat = make_seat()

    response = client.get(url("seat-hand-over", pk=seat.pk))

    assert (response.status_code, "/account/login/" in response["Location"]) == (
        302,
        True,
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("seat", {"pk": 999}),
        ("seat-edit", {"pk": 999}),
        ("representative-end", {"pk": 999}),
        ("office-hand-over", {"office": "king"}),
        ("constituency-edit", {"slug": "none"}),
    ],
)
def test_what_does_not_exist_is_not_found(officer, name, keys):
    assert officer.get(url(name, **keys)).status_code == 404
