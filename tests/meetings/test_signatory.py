"""Who signs a letter: the Chair by term of office, else by the role given."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.partners.chairs import chair_name
from meetings import decisions
from meetings.enums import Office
from tests.factories import make_chair, make_officer, make_pathfinder, make_person
from tests.factories.decisions import make_gcg
from tests.factories.seats import make_office_term
from tests.meetings.decided import award, candidate

pytestmark = pytest.mark.django_db


def make_term(name: str, **fields):
    return make_office_term(person=make_person(name=name), **fields)


def test_the_term_of_office_comes_before_the_role():
    make_chair(name="Carla Role")
    assert chair_name() == "Carla Role"

    make_term("Deputy Dora", office=Office.DEPUTY_CHAIR)
    assert chair_name() == "Carla Role"

    make_term("Anousheh Office")
    assert chair_name() == "Anousheh Office"


def test_a_term_that_ended_or_names_nobody_signs_nothing():
    make_term("Former Chair", ends_on=timezone.localdate())
    make_office_term(starts_on=timezone.localdate())

    assert chair_name() == ""


def test_a_letter_is_prepared_for_the_chair_in_office(client_for):
    make_term("Anousheh Office")
    path = make_pathfinder(status="on_path")
    keys = {"iso3": path.country.slug}

    page = client_for(make_officer()).get(
        reverse("pathfinders:letter-add", kwargs=keys), {"kind": "confirmation"}
    )

    assert page.context["form"]["signatory"].value() == "Anousheh Office"


def test_the_letter_of_a_decision_names_the_chair_in_office():
    make_term("Anousheh Office")
    decision = award(candidate(), make_gcg())

    adopted = decisions.adopt(
        decision, by=make_officer(), decided_on=decision.meeting.on
    )

    assert adopted.letter.signatory == "Anousheh Office"
