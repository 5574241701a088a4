import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from alliance87.core.charts import (
    FundingBar,
    MapClass,
    TimelineEvent,
    Tone,
    legend,
    ruler,
    sparkline,
)
from alliance87.core.charts.drawing import COLOURS, amount, at, finite, lines_of
from tests.drawings import SVG, make_bars, make_map, make_mark, make_timeline, parsed

NBSP = "\N{NO-BREAK SPACE}"
HOSTILE = '"><script>alert(1)</script>&<img src=x onerror=y>'
DRAWINGS = {
    "map": lambda text, prefix: make_map(
        make_mark(label=text), title=text, description=text, prefix=prefix
    ),
    "legend": lambda text, prefix: legend(
        [MapClass(Tone.HATCH, text), MapClass(Tone.FULL, "x")], prefix=prefix
    ),
    "ruler": lambda text, prefix: ruler(2019, 2025, notes={2025: text}, prefix=prefix),
    "funding": lambda text, prefix: make_bars(
        FundingBar(text, Decimal(1), None),
        title=text,
        description=text,
        currency=text,
        prefix=prefix,
    ),
    "timeline": lambda text, prefix: make_timeline(
        TimelineEvent(date(2019, 1, 1), None, text),
        title=text,
        description=text,
        targets={2025: text},
        prefix=prefix,
    ),
    "sparkline": lambda text, prefix: sparkline(
        [(2019, Decimal(2))], title=text, unit=text, prefix=prefix
    ),
}


def numbers_of(markup):
    """Return the coordinates that do not follow from the length of a word."""
    return [
        (element.tag, name, value)
        for element in parsed(markup).iter()
        for name, value in element.attrib.items()
        if name in ("y", "cx", "cy", "r", "d", "points")
    ]


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_with_a_hostile_label_holds_it_as_text(make):
    markup = make(HOSTILE, "a")

    root = parsed(markup)

    assert "<script" not in markup
    assert "<img" not in markup
    assert "<script>alert(1)</script>" in "".join(root.itertext()).replace("\n", "")


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_has_no_style_and_no_script(make):
    elements = list(parsed(make("Text", "a")).iter())

    assert [e for e in elements if "style" in e.attrib] == []
    assert {e.tag for e in elements} & {f"{SVG}style", f"{SVG}script"} == set()
    assert [k for e in elements for k in e.attrib if k.startswith("on")] == []


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_made_twice_has_the_same_bytes(make):
    assert make("Text", "a") == make("Text", "a")


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_two_drawings_on_a_page_share_no_id(make):
    root = parsed(make("Text", "a") + make("Text", "b"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]

    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_names_only_ids_it_has(make):
    root = parsed(make("Text", "a"))
    ids = {element.get("id") for element in root.iter()}
    named = set()
    for element in root.iter():
        named.update(element.get("aria-labelledby", "").split())
        for name, value in element.attrib.items():
            if name in ("fill", "href"):
                named.update(re.findall(r"^(?:url\()?#(a-[\w-]*)\)?$", value))

    assert named - ids == set()


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_coordinates_are_the_same_in_french(make):
    with override("en"):
        english = numbers_of(make("Text", "a"))
    with override("fr"):
        french = numbers_of(make("Text", "a"))

    assert english == french


def test_drawing_refuses_a_prefix_that_breaks_out():
    with pytest.raises(ValueError, match="cannot begin an id"):
        ruler(2019, 2025, prefix='a"><script>')


def test_colours_equal_the_tokens_of_the_style_sheet():
    sheet = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", sheet))

    assert {name: tokens[name.replace("_", "-")] for name in COLOURS} == COLOURS


@pytest.mark.parametrize("template", ["world_map.html", "funding_bars.svg"])
def test_templates_hold_no_colour_of_their_own(template):
    text = Path(settings.BASE_DIR, "templates/charts", template).read_text()

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text) == []


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_numbers_that_are_not_finite_are_refused(value):
    with pytest.raises(ValueError, match="not a finite number"):
        finite(Decimal(value))
    with pytest.raises(ValueError, match="not a finite number"):
        FundingBar("x", Decimal(value), None)
    with pytest.raises(ValueError, match="not a finite number"):
        sparkline([(2019, Decimal(value))], title="x")


def test_coordinate_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        at(float("nan"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"1{NBSP}234{NBSP}567.5"),
        ("fr", f"1{NBSP}234{NBSP}567,5"),
        ("es", f"1{NBSP}234{NBSP}567,5"),
    ],
)
def test_amount_follows_the_language_without_a_plain_space(language, text):
    with override(language):
        assert amount(Decimal("1234567.5")) == text


def test_lines_of_a_long_label_end_in_an_ellipsis():
    assert lines_of("word " * 9, width=100, size=13, most=2) == [
        "word word",
        "word word …",
    ]
