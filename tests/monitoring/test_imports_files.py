"""Files on their way in: what is refused, what is kept, and under which name."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.models import Document
from monitoring.catalogue import load_axes, read_axes
from monitoring.demo.loader import AXES
from monitoring.enums import ValueType
from monitoring.models import (
    Evidence,
    Indicator,
    ObservationVersion,
    Source,
    ValueImport,
)
from tests import factories
from tests.factories.monitoring import make_definition
from tests.monitoring.import_files import (
    HEADER,
    address,
    brought,
    catalogue,
    rows_about,
    seen,
    table,
    upload,
)
from tests.monitoring.transfer_samples import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture(autouse=True)
def officer(client):
    catalogue()
    found = factories.make_officer()
    client.force_login(found)
    return found


def values() -> list[tuple]:
    rows = ObservationVersion.objects.order_by("year", "number")
    return list(rows.values_list("year", "percent", "state"))


def test_file_about_people_is_refused_and_nothing_is_kept(client, officer):
    file = table("Awa,12,2020", header="First name,Value,Year")

    answer = upload(client, file)

    assert "holds data about single people" in answer.content.decode()
    assert not ValueImport.objects.exists()
    assert not Document.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("<script>alert(1)</script>.csv", "script>.csv"),
        ("a\u202egnp.csv", "agnp.csv"),
        ("C:\\Users\\x\\données.csv", "données.csv"),
    ],
)
def test_hostile_file_name_is_only_a_name(client, pathfinder, officer, given, kept):
    found = brought(client, table(*rows_about(pathfinder.country, 3), name=given))

    page = client.get(address("rows", found)).content.decode()

    assert found.file.file_name == kept
    assert "<script>alert" not in page
    assert str(found.file.file.name).count("/") == 1


def test_workbook_with_empty_bytes_at_its_end_is_kept_as_it_came(
    client, pathfinder, officer
):
    rows = [HEADER.split(","), [pathfinder.country.iso3, "X-1", 2010, "", 3.3, "%"]]
    file = workbook(Data=rows)
    padded = SimpleUploadedFile("download.xlsx", file.read() + bytes(5000))

    found = brought(client, padded)

    client.post(address("apply", found), seen(client, found))
    assert values() == [(2010, Decimal("3.3"), "published")]
    assert (found.file.size, found.file.content_type) == (
        padded.size,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    assert Evidence.objects.get().locator == "Data!E2"


def test_flagged_cells_are_shown(client, pathfinder, officer):
    row = f"{pathfinder.country.iso3},X-1,2010,Total,3,%,ask awa@example.org"
    upload(client, table(row))

    found = ValueImport.objects.get()
    page = client.get(address("columns", found)).content.decode()

    assert "G2" in page
    assert "an e-mail address" in page


@pytest.mark.parametrize("ages", ["5-14", "6-17", "7-17", "10-17"])
def test_bands_of_the_sdg_database_are_parts_that_are_known(
    client, pathfinder, officer, ages
):
    parts = read_axes(AXES.read_text(encoding="utf-8"))
    load_axes(parts, by=factories.make_administrator())
    country = pathfinder.country
    header = "series,geo_area_code,geo_area_name,age,sex,year,value,units,nature"
    rows = [
        f"X-1,{country.m49},{country.name_en},{ages},{sex},2013,{share},PERCENT,CA"
        for sex, share in (("BOTHSEX", 16.6), ("FEMALE", 12.61), ("MALE", 20.4))
    ]
    axes = {"sex": ["F", "M"], "age": [ages]}
    make_definition(Indicator.objects.get(), value_type=ValueType.SHARE, axes=axes)

    found = brought(client, table(*rows, header=header))
    client.post(address("apply", found), seen(client, found))

    assert set(
        ObservationVersion.objects.values_list("breakdown", "percent", "state")
    ) == {
        (f"age={ages}", Decimal("16.6"), "published"),
        (f"age={ages};sex=F", Decimal("12.61"), "published"),
        (f"age={ages};sex=M", Decimal("20.4"), "published"),
    }


def test_sheet_that_cannot_be_read_is_refused(client, officer):
    answer = upload(client, table("x", name="data.ods"))

    assert "Use XLSX or CSV." in answer.content.decode()
    assert not ValueImport.objects.exists()
