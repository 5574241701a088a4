"""Drawings of many countries: dot plots, small multiples, the table of tones."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from alliance87.core.charts import (
    DotPlot,
    DotRow,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    HeatTone,
    Line,
    Multiples,
)
from alliance87.core.charts.picture import Form
from tests.drawings import SVG, drawn, found, make_line, make_segment, words_of

NBSP = "\N{NO-BREAK SPACE}"
ALAND = DotRow("Aland", Decimal(10), note="2020", low=Decimal(5), high=Decimal(20))
BERGIA = DotRow("Bergia", gap="no data")


def dots_in(markup):
    return [
        (float(dot.get("cx")), float(dot.get("cy")))
        for dot in found(markup, "circle", "chart__dot")
    ]


# --- Dot plot -----------------------------------------------------------------------


def test_dot_plot_keeps_the_order_given_and_says_gaps_in_words():
    rows = (DotRow("Zeta", Decimal(1)), BERGIA, ALAND)
    said = words_of(drawn(DotPlot(rows, unit="%")))

    assert [each for each in said if each in ("Zeta", "Bergia", "Aland")] == [
        *("Zeta", "Bergia", "Aland")
    ]
    assert said[said.index("Bergia") + 1] == "no data"
    assert said[said.index("Aland") + 1] == f"10{NBSP}% (2020)"


def test_dot_lies_on_its_interval_from_zero():
    markup = drawn(DotPlot((ALAND, DotRow("Zero", Decimal(0))), unit="%"))

    axis = found(markup, "path", "chart__axis")[0].get("d")
    zero = float(axis[1:].split()[0])
    (x, _y), (x_of_zero, _y) = dots_in(markup)
    whisker = found(markup, "path", "chart__whisker")[0].get("d")
    low, high = whisker[1:].split("M")[0].split("H")
    assert x_of_zero == zero
    assert float(low.split()[0]) - zero == pytest.approx((x - zero) / 2, abs=0.1)
    assert float(high) - zero == pytest.approx((x - zero) * 2, abs=0.2)
    assert f'cy="{low.split()[1]}"' in markup


def test_row_without_a_value_has_no_dot_and_zero_has_one():
    assert dots_in(drawn(DotPlot((BERGIA,)))) == []
    assert len(dots_in(drawn(DotPlot((DotRow("Zero", Decimal(0)),))))) == 1


def test_limit_in_a_row_is_an_arrow():
    markup = drawn(DotPlot((DotRow("Aland", Decimal(5), bound="<"),)))

    assert dots_in(markup) == []
    assert len(found(markup, "path", "chart__limit")) == 2  # in the row, and its key
    assert words_of(markup)[-1] == "less than"
    assert "< 5" in words_of(markup)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"value": Decimal(1), "gap": "no data"},
        {"value": Decimal("NaN")},
        {"value": Decimal(1), "high": Decimal("Infinity")},
        {"value": Decimal(1), "bound": "!"},
    ],
)
def test_row_that_says_two_things_or_none_is_refused(fields):
    with pytest.raises(ValueError, match=r"either|finite|bound"):
        DotRow("x", **fields)


def test_dot_plot_without_rows_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        DotPlot(())


@pytest.mark.parametrize("form", Form)
def test_rows_of_a_dot_plot_never_overlap(form):
    rows = tuple(
        DotRow(f"The United Republic of Long Names and More, part {i}", Decimal(i))
        for i in range(193)
    )
    plot = DotPlot(rows)
    markup = drawn(plot, form)

    heights = [y for _x, y in dots_in(markup)]
    labels = [float(t.get("y")) for t in found(markup, "text") if "part" in t.text]
    assert len(heights) == len(labels) == 193
    assert heights == sorted(heights)
    if form is Form.NARROW:
        assert all(y < dot < y + 60 for y, dot in zip(labels, heights, strict=True))
        assert all(
            dot + 5 < y - 11 for dot, y in zip(heights, labels[1:], strict=False)
        )
    assert plot.draw("a", form).height > heights[-1]


def test_figures_of_a_huge_axis_do_not_touch():
    rows = (DotRow("Aland", Decimal(4_900_000)), DotRow("Bergia", Decimal(1)))
    markup = drawn(DotPlot(rows))
    y = min(float(each.get("y")) for each in found(markup, "text"))
    figures = [t for t in found(markup, "text") if float(t.get("y")) == y]
    edges = [
        (float(t.get("x")) - len(t.text) * 3.64, float(t.get("x")) + len(t.text) * 3.64)
        for t in figures
    ]

    assert len(edges) >= 2
    assert all(right < edges[i + 1][0] for i, (_l, right) in enumerate(edges[:-1]))


def test_dot_plot_on_sheets_has_every_row_once_and_one_axis():
    rows = tuple(DotRow(f"Country {i}", Decimal(i)) for i in range(193))
    plot = DotPlot(rows, unit="%")
    sheets = plot.sheets()

    assert [row for sheet in sheets for row in sheet.rows] == list(rows)
    assert len(sheets) == 7
    assert all(sheet.draw("a", Form.WIDE).height < 1050 for sheet in sheets)
    assert all("200" in words_of(drawn(sheet)) for sheet in sheets)


# --- Small multiples ------------------------------------------------------------------


def test_small_charts_have_one_scale_and_a_heading_each():
    lines = (
        make_line((2019, 10), (2020, 10), label="Aland"),
        make_line((2019, 40), (2020, 40), label="Bergia"),
    )
    markup = drawn(Multiples(lines, unit="%"))

    assert len(found(markup, "g", "chart__panel")) == 2
    assert {"Aland", "Bergia"} <= set(words_of(markup))
    low, high = (
        float(line.get("points").split()[0].split(",")[1])
        for line in found(markup, "polyline", "chart__line")
    )
    base = float(
        found(markup, "path", "chart__axis")[0].get("d").split()[1].split("H")[0]
    )
    assert base - high == pytest.approx(4 * (base - low), abs=0.2)


def test_small_charts_stand_four_or_two_in_a_row():
    chart = Multiples(tuple(make_line((2019, i), label=f"C{i}") for i in range(1, 6)))
    tops = {
        form: [
            float(t.get("y"))
            for t in found(drawn(chart, form), "text")
            if t.text.startswith("C")
        ]
        for form in Form
    }

    assert [tops[Form.WIDE].count(y) for y in sorted(set(tops[Form.WIDE]))] == [4, 1]
    assert [tops[Form.NARROW].count(y) for y in sorted(set(tops[Form.NARROW]))] == [
        *(2, 2, 1)
    ]


def test_narrow_small_charts_repeat_the_wide_ones():
    lines = tuple(make_line((2019, i), (2020, 9), label=f"C{i}") for i in range(1, 6))
    wide, narrow = Multiples(lines).both("years")
    uses = found(f'<g xmlns="{SVG[1:-1]}">{narrow.body}</g>', "use")
    ids = {g.get("id") for g in found(f'<g xmlns="{SVG[1:-1]}">{wide.body}</g>', "g")}

    assert len(uses) == 5
    assert {use.get("href").removeprefix("#") for use in uses} <= ids
    assert narrow.height > wide.height


def test_small_chart_without_values_says_so():
    chart = Multiples((make_line((2019, 5), (2020, 6), label="Aland"), Line("Bergia")))

    assert words_of(drawn(chart)).count("no data") == 1


def test_small_charts_join_no_gap_and_no_break():
    line = Line(
        "Aland",
        (
            make_segment((2015, 1), (2017, 2)),
            make_segment((2018, 3), note="New survey."),
        ),
    )
    markup = drawn(Multiples((line,)))

    assert found(markup, "polyline", "chart__line") == []
    assert len(dots_in(markup)) == 3
    assert words_of(markup)[-2:] == ["1", "New survey."]


def test_gap_with_a_reason_sends_readers_of_small_charts_to_the_table():
    line = Line("Aland", (make_segment((2015, 1), (2017, 2)),), ((2016, "withheld"),))

    assert words_of(drawn(Multiples((line,))))[-1] == "no value; the table says why"


def test_small_charts_on_sheets_keep_scale_and_years_of_the_whole():
    lines = tuple(make_line((2000 + i, i), label=f"C{i}") for i in range(40))
    sheets = Multiples(lines).sheets()

    assert [len(sheet.lines) for sheet in sheets] == [20, 20]
    assert {sheet.span for sheet in sheets} == {(2000, 2039)}
    assert all("40" in words_of(drawn(sheet)) for sheet in sheets)


@pytest.mark.parametrize("count", [0, 41])
def test_more_small_charts_than_a_page_holds_are_refused(count):
    with pytest.raises(ValueError, match="1 to 40"):
        Multiples(tuple(Line("x") for _each in range(count)))


# --- Table of tones -----------------------------------------------------------------

KEYS = ((HeatTone.FULL, "up to 4 years"), (HeatTone.NONE, "no data"))


def make_heat(*cells, columns=None, keys=KEYS):
    cells = cells or (HeatCell("3 years", HeatTone.FULL, url="/v/1/"),)
    columns = columns or tuple(HeatColumn(f"CL {i}") for i in range(len(cells)))
    rows = (HeatRow("Aland", cells, "/c/ala/"),)
    return HeatTable("Age of values", "Country", columns, rows, keys)


def test_cell_says_its_tone_in_words_and_leads_to_its_value():
    markup = str(make_heat().html)

    assert (
        '<tr><th scope="row"><a href="/c/ala/">Aland</a></th>'
        '<td class="heat__full"><a href="/v/1/">3 years</a></td></tr>'
    ) in markup
    assert 'aria-hidden="true"></span><span>up to 4 years</span>' in markup
    assert ElementTree.fromstring(f"<div>{markup}</div>") is not None


def test_hostile_words_of_a_table_of_tones_stay_text():
    hostile = '"><script>alert(1)</script>'
    cell = HeatCell(hostile, HeatTone.FULL, more=hostile, url=hostile)
    column = HeatColumn(hostile, full=hostile, url=hostile)
    markup = str(make_heat(cell, columns=(column,)).html)

    assert "<script" not in markup
    assert '""' not in markup


def test_tone_that_nothing_explains_is_refused():
    with pytest.raises(ValueError, match="Not explained: pale"):
        make_heat(HeatCell("x", HeatTone.PALE))


def test_row_of_tones_with_another_length_is_refused():
    with pytest.raises(ValueError, match="another length"):
        make_heat(HeatCell("x", HeatTone.FULL), columns=(HeatColumn("a"),) * 2)


def test_table_of_tones_in_words_says_the_whole_of_each_cell():
    heat = make_heat(
        HeatCell("none", HeatTone.NONE, more="no data"),
        columns=(HeatColumn("CL 1", full="Child labour"),),
    )

    assert heat.table() == (["Country", "Child labour"], [["Aland", "no data"]])
