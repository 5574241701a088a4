from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from alliance87.core.models import Document
from pathfinders.enums import (
    LetterState,
    MilestoneKind,
    Procedure,
    Status,
)
from pathfinders.models import Letter
from pathfinders.procedures import PROCEDURES
from tests.factories import (
    PDF,
    make_administrator,
    make_chair,
    make_letter,
    make_milestone,
    make_officer,
    make_pathfinder,
    pdf_upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pathfinder():
    return make_pathfinder()


@pytest.fixture
def ready(pathfinder):
    """A country with every step on record that status needs, but for the letter."""
    for step in PROCEDURES[Procedure(pathfinder.procedure)]:
        if step.needed_for_status:
            make_milestone(pathfinder, step.kind)
    return pathfinder


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


def test_letter_goes_from_draft_to_status(client_for, ready):
    officer, chair = client_for(make_officer()), client_for(make_chair())
    officer.post(add_url(ready, kind="confirmation"), answers())
    letter = Letter.objects.get()

    officer.post(url_of(letter, "sign"), {"scan": pdf_upload()})
    officer.post(url_of(letter, "reopen"), {"reason": "A typing error."})
    officer.post(url_of(letter, "sign"), {"scan": pdf_upload()})
    chair.post(url_of(letter, "send"), {"sent_on": "2026-05-06"})

    letter.refresh_from_db()
    ready.refresh_from_db()
    event = ready.status_events.get()
    assert (letter.state, letter.sent_on) == (LetterState.SENT, date(2026, 5, 6))
    assert (letter.signed_scan.audience, Document.objects.count()) == ("officials", 2)
    assert ready.status == Status.PATHFINDER
    assert (event.letter, event.on) == (letter, date(2026, 5, 6))
    assert ready.milestones.filter(kind=MilestoneKind.CONFIRMATION_LETTER).count() == 1


def test_letter_without_signatory_is_not_signed(client_for, pathfinder):
    letter = make_letter(pathfinder, dated_on=date(2023, 6, 1), signatory="")
    sentence = "The signatory of the letter is missing."
    client = client_for(make_officer())

    before = client.get(url_of(letter, "sign"))
    after = client.post(url_of(letter, "sign"), {"scan": pdf_upload()})

    letter.refresh_from_db()
    assert before.context["missing"] == [sentence]
    assert after.context["form"].non_field_errors() == [sentence]
    assert (letter.state, letter.signed_scan) == (LetterState.DRAFT, None)
    assert Document.objects.count() == 0


def test_letter_without_signatory_is_not_sent(client_for, ready):
    letter = make_letter(ready, state=LetterState.SIGNED, signatory="")

    page = client_for(make_chair()).post(
        url_of(letter, "send"), {"sent_on": "2023-06-02"}
    )

    ready.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "The signatory of the letter is missing."
    ]
    assert ready.status == Status.ON_PATH


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (None, "Choose the scan of the signed letter."),
        (
            ("letter.exe", b"MZ"),
            "Files of this type are not accepted. Use PDF, PNG, JPEG, DOCX or XLSX.",
        ),
        (
            ("letter.pdf", PDF),
            "The file is larger than 100\xa0bytes. Make it smaller or split it.",
        ),
    ],
)
def test_unfit_scan_is_refused_at_its_field(upload, message, client_for, pathfinder):
    letter = make_letter(pathfinder, dated_on=date(2023, 6, 1), signatory="Carla Chair")
    sent = {"scan": pdf_upload(*upload)} if upload else {}

    with override_settings(DOCUMENT_MAX_BYTES=100):
        page = client_for(make_officer()).post(url_of(letter, "sign"), sent)

    assert page.context["form"].errors == {"scan": [message]}
    assert Document.objects.count() == 0


def test_sending_page_says_what_it_means_and_what_is_missing(client_for, pathfinder):
    letter = make_letter(pathfinder, state=LetterState.SIGNED)

    page = client_for(make_chair()).get(url_of(letter, "send"))

    assert page.context["lead"] == (
        f"Sending gives {pathfinder} pathfinder status from this date. This cannot be "
        "taken back; only a hold or a withdrawal can follow."
    )
    assert (
        "The step “Strategic planning workshop” is not on record."
        in (page.context["missing"])
    )
    assert list(page.context["form"].fields) == ["sent_on"]


