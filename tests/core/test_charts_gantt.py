"""The plan on a calendar: no date is invented, and the drawing can be read as words."""

from datetime import date

import pytest
from django.utils.translation import override

from alliance87.core.charts import BarState, Gantt, GanttMark, GanttRow, MarkState
from tests.drawings import found

FULL = {"starts_on": date(2024, 1, 1), "ends_on": date(2025, 12, 31)}


def make_gantt(*rows, **options):
    values = {"title": "Plan", "description": "Bars"} | options
    return Gantt(rows or [GanttRow("A", "Law", **FULL)], **values)


def bars(gantt):
    """Return start and length of each bar in the drawing for paper."""
    markup = gantt.svg(for_print=True)
    return [
        (float(bar[0].get("x")), float(bar[0].get("width")))
        for bar in found(markup, "g", "gantt__bar")
    ]


def test_bar_lasts_from_the_first_to_the_end_of_the_last_day():
    gantt = make_gantt(first=date(2024, 1, 1), last=date(2027, 12, 31))

    # From 392 to 1070 there are four years; the bar covers the first two.
    assert bars(gantt) == [(392.0, 339.0)]


def test_axis_grows_to_hold_every_date_and_mark():
    late = GanttRow("A", "x", ends_on=date(2030, 5, 1))
    marked = GanttRow("A", "y", marks=(GanttMark(2021, MarkState.OPEN, "z"),))
    markup = make_gantt(late, marked, first=date(2024, 1, 1)).svg(for_print=True)

    years = [text.text for text in found(markup, "text") if text.text.isdigit()]
    assert years == [str(year) for year in range(2021, 2031)]


@pytest.mark.parametrize(
    ("row", "count", "words"),
    [
        (GanttRow("A", "x", **FULL), 0, []),
        (GanttRow("A", "x", starts_on=date(2024, 1, 1)), 1, []),
        (GanttRow("A", "x", ends_on=date(2024, 1, 1)), 1, []),
        (GanttRow("A", "x"), 0, ["no dates stated"]),
        (GanttRow("A", "x", words="every May"), 0, ["every May"]),
    ],
)
def test_date_that_is_not_stated_is_never_invented(row, count, words):
    markup = make_gantt(row, first=date(2020, 1, 1), last=date(2030, 1, 1)).svg(
        for_print=True
    )

    assert len(found(markup, "polyline", "gantt__open")) == count
    assert [text.text for text in found(markup, "text", "gantt__undated")] == words
    assert len(found(markup, "g", "gantt__bar")) == row.is_dated


@pytest.mark.parametrize(
    ("row", "when"),
    [
        (GanttRow("A", "x", **FULL), "1 January 2024 – 31 December 2025"),
        (
            GanttRow("A", "x", starts_on=date(2024, 1, 1)),
            "from 1 January 2024, end not stated",
        ),
        (
            GanttRow("A", "x", ends_on=date(2024, 1, 1)),
            "until 1 January 2024, start not stated",
        ),
        (GanttRow("A", "x", words="every May"), "every May (no dates stated)"),
        (GanttRow("A", "x"), "no dates stated"),
    ],
)
def test_table_says_the_dates_in_words(row, when):
    with override("en"):
        assert make_gantt(row).table()[0][2] == when


def test_table_says_all_that_the_drawing_shows():
    marks = tuple(GanttMark(2024, state, state.value) for state in MarkState)
    row = GanttRow("Farms", "Law", state_text="Under way, 40% done", marks=marks)

    with override("en"):
        [(group, label, _when, state, words)] = make_gantt(row).table()

    assert (group, label, state) == ("Farms", "Law", "Under way, 40% done")
    assert words == (
        "2024: met (met); 2024: missed (missed); 2024: open (to come); "
        "2024: planned (planned); 2024: overdue (no result)"
    )


