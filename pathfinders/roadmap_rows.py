"""Verbs that change the text and the rows of a roadmap in preparation.

Each checks the permission, locks the roadmap, and leaves an audit entry with the
reason, which people outside the country must give.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, DomainError
from pathfinders import rules
from pathfinders.models import Action, FundingLine, Priority, Roadmap

Row = Priority | Action
# Written by the workflow, perhaps after the form was opened.
WORKFLOW_FIELDS = ("state", "return_comment", "submitted_by_id", "submitted_at")
FUNDING_FIELDS = ("kind", "amount", "currency", "year", "source", "is_public")


def change_text(
    roadmap: Roadmap, *, write: Callable[[], Roadmap], by, reason: str = ""
) -> Roadmap:
    """Save the text and the period; `write` saves and checks the version."""
    verb = "roadmap.text_changed"
    with _changing(roadmap, roadmap, verb, by=by, reason=reason) as stored:
        for name in WORKFLOW_FIELDS:
            setattr(roadmap, name, getattr(stored, name))
        return write()


def save_priority(
    priority: Priority, *, write: Callable[[], Priority], by, reason: str = ""
) -> Priority:
    """Save a priority; a new one stands last."""
    roadmap = priority.roadmap
    verb = f"roadmap.priority_{_added_or_changed(priority)}"
    with _changing(roadmap, priority, verb, by=by, reason=reason):
        _keep_place(priority, roadmap.priorities)
        return write()


def save_action(
    action: Action,
    *,
    write: Callable[[], Action],
    funding: Iterable[dict],
    by,
    reason: str = "",
) -> Action:
    """Save an action with its money; a new one stands last in its priority.

    `funding` holds all lines: those with a `pk` are kept and changed, those without
    are new, and lines on record that are not among them go.
    """
    verb = f"roadmap.action_{_added_or_changed(action)}"
    roadmap = action.priority.roadmap
    with _changing(roadmap, action, verb, by=by, reason=reason):
        _keep_place(action, action.priority.actions)
        saved = write()
        _set_funding(saved, list(funding))
    return saved


def move_row(row: Row, *, up: bool, by, reason: str = "") -> None:
    """Change places with the row before or after; at the end nothing happens."""
    roadmap, verb = roadmap_of(row), f"roadmap.{row._meta.model_name}_moved"
    with _changing(roadmap, row, verb, by=by, reason=reason):
        order = list(_siblings(row))
        at = next((i for i, each in enumerate(order) if each.pk == row.pk), None)
        if at is None:
            raise DomainError(_gone())
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        for position, each in enumerate(order, start=1):
            if each.position != position:
                type(row).objects.filter(pk=each.pk).update(position=position)


def delete_row(row: Row, *, by, reason: str = "") -> None:
    """Delete a row with all that stands under it; its history remains."""
    verb = f"roadmap.{row._meta.model_name}_deleted"
    with _changing(roadmap_of(row), row, verb, by=by, reason=reason):
        type(row).objects.filter(pk=row.pk).delete()


def roadmap_of(row: Row) -> Roadmap:
    return row.roadmap if isinstance(row, Priority) else row.priority.roadmap


@contextmanager
def _changing(roadmap: Roadmap, target, verb: str, *, by, reason: str):
    """Lock the roadmap, judge the permission on what is stored, leave the trail."""
    with transaction.atomic(), pghistory.context(reason=reason):
        rows = Roadmap.objects.select_for_update(of=("self",))
        stored = rows.select_related("pathfinder__country").get(pk=roadmap.pk)
        if not rules.may_edit_roadmap(by, stored):
            raise PermissionDenied
        if rules.edit_needs_reason(by, stored) and not reason.strip():
            raise Blocked([_("Write the reason: it stays in the trail.")])
        key = target.pk
        yield stored
        target.pk = target.pk or key
        record(verb, target, by=by, country=stored.pathfinder.country, reason=reason)


def _added_or_changed(row: Row) -> str:
    return "changed" if row.pk else "added"


def _siblings(row: Row):
    if isinstance(row, Priority):
        return row.roadmap.priorities.select_for_update()
    return row.priority.actions.select_for_update()


def _keep_place(row: Row, siblings) -> None:
    """Take the place from the table: somebody may have moved the row meanwhile."""
    if row.pk is None:
        row.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
        return
    stored = siblings.filter(pk=row.pk).first()
    if stored is None:
        raise DomainError(_gone())
    row.position = stored.position


def _set_funding(action: Action, lines: list[dict]) -> None:
    stored = {line.pk: line for line in action.funding.all()}
    kept = {line["pk"] for line in lines if line.get("pk") in stored}
    action.funding.exclude(pk__in=kept).delete()
    for values in lines:
        facts = {name: values[name] for name in FUNDING_FIELDS}
        line = stored.get(values.get("pk")) or FundingLine(action=action)
        if line.pk and all(getattr(line, name) == facts[name] for name in facts):
            continue
        for name, value in facts.items():
            setattr(line, name, value)
        line.full_clean()
        line.save()


def _gone() -> str:
    return _("Somebody deleted this row while you were working.")
