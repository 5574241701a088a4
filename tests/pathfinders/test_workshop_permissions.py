"""The rows of `permissions.csv` on workshops, cell by cell."""

import pytest
from django.test import Client
from django.urls import reverse

from pathfinders.enums import ReportPartKind, ReportState
from pathfinders.models import Lesson, Participant, PreparationTask, ProgrammeItem
from tests.factories import (
    make_lesson,
    make_participant,
    make_pathfinder,
    make_session,
    make_task,
    make_workshop,
    make_workshop_report,
)
from tests.factories.people import PEOPLE
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db

# Who is not named gets 404.
TEAM = {"FP=": 200, "SO": 200, "SA": 200}
EDIT = TEAM | dict.fromkeys(("OB", "GM", "CO=", "AG", "CH"), 403)
READ_DRAFT = TEAM | {"CO=": 200}
EDIT_DRAFT = TEAM | {"CO=": 403}
PREVIEW = READ_DRAFT
AGREE = {"FP=": 200, "SO": 403, "SA": 403, "CO=": 403}
PUBLISH = {"SO": 200, "SA": 200, "CO=": 403, "FP=": 403}

FOR_TEAM = (
    "workshop-preparation",
    "task-add",
    "workshop-participants",
    "workshop-participants-csv",
    "participant-add",
    "participants-paste",
    "workshop-counts",
)
FOR_EDITORS = (
    "workshop-programme",
    "workshop-programme-start",
    "session-add",
    "lesson-add",
    "workshop-report-start",
)
READING = ("workshop-report", "workshop-report-pdf")
WRITING = ("workshop-report-edit", "report-part-add")


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder())


def status(client_for, workshop, who, name, row=None) -> int:
    person = PEOPLE[who](workshop.pathfinder.country)
    return client_for(person).get(url(name, workshop, row)).status_code


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", FOR_TEAM)
def test_preparation_and_names_are_for_the_team(name, who, client_for, workshop):
    assert status(client_for, workshop, who, name) == TEAM.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", FOR_EDITORS)
def test_workshop_is_worked_on_by_editors(name, who, client_for, workshop):
    assert status(client_for, workshop, who, name) == EDIT.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("name", "make", "allowed"),
    [
        ("task-edit", make_task, TEAM),
        ("task-delete", make_task, TEAM),
        ("participant-edit", make_participant, TEAM),
        ("participant-delete", make_participant, TEAM),
        ("session-edit", make_session, EDIT),
        ("session-delete", make_session, EDIT),
    ],
)
def test_rows_are_worked_on_by(name, make, allowed, who, client_for, workshop):
    row = make(workshop)

    assert status(client_for, workshop, who, name, row) == allowed.get(who, 404)


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - set(TEAM)))
def test_others_write_nothing(who, client_for, workshop):
    task, session = make_task(workshop), make_session(workshop)
    make_session(workshop, title="Closing")
    person, lesson = make_participant(workshop), make_lesson(workshop)
    client = client_for(PEOPLE[who](workshop.pathfinder.country))
    forms = [
        (url("workshop-preparation-start", make_workshop(workshop.pathfinder)), {}),
        (url("task-mark", workshop, task), {"done": "1"}),
        (url("task-delete", workshop, task), {}),
        (url("session-move", workshop, session), {"direction": "down"}),
        (url("session-delete", workshop, session), {}),
        (url("participant-delete", workshop, person), {}),
        (reverse("pathfinders:lesson-delete", args=[lesson.pk]), {}),
        (url("lesson-add", workshop), {"text": "Mine"}),
        (url("participants-paste", workshop), {"text": "A;;;un", "save": "1"}),
    ]

    statuses = {client.post(path, answers).status_code for path, answers in forms}

    assert statuses <= {403, 404}
    assert list(PreparationTask.objects.values_list("pk", "done_on")) == [
        (task.pk, None)
    ]
    assert ProgrammeItem.objects.first() == session
    assert [*Participant.objects.all(), *Lesson.objects.all()] == [person, lesson]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", READING)
def test_draft_report_is_read_by(name, who, client_for, workshop):
    make_workshop_report(workshop)

    assert status(client_for, workshop, who, name) == READ_DRAFT.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", WRITING)
def test_draft_report_is_written_by(name, who, client_for, workshop):
    make_workshop_report(workshop)

    assert status(client_for, workshop, who, name) == EDIT_DRAFT.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", ["report-part-edit", "report-part-delete"])
def test_parts_of_a_draft_are_written_by(name, who, client_for, workshop):
    report = make_workshop_report(workshop)
    part = report.parts.create(kind=ReportPartKind.EXTRA, title="Annex", position=9)

    found = status(client_for, workshop, who, name, part)

    assert found == EDIT_DRAFT.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_draft_report_is_agreed_to_by(who, client_for, workshop):
    make_workshop_report(workshop)

    found = status(client_for, workshop, who, "workshop-report-agree")

    assert found == AGREE.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_draft_report_is_previewed_by(who, client_for, workshop):
    make_workshop_report(workshop)

    found = status(client_for, workshop, who, "workshop-report-preview")

    assert found == PREVIEW.get(who, 404)


@pytest.mark.parametrize("who", PEOPLE)
def test_draft_report_is_published_by(who, client_for, workshop):
    make_workshop_report(workshop)
    name = "workshop-report-publish"

    assert status(client_for, workshop, who, name) == PUBLISH.get(who, 404)


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
@pytest.mark.parametrize("name", READING)
def test_published_report_is_read_by_everyone(name, who, client_for, workshop):
    make_workshop_report(workshop, state=ReportState.PUBLISHED)
    person = PEOPLE[who](workshop.pathfinder.country) if who in PEOPLE else None
    client = client_for(person) if person else Client()

    assert client.get(url(name, workshop)).status_code == 200


@pytest.mark.parametrize(
    "name", [*FOR_TEAM, *FOR_EDITORS, *READING, *WRITING, "workshop-report-publish"]
)
def test_visitor_is_asked_to_sign_in(name, workshop):
    make_workshop_report(workshop)
    path = url(name, workshop)

    response = Client().get(path)

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={path}"


@pytest.mark.parametrize("name", [*READING, "workshop"])
def test_report_of_a_hidden_country_is_unknown(name, client_for):
    workshop = make_workshop(make_pathfinder(is_public=False))
    make_workshop_report(workshop, state=ReportState.PUBLISHED)

    assert status(client_for, workshop, "GM", name) == 404
    assert status(client_for, workshop, "SO", name) == 200


def test_row_of_another_workshop_is_not_reached(client_for, workshop):
    """An address that names one's own workshop opens no row of another one."""
    other = make_workshop()
    rows = {
        "task-edit": make_task(other),
        "session-edit": make_session(other),
        "participant-edit": make_participant(other),
    }
    client = client_for(PEOPLE["FP="](workshop.pathfinder.country))

    answers = {
        name: client.get(url(name, workshop, row)).status_code
        for name, row in rows.items()
    }

    assert answers == dict.fromkeys(rows, 404)
