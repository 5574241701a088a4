import re

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from alliance87.core.charts import (
    UN_BOUNDARY_NOTE,
    Tone,
    legend,
    project,
)
from alliance87.core.charts.drawing import COLOURS, at
from alliance87.core.charts.world import _reference
from tests.drawings import CLASSES, SVG, found, make_map, make_mark, parsed


def rings(iso3):
    """Return the rings of a shape as absolute points."""
    result = []
    for ring in _reference()["shapes"][iso3].split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        points = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        result.append(points)
    return result


def is_inside(point, iso3):
    x, y = point
    inside = False
    for ring in rings(iso3):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("iso3", "place"),
    [("FRA", (2.55, 46.56)), ("CHL", (-71.2, -30.0)), ("UKR", (34.2, 45.2))],
)
def test_place_lies_in_the_shape_of_its_country(iso3, place):
    """Simferopol, the last, is drawn with Ukraine, as the United Nations draw it."""
    assert is_inside(project(*place), iso3)


def test_western_sahara_is_not_part_of_another_country():
    laayoune = project(-13.0, 26.5)

    assert is_inside(laayoune, "ESH")
    assert not is_inside(laayoune, "MAR")


def test_fiji_is_one_place_and_its_dot_lies_there():
    points = [point for ring in rings("FJI") for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)

    dot = found(make_map(make_mark("FJI", "Fiji")), "g", "map__on")[0].find(
        f".//{SVG}circle"
    )

    assert right - left < 75
    assert left <= float(dot.get("cx")) <= right
    assert top <= float(dot.get("cy")) <= bottom


def test_projection_puts_north_up_and_cuts_between_asia_and_america():
    centre = project(11, 0)

    assert centre == (2348, 1290)
    assert project(11, 60)[1] < centre[1] < project(11, -60)[1]
    assert project(-168, 0)[0] < centre[0] < project(-170, 0)[0]


@pytest.mark.parametrize("place", [(181, 0), (0, 91), (float("nan"), 0)])
def test_projection_refuses_what_is_not_on_earth(place):
    with pytest.raises(ValueError, match="not a place"):
        project(*place)


def test_own_point_of_a_mark_wins_over_the_maps():
    markup = make_map(make_mark("MDV", "Maldives", longitude=73.5, latitude=4.2))
    dot = found(markup, "g", "map__on")[0].find(f".//{SVG}circle")

    assert (dot.get("cx"), dot.get("cy")) == tuple(map(at, project(73.5, 4.2)))


@pytest.mark.parametrize("iso3", ["XYZ", "fra", "", "ESH", "TWN", "XKX"])
def test_country_unknown_or_disputed_cannot_be_marked(iso3):
    with pytest.raises(ValueError, match="cannot be marked"):
        make_map(make_mark(iso3))


def test_country_marked_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        make_map(make_mark(), make_mark())


def test_tone_without_a_class_is_refused():
    with pytest.raises(ValueError, match="No class explains"):
        make_map(make_mark(tone=Tone.HATCH), classes=CLASSES[:1])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//x\t", "data:x", "http://x"])
def test_mark_leading_elsewhere_than_to_a_page_is_refused(url):
    with pytest.raises(ValueError, match="no page"):
        make_map(make_mark(url=url))


def test_marks_keep_their_order():
    markup = make_map(make_mark("PER", "Peru"), make_mark(), make_mark("BRA", "Brazil"))

    names = [g.find(f"{SVG}title").text for g in found(markup, "g", "map__on")]

    assert names == ["Peru", "France", "Brazil"]


def test_tones_differ_without_colour():
    markup = make_map(
        make_mark(),
        make_mark("ETH", tone=Tone.HATCH),
        make_mark("PER", tone=Tone.PALE),
    )
    paints = [(g.get("fill"), g.get("stroke")) for g in found(markup, "g", "map__on")]

    assert paints == [
        (COLOURS["series_1"], COLOURS["paper"]),
        ("url(#map-hatch)", COLOURS["accent"]),
        (COLOURS["land_3"], COLOURS["accent"]),
    ]
    assert [p.get("id") for p in found(markup, "pattern")] == ["map-hatch"]


def test_marked_country_is_not_drawn_as_land_too():
    without, with_mark = make_map(), make_map(make_mark())

    assert len(found(with_mark, "g", "map__land")[0]) == (
        len(found(without, "g", "map__land")[0]) - 1
    )


def test_disputed_areas_have_no_fill():
    areas = found(make_map(), "g", "map__unsettled")[0]

    assert areas.get("fill") == COLOURS["paper"]
    assert [area.get("d") for area in areas] == [
        _reference()["shapes"][iso3] for iso3 in ("ESH", "FLK", "TWN", "XKX")
    ]


def test_map_is_one_image_and_its_links_are_for_the_mouse_only():
    image, links = found(make_map(make_mark()), "svg")

    assert image.get("role") == "img"
    assert list(image.iter(f"{SVG}a")) == []
    assert links.get("aria-hidden") == "true"
    assert [(a.get("href"), a.get("tabindex")) for a in links.iter(f"{SVG}a")] == [
        ("/f/", "-1")
    ]


@pytest.mark.parametrize("options", [{"url": ""}, {}])
def test_map_without_links_or_for_print_is_the_image_alone(options):
    markup = make_map(make_mark(**options), for_print="url" not in options)

    assert len(found(markup, "svg")) == 1


def test_map_stays_small():
    iso3s = [
        iso3 for iso3 in _reference()["points"] if iso3 not in _reference()["disputed"]
    ]
    markup = make_map(*(make_mark(iso3, iso3, f"/{iso3}/") for iso3 in iso3s))

    assert len(markup.encode()) <= 120_000


def test_boundary_note_is_translated_and_names_the_united_nations():
    assert isinstance(UN_BOUNDARY_NOTE, Promise)
    with override("en"):
        assert "acceptance by the United Nations" in str(UN_BOUNDARY_NOTE)


def test_legend_says_each_class_in_words():
    items = [
        "".join(item.itertext()).strip() for item in parsed(legend(CLASSES)).iter("li")
    ]

    assert items == ["On record", "Workshop", "Interest"]
