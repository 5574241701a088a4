"""The expression of interest: what it needs, four eyes, what acceptance records."""

from datetime import date

import pytest

from alliance87.core.dates import PartialDate
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent
from pathfinders.enums import Addressee, AppointmentKind, EoiState, MilestoneKind
from pathfinders.models import Appointment, ExpressionOfInterest, Milestone
from pathfinders.workflow import accept_eoi, return_eoi, submit_eoi
from tests import factories
from tests.stored import stored, trail

MISSING = {
    "on": "The date of the letter is missing.",
    "minister": "The name of the person who signed is missing.",
    "ministry": "The ministry is missing.",
    "addressee": "The addressee of the letter is missing.",
    "senior_official": "The letter does not name a senior official.",
    "scan": "The scan of the letter is missing.",
}
NOT_RECEIVED = "The day on which the letter was received is missing."
FOUR_EYES = "Another person must accept: you submitted it yourself."
WRONG_ADDRESSEE = (
    "A letter signed by a minister is addressed to the ILO Director-General."
)


def make_complete(*, without: str = "", **facts) -> ExpressionOfInterest:
    """Make one that is complete, but for one fact."""
    eoi = factories.make_eoi(**({"state": EoiState.SUBMITTED} | facts))
    if without == "on":
        eoi.when = PartialDate.unknown()
    elif without:
        setattr(eoi, without, None if without in {"scan", "received_on"} else "")
    eoi.save()
    return eoi


def refused(verb, eoi, **facts) -> list[str]:
    before = stored()
    with pytest.raises(Blocked) as blocked:
        verb(eoi, **facts)
    assert stored() == before
    return list(blocked.value.reasons)


def state() -> str:
    return ExpressionOfInterest.objects.get().state


@pytest.mark.parametrize("was", [EoiState.DRAFT, EoiState.RETURNED])
def test_a_complete_letter_is_submitted(db, was):
    eoi = make_complete()
    ExpressionOfInterest.objects.update(state=was)
    focal_point = factories.make_focal_point(eoi.pathfinder.country)

    submitted = submit_eoi(eoi, by=focal_point)

    assert (state(), submitted.submitted_by) == (EoiState.SUBMITTED, focal_point)
    assert trail() == [("eoi.submit", was, "submitted")]


def test_an_empty_letter_is_not_submitted(db):
    eoi = factories.make_eoi()
    focal_point = factories.make_focal_point(eoi.pathfinder.country)

    assert refused(submit_eoi, eoi, by=focal_point) == list(MISSING.values())


@pytest.mark.parametrize("field", MISSING)
def test_each_missing_fact_is_named(db, field):
    eoi = make_complete(without=field, state=EoiState.RETURNED)
    officer = factories.make_officer()

    assert refused(submit_eoi, eoi, by=officer) == [MISSING[field]]


@pytest.mark.parametrize(
    ("addressee", "by_minister", "reasons"),
    [
        (Addressee.SECRETARIAT_HEAD, True, [WRONG_ADDRESSEE]),
        (Addressee.SECRETARIAT_HEAD, False, []),
        (Addressee.ILO_DIRECTOR_GENERAL, True, []),
        (Addressee.ILO_DIRECTOR_GENERAL, False, []),
    ],
)
def test_a_minister_writes_to_the_director_general(db, addressee, by_minister, reasons):
    facts = {"addressee": addressee, "signed_by_minister": by_minister}
    eoi = make_complete(state=EoiState.RETURNED, **facts)
    officer = factories.make_officer()

    if reasons:
        assert refused(submit_eoi, eoi, by=officer) == reasons
    else:
        submit_eoi(eoi, by=officer)
        assert state() == EoiState.SUBMITTED


def test_it_is_returned_with_a_comment(db):
    eoi, officer = make_complete(), factories.make_officer()

    return_eoi(eoi, comment="The scan is unreadable", by=officer)

    eoi.refresh_from_db()
    assert (eoi.state, eoi.return_comment) == ("returned", "The scan is unreadable")
    assert trail() == [("eoi.return", "submitted", "returned")]
    assert AuditEvent.objects.get().reason == "The scan is unreadable"


