"""Themes by dimensions on the page of a country: value, age, trend, and what lacks."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from monitoring.enums import ValueState, ValueType
from pathfinders.enums import ActionStatus, RoadmapState
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.values import make_evidence, make_source
from tests.home.known_values import FEW, indicator, public_value

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def country():
    return factories.make_pathfinder(is_public=True)


def grid_of(client, country, query=""):
    answer = client.get(country.get_absolute_url() + query)
    return answer.context["page"].grid


def entry_of(client, country, query=""):
    (entry,) = grid_of(client, country, query).entries
    return entry


def section(client, country, query="") -> str:
    """Return the words of the grid as they are read."""
    html = client.get(country.get_absolute_url() + query).content.decode()
    found = html.partition('id="indicators"')[2].partition('id="children"')[0]
    found = re.sub(r"<svg.*?</svg>", " ", found, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", found)))


# --- Value, source, age ---------------------------------------------------------------


def test_newest_value_stands_with_source_age_and_its_address(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition, indicator("PR-CL-4"))
    public_value(country, definition, 2016, 22)
    newest = public_value(
        *(country, definition, YEAR - 5, "18.1"), source=make_source(name="Survey A")
    )

    html = client.get(country.get_absolute_url()).content.decode()
    words = section(client, country)

    slug = country.country.slug
    assert f'href="/pathfinders/{slug}/values/{newest.observation_id}/"' in html
    assert f'href="/pathfinders/{slug}/course/PR-CL-2/"' in html
    assert "18.1%" in words
    assert "children in child labour, household chores included" in words
    assert "5 years old" in words
    assert "Survey A" in words
    assert "1 of 2 indicators have a value" in words


@pytest.mark.parametrize(
    ("years", "words", "tone"),
    [
        (0, "Fresh: of this year", ""),
        (1, "Fresh: 1 year old", ""),
        (4, "Fresh: 4 years old", ""),
        (5, "5 years old", "watch"),
        (8, "8 years old", "watch"),
        (9, "Old: 9 years", "watch"),
    ],
)
def test_age_is_said_in_years_and_a_word(client, country, years, words, tone):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, YEAR - years, 10)

    age = entry_of(client, country).age

    assert (age.years, age.words, age.tone) == (years, words, tone)


@pytest.mark.parametrize(
    ("quality", "word"),
    [
        ("official", "Official"),
        ("provisional", "Provisional"),
        ("estimate", "Estimate"),
        ("proxy", "Proxy"),
    ],
)
def test_what_the_source_says_of_its_value_stands_as_a_word(
    client, country, quality, word
):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2021, 10, quality=quality)

    html = client.get(country.get_absolute_url()).content.decode()

    assert f'<span class="tag">{word}</span>' in html


def test_no_word_stands_where_the_source_says_nothing(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2021, 10)

    html = client.get(country.get_absolute_url()).content.decode()

    assert '<span class="tag">' not in html


def test_empty_cell_says_that_we_hold_none_and_not_that_there_is_none(client, country):
    make_indicator_set(indicator("PR-CL-2"), indicator("PR-CL-1"))

    words = section(client, country)

    assert "No value on record" in words
    assert "2 indicators are asked for. We hold no value; there may be some." in words
    assert "have a value" not in words


def test_reason_for_a_missing_value_stands_as_words(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2021, empty="not_collected")

    grid = grid_of(client, country)

    assert "Not collected" in section(client, country)
    assert [(each.held, each.asked) for each in grid.cells if each.asked] == [(0, 1)]


def test_newer_year_without_a_value_is_told_beside_the_value(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2016, 22)
    public_value(country, definition, 2021, empty="not_available")

    entry = entry_of(client, country)

    assert (entry.year, entry.later) == (2016, "2021: Not available")


def test_value_of_one_part_names_the_part(client, country):
    definition = indicator("PR-CL-3")
    make_indicator_set(definition)
    public_value(country, definition, 2022, "43.7", part="age=5-14")
    public_value(country, definition, 2022, 41, part="age=5-14;sex=F")

    assert entry_of(client, country).part == "5-14"
    assert "(only this part: 5-14)" in section(client, country)


# --- Which indicators -----------------------------------------------------------------


def test_key_indicators_stand_first_and_then_the_newest(client, country):
    codes = ("PR-CL-3", "X-1", "X-2", "PR-CL-1", "PR-CL-2")
    definitions = {code: indicator(code) for code in codes}
    make_indicator_set(*definitions.values())
    for code, year in zip(codes, (2010, 2015, 2020, 2001, 2000), strict=True):
        public_value(country, definitions[code], year, 10)

    cell = next(each for each in grid_of(client, country).cells if each.asked)

    assert [each.code for each in cell.entries] == ["PR-CL-2", "PR-CL-1", "X-2"]
    assert (cell.held, cell.asked, cell.others) == (5, 5, 2)


def test_themes_and_dimensions_stand_in_the_order_of_the_framework(client, country):
    grid = grid_of(client, country)

    assert [(each.theme, each.dimension) for each in grid.cells] == [
        (theme, dimension)
        for theme in ("child_labour", "forced_labour", "human_trafficking")
        for dimension in ("prevalence", "commitment", "implementation")
    ]


def test_what_is_not_public_stands_nowhere(client_for, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2021, "17.3", state=ValueState.DRAFT)
    browser = client_for(factories.make_focal_point(country.country))

    assert grid_of(browser, country).entries == []
    assert "17.3" not in section(browser, country)


def test_coverage_counts_all_public_values(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    proved = public_value(country, definition, 2019, 12)
    public_value(country, definition, 2020, 11, source=make_source())
    public_value(country, definition, 2021, 10)
    public_value(country, definition, 2022, empty="not_collected")
    make_evidence(proved.observation)

    words = section(client, country)

    assert "1 of 3 values have a document as proof." in words
    assert "1 names its source only. 1 has neither." in words


# --- Few people -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "person", [None, factories.make_focal_point, factories.make_officer]
)
def test_count_of_few_people_stands_for_nobody_on_the_page(
    client, client_for, country, person
):
    definition = indicator(
        "PR-FL-1", theme="forced_labour", value_type=ValueType.NUMBER, **FEW
    )
    make_indicator_set(definition)
    public_value(country, definition, 2020, quantity=Decimal(7), footnote="Seven girls")
    reader = client
    if person is factories.make_focal_point:
        reader = client_for(person(country.country))
    elif person:
        reader = client_for(person())

    (entry,) = grid_of(reader, country).entries
    words = section(reader, country)

    assert "Withheld: small number of people" in words
    assert not re.search(r"\b7\b", words)
    assert entry.trend is None
    assert not entry.source


def test_reason_of_a_gap_is_not_read_beside_it(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2020, empty="withheld", empty_reason="Nine boys")

    assert "Nine boys" not in client.get(country.get_absolute_url()).content.decode()


# --- Implementation -------------------------------------------------------------------


def test_implementation_counts_the_actions_of_priorities_on_the_theme(client, country):
    roadmap = factories.make_roadmap(
        country,
        state=RoadmapState.PUBLISHED,
        published_at=timezone.now(),
        rows={},
    )
    schools = factories.make_priority(roadmap, themes=["child_labour"])
    factories.make_action(schools, status=ActionStatus.DONE)
    factories.make_action(schools, status=ActionStatus.UNDER_WAY)
    courts = factories.make_priority(roadmap, themes=["forced_labour"])
    factories.make_action(courts)

    words = section(client, country)

    assert "1 of 2 : progress on the roadmap" in words
    assert "none of its priorities names this theme" in words
    to = f"/pathfinders/{country.country.slug}/roadmaps/{roadmap.number}/progress/"
    assert to in client.get(country.get_absolute_url()).content.decode()


def test_without_a_roadmap_implementation_says_so(client, country):
    words = section(client, country)

    assert words.count("Counted from the roadmap, and no roadmap is on record.") == 3


# --- Queries --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_depend_on_values(
    client, django_assert_num_queries, country, count
):
    definitions = [indicator(f"PR-CL-{number}") for number in (1, 2, 3, 4)]
    victims = [
        indicator(f"PR-{theme}", theme=name, value_type=ValueType.NUMBER, **FEW)
        for theme, name in (("FL-1", "forced_labour"), ("HT-1", "human_trafficking"))
    ]
    make_indicator_set(*definitions, *victims)
    for year in range(2010, 2010 + count):
        for definition in definitions[: 1 + count]:
            public_value(country, definition, year, 10 + count)
            public_value(country, definition, year, 9 + count, part="sex=F")
        for definition in victims[:count]:
            public_value(country, definition, year, quantity=Decimal(90))

    with django_assert_num_queries(6):
        client.get(country.get_absolute_url())


# --- As of a day ----------------------------------------------------------------------


def test_age_is_counted_to_the_day_shown(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2020, 10)

    entry = entry_of(client, country, f"?as_of={date(2025, 6, 1).isoformat()}")

    assert entry.age.words == "5 years old"
