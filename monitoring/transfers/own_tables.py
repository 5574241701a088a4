"""The long table of the project on its way back.

It says less of a value than is on record: what it has no column for stays as it is,
and what it still says as it was written is no change.
"""

from collections.abc import Collection
from dataclasses import replace

from monitoring.enums import Axis, ValueType
from monitoring.figures.content import Content
from monitoring.figures.reading import fields_of
from monitoring.transfers.layouts import Layout, SheetLayout
from monitoring.transfers.long_rows import HEADERS
from monitoring.transfers.lookups import is_total
from monitoring.transfers.mapping import Mapping, SheetMapping

NEEDED = tuple(name for name in HEADERS if name != "footnote")
# What columns say beside the value, by the field that keeps it.
BESIDE = {"footnote": "footnote", "quality": "quality", "low": "low", "high": "high"}
# What a long table does not say of an answer.
DETAILS = frozenset({"on", "quantity", "text"})


def is_own(sheet: SheetLayout) -> bool:
    """Whether a sheet has the columns of the long table, in one of its languages."""
    found = set(sheet.names)
    return any(
        found.issuperset(HEADERS[name][language] for name in NEEDED)
        for language in HEADERS["country"]
    )


def is_own_table(layout: Layout) -> bool:
    used = [each for each in layout.sheets if each.columns]
    return len(used) == 1 and is_own(used[0])


def adjusted(mapping: SheetMapping, sheet: SheetLayout) -> SheetMapping:
    """Take every band of ages for a part where the table names the total itself."""
    roles = dict(mapping.roles)
    for column in sheet.columns:
        role = roles[column.name]
        is_age = role.name == "axis" and role.axis == Axis.AGE
        if is_age and any(is_total(text) for text in column.distinct):
            roles[column.name] = replace(role, whole=())
    return replace(mapping, roles=roles)


def told(mapping: Mapping) -> frozenset[str]:
    """Return what the used columns of a file are."""
    return frozenset(
        role.name
        for sheet in mapping.sheets
        if sheet.is_used
        for role in sheet.roles.values()
    )


def kept(
    content: Content,
    before: Content,
    definition,
    columns: Collection[str],
    *,
    reason: str,
) -> Content:
    """Return what a row says, with what it does not say as it stood before.

    `columns` is what the table has (`told`), `reason` the one given in the row.
    """
    if content.empty != before.empty:
        return content
    values = {name: getattr(content, name) for name in _stated(definition)}
    for column, name in BESIDE.items():
        value = getattr(content, name)
        # Beside the words for no value a table says why, and nothing else.
        is_said = column in columns and not content.empty
        if is_said or value not in ("", None):
            values[name] = value
    values["empty_reason"] = reason[:300] or before.empty_reason
    for name in ("footnote", "empty_reason"):
        if squeezed(values.get(name, "")) == squeezed(getattr(before, name)):
            values.pop(name, None)
    if _joined(content.items) == _joined(before.items):
        values.pop("items", None)
    return replace(before, **values)


def _stated(definition) -> set[str]:
    is_answer = definition.value_type == ValueType.YES_NO
    return {*fields_of(definition), "bound"} - (DETAILS if is_answer else frozenset())


def _joined(items: tuple[str, ...]) -> str:
    return squeezed("; ".join(items))


def squeezed(text: str) -> str:
    """Return a text without what a file of tables may do to it.

    One with breaks or spaces in a row has single spaces there, and one that a program
    might read as a formula begins with an apostrophe.
    """
    return " ".join(text.removeprefix("'").split())