def test_chair_cannot_pass_over_a_missing_step(client_for, pathfinder):
    letter = make_letter(pathfinder, state=LetterState.SIGNED)

    client_for(make_chair()).post(
        url_of(letter, "send"), {"sent_on": "2023-06-02", "override": "I am the Chair."}
    )

    letter.refresh_from_db()
    pathfinder.refresh_from_db()
    assert (letter.state, letter.sent_on) == (LetterState.SIGNED, None)
    assert pathfinder.status == Status.ON_PATH
    assert pathfinder.milestones.count() == 0


def test_administrator_passes_over_a_missing_step_with_a_reason(client_for, pathfinder):
    letter = make_letter(pathfinder, state=LetterState.SIGNED)
    client = client_for(make_administrator())
    reason = {"sent_on": "2023-06-02", "reason": "The Chair is away."}

    client.post(url_of(letter, "send"), reason)
    pathfinder.refresh_from_db()
    without = pathfinder.status
    client.post(url_of(letter, "send"), reason | {"override": "Steps date from 2018."})
    pathfinder.refresh_from_db()

    event = pathfinder.status_events.get()
    assert (without, pathfinder.status) == (Status.ON_PATH, Status.PATHFINDER)
    assert event.reason == "The Chair is away.\n\nSteps date from 2018."
    assert "The step “Strategic planning workshop” is not on record." in (
        event.overridden
    )


def test_administrator_decides_only_with_a_reason(client_for, ready):
    letter = make_letter(ready, state=LetterState.SIGNED)

    page = client_for(make_administrator()).post(
        url_of(letter, "send"), {"sent_on": "2023-06-02", "reason": " "}
    )

    ready.refresh_from_db()
    assert page.context["form"].errors == {
        "reason": ["Write the reason: only the Chair decides without one."]
    }
    assert ready.status == Status.ON_PATH


def test_preparer_does_not_confirm(client_for, ready):
    administrator = make_administrator()
    letter = make_letter(ready, state=LetterState.SIGNED, created_by=administrator)

    page = client_for(administrator).post(
        url_of(letter, "send"),
        {"sent_on": "2023-06-02", "reason": "Away.", "override": "Away."},
    )

    ready.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "Another person must confirm: you prepared the confirmation letter."
    ]
    assert ready.status == Status.ON_PATH


@pytest.mark.parametrize(
    ("sent_on", "message"),
    [
        ("", "Enter the day on which the letter was sent."),
        (
            (timezone.localdate() + timedelta(days=2)).isoformat(),
            "This day is in the future. Record the letter once it was sent.",
        ),
    ],
)
def test_day_of_sending_is_checked(sent_on, message, client_for, ready):
    letter = make_letter(ready, state=LetterState.SIGNED)

    page = client_for(make_chair()).post(url_of(letter, "send"), {"sent_on": sent_on})

    assert page.context["form"].errors == {"sent_on": [message]}


def test_letter_is_not_sent_before_its_own_date(client_for, ready):
    letter = make_letter(ready, state=LetterState.SIGNED, dated_on=date(2023, 6, 1))

    page = client_for(make_chair()).post(
        url_of(letter, "send"), {"sent_on": "2023-05-31"}
    )

    ready.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "The letter cannot be sent before its own date."
    ]
    assert ready.status == Status.ON_PATH


@pytest.mark.parametrize("verb", ["sign", "reopen", "send"])
def test_move_from_the_wrong_state_changes_nothing(verb, client_for, pathfinder):
    letter = make_letter(pathfinder, state=LetterState.SENT)

    page = client_for(make_administrator()).post(
        url_of(letter, verb), {"sent_on": "2023-06-02", "reason": "x"}, follow=True
    )

    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert [str(message) for message in page.context["messages"]] == [
        "Nothing was changed: the letter is “Sent”."
    ]
