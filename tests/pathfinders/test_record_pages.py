"""Records of a country: onto the path, its procedure, exempt steps, its texts."""

import pytest
from django.urls import reverse

from alliance87.core.models import AuditEvent
from pathfinders.enums import MilestoneKind, Procedure
from pathfinders.models import Pathfinder, Profile, StepExemption
from tests.factories import (
    make_chair,
    make_country,
    make_focal_point,
    make_milestone,
    make_officer,
    make_pathfinder,
    make_profile,
)

pytestmark = pytest.mark.django_db


def address(pathfinder, page: str) -> str:
    return f"/pathfinders/{pathfinder.country.slug}/{page}"


def desk(pathfinder) -> str:
    return reverse("country-desk", kwargs={"iso3": pathfinder.country.slug})


def all_errors(response) -> list[str]:
    found = response.context["form"].errors.values()
    return [str(error) for errors in found for error in errors]


def test_country_is_put_on_the_path_under_the_procedure_of_its_day(client_for):
    country = make_country()

    response = client_for(make_officer()).post(
        reverse("pathfinders:add"),
        {"country": country.pk, "entered_on": "2018-07-01", "is_public": "on"},
    )

    pathfinder = Pathfinder.objects.get()
    assert response["Location"] == desk(pathfinder)
    assert (pathfinder.country, pathfinder.procedure) == (country, Procedure.V2018)


def test_another_procedure_needs_a_reason(client_for):
    answers = {
        "country": make_country().pk,
        "entered_on": "2018-07-01",
        "procedure": "2023",
    }
    client = client_for(make_officer())

    refused = client.post(reverse("pathfinders:add"), answers)
    client.post(
        reverse("pathfinders:add"), answers | {"procedure_reason": "It began anew."}
    )

    assert all_errors(refused) == [
        "On that day the “Procedure of 2018” was in force. Say why another one applies."
    ]
    assert Pathfinder.objects.get().procedure_reason == "It began anew."


def test_country_on_the_path_is_no_choice(client_for):
    pathfinder, free = make_pathfinder(), make_country()

    response = client_for(make_officer()).get(reverse("pathfinders:add"))

    choices = response.context["form"].fields["country"].queryset
    assert pathfinder.country not in choices
    assert list(choices) == [free]


def test_chair_adds_no_country(client_for):
    assert client_for(make_chair()).get(reverse("pathfinders:add")).status_code == 403


def test_procedure_is_changed_with_its_reason(client_for):
    pathfinder = make_pathfinder(procedure=Procedure.V2018)

    client_for(make_officer()).post(
        address(pathfinder, "procedure/change/"),
        {"procedure": "2019", "reason": "The Group applied the amended note."},
    )

    pathfinder.refresh_from_db()
    assert pathfinder.procedure == Procedure.V2019
    event = AuditEvent.objects.get()
    assert (event.was, event.now, event.reason) == (
        "2018",
        "2019",
        "The Group applied the amended note.",
    )


def test_step_is_exempted_with_its_reason(client_for):
    pathfinder = make_pathfinder()
    page = address(pathfinder, "steps/exempt/")
    client = client_for(make_officer())

    refused = client.post(page, {"kind": "workshop", "reason": " "})
    client.post(page, {"kind": "workshop", "reason": "Held with a neighbour."})

    assert list(refused.context["form"].errors) == ["reason"]
    exemption = StepExemption.objects.get()
    assert (exemption.kind, exemption.reason) == ("workshop", "Held with a neighbour.")


def test_only_open_steps_can_be_exempted(client_for):
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    make_milestone(pathfinder, MilestoneKind.WORKSHOP)

    response = client_for(make_officer()).get(address(pathfinder, "steps/exempt/"))

    assert [
        kind for kind, _name in response.context["form"].fields["kind"].choices
    ] == [
        "gcg_observed",
        "expression_of_interest",
        "senior_official",
        "roadmap_submitted",
        "reported_back",
        "annual_review",
    ]


def test_profile_is_written_by_the_focal_point_in_each_language(client_for):
    pathfinder = make_pathfinder()
    client = client_for(make_focal_point(pathfinder.country))

    response = client.post(
        address(pathfinder, "profile/fr/edit/"), {"context": "Le pays.", "version": 0}
    )

    assert response["Location"] == reverse("my-country")
    profile = Profile.objects.get()
    assert (profile.language, profile.context) == ("fr", "Le pays.")
    assert AuditEvent.objects.get().verb == "profile.saved"


def test_profile_never_overwrites_what_somebody_else_saved(client_for):
    profile = make_profile(language="en", context="Theirs", version=1)

    response = client_for(make_officer()).post(
        address(profile.pathfinder, "profile/en/edit/"),
        {"context": "Mine", "version": 0, "agreement": "Mail of 3 May 2026"},
    )

    profile.refresh_from_db()
    assert (response.status_code, profile.context) == (409, "Theirs")
    assert [row[1:] for row in response.context["form"].conflicts] == [
        ("Theirs", "Mine")
    ]


def test_profile_of_another_country_is_refused(client_for):
    pathfinder = make_pathfinder()

    response = client_for(make_focal_point()).post(
        address(pathfinder, "profile/en/edit/"), {"context": "Mine", "version": 0}
    )

    assert response.status_code == 403
    assert not Profile.objects.exists()


def test_profile_in_an_unknown_language_does_not_exist(client_for):
    page = address(make_pathfinder(), "profile/xx/edit/")

    assert client_for(make_officer()).get(page).status_code == 404


def test_notes_are_saved_and_change_nothing_else(client_for):
    pathfinder = make_pathfinder()
    page = address(pathfinder, "notes/edit/")

    client_for(make_officer()).post(page, {"internal_notes": "Call.", "version": 0})

    pathfinder.refresh_from_db()
    assert (pathfinder.internal_notes, pathfinder.version) == ("Call.", 1)


@pytest.mark.parametrize("person", [make_chair, make_focal_point])
def test_notes_are_edited_by_the_secretariat_only(client_for, person):
    pathfinder = make_pathfinder(internal_notes="Secret")
    if person is make_focal_point:
        client = client_for(make_focal_point(pathfinder.country))
    else:
        client = client_for(person())

    response = client.get(address(pathfinder, "notes/edit/"))

    assert response.status_code == 403
    assert "Secret" not in response.content.decode()
