"""The page that compares countries and years, and its table."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client

from monitoring.enums import ValueState
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db
PAGE, TABLE = "/compare/", "/compare/table.csv"
STATED = {"boundary": "sna", "ages": "5–17"}


@pytest.fixture
def definition():
    return make_definition(
        make_indicator(code="X-1"),
        value_type="share",
        label_en="Child labour",
        direction="down",
    )


@pytest.fixture
def countries():
    names = (("PER", "Peru"), ("NPL", "Nepal"), ("TCD", "Chad"))
    return [
        factories.make_pathfinder(
            country=factories.make_country(iso3=iso3, name_en=name), is_public=True
        )
        for iso3, name in names
    ]


def value(pathfinder, definition, year: int, percent=None, **fields):
    observation = make_observation(
        pathfinder, definition.indicator, year=year, source=make_source()
    )
    stated = {"definition": definition, "state": ValueState.PUBLISHED} | STATED
    if percent is not None:
        stated["percent"] = Decimal(str(percent))
    return make_value(observation, **(stated | fields))


def ask(*rows, code="X-1", path=PAGE, client=None, **more):
    query = {"indicator": code, **more}
    query |= {"country": [row[0] for row in rows], "year": [row[1] for row in rows]}
    return (client or Client()).get(path, query)


def text(response) -> str:
    return response.content.decode()


def places(sides) -> list[tuple[str, int | None]]:
    return [(each.pathfinder.country.slug, each.year) for each in sides]


# --- What is compared -----------------------------------------------------------------


def test_page_without_a_question_asks_one(countries, definition):
    response = Client().get(PAGE)

    assert response.context["found"] is None
    assert "Choose an indicator and at least two countries" in text(response)


def test_newest_values_of_countries_stand_in_one_table(countries, definition):
    peru, nepal, _chad = countries
    value(peru, definition, 2015, 24)
    newest = value(peru, definition, 2021, 15.5)
    other = value(nepal, definition, 2021, 30)

    response = ask(("per", ""), ("npl", ""))

    (group,) = response.context["found"].groups
    assert places(group.sides) == [("per", 2021), ("npl", 2021)]
    assert group.notes == ()
    shown = text(response)
    assert "These can be compared<" in shown
    for each, number in ((newest, "15.5%"), (other, "30%")):
        link = f'href="{each.get_absolute_url()}"><span class="value__text">{number}<'
        assert link in shown
    assert "Ages covered: 5–17" in shown


def test_notes_are_said_under_the_table(countries, definition):
    peru, nepal, _chad = countries
    value(peru, definition, 2021, 15.5)
    value(nepal, definition, 2019, 30, ages="")

    response = ask(("per", ""), ("npl", ""))

    (group,) = response.context["found"].groups
    assert {each.words for each in group.notes} == {
        "Only for one of them the ages are stated: 5–17.",
        "The years differ: 2021 and 2019.",
    }
    assert "These can be compared with care" in text(response)


def test_what_measures_another_thing_is_refused_with_the_nearest_pair(
    countries, definition
):
    peru, nepal, chad = countries
    value(peru, definition, 2021, 15.5)
    value(peru, definition, 2012, 20, boundary="general")
    value(nepal, definition, 2021, 30, boundary="general")
    value(nepal, definition, 2010, 31, boundary="general")
    value(chad, definition, 2020, 40)

    response = ask(("per", ""), ("npl", ""), ("tcd", ""), as_of="2026-01-01")

    assert response.context["found"].groups == ()
    response = ask(("per", ""), ("npl", ""), ("tcd", ""))
    found = response.context["found"]
    assert [places(group.sides) for group in found.groups] == [
        [("per", 2021), ("tcd", 2020)],
        [("npl", 2021)],
    ]
    refused, other = found.refused
    assert [each.year for each in refused.nearest.pair] == [2012, 2010]
    assert other.nearest.pair is None
    shown = text(response)
    assert "What counts as work differs: “Economic activity" in shown
    assert (
        'href="/compare/?indicator=X-1&amp;country=per&amp;year=2012&amp;country=npl'
        '&amp;year=2010">Nearest that can be compared: Peru, 2012 and Nepal, 2010'
    ) in " ".join(shown.split())
    assert "No years of theirs can be compared." in shown


def test_value_that_fits_two_tables_is_named_under_the_other(countries, definition):
    peru, nepal, chad = countries
    value(peru, definition, 2021, 15.5)
    value(chad, definition, 2021, 20, boundary="")
    value(nepal, definition, 2021, 30, boundary="general")

    response = ask(("per", ""), ("tcd", ""), ("npl", ""))

    first, second = response.context["found"].groups
    assert (places(first.sides), places(first.also)) == (
        [("per", 2021), ("tcd", 2021)],
        [],
    )
    assert places(second.also) == [("tcd", 2021)]
    assert "With these it can be compared, too: Chad, 2021<" in text(response)


def test_years_of_one_country_are_compared_too(countries, definition):
    peru = countries[0]
    value(peru, definition, 2010, 24, ages="5–14")
    value(peru, definition, 2015, 20)
    value(peru, definition, 2021, 15.5)

    response = ask(("per", 2010), ("per", 2021))

    (refused,) = response.context["found"].refused
    assert refused.comparison.words == "The ages differ: 5–14 and 5–17."
    assert [each.year for each in refused.nearest.pair] == [2015, 2021]


def test_break_in_between_separates_years(countries, definition):
    peru = countries[0]
    value(peru, definition, 2010, 24)
    value(peru, definition, 2015, 20, quality="break")
    value(peru, definition, 2021, 15.5)

    response = ask(("per", 2010), ("per", 2021))

    assert "The source says that its series breaks in 2015." in text(response)


def test_what_has_no_number_stands_apart(countries, definition):
    peru, nepal, chad = countries
    value(peru, definition, 2021, 15.5)
    value(nepal, definition, 2021, empty="not_collected")

    response = ask(("per", ""), ("npl", ""), ("tcd", ""), ("per", 1990))

    found = response.context["found"]
    assert places(found.silent) == [("npl", 2021), ("tcd", None), ("per", 1990)]
    shown = text(response)
    assert "Not collected" in shown
    assert shown.count("Nothing is public") == 2


def test_day_of_the_past_shows_what_was_public_then(countries, definition):
    peru, nepal, _chad = countries
    early = {"at": datetime(2024, 1, 1, tzinfo=UTC)}
    value(peru, definition, 2015, 24, **early)
    value(peru, definition, 2021, 15.5)
    value(nepal, definition, 2021, 30, **early)

    response = ask(("per", ""), ("npl", ""), as_of="2024-06-30")

    (group,) = response.context["found"].groups
    assert places(group.sides) == [("per", 2015), ("npl", 2021)]
    assert "As known on" in text(response)
    assert "/?as_of=2024-06-30" in text(response)


# --- What may not be read -------------------------------------------------------------


def test_drafts_and_hidden_countries_are_in_no_comparison(
    countries, definition, client_for
):
    peru, nepal, _chad = countries
    secret = factories.make_pathfinder(is_public=False)
    value(peru, definition, 2021, 15.5)
    value(nepal, definition, 2021, 66.125, state=ValueState.DRAFT)
    value(secret, definition, 2021, 77.125)

    for client in (Client(), client_for(factories.make_focal_point(nepal.country))):
        rows = (("per", ""), ("npl", ""), (secret.country.slug, ""))
        for path in (PAGE, TABLE):
            shown = text(ask(*rows, path=path, client=client))
            assert "66.125" not in shown
            assert "77.125" not in shown


def test_security_small_counts_are_withheld_as_everywhere(countries, client_for):
    definition = make_definition(
        make_indicator(code="X-2"), threshold=11, threshold_reason="Few"
    )
    peru, nepal, _chad = countries
    stated = {"footnote": "Seven girls", "coverage": "Seven towns"}
    value(peru, definition, 2021, quantity=Decimal("7.1875"), **stated)
    value(nepal, definition, 2021, quantity=Decimal(400))

    for path in (PAGE, TABLE):
        shown = text(ask(("per", ""), ("npl", ""), code="X-2", path=path))
        assert "Withheld: small number of people" in shown
        for secret in ("7.1875", "Seven"):
            assert secret not in shown
    own = client_for(factories.make_focal_point(peru.country))
    assert "7.1875" in text(ask(("per", ""), ("npl", ""), code="X-2", client=own))


# --- Bad input ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("indicator=NONE&country=per&country=npl", "Choose an indicator of the list."),
        ("indicator=%00&country=%00", "Choose an indicator of the list."),
        ("indicator=X-1&country=xyz&country=npl", "Choose a country of the list."),
        ("indicator=X-1&country=per&year=soon", "Write a year as 2021"),
        ("indicator=X-1&country=per&year=1" + "0" * 20, "Write a year as 2021"),
        ("indicator=X-1&country=per&year=1" + "0" * 5000, "Write a year as 2021"),
        ("indicator=X-1&country=per&year=-5", "Write a year as 2021"),
        ("indicator=X-1&country=per&as_of=31-13-2020", "This is no day."),
        ("indicator=X-1" + "&country=per" * 50, "Six can be compared at once."),
        ("indicator=X-1&country=<script>&country='", "Choose a country of the list."),
    ],
)
def test_bad_input_is_said_and_never_breaks(countries, definition, query, said):
    response = Client().get(f"{PAGE}?{query}")

    assert response.status_code == 200
    assert said in text(response)
    assert "<script>'" not in text(response)
    table = Client().get(f"{TABLE}?{query}")
    assert table.status_code == 400
    assert said in text(table)


def test_page_number_and_unknown_names_are_ignored(countries, definition):
    response = Client().get(f"{PAGE}?page=1{'0' * 20}&color=red")

    assert response.status_code == 200


def test_same_value_twice_is_no_comparison(countries, definition):
    value(countries[0], definition, 2021, 15.5)

    response = ask(("per", 2021), ("per", ""))

    (group,) = response.context["found"].groups
    assert places(group.sides) == [("per", 2021)]
    assert "Only one has a number" in text(response)


# --- The table ------------------------------------------------------------------------


def test_table_says_what_the_page_says(countries, definition):
    peru, nepal, _chad = countries
    kept = value(peru, definition, 2021, 15.5)
    value(nepal, definition, 2021, 30, ages="5–14")

    response = ask(("per", ""), ("npl", ""), ("tcd", ""), path=TABLE)

    first, second, third = csv.DictReader(StringIO(text(response).lstrip("\ufeff")))
    assert (first["Country code"], first["Year"]) == ("PER", "2021")
    assert (first["Value"], first["Number"], first["Unit"]) == ("15.5%", "15.5", "%")
    assert first["Source"] == kept.observation.source.name
    assert (first["Ages covered"], second["Ages covered"]) == ("5–17", "5–14")
    groups = [row["Group of what can be compared"] for row in (first, second, third)]
    assert groups == ["1", "2", ""]
    assert first["Not compared with"] == "Nepal, 2021: The ages differ: 5–17 and 5–14."
    assert first["Page"] == f"http://testserver{kept.get_absolute_url()}"
    assert (third["Country"], third["Value"]) == ("Chad", "Nothing entered")


# --- Cost -----------------------------------------------------------------------------


# Of one country it is read with its values where they come from.
@pytest.mark.parametrize(("count", "queries"), [(1, 8), (2, 9), (3, 9)])
def test_queries_do_not_depend_on_the_countries(
    count, queries, countries, django_assert_num_queries
):
    definition = make_definition(
        make_indicator(code="X-2"), threshold=11, threshold_reason="Few"
    )
    for pathfinder in countries[:count]:
        for year, number in ((2020, 4), (2021, 400)):
            value(pathfinder, definition, year, quantity=Decimal(number))
            value(pathfinder, definition, year, quantity=Decimal(number))
    slugs = [each.country.slug for each in countries[:count]]
    rows = [(slug, year) for slug in slugs for year in ("", 2020)]

    with django_assert_num_queries(queries):
        response = ask(*rows, code="X-2")

    assert len(response.context["found"].silent) == count


# --- The other years on the page of a value -------------------------------------------


def years_of(version) -> str:
    shown = text(Client().get(version.get_absolute_url()))
    return shown[shown.index('id="years"') :]


def test_page_of_a_value_says_why_another_year_is_another_definition(
    countries, definition
):
    shown = value(countries[0], definition, 2021, 15.5)
    value(countries[0], definition, 2015, 20, ages="5–14")
    value(countries[0], definition, 2012, 20, ages="")

    said = years_of(shown)

    assert said.count("Other definition<") == 1
    assert "The ages differ: 5–14 and 5–17." in said
    assert "Only for one of them" not in said


def test_security_reason_tells_nothing_that_stands_beside_a_small_count(countries):
    definition = make_definition(
        make_indicator(code="X-2"), threshold=11, threshold_reason="Few"
    )
    shown = value(countries[0], definition, 2021, quantity=Decimal(400))
    few = {"quantity": Decimal(7), "coverage": "Seven girls", "ages": "5–6"}
    value(countries[0], definition, 2015, **few)

    said = years_of(shown)

    assert said.count("Other definition<") == 1
    assert "Seven girls" not in said
    assert "5–6" not in said
