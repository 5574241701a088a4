"""The page that says how old values are, and its file."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance87.core.charts import HeatTone
from alliance87.core.enums import Region
from tests.monitoring.theme_pages import EARLY, FEW, LATE, make_land, make_share, put

pytestmark = pytest.mark.django_db
# One for each question, whatever the number of countries.
QUERIES = 6
PAGE = reverse("monitoring:gaps")
YEAR = timezone.localdate().year


def page(**asked):
    return Client().get(PAGE, asked)


def text(response) -> str:
    return response.content.decode()


def cells(response) -> dict[str, list[tuple[str, HeatTone]]]:
    return {
        row.label: [(cell.words, cell.tone) for cell in row.cells]
        for row in response.context["found"].table.rows
    }


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


def test_cell_says_the_age_and_leads_to_the_course(definition, lands):
    peru, nepal, chad = lands
    put(peru, definition, YEAR - 1, 15.5)
    put(nepal, definition, YEAR - 6, 30)
    put(chad, definition, YEAR - 12, 39)
    put(chad, definition, YEAR - 1, empty="not_available")

    response = page()

    assert cells(response) == {
        "Chad": [("12 years", HeatTone.PALE)],
        "Nepal": [("6 years", HeatTone.MIDDLE)],
        "Peru": [("1 year", HeatTone.FULL)],
    }
    assert 'href="/pathfinders/per/course/X-1/"' in text(response)
    assert 'href="/indicators/X-1/countries/"' in text(response)


def test_what_is_missing_is_counted_in_words(definition, lands):
    put(lands[0], definition, YEAR, 15.5)
    put(lands[1], definition, YEAR, empty="not_collected")

    response = page()

    assert cells(response)["Nepal"] == [("not collected", HeatTone.NONE)]
    assert cells(response)["Chad"] == [("no data", HeatTone.NONE)]
    (missing,) = response.context["found"].missing
    assert missing.words == ("No data: 1 of 3 countries. Words in place of a value: 1.")
    assert missing.words in text(response)


def test_small_count_is_withheld(lands):
    secret = make_share(**FEW)
    put(lands[0], secret, YEAR, 0.77, quantity=7)

    response = page()

    assert cells(response)["Peru"] == [("withheld", HeatTone.NONE)]
    assert "0.77" not in text(response)


def test_theme_dimension_region_and_day_narrow_the_table(definition, lands):
    make_share("X-2")
    put(lands[0], definition, 2019, 15.5, at=EARLY)
    put(lands[0], definition, 2022, 12, at=LATE)

    then = page(region=Region.AMERICAS, as_of="2025-01-01")

    assert cells(then) == {
        "Peru": [("6 years", HeatTone.MIDDLE), ("no data", HeatTone.NONE)]
    }
    assert then.context["view"].day == date(2025, 1, 1)
    assert 'course/X-1/?as_of=2025-01-01"' in text(then)
    other = page(theme="forced_labour")
    assert other.context["found"] is None
    assert "Nothing to show" in text(other)


def test_file_holds_the_table_of_the_page(definition, lands):
    put(lands[0], definition, 2022, 15.5, at=EARLY)

    asked = {"region": Region.AMERICAS, "as_of": "2026-01-01"}
    url = page(**asked).context["csv_url"]
    found = Client().get(url)

    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert rows == [
        ["Country", "X-1: Child labour", "As of"],
        ["Peru", "4 years (2022)", "2026-01-01"],
    ]
    assert "as_of=2026-01-01" in url


def test_examples_and_hidden_countries_stand_in_no_row(definition, lands):
    make_land("XEX", "Exampleland", is_example=True)
    hidden = lands[0]
    hidden.is_public = False
    hidden.save()

    assert [*cells(page())] == ["Chad", "Nepal"]


@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": "31-13-2020"},
        {"as_of": "\x00"},
        {"theme": "none"},
        {"dimension": "\x00'; drop table"},
        {"region": "nowhere"},
    ],
)
def test_bad_input_is_said_and_ignored(definition, lands, asked):
    response = page(**asked)

    assert response.status_code == 200
    assert [*cells(response)] == ["Chad", "Nepal", "Peru"]
    assert response.context["filters"].errors
    assert Client().get(reverse("monitoring:gaps-csv"), asked).status_code == 200


def test_parts_of_the_newest_value_are_told(definition, lands):
    peru, nepal, _chad = lands
    for part in ("", "sex=F", "sex=M", "age=5-11;sex=F"):
        put(peru, definition, YEAR - 1, 15.5, breakdown=part)
    put(nepal, definition, YEAR - 6, 30, breakdown="sex=F")
    put(nepal, definition, YEAR - 1, 30)

    response = page()

    [missing] = response.context["found"].missing
    assert missing.parts == "Broken down by: sex (1), age (1)."
    assert f"1 year ({YEAR - 1}), broken down by: sex, age" in text(response)
    assert text(response).count("broken down by:") == 1


def test_parts_count_from_the_day_on_which_they_were_public(definition, lands):
    for part, at in (("", EARLY), ("sex=F", LATE)):
        put(lands[0], definition, 2022, 15.5, breakdown=part, at=at)

    for day, words in ((LATE.date(), "Broken down by: sex (1)."), (EARLY.date(), "")):
        [missing] = page(as_of=day.isoformat()).context["found"].missing
        assert missing.parts == words


def test_hidden_part_is_collected_and_words_are_not(lands):
    definition = make_share(**FEW)
    put(lands[0], definition, 2022, 15.5, quantity=900)
    put(lands[0], definition, 2022, 0.1, quantity=4, breakdown="sex=F")
    put(lands[0], definition, 2022, empty="not_collected", breakdown="age=5-11")

    [missing] = page().context["found"].missing

    assert missing.parts == "Broken down by: sex (1)."


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_countries(
    definition, lands, django_assert_num_queries, count
):
    for land in lands[:count]:
        put(land, definition, 2019, 20)
        put(land, definition, 2021, 15)

    with django_assert_num_queries(QUERIES):
        page()


def test_no_country_at_all_is_said(definition):
    assert "Nothing to show" in text(page())
