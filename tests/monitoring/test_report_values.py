"""The values of indicators in the document of a review, and where each one stands."""

import html
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from alliance87.core.documents import file_pdf
from alliance87.core.enums import Audience
from alliance87.core.pdf_places import pages_of
from alliance87.core.reports import document_html
from monitoring.corrections import effects
from monitoring.enums import ReviewState, ValueState
from monitoring.reports import review_pdf, review_report
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db
EARLY = datetime(2020, 5, 4, tzinfo=UTC)


@pytest.fixture
def pathfinder():
    return factories.make_pathfinder(is_public=True)


@pytest.fixture
def review(pathfinder):
    return factories.make_review(
        pathfinder, state=ReviewState.PUBLISHED, published_at=timezone.now(), year=2024
    )


def value_of(pathfinder, code, *, threshold=None, **fields):
    """Make a public value of a survey, of an indicator of the country's own."""
    indicator = make_indicator(code=code, pathfinder=pathfinder, kind="customized")
    reason = "Few victims" if threshold else ""
    make_definition(
        indicator,
        label_en=f"Number {code}",
        threshold=threshold,
        threshold_reason=reason,
    )
    source = make_source(name=f"Survey {code}", pathfinder=pathfinder)
    observation = make_observation(pathfinder, indicator, source=source)
    return make_value(observation, state=ValueState.PUBLISHED, at=EARLY, **fields)


def words(review, user=None) -> str:
    page = document_html(review_report(review, user or AnonymousUser()))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_review_prints_each_value_with_year_source_and_proof(pathfinder, review):
    version = value_of(pathfinder, "XQ-1", quantity=Decimal(4120))
    document = factories.make_document(title="Survey report", audience=Audience.PUBLIC)
    make_evidence(version.observation, file=document.versions.get(), locator="page 4")

    text = words(review)

    assert "Number XQ-1 XQ-1 2021 4 120 Survey XQ-1 [1]" in text
    checksum = document.versions.get().sha256[:12]
    assert f"[1] Survey report, page 4, version 1, checksum {checksum}" in text


def test_a_proof_that_has_expired_says_since_when(pathfinder, review):
    version = value_of(pathfinder, "XQ-1")
    document = factories.make_document(
        title="Permit", audience=Audience.PUBLIC, expires_on=date(2020, 6, 30)
    )
    make_evidence(version.observation, file=document.versions.get(), locator="page 4")

    text = words(review)

    checksum = document.versions.get().sha256[:12]
    assert f"checksum {checksum}, expired on 30 June 2020" in text
    assert "0 of 1 values have a document as proof." in text


def test_a_proof_that_is_not_public_is_not_named(pathfinder, review):
    version = value_of(pathfinder, "XQ-1")
    document = factories.make_document(title="Inner paper", audience=Audience.COUNTRY)
    make_evidence(version.observation, file=document.versions.get())

    text = words(review)

    assert "Inner paper" not in text
    assert "Number XQ-1 XQ-1 2021 12 Survey XQ-1 [1]" not in text


def test_small_counts_are_withheld_in_the_document(pathfinder, review):
    value_of(pathfinder, "XQ-1", threshold=11, quantity=Decimal(7))

    text = words(review)

    assert "Number XQ-1 XQ-1 2021 Withheld: small number of people" in text
    assert re.search(r"2021 7\b", text) is None


def test_a_correction_names_the_page_that_keeps_the_old_value(pathfinder, review):
    version = value_of(pathfinder, "XQ-1")
    other = value_of(pathfinder, "XQ-2")
    pdf = review_pdf(review, AnonymousUser())
    page = pages_of(pdf)[version.observation.anchor]
    filed = file_pdf(
        pdf, "review.pdf", title="Review", by=factories.keeper(), country=None
    )
    later = factories.make_review(
        pathfinder,
        state=ReviewState.PUBLISHED,
        published_at=timezone.now(),
        year=2025,
        pdf=filed,
    )
    late = value_of(pathfinder, "XQ-3")

    assert page > 1
    sentence = f"Annual review 2025, page {page}, prints and keeps the old value."
    assert effects(version.observation)[-1] == sentence
    assert "2025" in effects(other.observation)[-1]
    assert not any("2025, page" in each for each in effects(late.observation))
    assert later.pdf == filed
