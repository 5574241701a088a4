"""Cells saved one by one: what somebody else changed meanwhile is never overwritten.

The reader's page carries a fingerprint of every value it shows (its base). A cell is
saved when the stored value still has that fingerprint. Otherwise nothing is written
and the person is shown both (docs/adr/0014-cells-saved-one-by-one.md).
"""

import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alliance87.core.exceptions import StaleVersion
from alliance87.core.models import User
from pathfinders.models import Action
from pathfinders.roadmap_rows.changing import Row, changing, roadmap_of, stored_row
from pathfinders.row_values import (
    Directory,
    Partners,
    check_row,
    field_label,
    kind_of,
    link_partners,
    normal,
    set_values,
    unexplained_spending,
    write_value,
)
from pathfinders.snapshots import SEVERAL, value_of

AUDIT_MAX = 60
# Fields that are judged together: an error of one stands at the other too.
TOGETHER = (
    {"starts_on", "ends_on"},
    {"action_group", "no_group_reason"},
    {"target", "target_on"},
)


@dataclass(frozen=True, slots=True)
class CellConflict:
    """A value that two people changed: both are canonical text."""

    field: str
    stored: str
    yours: str
    by: User | None
    at: datetime | None


class CellsDiffer(StaleVersion):
    """Somebody else changed the same cells first; nothing was overwritten."""

    def __init__(self, conflicts: list[CellConflict]):
        self.conflicts = tuple(conflicts)
        super().__init__(
            _("Somebody else changed this meanwhile. Nothing was overwritten: choose.")
        )


def fingerprint(row: Row, field: str) -> str:
    """Return what stands for the stored value of a cell in the reader's page."""
    return _digest(normal(kind_of(row), field, value_of(row, field)))


def save_cell(
    row: Row, field: str, text: str, *, base: str, by, reason: str = ""
) -> Row:
    """Save one typed value and return the row as stored.

    `base` is the fingerprint of the value that the person changed. Raises
    ValidationError where the text cannot be read or contradicts the row, and
    CellsDiffer where the stored value is another one by now.
    """
    return save_cells(row, {field: text}, bases={field: base}, by=by, reason=reason)


def save_cells(
    row: Row,
    texts: Mapping[str, str],
    *,
    bases: Mapping[str, str],
    by,
    reason: str = "",
) -> Row:
    """Save the typed values of a row that the person changed: all of them, or none."""
    roadmap, verb = roadmap_of(row), f"roadmap.{row._meta.model_name}_changed"
    with changing(roadmap, row, verb, by=by, reason=reason) as change:
        stored = stored_row(row)
        directory = Directory.of(roadmap)
        yours = _read(stored, texts, directory)
        changed = _changed(stored, yours, bases)
        change.is_idle = not changed
        if not changed:
            return stored
        was = {field: value_of(stored, field) for field in changed}
        typed = {field: texts[field] for field in changed}
        partners = set_values(stored, typed, directory=directory)
        _refuse(stored, change.roadmap, changed)
        stored.save_checked(expected=stored.version)
        if partners is not None:
            link_partners(stored, partners)
        change.entries = [
            (_entry(stored, each, was[each]), _entry(stored, each, yours[each]))
            for each in changed
        ]
    return stored_row(row)


def _read(stored: Row, texts: Mapping[str, str], directory: Directory) -> dict:
    """Return the typed values as canonical text, without touching the row."""
    draft = copy(stored)
    partners = set_values(draft, texts, directory=directory)
    return {
        field: _joined(partners) if field == "partners" else value_of(draft, field)
        for field in texts
    }


def _joined(partners: Partners) -> str:
    names = sorted(partner.name for partner in partners.known)
    return SEVERAL.join(filter(None, (*names, partners.others)))


def _changed(stored: Row, yours: dict[str, str], bases: Mapping[str, str]) -> list[str]:
    """Return the fields to write; raise CellsDiffer where somebody was faster."""
    kind, changed, conflicts = kind_of(stored), [], []
    for field, text in yours.items():
        now = normal(kind, field, value_of(stored, field))
        mine = normal(kind, field, text)
        if mine == now or _digest(mine) == bases.get(field):
            continue
        if _digest(now) == bases.get(field):
            changed.append(field)
            continue
        by, at = last_change(stored, field)
        conflicts.append(CellConflict(field, value_of(stored, field), text, by, at))
    if conflicts:
        raise CellsDiffer(conflicts)
    return changed


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def _refuse(row: Row, roadmap, changed: list[str]) -> None:
    """Refuse what the changed cells contradict; old faults elsewhere stay for later."""
    about = set(changed)
    for fields in TOGETHER:
        about |= fields if fields & about else set()
    errors = {}
    try:
        check_row(row, roadmap)
    except ValidationError as error:
        errors = error.message_dict
    if isinstance(row, Action) and "budget_note" in changed:
        sentences = unexplained_spending(row.funding.all(), row.budget_note)
        errors |= {"budget_note": sentences} if sentences else {}
    errors = {field: each for field, each in errors.items() if field in about}
    if errors:
        raise ValidationError(errors)


def _entry(row: Row, field: str, canonical: str) -> str:
    kind = kind_of(row)
    text = f"{field_label(kind, field)}: {write_value(kind, field, canonical)}"
    return text if len(text) <= AUDIT_MAX else f"{text[: AUDIT_MAX - 1]}…"


def last_change(row: Row, field: str) -> tuple[User | None, datetime | None]:
    """Return who last changed a value of a row, and when, from its history."""
    model = type(row)
    events = model.pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    events = list(events.select_related("pgh_context").order_by("-pgh_id")[:100])
    column = model._meta.get_field(field).attname
    for event, before in zip(events, [*events[1:], None], strict=True):
        same = before and getattr(event, column) == getattr(before, column)
        if field == "partners" or not same:
            return _who(event), event.pgh_created_at
    return None, None


def _who(event) -> User | None:
    facts = event.pgh_context.metadata if event.pgh_context else {}
    return User.objects.filter(pk=facts.get("user")).first()
