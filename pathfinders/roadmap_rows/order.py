"""Where rows stand: up, down, before another, under another priority."""

from django.utils.translation import gettext as _

from alliance87.core.exceptions import DomainError
from pathfinders.models import Action, Priority
from pathfinders.roadmap_rows.changing import Row, changing, roadmap_of, stored_row


def move_row(row: Row, *, up: bool, by, reason: str = "") -> None:
    """Change places with the row before or after.

    An action at the edge of its priority goes over to the next one; at the end of the
    table nothing happens.
    """
    roadmap, verb = roadmap_of(row), f"roadmap.{row._meta.model_name}_moved"
    with changing(roadmap, row, verb, by=by, reason=reason) as change:
        row = stored_row(row)
        order = list(_siblings(row))
        at = [each.pk for each in order].index(row.pk)
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            _number(order)
        elif isinstance(row, Priority) or not _go_over(row, up):
            change.is_idle = True


def place_row(
    row: Row,
    *,
    before: Row | None,
    by,
    under: Priority | None = None,
    reason: str = "",
) -> None:
    """Put a row before another one of its kind, or last.

    `under` is the priority that an action goes to; without it, it stays in its own.
    """
    roadmap, verb = roadmap_of(row), f"roadmap.{row._meta.model_name}_moved"
    with changing(roadmap, row, verb, by=by, reason=reason):
        row = stored_row(row)
        if isinstance(row, Action) and under is not None:
            if not roadmap.priorities.filter(pk=under.pk).exists():
                raise DomainError(_("This priority is not there any more."))
            row.priority = under
            Action.objects.filter(pk=row.pk).update(priority=under)
        order = [each for each in _siblings(row) if each.pk != row.pk]
        places = {each.pk: place for place, each in enumerate(order)}
        at = places.get(before.pk, len(order)) if before else len(order)
        order.insert(at, row)
        _number(order)


def insert_after(row: Row, new: Row) -> None:
    """Give a stored row the place after another one; the roadmap is locked."""
    order = [each for each in _siblings(row) if each.pk != new.pk]
    at = [each.pk for each in order].index(row.pk)
    order.insert(at + 1, new)
    _number(order)


def append_actions(priority: Priority, actions: list[Action]) -> None:
    """Move actions, in their order, to the end of a priority; the roadmap is locked."""
    there = list(priority.actions.select_for_update(of=("self",)))
    pks = [each.pk for each in actions]
    Action.objects.filter(pk__in=pks).update(priority=priority)
    _number([*there, *actions])


def _siblings(row: Row):
    if isinstance(row, Priority):
        return row.roadmap.priorities.select_for_update(of=("self",))
    return row.priority.actions.select_for_update(of=("self",))


def _number(order: list[Row]) -> None:
    for position, each in enumerate(order, start=1):
        if each.position != position:
            type(each).objects.filter(pk=each.pk).update(position=position)
            each.position = position


def _go_over(action: Action, up: bool) -> bool:
    """Make it the last action of the priority before, or the first of the next."""
    order = list(action.priority.roadmap.priorities.all())
    at = order.index(action.priority)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return False
    action.priority = order[to]
    Action.objects.filter(pk=action.pk).update(priority=order[to])
    rest = [each for each in _siblings(action) if each.pk != action.pk]
    _number([*rest, action] if up else [action, *rest])
    return True
