"""Years to come: the band, where it is hidden, and the year nothing comes before."""

import math
import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.enums import BandHidden
from monitoring.figures.progress import Target, progress_of
from monitoring.figures.progress_steps import steps
from monitoring.figures.projection import project
from tests.monitoring.measured import (
    BY_2025,
    BY_2030,
    CENSUS,
    TODAY,
    ZERO,
    judged,
    point,
    series,
    times,
)

exact = st.decimals("0.5", 99, places=2)
errors = st.decimals("0.05", 3, places=2)


def survey(year: int, value, error="0.5"):
    return point(year, value, standard_error=error)


# --- The curve and its band -----------------------------------------------------------


def test_share_goes_on_along_the_logit():
    # 20 % and 11.1111 % are 1 to 4 and 1 to 8: half the odds in 9 years. 9 years later
    # 1 to 16, that is 5.88235 %; a straight line would be at 2.2 %
    found = project(judged(survey(2012, 20), survey(2021, "11.1111111")), [2030])

    (band,) = found.bands
    assert (found.hidden, band.year) == ("", 2030)
    assert round(band.middle, 4) == Decimal("5.8824")


def test_count_goes_on_along_the_logarithm():
    # Half in 9 years, and half again in the next 9
    points = (survey(2012, 8000, "100"), survey(2021, 4000, "100"))
    found = project(judged(*points, unit="children"), [2030])

    assert round(found.bands[0].middle, 2) == 2000


def test_band_holds_80_percent_of_what_the_errors_give():
    # On the logit: ln(1/4) = -1.3863 and ln(1/8) = -2.0794; the errors of 0.5 points
    # are 0.005 / (0.2 x 0.8) = 0.03125 and 0.005 / (0.1111 x 0.8889) = 0.050625.
    # 9 years after 9 years: √((2 x 0.050625)² + 0.03125²) = 0.10596, x 1.2816 = 0.1358;
    # -2.7726 ± 0.1358 is 5.175 % and 6.680 %
    found = project(judged(survey(2012, 20), survey(2021, "11.1111111")), [2030])

    (band,) = found.bands
    assert float(band.low) == pytest.approx(5.175, abs=0.03)
    assert float(band.high) == pytest.approx(6.680, abs=0.03)


def test_band_starts_from_the_survey_error_and_widens_with_each_year():
    found = project(judged(survey(2012, 20), survey(2021, "11.1111111")))

    assert [each.year for each in found.bands] == list(range(2022, 2031))
    logits = [
        [math.log(float(edge) / (100 - float(edge))) for edge in (each.low, each.high)]
        for each in found.bands
    ]
    widths = [high - low for low, high in logits]
    assert widths == sorted(widths)
    # 1.2816 x 0.050625 to both sides where it starts
    assert widths[0] > 2 * 1.2816 * 0.050625
    # A year on: √((10/9 x 0.050625)² + (0.03125 / 9)²) = 0.05636
    assert widths[0] == pytest.approx(2 * 1.2816 * 0.05636, abs=0.002)


def test_interval_keeps_its_two_sides():
    narrow_below = point(2021, 10, low="9.5", high="13")
    found = project(judged(survey(2012, 20, "0.01"), narrow_below), [2022])

    (band,) = found.bands
    assert band.high - band.middle > 4 * (band.middle - band.low)


def test_sample_alone_counts_as_one_of_a_cluster_survey():
    # √(20 x 80 x 2 / 3200) = 1 and √(10 x 90 x 2 / 1800) = 1
    by_sample = (point(2012, 20, sample_size=3200), point(2021, 10, sample_size=1800))
    by_error = (survey(2012, 20, "1"), survey(2021, 10, "1"))

    assert project(judged(*by_sample)).bands == project(judged(*by_error)).bands


def test_uneven_values_between_widen_the_band():
    ends = (survey(2012, 20), survey(2021, 10))
    smooth = judged(ends[0], survey(2016, 15), ends[1])
    rough = judged(ends[0], survey(2016, 40), ends[1])

    one, other = (project(each, [2030]).bands[0] for each in (smooth, rough))
    assert one.middle == other.middle
    assert (one.low, one.high) == (
        project(judged(*ends), [2030]).bands[0].low,
        project(judged(*ends), [2030]).bands[0].high,
    )
    assert other.low < one.low < one.high < other.high


def test_band_of_two_values_is_the_least_it_can_be():
    ends = (survey(2012, 20), survey(2021, 10))
    two, three = judged(*ends), judged(ends[0], survey(2016, 15), ends[1])

    assert [project(each).is_least for each in (two, three)] == [True, False]


def test_band_reaches_the_year_of_a_later_target():
    target = Target(Decimal(0), date(2034, 6, 30))
    found = project(judged(survey(2015, 20), survey(2024, 18), target=target))

    assert [each.year for each in found.bands] == list(range(2025, 2035))


