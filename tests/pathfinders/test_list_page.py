"""The public list of countries: what it shows, filters, order, and the table."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from alliance87.core.dates import PartialDate
from pathfinders.enums import MilestoneKind, Status
from tests.factories import (
    make_country,
    make_milestone,
    make_pathfinder,
    make_status_event,
)

pytestmark = pytest.mark.django_db
EOI, WORKSHOP = MilestoneKind.EXPRESSION_OF_INTEREST, MilestoneKind.WORKSHOP


@pytest.fixture
def three():
    """Return a real map country, one with accents, and an example."""
    uganda = make_country(iso3="UGA", iso2="UG", name_en="Uganda", name_fr="Ouganda")
    uganda.region = "Africa"
    uganda.save()
    ivory = make_country(
        iso3="CIV", iso2="CI", name_en="Côte d’Ivoire", name_es="Costa de Marfil"
    )
    example = make_country(name_en="Aexample", is_example=True)
    found = [make_pathfinder(country=each) for each in (uganda, ivory, example)]
    make_milestone(found[0], EOI, when=PartialDate.parse("2018-12"))
    make_milestone(found[0], WORKSHOP, when=PartialDate.parse("2019-07", before=False))
    make_milestone(found[1], EOI, when=PartialDate.parse("2020-01-05"))
    return found


def names(client, **query) -> list[str]:
    page = client.get(reverse("pathfinders:list"), query).context["page"]
    return [str(row.pathfinder) for row in page]


def test_list_is_in_order_of_names_with_examples_last(client, three):
    assert names(client) == ["Côte d’Ivoire", "Uganda", "Aexample"]


def test_list_in_french_orders_accents_like_plain_letters(client, three):
    make_pathfinder(country=make_country(name_fr="Éthiopie"))
    client.cookies["django_language"] = "fr"

    assert names(client)[:2] == ["Éthiopie", "Ouganda"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "cote d'ivoire"}, ["Côte d’Ivoire"]),
        ({"q": "CÔTE"}, ["Côte d’Ivoire"]),
        ({"q": "marfil"}, ["Côte d’Ivoire"]),
        ({"q": "ouganda"}, ["Uganda"]),
        ({"q": "uga"}, ["Uganda"]),
        ({"q": "nowhere"}, []),
        ({"region": "Africa"}, ["Uganda"]),
        ({"stage": "workshop"}, ["Uganda"]),
        ({"stage": "interest"}, ["Côte d’Ivoire"]),
        ({"sort": "latest"}, ["Côte d’Ivoire", "Uganda", "Aexample"]),
        ({"sort": "latest", "q": "ugan"}, ["Uganda"]),
    ],
)
def test_filters_narrow_the_list(client, three, query, expected):
    assert names(client, **query) == expected


def test_latest_step_first_puts_countries_without_a_date_last(client, three):
    make_milestone(three[0], MilestoneKind.OTHER, when=PartialDate.parse("2026"))
    undated = make_pathfinder(country=make_country(name_en="Aa"))
    make_milestone(undated, EOI, when=PartialDate.unknown())

    expected = ["Côte d’Ivoire", "Uganda", "Aa", "Aexample"]
    assert names(client, sort="latest") == expected


@pytest.mark.parametrize(
    "query",
    [
        {"region": "\x00"},
        {"q": "\x00"},
        {"q": "x" * 101},
        {"stage": "'; DROP TABLE"},
        {"sort": "internal_notes"},
    ],
)
def test_filters_that_cannot_be_read_are_ignored_and_said(client, three, query):
    response = client.get(reverse("pathfinders:list"), query)

    assert response.status_code == 200
    assert len(response.context["page"]) == 3
    assert "could not be read and was ignored" in response.content.decode()


@pytest.mark.parametrize("page", ["100000000000000000000", "-1", "x", "\x00", ""])
def test_pages_that_do_not_exist_show_one_that_does(client, three, page):
    assert len(names(client, page=page)) == 3


def test_more_than_fifty_rows_are_parted(client):
    for _number in range(51):
        make_pathfinder()

    assert len(names(client)) == 50
    assert len(names(client, page="2")) == 1


def test_nothing_found_offers_the_whole_list(client, three):
    html = client.get(reverse("pathfinders:list"), {"q": "nowhere"}).content.decode()

    assert "No country matches these filters" in html


def test_no_country_at_all_says_so(client):
    html = client.get(reverse("pathfinders:list")).content.decode()

    assert "No country is on record yet" in html


def test_latest_step_of_one_day_is_the_furthest_and_awards_count(client, three):
    day = PartialDate.day(date(2021, 3, 1))
    make_milestone(three[1], WORKSHOP, when=day)
    make_milestone(three[1], EOI, when=day)
    awarded = make_pathfinder(country=make_country(), status=Status.PATHFINDER)
    make_status_event(awarded, on=date(2024, 5, 6))
    page = client.get(reverse("pathfinders:list")).context["page"]
    latest = {
        row.pathfinder.pk: (row.latest.label, str(row.latest.when))
        for row in page
        if row.latest
    }

    assert latest[three[1].pk] == ("Strategic planning workshop", "1 March 2021")
    assert latest[awarded.pk] == ("Pathfinder country", "6 May 2024")


def test_stage_is_not_derived_from_records_that_are_not_public(client):
    country = make_pathfinder()
    make_milestone(country, EOI)
    make_milestone(country, WORKSHOP, is_public=False)
    row = client.get(reverse("pathfinders:list")).context["page"][0]

    assert row.stage == "interest"
    assert row.latest.label == "Expression of interest"


@pytest.mark.parametrize("count", [1, 40])
def test_list_needs_three_queries_for_any_number(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        make_milestone(make_pathfinder())

    with django_assert_num_queries(3):
        client.get(reverse("pathfinders:list"))


# --- The table ----------------------------------------------------------------------


def table(client, **query) -> list[list[str]]:
    response = client.get(reverse("pathfinders:list-csv"), query)
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_table_holds_the_same_rows_as_the_list(client, three):
    rows = table(client)

    assert rows[0][:3] == ["Code", "Country", "Example"]
    assert rows[2] == [
        "UGA",
        "Uganda",
        "no",
        "Africa",
        "On the path",
        "Planning workshop held",
        "Procedure of 2023",
        "Strategic planning workshop",
        "July 2019",
        "",
        "http://testserver/pathfinders/uga/",
    ]
    assert [row[0] for row in table(client, q="uganda")] == ["Code", "UGA"]
    assert rows[3][2] == "yes"


def test_table_turns_no_name_into_a_formula(client):
    make_pathfinder(country=make_country(name_en='=HYPERLINK("http://x")'))

    assert table(client)[1][1] == '\'=HYPERLINK("http://x")'
