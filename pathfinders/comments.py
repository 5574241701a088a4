"""Verbs of the comments on a roadmap in preparation and on its rows."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, DomainError
from pathfinders import rules
from pathfinders.models import Action, Priority, Roadmap, RowComment

LABEL_LENGTH = 300


@transaction.atomic
def add_comment(
    roadmap: Roadmap, *, text: str, by, key: UUID | None = None
) -> RowComment:
    """Say something about the row with this key, or about the whole roadmap."""
    roadmap = _commentable(roadmap, by=by)
    if not text.strip():
        raise Blocked([_("Write the comment.")])
    comment = RowComment(
        roadmap=roadmap,
        key=key,
        row_label=_label_of(roadmap, key) if key else "",
        text=text.strip(),
        created_by=by,
    )
    comment.full_clean()
    comment.save()
    record("roadmap.commented", comment, by=by, country=roadmap.pathfinder.country)
    return comment


def settle_comment(comment: RowComment, *, by) -> RowComment:
    """Mark it as done: it no longer asks for anything."""
    return _mark(comment, settled=True, by=by)


def reopen_comment(comment: RowComment, *, by) -> RowComment:
    """Take back that it is settled."""
    return _mark(comment, settled=False, by=by)


def row_of(roadmap: Roadmap, key: UUID) -> Priority | Action | None:
    """Return the priority or the action with this key."""
    priority = roadmap.priorities.filter(key=key).first()
    return priority or Action.objects.filter(priority__roadmap=roadmap, key=key).first()


@transaction.atomic
def _mark(comment: RowComment, *, settled: bool, by) -> RowComment:
    """Settle or reopen; where that is done already, nothing is written."""
    roadmap = _commentable(comment.roadmap, by=by)
    stored = RowComment.objects.select_for_update().get(pk=comment.pk)
    if (stored.settled_at is not None) == settled:
        return stored
    stored.settled_at = timezone.now() if settled else None
    stored.settled_by = by if settled else None
    stored.save()
    verb = "roadmap.comment_settled" if settled else "roadmap.comment_reopened"
    record(verb, stored, by=by, country=roadmap.pathfinder.country)
    return stored


def _commentable(roadmap: Roadmap, *, by) -> Roadmap:
    """Lock the roadmap and judge the permission on what is stored."""
    rows = Roadmap.objects.select_for_update(of=("self",))
    stored = rows.select_related("pathfinder__country").get(pk=roadmap.pk)
    if not rules.may_comment_roadmap(by, stored):
        raise PermissionDenied
    return stored


def _label_of(roadmap: Roadmap, key: UUID) -> str:
    row = row_of(roadmap, key)
    if row is None:
        raise DomainError(_("Somebody deleted this row while you were writing."))
    return str(row)[:LABEL_LENGTH]
