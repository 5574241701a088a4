"""Verbs that write a letter in draft: its number, its text."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import InvalidTransition
from pathfinders.enums import LetterState
from pathfinders.models import Letter


def is_editable(letter: Letter) -> bool:
    return letter.state == LetterState.DRAFT


@transaction.atomic
def draft_letter(pathfinder, *, by, **fields) -> Letter:
    """Prepare a letter to a country; it can be changed until it is signed."""
    letter = Letter(pathfinder=pathfinder, created_by=by, **fields)
    letter.full_clean()
    letter.save()
    record("letter.drafted", letter, by=by, country=pathfinder.country)
    return letter


@transaction.atomic
def save_letter(form, *, by) -> Letter:
    """Save the answers of a LetterForm, unless it was signed since it was opened."""
    stored = Letter.objects.select_for_update().get(pk=form.instance.pk)
    if not is_editable(stored):
        raise InvalidTransition(
            _("The letter is “%(state)s” by now, its text is fixed.")
            % {"state": stored.get_state_display()}
        )
    letter = form.save()
    record("letter.edited", letter, by=by, country=letter.pathfinder.country)
    return letter


def next_number() -> str:
    """Return the number after the highest of this year: A87/2026/001."""
    series = f"A87/{timezone.localdate().year}/"
    used = Letter.objects.filter(number__startswith=series)
    endings = [n.removeprefix(series) for n in used.values_list("number", flat=True)]
    highest = max((int(each) for each in endings if each.isdecimal()), default=0)
    return f"{series}{highest + 1:03d}"
