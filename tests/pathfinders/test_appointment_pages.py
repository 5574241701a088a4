"""Appointments, put on record and ended by hand."""

from datetime import date

import pytest

from alliance87.core.models import AuditEvent
from pathfinders.enums import AppointmentKind
from pathfinders.models import Appointment
from tests.factories import make_appointment, make_officer, make_pathfinder
from tests.pathfinders.test_milestone_pages import address, desk, errors

pytestmark = pytest.mark.django_db


def appointment(**fields) -> dict:
    return {
        "kind": "focal_point",
        "person": "Nadia New",
        "starts_on": "2022-01-01",
        "ends_on": "",
    } | fields


def test_focal_point_is_named(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_officer()).post(
        address(pathfinder, "appointments/add/"), appointment()
    )

    assert response["Location"] == f"{desk(pathfinder)}#people"
    named = Appointment.objects.get()
    assert (named.person, named.kind, named.starts_on) == (
        "Nadia New",
        AppointmentKind.FOCAL_POINT,
        date(2022, 1, 1),
    )
    assert AuditEvent.objects.get().verb == "appointment.made"


def test_overlapping_appointment_is_refused_at_its_day(client_for):
    pathfinder = make_appointment(starts_on=date(2021, 5, 4)).pathfinder

    response = client_for(make_officer()).post(
        address(pathfinder, "appointments/add/"), appointment()
    )

    assert errors(response) == {
        "starts_on": [
            "Somebody else holds this function on these days. "
            "End that appointment first, or change the dates."
        ]
    }
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"ends_on": date(2021, 12, 31)}, {}),
        ({}, {"kind": "senior_official"}),
        ({"ends_on": date(2021, 12, 31)}, {"starts_on": ""}),
        ({}, {"starts_on": "", "kind": "senior_official"}),
        ({}, {"starts_on": "", "ends_on": "2020-12-31"}),
    ],
)
def test_appointments_beside_each_other_are_accepted(client_for, before, after):
    pathfinder = make_appointment(**before).pathfinder

    client_for(make_officer()).post(
        address(pathfinder, "appointments/add/"), appointment(**after)
    )

    assert Appointment.objects.count() == 2


@pytest.mark.parametrize("starts_on", [date(2021, 5, 4), None], ids=str)
def test_appointment_beside_a_holder_needs_its_first_day(client_for, starts_on):
    held = make_appointment(starts_on=starts_on, person="Fatou Focal")

    response = client_for(make_officer()).post(
        address(held.pathfinder, "appointments/add/"), appointment(starts_on="")
    )

    assert errors(response) == {
        "starts_on": ["Say from which day: Fatou Focal holds this function."]
    }
    assert Appointment.objects.get() == held


def test_appointment_that_ends_before_it_starts_is_refused(client_for):
    response = client_for(make_officer()).post(
        address(make_pathfinder(), "appointments/add/"),
        appointment(ends_on="2021-12-31"),
    )

    assert errors(response) == {
        "ends_on": ["The last day is before the first. Correct one of them."]
    }


def test_appointment_is_ended(client_for):
    held = make_appointment()
    page = address(held.pathfinder, f"appointments/{held.pk}/end/")

    client_for(make_officer()).post(page, {"ends_on": "2023-02-01", "reason": "Moved"})

    held.refresh_from_db()
    assert held.ends_on == date(2023, 2, 1)
    event = AuditEvent.objects.get()
    assert (event.verb, event.now, event.reason) == (
        "appointment.ended",
        "2023-02-01",
        "Moved",
    )


def test_appointment_is_not_ended_before_it_starts(client_for):
    held = make_appointment(starts_on=date(2021, 5, 4))
    page = address(held.pathfinder, f"appointments/{held.pk}/end/")

    response = client_for(make_officer()).post(page, {"ends_on": "2021-05-03"})

    assert errors(response) == {
        "ends_on": ["The last day is before the first. Correct the day."]
    }
    held.refresh_from_db()
    assert held.ends_on is None


def test_ended_appointment_is_not_ended_again(client_for):
    held = make_appointment(ends_on=date(2022, 1, 1))
    page = address(held.pathfinder, f"appointments/{held.pk}/end/")

    client_for(make_officer()).post(page, {"ends_on": "2023-02-01"})

    held.refresh_from_db()
    assert held.ends_on == date(2022, 1, 1)
