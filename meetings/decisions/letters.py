"""The letter to a country that a decision on its status calls for, in draft."""

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment
from meetings.enums import DecisionKind, Office
from meetings.models import Decision, OfficeTerm
from pathfinders import letter_texts
from pathfinders.enums import LetterKind, LetterState
from pathfinders.letters import draft_letter, next_number
from pathfinders.models import Letter

LANGUAGE = "en"
LETTER_FOR = {
    DecisionKind.AWARD_STATUS: LetterKind.CONFIRMATION,
    DecisionKind.HOLD_STATUS: LetterKind.HOLD,
    DecisionKind.REINSTATE_STATUS: LetterKind.REINSTATEMENT,
}


def letter_for(decision: Decision, *, by) -> Letter:
    """Return the letter in preparation for this decision, drafted now if there is none.

    It states what is on record; the secretariat edits it and the Chair signs it.
    """
    kind, pathfinder = LETTER_FOR[DecisionKind(decision.kind)], decision.pathfinder
    waiting = pathfinder.letters.filter(kind=kind).exclude(state=LetterState.SENT)
    if letter := waiting.order_by("pk").last():
        return letter
    recipient, ministry = letter_texts.recipient_of(pathfinder)
    facts = letter_texts.facts_of(pathfinder, LANGUAGE)
    return draft_letter(
        pathfinder,
        by=by,
        kind=kind,
        language=LANGUAGE,
        number=next_number(),
        dated_on=timezone.localdate(),
        recipient=recipient or _("To be completed"),
        recipient_post=ministry,
        signatory=_chair_name(),
        signatory_post=letter_texts.post_of_signatory(kind, LANGUAGE),
        body=letter_texts.draft_text(kind, facts, LANGUAGE),
    )


def _chair_name() -> str:
    """Return who holds the office of the Chair today, else who was given the role."""
    terms = OfficeTerm.objects.on(timezone.localdate()).filter(office=Office.CHAIR)
    term = terms.select_related("person").first()
    if term is not None and term.person is not None:
        return term.person.name
    held = RoleAssignment.objects.current().filter(role=Role.CHAIR)
    holder = held.select_related("user").order_by("-starts_on").first()
    return holder.user.name if holder else ""


def discard_draft(decision: Decision, *, by) -> None:
    """Delete the confirmation letter that a decision drafted and nobody signed.

    The caller saves the decision, which names no letter any more.
    """
    letter = decision.letter
    is_confirmation = letter is not None and letter.kind == LetterKind.CONFIRMATION
    if not is_confirmation or letter.state != LetterState.DRAFT:
        return
    decision.letter = None
    Decision.objects.filter(letter=letter).update(letter=None)
    record(
        "letter.discarded",
        letter,
        by=by,
        country=letter.pathfinder.country,
        reason=str(decision),
    )
    letter.delete()
