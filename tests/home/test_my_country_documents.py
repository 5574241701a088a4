"""A country files a document: by whom, for whom, and where it stands then."""

import pytest

from alliance87.core.enums import Audience
from alliance87.core.models import Country, Document
from alliance87.home.my_country.records import DOCUMENTS_SHOWN
from tests.factories import (
    PDF,
    make_chair,
    make_contributor,
    make_country,
    make_document,
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_user,
    pdf_upload,
)

pytestmark = pytest.mark.django_db


def home(country) -> str:
    return f"/my-country/{country.iso3.lower()}/"


def page(country) -> str:
    return f"{home(country)}documents/add/"


def answers(**fields) -> dict:
    return {"title": "Report 2026", "language": "fr", "upload": pdf_upload()} | fields


@pytest.mark.parametrize("make", [make_focal_point, make_contributor])
def test_document_is_filed_for_the_country_and_listed(make, client_for):
    country = make_pathfinder().country
    person = make(country)
    client = client_for(person)

    opened = client.get(home(country)).content.decode()
    response = client.post(page(country), answers(audience="public"))

    assert f'href="{page(country)}"' in opened
    assert response["Location"] == f"{home(country)}#documents"
    document = Document.objects.get()
    assert (document.title, document.language, document.created_by) == (
        "Report 2026",
        "fr",
        person,
    )
    assert (document.country, document.audience) == (country, Audience.COUNTRY)
    assert document.versions.get().size == len(PDF)
    listed = client.get(home(country)).context["mine"].documents
    assert listed == (document,)


def test_country_that_is_not_on_the_path_files_documents_too(client_for):
    country = make_country()

    client_for(make_focal_point(country)).post(page(country), answers())

    assert Document.objects.get().country == country


@pytest.mark.parametrize("make", [make_focal_point, make_contributor])
def test_page_of_another_country_does_not_exist(make, client_for):
    country, client = make_pathfinder().country, client_for(make())

    assert client.get(page(country)).status_code == 404
    assert client.post(page(country), answers()).status_code == 404
    assert not Document.objects.exists()


@pytest.mark.parametrize("make", [make_officer, make_chair, make_gcg_member, make_user])
def test_who_works_for_no_country_is_refused(make, client_for):
    country, client = make_pathfinder().country, client_for(make())

    assert client.get(page(country)).status_code == 403
    assert client.post(page(country), answers()).status_code == 403
    assert not Document.objects.exists()


def test_country_that_does_not_exist_is_not_found(client_for):
    client = client_for(make_focal_point())

    assert not Country.objects.filter(iso3="ZZZ").exists()
    assert client.get("/my-country/zzz/documents/add/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"title": " "}, "title", "Give the document a title."),
        ({"upload": ""}, "upload", "Choose the file."),
        (
            {"language": "xx"},
            "language",
            "Select a valid choice. xx is not one of the available choices.",
        ),
    ],
)
def test_what_is_missing_is_named_at_its_field(fields, field, message, client_for):
    country = make_country()

    response = client_for(make_focal_point(country)).post(
        page(country), answers(**fields)
    )

    assert response.context["form"].errors == {field: [message]}
    assert not Document.objects.exists()


def test_file_is_judged_by_its_content(client_for):
    country = make_country()
    upload = pdf_upload(name="report.pdf", content=b"MZ no document")

    response = client_for(make_focal_point(country)).post(
        page(country), answers(upload=upload)
    )

    assert list(response.context["form"].errors) == ["upload"]
    assert not Document.objects.exists()


def test_documents_beyond_those_listed_are_counted(client_for):
    country = make_pathfinder(status="pathfinder").country
    for _each in range(DOCUMENTS_SHOWN + 2):
        make_document(country=country, audience=Audience.COUNTRY)
    client = client_for(make_focal_point(country, language="en"))

    shown = client.get(home(country)).content.decode()

    assert "2 older documents are not listed here." in shown
