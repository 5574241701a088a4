"""The page on the course of an indicator in a country, and its files."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from monitoring.enums import ProgressStatus, ValueState
from tests import factories
from tests.factories.monitoring import make_indicator_set
from tests.factories.values import make_source
from tests.monitoring.courses import (
    REASON,
    address,
    judged,
    make_course,
    opened,
    put,
    signed_in,
    table,
    text,
)

pytestmark = pytest.mark.django_db
BY_2030 = {"target": Decimal(0), "target_on": date(2030, 12, 31)}
STEP = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def course():
    return make_course()


def steps(page: str) -> dict[str, str]:
    """Return the lines of the computation: what, and what stands beside it."""
    return {
        label: " ".join(TAG.sub(" ", said).split())
        for label, said in STEP.findall(page)
    }


# --- What is shown --------------------------------------------------------------------


def test_chart_is_titled_by_how_it_went_and_drawn_for_both_widths(course):
    first, last = put(course, 2015, 24), put(course, 2024, 15.5)

    page = opened()

    said = "Child labour fell from 24.0% in 2015 to 15.5% in 2024."
    for version, number in ((first, "24.0%"), (last, "15.5%")):
        url = f"/pathfinders/per/values/{version.observation_id}/"
        said = said.replace(number, f'<a href="{url}">{number}</a>')
    assert f'<h2 class="chart__title">{said}</h2>' in page
    assert page.count('<svg class="chart__plot') == 2
    assert "Source: Household survey. As of " in page


def test_every_number_of_the_table_leads_to_its_value(course):
    versions = [put(course, 2015, 24), put(course, 2024, 15.5, low=14, high=17)]

    page = opened()

    for version, words in zip(versions, ("24.0%", "15.5%"), strict=True):
        url = f"/pathfinders/per/values/{version.observation_id}/"
        assert f'<td class="table__num"><a href="{url}">{words}</a></td>' in page
    assert "<td>14% to 17%</td>" in page


def test_open_dots_are_explained_where_there_are_any(course):
    put(course, 2015, 24)
    assert "open dot" not in opened()

    put(course, 2024, 15.5, quality="estimate")
    assert "Peru, in %. An open dot is an estimate." in opened()


def test_words_stand_in_place_of_numbers_that_are_not_there(course):
    put(course, 2015, 24)
    put(course, 2018, empty="not_collected")
    put(course, 2024, 15.5)

    page = opened()

    assert (
        '<th scope="row">2018</th><td class="table__num">'
        '<em class="table__gap">Not collected</em></td>'
    ) in page
    assert "<p>For 2018 there is no number: it was not collected.</p>" in page


def test_one_number_is_named_and_no_progress_is_told_of_it(course):
    put(course, 2024, 15.5)

    page = opened()

    assert "Child labour stood at 15.5% in 2024." in page
    assert "Cannot tell" in page
    assert "<p>There is one figure only; progress needs two.</p>" in page
    assert "How this was computed" not in page


def test_break_parts_the_line_and_is_said(course):
    put(course, 2010, 30, ages="5–14")
    put(course, 2015, 24, ages="5–17")
    put(course, 2024, 15.5, ages="5–17")

    page = opened()

    assert "fell from 24.0% in 2015 to 15.5% in 2024." in page
    assert "It was measured differently before 2015, so earlier years" in page
    assert "The ages differ: 5–14 and 5–17." in page


def test_limit_stays_a_limit(course):
    put(course, 2015, 24)
    put(course, 2024, 2, bound="<")

    page = opened()

    assert "and at less than 2% in 2024: whether it changed cannot be told." in page
    assert ">less than 2%</a></td>" in page
    assert "The source gives a limit and not a figure." in page


def test_source_and_label_are_written_as_text(course):
    put(course, 2015, 24, source=make_source(name="<b>Survey</b> & more"))

    page = opened()

    assert "<b>Survey" not in page
    assert "&lt;b&gt;Survey&lt;/b&gt; &amp; more" in page


# --- Progress -------------------------------------------------------------------------


def test_progress_is_a_class_with_every_step_of_its_computation():
    course = make_course(**BY_2030)
    put(course, 2015, 24)
    put(course, 2024, 12)

    page = opened()

    assert "state--pill" in page
    assert "Moving, but too slowly" in page
    said = steps(page)
    assert said["First comparable value"].startswith("2015 24%")
    assert said["Newest comparable value"].startswith("2024 12%")
    assert said["Target"] == "31 December 2030 0%"
    assert "(24% − 12%) ÷ (24% − 0%) 50%" in said["Share of the way covered"]
    assert "(2024 − 2015) ÷ (2030 − 2015) 60%" in said["Share of the time used"]


def test_way_back_is_written_with_a_minus_sign():
    course = make_course(**BY_2030)
    put(course, 2015, 20)
    put(course, 2024, 30)

    said = steps(opened())

    assert "(20% − 30%) ÷ (20% − 0%) −50%" in said["Share of the way covered"]
    assert "−1.1 percentage points a year" in said["Pace achieved"]


def test_target_date_that_is_over_is_said(course):
    put(course, 2015, 24)
    put(course, 2024, 15.5)

    page = opened()

    assert "The target date, 31 December 2025, is over." in page
    assert "is over." not in opened(as_of="2025-12-31")


def test_band_is_drawn_where_errors_are_known_and_else_its_absence_explained():
    course = make_course(**BY_2030)
    put(course, 2015, 24)
    put(course, 2024, 12)

    assert "8 in 10 cases" not in opened()
    said = steps(opened())["Years to come"]
    assert said.startswith("The survey error of the first or the newest figure is not")
    assert "No band" in said

    put(course, 2018, 20, standard_error=1)
    put(course, 2025, 11, standard_error=1)
    put(course, 2012, 26, standard_error=1)
    assert "8 in 10 cases" in opened()


def test_detected_victims_have_no_class_and_no_colour():
    course = make_course(
        value_type="number", label_en="Detected victims", direction="none", unit_en=""
    )
    put(course, 2015, quantity=Decimal(400))
    put(course, 2024, quantity=Decimal(900))

    page = opened()

    assert "Detected victims rose from 400 in 2015 to 900 in 2024." in page
    assert 'class="state ' not in page
    assert "Neither a rise nor a fall is better" in page


def test_judgement_stands_with_name_and_reason_beside_the_figures():
    course = make_course(**BY_2030)
    put(course, 2015, 24)
    put(course, 2024, 6)
    judged(course)

    page = opened()

    assert "Judged so by Olive Officer on " in page
    assert f"“{REASON}”" in page
    first, second = re.findall(r'class="state state--(.*?)">.*?<span>(.*?)<', page)
    assert first == ("watch state--pill", "Moving, but too slowly")
    assert second == ("good", "On course")
    assert page.index("Moving, but") < page.index("The figures say:")


# --- What there is nothing to draw of -------------------------------------------------


def test_country_without_a_value_is_told_so(course):
    page = opened()

    assert "Nothing to draw" in page
    assert "chart__plot" not in page
    assert "Judge progress otherwise" not in opened(signed_in())


def test_draft_is_nothing_to_draw(course):
    put(course, 2024, 15.5, state=ValueState.DRAFT)

    assert "Nothing to draw" in opened()
    assert "15.5" not in opened(signed_in())


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("yes_no", {"answer": True}),
        ("year", {"year_stated": 2019}),
        ("frequency", {"frequency": "yearly"}),
    ],
)
def test_indicator_that_is_no_number_is_told_to_be_none(kind, fields):
    course = make_course(value_type=kind, label_en="A law", direction="none")
    make_indicator_set(course.definition)
    put(course, 2015, **fields)
    put(course, 2024, **fields)

    page = opened()

    assert "Nothing to draw" in page
    assert "chart__plot" not in page
    assert "It is stated in words, and words have no course to draw." in page
    listed = text(Client().get("/pathfinders/per/values/"))
    assert "A law" in listed
    assert "Course over the years" not in listed
    for file in ("svg", "png", "csv"):
        url = address("course-file", kind=file)
        assert Client().get(url).status_code == 404


def test_computed_indicator_is_told_to_be_computed():
    make_course(computed_from="activities", label_en="Share of actions done")

    page = opened()

    assert "Nothing to draw" in page
    assert "Computed from: Progress on the roadmap" in page


def test_money_is_drawn_in_its_currency():
    course = make_course(value_type="money", label_en="Budget", direction="up")
    put(course, 2015, amount=Decimal(5_000_000), currency="PEN")
    put(course, 2024, amount=Decimal(9_000_000), currency="PEN")

    page = opened().replace("\N{NARROW NO-BREAK SPACE}", " ")

    assert "Budget rose from 5 000 000 PEN in 2015 to 9 000 000 PEN in 2024." in page
    assert "No target is on record." in page


def test_series_of_gaps_alone_has_a_page_and_files(course):
    put(course, 2015, empty="not_collected")
    put(course, 2024, empty="not_available")

    page = opened()

    assert "Child labour: there is no number to show." in page
    assert "For 2015 there is no number: it was not collected." in page
    assert [row[:2] for row in table()[1:]] == [
        ["2015", "Not collected"],
        ["2024", "Not available"],
    ]
    assert Client().get(address("course-file", kind="svg")).status_code == 200


# --- Cost -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_three_values(
    course, client_for, count, django_assert_num_queries
):
    for back in range(count):
        put(course, 2024 - back, 20 + back, source=make_source())
    judged(course, computed=ProgressStatus.CANNOT_TELL)
    client = client_for(factories.make_gcg_member())

    with django_assert_num_queries(10):
        client.get(address())