@pytest.mark.parametrize("comment", ["", " \n"])
def test_it_is_not_returned_without_a_comment(db, comment):
    eoi, officer = make_complete(), factories.make_officer()

    assert refused(return_eoi, eoi, comment=comment, by=officer) == [
        "Say what is missing, so that the country can act on it."
    ]


# --- Acceptance ---------------------------------------------------------------------


def test_acceptance_puts_letter_and_official_on_record(db):
    eoi, officer = make_complete(source="Letter 12/2021"), factories.make_officer()

    accept_eoi(eoi, by=officer)

    letter, official = Milestone.objects.order_by("pk")
    assert state() == EoiState.ACCEPTED
    assert (letter.kind, letter.statement) == (
        MilestoneKind.EXPRESSION_OF_INTEREST,
        "Ministry of Labour",
    )
    assert (official.kind, official.statement) == (
        MilestoneKind.SENIOR_OFFICIAL,
        "Omar Official, Director of Labour",
    )
    for milestone in (letter, official):
        assert (milestone.when, milestone.document) == (eoi.when, eoi.scan)
        assert (milestone.source, milestone.created_by) == ("Letter 12/2021", officer)
    assert trail() == [
        ("eoi.accept", "submitted", "accepted"),
        ("milestone.recorded", "", ""),
        ("milestone.recorded", "", ""),
    ]


def test_acceptance_appoints_the_official(db):
    eoi, officer = make_complete(), factories.make_officer()

    accept_eoi(eoi, by=officer)

    appointment = Appointment.objects.get()
    assert (appointment.kind, appointment.person, appointment.post) == (
        AppointmentKind.SENIOR_OFFICIAL,
        "Omar Official",
        "Director of Labour",
    )
    assert (appointment.starts_on, appointment.pathfinder) == (eoi.on, eoi.pathfinder)


def test_an_official_in_office_is_kept(db):
    eoi, officer = make_complete(), factories.make_officer()
    factories.make_appointment(
        eoi.pathfinder,
        kind=AppointmentKind.SENIOR_OFFICIAL,
        person="In Office",
        starts_on=date(2020, 1, 1),
    )

    accept_eoi(eoi, by=officer)

    assert Appointment.objects.get().person == "In Office"


def test_it_is_not_accepted_without_the_day_of_receipt(db):
    eoi, officer = make_complete(without="received_on"), factories.make_officer()

    assert refused(accept_eoi, eoi, by=officer) == [NOT_RECEIVED]


@pytest.mark.parametrize("field", MISSING)
def test_it_is_not_accepted_when_a_fact_was_lost(db, field):
    eoi, officer = make_complete(without=field), factories.make_officer()

    assert refused(accept_eoi, eoi, by=officer) == [MISSING[field]]


def test_nobody_accepts_what_they_submitted(db):
    officer = factories.make_officer()
    eoi = make_complete(submitted_by=officer)

    assert refused(accept_eoi, eoi, by=officer) == [FOUR_EYES]


def test_an_officer_cannot_override(db):
    eoi, officer = make_complete(without="scan"), factories.make_officer()

    assert refused(accept_eoi, eoi, by=officer, override="I saw it") == [
        "The scan of the letter is missing."
    ]


def test_no_written_reason_replaces_the_second_person(db):
    administrator = factories.make_administrator()
    eoi = make_complete(submitted_by=administrator)

    assert refused(accept_eoi, eoi, by=administrator, override="In haste") == [
        FOUR_EYES
    ]
    assert state() == EoiState.SUBMITTED


def test_an_administrator_overrides_and_the_trail_says_so(db):
    eoi, administrator = make_complete(without="scan"), factories.make_administrator()

    accept_eoi(eoi, by=administrator, override="Only the minutes are left")

    event = AuditEvent.objects.get(verb="eoi.accept")
    assert state() == EoiState.ACCEPTED
    assert (event.reason, event.overridden) == (
        "Only the minutes are left",
        "The scan of the letter is missing.",
    )


def test_a_letter_without_an_official_records_one_step(db):
    eoi = make_complete(without="senior_official")

    accept_eoi(eoi, by=factories.make_administrator(), override="An old letter")

    assert Milestone.objects.get().kind == MilestoneKind.EXPRESSION_OF_INTEREST
    assert Appointment.objects.count() == 0
