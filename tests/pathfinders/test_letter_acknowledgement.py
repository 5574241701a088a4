"""Sending an acknowledgement dates the receipt of the expression of interest."""

from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from pathfinders.enums import LetterKind, LetterState, Status
from pathfinders.guards import second_person_accepts_eoi
from pathfinders.models import ExpressionOfInterest
from pathfinders.workflow import send_letter
from tests import factories
from tests.stored import stored, trail

SENT_ON = date(2023, 6, 9)


def signed(pathfinder, **fields):
    return factories.make_letter(
        pathfinder, kind=LetterKind.ACKNOWLEDGEMENT, state=LetterState.SIGNED, **fields
    )


def days(pathfinder) -> list[date | None]:
    rows = ExpressionOfInterest.objects.filter(pathfinder=pathfinder).order_by("pk")
    return list(rows.values_list("acknowledged_on", flat=True))


@pytest.mark.parametrize("state", ["submitted", "returned", "accepted"])
def test_sending_it_acknowledges_the_letter_of_the_country(db, state):
    eoi = factories.make_eoi(state=state)
    letter, officer = signed(eoi.pathfinder), factories.make_officer()

    send_letter(letter, sent_on=SENT_ON, by=officer)

    assert days(eoi.pathfinder) == [SENT_ON]
    assert trail() == [
        ("letter.send", "signed", "sent"),
        ("eoi.acknowledged", "", "2023-06-09"),
    ]
    eoi.refresh_from_db()
    eoi.pathfinder.refresh_from_db()
    assert (eoi.state, eoi.version) == (state, 1)
    assert eoi.pathfinder.status == Status.ON_PATH


def test_day_on_record_is_kept(db):
    eoi = factories.make_eoi(state="accepted", acknowledged_on=date(2022, 1, 5))

    send_letter(signed(eoi.pathfinder), sent_on=SENT_ON, by=factories.make_officer())

    assert days(eoi.pathfinder) == [date(2022, 1, 5)]
    assert trail() == [("letter.send", "signed", "sent")]


def test_accepted_letter_is_the_one_that_is_acknowledged(db):
    pathfinder = factories.make_pathfinder()
    factories.make_eoi(pathfinder, state="accepted")
    later = PartialDate.day(date(2022, 8, 1))
    factories.make_eoi(pathfinder, state="returned", when=later)

    send_letter(signed(pathfinder), sent_on=SENT_ON, by=factories.make_officer())

    assert days(pathfinder) == [SENT_ON, None]


def test_draft_of_the_country_is_not_acknowledged(db):
    eoi = factories.make_eoi(state="draft")

    send_letter(signed(eoi.pathfinder), sent_on=SENT_ON, by=factories.make_officer())

    assert days(eoi.pathfinder) == [None]


def test_letter_is_not_acknowledged_before_it_was_received(db):
    eoi = factories.make_eoi(state="accepted", received_on=date(2023, 6, 10))
    letter, officer = signed(eoi.pathfinder), factories.make_officer()
    before = stored()

    with pytest.raises(Blocked) as refused:
        send_letter(letter, sent_on=SENT_ON, by=officer)

    assert refused.value.reasons == (
        "The letter of the country was received on 10 June 2023, after this day.",
    )
    assert stored() == before


@pytest.mark.parametrize(
    "kind", [LetterKind.WARNING, LetterKind.HOLD, LetterKind.REINSTATEMENT]
)
def test_other_letters_acknowledge_nothing(db, kind):
    eoi = factories.make_eoi(state="accepted")
    letter = factories.make_letter(eoi.pathfinder, kind=kind, state=LetterState.SIGNED)

    send_letter(letter, sent_on=SENT_ON, by=factories.make_officer())

    assert days(eoi.pathfinder) == [None]


def test_acknowledging_does_not_close_acceptance_to_the_sender(db):
    """The receipt says nothing about what the country wrote (decision 0012)."""
    eoi = factories.make_eoi(state="submitted")
    officer = factories.make_officer()

    send_letter(signed(eoi.pathfinder), sent_on=SENT_ON, by=officer)

    eoi.refresh_from_db()
    assert second_person_accepts_eoi(eoi, officer, None) == []
