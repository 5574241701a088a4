"""The workbook in which somebody edits the rows: one sheet for each kind of row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DateField, DecimalField, IntegerField
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import Column, SheetOut
from alliance87.core.spreadsheets.writing import range_of
from pathfinders.enums import ActionStatus, Area, FundingKind, PriorityLevel, Theme
from pathfinders.models import Action, Benchmark, FundingLine, Priority, RoadmapExport
from pathfinders.row_values import Directory, write_value
from pathfinders.snapshots import (
    ACTION_FIELDS,
    BENCHMARK_FIELDS,
    FUNDING_FIELDS,
    PRIORITY_FIELDS,
    RowKind,
    RowSnapshot,
    Snapshot,
)

# In the first, hidden cell of each sheet: what it holds, language, token of the export.
MARK = re.compile(r"a87\|([a-z]+)\|([a-z]{2})\|([0-9a-f-]+)")
ABOUT = "about"
NUMBER, ABOVE, CONTEXT = "number", "above", "context"
MODELS: dict[RowKind, Any] = {
    RowKind.PRIORITY: Priority,
    RowKind.ACTION: Action,
    RowKind.BENCHMARK: Benchmark,
    RowKind.FUNDING: FundingLine,
}
FIRST_FIELDS = ("title", "responsible", "partners", "starts_on", "ends_on", "timeline")
SHEET_FIELDS: dict[RowKind, tuple[str, ...]] = {
    RowKind.PRIORITY: (NUMBER, *PRIORITY_FIELDS),
    RowKind.ACTION: (
        *(NUMBER, ABOVE, *FIRST_FIELDS),
        *(field for field in ACTION_FIELDS if field not in FIRST_FIELDS),
    ),
    RowKind.FUNDING: (ABOVE, CONTEXT, *FUNDING_FIELDS),
    RowKind.BENCHMARK: (ABOVE, CONTEXT, *BENCHMARK_FIELDS),
}
WIDE = {"title": 48, "text": 48, "objective": 40, "monitoring": 40, "note": 32}
NARROW = {NUMBER: 8, ABOVE: 11, "year": 8, "currency": 10, "starts_on": 12}
NARROW |= {"ends_on": 12, "target_on": 12, "baseline_year": 10, "unit": 12}
YES_NO = "is_public"


@dataclass(frozen=True, slots=True)
class Choices:
    """A list that a column offers, in the hidden sheet of lists."""

    kind: RowKind
    field: str
    words: tuple[str, ...]


def sheet_title(kind: RowKind) -> str:
    return {
        RowKind.PRIORITY: _("Priorities"),
        RowKind.ACTION: _("Actions"),
        RowKind.FUNDING: _("Money"),
        RowKind.BENCHMARK: _("Benchmarks"),
    }[kind]


def heading(kind: RowKind, field: str) -> str:
    """Return how a column is headed, in the active language."""
    if field == NUMBER:
        return _("No.")
    if field == ABOVE:
        is_action = kind is RowKind.ACTION
        return _("Priority no.") if is_action else _("Action no.")
    if field == CONTEXT:
        return _("Action (only to read)")
    if field == "partners":
        return _("Partners")
    return str(capfirst(MODELS[kind]._meta.get_field(field).verbose_name))


def numbers_of(rows: Snapshot) -> dict[str, str]:
    """Return how the file calls each priority and action: P1, P1.A2."""
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        if row.kind not in {RowKind.PRIORITY, RowKind.ACTION}:
            continue
        counts[row.parent] = counts.get(row.parent, 0) + 1
        letter = "P" if row.kind is RowKind.PRIORITY else f"{numbers[row.parent]}.A"
        numbers[row.key] = f"{letter}{counts[row.parent]}"
    return numbers


def export_sheets(
    export: RoadmapExport, rows: Snapshot, directory: Directory
) -> list[SheetOut]:
    """Return the sheets of the file, in the active language."""
    lists = choices_of(directory)
    book = _Book(export, rows, directory, lists)
    return [
        *(book.sheet(kind) for kind in SHEET_FIELDS),
        about_sheet(export, lists),
        _lists_sheet(lists),
    ]


def cell_value(kind: RowKind, field: str, canonical: str, directory: Directory):
    """Return what stands in a cell: a day, a number, or words."""
    stored = MODELS[kind]._meta.get_field(field)
    if canonical and isinstance(stored, DateField):
        return date.fromisoformat(canonical)
    if canonical and isinstance(stored, IntegerField):
        return int(canonical)
    if canonical and isinstance(stored, DecimalField):
        return Decimal(canonical)
    return write_value(kind, field, canonical, directory=directory)


def choices_of(directory: Directory) -> list[Choices]:
    groups = sorted({group.name for group in directory.groups.values()})
    cases = sorted({str(case) for case in directory.cases.values()})
    return [
        _labels(RowKind.PRIORITY, "area", Area),
        _labels(RowKind.PRIORITY, "themes", Theme),
        _labels(RowKind.ACTION, "level", PriorityLevel),
        _labels(RowKind.ACTION, "status", ActionStatus),
        Choices(RowKind.ACTION, "action_group", tuple(groups)),
        Choices(RowKind.ACTION, "supervisory_case", tuple(cases)),
        _labels(RowKind.FUNDING, "kind", FundingKind),
        Choices(RowKind.FUNDING, YES_NO, (_("yes"), _("no"))),
    ]


def _labels(kind: RowKind, field: str, choices) -> Choices:
    return Choices(kind, field, tuple(map(str, choices.labels)))


@dataclass(frozen=True, slots=True)
class _Book:
    export: RoadmapExport
    rows: Snapshot
    directory: Directory
    lists: list[Choices]

    def sheet(self, kind: RowKind) -> SheetOut:
        numbers = numbers_of(self.rows)
        titles = {row.key: row.values.get("title", "") for row in self.rows}
        fields = SHEET_FIELDS[kind]
        return SheetOut(
            title=sheet_title(kind),
            columns=self._columns(kind, fields),
            rows=[
                [row.key, *self._cells(row, fields, numbers, titles)]
                for row in self.rows
                if row.kind == kind
            ],
            frozen=2 if kind is RowKind.PRIORITY else 3,
        )

    def _columns(self, kind: RowKind, fields: Iterable[str]) -> list[Column]:
        return [
            Column(mark_of(kind, self.export), is_hidden=True),
            *(
                Column(
                    heading(kind, field),
                    width=WIDE.get(field) or NARROW.get(field, 22),
                    is_fixed=field == CONTEXT,
                    choices=self._offered(kind, field),
                )
                for field in fields
            ),
        ]

    def _offered(self, kind: RowKind, field: str) -> str:
        if field == ABOVE:
            above = RowKind.PRIORITY if kind is RowKind.ACTION else RowKind.ACTION
            rows = sum(row.kind == above for row in self.rows)
            return range_of(sheet_title(above), 1, rows + 100)
        for number, each in enumerate(self.lists):
            # Several themes fit into one cell: a list would allow only one.
            is_list = bool(each.words) and field != "themes"
            if is_list and (each.kind, each.field) == (kind, field):
                return range_of(_lists_title(), number, len(each.words))
        return ""

    def _cells(self, row: RowSnapshot, fields, numbers, titles) -> Iterable[object]:
        for field in fields:
            if field == NUMBER:
                yield numbers[row.key]
            elif field == ABOVE:
                yield numbers[row.parent]
            elif field == CONTEXT:
                yield titles[row.parent]
            else:
                text = row.values[field]
                yield cell_value(row.kind, field, text, self.directory)


def _lists_title() -> str:
    return _("Lists")


def _lists_sheet(lists: list[Choices]) -> SheetOut:
    longest = max(len(each.words) for each in lists)
    return SheetOut(
        title=_lists_title(),
        columns=[Column(heading(each.kind, each.field)) for each in lists],
        rows=[
            [each.words[row] if row < len(each.words) else "" for each in lists]
            for row in range(longest)
        ],
        is_hidden=True,
    )


def about_sheet(export: RoadmapExport, lists: list[Choices]) -> SheetOut:
    """Explain the file to whoever opens it, with the words each column knows."""
    roadmap = export.roadmap
    lines = [
        (_("Roadmap"), f"{roadmap.pathfinder}: {roadmap}"),
        (_("Version"), str(roadmap.number)),
        (_("Taken away by"), str(export.created_by)),
        (_("Taken away on"), export.created_at.date().isoformat()),
        (_("How to use this file"), _how_to()),
        (_("New rows"), _how_to_add()),
        (_("Rows you delete"), _how_to_delete()),
        (_("Days and numbers"), _how_to_write()),
    ]
    lines += [
        (heading(each.kind, each.field), "; ".join(each.words))
        for each in lists
        if each.words
    ]
    return SheetOut(
        title=_("About"),
        columns=[
            Column(mark_of(ABOUT, export), is_hidden=True),
            *(Column(_("About this file"), 34), Column(_("Explanation"), 100)),
        ],
        rows=[["", *line] for line in lines],
    )


def _how_to() -> str:
    return _(
        "Change cells, then bring the file back on the page “Bring a table”. What "
        "somebody changed in the browser meanwhile is kept, and where you both changed "
        "the same cell you are asked. The first column of each sheet is hidden: it "
        "tells which row is which. Leave it as it is."
    )


def _how_to_add() -> str:
    return _(
        "Write below the last row or insert a row. Give a new priority or action a "
        "number of your own that is not used yet, and name that number in the other "
        "sheets."
    )


def _how_to_delete() -> str:
    return _("They are shown before anything happens, and go only when you confirm it.")


def _how_to_write() -> str:
    return _(
        "Days: 2026-12-31. Amounts: digits only. One currency in a cell, as three "
        "letters. Several themes or partners: with a semicolon between them."
    )


def mark_of(holds: str, export: RoadmapExport) -> str:
    """Return what tells a sheet when it comes back."""
    return f"a87|{holds}|{(get_language() or 'en')[:2]}|{export.token}"


def token_of(mark: str) -> UUID | None:
    """Return the token that the first cell of a sheet carries."""
    match = MARK.fullmatch(mark)
    try:
        return UUID(match[3]) if match else None
    except ValueError:
        return None
