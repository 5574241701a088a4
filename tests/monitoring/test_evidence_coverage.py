"""How much of a country’s values is proved: on its pages, and in every document."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from alliance87.core.reports import document_html
from monitoring.enums import ReviewState, ValueState
from monitoring.reports import review_report
from pathfinders.enums import RoadmapState
from pathfinders.reports import (
    comparison_report,
    progress_report,
    roadmap_report,
    workshop_report,
)
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)

pytestmark = pytest.mark.django_db

PUBLIC = (
    "1 of 3 values have a document as proof. 1 names its source only. 1 has neither."
)
WITH_DRAFT = (
    "1 of 4 values have a document as proof. 1 names its source only. 2 have neither."
)
EARLY = datetime(2020, 5, 4, tzinfo=UTC)


@pytest.fixture
def pathfinder():
    """A public country with three public values, one of them proved, and a draft."""
    found = factories.make_pathfinder(is_public=True)
    indicator = make_indicator(code="X-9")
    make_definition(indicator, label_en="Children in child labour")
    sources = (None, make_source(), None, None)
    states = (*[ValueState.PUBLISHED] * 3, ValueState.DRAFT)
    rows = [
        make_observation(found, indicator, year=2015 + at, source=source)
        for at, source in enumerate(sources)
    ]
    for row, state in zip(rows, states, strict=True):
        make_value(row, state=state, at=EARLY)
    make_evidence(rows[0])
    return found


def roadmap_of(pathfinder, *, published_at=None):
    """Make a roadmap that is published, now unless told."""
    return factories.make_roadmap(
        pathfinder,
        state=RoadmapState.PUBLISHED,
        published_at=published_at or timezone.now(),
    )


def roadmap(pathfinder, user):
    return roadmap_report(roadmap_of(pathfinder), user)


def progress(pathfinder, user):
    return progress_report(roadmap_of(pathfinder), user)


def comparison(pathfinder, user):
    old = roadmap_of(pathfinder)
    return comparison_report(old, factories.make_roadmap(pathfinder), user)


def workshop(pathfinder, user):
    held = factories.make_workshop(pathfinder)
    return workshop_report(factories.make_workshop_report(held), user)


def review(pathfinder, user):
    return review_report(
        factories.make_review(pathfinder, state=ReviewState.SUBMITTED), user
    )


DOCUMENTS = (roadmap, progress, comparison, workshop, review)


def words_of(report) -> str:
    html = re.sub(r"<[^>]+>", " ", document_html(report))
    return re.sub(r"[\s\xa0]+", " ", html)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_prints_what_its_reader_may_count(pathfinder, document):
    public = words_of(document(pathfinder, AnonymousUser()))

    assert "Indicators and their proof" in public
    assert PUBLIC in public
    assert WITH_DRAFT not in public


@pytest.mark.parametrize("document", DOCUMENTS)
def test_document_of_a_country_without_values_prints_no_coverage(document):
    found = factories.make_pathfinder(is_public=True)

    assert "Indicators and their proof" not in words_of(
        document(found, AnonymousUser())
    )


def test_document_counts_drafts_for_the_team_only(pathfinder):
    focal_point = factories.make_focal_point(pathfinder.country)

    assert WITH_DRAFT in words_of(roadmap(pathfinder, focal_point))


def test_published_roadmap_counts_what_was_known_on_its_day(pathfinder):
    early = roadmap_of(pathfinder, published_at=datetime(2019, 1, 1, tzinfo=UTC))

    text = words_of(roadmap_report(early, AnonymousUser()))

    assert "values have a document" not in text


def test_workshop_of_no_country_prints_no_coverage(pathfinder):
    held = factories.make_workshop(host="Regional body")
    report = factories.make_workshop_report(held)

    text = words_of(workshop_report(report, factories.make_officer()))

    assert "values have a document" not in text


@pytest.mark.parametrize("address", ["", "values/"])
def test_public_page_of_a_country_prints_it(pathfinder, address):
    url = f"/pathfinders/{pathfinder.country.slug}/{address}"

    assert PUBLIC in Client().get(url).content.decode()
