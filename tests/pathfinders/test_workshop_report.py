"""The workshop report: its parts, and who publishes it."""

import pytest
from django.test import Client

from alliance87.core import pdf_libraries
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models import ReportPart, WorkshopReport
from pathfinders.workflow import publish_workshop_report
from pathfinders.workshop_reports import TEMPLATE
from tests.factories import (
    make_administrator,
    make_focal_point,
    make_officer,
    make_pathfinder,
    make_roadmap,
    make_workshop,
)
from tests.pathfinders.workshop_reports import (
    TEXTS,
    add_part,
    agree,
    agreed_report,
    part,
    start_report,
    write,
    written_report,
)
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder())


@pytest.fixture
def focal(workshop):
    return make_focal_point(workshop.pathfinder.country)


@pytest.fixture
def client(focal, client_for):
    return client_for(focal)


@pytest.fixture
def without_engine(monkeypatch):
    """Make this a machine that cannot make PDFs."""
    monkeypatch.setattr(pdf_libraries, "_opens", lambda name: name != "pango-1.0")
    pdf_libraries.missing_library.cache_clear()
    yield
    pdf_libraries.missing_library.cache_clear()


def order(report) -> list[str]:
    return [each.title or each.kind for each in report.parts.all()]


# --- Writing ------------------------------------------------------------------------


def test_report_opens_with_the_eight_parts_in_order(client, workshop):
    report = start_report(client, workshop)

    assert order(report) == [
        *("cover", "contents", "summary", "context", "priorities"),
        *("roadmap", "funding_gap", "focal_point"),
    ]
    assert report.state == ReportState.DRAFT


def test_report_proposes_its_title_and_the_roadmap_in_force(client_for):
    roadmap = make_roadmap(state="published")
    workshop = make_workshop(roadmap.pathfinder, title="Planning the roadmap")
    client = client_for(make_focal_point(roadmap.pathfinder.country))

    page = client.get(url("workshop-report-start", workshop))

    initial = page.context["form"].initial
    assert (initial["title"], initial["roadmap"]) == ("Planning the roadmap", roadmap)


def test_workshop_has_one_report(client, workshop):
    start_report(client, workshop)

    answer = client.post(
        url("workshop-report-start", workshop), {"title": "Two", "language": "en"}
    )

    assert answer.url == url("workshop-report", workshop)
    assert WorkshopReport.objects.count() == 1


def test_roadmap_of_another_country_is_no_choice(client, workshop):
    other = make_roadmap(state="published")

    answer = client.post(
        url("workshop-report-start", workshop),
        {"title": "Report", "language": "en", "roadmap": other.pk},
    )

    assert list(answer.context["form"].errors) == ["roadmap"]
    assert WorkshopReport.objects.count() == 0


def test_regional_workshop_has_a_report_without_a_roadmap(client_for):
    workshop = make_workshop(host="African Union")

    start_report(client_for(make_officer()), workshop)

    page = client_for(make_officer()).get(url("workshop-report", workshop))
    assert "No roadmap is on record for this report." in page.text


def test_text_of_a_part_is_saved_and_shown_as_prose(client, workshop):
    report = start_report(client, workshop)

    write(client, report, ReportPartKind.SUMMARY, "**Agreed** <script>x</script>")

    page = client.get(url("workshop-report", workshop))
    assert "<strong>Agreed</strong>" in page.text
    assert "<script>x" not in page.text


def test_help_of_a_part_follows_the_guidance(client, workshop):
    report = start_report(client, workshop)
    row = part(report, ReportPartKind.PRIORITIES)

    page = client.get(url("report-part-edit", workshop, row))

    assert "acceleration; innovation; monitoring; accountability" in page.text


@pytest.mark.parametrize("kind", [ReportPartKind.COVER, ReportPartKind.CONTENTS])
def test_cover_and_contents_make_themselves(kind, client, workshop):
    report = start_report(client, workshop)

    page = client.get(url("report-part-edit", workshop, part(report, kind)))

    assert page.status_code == 404


def test_two_people_in_one_part_lose_nothing(client, client_for, workshop):
    report = start_report(client, workshop)
    row = part(report, ReportPartKind.SUMMARY)
    path = url("report-part-edit", workshop, row)
    client.post(path, {"text": "Theirs", "version": "0"})

    answer = client_for(make_officer()).post(path, {"text": "Mine", "version": "0"})

    row.refresh_from_db()
    assert (answer.status_code, row.text) == (409, "Theirs")
    assert answer.context["form"].conflicts == [("Text", "Theirs", "Mine")]
    assert "Mine</textarea>" in answer.text


# --- Further parts ------------------------------------------------------------------


def test_further_part_stands_where_it_was_put(client, workshop):
    report = start_report(client, workshop)

    add_part(client, report, "Methodology", after=ReportPartKind.CONTEXT)
    add_part(client, report, "Annex", after=ReportPartKind.FOCAL_POINT)

    assert order(report) == [
        *("cover", "contents", "summary", "context", "Methodology", "priorities"),
        *("roadmap", "funding_gap", "focal_point", "Annex"),
    ]


def test_further_part_needs_a_title_and_a_place_below_the_cover(client, workshop):
    report = start_report(client, workshop)

    answer = add_part(client, report, "", after=ReportPartKind.COVER)

    assert sorted(answer.context["form"].errors) == ["after", "title"]
    assert report.parts.count() == 8


