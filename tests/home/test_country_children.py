"""SDG 8.7.1 on the page of a country: two measures, by sex, that nobody compares."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.values import make_source
from tests.home.known_values import indicator, public_value

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
APART = "The two are not compared: neither is a trend or a part of the other."


@pytest.fixture
def country():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def measures():
    """The two measures: chores left out, chores included."""
    found = indicator("PR-CL-1"), indicator("PR-CL-2")
    make_indicator_set(*found)
    return found


def children_of(client, country, query=""):
    answer = client.get(country.get_absolute_url() + query)
    return answer.context["page"].children


def part_of_page(client, country) -> str:
    html = client.get(country.get_absolute_url()).content.decode()
    return html.partition('id="children"')[2].partition('id="roadmap"')[0]


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def by_sex(country, definition, year, total, girls, boys, **fields):
    rows = (("", total), ("sex=F", girls), ("sex=M", boys))
    return [
        public_value(country, definition, year, percent, part=part, **fields)
        for part, percent in rows
        if percent is not None
    ]


def table(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [
        [
            words_of(each).strip()
            for each in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_all_children_girls_and_boys_stand_by_both_measures(client, country, measures):
    source = make_source(name="Labour survey")
    without, included = measures
    by_sex(country, without, YEAR - 2, "11.8", "10.4", "13.1", source=source)
    by_sex(country, included, YEAR - 9, "14.6", "14.9", "14.3")

    html = part_of_page(client, country)
    rows = table(html.replace(": All children, source and proof", ""))

    assert rows[0][1:] == ["Household chores left out", "Household chores included"]
    assert [row[0] for row in rows[1:]] == [
        *("All children", "Girls", "Boys", "Year and age", "Source")
    ]
    assert [re.findall(r"[\d.]+%", " ".join(row)) for row in rows[1:4]] == [
        ["11.8%", "14.6%"],
        ["10.4%", "14.9%"],
        ["13.1%", "14.3%"],
    ]
    assert rows[4][1:] == [
        f"{YEAR - 2} Fresh: 2 years old",
        f"{YEAR - 9} Old: 9 years",
    ]
    assert rows[5][1:] == ["Labour survey", "Not stated"]


def test_interval_stands_under_the_value_and_is_drawn(client, country, measures):
    public_value(
        country, measures[0], 2022, "11.8", low=Decimal("11.1"), high=Decimal("12.5")
    )

    html = part_of_page(client, country)

    assert "between 11.1% and 12.5%" in html
    assert "chart__whisker" in html


def test_every_value_leads_to_its_address(client, country, measures):
    values = by_sex(country, measures[0], 2022, "11.8", "10.4", "13.1")

    html = part_of_page(client, country)

    for each in values:
        assert f"/values/{each.observation_id}/" in html


def test_two_measures_are_said_not_to_compare_and_why(client, country, measures):
    public_value(country, measures[0], 2022, 11)
    public_value(country, measures[1], 2016, 14)

    notes = children_of(client, country).notes

    assert notes[0] == APART
    assert notes[1].startswith("What counts as work differs:")
    assert notes[2] == "They are of different years: 2022 and 2016."
    assert "Not comparable" in part_of_page(client, country)


def test_one_measure_alone_needs_no_note(client, country, measures):
    public_value(country, measures[0], 2022, 11)

    assert children_of(client, country).notes == ()
    assert "Not comparable" not in part_of_page(client, country)


def test_girls_of_another_year_do_not_stand_beside_the_total(client, country, measures):
    public_value(country, measures[0], 2022, 11)
    public_value(country, measures[0], 2016, "19.7", part="sex=F")

    html = part_of_page(client, country)

    assert "19.7" not in html
    assert "No value held" in html


def test_measure_without_total_shows_the_newest_year_by_sex(client, country, measures):
    by_sex(country, measures[1], 2016, None, 14, 15)
    by_sex(country, measures[1], 2019, None, 12, 13)

    measure = children_of(client, country).columns[1].measure

    assert measure.year == 2019
    assert [bool(each.printed) for each in measure.people] == [False, True, True]


def test_counts_without_a_share_are_not_drawn(client, country, measures):
    public_value(country, measures[0], 2022, quantity=Decimal(5000))

    column = children_of(client, country).columns[0]

    assert column.drawing == ""
    assert "5,000" in part_of_page(client, country).replace("\xa0", ",")


def test_nothing_held_is_said(client, country, measures):
    html = part_of_page(client, country)

    assert "We hold no value of either measure." in html
    assert "<table" not in html


def test_small_counts_by_sex_are_withheld(client, country):
    few = {"threshold": 11, "threshold_reason": "Few"}
    definition = indicator("PR-CL-1", **few)
    make_indicator_set(definition)
    public_value(country, definition, 2022, quantity=Decimal(93))
    public_value(country, definition, 2022, quantity=Decimal(6), part="sex=F")
    public_value(country, definition, 2022, quantity=Decimal(87), part="sex=M")

    words = words_of(re.sub(r"<svg.*?</svg>", "", part_of_page(client, country)))

    assert words.count("Withheld: small number of people") == 2
    assert not re.search(r"\b(6|87)\b", words)
