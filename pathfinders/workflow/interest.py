"""Verbs of the expression of interest."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import PartialDate
from alliance87.core.enums import Precision
from alliance87.core.exceptions import Blocked
from pathfinders.enums import AppointmentKind, MilestoneKind
from pathfinders.milestones import prove_step
from pathfinders.models import Appointment, ExpressionOfInterest
from pathfinders.workflow.machines import EOI


def _locked(eoi: ExpressionOfInterest) -> ExpressionOfInterest:
    rows = ExpressionOfInterest.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=eoi.pk)


@transaction.atomic
def submit_eoi(
    eoi: ExpressionOfInterest, *, by, override: str = ""
) -> ExpressionOfInterest:
    """Send the expression of interest to the secretariat."""
    eoi = _locked(eoi)
    eoi.submitted_by = by
    EOI.perform(eoi, "submit", by=by, country=eoi.pathfinder.country, override=override)
    return eoi


@transaction.atomic
def return_eoi(eoi: ExpressionOfInterest, *, comment: str, by) -> ExpressionOfInterest:
    """Give it back to the country with what is missing."""
    if not comment.strip():
        raise Blocked([_("Say what is missing, so that the country can act on it.")])
    eoi = _locked(eoi)
    eoi.return_comment = comment
    EOI.perform(eoi, "return", by=by, country=eoi.pathfinder.country, reason=comment)
    return eoi


@transaction.atomic
def accept_eoi(
    eoi: ExpressionOfInterest,
    *,
    by,
    received_on: date | None = None,
    acknowledged_on: date | None = None,
    override: str = "",
) -> ExpressionOfInterest:
    """Accept the letter: the steps it proves and the official it names go on record.

    The days of receipt are registered with it; None keeps what is on record. That
    is not editing: it says nothing about what the country wrote.
    """
    eoi = _locked(eoi)
    if received_on or acknowledged_on:
        _register_receipt(eoi, received_on, acknowledged_on)
    EOI.perform(eoi, "accept", by=by, country=eoi.pathfinder.country, override=override)
    proof = {
        "when": eoi.when,
        "source": eoi.source,
        "source_url": eoi.source_url,
        "document": eoi.scan,
        "by": by,
    }
    prove_step(
        eoi.pathfinder,
        MilestoneKind.EXPRESSION_OF_INTEREST,
        statement=eoi.ministry,
        conflict=eoi.conflict,
        note=eoi.note,
        **proof,
    )
    if eoi.senior_official:
        _name_official(eoi, proof)
    return eoi


def _register_receipt(
    eoi: ExpressionOfInterest, received_on: date | None, acknowledged_on: date | None
) -> None:
    eoi.received_on = received_on or eoi.received_on
    eoi.acknowledged_on = acknowledged_on or eoi.acknowledged_on
    wrong = _wrong_days(eoi.when, eoi.received_on, eoi.acknowledged_on)
    if wrong:
        raise ValidationError(wrong)


def _wrong_days(
    when: PartialDate, received_on: date | None, acknowledged_on: date | None
) -> dict[str, str]:
    """Return what is wrong with the receipt of a letter of `when`, by field."""
    wrong = {}
    if received_on and received_on > timezone.localdate():
        wrong["received_on"] = _("This day is in the future. Enter the day of receipt.")
    elif received_on and _is_before(received_on, when):
        wrong["received_on"] = _(
            "The letter was received before its own date. Correct the day of "
            "receipt or the date of the letter."
        )
    if received_on and acknowledged_on and acknowledged_on < received_on:
        wrong["acknowledged_on"] = _(
            "A letter is acknowledged after it was received. Correct this day."
        )
    return wrong


def _is_before(day: date, when: PartialDate) -> bool:
    """Whether `day` lies before every day that `when` may be."""
    return bool(when.on) and when.precision != Precision.BEFORE and day < when.on


def _name_official(eoi: ExpressionOfInterest, proof: dict) -> None:
    prove_step(
        eoi.pathfinder,
        MilestoneKind.SENIOR_OFFICIAL,
        statement=", ".join(
            filter(None, (eoi.senior_official, eoi.senior_official_post))
        ),
        **proof,
    )
    holder = Appointment.objects.current(eoi.on or timezone.localdate()).filter(
        pathfinder=eoi.pathfinder, kind=AppointmentKind.SENIOR_OFFICIAL
    )
    if not holder.exists():
        Appointment.objects.create(
            pathfinder=eoi.pathfinder,
            kind=AppointmentKind.SENIOR_OFFICIAL,
            person=eoi.senior_official,
            post=eoi.senior_official_post,
            ministry=eoi.ministry,
            starts_on=eoi.on,
            source=eoi.source,
            source_url=eoi.source_url,
            created_by=eoi.created_by,
        )
