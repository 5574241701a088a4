"""The cells of the editor: one control for each value, with what it was read with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from alliance87.core.dates import write_day
from alliance87.partners.models import ActionGroup
from pathfinders.enums import ActionStatus, Area
from pathfinders.models import Action, Priority
from pathfinders.roadmap_rows import fingerprint
from pathfinders.row_values import kind_of, write_value
from pathfinders.snapshots import RowKind, value_of

LINE, TEXT, DAY, CHOICE = "line", "text", "day", "choice"
# What each column of the official table holds, as (field, control, label).
COLUMNS: dict[RowKind, dict[str, tuple]] = {
    RowKind.PRIORITY: {
        "priority": (
            ("title", TEXT, gettext_lazy("Priority")),
            ("objective", TEXT, gettext_lazy("Objective")),
            ("target_on", DAY, gettext_lazy("Target date")),
            ("area", CHOICE, gettext_lazy("Area")),
        ),
    },
    RowKind.ACTION: {
        "action": (("title", TEXT, gettext_lazy("Action")),),
        "partners": (
            ("responsible", TEXT, gettext_lazy("Responsible body")),
            ("partners", TEXT, gettext_lazy("Partners")),
        ),
        "timeline": (
            ("starts_on", DAY, pgettext_lazy("of an action", "Start")),
            ("ends_on", DAY, pgettext_lazy("of an action", "End")),
            ("timeline", TEXT, gettext_lazy("In words")),
        ),
        "budget": (("budget", TEXT, gettext_lazy("Budget in words")),),
        "group": (
            ("action_group", CHOICE, gettext_lazy("Action group")),
            ("no_group_reason", TEXT, gettext_lazy("If none, why")),
        ),
        "monitoring": (
            ("status", CHOICE, gettext_lazy("State")),
            ("monitoring", TEXT, gettext_lazy("Progress in words")),
        ),
    },
}
CODES = {"area": Area, "status": ActionStatus}

Options = dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One control: `base` is the fingerprint of the value it shows."""

    id: str
    form: str
    name: str
    label: str
    control: str
    value: str
    base: str
    options: tuple[tuple[str, str], ...] = ()

    def showing(self, value: str, base: str) -> "Cell":
        """Return the cell with what somebody typed into it."""
        return replace(self, value=value, base=base)


def options() -> Options:
    """Return what the choices of the editor offer (one query)."""
    groups = ActionGroup.objects.values_list("name", flat=True)
    return {
        "action_group": (("", _("None")), *((name, name) for name in groups)),
        **{
            name: (("", _("Not stated")), *codes.choices)
            for name, codes in CODES.items()
        },
    }


def cells(row: Priority | Action, offered: Options) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of a row by column."""
    return {
        column: tuple(_cell(row, *facts, offered) for facts in fields)
        for column, fields in COLUMNS[kind_of(row)].items()
    }


def cell(row: Priority | Action, name: str) -> Cell:
    """Return one cell of a row, without what its choice offers."""
    found = (each for column in COLUMNS[kind_of(row)].values() for each in column)
    return next(_cell(row, *facts, {}) for facts in found if facts[0] == name)


def in_words(kind: RowKind, name: str, canonical: str) -> str:
    """Return a value as it stands in a sentence."""
    if name.endswith("_on") and canonical:
        return write_day(date.fromisoformat(canonical))
    return write_value(kind, name, canonical)


def cell_names(kind: RowKind) -> tuple[str, ...]:
    return tuple(field[0] for column in COLUMNS[kind].values() for field in column)


def label_of(kind: RowKind, name: str) -> str:
    found: Iterable = (each for column in COLUMNS[kind].values() for each in column)
    return str(next(label for field, _control, label in found if field == name))


def row_id(row: Priority | Action) -> str:
    """Return the short name of a row in the page: p3, a12."""
    return f"{kind_of(row)[0]}{row.pk}"


def _cell(row, name: str, control: str, label, offered: Options) -> Cell:
    own = row_id(row)
    return Cell(
        id=f"{own}-{name}",
        form=f"{own}f",
        name=name,
        label=str(label),
        control=control,
        value=value_of(row, name),
        base=fingerprint(row, name),
        options=offered.get(name, ()) if control == CHOICE else (),
    )
