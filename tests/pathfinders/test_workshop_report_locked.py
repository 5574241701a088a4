"""A published workshop report stays as it is, whatever asks for a change."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError

from alliance87.core.exceptions import InvalidTransition
from pathfinders.enums import ReportState
from pathfinders.workshop_reports import change_report, save_part
from tests.factories import (
    make_focal_point,
    make_pathfinder,
    make_workshop,
    make_workshop_report,
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
def published(workshop):
    return make_workshop_report(workshop, state=ReportState.PUBLISHED)


@pytest.mark.parametrize("name", ["workshop-report-edit", "report-part-add"])
def test_page_that_writes_leads_back_from_a_published_report(
    name, published, client, workshop
):
    answer = client.get(url(name, workshop), follow=True)

    assert answer.redirect_chain == [(url("workshop-report", workshop), 302)]
    assert "The report is published." in answer.text


def test_verbs_refuse_a_published_report(published, focal):
    row = published.parts.get()

    with pytest.raises(InvalidTransition):
        save_part(row, write=row.save, by=focal)
    with pytest.raises(InvalidTransition):
        change_report(published, write=published.save, by=focal)


def test_published_page_offers_no_change(published, client, workshop):
    page = client.get(url("workshop-report", workshop))

    assert "/parts/" not in page.text
    assert url("workshop-report-edit", workshop) not in page.text


RAW = {
    "title": "UPDATE pathfinders_workshopreport SET title = 'x' WHERE id = %s",
    "back to draft": (
        "UPDATE pathfinders_workshopreport SET state = 'draft' WHERE id = %s"
    ),
    "another PDF": "UPDATE pathfinders_workshopreport SET pdf_id = NULL WHERE id = %s",
    "deleted": "DELETE FROM pathfinders_workshopreport WHERE id = %s",
    "part changed": (
        "UPDATE pathfinders_reportpart SET text = 'x' WHERE report_id = %s"
    ),
    "part deleted": "DELETE FROM pathfinders_reportpart WHERE report_id = %s",
    "part added": (
        "INSERT INTO pathfinders_reportpart"
        " (report_id, kind, position, title, text, version)"
        " VALUES (%s, 'extra', 9, 'x', 'x', 0)"
    ),
}


def run(statement, report) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [report.pk])


@pytest.mark.parametrize("change", RAW)
def test_database_keeps_a_published_report_as_it_is(change, published):
    with pytest.raises((IntegrityError, InternalError)):
        run(RAW[change], published)

    published.refresh_from_db()
    assert (published.title, published.state) == ("Report on the workshop", "published")
    assert list(published.parts.values_list("text", flat=True)) == ["Four priorities."]


@pytest.mark.parametrize("change", ["title", "part changed", "part added"])
def test_database_lets_a_draft_change(change, workshop):
    run(RAW[change], make_workshop_report(workshop))
