"""Example charts of the style guide: one of each kind, with invented values."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from alliance87.core.charts import (
    Chart,
    DotPlot,
    DotRow,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    HeatTone,
    Line,
    LineChart,
    LinePoint,
    Multiples,
    ProjectedPoint,
    Projection,
    Segment,
    TableCell,
    TableColumn,
    Target,
)
from alliance87.core.charts.drawing import amount
from alliance87.core.charts.picture import with_unit

AS_OF = date(2026, 11, 20)
UNTIL = 2025
COUNTRIES = (
    *("Aland", "Bergia", "Costa Clara", "Democratic Republic of Exampleland"),
    *("Estria", "Fenland", "Gorania", "Highmark"),
)


def example_charts() -> dict[str, object]:
    """Return the charts in the order of the page, and the table of tones."""
    charts = [one_line(), few_lines(), projected(), dots(), multiples()]
    return {"charts": charts, "heat": heat()}


def point(year: int, value: str, **facts) -> LinePoint:
    return LinePoint(year, Decimal(value), **facts)


def interval(year: int, value: str, by: str, **facts) -> LinePoint:
    low, high = Decimal(value) - Decimal(by), Decimal(value) + Decimal(by)
    return point(year, value, low=low, high=high, **facts)


def one_line() -> Chart:
    """A series with gaps, estimates, intervals, a limit and a break."""
    line = Line(
        _("Children in child labour"),
        (
            Segment((interval(2008, "21.4", "1.9"), point(2011, "20", bound="<"))),
            Segment(
                (
                    interval(2014, "13.2", "1.1"),
                    point(2015, "14.1"),
                    point(2016, "12.6", is_estimate=True),
                    point(2017, "12.9"),
                ),
                note=_("From 2014 on without work of less than an hour a week."),
            ),
            Segment(
                (interval(2020, "10.8", "0.9"), interval(2021, "10.9", "0.8")),
                note=_("From 2020 on ages 5 to 17; before, ages 7 to 14."),
            ),
        ),
        gaps=((2022, _("withheld for safety")),),
    )
    return _chart(
        "one-line",
        LineChart(
            (line,),
            unit="%",
            until=UNTIL,
            targets=(_target(2025, 5, "%"),),
            interval_words=_("95 % interval"),
        ),
        title=_("About one child in ten was in child labour in 2021"),
        description=_("Children aged 5 to 17, percent, Exampleland."),
    )


def few_lines() -> Chart:
    """Three series whose ends lie close together."""
    shares = {
        _("Girls"): ("9.9", "10.4", "10.1", "9.5", "9.2"),
        _("Boys"): ("13.0", "12.4", "11.2", "10.3", "9.6"),
        _("Children in the countryside"): ("17.9", "16.1", "14.0", "11.8", "9.9"),
    }
    lines = tuple(
        Line(
            name,
            (Segment(tuple(point(2019 + i, share) for i, share in enumerate(known))),),
        )
        for name, known in shares.items()
    )
    return _chart(
        "few-lines",
        LineChart(lines, unit="%"),
        title=_("The countryside has come close to the towns"),
        description=_("Children in child labour by group, percent, Exampleland."),
    )


def projected() -> Chart:
    """Large numbers, a projection with its band, and a target ahead."""
    known = (1_910_000, 1_804_000, 1_822_000, 1_650_000, 1_574_000)
    points = tuple(LinePoint(2019 + i, Decimal(n)) for i, n in enumerate(known))
    ahead = tuple(
        ProjectedPoint(
            2023 + i,
            Decimal(1_574_000 - 88_000 * i),
            Decimal(1_574_000 - 124_000 * i),
            Decimal(1_574_000 - 41_000 * i),
        )
        for i in range(8)
    )
    return _chart(
        "projected",
        LineChart(
            (Line(_("Children in child labour"), (Segment(points),)),),
            unit=_("children"),
            targets=(_target(2030, 500_000),),
            projection=Projection(ahead, _("projection at the present pace, 80 %")),
        ),
        title=_("At the present pace the target of 2030 is missed"),
        description=_("Number of children in child labour, Exampleland."),
    )


def dots() -> Chart:
    """One row a country, in the order of the alphabet; no ranking."""
    rows = [
        DotRow(
            name,
            Decimal(31 - 3 * i),
            note=str(2016 + i),
            low=Decimal(28 - 3 * i),
            high=Decimal(35 - 3 * i),
            is_estimate=i % 3 == 1,
        )
        for i, name in enumerate(COUNTRIES)
    ]
    rows[1] = DotRow(COUNTRIES[1], gap=_("no data"))
    rows[4] = DotRow(COUNTRIES[4], Decimal(5), note="2024", bound="<")
    rows[6] = DotRow(COUNTRIES[6], gap=_("withheld for safety"), note="2023")
    return _chart(
        "dots",
        DotPlot(tuple(rows), unit="%", interval_words=_("95 % interval")),
        title=_("Six of eight countries have a value"),
        description=_("Children in child labour, percent, newest year."),
    )


def multiples() -> Chart:
    """The same line for several countries under one scale."""
    lines = []
    for i, name in enumerate(COUNTRIES):
        later = tuple(
            point(year, str(30 - 3 * i - (year % 3)), is_estimate=year == 2021)
            for year in range(2019, 2026 - i % 3)
        )
        early = Segment((point(2012, str(34 - 2 * i)), point(2013, str(33 - 2 * i))))
        note = _("New definition from 2019.") if i % 4 == 2 else ""
        whole = (early, Segment(later, note)) if note else (Segment(later),)
        lines.append(Line(name, () if i == 6 else whole))
    return _chart(
        "multiples",
        Multiples(tuple(lines), unit="%", since=2012, until=UNTIL),
        title=_("Where there are several surveys, shares fell"),
        description=_("Children in child labour, percent. All have one scale."),
    )


def heat() -> HeatTable:
    """Age of values: the tone repeats what the word says."""
    tones = {3: HeatTone.FULL, 7: HeatTone.MIDDLE, 12: HeatTone.PALE}

    def cell(row: int, column: int) -> HeatCell:
        age = (3, 7, 12, None)[(row * 3 + column * 5 + row * column) % 4]
        if age is None:
            return HeatCell(_("none"), HeatTone.NONE, more=_("no data"))
        words = _("%(count)s years") % {"count": age}
        return HeatCell(words, tones[age])

    return HeatTable(
        caption=_("Age of the newest value by country and indicator"),
        corner=_("Country"),
        columns=tuple(HeatColumn(f"CL {i}") for i in range(1, 13)),
        rows=tuple(
            HeatRow(name, tuple(cell(row, column) for column in range(12)))
            for row, name in enumerate(COUNTRIES)
        ),
        keys=(
            (HeatTone.FULL, _("up to 4 years")),
            (HeatTone.MIDDLE, _("5 to 8 years")),
            (HeatTone.PALE, _("9 years and more")),
            (HeatTone.NONE, _("no data")),
        ),
    )


def _target(year: int, value: int, unit: str = "") -> Target:
    number = with_unit(amount(value), unit)
    words = _("Target %(year)s: %(value)s") % {"year": year, "value": number}
    return Target(year, Decimal(value), words)


def _chart(name: str, drawing, *, title: str, description: str) -> Chart:
    return Chart(
        drawing=drawing,
        title=title,
        description=description,
        columns=(TableColumn(_("Row")), TableColumn(_("Value"), is_number=True)),
        rows=_rows(drawing),
        source=_("invented figures"),
        as_of=AS_OF,
        name=name,
    )


def _rows(drawing) -> list[tuple[TableCell, TableCell]]:
    """Return the values of a drawing, a row each, with words for what has none."""
    if isinstance(drawing, DotPlot):
        found = [(row.label, row.value, row.gap) for row in drawing.rows]
    else:
        found = [
            (f"{line.label}, {each.year}", each.value, "")
            for line in drawing.lines
            for each in line.points
        ]
    return [
        (
            TableCell(label),
            TableCell(gap, is_absent=True)
            if value is None
            else TableCell(amount(value), number=value),
        )
        for label, value, gap in found
    ]
