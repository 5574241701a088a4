from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pathfinders import letter_texts
from pathfinders.enums import (
    EoiState,
    LetterKind,
    LetterState,
    MilestoneKind,
    Status,
)
from pathfinders.models import Letter
from tests.factories import (
    make_chair,
    make_country,
    make_eoi,
    make_focal_point,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
)
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


def url_of(letter, verb=""):
    name = f"pathfinders:letter-{verb}" if verb else "pathfinders:letter"
    return reverse(name, args=[letter.pathfinder.country.slug, letter.pk])


def add_url(pathfinder, **query):
    path = reverse("pathfinders:letter-add", args=[pathfinder.country.slug])
    return path + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def answers(**changes):
    values = {
        "version": "0",
        "number": "A87/2026/007",
        "dated_on": "2026-05-04",
        "recipient": "Ada Minister",
        "recipient_post": "Minister of Labour",
        "signatory": "Carla Chair",
        "signatory_post": "Chair of Alliance 8.7",
        "body": "Excellency,\n\nWelcome.",
    }
    return values | changes


# --- Who sees and who writes ------------------------------------------------------

READERS = {
    LetterState.DRAFT: {"SO", "SA", "CH"},
    LetterState.SIGNED: {"SO", "SA", "CH"},
    LetterState.SENT: {"SO", "SA", "CH", "FP="},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", LetterState)
def test_letter_is_read_by(state, who, client_for, pathfinder):
    letter = make_letter(pathfinder, state=state)
    client = client_for(PEOPLE[who](pathfinder.country))

    response = client.get(url_of(letter))

    assert response.status_code == (200 if who in READERS[state] else 404)
    assert (letter.body in response.text) is (who in READERS[state])


@pytest.mark.parametrize("who", PEOPLE)
def test_letter_is_prepared_by_the_secretariat(who, client_for, pathfinder):
    client = client_for(PEOPLE[who](pathfinder.country))
    path = add_url(pathfinder, kind="confirmation")

    page = client.get(path)
    client.post(path, answers())

    assert page.status_code == (200 if who in {"SO", "SA"} else 403)
    assert Letter.objects.count() == (1 if who in {"SO", "SA"} else 0)


@pytest.mark.parametrize(
    ("verb", "state", "who", "status"),
    [
        ("edit", LetterState.DRAFT, "SO", 200),
        ("edit", LetterState.DRAFT, "CH", 403),
        ("edit", LetterState.SIGNED, "SA", 403),
        ("edit", LetterState.SENT, "FP=", 403),
        ("sign", LetterState.DRAFT, "SO", 200),
        ("sign", LetterState.DRAFT, "CH", 403),
        ("sign", LetterState.SENT, "FP=", 403),
        ("reopen", LetterState.SIGNED, "SA", 200),
        ("reopen", LetterState.SIGNED, "CH", 403),
        ("send", LetterState.SIGNED, "CH", 200),
        ("send", LetterState.SIGNED, "SA", 200),
        ("send", LetterState.SIGNED, "SO", 403),
        ("send", LetterState.SIGNED, "FP=", 404),
        ("pdf", LetterState.SIGNED, "FP=", 404),
        ("pdf", LetterState.SENT, "GM", 404),
    ],
)
def test_confirmation_letter_is_handled_by(
    verb, state, who, status, client_for, pathfinder
):
    letter = make_letter(pathfinder, state=state)
    client = client_for(PEOPLE[who](pathfinder.country))

    assert client.get(url_of(letter, verb)).status_code == status


def test_officer_sends_a_warning(client_for, pathfinder):
    letter = make_letter(pathfinder, kind=LetterKind.WARNING, state=LetterState.SIGNED)

    client_for(make_officer()).post(url_of(letter, "send"), {"sent_on": "2023-06-02"})

    letter.refresh_from_db()
    pathfinder.refresh_from_db()
    assert (letter.state, letter.sent_on) == (LetterState.SENT, date(2023, 6, 2))
    assert pathfinder.status == Status.ON_PATH


@pytest.mark.parametrize("verb", ["", "edit", "sign", "reopen", "send", "pdf"])
def test_visitor_is_asked_to_sign_in(verb, pathfinder):
    path = url_of(make_letter(pathfinder, state=LetterState.SENT), verb)

    response = Client().get(path)

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={path}"


# --- Preparing ----------------------------------------------------------------------


def test_first_page_asks_which_letter(client_for, pathfinder):
    page = client_for(make_officer()).get(add_url(pathfinder))

    assert [kind.url for kind in page.context["kinds"]] == [
        "?kind=acknowledgement",
        "?kind=confirmation",
        "?kind=warning",
        "?kind=hold",
        "?kind=reinstatement",
    ]


@pytest.mark.parametrize(
    "query", [{"kind": "farewell"}, {"kind": "hold", "language": "xx"}]
)
def test_letter_of_unknown_kind_is_not_found(query, client_for, pathfinder):
    page = client_for(make_officer()).get(add_url(pathfinder, **query))

    assert page.status_code == 404


def test_draft_is_filled_in_from_the_record(client_for, pathfinder):
    make_chair(name="Carla Chair")
    make_eoi(pathfinder, state=EoiState.ACCEPTED)
    year = timezone.localdate().year
    make_letter(pathfinder, number=f"A87/{year}/011")
    make_letter(pathfinder, number="A87/1999/500")

    page = client_for(make_officer()).get(
        add_url(pathfinder, kind="confirmation", language="fr")
    )

    form = page.context["form"]
    names = ("number", "recipient", "recipient_post", "signatory", "signatory_post")
    assert [form[name].value() for name in names] == [
        f"A87/{year}/012",
        "Ada Minister",
        "Ministry of Labour",
        "Carla Chair",
        "Présidence de l’Alliance 8.7",
    ]
    assert form["body"].value() == letter_texts.draft_text(
        LetterKind.CONFIRMATION, letter_texts.facts_of(pathfinder, "fr"), "fr"
    )


@pytest.mark.parametrize(
    ("procedure", "kind", "workshop", "is_shown"),
    [
        ("2019", "acknowledgement", False, True),
        ("2019", "acknowledgement", True, False),
        ("2018", "acknowledgement", False, False),
        ("2019", "confirmation", False, False),
    ],
)
def test_acknowledgement_before_the_workshop_carries_a_hint(
    procedure, kind, workshop, is_shown, client_for
):
    pathfinder = make_pathfinder(procedure=procedure)
    if workshop:
        make_milestone(pathfinder, MilestoneKind.WORKSHOP)

    page = client_for(make_officer()).get(add_url(pathfinder, kind=kind))

    assert ("only after a successful planning workshop" in page.text) is is_shown


def test_acknowledgement_is_signed_by_the_secretariat(client_for, pathfinder):
    make_chair(name="Carla Chair")

    page = client_for(make_officer()).get(add_url(pathfinder, kind="acknowledgement"))

    form = page.context["form"]
    assert (form["signatory"].value(), form["signatory_post"].value()) == (
        "",
        "Head of the Secretariat of Alliance 8.7",
    )


def test_saved_draft_keeps_kind_and_language(client_for, pathfinder):
    officer = make_officer()

    response = client_for(officer).post(
        add_url(pathfinder, kind="hold", language="es"), answers()
    )

    letter = Letter.objects.get()
    assert response.url == url_of(letter)
    assert (letter.kind, letter.language, letter.state, letter.created_by) == (
        LetterKind.HOLD,
        "es",
        LetterState.DRAFT,
        officer,
    )
    assert (letter.number, letter.signatory) == ("A87/2026/007", "Carla Chair")


def test_number_is_used_once(client_for, pathfinder):
    make_letter(pathfinder, number="A87/2026/007")

    page = client_for(make_officer()).post(
        add_url(pathfinder, kind="confirmation"), answers()
    )

    errors = page.context["form"].errors
    assert sum(errors.values(), []) == ["Another letter has this number."]
    assert Letter.objects.count() == 1


def test_stale_draft_overwrites_nothing(client_for, pathfinder):
    letter = make_letter(pathfinder)
    client = client_for(make_officer())
    client.post(url_of(letter, "edit"), answers(language="en", signatory="First"))

    response = client.post(
        url_of(letter, "edit"), answers(language="en", signatory="Second")
    )

    letter.refresh_from_db()
    assert (response.status_code, letter.signatory) == (409, "First")


def test_example_country_is_marked(client_for):
    pathfinder = make_pathfinder(country=make_country(is_example=True))

    page = client_for(make_officer()).get(url_of(make_letter(pathfinder)))

    assert "This page shows invented data" in page.text


# --- Printing --------------------------------------------------------------------


def test_letter_is_delivered_as_pdf(client_for, pathfinder):
    letter = make_letter(pathfinder, state=LetterState.SENT, number="A87/2026/001")

    response = client_for(make_focal_point(pathfinder.country)).get(
        url_of(letter, "pdf")
    )

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'inline; filename="A87-2026-001.pdf"'
    )
    assert response.content.startswith(b"%PDF-")
