"""One row becomes two: a copy of it, or an action whose text is shared out."""

from uuid import uuid4

from django.utils.translation import pgettext

from pathfinders.models import Action, ActionPartner, Priority
from pathfinders.roadmap_rows.changing import Row, changing, roadmap_of, stored_row
from pathfinders.roadmap_rows.order import insert_after

# What the second half of an action starts with; money and benchmarks stay where they
# are, because nobody but the author knows how they are shared out.
HALVED = (
    *("level", "responsible", "partners", "starts_on", "ends_on", "timeline"),
    *("action_group", "no_group_reason", "supervisory_case", "recommendation"),
    "status",
)


def duplicate_row(row: Row, *, by, reason: str = "") -> Row:
    """Copy a row with all that stands under it; the copy follows it, with new keys."""
    roadmap, verb = roadmap_of(row), f"roadmap.{row._meta.model_name}_added"
    copy = _copied(row)
    limit = copy._meta.get_field("title").max_length
    title = pgettext("a row", "%(title)s (copy)") % {"title": row.title}
    copy.title = title if len(title) <= limit else row.title
    with changing(roadmap, copy, verb, by=by, reason=reason):
        original = stored_row(row)
        copy.save(force_insert=True)
        insert_after(original, copy)
        _copy_under(original, copy)
    return copy


def split_action(
    action: Action, *, first: str, second: str, by, reason: str = ""
) -> Action:
    """Share the text of an action out over two; return the new second one.

    The first keeps the key, the money and the benchmarks.
    """
    roadmap, verb = roadmap_of(action), "roadmap.action_changed"
    with changing(roadmap, action, verb, by=by, reason=reason):
        stored = stored_row(action)
        stored.title = first
        stored.save_checked(expected=stored.version)
        half = Action(priority=stored.priority, title=second)
        for name in HALVED:
            setattr(half, name, getattr(stored, name))
        with changing(roadmap, half, "roadmap.action_added", by=by, reason=reason):
            half.save()
            insert_after(stored, half)
            _copy_links(stored, half)
    return half


def _copied(row):
    """Return a row with the same values and a new key, not stored yet."""
    fields = row._meta.local_concrete_fields
    values = {each.attname: getattr(row, each.attname) for each in fields}
    del values[row._meta.pk.attname]
    return type(row)(**values | {"key": uuid4()} | _unversioned(row))


def _unversioned(row) -> dict:
    return {"version": 0} if hasattr(row, "version") else {}


def _copy_under(original: Row, copy: Row) -> None:
    if isinstance(original, Priority):
        for action in original.actions.all():
            twin = _copied(action)
            twin.priority = copy
            twin.save(force_insert=True)
            _copy_under(action, twin)
        return
    _copy_links(original, copy)
    for line in (*original.benchmarks.all(), *original.funding.all()):
        twin = _copied(line)
        twin.action = copy
        twin.save(force_insert=True)


def _copy_links(original: Action, copy: Action) -> None:
    for link in original.partner_links.all():
        ActionPartner.objects.create(action=copy, partner_id=link.partner_id)
