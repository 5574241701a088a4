"""The PDFs of the path: what they say, to whom, and that they are accessible."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.reports import document_html, letter_html
from pathfinders.enums import FundingKind, RoadmapState
from pathfinders.models import Roadmap
from pathfinders.reports import (
    letter_pdf,
    letter_sheet,
    roadmap_pdf,
    roadmap_report,
)
from tests.factories import (
    make_action,
    make_focal_point,
    make_funding,
    make_letter,
    make_pathfinder,
    make_priority,
    make_roadmap,
)
from tests.verapdf import validate

pytestmark = pytest.mark.django_db


def complete_roadmap(**fields) -> Roadmap:
    """Return a draft with two priorities, three actions and money in one currency."""
    roadmap = make_roadmap(
        starts_on=date(2024, 1, 1),
        ends_on=date(2028, 12, 31),
        title="Roadmap <2024> & beyond",
        **fields,
    )
    first = make_priority(roadmap=roadmap, title="Inspect farms", position=1)
    second = make_priority(roadmap=roadmap, title="Protect victims", position=2)
    trained = make_action(priority=first, title="Train inspectors", timeline="by 2025")
    make_action(priority=first, title="Buy vehicles", position=2)
    make_action(priority=second, title="Open a shelter")
    make_funding(action=trained, kind=FundingKind.NEEDED, amount=Decimal(1500))
    make_funding(
        action=trained, kind=FundingKind.AVAILABLE, amount=Decimal(500), is_public=False
    )
    return roadmap


def text_of(report) -> str:
    """Return the words of a document, without tags and folded white space."""
    html = re.sub(r"<[^>]+>", " ", document_html(report))
    return re.sub(r"[\s\xa0]+", " ", html)


def test_roadmap_document_has_its_sections_in_order():
    report = roadmap_report(complete_roadmap(), AnonymousUser())

    headings = [str(each.heading) for each in report.sections if each.heading]
    assert headings == [
        "Summary",
        "Priorities and actions",
        "Funding",
        "Focal point and coordination",
    ]


def test_roadmap_document_says_what_is_not_stated():
    text = text_of(roadmap_report(complete_roadmap(), AnonymousUser()))

    assert "The roadmap has 2 priorities. 3 actions are named." in text
    assert "A budget is stated for 1 of 3 actions" in text
    # Three actions with five cells each; one has a timeline, one a budget.
    assert text.count("Not stated in the source") == 3 * 5 - 2


def test_budget_lines_not_public_stay_out_of_the_public_document():
    roadmap = complete_roadmap()
    focal_point = make_focal_point(roadmap.pathfinder.country)

    public = text_of(roadmap_report(roadmap, AnonymousUser()))
    own = text_of(roadmap_report(roadmap, focal_point))

    assert "Needed 1 500 USD" in public
    assert "Available 500 USD" not in public
    assert "Available 500 USD" in own
    assert "1 000 of 1 500 USD is still to be found" in own
    assert "The gap in USD cannot be computed" in public


def test_text_of_a_country_is_never_markup():
    html = document_html(roadmap_report(complete_roadmap(), AnonymousUser()))

    assert "Roadmap &lt;2024&gt; &amp; beyond" in html
    assert "<2024>" not in html


def test_roadmap_without_rows_says_that_its_content_is_not_on_file():
    text = text_of(roadmap_report(make_roadmap(), AnonymousUser()))

    assert "its content is not on file" in text
    assert "the funding gap cannot be computed" in text


def test_roadmap_document_speaks_the_language_of_the_roadmap():
    report = roadmap_report(complete_roadmap(language="fr"), AnonymousUser())

    assert report.language == "fr"
    assert '<html lang="fr"' in document_html(report)


@pytest.mark.verapdf
def test_roadmap_pdf_is_accessible_and_reproducible():
    roadmap = complete_roadmap()
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at="2026-03-01T12:00Z"
    )
    roadmap.refresh_from_db()

    first = roadmap_pdf(roadmap, AnonymousUser())

    assert first == roadmap_pdf(roadmap, AnonymousUser())
    assert validate(first) == []


def test_letter_to_be_signed_bears_its_number_and_names_the_country():
    html = letter_html(letter_sheet(make_letter(number="A87/2026/1")))

    assert "A87/2026/1" in html
    assert "Draft, not sent" not in html
    assert "Pathfinder country status: " in html


@pytest.mark.verapdf
def test_letter_pdf_is_accessible():
    letter = make_letter(pathfinder=make_pathfinder(), body="Excellency,\n\nthanks.")

    assert validate(letter_pdf(letter)) == []
