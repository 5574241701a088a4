"""Delete a row, and bring it back from its history while the draft is open."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext as _

from alliance87.core.exceptions import DomainError
from pathfinders.models import (
    Action,
    ActionPartner,
    Benchmark,
    FundingLine,
    Priority,
    Roadmap,
    SupportNeed,
)
from pathfinders.models.rows import Keyed
from pathfinders.roadmap_rows.changing import Row, changing, roadmap_of

DELETED = "delete"
UNDER_ACTION = (ActionPartner, Benchmark, FundingLine)


def delete_row(row: Row, *, by, reason: str = "") -> None:
    """Delete a row with all that stands under it; `restore_row` brings it back."""
    verb = f"roadmap.{row._meta.model_name}_deleted"
    with changing(roadmap_of(row), row, verb, by=by, reason=reason):
        type(row).objects.filter(pk=row.pk).delete()


def restore_row(
    roadmap: Roadmap, model: type[Row], pk: int, *, by, reason: str = ""
) -> Row:
    """Bring a deleted row back with its keys and all that was deleted with it."""
    event = _last_deletion(model, pk)
    if event is None:
        raise DomainError(_not_there())
    row = _from(event)
    verb = f"roadmap.{model._meta.model_name}_added"
    with changing(roadmap, row, verb, by=by, reason=reason):
        _refuse_stranger(row, roadmap)
        _insert(row)
        actions = [row]
        if isinstance(row, Priority):
            actions = _back(Action, event, priority=pk)
        for action in actions:
            for part in UNDER_ACTION:
                _back(part, event, action=action.pk)
        _link_needs(event.pgh_context_id, {action.pk: action for action in actions})
    return row


def deleted_title(roadmap: Roadmap, model: type[Row], pk: int) -> str:
    """Return the text of a row that `restore_row` can bring back, or nothing."""
    event = _last_deletion(model, pk)
    if event is None:
        return ""
    row = _from(event)
    try:
        _refuse_stranger(row, roadmap)
    except DomainError:
        return ""
    return row.title


def _last_deletion(model: type[Row], pk: int):
    events = model.pgh_event_model.objects.filter(pgh_obj_id=pk, pgh_label=DELETED)
    return events.order_by("-pgh_id").first()


def _refuse_stranger(row: Row, roadmap: Roadmap) -> None:
    """Refuse rows of other roadmaps, rows that are there, and orphans."""
    if type(row).objects.filter(pk=row.pk).exists():
        raise DomainError(_("This row is back already."))
    if isinstance(row, Priority):
        if row.roadmap_id != roadmap.pk:
            raise DomainError(_not_there())
        same_key = roadmap.priorities.filter(key=row.key)
    else:
        if not roadmap.priorities.filter(pk=row.priority_id).exists():
            raise DomainError(
                _("The priority of this action is gone. Bring the priority back first.")
            )
        same_key = Action.objects.filter(priority__roadmap=roadmap, key=row.key)
    if same_key.exists():
        raise DomainError(_("This row is back already."))


def _back(model: type[models.Model], event, **parent) -> list:
    """Insert what was deleted under a row by the same deletion.

    What an import put elsewhere in the roadmap meanwhile stays there.
    """
    events = model.pgh_event_model.objects.filter(
        pgh_label=DELETED, pgh_context_id=event.pgh_context_id, **parent
    )
    rows = [_from(each) for each in events.order_by("pgh_id")]
    return [row for row in rows if not _is_elsewhere(row) and _insert(row)]


def _is_elsewhere(row: models.Model) -> bool:
    """Whether a row with this key stands in the roadmap already."""
    if not isinstance(row, Keyed):
        return False
    is_action = isinstance(row, Action)
    priority = row.priority if is_action else row.action.priority
    path = "priority__roadmap" if is_action else "action__priority__roadmap"
    same = type(row).objects.filter(**{path: priority.roadmap_id}, key=row.key)
    return same.exists()


def link_needs_again(roadmap: Roadmap, actions: Iterable[Action]) -> None:
    """Tie requests for support to actions that were deleted and are stored anew.

    Such an action has its key again, but another number in the database.
    """
    created = {action.key: action for action in actions}
    if not created:
        return
    priorities = Priority.pgh_event_model.objects.filter(roadmap=roadmap)
    events = Action.pgh_event_model.objects.filter(
        pgh_label=DELETED,
        key__in=created,
        priority__in=priorities.values("pgh_obj_id"),
    )
    last = {event.key: event for event in events.order_by("pgh_id")}
    for key, event in last.items():
        _link_needs(event.pgh_context_id, {event.pgh_obj_id: created[key]})


def _link_needs(context, actions: Mapping[int, Action]) -> None:
    """Tie requests for support to their action again, unless they got another one.

    `context` is that of the deletion; `actions` maps the numbers from before it.
    """
    history = SupportNeed.pgh_event_model.objects
    for cut in history.filter(pgh_context_id=context, action=None):
        before = history.filter(pgh_obj_id=cut.pgh_obj_id, pgh_id__lt=cut.pgh_id)
        was = before.order_by("-pgh_id").values_list("action", flat=True).first()
        if was in actions:
            need = SupportNeed.objects.filter(pk=cut.pgh_obj_id, action=None)
            need.update(action=actions[was])


def _from(event) -> models.Model:
    """Return the row as it was when it was deleted, not stored yet."""
    model = event.pgh_tracked_model
    fields = model._meta.local_concrete_fields
    values = {each.attname: getattr(event, each.attname) for each in fields}
    return model(**values | {"pk": event.pgh_obj_id})


def _insert(row: models.Model) -> bool:
    """Store a row again; a link to a record that is gone by now is left out."""
    for field in row._meta.local_concrete_fields:
        if not field.is_relation or getattr(row, field.attname) is None:
            continue
        target = field.related_model._base_manager
        if not target.filter(pk=getattr(row, field.attname)).exists():
            if not field.null:
                return False
            setattr(row, field.attname, None)
    row.save(force_insert=True)
    return True


def _not_there() -> str:
    return _("There is no deleted row of this roadmap to bring back.")