def test_further_part_moves_past_its_neighbours_but_not_above_the_contents(
    client, workshop
):
    report = start_report(client, workshop)
    add_part(client, report, "Method", after=ReportPartKind.CONTEXT)
    row = report.parts.get(title="Method")
    path = url("report-part-move", workshop, row)

    for _press in range(4):
        client.post(path, {"direction": "up"})

    assert order(report)[:4] == ["cover", "contents", "Method", "summary"]
    client.post(path, {"direction": "down"})
    assert order(report)[:4] == ["cover", "contents", "summary", "Method"]


@pytest.mark.parametrize("name", ["report-part-move", "report-part-delete"])
def test_parts_of_the_template_stay(name, client, workshop):
    report = start_report(client, workshop)
    row = part(report, ReportPartKind.SUMMARY)

    answer = client.post(url(name, workshop, row), {"direction": "down"})

    assert answer.status_code == 404
    assert order(report) == [str(kind) for kind in TEMPLATE]


def test_further_part_is_deleted(client, workshop):
    report = start_report(client, workshop)
    add_part(client, report, "Method", after=ReportPartKind.CONTEXT)

    client.post(url("report-part-delete", workshop, report.parts.get(title="Method")))

    assert order(report) == [str(kind) for kind in TEMPLATE]


# --- Publishing ---------------------------------------------------------------------


def test_report_names_what_is_missing(client, client_for, workshop):
    report = start_report(client, workshop)
    write(client, report, ReportPartKind.SUMMARY, "Agreed.")
    missing = (
        "The country has not agreed that the report becomes public.",
        "The part “Context and background” is not written yet.",
        "The part “Priorities” is not written yet.",
    )

    with pytest.raises(Blocked) as refused:
        publish_workshop_report(report, by=make_officer())

    assert refused.value.reasons == missing
    page = client_for(make_officer()).get(url("workshop-report-publish", workshop))
    assert page.context["missing"] == missing


@pytest.mark.parametrize("edit", ["starts", "writes", "adds", "renames"])
def test_who_wrote_in_the_report_does_not_publish_it(
    edit, client, client_for, workshop
):
    officer = make_officer()
    theirs = client_for(officer)
    report = written_report(theirs if edit == "starts" else client, workshop)
    if edit == "writes":
        write(theirs, report, ReportPartKind.SUMMARY, "Mine.")
    elif edit == "adds":
        add_part(theirs, report, "Annex", after=ReportPartKind.FOCAL_POINT)
    elif edit == "renames":
        answers = {"title": "Mine", "language": "en", "version": "0", "roadmap": ""}
        theirs.post(url("workshop-report-edit", workshop), answers)
    agree(client, workshop)

    with pytest.raises(Blocked) as refused:
        publish_workshop_report(report, by=officer)

    assert refused.value.reasons == (
        "Another person must publish: you wrote in this report yourself.",
    )
    publish_workshop_report(report, by=make_administrator())


def test_published_report_is_public_with_its_pdf(client, client_for, workshop):
    report = agreed_report(client, workshop)

    answer = client_for(make_officer()).post(url("workshop-report-publish", workshop))

    report.refresh_from_db()
    assert answer.url == url("workshop-report", workshop)
    assert report.state == ReportState.PUBLISHED
    assert report.pdf.audience == Audience.PUBLIC
    assert report.pdf.country == workshop.pathfinder.country
    assert AuditEvent.objects.first().verb == "workshop_report.publish"
    page = Client().get(workshop.get_absolute_url())
    assert f'href="{report.get_absolute_url()}"' in page.text


def test_published_pdf_is_the_same_for_everyone(client, client_for, workshop):
    agreed_report(client, workshop)
    client_for(make_officer()).post(url("workshop-report-publish", workshop))
    path = url("workshop-report-pdf", workshop)

    files = {each.get(path).getvalue() for each in (Client(), client, Client())}

    assert len(files) == 1
    assert files.pop().startswith(b"%PDF")


def test_report_is_published_where_no_pdf_can_be_made(
    without_engine, client, client_for, workshop
):
    report = agreed_report(client, workshop)

    client_for(make_officer()).post(url("workshop-report-publish", workshop))

    report.refresh_from_db()
    assert (report.state, report.pdf) == (ReportState.PUBLISHED, None)


def test_publication_is_said_to_leave_a_roadmap_out_that_is_not_public(
    client, client_for, workshop
):
    roadmap = make_roadmap(workshop.pathfinder)
    written_report(client, workshop, roadmap=roadmap.pk)

    page = client_for(make_officer()).get(url("workshop-report-publish", workshop))

    assert "is not public. The report will say so and print none of it." in page.text


def test_report_is_published_once(client, workshop):
    report = agreed_report(client, workshop)
    publish_workshop_report(report, by=make_officer())

    with pytest.raises(InvalidTransition):
        publish_workshop_report(report, by=make_officer())


# --- Reading ------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_a_fixed_number_of_questions(
    rows, client, workshop, django_assert_num_queries
):
    report = start_report(client, workshop)
    for number in range(rows):
        add_part(client, report, f"Annex {number}", after=ReportPartKind.FOCAL_POINT)
    client.get(url("workshop-report", workshop))

    with django_assert_num_queries(11):
        client.get(url("workshop-report", workshop))


def test_empty_parts_are_named(client, workshop):
    report = start_report(client, workshop)
    write(client, report, ReportPartKind.SUMMARY, TEXTS[ReportPartKind.SUMMARY])

    page = client.get(url("workshop-report", workshop))

    assert page.text.count("Not written yet.") == 2
    assert ReportPart.objects.filter(text="").count() == 7
