"""The PDF of a published review is made once and never changes (fault S55)."""

import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from alliance87.core import pdf_libraries
from alliance87.core.enums import Audience
from alliance87.core.exceptions import ReportError
from alliance87.core.models import Country
from monitoring.enums import JustificationVerdict, ReviewState
from monitoring.reports import review_pdf
from monitoring.workflow import publish_review, record_outcome
from pathfinders.models import Appointment
from tests.factories import (
    make_administrator,
    make_appointment,
    make_focal_point,
    make_milestone,
    make_officer,
    make_review,
)
from tests.stored import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def concluded():
    """Return a tabled review with its outcome, ready to be published."""
    review = make_review(state="tabled")
    make_appointment(review.pathfinder, person="Fatou Focal")
    verdict = JustificationVerdict.NOT_NEEDED
    return record_outcome(review, verdict=verdict, by=make_administrator())


@pytest.fixture
def published(concluded, client_for):
    """Return the review as an officer published it on the page."""
    answer = client_for(make_officer()).post(review_url(concluded, "publish/"))
    assert answer.url == review_url(concluded)
    concluded.refresh_from_db()
    return concluded


@pytest.fixture
def without_engine(monkeypatch):
    """Make this a machine that cannot make PDFs."""
    monkeypatch.setattr(pdf_libraries, "_opens", lambda name: name != "pango-1.0")
    pdf_libraries.missing_library.cache_clear()
    yield
    pdf_libraries.missing_library.cache_clear()


def review_url(review, page: str = "") -> str:
    return f"{review.get_absolute_url()}{page}"


def delivered(review, client=None) -> str:
    """Return the SHA-256 of the PDF that this reader gets."""
    answer = (client or Client()).get(review_url(review, "pdf/"))
    assert answer.status_code == 200
    return hashlib.sha256(answer.getvalue()).hexdigest()


def test_publication_files_what_the_public_reads(published):
    version = published.pdf.versions.get()
    now_made = review_pdf(published, AnonymousUser())

    assert published.state == ReviewState.PUBLISHED
    assert published.pdf.audience == Audience.PUBLIC
    assert published.pdf.country == published.pathfinder.country
    assert published.pdf.title == f"Annual review 2024: {published.pathfinder}"
    iso3 = published.pathfinder.country.slug
    assert version.file_name == f"annual-review-{iso3}-2024.pdf"
    assert version.sha256 == hashlib.sha256(now_made).hexdigest()


def test_publication_is_rolled_back_when_the_pdf_cannot_be_made(
    concluded, client_for, settings
):
    settings.PDF_SECONDS = 0
    before = stored()

    answer = client_for(make_officer()).post(review_url(concluded, "publish/"))

    assert answer.status_code == 200
    assert "The document was not ready after 0 seconds." in answer.content.decode()
    assert stored() == before


def test_publication_verb_rolls_back_with_its_renderer(concluded):
    before, officer = stored(), make_officer()

    def fails(_review):
        raise ReportError("Too long")

    with pytest.raises(ReportError, match="Too long"):
        publish_review(concluded, by=officer, render=fails)

    assert stored() == before


@pytest.mark.usefixtures("without_engine")
def test_machine_without_pdfs_publishes_without_one(concluded, client_for):
    client_for(make_officer()).post(review_url(concluded, "publish/"))

    concluded.refresh_from_db()
    assert (concluded.state, concluded.pdf) == (ReviewState.PUBLISHED, None)


def test_published_pdf_of_a_review_never_changes(published, client_for):
    first = delivered(published)

    Appointment.objects.update(person="Noor New")
    Country.objects.filter(pk=published.pathfinder.country_id).update(name_en="Renamed")
    make_milestone(published.pathfinder)
    published.refresh_from_db()
    now_made = review_pdf(published, AnonymousUser())
    assert hashlib.sha256(now_made).hexdigest() != first

    assert first == published.pdf.versions.get().sha256
    assert delivered(published) == first
    assert delivered(published, client_for(make_officer())) == first
    own = make_focal_point(published.pathfinder.country)
    assert delivered(published, client_for(own)) == first


def test_past_review_without_a_filed_pdf_is_made_on_demand():
    review = make_review(state="published")

    made = review_pdf(review, AnonymousUser())

    assert delivered(review) == hashlib.sha256(made).hexdigest()
