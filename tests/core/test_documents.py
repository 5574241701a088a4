import hashlib
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.test import Client

from alliance87.core.documents import add_version, clean_file_name, file_pdf
from alliance87.core.enums import Audience
from alliance87.core.models import Document, DocumentVersion
from tests import factories
from tests.factories import PDF, make_document, pdf_upload

# Who reads what: the columns are the five audiences.
AUDIENCES = ("public", "gcg", "country", "officials", "secretariat")
READERS = {
    "visitor": "Y----",
    "account": "Y----",
    "group_chair": "Y----",
    "gcg_observer": "YY---",
    "gcg_member": "YY---",
    "contributor": "YYY--",
    "focal_point": "YYYY-",
    "other_contributor": "Y----",
    "other_focal_point": "Y----",
    "chair": "YYYY-",
    "officer": "YYYYY",
    "administrator": "YYYYY",
}
CELLS = [
    (person, audience, cell == "Y")
    for person, row in READERS.items()
    for audience, cell in zip(AUDIENCES, row, strict=True)
]


def make_reader(person: str, country):
    """Return the person of a row of the table; None is a visitor."""
    if person == "visitor":
        return None
    if person in {"contributor", "focal_point"}:
        return getattr(factories, f"make_{person}")(country)
    name = {"account": "user"}.get(person, person.removeprefix("other_"))
    return getattr(factories, f"make_{name}")()


# --- Filing -----------------------------------------------------------------------


def test_a_filed_document_has_one_version_with_its_checksum(db):
    officer = factories.make_officer()

    document = make_document(by=officer, title="Letter", upload=pdf_upload("a.pdf"))

    version = document.versions.get()
    assert (document.title, document.audience) == ("Letter", Audience.SECRETARIAT)
    assert (document.created_by, version.uploaded_by) == (officer, officer)
    assert (version.number, version.file_name) == (1, "a.pdf")
    assert (version.size, version.content_type) == (len(PDF), "application/pdf")
    assert version.sha256 == hashlib.sha256(PDF).hexdigest()
    with version.file.open() as stored:
        assert stored.read() == PDF


def test_a_new_file_is_a_new_version_and_the_old_one_stays(db):
    document = make_document()
    changed = PDF + b"\n"

    add_version(document, pdf_upload("b.pdf", changed), by=factories.keeper())

    assert list(document.versions.values_list("number", "sha256")) == [
        (2, hashlib.sha256(changed).hexdigest()),
        (1, hashlib.sha256(PDF).hexdigest()),
    ]


def test_a_refused_file_leaves_nothing(db):
    with pytest.raises(ValidationError):
        make_document(upload=SimpleUploadedFile("page.png", b"<html>"))

    assert Document.objects.count() == 0
    assert DocumentVersion.objects.count() == 0


def test_a_made_pdf_is_filed_under_its_name(db):
    document = file_pdf(PDF, "Roadmap.pdf", title="Roadmap", by=factories.keeper())

    assert document.versions.get().file_name == "Roadmap.pdf"


def test_stored_names_tell_nothing(db, settings):
    version = make_document(upload=pdf_upload("secret plan.pdf")).versions.get()

    folder, name = version.file.name.split("/")
    assert (len(folder), len(name), name[:2]) == (2, 32, folder)
    stored = Path(version.file.path)
    assert stored.is_relative_to(settings.DOCUMENTS_ROOT)
    assert stored.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\letter.pdf", "letter.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        ('quo"ted.pdf', 'quo"ted.pdf'),
        ("Côte d'Ivoire.pdf", "Côte d'Ivoire.pdf"),
        ("Tu\u0308rkiye.pdf", "T\u00fcrkiye.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("a" * 300 + ".pdf", "a" * 187 + ".pdf"),
        ("", ""),
    ],
)
def test_file_names_lose_paths_and_control_characters(name, expected):
    assert clean_file_name(name) == expected


# --- Reading ----------------------------------------------------------------------


