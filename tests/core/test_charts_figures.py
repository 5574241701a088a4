from datetime import date
from decimal import Decimal

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from alliance87.core.charts import (
    FundingBar,
    FundingBars,
    Precision,
    TimelineEvent,
    ruler,
    sparkline,
    timeline,
)
from alliance87.core.charts.drawing import COLOURS
from tests.drawings import found, make_bars, make_timeline


def test_ruler_marks_the_period_and_the_targets():
    markup = ruler(2019, 2025, for_print=True)
    period = found(markup, "rect")[0]
    bold = [t.text for t in found(markup, "text") if t.get("font-weight") == "700"]

    assert (period.get("x"), period.get("width")) == ("115", "200.5")
    assert period.get("fill") == COLOURS["accent"]
    assert bold == ["2025", "2030"]


def test_ruler_grows_with_a_period_outside():
    years = [t.text for t in found(ruler(2012, 2035, for_print=True), "text")]

    assert years == ["2012", "2015", "2020", "2025", "2030", "2035"]


def test_ruler_refuses_a_period_that_ends_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        ruler(2025, 2019)


def bar_parts(row):
    markup = make_bars(row, for_print=True)
    return {
        part: [rect.get("width") for rect in found(markup, "rect", f"chart__{part}")]
        for part in ("needed", "available", "unknown", "surplus")
    }


@pytest.mark.parametrize(
    ("needed", "available", "parts"),
    [
        (800, 200, {"needed": ["716"], "available": ["179"]}),
        (800, 0, {"needed": ["716"], "available": ["0"]}),
        (800, None, {"needed": ["716"], "unknown": ["716"]}),
        (None, 200, {"available": ["676"], "unknown": ["40"]}),
        (None, None, {"unknown": ["40"]}),
        (0, 0, {"needed": ["0"], "available": ["0"]}),
        (200, 800, {"needed": ["179"], "available": ["716"], "surplus": ["537"]}),
    ],
)
def test_bar_tells_zero_from_not_stated(needed, available, parts):
    row = FundingBar(
        "x",
        None if needed is None else Decimal(needed),
        None if available is None else Decimal(available),
    )
    empty = {"needed": [], "available": [], "unknown": [], "surplus": []}

    assert bar_parts(row) == empty | parts


