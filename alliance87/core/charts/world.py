"""The world map: three classes that read in grey, and dots for small States."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import radians
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from alliance87.core.charts.drawing import COLOURS, at, frame

REFERENCE = Path(__file__).parent.parent / "reference" / "world.json"

PAGE = re.compile(r"|/(?!/)\S*|https://\S+")

UN_BOUNDARY_NOTE = _(
    "The boundaries and names shown and the designations used on this map do not "
    "imply official endorsement or acceptance by the United Nations. Areas whose "
    "status is disputed or not yet settled are drawn without a fill."
)


class Tone(StrEnum):
    """How a class is drawn: dark, striped or pale with a border."""

    FULL = "full"
    HATCH = "hatch"
    PALE = "pale"


@dataclass(frozen=True, slots=True)
class MapMark:
    """One country on the map. Without a url it is drawn but leads nowhere.

    Longitude and latitude may be left out: the map then uses its own point.
    """

    iso3: str
    label: str
    url: str
    tone: Tone
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class MapClass:
    """What one tone means, in words."""

    tone: Tone
    label: str


@cache
def _reference() -> dict:
    return json.loads(REFERENCE.read_text(encoding="utf-8"))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place of a point in units of the drawing.

    Natural Earth projection by Tom Patterson, in the polynomial form of Bojan
    Šavrič; the map is cut at 169° W, between Asia and America.
    """
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(f"{longitude}, {latitude} is not a place on Earth")
    shape = _reference()["projection"]
    turned = (longitude - shape["central_meridian"] + 180) % 360 - 180
    lam, phi = radians(turned), radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (
        0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    )
    y = phi * (
        1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    )
    return shape["x"] + shape["scale"] * x, shape["y"] - shape["scale"] * y


def world_map(
    marks: Sequence[MapMark],
    *,
    title: str,
    description: str,
    classes: Sequence[MapClass],
    prefix: str = "map",
    for_print: bool = False,
) -> SafeString:
    """Return the map, marks in the order given. Print UN_BOUNDARY_NOTE under it.

    For a screen reader it is one image with a title and a description: the list
    beside it carries the links. Those on the map are a layer of their own above the
    image, for a mouse only; print leaves it out.
    """
    _check(marks, classes)
    world = _reference()
    marked = {mark.iso3 for mark in marks}
    disputed = set(world["disputed"])
    plain = [
        (shape,)
        for iso3, shape in world["shapes"].items()
        if iso3 not in marked and iso3 not in disputed
    ]
    unsettled = [(world["shapes"][iso3],) for iso3 in world["disputed"]]
    islands = [
        tuple(map(at, project(*world["points"][iso3])))
        for iso3 in world["dots"]
        if iso3 not in marked
    ]
    context = frame(prefix, title=title, description=description) | {
        "width": at(world["width"]),
        "height": at(world["height"]),
        "land": format_html_join("", '<path d="{}"/>', plain),
        "unsettled": format_html_join("", '<path d="{}"/>', unsettled),
        "islands": format_html_join("", '<circle cx="{}" cy="{}" r="11"/>', islands),
        "marks": mark_safe("".join(_drawn(each, prefix) for each in marks)),  # noqa: S308 -- escaped
        "links": "" if for_print else _links(marks, prefix),
    }
    return render_to_string("charts/world_map.html", context)


def legend(classes: Sequence[MapClass], *, prefix: str = "key") -> SafeString:
    """Return the classes as a list: the tone as a swatch, its meaning in words."""
    keys = [
        {"label": item.label, "id": f"{prefix}-{item.tone}", "tone": item.tone}
        | _paint(item.tone, f"{prefix}-{item.tone}")
        for item in classes
    ]
    return render_to_string(
        "charts/legend.html", {"keys": keys, "colour": COLOURS, "prefix": prefix}
    )


def _check(marks: Sequence[MapMark], classes: Sequence[MapClass]) -> None:
    world = _reference()
    tones = {item.tone for item in classes}
    seen = set()
    for mark in marks:
        if mark.iso3 not in world["points"] or mark.iso3 in world["disputed"]:
            raise ValueError(f"{mark.iso3} cannot be marked on the map")
        if mark.iso3 in seen:
            raise ValueError(f"{mark.iso3} is marked twice")
        if mark.tone not in tones:
            raise ValueError(f"No class explains the tone {mark.tone}")
        if not PAGE.fullmatch(mark.url):
            raise ValueError(f"{mark.url!r} leads to no page")
        seen.add(mark.iso3)


def _drawn(mark: MapMark, prefix: str) -> str:
    """Return a mark's shape, dot and paint; a small State has a dot, often no shape."""
    world = _reference()
    paint = _paint(mark.tone, f"{prefix}-hatch")
    shape, dot = world["shapes"].get(mark.iso3), ""
    if mark.iso3 in world["small"]:
        longitude, latitude = world["points"][mark.iso3]
        if mark.longitude is not None and mark.latitude is not None:
            longitude, latitude = mark.longitude, mark.latitude
        x, y = map(at, project(longitude, latitude))
        dot = f'<circle cx="{x}" cy="{y}" r="30" stroke-width="6"/>'
    return (
        f'\n<g class="map__on map__on--{mark.tone}" fill="{paint["fill"]}" '
        f'stroke="{paint["stroke"]}"><title>{escape(mark.label)}</title>'
        f'<g id="{prefix}-{mark.iso3}">'
        + (f'<path d="{shape}"/>' if shape else "")
        + f"{dot}</g></g>"
    )


def _links(marks: Sequence[MapMark], prefix: str) -> SafeString:
    """Return the layer of links above the map: each repeats the shape of its mark."""
    return format_html_join(
        "",
        '\n<a class="map__link" href="{}" tabindex="-1"><title>{}</title>'
        '<use href="#{}-{}"/></a>',
        ((each.url, each.label, prefix, each.iso3) for each in marks if each.url),
    )


def _paint(tone: Tone, pattern: str) -> dict[str, str]:
    """Return fill and border: pale and hatch need an edge, dark land a light one."""
    return {
        Tone.FULL: {"fill": COLOURS["series_1"], "stroke": COLOURS["paper"]},
        Tone.HATCH: {"fill": f"url(#{pattern})", "stroke": COLOURS["accent"]},
        Tone.PALE: {"fill": COLOURS["land_3"], "stroke": COLOURS["accent"]},
    }[tone]