def test_band_goes_on_to_2030_after_a_target_date_that_has_passed():
    target = Target(Decimal(0), BY_2025)
    points = (survey(2015, 20), survey(2021, 6))
    found = judged(*points, target=target)

    assert found.reason == "unmeasured"
    assert [each.year for each in project(found).bands] == list(range(2022, 2031))
    assert [each.year for each in project(found, [2025]).bands] == [2025]


def test_band_of_a_rise_stays_below_the_whole():
    target = Target(Decimal(100), BY_2030)
    points = (survey(2015, 60, "3"), survey(2024, 96, "1"))
    found = project(judged(*points, target=target, direction="up"))

    assert all(each.low < each.middle < each.high < 100 for each in found.bands)


# --- Where there is no band -----------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ((survey(2021, 10),), BandHidden.NO_CLASS),
        ((survey(2005, 20), survey(2015, 10)), BandHidden.NO_CLASS),
        ((survey(2012, 20), survey(2021, 0)), BandHidden.REACHED),
        ((survey(2012, 20), point(2021, 10)), BandHidden.NO_ERROR),
        ((point(2012, 20), survey(2021, 10)), BandHidden.NO_ERROR),
        ((survey(2012, 0), survey(2021, 10)), BandHidden.AT_THE_END),
        (
            (point(2012, 20, facts=CENSUS), point(2021, 10, facts=CENSUS)),
            BandHidden.NO_SPREAD,
        ),
    ],
)
def test_hidden_band_says_why(points, reason):
    found = project(judged(*points))

    assert (found.hidden, found.bands) == (reason, ())


def test_value_as_new_as_the_last_year_asked_leaves_no_band():
    found = project(judged(survey(2012, 20), survey(2021, 10)), [2020, 2021])

    assert (found.hidden, found.bands) == (BandHidden.NO_YEARS, ())


def test_sample_tells_nothing_of_the_error_of_a_count():
    points = (
        point(2012, 8000, sample_size=3200),
        point(2021, 4000, sample_size=1800),
    )

    assert project(judged(*points, unit="children")).hidden == BandHidden.NO_ERROR


def test_band_never_crosses_a_definition_break():
    old, new = (survey(2010, 40),), (survey(2018, 20), survey(2024, 19))
    whole = progress_of(series(*old, *new), [old, new], target=ZERO, today=TODAY)

    assert project(whole) == project(judged(*new))
    apart = progress_of(
        series(*old, *new), [old, new[:1], new[1:]], target=ZERO, today=TODAY
    )
    assert project(apart).hidden == BandHidden.NO_CLASS


# --- Next to none not before ----------------------------------------------------------


def test_straight_line_tells_the_year_where_no_survey_error_is_known():
    # 24 to 15.5 in 11 years; 14.5 more to 1 % take 14.5 x 11 / 8.5 = 18.8 years
    found = project(judged(point(2010, 24), point(2021, "15.5")))

    assert (found.hidden, found.not_before) == (BandHidden.NO_ERROR, 2040)
    assert (found.threshold, found.is_next_to_none) == (Decimal(1), True)


def test_whole_number_of_years_is_not_rounded_up():
    # 10 to 5.5 in 6 years; 4.5 more take 6 years
    found = project(judged(point(2015, 10), point(2021, "5.5")))

    assert found.not_before == 2027


def test_survey_errors_leave_room_for_an_earlier_year():
    # 10 to 7 in 9 years; 6 more take 18 years: 2042
    assert project(judged(point(2015, 10), point(2024, 7))).not_before == 2042
    found = project(judged(survey(2015, 10, "0.3"), survey(2024, 7, "0.3")))

    # The 18 years have an error of 9 x 0.3 x √(1 + 4/9) = 3.2 years, 18 - 1.28 x 3.2 =
    # 13.8, and a little more because slow lines are further off than fast ones
    assert found.not_before == 2039
    exact = project(judged(survey(2015, 10, "0.0001"), survey(2024, 7, "0.0001")))
    assert exact.not_before == 2042


def test_survey_errors_leave_room_for_an_earlier_year_of_a_rise():
    target = Target(Decimal(100), BY_2030)
    # The mirror of the fall above
    points = (survey(2015, 90, "0.3"), survey(2024, 93, "0.3"))

    assert project(judged(*points, target=target, direction="up")).not_before == 2039


def test_nothing_is_said_of_years_after_2100():
    found = project(judged(point(2012, 20), point(2021, 18)))

    # 17 more take 76.5 years: 2098; 17.1 would be later than 2100
    assert found.not_before == 2098
    later = project(judged(point(2012, 20), point(2021, "18.5")))
    assert later.not_before == 2100


