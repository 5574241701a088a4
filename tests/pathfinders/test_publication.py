"""The PDF of a published roadmap is made once and never changes (fault S55)."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError
from django.test import Client

from alliance87.core import pdf_libraries
from alliance87.core.documents import add_version
from alliance87.core.enums import Audience
from alliance87.core.exceptions import InvalidTransition, ReportError
from alliance87.core.models import AuditEvent, Country, Document
from pathfinders.enums import AppointmentKind, FundingKind, RoadmapState
from pathfinders.models import Action, Appointment, Roadmap
from pathfinders.reports import roadmap_pdf
from pathfinders.workflow import publish_roadmap
from tests.factories import (
    PDF,
    keeper,
    make_appointment,
    make_contributor,
    make_focal_point,
    make_funding,
    make_gcg_member,
    make_officer,
    make_pathfinder,
    make_roadmap,
    pdf_upload,
)
from tests.pathfinders.roadmap_forms import roadmap_url
from tests.stored import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def presented():
    """Return a presented roadmap of a country with a focal point."""
    pathfinder = make_pathfinder()
    make_appointment(pathfinder, person="Fatou Focal")
    return make_roadmap(pathfinder, state="presented")


@pytest.fixture
def published(presented, client_for):
    """Return the roadmap as an officer published it on the page."""
    answer = client_for(make_officer()).post(roadmap_url(presented, "publish/"))
    assert answer.url == roadmap_url(presented)
    presented.refresh_from_db()
    return presented


@pytest.fixture
def without_engine(monkeypatch):
    """Make this a machine that cannot make PDFs."""
    monkeypatch.setattr(pdf_libraries, "_opens", lambda name: name != "pango-1.0")
    pdf_libraries.missing_library.cache_clear()
    yield
    pdf_libraries.missing_library.cache_clear()


def delivered(roadmap, client=None) -> str:
    """Return the SHA-256 of the PDF that this reader gets."""
    answer = (client or Client()).get(roadmap_url(roadmap, "pdf/"))
    assert answer.status_code == 200
    return hashlib.sha256(answer.getvalue()).hexdigest()


def on_record(roadmap) -> str:
    return roadmap.pdf.versions.get().sha256


# --- Publication --------------------------------------------------------------------


def test_publication_files_what_the_public_reads(published):
    version = published.pdf.versions.get()
    now_made = roadmap_pdf(published, AnonymousUser())

    assert published.state == RoadmapState.PUBLISHED
    assert published.pdf.audience == Audience.PUBLIC
    assert published.pdf.country == published.pathfinder.country
    assert published.pdf.title == f"Roadmap of {published.pathfinder}, version 1"
    iso3 = published.pathfinder.country.slug
    assert version.file_name == f"roadmap-{iso3}-1.pdf"
    assert version.sha256 == hashlib.sha256(now_made).hexdigest()


def test_filed_document_is_titled_in_the_language_of_the_roadmap(client_for):
    roadmap = make_roadmap(state="presented", language="fr")

    client_for(make_officer()).post(roadmap_url(roadmap, "publish/"))

    document = Document.objects.get()
    name = roadmap.pathfinder.country.name_fr
    assert document.language == "fr"
    assert document.title.startswith("Feuille de route")
    assert name in document.title


def test_private_money_is_not_in_the_filed_pdf(client_for):
    roadmap = make_roadmap(state="presented")
    make_funding(Action.objects.get(), kind=FundingKind.NEEDED, is_public=False)
    focal_point = make_focal_point(roadmap.pathfinder.country)

    client_for(make_officer()).post(roadmap_url(roadmap, "publish/"))

    roadmap.refresh_from_db()
    public, full = (
        hashlib.sha256(roadmap_pdf(roadmap, user)).hexdigest()
        for user in (AnonymousUser(), focal_point)
    )
    assert public != full
    assert on_record(roadmap) == public
    assert delivered(roadmap) == public
    assert delivered(roadmap, client_for(make_gcg_member())) == public
    assert delivered(roadmap, client_for(focal_point)) == full
    assert delivered(roadmap, client_for(make_officer())) == full


def test_publication_is_rolled_back_when_the_pdf_cannot_be_made(client_for, settings):
    old = make_roadmap(state="published")
    presented = make_roadmap(old.pathfinder, state="presented")
    settings.PDF_SECONDS = 0
    before = stored()

    answer = client_for(make_officer()).post(roadmap_url(presented, "publish/"))

    assert answer.status_code == 200
    assert "The document was not ready after 0 seconds." in answer.content.decode()
    assert stored() == before
    old.refresh_from_db()
    assert old.state == RoadmapState.PUBLISHED


def test_publication_verb_rolls_back_with_its_renderer(presented):
    before, officer = stored(), make_officer()

    def fails(_roadmap):
        raise ReportError("Too long")

    with pytest.raises(ReportError, match="Too long"):
        publish_roadmap(presented, by=officer, render=fails)

    assert stored() == before


@pytest.mark.usefixtures("without_engine")
def test_machine_without_pdfs_publishes_without_one(presented, client_for):
    client_for(make_officer()).post(roadmap_url(presented, "publish/"))

    presented.refresh_from_db()
    assert (presented.state, presented.pdf) == (RoadmapState.PUBLISHED, None)


def test_nothing_is_rendered_where_the_publication_is_refused(presented):
    made = []
    draft = make_roadmap()

    with pytest.raises(PermissionDenied):
        publish_roadmap(presented, by=make_contributor(), render=made.append)
    with pytest.raises(InvalidTransition):
        publish_roadmap(draft, by=make_officer(), render=made.append)

    assert made == []


# --- What is delivered ----------------------------------------------------------------


def test_published_pdf_of_a_roadmap_never_changes(published, client_for):
    first = delivered(published)

    Appointment.objects.filter(kind=AppointmentKind.FOCAL_POINT).update(
        person="Noor New"
    )
    Country.objects.filter(pk=published.pathfinder.country_id).update(name_en="Renamed")
    published.refresh_from_db()
    assert (
        roadmap_pdf(published, AnonymousUser())
        != Path(published.pdf.versions.get().file.path).read_bytes()
    )

    assert first == on_record(published)
    assert delivered(published) == first
    assert delivered(published, client_for(make_officer())) == first
    own = make_focal_point(published.pathfinder.country)
    assert delivered(published, client_for(own)) == first


def test_superseded_version_keeps_its_pdf(published, client_for):
    first = delivered(published)
    make_roadmap(published.pathfinder, state="presented")

    client_for(make_officer()).post(
        roadmap_url(published, "publish/").replace("/1/", "/2/")
    )

    published.refresh_from_db()
    assert published.state == RoadmapState.SUPERSEDED
    assert delivered(published) == first


def test_later_file_of_the_document_is_not_the_published_one(published):
    first = delivered(published)

    add_version(published.pdf, pdf_upload(content=PDF + b"\n"), by=keeper())

    assert delivered(published) == first


def test_published_pdf_is_an_attachment_that_runs_nothing(published):
    answer = Client().get(roadmap_url(published, "pdf/"))

    iso3 = published.pathfinder.country.slug
    name = f'attachment; filename="roadmap-{iso3}-1.pdf"'
    assert answer.headers["Content-Disposition"] == name
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    answer.close()


def test_past_roadmap_without_a_filed_pdf_is_made_on_demand():
    roadmap = make_roadmap(state="published")

    made = roadmap_pdf(roadmap, AnonymousUser())

    assert delivered(roadmap) == hashlib.sha256(made).hexdigest()


# --- The lock -------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["published", "superseded"])
def test_pdf_of_a_published_roadmap_is_locked_by_the_database(state):
    roadmap = make_roadmap(state=state)
    other = Document.objects.create(title="Other", created_by=keeper())

    with (
        pytest.raises((IntegrityError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE pathfinders_roadmap SET pdf_id = %s", [other.pk])

    assert Roadmap.objects.get(pk=roadmap.pk).pdf is None


def test_publication_leaves_one_decision_in_the_trail(published):
    verbs = list(AuditEvent.objects.values_list("verb", flat=True))

    assert verbs == ["roadmap.publish"]
