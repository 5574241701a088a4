"""Two priorities become one, or one becomes two; no text and no action is lost."""

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.exceptions import DomainError
from pathfinders.enums import Theme
from pathfinders.models import Action, Priority, Roadmap
from pathfinders.roadmap_rows.changing import changing, roadmap_of, stored_row
from pathfinders.roadmap_rows.joining import take_over_comments
from pathfinders.roadmap_rows.order import append_actions, insert_after
from pathfinders.row_values import field_label, write_value
from pathfinders.snapshots import PRIORITY_FIELDS, RowKind, value_of

# One whole: parts of two aims put together would state a target that nobody set.
AIM = (
    *("objective", "indicator", "unit", "baseline", "baseline_year"),
    *("target", "target_on"),
)


def joined_priority(stays: Priority, goes: Priority) -> Priority:
    """Return what stays with what the other one adds, not stored.

    What does not fit into an empty field goes into the note.
    """
    draft = copy(stays)
    draft.themes = [each for each in Theme if each in {*stays.themes, *goes.themes}]
    draft.area = stays.area or goes.area
    if not any(value_of(stays, name) for name in AIM):
        for name in AIM:
            setattr(draft, name, getattr(goes, name))
    noted = [
        f"{field_label(RowKind.PRIORITY, name)}: {in_words(goes, name)}"
        for name in ("title", "area", *AIM)
        if value_of(goes, name) not in {"", value_of(draft, name)}
    ]
    notes = dict.fromkeys((stays.note, *noted, goes.note))
    draft.note = "\n".join(filter(None, notes))
    return draft


def rows_shown(stays: Priority, goes: Priority) -> list[tuple[str, str, str, str]]:
    """Return (label, what stays, what goes, together) in words, without empty rows."""
    draft = joined_priority(stays, goes)
    rows = [
        (
            field_label(RowKind.PRIORITY, name),
            *(in_words(each, name) for each in (stays, goes, draft)),
        )
        for name in PRIORITY_FIELDS
    ]
    own, other = (list(map(str, each.actions.all())) for each in (stays, goes))
    rows.append((_("Actions"), *map("\n".join, (own, other, own + other))))
    return [row for row in rows if any(row[1:])]


def join_priorities(
    stays: Priority, goes: Priority, *, by, reason: str = ""
) -> Priority:
    """Join one priority into another of the roadmap, which keeps its key and title.

    The actions move to its end, the comments to its row.
    """
    roadmap = roadmap_of(stays)
    verb = "roadmap.priority_changed"
    with changing(roadmap, stays, verb, by=by, reason=reason):
        stays, goes = stored_row(stays), stored_row(goes)
        if {stays.roadmap_id, goes.roadmap_id} != {roadmap.pk} or stays.pk == goes.pk:
            raise DomainError(
                _("Only two priorities of the same roadmap can be joined.")
            )
        draft = joined_priority(stays, goes)
        verb = "roadmap.priority_deleted"
        with changing(roadmap, goes, verb, by=by, reason=reason):
            append_actions(stays, list(goes.actions.all()))
            take_over_comments(stays, goes)
            Priority.objects.filter(pk=goes.pk).delete()
        draft.save_checked(expected=stays.version)
    return stored_row(stays)


def split_priority(
    priority: Priority,
    *,
    title: str,
    actions: Iterable[Action],
    by,
    reason: str = "",
) -> Priority:
    """Move some of the actions to a new priority, which follows; return that one.

    Area and themes are the same; the aim and the note stay where they are.
    """
    roadmap, chosen = roadmap_of(priority), {each.pk for each in actions}
    new = Priority(roadmap=roadmap, title=title)
    with changing(roadmap, new, "roadmap.priority_added", by=by, reason=reason):
        stored = stored_row(priority)
        moved = _chosen(stored, chosen)
        new.area, new.themes = stored.area, stored.themes
        new.save()
        insert_after(stored, new)
        append_actions(new, moved)
        for action in moved:
            _leave_trail(roadmap, action, by=by, reason=reason)
    return new


def _chosen(priority: Priority, keys: set[int]) -> list[Action]:
    actions = list(priority.actions.all())
    moved = [each for each in actions if each.pk in keys]
    if len(moved) < len(keys):
        raise DomainError(_("Somebody deleted this row while you were working."))
    if not moved or len(moved) == len(actions):
        raise DomainError(_("At least one action moves and one stays."))
    return moved


def _leave_trail(roadmap: Roadmap, action: Action, *, by, reason: str) -> None:
    with changing(roadmap, action, "roadmap.action_moved", by=by, reason=reason):
        pass


def in_words(priority: Priority, name: str) -> str:
    value = getattr(priority, name)
    if isinstance(value, date):
        return write_day(value)
    return write_value(RowKind.PRIORITY, name, value_of(priority, name))
