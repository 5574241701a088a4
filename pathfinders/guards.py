"""What is missing before a move: each guard returns full sentences, or none.

A guard takes the record, the person, and the facts that a higher app passes in.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliance87.core.audit import has_written, keys_ever
from pathfinders.enums import Addressee, LetterKind, LetterState, Procedure
from pathfinders.models import Action, Letter, Pathfinder, Priority, Roadmap
from pathfinders.models.spending import unexplained_spending
from pathfinders.procedures import PROCEDURES

SIGNED_STATES = (LetterState.SIGNED, LetterState.SENT)
# What the trail calls editing (docs/adr/0012-four-eyes.md).
EOI_EDITS = ("eoi.drafted", "eoi.edited")
LETTER_EDITS = ("letter.drafted", "letter.edited")
ROADMAP_EDITS = (
    "roadmap.started",
    "roadmap.text_changed",
    "roadmap.rows_imported",
    "roadmap.import_undone",
    *(
        f"roadmap.{row}_{done}"
        for row in ("priority", "action")
        for done in ("added", "changed", "moved", "deleted")
    ),
)


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
    return _not_by_its_author(letter, by) if letter else []


def _not_by_its_author(letter: Letter, by) -> list[str]:
    if letter.created_by_id == by.pk:
        return [_("Another person must confirm: you prepared the confirmation letter.")]
    if has_written(letter, by, verbs=LETTER_EDITS):
        return [_("Another person must confirm: you edited the confirmation letter.")]
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


def second_person_accepts_eoi(eoi, by, _facts) -> list[str]:
    if _has_submitted(eoi, by, verb="eoi.submit"):
        return [_submitted_yourself()]
    if eoi.created_by_id == by.pk or has_written(eoi, by, verbs=EOI_EDITS):
        return [_edited_yourself()]
    return []


def _has_submitted(record, by, *, verb: str) -> bool:
    """Whether the person submitted it, now or before it was returned."""
    return record.submitted_by_id == by.pk or has_written(record, by, verbs=(verb,))


def _submitted_yourself() -> str:
    return _("Another person must accept: you submitted it yourself.")


def _edited_yourself() -> str:
    return _("Another person must accept: you edited it yourself.")


# --- Roadmap --------------------------------------------------------------------


def before_roadmap_submission(roadmap: Roadmap, _by, _facts) -> list[str]:
    missing = []
    if not roadmap.starts_on or not roadmap.ends_on:
        missing.append(_("The period of the roadmap is missing."))
    return missing + roadmap_without_rows(roadmap) + _unexplained(roadmap)


def _unexplained(roadmap: Roadmap) -> list[str]:
    """Name the actions that spend more than is allocated without an explanation."""
    actions = Action.objects.filter(priority__roadmap=roadmap)
    actions = actions.order_by("priority__position", "position")
    return [
        _("“%(action)s”: %(text)s") % {"action": action, "text": sentence}
        for action in actions.prefetch_related("funding")
        for sentence in unexplained_spending(action.funding.all(), action.budget_note)
    ]


def roadmap_without_rows(roadmap: Roadmap) -> list[str]:
    priorities = list(roadmap.priorities.prefetch_related("actions"))
    if not priorities:
        return [_("The roadmap has no priority yet.")]
    return [
        _("The priority “%(priority)s” has no action yet.") % {"priority": priority}
        for priority in priorities
        if not priority.actions.all()
    ]


def second_person_accepts_roadmap(roadmap: Roadmap, by, _facts) -> list[str]:
    if _has_submitted(roadmap, by, verb="roadmap.submit"):
        return [_submitted_yourself()]
    is_author = roadmap.created_by_id == by.pk
    rows = _rows_ever(roadmap)
    if is_author or has_written(roadmap, by, verbs=ROADMAP_EDITS, parts=rows):
        return [_edited_yourself()]
    return []


def _rows_ever(roadmap: Roadmap) -> tuple[QuerySet, QuerySet]:
    """Return the keys of its rows, those that were deleted too."""
    priorities = Priority.pgh_event_model.objects.filter(roadmap=roadmap)
    return (
        keys_ever(Priority, roadmap=roadmap),
        keys_ever(Action, priority__in=priorities.values("pgh_obj_id")),
    )


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


def second_person_sends(letter, by, _facts) -> list[str]:
    """Whoever sends a confirmation letter gives the status; others are free."""
    if letter.kind == LetterKind.CONFIRMATION:
        return _not_by_its_author(letter, by)
    return []
