from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from pathfinders.enums import MilestoneKind, ParticipantGroup
from pathfinders.models import Milestone, Workshop
from tests.factories import (
    make_focal_point,
    make_milestone,
    make_officer,
    make_participants,
    make_pathfinder,
    make_workshop,
)
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db

EDITORS = {"FP=": 200, "SO": 200, "SA": 200, "CO≠": 404, "FP≠": 404}


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def edit_url(workshop):
    return reverse("pathfinders:workshop-edit", args=[workshop.pk])


def add_url(pathfinder):
    return reverse("pathfinders:workshop-add", args=[pathfinder.country.slug])


def answers(when=date(2019, 3, 28), **changes):
    values = {
        "version": "0",
        "when_day": when.day,
        "when_month": when.month,
        "when_year": when.year,
        "when_qualifier": "exact",
        "until": "",
        "title": "Planning the roadmap",
        "place": "Santiago",
        "participants_total": "40",
        "participants_text": "",
        "outputs": "A roadmap.",
        "source": "Report of the workshop",
        "source_url": "https://example.org/report",
    }
    return values | changes


# --- The permission table ---------------------------------------------------------


@pytest.mark.parametrize("who", ["AN", *PEOPLE])
def test_workshop_is_public(who, client_for, pathfinder):
    workshop = make_workshop(pathfinder, title="Planning the roadmap")
    person = PEOPLE[who](pathfinder.country) if who in PEOPLE else None
    client = client_for(person) if person else Client()

    response = client.get(workshop.get_absolute_url())

    assert response.status_code == 200
    assert "<h1>Planning the roadmap</h1>" in response.text
    assert (edit_url(workshop) in response.text) is (who in {"FP=", "SO", "SA"})


@pytest.mark.parametrize("who", PEOPLE)
def test_workshop_is_edited_by(who, client_for, pathfinder):
    workshop = make_workshop(pathfinder, title="Before")
    client = client_for(PEOPLE[who](pathfinder.country))
    status = EDITORS.get(who, 403)

    page = client.get(edit_url(workshop))
    client.post(edit_url(workshop), answers(title="After"))

    workshop.refresh_from_db()
    assert page.status_code == status
    assert workshop.title == ("After" if status == 200 else "Before")


@pytest.mark.parametrize("who", PEOPLE)
def test_workshop_is_added_by(who, client_for, pathfinder):
    client = client_for(PEOPLE[who](pathfinder.country))
    may = who in {"FP=", "SO", "SA"}

    page = client.get(add_url(pathfinder))
    client.post(add_url(pathfinder), answers())

    assert page.status_code == (200 if may else 403)
    assert Workshop.objects.count() == (1 if may else 0)


@pytest.mark.parametrize("who", PEOPLE)
def test_regional_workshop_is_added_by_the_secretariat(who, client_for, pathfinder):
    client = client_for(PEOPLE[who](pathfinder.country))
    path = reverse("pathfinders:workshop-add-regional")
    may = who in {"SO", "SA"}

    page = client.get(path)
    client.post(path, answers(host="African Union"))

    assert page.status_code == (200 if may else 403)
    assert Workshop.objects.filter(host="African Union").count() == (1 if may else 0)


def test_visitor_is_asked_to_sign_in_before_writing(pathfinder):
    workshop = make_workshop(pathfinder)
    paths = [
        edit_url(workshop),
        reverse("pathfinders:workshop-edit", args=[999999]),
        add_url(pathfinder),
        reverse("pathfinders:workshop-add-regional"),
    ]

    for path in paths:
        response = Client().get(path)
        assert response.status_code == 302
        assert response.url == f"{reverse('account_login')}?next={path}"


def test_workshop_of_hidden_country_is_unknown_to_the_public(client_for):
    workshop = make_workshop(make_pathfinder(is_public=False))
    path = workshop.get_absolute_url()

    assert Client().get(path).status_code == 404
    assert client_for(make_officer()).get(path).status_code == 200


# --- Writing ------------------------------------------------------------------------


def test_added_workshop_and_its_step_are_on_record(client_for, pathfinder):
    officer = make_officer()

    response = client_for(officer).post(
        add_url(pathfinder),
        answers(until="2019-03-29", group_ministries="25", group_survivors="0"),
    )

    workshop = Workshop.objects.get()
    milestone = Milestone.objects.get()
    two_days = PartialDate.day(date(2019, 3, 28), date(2019, 3, 29))
    assert response.url == workshop.get_absolute_url()
    assert (workshop.when, workshop.place, workshop.created_by) == (
        two_days,
        "Santiago",
        officer,
    )
    assert list(workshop.groups.values_list("group", "count")) == [
        (ParticipantGroup.MINISTRIES, 25),
        (ParticipantGroup.SURVIVORS, 0),
    ]
    assert (milestone.kind, milestone.when, milestone.source) == (
        MilestoneKind.WORKSHOP,
        two_days,
        "Report of the workshop",
    )


def test_planned_workshop_is_no_step_yet(client_for, pathfinder):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client = client_for(make_focal_point(pathfinder.country))

    response = client.post(add_url(pathfinder), answers(tomorrow), follow=True)

    assert Workshop.objects.get().on == tomorrow
    assert Milestone.objects.count() == 0
    assert "Planned" in response.text


