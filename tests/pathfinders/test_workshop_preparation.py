from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliance87.core.dates import PartialDate
from alliance87.core.models import AuditEvent
from pathfinders.enums import PreparationKind
from pathfinders.models import PreparationTask
from pathfinders.selectors.workshop import preparation_of
from tests.factories import (
    make_focal_point,
    make_pathfinder,
    make_supervisory_case,
    make_task,
    make_workshop,
)
from tests.pathfinders.workshop_urls import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop(make_pathfinder())


@pytest.fixture
def client(workshop, client_for):
    return client_for(make_focal_point(workshop.pathfinder.country))


def start(client, workshop):
    return client.post(url("workshop-preparation-start", workshop), follow=True)


def test_template_has_every_subject_of_the_guidance(client, workshop):
    start(client, workshop)

    kinds = set(PreparationTask.objects.values_list("kind", flat=True))
    assert kinds == set(PreparationKind.values)
    assert PreparationTask.objects.filter(responsible="").count() == 0


def test_template_counts_back_from_the_first_day(client_for):
    today = timezone.localdate()
    first = today + timedelta(weeks=7)
    workshop = make_workshop(when=PartialDate.day(first))
    client = client_for(make_focal_point(workshop.pathfinder.country))

    start(client, workshop)

    dates = dict(PreparationTask.objects.values_list("kind", "due_on"))
    assert dates[PreparationKind.STATISTICS] == today
    assert dates[PreparationKind.SUPERVISORY] == first - timedelta(weeks=6)


def test_template_sets_no_date_for_a_workshop_of_the_past(client, workshop):
    start(client, workshop)

    assert set(PreparationTask.objects.values_list("due_on", flat=True)) == {None}


def test_template_is_written_once(client, workshop):
    start(client, workshop)
    total = PreparationTask.objects.count()

    answer = start(client, workshop)

    assert PreparationTask.objects.count() == total
    assert "The list has tasks already." in answer.text


def test_task_is_added_and_leaves_its_trail(client, workshop):
    client.post(
        url("task-add", workshop),
        {"kind": "partners", "title": "Invite the unions", "due_on": "2030-01-05"},
    )

    task = PreparationTask.objects.get()
    assert (task.title, task.due_on) == ("Invite the unions", date(2030, 1, 5))
    assert [each.verb for each in AuditEvent.objects.all()] == [
        "workshop.preparation_changed"
    ]


def test_task_is_marked_done_today_and_undone(client, workshop):
    task = make_task(workshop)

    client.post(url("task-mark", workshop, task), {"done": "1"})
    task.refresh_from_db()
    done_on = task.done_on
    client.post(url("task-mark", workshop, task), {"done": "0"})
    task.refresh_from_db()

    assert (done_on, task.done_on) == (timezone.localdate(), None)


def test_task_done_before_keeps_its_day(client, workshop):
    task = make_task(workshop, done_on=date(2024, 1, 5))

    client.post(url("task-mark", workshop, task), {"done": "1"})

    task.refresh_from_db()
    assert task.done_on == date(2024, 1, 5)


def test_stale_form_of_a_task_shows_both_texts(client, workshop):
    task = make_task(workshop, title="Before")
    answers = {"kind": "statistics", "version": "0"}
    client.post(url("task-edit", workshop, task), answers | {"title": "Theirs"})

    answer = client.post(url("task-edit", workshop, task), answers | {"title": "Mine"})

    task.refresh_from_db()
    assert (answer.status_code, task.title) == (409, "Theirs")
    assert answer.context["form"].conflicts == [("Task", "Theirs", "Mine")]


def test_task_deleted_meanwhile_is_said_and_typed_text_stays(
    client, workshop, monkeypatch
):
    task = make_task(workshop)
    path = url("task-edit", workshop, task)
    monkeypatch.setattr(
        "pathfinders.views.workshop_preparation._task", lambda _workshop, _row: task
    )
    PreparationTask.objects.all().delete()

    answer = client.post(path, {"kind": "other", "title": "Typed", "version": "0"})

    assert answer.context["form"].non_field_errors() == [
        "Somebody deleted this line while you were working."
    ]
    assert 'value="Typed"' in answer.text


def test_progress_and_overdue_are_said_in_words(client, workshop):
    make_task(workshop, due_on=date(2020, 1, 1))
    make_task(workshop, due_on=date(2020, 1, 1), done_on=date(2020, 2, 1))
    make_task(workshop, due_on=date(2999, 1, 1))

    page = client.get(url("workshop-preparation", workshop))

    assert "1 of 3 done" in page.text
    assert "1 task overdue" in page.text
    assert "Done 1 February 2020" in page.text
    assert page.text.count("state--stop") == 2
    assert "state--watch" not in page.text


def test_task_due_today_is_not_overdue(workshop):
    today = date(2026, 5, 1)
    make_task(workshop, due_on=today)
    make_task(workshop, due_on=today - timedelta(days=1))

    found = preparation_of(workshop, today=today)

    assert [each.is_overdue for each in found.tasks] == [True, False]


def test_open_tasks_stand_first_by_their_date(workshop):
    make_task(workshop, title="done", done_on=date(2026, 1, 1))
    make_task(workshop, title="no date")
    make_task(workshop, title="late", due_on=date(2026, 3, 1))
    make_task(workshop, title="soon", due_on=date(2026, 2, 1))

    titles = [each.task.title for each in preparation_of(workshop).tasks]

    assert titles == ["soon", "late", "no date", "done"]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_lists_what_supervisory_bodies_asked(
    rows, client, workshop, django_assert_num_queries
):
    for number in range(rows):
        make_task(workshop)
        make_supervisory_case(workshop.pathfinder, title=f"Inspect farms {number}")
    client.get(url("workshop-preparation", workshop))

    with django_assert_num_queries(6):
        page = client.get(url("workshop-preparation", workshop))

    assert page.text.count("Inspect farms") == rows


def test_deleted_task_is_gone(client, workshop):
    task = make_task(workshop)

    client.post(url("task-delete", workshop, task))

    assert PreparationTask.objects.count() == 0
