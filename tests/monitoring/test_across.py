"""The page of one indicator across countries, and its files."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from alliance87.core.enums import Region
from monitoring.figures.alike import Newest, alike
from monitoring.figures.codes import TEMPLATE
from monitoring.selectors.series import series_of
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.monitoring.theme_pages import EARLY, FEW, LATE, make_land, make_share, put

pytestmark = pytest.mark.django_db
# One for each question, whatever the number of countries.
QUERIES = 7


def url(name: str = "across", code: str = "X-1", **keys) -> str:
    return reverse(f"monitoring:{name}", kwargs={"code": code} | keys)


def page(client=None, code: str = "X-1", **asked):
    return (client or Client()).get(url(code=code), asked)


def text(response) -> str:
    return response.content.decode()


def table(chart: str = "newest", **asked) -> list[list[str]]:
    found = Client().get(url("across-file", chart=chart, kind="csv"), asked)
    return list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))


@pytest.fixture
def definition():
    return make_share()


@pytest.fixture
def lands():
    return [
        make_land("PER", "Peru", region=Region.AMERICAS),
        make_land("NPL", "Nepal", region=Region.ASIA),
        make_land("TCD", "Chad", region=Region.AFRICA),
    ]


# --- The page -------------------------------------------------------------------------


def test_newest_number_of_each_country_stands_by_the_alphabet(definition, lands):
    peru, nepal, chad = lands
    put(peru, definition, 2010, 24)
    newest = put(peru, definition, 2021, 15.5)
    put(nepal, definition, 2021, 30)
    put(chad, definition, 2019, 39)

    response = page()

    found = response.context["found"]
    assert [row.standing.name for row in found.rows] == ["Chad", "Nepal", "Peru"]
    assert [row.standing.year for row in found.rows] == [2019, 2021, 2021]
    link = f'href="{newest.get_absolute_url()}"><span class="value__text">15.5%<'
    assert link in text(response)
    assert "24" not in table()[-1]
    assert found.newest.title == (
        "Child labour: in 3 countries, from 15.5% in Peru (2021) to 39.0% in Chad "
        "(2019)."
    )


def test_table_has_pages_and_the_drawing_every_country(definition, lands, monkeypatch):
    monkeypatch.setattr("monitoring.views.across.ROWS_PER_PAGE", 2)
    for each in lands:
        put(each, definition, 2021, 15.5)

    first, second = page(), page(page=2)

    assert [row.standing.name for row in first.context["page"]] == ["Chad", "Nepal"]
    assert "Peru</text>" in text(first)
    assert 'href="?page=2"' in text(first)
    assert [row.standing.name for row in second.context["page"]] == ["Peru"]


def test_what_measures_something_else_stands_apart_with_its_reason(definition, lands):
    peru, nepal, chad = lands
    put(peru, definition, 2021, 15.5)
    put(nepal, definition, 2021, 30)
    put(chad, definition, 2021, 55, boundary="general")

    response = page()

    found = response.context["found"]
    assert [row.standing.name for row in found.apart] == ["Chad"]
    assert [row.standing.name for row in found.drawn] == ["Nepal", "Peru"]
    assert "What counts as work differs" in found.apart[0].standing.apart
    assert "Chad" not in found.newest.title
    assert [line.label for line in found.years.drawing.lines] == ["Nepal", "Peru"]
    assert "Stands apart. What counts as work differs" in text(response)
    assert table()[1][7] == found.apart[0].standing.apart


def test_gap_is_said_in_words_and_an_older_number_stays(definition, lands):
    peru, nepal, _chad = lands
    put(peru, definition, 2019, 15.5)
    put(peru, definition, 2022, empty="not_collected")
    put(nepal, definition, 2022, empty="not_available")

    response = page()

    found = response.context["found"]
    by_name = {row.standing.name: row.standing for row in found.rows}
    assert (by_name["Peru"].year, by_name["Peru"].later) == (
        2019,
        (2022, "not_collected"),
    )
    assert "2022: Not collected." in text(response)
    assert (by_name["Nepal"].point, by_name["Nepal"].gap) == (None, "not_available")
    assert [row.standing.name for row in found.silent] == ["Chad"]
    assert found.counted == (
        "Newest values: 1 country with a number; without a number: 2."
    )


def test_small_count_is_withheld_in_page_and_files_and_read_by_the_team(client_for):
    secret = make_share(**FEW)
    peru = make_land("PER", "Peru")
    put(peru, secret, 2021, 0.77, quantity=7)
    team = client_for(factories.make_focal_point(peru.country))

    response = page()

    assert response.context["found"].counted == (
        "Newest values: 0 countries with a number; withheld: 1; without a number: 0."
    )
    assert response.context["found"].years is None
    assert "Withheld: small number of people" in text(response)
    assert "0.77" not in text(response)
    assert table()[1][2] == "Withheld: small number of people"
    assert (
        Client().get(url("across-file", chart="newest", kind="svg")).status_code == 404
    )
    assert "0.77" in text(page(team))


def test_examples_are_shown_and_not_counted(definition, lands):
    put(lands[0], definition, 2021, 15.5)
    put(make_land("XEX", "Exampleland", is_example=True), definition, 2021, 99)

    found = page().context["found"]

    assert [row.standing.name for row in found.examples] == ["Exampleland"]
    assert "only Peru has a number" in found.newest.title
    assert [line[0] for line in table()] == ["Country", "Chad", "Nepal", "Peru"]


def test_region_and_day_narrow_the_page_and_its_files(definition, lands):
    peru, nepal, _chad = lands
    put(peru, definition, 2019, 15.5, at=EARLY)
    put(peru, definition, 2021, 12, at=LATE)
    put(nepal, definition, 2021, 30, at=LATE)

    then = page(as_of="2025-01-01", region="Americas")

    found = then.context["found"]
    assert [row.standing.name for row in found.rows] == ["Peru"]
    assert found.rows[0].standing.year == 2019
    assert "As known on 1 January 2025" in text(then)
    query = "?region=Americas&amp;as_of=2025-01-01"
    assert f"{url('across-file', chart='newest', kind='png')}{query}" in text(then)
    lines = table(as_of="2025-01-01", region="Americas")
    assert [(line[0], line[1], line[2]) for line in lines[1:]] == [
        ("Peru", "2019", "15.5")
    ]
    assert lines[1][-1] == "2025-01-01"


def test_hidden_country_is_on_no_page(definition, lands):
    hidden = lands[0]
    put(hidden, definition, 2021, 15.5)
    hidden.is_public = False
    hidden.save()

    assert "Peru" not in text(page())


def test_words_as_a_value_count_as_on_record(lands):
    asked = make_definition(make_indicator(code="X-1"), value_type="yes_no")
    put(lands[0], asked, 2021, answer=True)

    response = page()

    assert response.context["newest"] is None
    rows = response.context["found"].map.rows
    assert [row[2] for row in rows] == [
        "No value to show",
        "No value to show",
        "Older value",
    ]
    assert "Yes" in text(response)


@pytest.mark.parametrize("code", ["NONE", "OWN-1", "X-0", TEMPLATE])
def test_page_is_of_standard_indicators_only(code, lands):
    make_indicator(code="X-0")
    make_share(code=TEMPLATE)
    make_definition(make_indicator(code="OWN-1", pathfinder=lands[0]))

    assert page(code=code).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": "31-13-2020"},
        {"as_of": "9999-12-31"},
        {"as_of": "\x00"},
        {"region": "nowhere"},
        {"region": "\x00'; drop table"},
        {"page": str(10**20)},
    ],
)
def test_bad_input_is_said_and_ignored(definition, lands, asked):
    put(lands[0], definition, 2021, 15.5)

    assert page(**asked).status_code == 200
    drawn = Client().get(url("across-file", chart="map", kind="svg"), asked)
    assert drawn.status_code == 200


@pytest.mark.parametrize(
    ("chart", "kind"), [("none", "svg"), ("newest", "exe"), ("world", "png")]
)
def test_file_that_does_not_exist_is_not_found(definition, lands, chart, kind):
    put(lands[0], definition, 2021, 15.5)

    found = Client().get(url("across-file", chart=chart, kind=kind))

    assert found.status_code == 404


@pytest.mark.parametrize("chart", ["newest", "years", "map"])
def test_files_name_their_source_and_their_day(definition, lands, chart):
    value = put(lands[0], definition, 2021, 15.5)
    source = value.observation.source.name

    svg = Client().get(url("across-file", chart=chart, kind="svg"))

    assert svg["Content-Type"] == "image/svg+xml"
    assert source in text(svg)
    assert "As of" in text(svg)


def test_page_shows_the_map_as_a_picture(definition, lands):
    put(lands[0], definition, 2021, 15.5)

    picture = Client().get(url("across-file", chart="world", kind="svg"))

    assert f'src="{url("across-file", chart="world", kind="svg")}"' in text(page())
    assert "Peru" in text(picture)
    assert text(picture).startswith("<svg ")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_countries(
    definition, lands, django_assert_num_queries, count
):
    for land in lands[:count]:
        put(land, definition, 2019, 20)
        put(land, definition, 2021, 15)

    with django_assert_num_queries(QUERIES):
        page()


def test_indicator_and_course_lead_to_other_countries(definition, lands):
    put(lands[0], definition, 2021, 15.5)

    course = Client().get("/pathfinders/per/course/X-1/", {"as_of": "2025-01-01"})

    assert f'href="{url()}?as_of=2025-01-01"' in text(course)
    assert f'href="{url()}"' in text(Client().get("/indicators/X-1/"))
    make_indicator_set(definition)
    assert 'href="/data-gaps/"' in text(Client().get("/indicators/"))


# --- What is alike --------------------------------------------------------------------


def newest(definition, lands, **stated) -> list[Newest]:
    for land in lands:
        put(land, definition, 2021, 15, **stated.get(land.country.iso3, {}))
    found = series_of(lands, [definition], factories.make_user())
    return [
        Newest(series, series.points[-1])
        for land in lands
        for series in [found[land.pk, definition.indicator_id]]
    ]


def test_national_definitions_stand_beside_no_other(definition, lands):
    national = {"boundary": "national"}
    rows = newest(definition, lands, PER=national, NPL=national, TCD=national)

    found = alike(rows)

    assert [each.series.country for each in found.together] == ["Peru"]
    assert [each.series.country for each, _why in found.apart] == ["Nepal", "Chad"]


def test_the_most_common_way_counts_whatever_comes_first(definition, lands):
    rows = newest(definition, lands, PER={"ages": "5–14"})

    found = alike(rows)

    assert [each.series.country for each in found.together] == ["Nepal", "Chad"]
    (apart, why) = found.apart[0]
    assert apart.series.country == "Peru"
    assert "The ages differ" in why.words


def test_without_numbers_nothing_is_alike():
    assert alike([]).together == ()
