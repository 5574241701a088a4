"""How a series stands towards its target: every class, every reason, in any unit."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring.enums import Dimension, Direction, IndicatorTheme, ProgressStatus
from monitoring.figures.progress import Target, progress_of, target_for
from tests.monitoring.measured import (
    BY_2025,
    BY_2030,
    CENSUS,
    TODAY,
    ZERO,
    judged,
    point,
    series,
)


def told(*points, **facts) -> tuple[str, str]:
    found = judged(*points, **facts)
    return found.status, found.reason


# --- Targets --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theme", "day"),
    [
        (IndicatorTheme.CHILD_LABOUR, date(2025, 12, 31)),
        (IndicatorTheme.FORCED_LABOUR, date(2030, 12, 31)),
        (IndicatorTheme.HUMAN_TRAFFICKING, date(2030, 12, 31)),
        (IndicatorTheme.ALL, date(2030, 12, 31)),
    ],
)
def test_target_without_one_on_record_is_zero_by_the_year_of_the_sdg(theme, day):
    facts = {"dimension": Dimension.PREVALENCE, "direction": Direction.DOWN}

    assert target_for(theme=theme, **facts) == Target(Decimal(0), day)


def test_target_on_record_comes_before_that_of_the_sdg():
    facts = {
        "theme": IndicatorTheme.CHILD_LABOUR,
        "dimension": Dimension.PREVALENCE,
        "direction": Direction.DOWN,
    }
    day = date(2027, 6, 30)

    assert target_for(**facts, value=Decimal(5), on=day) == Target(Decimal(5), day)
    assert target_for(**facts, value=Decimal(5)) == Target(Decimal(5), BY_2025)
    assert target_for(**facts, on=day) == Target(Decimal(0), day)


@pytest.mark.parametrize(
    ("dimension", "direction", "value", "expected"),
    [
        # What is to rise, or is no prevalence, has no target unless it is set.
        (Dimension.IMPLEMENTATION, Direction.UP, None, None),
        (Dimension.COMMITMENT, Direction.DOWN, None, None),
        (Dimension.IMPLEMENTATION, Direction.UP, 80, Target(Decimal(80), BY_2030)),
        # Detected victims have none, whatever is on record.
        (Dimension.PREVALENCE, Direction.NONE, None, None),
        (Dimension.PREVALENCE, Direction.NONE, 0, None),
    ],
)
def test_target_is_not_made_up(dimension, direction, value, expected):
    found = target_for(
        theme=IndicatorTheme.FORCED_LABOUR,
        dimension=dimension,
        direction=direction,
        value=None if value is None else Decimal(value),
    )

    assert found == expected


# --- Classes, worked by hand ----------------------------------------------------------


def test_child_labour_of_exampleland_moves_too_slowly():
    found = judged(
        point(2010, "24"), point(2021, "15.5"), target=Target(Decimal(0), BY_2025)
    )

    assert found.status == ProgressStatus.TOO_SLOW
    # (24 - 15.5) / 24 = 8.5 / 24 of the way, in (2021 - 2010) / (2025 - 2010) = 11 / 15
    assert round(found.covered, 6) == Decimal("0.354167")
    assert round(found.elapsed, 6) == Decimal("0.733333")
    # 8.5 in 11 years; 15.5 in the 4 years from 2021 to 2025
    assert round(found.pace, 6) == Decimal("0.772727")
    assert found.pace_needed == Decimal("3.875")
    assert (found.date_passed, found.is_missed) == (True, False)


def test_share_of_the_way_equal_to_the_share_of_the_time_is_on_course():
    # 12 of 20 in 9 of 15 years; 12 / 9 = 8 / 6 a year
    found = judged(point(2015, 20), point(2024, 8))

    assert (found.status, found.covered) == (ProgressStatus.ON_COURSE, Decimal("0.6"))
    assert found.elapsed == Decimal("0.6")
    assert round(found.pace, 6) == round(found.pace_needed, 6) == Decimal("1.333333")
    assert told(point(2015, 20), point(2024, "8.01")) == ("too_slow", "")


def test_rise_towards_a_target_above_is_judged_alike():
    # 36 of 60 in 9 of 15 years
    facts = {"target": Target(Decimal(80), BY_2030), "direction": "up"}
    found = judged(point(2015, 20), point(2024, 56), **facts)

    assert (found.status, found.covered) == (ProgressStatus.ON_COURSE, Decimal("0.6"))
    # 36 in 9 years; 24 in the 6 years left
    assert (found.pace, found.pace_needed) == (Decimal(4), Decimal(4))
    assert told(point(2015, 20), point(2024, 19), **facts) == ("no_change", "")
    assert told(point(2015, 20), point(2024, 10), **facts) == ("away", "")
    assert told(point(2015, 20), point(2024, 80), **facts) == ("reached", "")


@pytest.mark.parametrize(
    ("target", "newest", "status"),
    [
        (0, "0", "reached"),
        (0, "0.1", "on_course"),
        (5, "5", "reached"),
        (5, "4.9", "reached"),
        (5, "5.1", "on_course"),
    ],
)
def test_target_is_reached_at_the_target_or_beyond(target, newest, status):
    goal = Target(Decimal(target), BY_2030)

    assert told(point(2015, 20), point(2024, newest), target=goal) == (status, "")


def test_zero_that_did_not_last_is_a_move_away():
    found = judged(point(2015, 0), point(2024, 2))

    # There was no way to go, so no share of it; 2 more in 9 years
    assert (found.status, found.covered) == (ProgressStatus.AWAY, None)
    assert round(found.pace, 6) == Decimal("-0.222222")


@pytest.mark.parametrize(
    ("newest", "status"),
    [
        # 9 of 15 years: a tenth is 0.06 of the way, that is 1.2 of 20
        ("18.80", "too_slow"),
        ("18.81", "no_change"),
        ("20", "no_change"),
        ("21.19", "no_change"),
        ("21.20", "away"),
    ],
)
def test_less_than_a_tenth_of_the_pace_asked_for_is_no_change(newest, status):
    assert told(point(2015, 20), point(2024, newest)) == (status, "")


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ({}, "too_slow"),
        # 20 to 16 is 4; 1.2816 x √(2 x 2.5²) = 4.53, with 2.2 it is 3.99
        ({"standard_error": "2.5"}, "no_change"),
        ({"standard_error": "2.2"}, "too_slow"),
        # √(v (100 - v) x 2 / n): of 700, 2.14 and 1.96, so 3.71; of 580, 4.08
        ({"sample_size": 700}, "too_slow"),
        ({"sample_size": 580}, "no_change"),
        # Who counts everybody has no survey error.
        ({"facts": CENSUS}, "too_slow"),
    ],
)
def test_change_within_survey_errors_is_no_clear_change(stated, status):
    found = told(point(2015, 20, **stated), point(2024, 16, **stated))

    assert found == (status, "")


@pytest.mark.parametrize(
    ("reach", "status"),
    # An interval of 95 % that reaches 4.9 to both sides: 4.9 / 1.96 = 2.5, as above
    [(Decimal("4.9"), "no_change"), (Decimal("4.3"), "too_slow")],
)
def test_interval_tells_the_survey_error(reach, status):
    points = [
        point(year, value, low=value - reach, high=value + reach)
        for year, value in ((2015, 20), (2024, 16))
    ]

    assert told(*points) == (status, "")


def test_error_known_of_one_value_only_decides_nothing():
    found = told(point(2015, 20, standard_error="9"), point(2024, 16))

    assert found == ("too_slow", "")


# --- The target date ------------------------------------------------------------------


def test_value_as_new_as_the_target_date_shows_that_it_was_missed():
    target = Target(Decimal(0), BY_2025)
    found = judged(point(2015, 20), point(2025, 1), target=target)

    # 19 of 20 in 10 of 10 years, and no year is left
    assert (found.status, found.covered) == (ProgressStatus.TOO_SLOW, Decimal("0.95"))
    assert (found.elapsed, found.pace_needed) == (Decimal(1), None)
    assert (found.date_passed, found.is_missed) == (True, True)


@pytest.mark.parametrize(
    ("today", "passed"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)]
)
def test_target_date_has_passed_from_the_day_after(today, passed):
    target = Target(Decimal(0), BY_2025)
    found = judged(point(2015, 20), point(2021, 15), target=target, today=today)

    assert (found.date_passed, found.status) == (passed, ProgressStatus.TOO_SLOW)


def test_on_course_until_a_date_that_has_passed_cannot_be_told():
    points = (point(2015, 20), point(2021, 6))
    target = Target(Decimal(0), BY_2025)

    # 14 of 20 in 6 of 10 years: on course while the date was to come
    assert told(*points, target=target, today=date(2025, 12, 1)) == ("on_course", "")
    assert told(*points, target=target) == ("cannot_tell", "unmeasured")


def test_target_that_was_reached_before_its_date_passed_is_reached():
    target = Target(Decimal(0), BY_2025)

    assert told(point(2015, 20), point(2021, 0), target=target) == ("reached", "")


def test_first_value_after_the_target_date_leaves_no_time():
    found = judged(
        point(2020, 20),
        point(2024, 10),
        target=Target(Decimal(0), date(2019, 12, 31)),
    )

    assert (found.status, found.elapsed) == (ProgressStatus.TOO_SLOW, None)
    assert (found.covered, found.pace_needed) == (Decimal("0.5"), None)


# --- Why it cannot be told ------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "facts", "reason"),
    [
        ((), {}, "no_points"),
        ((point(2020, 5),), {}, "one_point"),
        ((point(2015, 9), point(2020, 5)), {"target": None}, "no_target"),
        ((point(2015, 9), point(2020, 5)), {"direction": "none"}, "no_direction"),
        ((point(2015, 9), point(2020, 5, bound="<")), {}, "bound"),
        ((point(2015, 9, bound=">"), point(2020, 5)), {}, "bound"),
        # 2026 - 2017 = 9 years, from which on data are too old; 2018 is not yet
        ((point(2010, 9), point(2017, 5)), {}, "old"),
    ],
)
def test_what_cannot_be_told_says_why(points, facts, reason):
    assert told(*points, **facts) == ("cannot_tell", reason)


def test_age_of_eight_years_is_not_too_old():
    # 4 of 9 in 8 of 20 years
    assert told(point(2010, 9), point(2018, 5)) == ("on_course", "")


def test_detected_victims_have_no_numbers_towards_a_target():
    found = judged(point(2015, 9), point(2020, 90), direction="none", unit="victims")

    assert (found.covered, found.pace, found.is_told) == (None, None, False)
    assert found.is_measured is False


def test_definition_break_is_never_crossed():
    old = (point(2010, 40), point(2014, 30))
    new = (point(2018, 20), point(2022, 18))
    whole = series(*old, *new)

    found = progress_of(whole, [old, new], target=ZERO, today=TODAY)

    # 2 of 20, and not 22 of 40, in 4 of 12 years
    assert (found.points, found.left_out) == (new, old)
    assert found.covered == Decimal("0.1")
    alone = progress_of(whole, [old + new[:1], new[1:]], target=ZERO, today=TODAY)
    assert (alone.status, alone.reason) == (ProgressStatus.CANNOT_TELL, "break")
    assert alone.pace is None


def test_limit_between_exact_values_is_left_out():
    found = judged(point(2015, 20), point(2018, 9, bound="<"), point(2024, 8))

    assert [each.year for each in found.points] == [2015, 2024]
    assert [each.year for each in found.left_out] == [2018]
    assert found.status == ProgressStatus.ON_COURSE
