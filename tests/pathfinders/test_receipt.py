"""The receipt of a letter, registered on the page that accepts it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pathfinders.enums import EoiState
from tests.factories import make_administrator, make_eoi, make_officer

pytestmark = pytest.mark.django_db

LETTER_DAY = date(2021, 5, 4)


def accept_url(eoi) -> str:
    where = [eoi.pathfinder.country.slug, eoi.pk]
    return reverse("pathfinders:eoi-accept", args=where)


@pytest.fixture
def submitted_eoi():
    return make_eoi(state=EoiState.SUBMITTED, received_on=None)


def test_receipt_is_registered_by_the_officer_who_accepts(client_for, submitted_eoi):
    officer = client_for(make_officer())

    opened = officer.get(accept_url(submitted_eoi))
    officer.post(
        accept_url(submitted_eoi),
        {"received_on": "2021-05-20", "acknowledged_on": "2021-05-21"},
    )

    submitted_eoi.refresh_from_db()
    assert opened.context["missing"] == ()
    assert submitted_eoi.state == EoiState.ACCEPTED
    assert (submitted_eoi.received_on, submitted_eoi.acknowledged_on) == (
        date(2021, 5, 20),
        date(2021, 5, 21),
    )


def test_receipt_on_record_stands_in_the_form_and_is_kept(client_for):
    eoi = make_eoi(state=EoiState.SUBMITTED, acknowledged_on=date(2021, 5, 21))
    officer = client_for(make_officer())

    page = officer.get(accept_url(eoi))
    officer.post(accept_url(eoi), {})

    eoi.refresh_from_db()
    assert 'value="2021-05-20"' in page.text
    assert 'value="2021-05-21"' in page.text
    assert (eoi.state, eoi.received_on) == (EoiState.ACCEPTED, date(2021, 5, 20))


FUTURE = timezone.localdate() + timedelta(days=2)
WRONG_RECEIPTS = [
    ({}, "received_on", "Enter the day on which the letter was received."),
    (
        {"received_on": FUTURE.isoformat()},
        "received_on",
        "This day is in the future. Enter the day of receipt.",
    ),
    (
        {"received_on": (LETTER_DAY - timedelta(days=1)).isoformat()},
        "received_on",
        "The letter was received before its own date. Correct the day of receipt or "
        "the date of the letter.",
    ),
    (
        {"received_on": "2021-05-20", "acknowledged_on": "2021-05-19"},
        "acknowledged_on",
        "A letter is acknowledged after it was received. Correct this day.",
    ),
]


@pytest.mark.parametrize(("receipt", "field", "message"), WRONG_RECEIPTS)
def test_wrong_receipt_is_refused_at_its_field(
    receipt, field, message, client_for, submitted_eoi
):
    page = client_for(make_officer()).post(accept_url(submitted_eoi), receipt)

    submitted_eoi.refresh_from_db()
    assert page.context["form"].errors == {field: [message]}
    assert (submitted_eoi.state, submitted_eoi.received_on) == ("submitted", None)


def test_refused_acceptance_registers_no_receipt(client_for):
    eoi = make_eoi(state=EoiState.SUBMITTED, received_on=None, scan=None)

    page = client_for(make_officer()).post(
        accept_url(eoi), {"received_on": "2021-05-20"}
    )

    eoi.refresh_from_db()
    assert page.context["form"].non_field_errors() == [
        "The scan of the letter is missing."
    ]
    assert (eoi.state, eoi.received_on) == (EoiState.SUBMITTED, None)


@pytest.mark.parametrize(
    ("reason", "state"),
    [("", EoiState.SUBMITTED), ("The register burnt.", EoiState.ACCEPTED)],
)
def test_administrator_goes_on_without_a_receipt_with_a_reason_only(
    reason, state, client_for, submitted_eoi
):
    client_for(make_administrator()).post(
        accept_url(submitted_eoi), {"override": reason}
    )

    submitted_eoi.refresh_from_db()
    assert submitted_eoi.state == state
