"""The secretariat's board of needs and its list of offers."""

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent
from pathfinders.models import SupportOffer
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BOARD, OFFERS = "/secretariat/needs/", "/secretariat/offers/"


def answers(**more) -> dict:
    return {"kind": "expertise", "title": "Experts for a survey"} | more


def errors(response) -> dict:
    return response.context["form"].errors


def titles(response) -> list[str]:
    return [str(row) for row in response.context["page"]]


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


# --- The board ----------------------------------------------------------------------


def test_board_groups_needs_by_state_with_counts(officer):
    factories.make_need(title="Open need", answer_by=TODAY - timedelta(days=1))
    factories.make_match(factories.make_need(title="Agreed need"), state="agreed")

    page = officer.get(BOARD)

    groups = [
        (state, number, [str(row.need) for row in rows])
        for state, number, rows in page.context["groups"]
    ]
    assert groups == [("Open", 1, ["Open need"]), ("Agreed", 1, ["Agreed need"])]
    assert [line.value for line in page.context["counts"]] == [1, 0, 1, 0, 0]
    assert (page.context["total"], page.context["overdue"]) == (2, 1)
    assert "Overdue" in page.content.decode()


FILTERS = [
    ("q=survey", ["Survey"]),
    ("state=offered", ["Offered"]),
    ("kind=training", ["Training"]),
    ("topic=legal", ["Legal"]),
    ("region=Asia", ["Asian"]),
    ("overdue=on", ["Late"]),
    ("kind=nonsense", ["Asian", "Late", "Legal", "Offered", "Survey", "Training"]),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_board_is_filtered(officer, query, expected):
    asian = factories.make_pathfinder(country=factories.make_country(region="Asia"))
    factories.make_need(asian, title="Asian")
    factories.make_need(title="Late", answer_by=TODAY - timedelta(days=1))
    factories.make_need(title="Legal", topics=["legal"])
    factories.make_match(factories.make_need(title="Offered"))
    factories.make_need(title="Survey")
    factories.make_need(title="Training", kind="training")

    assert sorted(titles(officer.get(f"{BOARD}?{query}"))) == expected


def test_board_finds_the_needs_of_a_country_by_its_name(officer):
    need = factories.make_need()
    factories.make_need()
    country = need.pathfinder.country

    assert titles(officer.get(f"{BOARD}?q={country.name_fr}")) == [str(need)]
    by_country = officer.get(f"{BOARD}?country={need.pathfinder_id}")
    assert [each.pk for each in by_country.context["page"]] == [need.pk]


def test_board_has_pages_of_fifty(officer):
    pathfinder = factories.make_pathfinder()
    for _number in range(51):
        factories.make_need(pathfinder)

    second = officer.get(f"{BOARD}?page=2&kind=expertise")

    assert len(titles(second)) == 1
    assert second.context["groups"][0][1] == 51
    assert "page=1&amp;kind=expertise" in second.content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [(BOARD, 8), (OFFERS, 5), (f"{BOARD}csv/", 4)],
)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_need_the_same_queries_for_one_and_three(
    officer, django_assert_num_queries, address, queries, count
):
    for _number in range(count):
        factories.make_match()
    officer.get(address)

    with django_assert_num_queries(queries):
        response = officer.get(address)

    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_need_asks_the_same_for_one_and_three_offers(
    officer, django_assert_num_queries, count
):
    need = factories.make_need()
    for _number in range(count):
        factories.make_match(need)
        factories.make_offer()
    officer.get(f"/needs/{need.pk}/")

    with django_assert_num_queries(7):
        response = officer.get(f"/needs/{need.pk}/")

    assert len(response.context["held"]) == len(response.context["suggested"]) == count