@pytest.mark.parametrize(
    ("first", "target", "threshold"),
    [
        ("24", "0", "1"),
        # A share that begins at one in a hundred or below: a hundredth of it
        ("1", "0", "0.01"),
        ("0.4", "0", "0.004"),
        # A target that a curve reaches is the threshold itself
        ("24", "5", "5"),
    ],
)
def test_next_to_none_is_a_hundredth_of_the_whole_or_of_a_small_first(
    first, target, threshold
):
    goal = Target(Decimal(target), BY_2030)
    newest = Decimal(first) * Decimal("0.9")
    found = project(judged(point(2015, first), point(2024, newest), target=goal))

    assert found.threshold == Decimal(threshold)
    assert found.is_next_to_none == (target == "0")


def test_next_to_none_of_a_count_is_a_hundredth_of_the_first():
    points = (point(2015, 8000), point(2024, 7000))

    assert project(judged(*points, unit="children")).threshold == 80


def test_next_to_all_is_the_mirror_of_next_to_none():
    target = Target(Decimal(100), BY_2030)
    points = (point(2015, 60), point(2024, 70))
    found = project(judged(*points, target=target, direction="up"))

    # 29 more take 29 x 9 / 10 = 26.1 years
    assert (found.threshold, found.not_before) == (Decimal(99), 2051)


@pytest.mark.parametrize("newest", ["20", "25", "0.9"])
def test_no_year_is_told_without_a_move_or_below_the_threshold(newest):
    assert project(judged(point(2015, 20), point(2024, newest))).not_before is None


def test_year_that_is_over_is_not_told():
    # 20 to 4 in 9 years; 3 more take 1.7 years: 2021
    points = (point(2010, 20), point(2019, 4))

    assert project(judged(*points)).not_before is None
    assert project(judged(*points, today=date(2020, 5, 1))).not_before == 2021


# --- For every series -----------------------------------------------------------------


@settings(max_examples=30)
@given(exact, exact, errors, errors)
def test_percent_and_fractions_have_the_same_band(first, last, one, other):
    points = (survey(2015, first, one), survey(2024, last, other))
    hundredth = (times(Decimal("0.01"), each) for each in points)

    in_percent = project(judged(*points), [2025, 2030])
    as_share = project(judged(*hundredth, unit="", whole=Decimal(1)), [2025, 2030])

    assert in_percent.hidden == as_share.hidden
    assert in_percent.not_before == as_share.not_before
    assert [(each.low, each.middle, each.high) for each in in_percent.bands] == [
        (each.low * 100, each.middle * 100, each.high * 100) for each in as_share.bands
    ]


@settings(max_examples=30)
@given(exact, exact, errors, errors)
def test_counts_times_100_have_a_band_times_100(first, last, one, other):
    points = (survey(2015, first, one), survey(2024, last, other))
    times_100 = (times(Decimal(100), each) for each in points)

    found = project(judged(*points, unit="children"), [2030])
    hundred = project(judged(*times_100, unit="children"), [2030])

    assert found.not_before == hundred.not_before
    assert [(each.low * 100, each.high * 100) for each in found.bands] == [
        (each.low, each.high) for each in hundred.bands
    ]


@settings(max_examples=30)
@given(exact, exact, errors, errors)
def test_middle_lies_in_the_band_and_shares_between_none_and_all(
    first, last, one, other
):
    found = project(judged(survey(2015, first, one), survey(2024, last, other)))

    for each in found.bands:
        assert 0 <= each.low < each.middle < each.high <= 100


@settings(max_examples=20)
@given(st.lists(exact, min_size=3, max_size=6), st.randoms())
def test_order_of_the_points_does_not_change_the_band(values, chance):
    points = [survey(2025 - 2 * place, value) for place, value in enumerate(values)]
    shuffled = list(points)
    chance.shuffle(shuffled)

    assert project(judged(*shuffled), [2030]) == project(judged(*points), [2030])


def test_seed_is_fixed_whatever_else_draws_random_numbers():
    progress = judged(survey(2012, 20), survey(2021, 10))

    random.seed(1)
    one = project(progress)
    random.seed(2)
    random.random()

    assert project(progress) == one


# --- In the steps ---------------------------------------------------------------------


def test_steps_end_with_the_years_to_come():
    points = (point(2010, 24), point(2021, "15.5"))
    found = judged(*points)

    shown = [(each.label, each.result) for each in steps(found, project(found))]
    assert shown[-2:] == [
        ("Years to come", "No band"),
        ("1%, which counts as next to none", "not before 2040"),
    ]


def test_steps_show_the_band_of_the_years_asked_for():
    found = judged(survey(2012, 20), survey(2021, "11.1111111"))

    (band,) = [
        each for each in steps(found, project(found, [2030])) if "2030 on" in each.label
    ]
    assert (band.label, band.numbers, band.result) == (
        "2030 on present pace",
        "between 5.2% and 6.7%",
        "5.9%",
    )
    assert band.points == found.points
