"""A long table that comes back untouched changes nothing, one cell one value."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import cycle

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from monitoring.enums import SourceKind, ValueState, ValueType
from monitoring.models import Indicator, ObservationVersion, Source
from monitoring.transfers.opening import catalogue_of, planner, start_import
from monitoring.transfers.previews import preview_of
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
)
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.import_files import open_round

pytestmark = pytest.mark.django_db
AXES = {"sex": ["F", "M"], "age": ["5-11", "5-17"], "scope": ["national"]}
BOTH = {"percent": Decimal("12.125"), "quantity": Decimal(1340000)}
DEFINITIONS = {
    "X-1": (ValueType.SHARE, AXES),
    "X-2": (ValueType.MONEY, {}),
    "X-3": (ValueType.YES_NO, {}),
    "X-4": (ValueType.LIST, {}),
    "X-5": (ValueType.FREQUENCY, {}),
    "X-6": (ValueType.YEAR, {}),
    "X-7": (ValueType.NUMBER, {}),
}
KINDS = ("csv", "xlsx")
# Code, year, part, and what is stated; each may be trouble for a table of texts.
STATED = [
    ("X-1", 2019, "", {**BOTH, "low": Decimal(0), "high": Decimal("14.5")}),
    ("X-1", 2019, "age=5-11;sex=F", {"percent": Decimal("0.5"), "bound": "<"}),
    ("X-1", 2019, "age=5-17;sex=M", {"percent": Decimal("4.25"), "ages": "5-17"}),
    ("X-1", 2019, "scope=national", {"percent": Decimal(0), "quality": "estimate"}),
    ("X-1", 2020, "", {**BOTH, "footnote": "- Without\ncamps,  see p. 4"}),
    ("X-2", 2019, "", {"amount": Decimal("1234.5"), "currency": "MGA"}),
    (
        *("X-2", 2020, ""),
        {
            "amount": Decimal("0.1"),
            "currency": "EUR",
            "gdp_percent": Decimal("0.000001"),
        },
    ),
    (
        *("X-3", 2019, ""),
        {
            "answer": True,
            "on": date(2018, 12, 5),
            "quantity": Decimal(3),
            "text": "Law 12",
        },
    ),
    ("X-3", 2020, "", {"answer": False, "quality": "break"}),
    ("X-4", 2019, "", {"items": ["=One; two", "Three"]}),
    ("X-5", 2019, "", {"frequency": "two_years"}),
    ("X-6", 2019, "", {"year_stated": 2018}),
    ("X-7", 2018, "", {"quantity": Decimal(123456789012345)}),
    ("X-7", 2019, "", {"empty": "not_available", "empty_reason": "Lost in a\nfire"}),
    ("X-7", 2020, "", {"empty": "not_collected", "footnote": "Until 2021"}),
    ("X-7", 2021, "", {"empty": "not_applicable", "quality": "official"}),
    ("X-7", 2022, "", {"empty": "withheld", "empty_reason": "It could harm people"}),
]


@pytest.fixture
def pathfinder():
    found = factories.make_pathfinder()
    open_round(found)
    return found


@pytest.fixture(params=["en", "fr", "es"])
def person(request, pathfinder):
    return factories.make_focal_point(pathfinder.country, language=request.param)


@pytest.fixture
def full(pathfinder):
    make_axis_item("age", "5-11", from_age=5, to_age=11)
    make_axis_item("age", "5-17", from_age=5, to_age=17)
    for code, (kind, axes) in DEFINITIONS.items():
        make_definition(make_indicator(code=code), value_type=kind, axes=axes)
    survey = make_source(name="=Survey  of homes", pathfinder=pathfinder)
    for code, year, part, stated in STATED:
        state(pathfinder, code, year, breakdown=part, **stated)
        state(pathfinder, code, year, breakdown=part, source=survey, **stated)
    state(pathfinder, "X-7", 2017, variant="14 hours", quantity=Decimal(5000))
    state(pathfinder, "X-7", 2017, variant="28 hours", quantity=Decimal(4000))
    database = make_source(name="Database", kind=SourceKind.GLOBAL_DATABASE)
    public = {"source": database, "state": ValueState.PUBLISHED}
    state(pathfinder, "X-7", 2017, quantity=Decimal(7000), **public)
    return pathfinder


def state(pathfinder, code, year, *, breakdown="", source=None, variant="", **stated):
    indicator = Indicator.objects.get(code=code)
    place = {"year": year, "breakdown": breakdown, "source": source}
    observation = make_observation(pathfinder, indicator, variant=variant, **place)
    return make_value(observation, **stated)


def taken(client, pathfinder, suffix: str) -> bytes:
    address = f"/pathfinders/{pathfinder.country.slug}/values.{suffix}"
    return client.get(address).content


def plan_of(content: bytes, suffix: str, pathfinder, by):
    upload = SimpleUploadedFile(f"values.{suffix}", content)
    brought = start_import(upload, by=by, pathfinder=pathfinder)
    return planner(catalogue_of(pathfinder))(brought)


def edited(content: bytes, suffix: str, **cells) -> bytes:
    """Return a table with one row found by its texts and changed: `row={…}, to={…}`."""
    read, write = (csv_rows, csv_of) if suffix == "csv" else (xlsx_rows, xlsx_of)
    header, *rows = read(content)
    named = dict(zip(header, range(len(header)), strict=True))
    for row in rows:
        if all(str(row[named[name]]) == text for name, text in cells["row"].items()):
            for name, text in cells["to"].items():
                row[named[name]] = text
            return write([header, *rows], content)
    raise AssertionError(cells["row"])


def csv_rows(content: bytes) -> list[list]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def csv_of(rows, _content) -> bytes:
    found = StringIO()
    csv.writer(found).writerows(rows)
    return found.getvalue().encode()


def xlsx_rows(content: bytes) -> list[list]:
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def xlsx_of(rows, content) -> bytes:
    book = load_workbook(BytesIO(content))
    for at, row in enumerate(rows, start=1):
        for number, value in enumerate(row, start=1):
            cell = book.active.cell(at, number)
            if cell.value != value:
                cell.value = value
    found = BytesIO()
    book.save(found)
    return found.getvalue()


@pytest.mark.parametrize("suffix", KINDS)
def test_table_that_comes_back_untouched_changes_nothing(
    full, person, client_for, suffix
):
    plan = plan_of(taken(client_for(person), full, suffix), suffix, full, person)

    assert plan.faults == []
    assert [(row.place, row.raw, row.content) for row in plan.rows] == []
    assert plan.same == 2 * len(STATED) + 3
    assert ObservationVersion.objects.count() == 2 * len(STATED) + 3


CHANGES = [
    (
        {"Indicator code": "X-1", "Year": "2019", "Unit": "number"},
        {"Value": "1350000"},
        {"quantity": Decimal(1350000)},
    ),
    (
        {"Indicator code": "X-1", "Year": "2019", "Upper bound": "14.5"},
        {"Upper bound": "15.5"},
        {"high": Decimal("15.5")},
    ),
    (
        {"Indicator code": "X-2", "Year": "2020", "Unit": "% of GDP"},
        {"Value": "0.25"},
        {"gdp_percent": Decimal("0.25")},
    ),
    (
        {"Indicator code": "X-3", "Year": "2019"},
        {"Value": "No"},
        {"answer": False},
    ),
    (
        {"Indicator code": "X-3", "Year": "2020"},
        {"Quality": "Provisional"},
        {"quality": "provisional"},
    ),
    (
        {"Indicator code": "X-7", "Year": "2019"},
        {"Reason for no value": "Not counted"},
        {"empty_reason": "Not counted"},
    ),
    (
        {"Indicator code": "X-7", "Year": "2020"},
        {"Value": "Not applicable", "Reason for no value": "No mines"},
        {"empty": "not_applicable", "empty_reason": "No mines", "footnote": ""},
    ),
    (
        {"Indicator code": "X-7", "Year": "2017", "Variant": "14 hours"},
        {"Value": "5500"},
        {"quantity": Decimal(5500)},
    ),
]


@pytest.mark.parametrize("person", ["en"], indirect=True)
@pytest.mark.parametrize(
    ("suffix", "row", "to", "expected"),
    [(kind, *each) for kind, each in zip(cycle(KINDS), CHANGES, strict=False)],
)
def test_one_changed_cell_changes_one_value(
    full, person, client_for, suffix, row, to, expected
):
    content = taken(client_for(person), full, suffix)

    plan = plan_of(edited(content, suffix, row=row, to=to), suffix, full, person)

    assert plan.faults == []
    (changed,) = plan.rows
    before = changed.standing.content
    assert expected == {
        name: getattr(changed.content, name)
        for name in before.columns
        if getattr(changed.content, name) != getattr(before, name)
    }
    assert plan.same == 2 * len(STATED) + 2


@pytest.mark.parametrize("person", ["en"], indirect=True)
@pytest.mark.parametrize("kind", [SourceKind.GLOBAL_DATABASE, SourceKind.REPORT])
def test_value_of_a_source_of_others_stays_as_it_is(full, person, client_for, kind):
    Source.objects.filter(name="Database").update(kind=kind)
    content = taken(client_for(person), full, "csv")
    row = {"Indicator code": "X-7", "Year": "2017", "Source": "Database"}

    plan = plan_of(
        edited(content, "csv", row=row, to={"Value": "7100"}), "csv", full, person
    )

    assert [(fault.text, fault.message) for fault in plan.faults] == [
        ("7100", "“Database” is a source of others. Name a source of your own.")
    ]
    assert plan.rows == []
    assert Source.objects.filter(name="Database").count() == 1


@pytest.mark.parametrize("person", ["en"], indirect=True)
def test_sources_of_rows_are_named_where_there_are_several(full, person, client_for):
    content = taken(client_for(person), full, "csv")
    row = {"Indicator code": "X-7", "Year": "2018", "Source": "'=Survey  of homes"}

    plan = plan_of(
        edited(content, "csv", row=row, to={"Value": "12"}), "csv", full, person
    )

    preview = preview_of(plan, catalogue_of(full), language="en")
    assert [each.source for each in preview.rows["changed"]] == ["=Survey  of homes"]
    assert {each.source for each in preview.rows["same"]} == {
        "",
        "=Survey  of homes",
        "Database",
    }


@pytest.mark.parametrize("person", ["en"], indirect=True)
def test_reason_beside_a_value_is_refused(full, person, client_for):
    content = taken(client_for(person), full, "csv")
    row = {"Indicator code": "X-7", "Year": "2019"}

    plan = plan_of(
        edited(content, "csv", row=row, to={"Value": "12"}), "csv", full, person
    )

    assert [fault.message for fault in plan.faults] == [
        "There is a value, so take this reason away."
    ]


@pytest.mark.parametrize("person", ["en"], indirect=True)
def test_newer_definition_alone_is_no_change(full, person, client_for):
    value = ObservationVersion.objects.filter(indicator__code="X-7").first()
    make_definition(value.indicator, value_type=ValueType.NUMBER)

    plan = plan_of(taken(client_for(person), full, "csv"), "csv", full, person)

    assert (plan.rows, plan.faults) == ([], [])