@pytest.mark.parametrize(("person", "audience", "may"), CELLS)
def test_a_document_exists_for_its_audience_only(db, person, audience, may):
    country = factories.make_country()
    document = make_document(audience=audience, country=country)
    client, reader = Client(), make_reader(person, country)
    if reader is not None:
        client.force_login(reader)

    response = client.get(document.get_absolute_url())

    assert response.status_code == (200 if may else 404)
    if may:
        assert response.getvalue() == PDF


def test_papers_of_no_country_are_not_for_country_roles(db):
    document = make_document(audience=Audience.COUNTRY)
    focal_point = factories.make_focal_point()

    assert not Document.objects.visible_to(focal_point).filter(pk=document.pk).exists()


def test_a_download_is_an_attachment_that_runs_nothing(client_for):
    document = make_document(upload=pdf_upload("Côte d'Ivoire.pdf"))

    response = client_for(factories.make_officer()).get(document.get_absolute_url())

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''C%C3%B4te%20d%27Ivoire.pdf"
    )
    response.close()


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ('quo"ted.pdf', 'attachment; filename="quo\\"ted.pdf"'),
        ("CON.pdf", 'attachment; filename="CON.pdf"'),
        ("\u202egnp.pdf", 'attachment; filename="gnp.pdf"'),
        ("a\r\nb.pdf", 'attachment; filename="ab.pdf"'),
        ("T\u00fcrkiye.pdf", "attachment; filename*=utf-8''T%C3%BCrkiye.pdf"),
        ("a" * 300 + ".pdf", f'attachment; filename="{"a" * 187}.pdf"'),
    ],
)
def test_hostile_names_are_delivered_safely(db, name, header):
    document = make_document(upload=named(name), audience=Audience.PUBLIC)

    response = Client().get(document.get_absolute_url())

    assert response.headers["Content-Disposition"] == header
    response.close()


def named(name: str) -> SimpleUploadedFile:
    """Return an upload with a name that Django's own cleaning has not touched."""
    upload = pdf_upload()
    upload._name = name
    return upload


def test_the_newest_version_is_delivered(db):
    document = make_document(audience=Audience.PUBLIC)
    add_version(document, pdf_upload("b.pdf", PDF + b"2"), by=factories.keeper())

    response = Client().get(document.get_absolute_url())

    assert response.getvalue() == PDF + b"2"


def test_a_file_missing_on_disk_is_not_found(db):
    document = make_document(audience=Audience.PUBLIC)
    Path(document.versions.get().file.path).unlink()

    assert Client().get(document.get_absolute_url()).status_code == 404


def test_a_document_without_a_file_is_not_found(db):
    document = Document.objects.create(
        title="Empty", audience=Audience.PUBLIC, created_by=factories.keeper()
    )

    assert Client().get(document.get_absolute_url()).status_code == 404


def test_an_address_that_was_guessed_is_not_found(db):
    assert Client().get(f"/documents/{uuid4()}/").status_code == 404


def test_the_head_of_a_document_is_answered_like_its_body(db):
    document = make_document(audience=Audience.PUBLIC)
    address = document.get_absolute_url()

    got, head = Client().get(address), Client().head(address)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert head.headers["Content-Length"] == str(len(PDF))
    different = {"X-Request-ID": None}
    assert {**head.headers, **different} == {**got.headers, **different}
    for answer in (got, head):
        answer.close()


def test_the_head_of_a_paper_for_others_is_not_found(db):
    document = make_document(audience=Audience.SECRETARIAT)

    assert Client().head(document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_health_answers_both_ways_of_asking(db, method):
    assert getattr(Client(), method)("/health/").status_code == 200


def test_a_document_cannot_be_posted_to(db):
    document = make_document(audience=Audience.PUBLIC)

    assert Client().post(document.get_absolute_url()).status_code == 405


def test_a_filed_version_is_never_changed(db):
    version = make_document().versions.get()

    for change in ({"sha256": "0" * 64}, {"file_name": "other.pdf"}):
        with pytest.raises(InternalError), transaction.atomic():
            DocumentVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        version.delete()
