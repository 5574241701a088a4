"""What would come of a workbook: line by line, before anything is written."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import ValueState
from monitoring.figures.checks import Cell as Checked
from monitoring.figures.content import NAMES, Content
from monitoring.figures.keyed import Key, cells_of, columns_of, content_of, key_of
from monitoring.models import ObservationVersion, ValueImport, WorkbookExport
from monitoring.workbook.brought import Fault
from monitoring.workbook.merging import DECISIONS, OUT, Merged, merge


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    LOCKED = "locked"  # sent in, published or closed: the file cannot change it
    REFUSED = "refused"  # what it becomes is no value, or a check refuses it
    EMPTIED = "emptied"  # emptied in the file; stays
    MISSING = "missing"  # not in the file; stays
    THEIRS = "theirs"  # changed on the site meanwhile, and kept


# What a row of the table holds beside what it states.
NOT_STATED = {each.name for each in ObservationVersion._meta.fields} - set(NAMES)


@dataclass(slots=True)
class Row:
    """A line of the plan. `content` is what would be written, None for nothing.

    `reasons` say why nothing is written, `warnings` what the checks ask about.
    """

    merged: Merged
    fate: Fate
    definition: Any
    place: str
    choice: str
    content: Content | None = None
    expected: int | None = None
    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.merged.key

    @property
    def is_undecided(self) -> bool:
        return self.fate is Fate.CONFLICT and not self.choice


@dataclass
class Plan:
    rows: list[Row]
    faults: list[Fault]
    notes: list[str]

    @property
    def written(self) -> list[Row]:
        return [row for row in self.rows if row.content is not None]

    @property
    def undecided(self) -> list[Row]:
        return [row for row in self.rows if row.is_undecided]

    def count(self, fate: Fate) -> int:
        return sum(row.fate is fate for row in self.rows)

    @property
    def digest(self) -> str:
        """Return what tells this plan from any other: what the person saw."""
        seen = [
            (
                row.key.text,
                row.choice,
                row.expected,
                sorted(map(_plain, row.merged.cells)),
            )
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        """How many of the values that are written are new, and how many change one."""
        new = sum(
            not any(cell.current for cell in row.merged.cells) for row in self.written
        )
        return {"new": new, "changed": len(self.written) - new}

    @property
    def summary(self) -> dict[str, int]:
        """The counts that stay with the import."""
        found = {fate.value: self.count(fate) for fate in Fate}
        return found | {"written": len(self.written)}

    def reasons_against(self) -> list[str]:
        """Return what keeps the workbook from being applied, one sentence each."""
        reasons = []
        if n := len(self.faults):
            text = ngettext(
                "%(n)s cell cannot be taken. Correct it and bring the file again.",
                "%(n)s cells cannot be taken. Correct them and bring the file again.",
                n,
            )
            reasons.append(text % {"n": n})
        if n := len(self.undecided):
            text = ngettext(
                "%(n)s conflict is not decided yet.",
                "%(n)s conflicts are not decided yet.",
                n,
            )
            reasons.append(text % {"n": n})
        return [*reasons, *self._refusals()] or self._nothing()

    def _refusals(self) -> list[str]:
        if n := self.count(Fate.REFUSED):
            text = ngettext(
                "%(n)s value is refused. Correct it in the file, or leave it out.",
                "%(n)s values are refused. Correct them in the file, or leave them "
                "out.",
                n,
            )
            return [text % {"n": n}]
        return []

    def _nothing(self) -> list[str]:
        return [] if self.written else [_("The workbook changes nothing.")]

    @property
    def notices(self) -> list[str]:
        """What else stands in the way than faults and conflicts, which have a place."""
        if self.faults or self.undecided:
            return self._refusals()
        return self.reasons_against()


def _plain(cell) -> list[str]:
    return [cell.field, cell.base, cell.yours, cell.current]


def plan(value_import: ValueImport, book, *, find: Callable) -> Plan:
    """Compare a file with what stands now; `find(cells)` asks the checks."""
    stored = value_import.mapping
    base = base_of(value_import.export)
    lines = {key_of(text): line for text, line in stored["lines"].items()}
    definitions = book.definitions

    def fits(key: Key, cells: Mapping[str, str]) -> bool:
        try:
            content_of(definitions[key.code], cells, Content())
        except ValidationError:
            return False
        return True

    merged = merge(
        {key: cells for key, cells in base.items() if key.code in definitions},
        {key: cells for key, (_p, cells) in lines.items() if key.code in definitions},
        book.cells(),
        missing=frozenset(map(key_of, stored["missing"])),
        fits=fits,
    )
    rows = [
        row
        for each in merged
        if (row := _row(each, lines, book, value_import.choices)) is not None
    ]
    _check(rows, book, find)
    faults = [Fault(*each) for each in stored["faults"]]
    return Plan(
        sorted(rows, key=lambda row: _order(row, book)), faults, stored["notes"]
    )


def base_of(export: WorkbookExport) -> dict[Key, dict[str, str]]:
    return {key_of(text): cells for text, cells in export.cells.items()}


def _order(row: Row, book) -> tuple:
    codes = list(book.definitions)
    return codes.index(row.key.code), -row.key.year, row.key.breakdown, row.key.text


def _row(each: Merged, lines, book, choices: Mapping[str, str]) -> Row | None:
    """Return a line of the plan; None where there is nothing to say about it."""
    key = each.key
    standing = book.standing.get(key)
    choice = choices.get(key.text, "")
    row = Row(
        merged=each,
        fate=Fate.CHANGED if standing else Fate.NEW,
        definition=book.definitions[key.code],
        place=lines[key][0] if key in lines else "",
        choice=choice if choice in DECISIONS else "",
        expected=standing.expected if standing else None,
    )
    if not each.is_touched:
        quiet = _quiet(each)
        row.fate = quiet or row.fate
        return row if quiet else None
    if why := _why_locked(standing, book):
        row.fate, row.reasons = Fate.LOCKED, [why]
        return row
    if each.is_conflict:
        row.fate = Fate.CONFLICT
    if row.choice == OUT or row.is_undecided:
        return row
    _fill(row, standing)
    return row


def _quiet(each: Merged) -> Fate | None:
    """Return why a line is listed that the file does not change."""
    if each.is_emptied:
        return Fate.EMPTIED
    if each.theirs:
        return Fate.THEIRS
    return Fate.MISSING if each.is_missing else None


def _why_locked(standing, book) -> str:
    """Return why a line cannot be written now; the same rules as for a single value."""
    state = standing.state if standing else ValueState.DRAFT
    if state in {ValueState.SUBMITTED, ValueState.ACCEPTED}:
        return _("The value was sent in. Take it back first.")
    if standing and standing.may_change:
        return ""
    if state == ValueState.PUBLISHED:
        return _("The value is published. Ask for a correction first.")
    if not book.is_open:
        return _("The round is closed for the country. Ask for more time.")
    return ""


def _fill(row: Row, standing) -> None:
    """Put what would be written into a row, or why that is no value."""
    before = standing.content if standing else Content()
    cells = row.merged.result(row.choice)
    if cells == _all(cells, cells_of(before, columns_of(row.definition))):
        return
    try:
        content = content_of(row.definition, cells, before)
        ObservationVersion(**content.columns).clean_fields(exclude=NOT_STATED)
    except ValidationError as error:
        row.fate, row.reasons = Fate.REFUSED, list(error.messages)
        return
    row.content = content
    if row.content.is_blank:
        row.content = None
        row.fate = Fate.REFUSED
        row.reasons = [_("Enter a value, or why there is none.")]


def _all(fields, cells: Mapping[str, str]) -> dict[str, str]:
    return {name: cells.get(name, "") for name in fields}


def _check(rows: list[Row], book, find: Callable) -> None:
    """Ask the checks about all that would be written, together."""
    cells = {}
    for row in rows:
        if row.content is not None:
            cell = _checked(row, book)
            cells[id(cell)] = (cell, row)
    for finding in find([cell for cell, _row in cells.values()]):
        row = cells[id(finding.cell)][1]
        if finding.blocks:
            row.fate, row.content = Fate.REFUSED, None
            row.reasons.append(finding.message)
        else:
            row.warnings.append(finding.message)


def _checked(row: Row, book) -> Checked:
    key = row.key
    return Checked(
        country=str(book.submission.pathfinder_id),
        code=key.code,
        year=key.year,
        breakdown=key.breakdown,
        source=key.source,
        variant=key.variant,
        content=row.content,
        definition=row.definition,
    )
