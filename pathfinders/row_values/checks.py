"""What the values of one row must not say against each other or the roadmap."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from pathfinders.models import Action, Priority, Roadmap
from pathfinders.row_values.fields import field_of
from pathfinders.snapshots import RowKind

Errors = dict[str, str]


def field_label(kind: RowKind, field: str) -> str:
    """Return the name of a column as the forms write it."""
    return str(capfirst(field_of(kind, field).verbose_name))


def check_row(row: Priority | Action, roadmap: Roadmap) -> None:
    """Raise ValidationError, by field, where a row contradicts itself or the period."""
    errors = _priority(row) if isinstance(row, Priority) else _action(row, roadmap)
    if errors:
        raise ValidationError(errors)


def _priority(priority: Priority) -> Errors:
    if priority.target is not None and priority.target_on is None:
        return {"target_on": _("A target needs the date it is for. Enter the date.")}
    return {}


def _action(action: Action, roadmap: Roadmap) -> Errors:
    errors = _group_or_reason(action.action_group, action.no_group_reason)
    starts, ends = action.starts_on, action.ends_on
    if starts and ends and ends < starts:
        errors["ends_on"] = _(
            "The action ends before it starts. Change one of the two dates."
        )
    for name in ("starts_on", "ends_on"):
        if sentence := _outside(name, getattr(action, name), roadmap):
            errors[name] = sentence
    return errors


def _group_or_reason(group, reason: str) -> Errors:
    if group is None or not reason:
        return {}
    return {
        "no_group_reason": _(
            "Choose an action group, or say why there is none; not both."
        )
    }


def _outside(name: str, day, roadmap: Roadmap) -> str:
    """Return what is wrong with a day outside the roadmap's period, or nothing."""
    if day is None:
        return ""
    sentences = {
        ("starts_on", True): _(
            "This action starts on %(date)s but the roadmap starts on %(limit)s. "
            "Change the date or the period."
        ),
        ("starts_on", False): _(
            "This action starts on %(date)s but the roadmap ends on %(limit)s. "
            "Change the date or the period."
        ),
        ("ends_on", True): _(
            "This action ends on %(date)s but the roadmap starts on %(limit)s. "
            "Change the date or the period."
        ),
        ("ends_on", False): _(
            "This action ends on %(date)s but the roadmap ends on %(limit)s. "
            "Change the date or the period."
        ),
    }
    early = roadmap.starts_on is not None and day < roadmap.starts_on
    late = roadmap.ends_on is not None and day > roadmap.ends_on
    if not early and not late:
        return ""
    limit = roadmap.starts_on if early else roadmap.ends_on
    facts = {"date": write_day(day), "limit": write_day(limit)}
    return sentences[name, early] % facts