def test_spreadsheet_holds_all_that_the_filters_leave(officer):
    factories.make_need(
        title="=SUM(A1)",
        kind="money",
        amount=Decimal("10.50"),
        currency="USD",
        topics=["legal"],
        answer_by=date(2024, 1, 1),
    )
    factories.make_need()

    response = officer.get(f"{BOARD}csv/?kind=money")

    text = response.content.decode("utf-8-sig")
    header, row = csv.reader(text.splitlines())
    found = dict(zip(header, row, strict=True))
    assert found["Need"] == "'=SUM(A1)"
    assert (found["Amount"], found["Currency"]) == ("10.5", "USD")
    assert (found["State"], found["Overdue"]) == ("Open", "yes")
    assert (found["Topics"], found["Answer wanted by"]) == (
        "Legal action",
        "2024-01-01",
    )


def test_empty_lists_say_so(officer):
    pathfinder = factories.make_pathfinder()
    own = f"/pathfinders/{pathfinder.country.slug}/needs/"

    assert "No country has asked for support yet" in officer.get(BOARD).content.decode()
    assert "No offers on record" in officer.get(OFFERS).content.decode()
    assert "No needs on record" in officer.get(own).content.decode()
    assert "No need matches" in officer.get(f"{BOARD}?q=x").content.decode()


# --- Offers -------------------------------------------------------------------------


def test_offer_is_put_on_record(officer):
    partner = factories.make_partner()
    sent = answers(partner=partner.pk, regions=["Africa"], languages=["fr"])

    response = officer.post(f"{OFFERS}add/", sent)

    offer = SupportOffer.objects.get()
    assert response["Location"] == f"/offers/{offer.pk}/"
    assert (offer.partner, offer.regions, offer.languages) == (
        partner,
        ["Africa"],
        ["fr"],
    )
    assert AuditEvent.objects.get().verb == "offer.added"


@pytest.mark.parametrize(
    ("who", "field", "message"),
    [
        ((), "partner", "Choose the partner or the action group."),
        (("partner", "group"), "action_group", "Choose one of the two, not both."),
    ],
)
def test_offer_comes_from_one(officer, who, field, message):
    sent = answers()
    if "partner" in who:
        sent["partner"] = factories.make_partner().pk
    if "group" in who:
        sent["action_group"] = factories.make_group().pk

    response = officer.post(f"{OFFERS}add/", sent)

    assert errors(response)[field] == [message]
    assert SupportOffer.objects.count() == 0


def test_partner_that_left_offers_nothing_new(officer):
    partner = factories.make_partner(left_on=date(2020, 1, 1))

    response = officer.post(f"{OFFERS}add/", answers(partner=partner.pk))

    assert "partner" in errors(response)


def test_ended_offer_is_marked_last_and_not_suggested(officer):
    ended = factories.make_offer(title="Past", ends_on=date(2020, 1, 1))
    factories.make_offer(title="Going on")
    need = factories.make_need()

    page = officer.get(OFFERS)
    suggested = officer.get(f"/needs/{need.pk}/").context["suggested"]

    assert titles(page) == ["Going on", "Past"]
    assert [str(each.offer) for each in suggested] == ["Going on"]
    assert "Ended" in page.content.decode()
    assert titles(officer.get(f"{OFFERS}?until=ended")) == [str(ended)]
    assert officer.get(f"/offers/{ended.pk}/").context["suggested"] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ministry", ["Named"]),
        ("region=Asia", ["Asian", "Everywhere", "Named"]),
        ("topic=legal", ["Asian", "Everywhere", "Named"]),
        ("kind=tools", ["Everywhere"]),
    ],
)
def test_offers_are_filtered(officer, query, expected):
    factories.make_offer(title="Asian", regions=["Asia"], topics=["legal"])
    factories.make_offer(title="African", regions=["Africa"], topics=["capacity"])
    factories.make_offer(title="Everywhere", kind="tools")
    partner = factories.make_partner(name="Ministry of Exchange")
    factories.make_offer(title="Named", partner=partner)

    assert sorted(titles(officer.get(f"{OFFERS}?{query}"))) == expected
