import pytest
from django.test import Client
from django.urls import reverse

from pathfinders.enums import Addressee, EoiState
from pathfinders.models import ExpressionOfInterest
from tests.factories import (
    PDF,
    make_eoi,
    make_gcg_member,
    make_officer,
    make_pathfinder,
)
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db

HIDDEN, DENIED, OPEN = 404, 403, 200


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def url_of(eoi, verb=""):
    name = f"pathfinders:eoi-{verb}" if verb else "pathfinders:eoi"
    return reverse(name, args=[eoi.pathfinder.country.slug, eoi.pk])


def add_url(pathfinder):
    return reverse("pathfinders:eoi-add", args=[pathfinder.country.slug])


def answers(**changes):
    values = {
        "version": "0",
        "when_day": "4",
        "when_month": "5",
        "when_year": "2021",
        "when_qualifier": "exact",
        "minister": "Ada Minister",
        "ministry": "Ministry of Labour",
        "signed_by_minister": "True",
        "addressee": Addressee.ILO_DIRECTOR_GENERAL,
        "text": "We want to accelerate.",
        "senior_official": "Omar Official",
        "senior_official_post": "Director of Labour",
        "then": "later",
    }
    return values | changes


def table(default, **exceptions):
    """Return (who, status) for every column but the visitor without an account."""
    named = {"CO_own": "CO=", "FP_own": "FP=", "CO_else": "CO≠", "FP_else": "FP≠"}
    special = {named.get(who, who): code for who, code in exceptions.items()}
    return [(who, special.get(who, default)) for who in PEOPLE]


READERS = table(OPEN, CO_own=HIDDEN, CO_else=HIDDEN, FP_else=HIDDEN, AG=HIDDEN)
WRITERS = table(DENIED, FP_own=OPEN, SO=OPEN, SA=OPEN)
KEEPERS = table(HIDDEN, FP_own=DENIED, SO=OPEN, SA=OPEN)
COUNTRY_AND_KEEPERS = table(HIDDEN, FP_own=OPEN, SO=OPEN, SA=OPEN)


@pytest.mark.parametrize(("who", "status"), READERS)
def test_accepted_eoi_is_read_by(who, status, client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED)

    response = client_for(PEOPLE[who](pathfinder.country)).get(url_of(eoi))

    assert response.status_code == status
    assert ("Ada Minister" in response.text) is (status == OPEN)


DOWNLOADERS = table(HIDDEN, FP_own=OPEN, SO=OPEN, SA=OPEN, CH=OPEN)


@pytest.mark.parametrize(("who", "status"), DOWNLOADERS)
def test_letter_file_is_delivered_to(who, status, client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED)
    client = client_for(PEOPLE[who](pathfinder.country))

    file = client.get(eoi.scan.get_absolute_url())
    delivered = file.getvalue() == PDF
    page = client.get(url_of(eoi))

    assert (file.status_code, delivered) == (status, status == OPEN)
    assert (eoi.scan.get_absolute_url() in page.text) is (status == OPEN)


@pytest.mark.parametrize(("who", "status"), WRITERS)
def test_new_eoi_is_opened_by(who, status, client_for, pathfinder):
    client = client_for(PEOPLE[who](pathfinder.country))

    assert client.get(add_url(pathfinder)).status_code == status

    client.post(add_url(pathfinder), answers())
    assert ExpressionOfInterest.objects.count() == (1 if status == OPEN else 0)


@pytest.mark.parametrize(("who", "status"), COUNTRY_AND_KEEPERS)
@pytest.mark.parametrize("verb", ["", "edit", "submit"])
def test_draft_is_worked_on_by(verb, who, status, client_for, pathfinder):
    eoi = make_eoi(pathfinder, minister="Ada Minister")

    response = client_for(PEOPLE[who](pathfinder.country)).get(url_of(eoi, verb))

    assert response.status_code == status


@pytest.mark.parametrize(("who", "status"), KEEPERS)
@pytest.mark.parametrize("verb", ["edit", "return", "accept"])
def test_submitted_eoi_is_changed_by(verb, who, status, client_for, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.SUBMITTED)
    client = client_for(PEOPLE[who](pathfinder.country))

    assert client.get(url_of(eoi, verb)).status_code == status

    client.post(url_of(eoi, verb), answers(minister="Eve", comment="More, please."))
    eoi.refresh_from_db()
    touched = eoi.state != EoiState.SUBMITTED or eoi.minister == "Eve"
    assert touched is (status == OPEN)


@pytest.mark.parametrize("verb", ["", "edit", "submit", "return", "accept"])
def test_visitor_is_asked_to_sign_in_whether_it_exists_or_not(verb, pathfinder):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED)
    path = url_of(eoi, verb)
    nothing = path.replace(f"/{eoi.pk}/", "/999999/")
    client = Client()

    for address in (path, nothing):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url == f"{reverse('account_login')}?next={address}"


def test_eoi_under_another_country_is_not_found(client_for, pathfinder):
    eoi = make_eoi(pathfinder)
    other = make_pathfinder()
    path = reverse("pathfinders:eoi", args=[other.country.slug, eoi.pk])

    assert client_for(make_officer()).get(path).status_code == 404


def test_group_member_reads_who_signed_but_not_what_the_letter_says(
    client_for, pathfinder
):
    eoi = make_eoi(pathfinder, state=EoiState.ACCEPTED, text="Between us.")

    member = client_for(make_gcg_member()).get(url_of(eoi)).text
    officer = client_for(make_officer()).get(url_of(eoi)).text

    assert ("Omar Official" in member, "Between us." in member) == (True, False)
    assert "Between us." in officer


def test_eoi_of_hidden_country_is_unknown_to_others(client_for):
    pathfinder = make_pathfinder(is_public=False)

    assert client_for(make_gcg_member()).get(add_url(pathfinder)).status_code == 404
