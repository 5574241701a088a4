"""The PDFs of the path: what they say, to whom, and that they are accessible."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from alliance87.core.reports import document_html, letter_html
from pathfinders.enums import ActionStatus, FundingKind, RoadmapState
from pathfinders.models import Roadmap
from pathfinders.reports import (
    letter_pdf,
    letter_sheet,
    progress_pdf,
    progress_report,
    roadmap_pdf,
    roadmap_report,
)
from tests.factories import (
    make_action,
    make_benchmark,
    make_benchmark_result,
    make_focal_point,
    make_funding,
    make_funding_update,
    make_letter,
    make_pathfinder,
    make_priority,
    make_rate,
    make_roadmap,
    make_update,
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


def test_roadmap_document_says_all_that_the_rows_hold():
    roadmap = make_roadmap(currency="USD")
    make_rate(roadmap, rate=2)
    priority = make_priority(
        roadmap,
        title="Farms",
        area="legal",
        indicator="Working children",
        unit="children",
        baseline=900,
        baseline_year=2021,
        target=300,
        target_on=date(2024, 12, 31),
    )
    action = make_action(
        priority, output="A decree", level="high", no_group_reason="None fits"
    )
    make_benchmark(action, year=2023, text="The decree is drafted")
    make_funding(action, kind=FundingKind.ALLOCATED, amount=10, year=2023)
    make_funding(action, kind=FundingKind.DISBURSED, amount=4, currency="EUR")

    text = text_of(roadmap_report(roadmap, AnonymousUser()))

    for words in (
        "Area: Legal action. Indicator: Working children. Target: from 900 children "
        "(2021) to 300 children by 31 December 2024.",
        "Output: A decree. Priority level: High.",
        "None: None fits",
        "Benchmark for 2023: The decree is drafted.",
        "Disbursed 4 EUR; Allocated 10 USD",
        "1 EUR = 2 USD (Central bank).",
        "4 EUR × 2 = 8 USD",
        "Amounts by year",
    ):
        assert words in text


def test_roadmap_document_draws_the_timeline_when_there_is_a_date():
    action = make_action(make_priority(), starts_on=date(2022, 1, 1))

    report = roadmap_report(action.priority.roadmap, AnonymousUser())

    assert "Timeline" in [str(each.heading) for each in report.sections]
    assert "Every action has a date" in text_of(report)


def test_amount_by_year_that_is_not_public_stays_out_of_the_public_document():
    roadmap = make_roadmap()
    action = make_action(make_priority(roadmap))
    make_funding(action, amount=4711, year=2023, is_public=False)

    assert "4 711" not in text_of(roadmap_report(roadmap, AnonymousUser()))
    own = make_focal_point(roadmap.pathfinder.country)
    assert "2023 USD 4 711" in text_of(roadmap_report(roadmap, own))


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


# --- Progress ---------------------------------------------------------------------


def reported_roadmap() -> Roadmap:
    """Return a published roadmap of which one action is done and one is late."""
    roadmap = complete_roadmap(currency="USD")
    make_rate(roadmap)
    Roadmap.objects.filter(pk=roadmap.pk).update(
        state=RoadmapState.PUBLISHED, published_at="2024-03-01T12:00Z"
    )
    roadmap.refresh_from_db()
    done, late, _shelter = (
        action for row in roadmap.priorities.all() for action in row.actions.all()
    )
    facts = {"status": ActionStatus.DONE, "on": date(2025, 1, 15)}
    update = make_update(done, percent_done=100, note="Not for all", **facts)
    make_funding_update(update, amount=40, currency="EUR", year=2025)
    make_benchmark_result(
        make_benchmark(late, year=2024), on=date(2025, 1, 15), was_met=False, note="x"
    )
    return roadmap


def test_progress_document_has_figures_with_their_sums():
    roadmap = reported_roadmap()

    report = progress_report(roadmap, AnonymousUser(), on=date(2025, 3, 2))
    text = text_of(report)

    headings = [str(each.heading) for each in report.sections if each.heading]
    assert headings == [
        "Key figures",
        "What asks for attention",
        "Progress by priority",
        "Timeline",
        "Money",
    ]
    for words in (
        "Actions implemented 33% 1 of 3 actions done. The state of 2 is not stated.",
        "Of 1: 0 met, 1 missed, 0 past their year without a result, 0 to come.",
        "2 of 3 actions ask for attention",
        "1.2 Buy vehicles not stated not stated benchmark for 2024 missed",
        "2.1 Open a shelter not stated not stated nothing heard since publication",
        "Done 100% done. As of 15 January 2025",
        "2024: The law is drafted (missed)",
        "40 EUR × 2 = 80 USD",
        "As of 2 March 2025",
    ):
        assert words in text
    assert "Not for all" not in text


def test_progress_document_as_of_a_day_leaves_later_reports_out():
    text = text_of(
        progress_report(reported_roadmap(), AnonymousUser(), on=date(2025, 1, 14))
    )

    assert (
        "Actions implemented Not stated The state of none of the 3 actions is stated."
        in text
    )
    assert "EUR" not in text.replace("1 EUR", "")


@pytest.mark.verapdf
def test_progress_pdf_is_accessible_and_reproducible():
    roadmap, on = reported_roadmap(), date(2025, 3, 2)

    first = progress_pdf(roadmap, AnonymousUser(), on=on)

    assert first == progress_pdf(roadmap, AnonymousUser(), on=on)
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
