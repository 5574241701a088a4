"""Every number of an indicator that the public reads leads to the value it is of."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from alliance87.core.numbers import write_number
from monitoring.enums import ValueState
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db

AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
YEARS = (2015, 2021)
# Within which a link has to stand beside its number. An SVG is a picture: the table of
# its figure holds the links.
PLACES = {"a", "td", "th", "dd", "li", "p", "h1", "h2", "h3", "h4", "caption"}
PICTURES = {"svg", "figure"}
COMPARED = "indicator=CL-A&country=PER&country=NPL"
# Head and files are no text that is read on the page.
UNREAD = {"title", "script", "style", "template", "option"}
FILES = re.compile(
    r"\.(csv|xlsx|pdf|json|svg|png|ics|yaml|txt|xml)$|/feed/|/pdf/|/api/"
)


class World:
    """Two public countries, and numbers that occur once."""

    def __init__(self):
        self.versions: dict[str, object] = {}
        self.left = iter(range(41, 99))
        make_axis_item("sex", "F", name_en="Girls")
        make_axis_item("sex", "M", name_en="Boys")
        definitions = [self.definition(*each) for each in self.kinds()]
        make_indicator_set(*definitions, state="validated")
        for iso3, name in (("PER", "Peru"), ("NPL", "Nepal")):
            country = factories.make_country(iso3=iso3, name_en=name)
            pathfinder = factories.make_pathfinder(country=country, is_public=True)
            source = make_source(name=f"Survey of {name}")
            for definition in definitions:
                self.publish(pathfinder, definition, source)

    @staticmethod
    def kinds():
        sexes = {"sex": ["F", "M"]}
        yield "CL-A", "share", {"unit_en": "% of children", "direction": "down"}, sexes
        yield "CL-B", "percent", {"unit_en": "% of children", "direction": "down"}, {}
        yield "HT-C", "number", {"unit_en": "victims", "direction": "none"}, sexes
        yield "FL-D", "money", {"direction": "up"}, {}

    @staticmethod
    def definition(code, value_type, fields, axes):
        indicator = make_indicator(code=code)
        stated = {"label_en": f"What {code} counts", "axes": axes} | fields
        return make_definition(indicator, value_type=value_type, **stated)

    def publish(self, pathfinder, definition, source):
        parts = ["", *(f"sex={code}" for code in definition.axes and ("F", "M"))]
        for year in YEARS:
            for part in parts:
                observation = make_observation(
                    pathfinder,
                    definition.indicator,
                    year=year,
                    breakdown=part,
                    source=source,
                )
                number = next(self.left)
                stated = self.stated(definition.value_type, number)
                version = make_value(
                    *(observation,),
                    definition=definition,
                    state=ValueState.PUBLISHED,
                    at=AT,
                    **stated,
                )
                for each in stated.values():
                    if isinstance(each, Decimal):
                        said = write_number(each.normalize(), language="en")
                        self.versions[said] = version

    @staticmethod
    def stated(value_type: str, number: int) -> dict[str, object]:
        percent = Decimal(f"{number}.37")
        count = Decimal(f"{number}253")
        if value_type == "share":
            return {"percent": percent, "quantity": count}
        if value_type == "percent":
            return {"percent": percent}
        if value_type == "money":
            return {"amount": Decimal(f"{number}871"), "currency": "USD"}
        return {"quantity": count}


def pages(client: Client) -> Iterator[tuple[str, html.HtmlElement]]:
    """Follow every link that the public finds, each address with one question."""
    found = {"/"}
    waiting = ["/", "/changes/?since=2026-01-01", f"/compare/?{COMPARED}"]
    while waiting:
        url = waiting.pop(0)
        response = client.get(url, follow=True)
        kind = response.headers.get("Content-Type", "")
        if response.status_code != 200 or not kind.startswith("text/html"):
            continue
        page = html.fromstring(response.content.decode())
        page.make_links_absolute(f"http://testserver{url}")
        yield url, page
        for link in page.iterfind(".//a[@href]"):
            parts = urlsplit(link.get("href"))
            path = parts.path
            if parts.netloc != "testserver" or path in found or FILES.search(path):
                continue
            found.add(path)
            waiting.append(f"{path}?{parts.query}" if parts.query else path)


def texts(page: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield every text that is read, with the element it stands in."""
    for element in page.find("body").iter("*"):
        if element.tag not in UNREAD and element.text:
            yield element, element.text
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag not in UNREAD:
            yield parent, element.tail


def place_of(element: html.HtmlElement) -> html.HtmlElement:
    """Return the nearest element that has to hold the link."""
    lineage = [element, *element.iterancestors()]
    if any(each.tag == "svg" for each in lineage):
        return next(each for each in lineage if each.tag == "figure")
    return next((each for each in lineage if each.tag in PLACES), element)


def is_led(element: html.HtmlElement, version, url: str) -> bool:
    """Whether the number in this element carries the address of its value."""
    own = f"/values/{version.observation_id}/", f"/values/{version.pk}/"
    if urlsplit(url).path.endswith(own):
        return True
    place = place_of(element)
    around = [place, *place.iterancestors("a"), *place.iterdescendants("a")]
    row = next(place.iterancestors("tr"), None)
    if row is not None:
        around += row.iterdescendants("a")
    return any(
        urlsplit(each.get("href", "")).path.endswith(own)
        for each in around
        if each.tag == "a"
    )


def test_every_number_of_the_public_site_carries_the_address_of_its_value():
    world = World()
    assert len(world.versions) == 2 * 2 * (3 * 2 + 1 + 3 + 1)
    numbers = re.compile(
        r"(?<![\d.,])(" + "|".join(map(re.escape, world.versions)) + r")(?!\d|[.,]\d)"
    )

    read: set[str] = set()
    bare: list[tuple[str, str, str]] = []
    for url, page in pages(Client()):
        for element, text in texts(page):
            for number in numbers.findall(text):
                read.add(number)
                if not is_led(element, world.versions[number], url):
                    bare.append((url, number, " ".join(text.split())[:80]))

    assert bare == []
    assert read == set(world.versions)
