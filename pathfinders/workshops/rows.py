"""Verbs for single rows: a task, a session of the programme, a participant."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.exceptions import DomainError
from pathfinders.models import Participant, PreparationTask, ProgrammeItem
from pathfinders.workshops.trail import changing

Row = TypeVar("Row", PreparationTask, ProgrammeItem, Participant)
PREPARATION = "workshop.preparation_changed"
PROGRAMME = "workshop.programme_changed"
PARTICIPANTS = "workshop.participants_changed"
VERBS = {
    PreparationTask: PREPARATION,
    ProgrammeItem: PROGRAMME,
    Participant: PARTICIPANTS,
}


def save_row(row: Row, *, write: Callable[[], Row], by) -> Row:
    """Save a row; `write` saves it and checks the version."""
    with changing(row.workshop, VERBS[type(row)], by=by):
        stored = stored_row(row) if row.pk else None
        if isinstance(row, ProgrammeItem):
            _keep_place(row, stored)
        return write()


def delete_row(row: Row, *, by) -> None:
    """Delete a row; deleting one that is gone changes nothing."""
    with changing(row.workshop, VERBS[type(row)], by=by):
        type(row).objects.filter(pk=row.pk).delete()


def stored_row(row: Row) -> Row:
    """Return the row as it is stored now. Raises DomainError when it is gone."""
    stored = type(row).objects.filter(pk=row.pk).first()
    if stored is None:
        raise DomainError(_("Somebody deleted this line while you were working."))
    return stored


def _keep_place(item: ProgrammeItem, stored: ProgrammeItem | None) -> None:
    """A new session, and one that comes from another block, stands last."""
    if stored is not None and stored.block == item.block:
        item.position = stored.position
        return
    others = item.workshop.programme.filter(block=item.block)
    item.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
