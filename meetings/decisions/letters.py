"""The letter to a country that a decision on its status calls for, in draft."""

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.partners.chairs import chair_name
from meetings.enums import DecisionKind
from meetings.models import Decision
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
        signatory=chair_name(),
        signatory_post=letter_texts.post_of_signatory(kind, LANGUAGE),
        body=letter_texts.draft_text(kind, facts, LANGUAGE),
    )


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
