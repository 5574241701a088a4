"""The long table goes out as CSV and XLSX and is read again as what it was."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from alliance87.core.models import Country
from monitoring.enums import ValueState, ValueType
from monitoring.models import AxisItem, Definition
from monitoring.transfers import LongRow, propose, read_layout, rows_of
from pathfinders.enums import Status
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
)
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db
AXES = {"sex": ["F", "M"], "age": ["5-11"], "sector": ["mining"]}


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(status=Status.PATHFINDER, is_public=True)


@pytest.fixture
def person(pathfinder):
    return factories.make_focal_point(pathfinder.country, language="en")


@pytest.fixture
def share():
    make_axis_item("age", "5-11", from_age=5, to_age=11)
    indicator = make_indicator(code="X-1")
    return make_definition(
        indicator,
        value_type=ValueType.SHARE,
        axes=AXES,
        threshold=11,
        threshold_reason="Few people",
    )


@pytest.fixture
def money():
    return make_definition(make_indicator(code="X-2"), value_type=ValueType.MONEY)


def stated(pathfinder, definition, year=2020, breakdown="", source=None, **fields):
    place = {"year": year, "breakdown": breakdown, "source": source}
    observation = make_observation(pathfinder, definition.indicator, **place)
    return make_value(observation, definition=definition, **fields)


def address(pathfinder, suffix: str, **query) -> str:
    text = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/pathfinders/{pathfinder.country.slug}/values.{suffix}?{text}"


def read_again(content: bytes, name: str) -> list:
    """Read a file as the import does; the figures without their places."""
    known = {
        "countries": list(Country.objects.all()),
        "indicators": list(Definition.objects.select_related("indicator")),
        "axis_items": list(AxisItem.objects.all()),
    }
    layout = read_layout(SimpleUploadedFile(name, content))
    mapping = propose(layout, axis_items=known["axis_items"])
    rows = list(rows_of(layout, mapping, **known))
    assert [each for each in rows if not isinstance(each, LongRow)] == []
    return [
        (*(row.code, row.year, row.breakdown, row.text), row.unit, row.source)
        for row in rows
    ]


@pytest.fixture
def full(pathfinder, share, money):
    survey = make_source(name="Survey 2020", pathfinder=pathfinder)
    facts = {"percent": Decimal("12.125"), "quantity": Decimal(1340000)}
    stated(pathfinder, share, source=survey, footnote="Without camps.", **facts)
    stated(pathfinder, share, breakdown="age=5-11;sex=F", percent=Decimal("4.5"))
    stated(pathfinder, share, breakdown="sector=mining", quantity=Decimal(700))
    amount = {"amount": Decimal("1234.50"), "currency": "MGA"}
    stated(pathfinder, money, gdp_percent=Decimal("0.35"), **amount)
    return pathfinder


EXPECTED = [
    ("X-1", 2020, "", "12.1250", "%", "Survey 2020"),
    ("X-1", 2020, "", "1340000", "number", "Survey 2020"),
    ("X-1", 2020, "age=5-11;sex=F", "4.5", "%", ""),
    ("X-1", 2020, "sector=mining", "700", "number", ""),
    ("X-2", 2020, "", "1234.5", "MGA", ""),
    ("X-2", 2020, "", "0.35", "% of GDP", ""),
]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_long_table_is_read_again_as_what_it_was(full, person, client_for, suffix):
    content = client_for(person).get(address(full, suffix)).content

    assert read_again(content, f"values.{suffix}") == EXPECTED


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_long_table_in_french_is_read_again(full, client_for, suffix):
    person = factories.make_focal_point(full.country, language="fr")

    content = client_for(person).get(address(full, suffix)).content

    found = read_again(content, f"valeurs.{suffix}")
    assert [row[:3] for row in found] == [row[:3] for row in EXPECTED]
    assert [row[4] for row in found] == [
        "%",
        "number",
        "%",
        "number",
        "MGA",
        "% du PIB",
    ]
    if suffix == "csv":
        assert [row[3] for row in found][0] == "12,1250"


def test_headings_are_those_of_the_import(full, person, client_for):
    content = client_for(person).get(address(full, "xlsx")).content

    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[1]] == [
        *("Country", "Indicator code", "Year", "Sex", "Age", "Sector", "Value"),
        *("Unit", "Source", "Footnote"),
    ]


def test_public_reads_published_values_without_small_counts(
    pathfinder, share, person, client_for, client
):
    public = {"state": ValueState.PUBLISHED}
    stated(pathfinder, share, quantity=Decimal(7), **public)
    stated(pathfinder, share, year=2021, quantity=Decimal(7000), **public)
    stated(pathfinder, share, year=2022, quantity=Decimal(8888))
    own = client_for(person).get(address(pathfinder, "csv")).content.decode()

    seen = client.get(address(pathfinder, "csv")).content.decode()

    lines = seen.splitlines()[1:]
    assert [line.split(",", 2)[2] for line in lines] == [
        '2020,"Total","Total","Withheld: small number of people","","",""',
        '2021,"Total","Total","7000","number","",""',
    ]
    assert "8888" in own


def test_long_table_of_a_day_holds_what_was_known_then(
    pathfinder, share, person, client_for
):
    then = timezone.now() - timedelta(days=40)
    public = {"state": ValueState.SUPERSEDED, "at": then}
    old = stated(pathfinder, share, quantity=Decimal(500), **public)
    old.superseded_at = timezone.now()
    old.save()
    make_value(
        old.observation,
        definition=share,
        quantity=Decimal(600),
        state=ValueState.PUBLISHED,
    )
    day = (then + timedelta(days=2)).date().isoformat()
    client = client_for(person)

    now = client.get(address(pathfinder, "csv")).content.decode()
    before = client.get(address(pathfinder, "csv", as_of=day)).content.decode()

    assert ("600" in now, "500" in now) == (True, False)
    assert ("600" in before, "500" in before) == (False, True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("soon", "This is no day. Write it as 2026-03-31."),
        ("03/04/2020", "This is no day. Write it as 2026-03-31."),
        ("9999-12-31", "This day is still to come. Choose today or an earlier one."),
    ],
)
def test_day_that_cannot_be_is_refused_with_the_way_to_write_it(
    pathfinder, client, kind, day, fault
):
    response = client.get(address(pathfinder, kind, as_of=day))

    assert (response.status_code, response.content.decode()) == (400, fault)


def test_first_day_there_is_gives_an_empty_table(pathfinder, client):
    response = client.get(address(pathfinder, "csv", as_of="0001-01-01"))

    assert response.status_code == 200
    assert len(response.content.decode().strip().splitlines()) == 1
