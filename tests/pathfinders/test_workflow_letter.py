"""Letters: what a signature needs, who sends which, and the status that follows."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from pathfinders.enums import LetterKind, LetterState, MilestoneKind, Procedure, Status
from pathfinders.letters import draft_letter
from pathfinders.models import Letter, Milestone, Pathfinder, StatusEvent
from pathfinders.procedures import PROCEDURES
from pathfinders.workflow import reopen_letter, send_letter, sign_letter
from tests import factories
from tests.factories import pdf_upload
from tests.stored import stored, trail

SENT_ON = date(2023, 6, 9)
FACTS = {"dated_on": date(2023, 6, 1), "signatory": "Carla Chair"}
MISSING = {
    "number": "The number of the letter is missing.",
    "dated_on": "The date of the letter is missing.",
    "signatory": "The signatory of the letter is missing.",
    "recipient": "The recipient of the letter is missing.",
}
PREPARER = "Another person must confirm: you prepared the confirmation letter."
OTHER_KINDS = [kind for kind in LetterKind if kind != LetterKind.CONFIRMATION]


def refused(verb, letter, **facts) -> list[str]:
    before = stored()
    with pytest.raises(Blocked) as blocked:
        verb(letter, **facts)
    assert stored() == before
    return list(blocked.value.reasons)


def make_signed(**facts) -> Letter:
    """Make a signed confirmation letter of a country with every step."""
    pathfinder = factories.make_pathfinder(procedure=Procedure.V2023)
    for step in PROCEDURES[Procedure.V2023]:
        if step.needed_for_status:
            factories.make_milestone(pathfinder, step.kind)
    return factories.make_letter(pathfinder, state=LetterState.SIGNED, **facts)


# --- Drafting and signing ---


def test_a_letter_is_drafted(db):
    pathfinder, officer = factories.make_pathfinder(), factories.make_officer()

    letter = draft_letter(
        pathfinder,
        kind=LetterKind.WARNING,
        number="A87/1",
        recipient="Ada Minister",
        body="Please report.",
        by=officer,
    )

    assert (letter.state, letter.created_by) == (LetterState.DRAFT, officer)
    assert trail() == [("letter.drafted", "", "")]


def test_signing_files_the_scan_for_the_officials(db):
    letter, officer = factories.make_letter(**FACTS), factories.make_officer()

    sign_letter(letter, scan=pdf_upload("signed.pdf"), by=officer)

    letter.refresh_from_db()
    scan = letter.signed_scan
    assert letter.state == LetterState.SIGNED
    assert (scan.audience, scan.country) == (
        Audience.OFFICIALS,
        letter.pathfinder.country,
    )
    assert scan.versions.get().file_name == "signed.pdf"
    assert trail() == [("letter.sign", "draft", "signed")]


@pytest.mark.parametrize("field", MISSING)
def test_each_missing_fact_of_a_letter_is_named(db, field):
    empty = None if field == "dated_on" else ""
    letter = factories.make_letter(**(FACTS | {field: empty}))
    officer = factories.make_officer()

    reasons = refused(sign_letter, letter, scan=pdf_upload(), by=officer)

    assert reasons == [MISSING[field]]


def test_a_scan_that_is_none_is_refused_and_nothing_is_kept(db):
    letter, officer = factories.make_letter(**FACTS), factories.make_officer()
    before = stored()

    with pytest.raises(ValidationError):
        sign_letter(letter, scan=SimpleUploadedFile("a.pdf", b"<html>"), by=officer)

    assert stored() == before


def test_a_signed_letter_is_taken_back_with_a_reason(db):
    letter, officer = make_signed(), factories.make_officer()
    scan = letter.signed_scan

    reopen_letter(letter, reason="Wrong name", by=officer)

    letter.refresh_from_db()
    assert (letter.state, letter.signed_scan) == (LetterState.DRAFT, None)
    assert scan.versions.count() == 1
    assert trail() == [("letter.reopen", "signed", "draft")]
    assert AuditEvent.objects.get().reason == "Wrong name"


def test_a_signed_letter_is_not_taken_back_without_a_reason(db):
    letter, officer = make_signed(), factories.make_officer()

    assert refused(reopen_letter, letter, reason=" ", by=officer) == [
        "Say why the signed letter is taken back."
    ]


# --- Sending ---


def test_sending_the_confirmation_gives_the_status(db):
    letter, chair = make_signed(number="A87/7"), factories.make_chair()

    send_letter(letter, sent_on=SENT_ON, by=chair)

    letter.refresh_from_db()
    event = StatusEvent.objects.get()
    milestone = Milestone.objects.get(kind=MilestoneKind.CONFIRMATION_LETTER)
    assert (letter.state, letter.sent_on) == (LetterState.SENT, SENT_ON)
    assert Pathfinder.objects.get().status == Status.PATHFINDER
    assert (event.on, event.letter, event.decided_by) == (SENT_ON, letter, chair)
    assert (milestone.on, milestone.statement, milestone.document) == (
        SENT_ON,
        "A87/7",
        letter.signed_scan,
    )
    assert trail() == [
        ("letter.send", "signed", "sent"),
        ("pathfinder.confirm", "on_path", "pathfinder"),
        ("milestone.recorded", "", ""),
    ]


@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize(
    "make", [factories.make_officer, factories.make_administrator, factories.make_chair]
)
def test_other_letters_change_no_status(db, kind, make):
    letter = factories.make_letter(kind=kind, state=LetterState.SIGNED)

    send_letter(letter, sent_on=SENT_ON, by=make())

    assert Letter.objects.get().state == LetterState.SENT
    assert Pathfinder.objects.get().status == Status.ON_PATH
    assert trail() == [("letter.send", "signed", "sent")]


def test_an_officer_does_not_send_a_confirmation(db):
    letter, officer = make_signed(), factories.make_officer()
    before = stored()

    with pytest.raises(PermissionDenied):
        send_letter(letter, sent_on=SENT_ON, by=officer, reason="Hurry")

    assert stored() == before


def test_a_confirmation_is_not_sent_by_who_prepared_it(db):
    chair = factories.make_chair()
    letter = make_signed(created_by=chair)

    assert refused(send_letter, letter, sent_on=SENT_ON, by=chair) == [PREPARER]


def test_a_letter_stays_signed_when_a_step_is_missing(db):
    letter, chair = make_signed(), factories.make_chair()
    Milestone.objects.filter(kind=MilestoneKind.WORKSHOP).delete()

    assert refused(send_letter, letter, sent_on=SENT_ON, by=chair) == [
        "The step “Strategic planning workshop” is not on record."
    ]


def test_an_administrator_sends_only_with_a_reason(db):
    letter, administrator = make_signed(), factories.make_administrator()

    reasons = refused(send_letter, letter, sent_on=SENT_ON, by=administrator)
    send_letter(letter, sent_on=SENT_ON, by=administrator, reason="Chair abroad")

    assert reasons == ["Write the reason: only the Chair decides without one."]
    assert StatusEvent.objects.get().reason == "Chair abroad"


def test_an_administrator_sends_over_a_missing_step_with_a_reason(db):
    letter, administrator = make_signed(), factories.make_administrator()
    Milestone.objects.filter(kind=MilestoneKind.WORKSHOP).delete()

    send_letter(
        letter, sent_on=SENT_ON, by=administrator, override="Stated in the minutes"
    )

    event = StatusEvent.objects.get()
    assert event.reason == "Stated in the minutes"
    assert event.overridden == (
        "The step “Strategic planning workshop” is not on record."
    )


@pytest.mark.parametrize(
    ("day", "sent"), [(date(2023, 5, 31), False), (date(2023, 6, 1), True)]
)
def test_a_letter_is_not_sent_before_its_own_date(db, day, sent):
    letter = make_signed(dated_on=date(2023, 6, 1))
    chair = factories.make_chair()

    if sent:
        send_letter(letter, sent_on=day, by=chair)
        assert Letter.objects.get().sent_on == day
    else:
        assert refused(send_letter, letter, sent_on=day, by=chair) == [
            "The letter cannot be sent before its own date."
        ]
