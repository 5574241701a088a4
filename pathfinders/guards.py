"""What is missing before a move: each guard returns full sentences, or none.

A guard takes the record, the person, and the facts that a higher app passes in.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pathfinders.enums import Addressee, LetterKind, LetterState, Procedure
from pathfinders.models import Letter, Pathfinder, Roadmap
from pathfinders.procedures import PROCEDURES

SIGNED_STATES = (LetterState.SIGNED, LetterState.SENT)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the annual reviews say for a decision, one sentence each.

    Monitoring computes it; the path only asks whether there are any.
    """

    hold: tuple[str, ...] = ()
    reinstatement: tuple[str, ...] = ()


# --- Status -------------------------------------------------------------------


def missing_steps(pathfinder: Pathfinder) -> list[str]:
    """Return one sentence for each step that status needs and that is not on record."""
    done = {milestone.kind for milestone in pathfinder.milestones.all()}
    done |= {exemption.kind for exemption in pathfinder.exemptions.all()}
    return [
        _("The step “%(step)s” is not on record.") % {"step": step.kind.label}
        for step in PROCEDURES[Procedure(pathfinder.procedure)]
        if step.needed_for_status and step.kind not in done
    ]


def confirmation_letter(pathfinder: Pathfinder) -> Letter | None:
    """Return the signed confirmation letter, the latest if there are several."""
    signed = [
        letter
        for letter in pathfinder.letters.all()
        if letter.kind == LetterKind.CONFIRMATION and letter.state in SIGNED_STATES
    ]
    return max(signed, key=lambda letter: letter.pk, default=None)


def before_confirmation(pathfinder, _by, _facts) -> list[str]:
    missing = missing_steps(pathfinder)
    if confirmation_letter(pathfinder) is None:
        missing.append(_("The signed confirmation letter is missing."))
    return missing


def second_person_confirms(pathfinder, by, _facts) -> list[str]:
    letter = confirmation_letter(pathfinder)
    return not_by_its_author(letter, by) if letter else []


def not_by_its_author(letter: Letter, by) -> list[str]:
    if letter.created_by_id == by.pk:
        return [_("Another person must confirm: you prepared the confirmation letter.")]
    return []


def before_hold(_pathfinder, _by, facts) -> list[str]:
    if facts is None or not facts.hold:
        return [
            _(
                "The latest annual reviews do not allow a hold: it needs reviews "
                "without substantial progress and without accepted reasons."
            )
        ]
    return []


def before_reinstatement(_pathfinder, _by, facts) -> list[str]:
    if facts is None or not facts.reinstatement:
        return [
            _(
                "No annual review since the hold documents substantial progress or "
                "accepted reasons."
            )
        ]
    return []


# --- Expression of interest -----------------------------------------------------


def before_eoi_submission(eoi, _by, _facts) -> list[str]:
    wanted = (
        (eoi.on, _("The date of the letter is missing.")),
        (eoi.minister, _("The name of the person who signed is missing.")),
        (eoi.ministry, _("The ministry is missing.")),
        (eoi.addressee, _("The addressee of the letter is missing.")),
        (eoi.senior_official, _("The letter does not name a senior official.")),
        (eoi.scan_id, _("The scan of the letter is missing.")),
    )
    missing = [sentence for value, sentence in wanted if not value]
    to_head = eoi.addressee == Addressee.SECRETARIAT_HEAD
    if eoi.signed_by_minister and to_head:
        missing.append(
            _("A letter signed by a minister is addressed to the ILO Director-General.")
        )
    return missing


def before_eoi_acceptance(eoi, by, _facts) -> list[str]:
    missing = before_eoi_submission(eoi, by, None)
    if not eoi.received_on:
        missing.append(_("The day on which the letter was received is missing."))
    return missing


def four_eyes(record, by, _facts) -> list[str]:
    """Nobody accepts what they submitted."""
    if record.submitted_by_id == by.pk:
        return [_("Another person must accept: you submitted it yourself.")]
    return []


# --- Roadmap --------------------------------------------------------------------


def before_roadmap_submission(roadmap: Roadmap, _by, _facts) -> list[str]:
    missing = []
    if not roadmap.starts_on or not roadmap.ends_on:
        missing.append(_("The period of the roadmap is missing."))
    return missing + roadmap_without_rows(roadmap)


def roadmap_without_rows(roadmap: Roadmap) -> list[str]:
    priorities = list(roadmap.priorities.prefetch_related("actions"))
    if not priorities:
        return [_("The roadmap has no priority yet.")]
    return [
        _("The priority “%(priority)s” has no action yet.") % {"priority": priority}
        for priority in priorities
        if not priority.actions.all()
    ]


def before_recording_past(roadmap, _by, _facts) -> list[str]:
    """Rows are not asked for: often a source shows a roadmap and not its content."""
    if not roadmap.source:
        return [_("The source that shows the published roadmap is missing.")]
    return []


# --- Letter ---------------------------------------------------------------------


def before_signature(letter, _by, _facts) -> list[str]:
    wanted = (
        (letter.number, _("The number of the letter is missing.")),
        (letter.dated_on, _("The date of the letter is missing.")),
        (letter.signatory, _("The signatory of the letter is missing.")),
        (letter.recipient, _("The recipient of the letter is missing.")),
        (letter.signed_scan_id, _("The signed letter is missing.")),
    )
    return [sentence for value, sentence in wanted if not value]


def before_sending(letter, by, _facts) -> list[str]:
    missing = before_signature(letter, by, None)
    if letter.kind == LetterKind.CONFIRMATION:
        missing += not_by_its_author(letter, by)
    return missing
