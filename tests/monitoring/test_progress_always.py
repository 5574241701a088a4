"""What holds of the progress of every series: any values, any unit, any order."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from monitoring.enums import ProgressStatus
from monitoring.figures.progress import Target, progress_of
from tests.monitoring.measured import (
    BY_2030,
    TODAY,
    ZERO,
    judged,
    point,
    series,
    times,
)

# From worst to best, for series that can be judged.
ORDER = ["away", "no_change", "too_slow", "on_course", "reached"]
percents = st.decimals(0, 100, places=2)
errors = st.none() | st.decimals("0.01", 20, places=2)
readings = st.tuples(percents, errors)


def made(given_values) -> list:
    """Return values of every third year, the newest of 2024."""
    first = 2024 - 3 * (len(given_values) - 1)
    return [
        point(first + 3 * place, value, **({"standard_error": error} if error else {}))
        for place, (value, error) in enumerate(given_values)
    ]


@given(st.lists(readings, min_size=2, max_size=7), percents)
def test_percent_and_fractions_give_the_same(values, goal):
    points = made(values)
    hundredth = [times(Decimal("0.01"), each) for each in points]

    in_percent = judged(*points, target=Target(goal, BY_2030))
    as_share = judged(
        *hundredth, target=Target(goal / 100, BY_2030), unit="", whole=Decimal(1)
    )

    assert (in_percent.status, in_percent.reason) == (as_share.status, as_share.reason)
    assert in_percent.covered == as_share.covered
    assert in_percent.elapsed == as_share.elapsed
    assert in_percent.pace == as_share.pace * 100


@given(st.lists(readings, min_size=2, max_size=7), percents)
def test_class_is_the_same_when_all_counts_are_multiplied_by_100(values, goal):
    points = made(values)
    factor = Decimal(100)

    one = judged(*points, target=Target(goal, BY_2030), unit="children")
    hundred = judged(
        *(times(factor, each) for each in points),
        target=Target(goal * factor, BY_2030),
        unit="children",
    )

    assert (one.status, one.reason) == (hundred.status, hundred.reason)
    assert (one.covered, one.elapsed) == (hundred.covered, hundred.elapsed)


@given(st.lists(readings, min_size=1, max_size=7), st.randoms())
def test_order_of_the_points_does_not_matter(values, chance):
    points = made(values)
    shuffled = list(points)
    chance.shuffle(shuffled)
    whole = series(*points)

    assert progress_of(whole, [shuffled], target=ZERO, today=TODAY) == progress_of(
        whole, [points], target=ZERO, today=TODAY
    )


@given(percents, percents, percents, errors)
def test_lower_newest_value_is_never_a_worse_class(first, one, other, error):
    stated = {"standard_error": error} if error else {}
    low, high = sorted((one, other))
    better, worse = (
        judged(point(2015, first, **stated), point(2024, newest, **stated))
        for newest in (low, high)
    )

    assert ORDER.index(better.status) >= ORDER.index(worse.status)


@given(st.lists(readings, min_size=2, max_size=7))
def test_target_of_zero_is_reached_by_zero_only(values):
    points = made(values)

    found = judged(*points)

    assert (found.status == ProgressStatus.REACHED) == (points[-1].value == 0)
    if points[0].value:
        # What is covered and what is left are the whole way
        left = points[-1].value / points[0].value
        assert round(found.covered + left, 20) == 1


@given(st.lists(readings, min_size=2, max_size=7), percents)
def test_on_course_is_a_pace_as_fast_as_the_one_needed(values, goal):
    found = judged(*made(values), target=Target(goal, BY_2030))

    if found.status == ProgressStatus.ON_COURSE:
        assert round(found.pace, 20) >= round(found.pace_needed, 20)
    elif found.status == ProgressStatus.TOO_SLOW:
        assert found.pace < found.pace_needed
