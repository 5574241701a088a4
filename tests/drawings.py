"""Small drawings to test, and ways to look into them."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from alliance87.core.charts import (
    Chart,
    FundingBar,
    Line,
    LineChart,
    LinePoint,
    MapClass,
    MapMark,
    Segment,
    TableCell,
    TableColumn,
    TimelineEvent,
    Tone,
    funding_bars,
    timeline,
    world_map,
)
from alliance87.core.charts.drawing import at
from alliance87.core.charts.picture import Form

SVG = "{http://www.w3.org/2000/svg}"
MOVED = re.compile(r"translate\(([-.\d]+) ([-.\d]+)\)")
CLASSES = [
    MapClass(Tone.FULL, "On record"),
    MapClass(Tone.HATCH, "Workshop"),
    MapClass(Tone.PALE, "Interest"),
]


def make_mark(iso3="FRA", label="France", url="/f/", tone=Tone.FULL, **point):
    return MapMark(iso3, label, url, tone, **point)


def make_map(*marks, **options):
    options = {
        "title": "Map",
        "description": "List beside",
        "classes": CLASSES,
    } | options
    return world_map(marks, **options)


def make_bars(*rows, **options):
    options = {"currency": "USD", "title": "Gaps", "description": "By goal"} | options
    return funding_bars(rows or [BAR], **options)


def make_timeline(*events, **options):
    options = {"title": "Path", "description": "Dates"} | options
    return timeline(events or [EVENT], **options)


def make_segment(*points, note="", **facts):
    """Return a segment of years and values, as (2019, "12.4")."""
    known = (LinePoint(year, Decimal(value), **facts) for year, value in points)
    return Segment(tuple(known), note)


def make_line(*points, label="Line", **facts):
    return Line(label, (make_segment(*points, **facts),) if points else ())


def make_chart(drawing=None, **fields):
    fields = {
        "drawing": drawing or LineChart((make_line((2019, 10), (2020, 20)),), unit="%"),
        "title": "Twice as many as a year before",
        "description": "Share in percent, Exampleland.",
        "columns": (TableColumn("Year"), TableColumn("Share", is_number=True)),
        "rows": (("2019", TableCell("10 %", "/v/1/", Decimal(10))),),
        "source": "Survey of 2021",
        "as_of": date(2026, 11, 20),
        "name": "twice-as-many",
    } | fields
    return Chart(**fields)


def drawn(drawing, form=Form.WIDE):
    """Return the picture of a drawing as one SVG, to be looked into."""
    picture = drawing.draw("a", form)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{picture.body}</svg>'


def lines_in(markup):
    return [line.get("points") for line in found(markup, "polyline", "chart__line")]


def words_of(markup):
    return [element.text for element in found(markup, "text")]


BAR = FundingBar("Schools", Decimal(800), Decimal(200))
EVENT = TimelineEvent(date(2019, 3, 28), None, "Workshop")


def parsed(markup):
    """Return the elements; what stands in a moved group is where it is seen."""
    root = ElementTree.fromstring(f"<root>{markup}</root>")
    for group in root.iter(f"{SVG}g"):
        if moved := MOVED.fullmatch(group.get("transform", "")):
            for element in group.iter():
                for name, by in zip(
                    ("x", "y", "cx", "cy"), moved.groups() * 2, strict=True
                ):
                    if element.get(name):
                        element.set(name, at(float(element.get(name)) + float(by)))
    return root


def found(markup, kind, css=None):
    return [
        element
        for element in parsed(markup).iter(f"{SVG}{kind}")
        if css is None or css in element.get("class", "").split()
    ]
