"""Verbs of letters."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.dates import PartialDate, write_day
from alliance87.core.documents import file_document
from alliance87.core.enums import Audience
from alliance87.core.exceptions import Blocked
from pathfinders.enums import EoiState, LetterKind, MilestoneKind
from pathfinders.milestones import record_milestone
from pathfinders.models import Letter
from pathfinders.workflow.machines import LETTER
from pathfinders.workflow.status import confirm_status


def _locked(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",))
    return rows.select_related("pathfinder__country").get(pk=letter.pk)


@transaction.atomic
def sign_letter(letter: Letter, *, scan, by) -> Letter:
    """File the scan of the signed letter (an upload); its text is fixed from here."""
    letter = _locked(letter)
    country = letter.pathfinder.country
    letter.signed_scan = file_document(
        scan,
        title=str(letter),
        audience=Audience.OFFICIALS,
        country=country,
        language=letter.language,
        by=by,
    )
    LETTER.perform(letter, "sign", by=by, country=country)
    return letter


@transaction.atomic
def reopen_letter(letter: Letter, *, reason: str, by) -> Letter:
    """Take the signed letter back, to correct it; the scan stays in the documents."""
    if not reason.strip():
        raise Blocked([_("Say why the signed letter is taken back.")])
    letter = _locked(letter)
    letter.signed_scan = None
    LETTER.perform(
        letter, "reopen", by=by, country=letter.pathfinder.country, reason=reason
    )
    return letter


@transaction.atomic
def send_letter(
    letter: Letter, *, sent_on: date, by, reason: str = "", override: str = ""
) -> Letter:
    """Record that the letter was sent. A confirmation letter gives the status.

    An acknowledgement dates the receipt of the expression of interest.

    Source: Pathfinder Country Guidance Note, "What are the implications…", item 2.
    """
    letter = _locked(letter)
    if letter.dated_on and sent_on < letter.dated_on:
        raise Blocked([_("The letter cannot be sent before its own date.")])
    letter.sent_on = sent_on
    LETTER.perform(
        letter, "send", by=by, country=letter.pathfinder.country, reason=reason
    )
    if letter.kind == LetterKind.CONFIRMATION:
        _give_status(letter, by=by, reason=reason, override=override)
    if letter.kind == LetterKind.ACKNOWLEDGEMENT:
        _acknowledge_interest(letter, by=by)
    return letter


def _give_status(letter: Letter, *, by, reason: str, override: str) -> None:
    when = PartialDate.day(letter.sent_on)
    confirm_status(
        letter.pathfinder,
        when=when,
        by=by,
        letter=letter,
        reason=reason,
        override=override,
    )
    record_milestone(
        letter.pathfinder,
        MilestoneKind.CONFIRMATION_LETTER,
        when=when,
        statement=letter.number,
        document=letter.signed_scan,
        by=by,
    )


def _acknowledge_interest(letter: Letter, *, by) -> None:
    """Say on the latest letter of the country when it was acknowledged, if empty."""
    rows = letter.pathfinder.expressions_of_interest.select_for_update()
    sent_in = rows.exclude(state=EoiState.DRAFT).order_by("on", "pk")
    eoi = sent_in.filter(state=EoiState.ACCEPTED).last() or sent_in.last()
    if eoi is None or eoi.acknowledged_on:
        return
    if eoi.received_on and letter.sent_on < eoi.received_on:
        raise Blocked(
            [
                _("The letter of the country was received on %(date)s, after this day.")
                % {"date": write_day(eoi.received_on)}
            ]
        )
    eoi.acknowledged_on = letter.sent_on
    eoi.save_checked(expected=eoi.version)
    record(
        "eoi.acknowledged",
        eoi,
        by=by,
        country=letter.pathfinder.country,
        now=letter.sent_on.isoformat(),
        reason=str(letter),
    )
