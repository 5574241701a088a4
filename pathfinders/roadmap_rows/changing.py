"""What all verbs on rows share: lock, permission, reason, trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, DomainError
from pathfinders import rules
from pathfinders.models import Action, Priority, Roadmap

Row = Priority | Action


@dataclass(slots=True)
class Change:
    """The locked roadmap, and what the trail is to say.

    `entries` are pairs (was, now); none leaves one entry without them. `is_idle`
    leaves none at all: nothing was changed.
    """

    roadmap: Roadmap
    entries: list[tuple[str, str]] = field(default_factory=list)
    is_idle: bool = False


@contextmanager
def changing(
    roadmap: Roadmap, target, verb: str, *, by, reason: str
) -> Iterator[Change]:
    """Lock the roadmap, judge the permission on what is stored, leave the trail."""
    with transaction.atomic(), pghistory.context(reason=reason):
        rows = Roadmap.objects.select_for_update(of=("self",))
        stored = rows.select_related("pathfinder__country").get(pk=roadmap.pk)
        if not rules.may_edit_roadmap(by, stored):
            raise PermissionDenied
        if rules.edit_needs_reason(by, stored) and not reason.strip():
            raise Blocked([_("Write the reason: it stays in the trail.")])
        key = target.pk
        change = Change(stored)
        yield change
        if change.is_idle:
            return
        target.pk = target.pk or key
        for was, now in change.entries or [("", "")]:
            record(
                verb,
                target,
                by=by,
                country=stored.pathfinder.country,
                was=was,
                now=now,
                reason=reason,
            )


def roadmap_of(row: Row) -> Roadmap:
    return row.roadmap if isinstance(row, Priority) else row.priority.roadmap


def stored_row(row: Row) -> Row:
    """Return the row as it is stored now; it may have been moved or deleted."""
    rows = type(row).objects.filter(pk=row.pk)
    if isinstance(row, Action):
        rows = rows.filter(priority__roadmap=roadmap_of(row))
        rows = rows.select_related("priority__roadmap", "action_group")
        rows = rows.select_related("supervisory_case__pathfinder")
        rows = rows.prefetch_related("directory", "funding")
    stored = rows.first()
    if stored is None:
        raise DomainError(_("Somebody deleted this row while you were working."))
    return stored