def test_corrected_date_moves_the_step_and_adds_none(client_for, pathfinder):
    client = client_for(make_officer())
    client.post(add_url(pathfinder), answers())
    workshop = Workshop.objects.get()

    client.post(edit_url(workshop), answers(date(2019, 4, 2)))

    assert [step.on for step in Milestone.objects.all()] == [date(2019, 4, 2)]


def test_step_recorded_before_is_found_by_its_date(client_for, pathfinder):
    make_milestone(
        pathfinder,
        MilestoneKind.WORKSHOP,
        when=PartialDate.day(date(2019, 3, 28)),
        statement="Workshop in Santiago",
    )

    client_for(make_officer()).post(add_url(pathfinder), answers(title=""))

    step = Milestone.objects.get()
    assert (step.statement, step.source) == (
        "Workshop in Santiago",
        "Report of the workshop",
    )


def test_two_workshops_are_two_steps(client_for, pathfinder):
    client = client_for(make_officer())

    client.post(add_url(pathfinder), answers())
    client.post(add_url(pathfinder), answers(date(2022, 8, 30)))

    assert [step.on for step in Milestone.objects.all()] == [
        date(2019, 3, 28),
        date(2022, 8, 30),
    ]


def test_step_stays_when_the_workshop_is_put_off(client_for, pathfinder):
    client = client_for(make_officer())
    client.post(add_url(pathfinder), answers())
    next_year = timezone.localdate() + timedelta(days=365)

    page = client.post(
        edit_url(Workshop.objects.get()), answers(next_year), follow=True
    )

    assert [step.on for step in Milestone.objects.all()] == [date(2019, 3, 28)]
    assert [str(message) for message in page.context["messages"]][1] == (
        "The step “Strategic planning workshop” of 28 March 2019 stays on record. "
        "If the workshop was not held, correct that step too."
    )


def test_regional_workshop_is_no_step_of_a_country(client_for):
    client_for(make_officer()).post(
        reverse("pathfinders:workshop-add-regional"), answers(host="African Union")
    )

    assert Workshop.objects.get().host_name == "African Union"
    assert Milestone.objects.count() == 0


def test_number_left_empty_is_taken_off_the_record(client_for, pathfinder):
    workshop = make_workshop(pathfinder)
    make_participants(workshop, group=ParticipantGroup.MINISTRIES, count=12)
    make_participants(workshop, group=ParticipantGroup.WORKERS, count=5)

    client_for(make_officer()).post(
        edit_url(workshop), answers(group_workers="6", group_ministries="")
    )

    assert list(workshop.groups.values_list("group", "count")) == [
        (ParticipantGroup.WORKERS, 6)
    ]


REFUSED = [
    (
        {"group_ministries": "30", "group_workers": "15"},
        "participants_total",
        "The groups add up to 45, more than the total of 40. Correct the total or a "
        "group.",
    ),
    (
        {"when_day": "", "when_month": "", "when_year": ""},
        "when",
        "Enter the date, at least the year.",
    ),
    (
        {"until": "2019-03-27"},
        "until",
        "The last day is before the first. Correct one of them.",
    ),
    (
        {"group_workers": "-1"},
        "group_workers",
        "Ensure this value is greater than or equal to 0.",
    ),
]


@pytest.mark.parametrize(("changes", "field", "message"), REFUSED)
def test_wrong_answer_is_named_and_nothing_is_saved(
    changes, field, message, client_for, pathfinder
):
    response = client_for(make_officer()).post(add_url(pathfinder), answers(**changes))

    assert response.context["form"].errors == {field: [message]}
    assert (Workshop.objects.count(), Milestone.objects.count()) == (0, 0)


def test_regional_workshop_needs_its_host(client_for):
    response = client_for(make_officer()).post(
        reverse("pathfinders:workshop-add-regional"), answers(host="")
    )

    assert response.context["form"].errors == {
        "host": ["Name the regional body that held the workshop."]
    }


def test_stale_form_overwrites_nothing(client_for, pathfinder):
    client = client_for(make_officer())
    workshop = make_workshop(pathfinder)
    client.post(edit_url(workshop), answers(title="First"))

    response = client.post(
        edit_url(workshop), answers(title="Second", group_workers="3")
    )

    workshop.refresh_from_db()
    assert (response.status_code, workshop.title) == (409, "First")
    assert workshop.groups.count() == 0


# --- Reading ------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_shows_groups_in_a_fixed_number_of_queries(
    rows, pathfinder, django_assert_num_queries
):
    workshop = make_workshop(pathfinder)
    for group in list(ParticipantGroup)[:rows]:
        make_participants(workshop, group=group, count=7)

    with django_assert_num_queries(5):
        page = Client().get(workshop.get_absolute_url())

    assert [row.count for row in page.context["groups"]] == [7] * rows


def test_detail_says_what_is_not_on_record(pathfinder):
    page = Client().get(make_workshop(pathfinder).get_absolute_url())

    assert "No numbers by group on record" in page.text
    assert "No outputs on record." in page.text
    assert "No source on record." in page.text


def test_editor_learns_that_a_held_workshop_is_no_step_yet(client_for, pathfinder):
    workshop = make_workshop(pathfinder)
    sentence = "The workshop is not on the country’s path yet."

    officer = client_for(make_officer()).get(workshop.get_absolute_url())
    visitor = Client().get(workshop.get_absolute_url())

    assert (sentence in officer.text, sentence in visitor.text) == (True, False)