@pytest.mark.parametrize(
    ("state", "share", "part"),
    [
        (BarState.DONE, None, 1.0),
        (BarState.UNDER_WAY, 25, 0.25),
        (BarState.UNDER_WAY, None, None),
        (BarState.NOT_STARTED, None, None),
    ],
)
def test_dark_part_of_a_bar_is_the_share_done(state, share, part):
    gantt = make_gantt(GanttRow("A", "x", state=state, share=share, **FULL))
    done = found(gantt.svg(for_print=True), "rect", "gantt__done")
    [(_start, length)] = bars(gantt)

    assert [round(float(rect.get("width")) / length, 2) for rect in done] == (
        [] if part is None else [part]
    )


def test_marks_of_one_year_stand_side_by_side_at_its_end():
    marks = [
        GanttMark(2024, MarkState.MET, "a"),
        GanttMark(2024, MarkState.MISSED, "b"),
    ]
    gantt = make_gantt(
        GanttRow("A", "x", marks=tuple(marks), **FULL), last=date(2027, 12, 31)
    )
    drawn = found(gantt.svg(for_print=True), "g", "gantt__mark")

    assert [each.get("class").split("--")[1] for each in drawn] == ["met", "missed"]
    places = [each.get("transform").split("(")[1].split()[0] for each in drawn]
    assert places == ["561.5", "548.5"]


def test_shapes_in_the_key_are_those_that_occur():
    row = GanttRow(
        "A",
        "x",
        state=BarState.DONE,
        marks=(GanttMark(2024, MarkState.MISSED, "b"),),
        **FULL,
    )
    with override("en"):
        [keys] = found(make_gantt(row).svg(for_print=True), "g", "gantt__keys")

    texts = [each.text for each in keys.iter() if each.tag.endswith("text")]
    assert texts == ["done", "benchmark missed"]


@pytest.mark.parametrize(
    ("today", "count"),
    [(date(2024, 6, 1), 1), (date(2023, 12, 31), 0), (date(2026, 1, 1), 0), (None, 0)],
)
def test_today_is_drawn_inside_the_period_only(today, count):
    markup = make_gantt(today=today).svg(for_print=True)

    assert len(found(markup, "g", "gantt__today")) == count


def test_groups_stand_once_above_their_rows():
    rows = [GanttRow(group, "x") for group in ("A", "A", "B")]
    groups = found(make_gantt(*rows).svg(for_print=True), "g", "gantt__group")

    assert [group[0].text for group in groups] == ["A", "B"]


def test_long_plan_is_parted_into_pages_with_the_same_axis():
    rows = [GanttRow(f"Group {n // 10}", f"Row {n}", **FULL) for n in range(60)]
    pages = make_gantt(*rows, last=date(2030, 1, 1)).pages()

    assert [row for page in pages for row in page.rows] == rows
    assert {(page.first.year, page.last.year) for page in pages} == {(2024, 2030)}
    heights = [
        float(found(page.svg(for_print=True), "svg")[0].get("viewBox").split()[3])
        for page in pages
    ]
    assert len(pages) == 4
    assert max(heights) <= 480
    assert max(heights) - min(heights) < 150


def test_page_has_a_wide_and_a_narrow_drawing_and_print_the_wide():
    page = [svg.get("viewBox").split()[2] for svg in found(make_gantt().svg(), "svg")]
    paper = found(make_gantt().svg(for_print=True), "svg")

    assert page == ["1080", "358"]
    assert [svg.get("viewBox").split()[2] for svg in paper] == ["1080"]
    assert {svg.get("direction") for svg in paper} == {"ltr"}


def test_bar_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        GanttRow("A", "x", starts_on=date(2024, 1, 2), ends_on=date(2024, 1, 1))


def test_plan_without_rows_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        Gantt([], title="x", description="x")


def test_text_of_a_row_is_never_markup():
    markup = make_gantt(GanttRow("<b>", "x < y & z")).svg(for_print=True)

    assert "<b>" not in markup
    assert "x &lt; y &amp; z" in markup