def spaced(text: str) -> str:
    """Return the amount as it is printed: its groups never break apart."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def test_funding_table_says_amounts_and_gap_in_words():
    bars = FundingBars(
        [
            FundingBar("Gap", Decimal("1200000.00"), Decimal(200000)),
            FundingBar("Even", Decimal(5), Decimal(5)),
            FundingBar("More", Decimal(1), Decimal("2.50")),
            FundingBar("None", None, Decimal(0)),
        ],
        currency="USD",
        title="x",
        description="x",
    )

    with override("en"):
        assert bars.table() == [
            ("Gap", spaced("1 200 000"), spaced("200 000"), spaced("1 000 000")),
            ("Even", "5", "5", "0"),
            ("More", "1", "2.50", "none, 1.50 more than needed"),
            ("None", "not stated", "0", "cannot be computed"),
        ]


def test_funding_bar_refuses_a_negative_amount():
    with pytest.raises(ValueError, match="negative"):
        FundingBar("x", Decimal(-1), None)


def test_funding_bars_without_rows_are_refused():
    with pytest.raises(ValueError, match="at least one row"):
        FundingBars([], "USD", "x", "x")


@pytest.mark.parametrize("make", [make_bars, make_timeline])
def test_page_has_a_wide_and_a_narrow_drawing_and_print_the_wide(make):
    page = [svg.get("viewBox").split()[2] for svg in found(make(), "svg")]
    paper = [
        svg.get("viewBox").split()[2] for svg in found(make(for_print=True), "svg")
    ]

    assert page == ["720", "358"]
    assert paper == ["720"]


@pytest.mark.parametrize(
    ("precision", "kinds"),
    [
        (Precision.DAY, (1, 0, 0)),
        (Precision.MONTH, (0, 1, 0)),
        (Precision.YEAR, (0, 1, 0)),
        (Precision.BEFORE, (0, 0, 1)),
    ],
)
def test_event_is_drawn_as_exactly_as_it_is_known(precision, kinds):
    event = TimelineEvent(date(2019, 3, 28), None, "x", precision)
    markup = make_timeline(event, for_print=True)

    assert kinds == (
        len(found(markup, "circle", "chart__day")),
        len(found(markup, "rect", "chart__band")),
        len(found(markup, "g", "chart__before")),
    )


@pytest.mark.parametrize(
    ("precision", "until", "words"),
    [
        (Precision.DAY, None, "{day}"),
        (Precision.DAY, date(2020, 1, 2), "{day} – {later}"),
        (Precision.MONTH, None, "March 2019"),
        (Precision.YEAR, None, "2019"),
        (Precision.YEAR, date(2019, 12, 31), "2019"),
        (Precision.BEFORE, None, "by {day}"),
    ],
)
def test_event_says_its_date_as_exactly_as_it_is_known(precision, until, words):
    event = TimelineEvent(date(2019, 3, 28), until, "x", precision)

    with override("en"):
        days = {
            "day": date_format(date(2019, 3, 28), "j F Y"),
            "later": date_format(date(2020, 1, 2), "j F Y"),
        }
        assert event.words == words.format(**days)


@pytest.mark.parametrize(
    ("precision", "until", "bounds"),
    [
        (Precision.YEAR, None, (2019.0, 2020.0)),
        (Precision.YEAR, date(2025, 5, 1), (2019.0, 2026.0)),
        (Precision.MONTH, None, (2019 + 334 / 365, 2020.0)),
        (Precision.DAY, None, (2019 + 364 / 365, 2019 + 364 / 365)),
        (Precision.DAY, date(2020, 12, 31), (2019 + 364 / 365, 2021.0)),
    ],
)
def test_event_covers_every_moment_it_may_mean(precision, until, bounds):
    event = TimelineEvent(date(2019, 12, 31), until, "x", precision)

    assert event.bounds == pytest.approx(bounds)


def test_timeline_runs_from_left_to_right():
    events = [TimelineEvent(date(year, 6, 1), None, "x") for year in (2019, 2021, 2024)]
    markup = make_timeline(*events, for_print=True)
    dots = [float(dot.get("cx")) for dot in found(markup, "circle")]

    assert dots == sorted(dots)
    assert len(set(dots)) == 3
    assert found(markup, "svg")[0].get("direction") == "ltr"


def test_event_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        TimelineEvent(date(2019, 1, 2), date(2019, 1, 1), "x")


def test_event_with_an_end_and_only_a_limit_is_refused():
    with pytest.raises(ValueError, match="limit"):
        TimelineEvent(date(2019, 1, 1), date(2019, 1, 2), "x", Precision.BEFORE)


def test_timeline_without_events_is_refused():
    with pytest.raises(ValueError, match="at least one event"):
        timeline([], title="x", description="x")


def test_sparkline_never_joins_across_a_gap():
    known = [2010, 2011, 2013, 2015, 2016]
    points = [(year, Decimal(year)) for year in known] + [(2012, None)]
    markup = sparkline(points, title="x")

    assert [len(line.get("points").split()) for line in found(markup, "polyline")] == [
        2,
        2,
    ]
    assert len(found(markup, "rect")) == 2
    assert len(found(markup, "circle")) == 2


def test_sparkline_draws_zero_at_the_axis_and_missing_not_at_all():
    markup = sparkline(
        [(2010, Decimal(0)), (2011, Decimal(4)), (2012, None)], title="x"
    )

    assert found(markup, "polyline")[0].get("points") == "4,28 56,4"
    assert found(markup, "text")[0].text == "4 (2011)"
    assert found(markup, "desc")[0].text == "2010: 0; 2011: 4; 2012: no data"


def test_sparkline_without_any_value_says_so():
    markup = sparkline([(2010, None)], title="x")

    assert found(markup, "text")[0].text == "no data"
    assert found(markup, "polyline") == []
    assert found(markup, "circle") == []


def test_sparkline_refuses_two_values_for_a_year():
    with pytest.raises(ValueError, match="more than one"):
        sparkline([(2010, Decimal(1)), (2010, None)], title="x")
