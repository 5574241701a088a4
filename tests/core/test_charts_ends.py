"""Several lines in one chart: how they are told apart and named at their ends."""

from itertools import pairwise

import pytest

from alliance87.core.charts import Line, LineChart
from alliance87.core.charts.marks import STYLES
from alliance87.core.charts.picture import LINE, Form, spread
from tests.drawings import drawn, found, lines_in, make_line, words_of

NBSP = "\N{NO-BREAK SPACE}"


def names_in(markup):
    """Return top and bottom of each block of words at the end of a line."""
    blocks = []
    for each in found(markup, "text"):
        css = each.get("class")
        if css == "chart__last":
            blocks.append([float(each.get("y")), float(each.get("y"))])
        elif css == "chart__name":
            blocks[-1][1] = float(each.get("y"))
    return sorted((first - LINE + 4, last + 4) for first, last in blocks)


@pytest.mark.parametrize("form", Form)
def test_names_at_the_ends_of_lines_never_overlap(form):
    lines = tuple(
        make_line((2019, 50), (2020, value), label=f"A rather long name, number {i}")
        for i, value in enumerate(("10", "10.1", "10", "10.2", "0"))
    )
    chart = LineChart(lines, unit="%")

    blocks = names_in(drawn(chart, form))

    assert len(blocks) == 5
    assert all(below[0] >= above[1] for above, below in pairwise(blocks))
    assert blocks[0][0] >= 0
    assert blocks[-1][1] <= chart.draw("a", form).height


def test_blocks_are_spread_in_their_order_between_the_edges():
    tops = spread([100, 100, 5, 104], [30, 30, 30, 30], top=10, bottom=150)

    assert tops == [60, 90, 10, 120]


def test_several_lines_differ_in_more_than_colour():
    lines = tuple(make_line((2019, i), (2020, i), label=str(i)) for i in range(1, 6))
    markup = drawn(LineChart(lines))

    drawn_lines = found(markup, "polyline", "chart__line")
    assert len({line.get("stroke-dasharray") for line in drawn_lines}) == 5
    assert len({style.shape for style in STYLES}) == 5


def test_line_that_ends_early_says_its_year_and_is_not_led_on():
    lines = (make_line((2019, 1), (2020, 2)), make_line((2021, 4), (2022, 5)))
    markup = drawn(LineChart(lines, unit="%"))

    assert f"2{NBSP}% (2020)" in words_of(markup)
    assert f"5{NBSP}%" in words_of(markup)
    assert [len(points.split()) for points in lines_in(markup)] == [2, 2]


def test_line_without_values_among_others_is_named_all_the_same():
    lines = (make_line((2019, 1), (2020, 2), label="Girls"), Line("Boys"))

    assert words_of(drawn(LineChart(lines)))[-4:] == ["2", "Girls", "no data", "Boys"]


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="More than 5"):
        LineChart(tuple(make_line((2019, 1)) for _each in range(6)))
