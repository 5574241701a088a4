"""Which counts of people the public does not see."""

from decimal import Decimal

import pytest

from monitoring.figures.content import Content
from monitoring.figures.disclosure import (
    PublicSum,
    counted,
    public_sum,
    withheld,
    withheld_in,
)
from tests.monitoring.test_disclosure_solver import Solver

K = 11
SEXES = {"sex=F", "sex=M"}


def hidden(cells, threshold=K, **more):
    return set(withheld(cells, threshold=threshold, **more))


# --- One count ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "is_hidden"),
    [
        *((Decimal(0), False), (Decimal("0.4"), True), (Decimal(1), True)),
        *((Decimal(10), True), (Decimal(11), False), (None, False)),
    ],
)
def test_a_total_from_one_to_ten_is_withheld(count, is_hidden):
    assert hidden({"": count}) == ({""} if is_hidden else set())


def test_the_threshold_is_the_indicators_own():
    assert hidden({"": 4}, threshold=5) == {""}
    assert hidden({"": 5}, threshold=5) == set()


def test_without_a_threshold_nothing_is_withheld():
    assert hidden({"": 1, "sex=F": 1}, threshold=None) == set()


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (Content(quantity=Decimal(12)), Decimal(12)),
        (Content(quantity=Decimal(11), bound="<"), Decimal(10)),
        (Content(quantity=Decimal(1), bound="<"), Decimal(0)),
        (Content(quantity=Decimal(10), bound=">"), Decimal(11)),
        (Content(percent=Decimal(3)), None),
        (Content(empty="not_available", empty_reason="x"), None),
    ],
)
def test_a_statement_is_judged_by_its_count(content, count):
    assert counted(content) == count


# --- One axis -----------------------------------------------------------------------


def test_a_table_without_small_counts_is_shown_whole():
    cells = {"": 60, "sex=F": 40, "sex=M": 20, "age=5-11": 60, "age=12-17": 0}

    assert hidden(cells) == set()


def test_with_a_small_part_its_whole_axis_is_withheld():
    assert hidden({"": 40, "sex=F": 37, "sex=M": 3}) == SEXES


def test_with_a_small_total_everything_is_withheld():
    cells = {"": 3, "sex=F": 3, "sex=M": 0, "stage=convicted": 0}

    assert hidden(cells) == set(cells)


def test_a_small_rest_nobody_wrote_down_withholds_the_axis():
    """The total less the girls says how many boys there are."""
    assert hidden({"": 40, "sex=F": 37}) == {"sex=F"}
    assert hidden({"": 40, "sex=F": 37, "sex=M": None}) == SEXES
    assert hidden({"": 40, "sex=F": 20, "sex=M": 17}) == SEXES


def test_without_a_total_a_small_part_withholds_all():
    assert hidden({"sex=F": 30, "sex=M": 3, "age=5-17": 33}) == {*SEXES, "age=5-17"}


def test_another_axis_stays_to_be_seen():
    cells = {"": 40, "sex=F": 37, "sex=M": 3, "age=5-11": 15, "age=12-17": 25}

    assert hidden(cells) == SEXES


# --- Ages ---------------------------------------------------------------------------


def test_bands_that_overlap_give_a_small_difference_away():
    """5–17 less 5–14 are three of 15–17."""
    cells = {"": 90, "age=5-17": 40, "age=5-14": 37, "age=18+": 50}

    assert hidden(cells) == {"age=5-17", "age=5-14", "age=18+"}


def test_a_gap_between_bands_is_counted():
    assert hidden({"": 40, "age=5-11": 20, "age=15-17": 17}) == {
        *("age=5-11", "age=15-17")
    }


def test_bands_that_cross_give_a_small_rest_away():
    """All but those of 5–14 are four, and older."""
    cells = {"": 44, "age=5-14": 40, "age=10-17": 30}

    assert hidden(cells) == {"age=5-14", "age=10-17"}


def test_the_band_of_all_ages_is_shown_with_the_total():
    cells = {"": 40, "age=5-17": 40, "age=5-11": 37, "age=12-17": 3}

    assert hidden(cells) == {"age=5-11", "age=12-17"}


