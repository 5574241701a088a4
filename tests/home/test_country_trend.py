"""Which way a value went on the page of a country, as a shape and a word."""

import re
from decimal import Decimal

import pytest

from monitoring.enums import ValueType
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.home.known_values import indicator, public_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return factories.make_pathfinder(is_public=True)


def entry_of(client, country):
    page = client.get(country.get_absolute_url()).context["page"]
    (entry,) = page.grid.entries
    return entry


def shares(country, definition, **values):
    for year, percent in values.items():
        public_value(country, definition, int(year.removeprefix("y")), percent)


@pytest.mark.parametrize(
    ("direction", "newest", "change", "tone"),
    [
        ("down", 10, "fell", "good"),
        ("down", 30, "rose", "watch"),
        ("up", 10, "fell", "watch"),
        ("up", 30, "rose", "good"),
        ("none", 30, "rose", ""),
        ("down", 20, "equal", ""),
    ],
)
def test_trend_is_coloured_only_where_one_way_is_better(
    client, country, direction, newest, change, tone
):
    definition = indicator("PR-CL-2", direction=direction)
    make_indicator_set(definition)
    shares(country, definition, y2010=20, y2015=90, y2020=newest)

    trend = entry_of(client, country).trend

    assert (trend.change, trend.tone) == (change, tone)
    assert "2010" in trend.words


def test_identified_victims_are_never_coloured(client, country):
    definition = indicator(
        *("PR-HT-1",),
        theme="human_trafficking",
        value_type=ValueType.NUMBER,
        direction="none",
    )
    make_indicator_set(definition)
    for year, victims in ((2015, 100), (2020, 300)):
        public_value(country, definition, year, quantity=Decimal(victims))

    html = client.get(country.get_absolute_url()).content.decode()

    assert '<span class="trend">' in html
    assert "Higher than in 2015" in html
    assert 'class="trend state--' not in html


def test_no_trend_crosses_a_change_of_what_is_measured(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    public_value(country, definition, 2010, 20, boundary="sna")
    public_value(country, definition, 2020, 30, boundary="general")

    trend = entry_of(client, country).trend

    assert trend.change == ""
    assert trend.words == "Measured differently before 2020: no trend"


def test_one_figure_has_no_trend(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    shares(country, definition, y2020=10)

    assert entry_of(client, country).trend.words == "One figure only: no trend"


def test_change_within_the_survey_error_is_no_trend(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    for year, percent in ((2010, 20), (2020, 19)):
        public_value(country, definition, year, percent, standard_error=Decimal(1))

    trend = entry_of(client, country).trend

    assert (trend.change, trend.tone) == ("unsure", "")


def test_three_comparable_years_are_drawn_and_lead_to_the_course(client, country):
    definition = indicator("PR-CL-2")
    make_indicator_set(definition)
    shares(country, definition, y2010=20, y2011=19, y2012=18)

    html = client.get(country.get_absolute_url()).content.decode()

    assert re.search(r'<a class="nine__course" href="[^"]*/PR-CL-2/"><svg', html)
