"""Two actions of a priority become one, and nothing of either is lost."""

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.core.exceptions import Blocked, DomainError
from pathfinders.models import Action, RowComment
from pathfinders.roadmap_rows.changing import Row, changing, roadmap_of, stored_row
from pathfinders.row_values import check_row, field_label, write_value
from pathfinders.snapshots import ACTION_FIELDS, SEVERAL, RowKind, value_of

WORDS = (
    *("output", "responsible", "partners", "timeline", "budget", "budget_note"),
    *("recommendation", "monitoring", "note", "no_group_reason"),
)
# One answer only: the first action's counts, the second's goes into the note.
SINGLE = ("level", "action_group", "supervisory_case", "status")


@dataclass(frozen=True, slots=True)
class Joined:
    """What a joined action will say.

    `shown` are (label, first, second, together) in words; `noted` are values of which
    only the note keeps the second.
    """

    values: dict
    shown: tuple[tuple[str, str, str, str], ...]
    noted: tuple[str, ...]


def joined(first: Action, second: Action) -> Joined:
    """Return the values of both actions in one; texts that are the same stand once."""
    values = {name: _both(name, first, second) for name in WORDS}
    values["starts_on"] = _earliest(first.starts_on, second.starts_on)
    values["ends_on"] = _latest(first.ends_on, second.ends_on)
    noted = []
    for name in SINGLE:
        mine, theirs = getattr(first, name), getattr(second, name)
        values[name] = mine or theirs
        if mine and theirs and mine != theirs:
            noted.append(_labelled(name, _in_words(second, name)))
    if values["action_group"] and values["no_group_reason"]:
        noted.append(_labelled("no_group_reason", values["no_group_reason"]))
        values["no_group_reason"] = ""
    values["note"] = "\n".join(filter(None, (values["note"], *noted)))
    return Joined(values, tuple(_shown(first, second, values)), tuple(noted))


def _shown(first: Action, second: Action, values: dict):
    draft = copy(first)
    for name, value in values.items():
        setattr(draft, name, value)
    for name in ACTION_FIELDS:
        if name in values:
            texts = [_in_words(each, name) for each in (first, second, draft)]
            if any(texts):
                yield (field_label(RowKind.ACTION, name), *texts)
    for label, rows in (
        (_("Partners from the directory"), "directory"),
        (_("Annual benchmarks"), "benchmarks"),
        (_("Amounts"), "funding"),
    ):
        lists = [list(map(str, getattr(each, rows).all())) for each in (first, second)]
        if any(lists):
            together = dict.fromkeys(lists[0] + lists[1])
            if rows != "directory":
                together = lists[0] + lists[1]
            yield (label, *("\n".join(each) for each in (*lists, together)))


def join_actions(
    first: Action, second: Action, *, title: str, by, reason: str = ""
) -> Action:
    """Join the second action into the first, which keeps its key.

    Benchmarks, amounts, partners and comments of both are kept.
    """
    roadmap = roadmap_of(first)
    with changing(roadmap, first, "roadmap.action_changed", by=by, reason=reason) as c:
        first, second = stored_row(first), stored_row(second)
        if first.priority_id != second.priority_id or first.pk == second.pk:
            raise DomainError(_("Only two actions of the same priority can be joined."))
        _fill(first, joined(first, second), title)
        _refuse(first, c.roadmap)
        verb = "roadmap.action_deleted"
        with changing(roadmap, second, verb, by=by, reason=reason):
            _take_over(first, second)
            take_over_comments(first, second)
            Action.objects.filter(pk=second.pk).delete()
        first.save_checked(expected=first.version)
    return stored_row(first)


def _fill(action: Action, result: Joined, title: str) -> None:
    action.title = title
    for name, value in result.values.items():
        setattr(action, name, value)


def _refuse(action: Action, roadmap) -> None:
    sentences = [
        _("“%(field)s” of both together is longer than %(limit)s characters.")
        % {
            "field": field_label(RowKind.ACTION, field.name),
            "limit": field.max_length,
        }
        for field in Action._meta.local_concrete_fields
        if isinstance(field, CharField)
        and len(getattr(action, field.name)) > field.max_length
    ]
    try:
        check_row(action, roadmap)
    except ValidationError as error:
        sentences += error.messages
    if sentences:
        raise Blocked(sentences)


def _take_over(first: Action, second: Action) -> None:
    second.benchmarks.update(action=first)
    second.funding.update(action=first)
    second.needs.update(action=first)
    known = set(first.partner_links.values_list("partner", flat=True))
    second.partner_links.exclude(partner__in=known).update(action=first)


def take_over_comments(first: Row, second: Row) -> None:
    """Show at the first row what was said about the second, settled or not."""
    rows = RowComment.objects.filter(roadmap=roadmap_of(second), key=second.key)
    rows.update(key=first.key)


def _both(name: str, first: Action, second: Action) -> str:
    texts = list(
        dict.fromkeys(filter(None, (getattr(first, name), getattr(second, name))))
    )
    is_line = isinstance(Action._meta.get_field(name), CharField)
    return (SEVERAL if is_line else "\n").join(texts)


def _earliest(*days):
    return min(filter(None, days), default=None)


def _latest(*days):
    return max(filter(None, days), default=None)


def _in_words(action: Action, name: str) -> str:
    if name == "supervisory_case":
        return str(action.supervisory_case or "")
    value = getattr(action, name)
    if name == "partners":
        return value
    if isinstance(value, date):
        return write_day(value)
    return write_value(RowKind.ACTION, name, value_of(action, name))


def _labelled(name: str, text: str) -> str:
    return f"{field_label(RowKind.ACTION, name)}: {text}"