def test_bands_may_have_names_with_ages_given_aside():
    cells = {"": 40, "age=children": 37, "age=infants": 20}
    bands = {"children": (0, 17), "infants": (0, 4)}

    assert hidden(cells, bands=bands) == {"age=children", "age=infants"}
    assert hidden(cells | {"": 60}, bands=bands) == set()


# --- Crossed parts ------------------------------------------------------------------


def test_a_small_crossed_part_withholds_what_is_crossed_and_not_the_axes():
    axes = {"": 60, "sex=F": 30, "sex=M": 30, "age=5-11": 30, "age=12-17": 30}
    crossed = {
        "age=5-11;sex=F": 27,
        "age=5-11;sex=M": 3,
        "age=12-17;sex=F": 3,
        "age=12-17;sex=M": 27,
    }

    assert hidden(axes | crossed) == set(crossed)


def test_a_crossed_part_that_follows_is_shown():
    """With nobody male, all of 5–11 are girls; a third axis is withheld."""
    cells = {"": 60, "sex=F": 60, "sex=M": 0, "age=5-11": 30, "age=12-17": 30}
    crossed = {"age=5-11;sex=F": 30, "age=5-11;sex=M": 0}
    stages = {"stage=investigated": 57, "stage=convicted": 3}

    assert hidden(cells | crossed | stages) == set(stages)


def test_a_crossed_part_that_nobody_wrote_down_is_counted():
    """Boys of 12–17: 57 - 42 - 42 + 30 = 3."""
    cells = {"": 57, "sex=F": 42, "age=5-11": 42, "age=5-11;sex=F": 30}

    assert hidden(cells) == {"age=5-11;sex=F"}


# --- Several groups -----------------------------------------------------------------


def test_another_source_does_not_give_away_what_one_withholds():
    groups = {
        "police": {"": 40, "sex=F": 37, "sex=M": 3},
        "courts": {"": 45, "sex=F": 30, "sex=M": 15},
    }

    assert withheld_in(groups, threshold=K) == {"police": SEXES, "courts": SEXES}


def test_sources_are_judged_as_if_one_filled_the_gaps_of_the_other():
    groups = {"police": {"": 40}, "courts": {"sex=F": 37}}

    assert withheld_in(groups, threshold=K) == {"police": set(), "courts": {"sex=F"}}


def test_a_total_as_near_as_the_threshold_goes_with_a_small_one():
    groups = {"before": {"": 10}, "now": {"": 21}, "other": {"": 22, "sex=F": 11}}

    assert withheld_in(groups, threshold=K) == {
        "before": {""},
        "now": {""},
        "other": {"sex=F"},
    }


# --- Sums over countries ------------------------------------------------------------


def test_a_sum_holds_only_what_is_shown():
    values = [
        (Decimal(20), False),
        (Decimal(3), True),
        (Decimal(0), False),
        (None, False),
        (None, True),
    ]

    assert public_sum(values) == PublicSum(
        Decimal(20), counted=2, withheld=2, missing=1
    )


def test_a_sum_of_nothing_shown_is_no_zero():
    assert public_sum([(Decimal(3), True), (None, False)]) == PublicSum(
        None, counted=0, withheld=1, missing=1
    )


def test_a_sum_adds_nothing_to_what_is_known_of_a_withheld_count():
    """Three countries; of the second only the total is withheld."""
    counts = [20, 3, 15]
    secret = [withheld({"": count}, threshold=K) == {""} for count in counts]
    shown = public_sum(zip(map(Decimal, counts), secret, strict=True))
    solver = Solver(3, [([0], 20), ([2], 15), ([0, 2], float(shown.total))])

    assert secret == [False, True, False]
    assert solver.range([1]) == (0, float("inf"))


# --- Without the second step the solver finds them ------------------------------------


def test_withholding_small_counts_alone_is_not_enough():
    """The boys are what is left: the negative control of the random tables."""
    alone = Solver(2, [([0, 1], 40), ([0], 37)])
    ours = Solver(2, [([0, 1], 40)])

    assert alone.range([1]) == (3, 3)
    assert ours.range([1]) == (0, 40)
