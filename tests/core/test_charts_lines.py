"""A line chart: what is joined, what is not, and where everything lies."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils.translation import override

from alliance87.core.charts import (
    Line,
    LineChart,
    LinePoint,
    ProjectedPoint,
    Projection,
    Segment,
    Target,
)
from alliance87.core.charts.picture import Form, Room, box_of
from alliance87.core.charts.planes import Scale
from tests.drawings import drawn, found, lines_in, make_line, make_segment, words_of

NBSP = "\N{NO-BREAK SPACE}"


def dots_in(markup):
    return [
        (dot.get("cx"), dot.get("cy"))
        for dot in found(markup, "circle", "chart__dot")
        if dot.get("r") == "4.5"
    ]


def bands_in(markup):
    return [
        (band.get("x"), band.get("width"))
        for band in found(markup, "rect", "chart__none")
    ]


def one(*points, **options):
    return LineChart((make_line(*points),), **options)


# --- The axis -----------------------------------------------------------------------


def test_axis_of_values_begins_at_zero():
    markup = drawn(one((2019, 10), (2020, 20), unit="%"))

    assert [each.get("d") for each in found(markup, "path", "chart__axis")] == [
        "M23.6 280H682.9"
    ]
    assert lines_in(markup) == ["188.4,155 518,30"]
    assert words_of(markup) == [
        *("%", "0", "5", "10", "15", "20", "2019", "2020", f"20{NBSP}%")
    ]


def test_axis_of_values_far_from_zero_begins_there_too():
    assert Scale.of([Decimal(980), Decimal(995)], most=7).words[0] == "0"


def test_axis_with_values_below_zero_holds_both_sides():
    scale = Scale.of([Decimal(-5), Decimal(7)], most=7)

    assert scale.figures == [-5, 0, 5, 10]


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        ([], (0, 1)),
        ([0, 0], (0, 1)),
        ([1], (0, 1)),
        (["0.4"], ("0", "0.1", "0.2", "0.3", "0.4")),
        ([3], (0, 1, 2, 3)),
        ([100], (0, 20, 40, 60, 80, 100)),
        (["0.00000012"], ("0", "5E-8", "1.0E-7", "1.5E-7")),
    ],
)
def test_axis_counts_in_steps_that_people_count_in(values, figures):
    scale = Scale.of([Decimal(each) for each in values], most=6)

    assert scale.figures == [Decimal(each) for each in figures]


def test_axis_of_huge_numbers_counts_in_larger_units():
    scale = Scale.of([Decimal("123456789012345")], most=6)

    with override("en"):
        assert scale.words == ("0", "50", "100", "150")
        assert scale.unit_words("USD") == "USD, million millions"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity"])
def test_values_that_are_no_numbers_are_refused(value):
    with pytest.raises(ValueError, match="not a finite number"):
        LinePoint(2019, Decimal(value))
    with pytest.raises(ValueError, match="not a finite number"):
        LinePoint(2019, Decimal(1), low=Decimal(value))
    with pytest.raises(ValueError, match="not a finite number"):
        Target(2030, Decimal(value), "x")
    with pytest.raises(ValueError, match="not a finite number"):
        ProjectedPoint(2030, Decimal(1), Decimal(0), Decimal(value))


def test_years_of_a_segment_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="rise"):
        make_segment((2020, 1), (2020, 2))


# --- What is joined -----------------------------------------------------------------


def test_year_without_data_is_an_empty_band_that_no_line_crosses():
    markup = drawn(one((2018, 1), (2019, 2), (2021, 3), (2022, 4)))

    joined = lines_in(markup)
    assert len(joined) == 2
    (left, width), *others = bands_in(markup)
    right = float(left) + float(width)
    assert others == []
    for line in joined:
        xs = [float(pair.split(",")[0]) for pair in line.split()]
        assert max(xs) < float(left) or min(xs) > right
    assert "no data" in words_of(markup)


def test_break_is_marked_with_its_note_and_never_joined():
    line = Line(
        "x",
        (
            make_segment((2018, 1), (2019, 2)),
            make_segment((2020, 3), (2021, 4), note="New ages from 2020."),
        ),
    )
    markup = drawn(LineChart((line,), unit="%"))

    assert [len(points.split()) for points in lines_in(markup)] == [2, 2]
    assert len(found(markup, "g", "chart__break")) == 2  # on the axis, and its key
    assert bands_in(markup) == []
    assert words_of(markup)[-3:] == [
        *("not comparable across the break", "1", "New ages from 2020.")
    ]


def test_breaks_of_two_lines_in_one_place_have_one_sign_and_one_number():
    lines = tuple(
        Line(
            name,
            (make_segment((2018, 1)), make_segment((2019, 2), note="New survey.")),
        )
        for name in ("Girls", "Boys")
    )
    markup = drawn(LineChart(lines))

    assert len(found(markup, "g", "chart__break")) == 2
    assert words_of(markup).count("1") == 2 + 1  # figure of the axis, sign and note
    assert words_of(markup).count("New survey.") == 1


def test_limit_is_an_arrow_and_never_joined():
    points = (
        LinePoint(2018, Decimal(8)),
        LinePoint(2019, Decimal(5), bound="<"),
        LinePoint(2020, Decimal(9)),
    )
    markup = drawn(LineChart((Line("x", (Segment(points),)),)))

    assert lines_in(markup) == []
    assert len(dots_in(markup)) == 2
    assert len(found(markup, "path", "chart__limit")) == 2  # in the chart, and its key
    assert "< 5" in words_of(markup)
    assert bands_in(markup) == []


def test_bound_that_is_unknown_is_refused():
    with pytest.raises(ValueError, match="no bound"):
        LinePoint(2019, Decimal(1), bound="~")


def test_estimate_is_an_open_dot_and_data_a_filled_one():
    line = Line(
        "x",
        (
            Segment(
                (
                    LinePoint(2019, Decimal(1)),
                    LinePoint(2020, Decimal(2), is_estimate=True),
                )
            ),
        ),
    )
    markup = drawn(LineChart((line,)))

    dots = found(markup, "circle", "chart__dot")
    assert [dot.get("fill") for dot in dots] == ["#0b4f8a", "#ffffff", "#ffffff"]
    assert words_of(markup)[-1] == "estimate"


def test_interval_is_a_whisker_from_its_low_to_its_high_end():
    point = LinePoint(2019, Decimal(10), low=Decimal(5), high=Decimal(20))
    markup = drawn(LineChart((Line("x", (Segment((point,)),)),), interval_words="95 %"))

    whisker = found(markup, "path", "chart__whisker")[0].get("d")
    assert whisker == "M360.5 217.5V30M356.5 217.5h8M356.5 30h8"
    assert words_of(markup)[-1] == "95 %"


# --- Few values, none ---------------------------------------------------------------


def test_chart_without_values_and_years_says_so():
    assert words_of(drawn(LineChart((Line("x"),)))) == ["No data"]


def test_chart_without_values_is_one_band_over_its_years():
    markup = drawn(LineChart((Line("x"),), since=2015, until=2024))

    assert len(bands_in(markup)) == 1
    assert words_of(markup)[-1] == "no data"
    assert "0" not in words_of(markup)


def test_chart_of_one_value_is_a_dot_in_the_middle_with_its_words():
    markup = drawn(one((2019, 5)))

    assert lines_in(markup) == []
    assert dots_in(markup) == [("360.5", "30")]
    assert words_of(markup) == ["0", "1", "2", "3", "4", "5", "2019", "5"]


def test_chart_of_zeros_draws_them_on_the_axis():
    markup = drawn(one((2019, 0), (2020, 0)))

    assert {y for _x, y in dots_in(markup)} == {"280"}
    assert words_of(markup)[-1] == "0"


def test_words_of_a_value_are_those_given():
    line = Line("x", (Segment((LinePoint(2019, Decimal(5), "about 5"),)),))

    assert words_of(drawn(LineChart((line,))))[-1] == "about 5"


def test_gap_with_a_reason_says_it_in_the_band_or_under_the_drawing():
    line = Line("x", (make_segment((2010, 1), (2022, 2)),), ((2015, "withheld"),))
    few = Line("x", (make_segment((2019, 1), (2021, 2)),), ((2020, "withheld"),))

    assert words_of(drawn(LineChart((line,))))[-2:] == ["2015", "withheld"]
    assert "withheld" in words_of(drawn(LineChart((few,))))
    assert "2020" in words_of(drawn(LineChart((few,))))
    assert words_of(drawn(LineChart((few,))))[-1] != "withheld"


# --- Target and projection ------------------------------------------------------------


def test_target_is_a_dashed_line_up_to_its_year_with_its_words():
    target = Target(2030, Decimal(5), "Target 2030: 5 %")
    markup = drawn(one((2019, 10), (2020, 10), unit="%", targets=(target,)))

    line = found(markup, "path", "chart__target")[0]
    assert line.get("stroke-dasharray") == "4 3"
    assert line.get("d") == "M23.6 155H675.6"
    label = next(t for t in found(markup, "text") if t.text == "Target 2030: 5 %")
    assert label.get("y") == "145"  # over its line, where nothing else stands
    assert "2030" in words_of(markup)
    assert bands_in(markup) == []  # years ahead are not years without data


def test_projection_is_a_patterned_band_with_a_dashed_middle():
    ahead = Projection(
        (
            ProjectedPoint(2020, Decimal(10), Decimal(10), Decimal(10)),
            ProjectedPoint(2022, Decimal(6), Decimal(4), Decimal(8)),
        ),
        "projection, 80 %",
    )
    markup = drawn(one((2019, 10), (2020, 10), projection=ahead))

    band = found(markup, "polygon", "chart__band")[0]
    middle = found(markup, "polyline", "chart__future")[0]
    assert band.get("fill") == "url(#a-future)"
    assert len(found(markup, "pattern")) == 1
    assert middle.get("stroke-dasharray") == "6 4"
    assert len(band.get("points").split()) == 4
    assert words_of(markup)[-1] == "projection, 80 %"


def test_words_of_the_key_are_whole_on_a_phone():
    said = "If it went on as before: 8 in 10 cases lie in the band between the lines"
    ahead = Projection(
        tuple(
            ProjectedPoint(year, *[Decimal(value)] * 3)
            for year, value in ((2020, 10), (2022, 4))
        ),
        said,
    )
    chart = one((2019, 10), (2020, 10), projection=ahead)

    markup = drawn(chart, Form.NARROW)

    assert said in " ".join(words_of(markup))
    lowest = max(float(each.get("y")) for each in found(markup, "text"))
    assert lowest < chart.draw("a", Form.NARROW).height


def test_projection_of_one_year_is_refused():
    point = ProjectedPoint(2020, Decimal(1), Decimal(1), Decimal(1))

    with pytest.raises(ValueError, match="two years"):
        Projection((point,), "x")


# --- Words and edges ------------------------------------------------------------------


@pytest.mark.parametrize("form", Form)
def test_nothing_is_written_beyond_the_edges(form):
    target = Target(2030, Decimal(5), "Target 2030: 5 %")
    points = [(year, year - 1999) for year in range(2000, 2027)]
    chart = one(*points, unit="%", targets=(target,))

    for each in found(drawn(chart, form), "text"):
        long = len(each.text) * 13 * 0.56
        x = float(each.get("x"))
        left = x - {"middle": long / 2, "end": long}.get(each.get("text-anchor"), 0)
        assert left >= -1
        assert left + long <= form.width + 1


def test_years_under_the_axis_do_not_touch():
    chart = one((1990, 1), (2026, 2), targets=(Target(2030, Decimal(1), "x"),))
    years = sorted(
        float(each.get("x"))
        for each in found(drawn(chart, Form.NARROW), "text")
        if each.text.isdigit() and len(each.text) == 4
    )

    gaps = [later - earlier for earlier, later in pairwise(years)]
    assert min(gaps) >= 42


def test_coordinates_are_the_same_in_every_language():
    chart = one((2019, "0.25"), (2020, "1.5"), (2022, "1.75"), unit="%")

    with override("en"):
        english = drawn(chart)
    with override("fr"):
        french = drawn(chart)
    assert lines_in(english) == lines_in(french)
    assert dots_in(english) == dots_in(french)
    assert f"1,75{NBSP}%" in words_of(french)


def test_words_of_targets_find_a_place_off_lines_and_off_each_other():
    targets = (
        Target(2025, Decimal(12), "Target 2025: 12 %"),
        Target(2030, Decimal(11), "Target 2030: 11 %"),
    )
    points = [(year, 12) for year in range(2019, 2027)]
    markup = drawn(one(*points, unit="%", targets=targets))

    labels = [
        box_of(each.text, float(each.get("x")), float(each.get("y")), anchor="end")
        for each in found(markup, "text")
        if each.text.startswith("Target")
    ]
    room = Room(labels[:1])
    assert room.hits(labels[1]) == 0
    height = 280 - 250 * 11 / 12  # of the lower target
    assert all(bottom < height or top > height for _l, top, _r, bottom in labels)
