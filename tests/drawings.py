"""Small drawings to test, and ways to look into them."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from alliance87.core.charts import (
    FundingBar,
    MapClass,
    MapMark,
    TimelineEvent,
    Tone,
    funding_bars,
    timeline,
    world_map,
)

SVG = "{http://www.w3.org/2000/svg}"
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


BAR = FundingBar("Schools", Decimal(800), Decimal(200))
EVENT = TimelineEvent(date(2019, 3, 28), None, "Workshop")


def parsed(markup):
    return ElementTree.fromstring(f"<root>{markup}</root>")


def found(markup, kind, css=None):
    return [
        element
        for element in parsed(markup).iter(f"{SVG}{kind}")
        if css is None or css in element.get("class", "").split()
    ]
