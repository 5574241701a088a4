"""What an import would do: each row with what it becomes, and what is against it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from alliance87.core.spreadsheets import Sheet, Table
from pathfinders.exchange.amounts import mixed, mixes_currencies
from pathfinders.exchange.brought import Brought, Place, Reader, Remark, in_order
from pathfinders.exchange.columns import ACTION_TITLE, PRIORITY_TITLE
from pathfinders.exchange.merge import (
    YOURS,
    Fate,
    Merge,
    MergedRow,
    by_key,
    decision,
    merge,
)
from pathfinders.exchange.plain import PlainTable
from pathfinders.exchange.returned import marked_sheets, read_returned
from pathfinders.exchange.workbook import MODELS
from pathfinders.models import (
    FundingLine,
    Roadmap,
    RoadmapImport,
    SupportNeed,
)
from pathfinders.row_values import (
    Directory,
    check_row,
    set_values,
    split_partners,
    unexplained_spending,
)
from pathfinders.snapshots import (
    RowKind,
    Snapshot,
    from_json,
    take_snapshot,
    to_json,
)

NAMESPACE = UUID("6d3f0b5e-3f0e-4d0a-9c55-6f8f5b1a8701")
# Fields that are judged together: an error of one is an error of the other.
TOGETHER = (
    {"starts_on", "ends_on"},
    {"action_group", "no_group_reason"},
    {"target", "target_on"},
)


@dataclass(frozen=True, slots=True)
class Plan:
    """`digest` stands for the stored rows that the plan was made against."""

    merge: Merge
    places: Mapping[str, Place]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    digest: str

    @property
    def has_changes(self) -> bool:
        quiet = {Fate.SAME, Fate.ADDED, Fate.DELETED}
        if any(row.fate not in quiet for row in self.merge.rows):
            return True
        base, yours = (in_place(rows) for rows in (self.merge.base, self.merge.yours))
        return [key for key in base if key in yours] != [
            key for key in yours if key in base
        ]


def in_place(rows: Snapshot) -> dict[str, None]:
    """Return the keys of the rows whose order counts."""
    kinds = {RowKind.PRIORITY, RowKind.ACTION}
    return {row.key: None for row in rows if row.kind in kinds}


def digest_of(rows: Snapshot) -> str:
    text = json.dumps(to_json(rows), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def plan_of(record: RoadmapImport) -> Plan:
    """Read the table of an import against the rows on record."""
    roadmap, table = record.roadmap, Table.from_json(record.table)
    current = take_snapshot(roadmap, private_money=True)
    directory = Directory.of(roadmap)
    base = from_json(record.export.rows) if record.export else current
    brought = Brought(base=base, notes=list(table.notes))
    reader = Reader(roadmap, directory, brought)
    if record.export:
        read_returned(table, record.export, reader)
        brought.problems += _refused_cells(table, set(_read_sheets(table)))
    else:
        sheet = table.sheets[record.mapping["sheet"]]
        brought.problems += _refused_cells(table, {sheet.name})
        _read_plain(record, sheet, reader)
    merged = merge(base, brought.yours, current)
    _Checks(roadmap, directory, brought, merged).make(record.choices)
    names = [sheet.name for sheet in table.sheets]
    return Plan(
        merge=merged,
        places=brought.places,
        problems=in_order(brought.problems, names),
        warnings=in_order(brought.warnings, names),
        notes=tuple(dict.fromkeys(brought.notes)),
        digest=digest_of(current),
    )


def _read_sheets(table: Table) -> Iterable[str]:
    return (sheet.name for sheet, _language, _token in marked_sheets(table).values())


def _refused_cells(table: Table, names: set[str]) -> list[Remark]:
    several = len(table.sheets) > 1
    remarks = []
    for each in table.problems:
        if each.sheet not in names:
            continue
        facts = {"cell": each.cell, "sheet": each.sheet, "text": each.text}
        if several:
            sentence = _("Sheet “%(sheet)s”, cell %(cell)s: %(text)s") % facts
        else:
            sentence = _("Cell %(cell)s: %(text)s") % facts
        row, column = coordinate_to_tuple(each.cell)
        sheet = each.sheet if several else ""
        remarks.append(Remark(sentence, sheet, row - 1, column - 1))
    return remarks


def _read_plain(record: RoadmapImport, sheet: Sheet, reader: Reader) -> None:
    mapping = record.mapping["columns"]
    brought = reader.brought
    if PRIORITY_TITLE not in mapping or ACTION_TITLE not in mapping:
        if PRIORITY_TITLE not in mapping:
            brought.problems.append(Remark(_("Say which column holds the priorities.")))
            brought.yours = brought.base
            return
        brought.notes.append(_("No column holds actions: only priorities are read."))
    PlainTable(
        sheet,
        record.mapping["header"],
        mapping,
        reader,
        namespace=uuid5(NAMESPACE, str(record.pk)),
    ).read()


class _Checks:
    """What no single cell shows: rows against the period, sums, the directory."""

    def __init__(self, roadmap: Roadmap, directory, brought: Brought, merged: Merge):
        self.roadmap = roadmap
        self.directory = directory
        self.brought = brought
        self.merged = merged

    def make(self, choices: Mapping[str, str]) -> None:
        for row in self.merged.rows:
            if not row.yours or row.key not in self.brought.places:
                continue
            changed = _changed_fields(row)
            if not changed:
                continue
            values = self._values(row, choices)
            if row.kind in {RowKind.PRIORITY, RowKind.ACTION}:
                self._check_row(row, values, changed)
            if row.kind is RowKind.ACTION:
                self._check_words(row, values, changed)
        self._check_sums(choices)
        self._check_needs()

    def _values(self, row: MergedRow, choices: Mapping[str, str]) -> dict[str, str]:
        """Return the values as they become; yours where nothing is decided yet."""
        if not row.current:
            return row.shown.values
        return {
            cell.field: cell.merged(choices.get(decision(row.key, cell.field)) or YOURS)
            for cell in row.cells
            if cell.field in row.shown.values
        }

    def _check_row(self, row: MergedRow, values: dict, changed: set[str]) -> None:
        record = MODELS[row.kind]()
        about = set(changed)
        for fields in TOGETHER:
            about |= fields if fields & changed else set()
        try:
            set_values(record, values, directory=self.directory, typed=False)
            check_row(record, self.roadmap)
        except ValidationError as error:
            for field, sentences in error.message_dict.items():
                if field in about:
                    self._say(self.brought.problems, row, " ".join(sentences), field)

    def _check_words(self, row: MergedRow, values: dict, changed: set[str]) -> None:
        if "budget" in changed and mixes_currencies(values["budget"]):
            self._say(self.brought.problems, row, mixed(), "budget")
        if "partners" not in changed:
            return
        _known, rest = split_partners(values["partners"], directory=self.directory)
        if rest:
            text = _("Not in the directory, so kept as text: %s.") % rest
            self._say(self.brought.warnings, row, text, "partners")

    def _check_sums(self, choices: Mapping[str, str]) -> None:
        """Refuse unexplained spending in actions whose money or explanation changes.

        Judged is what would be stored; yours where nothing is decided yet.
        """
        wanted = dict.fromkeys(self.merged.needed, YOURS) | dict(choices)
        rows, _clashes = self.merged.result(wanted)
        before, after = _money_by_action(self.merged.current), _money_by_action(rows)
        for key, (note, amounts) in after.items():
            if before.get(key) == (note, amounts):
                continue
            lines = []
            for values in amounts.values():
                if values["amount"]:  # else refused already
                    line = FundingLine()
                    set_values(line, values, directory=self.directory, typed=False)
                    lines.append(line)
            for sentence in unexplained_spending(lines, note):
                self._refuse_sum(key, amounts, sentence)

    def _refuse_sum(self, key: str, amounts: Iterable[str], sentence: str) -> None:
        """Name the row of the action, or that of an amount, or else the action."""
        places = self.brought.places
        place = next((places[each] for each in (key, *amounts) if each in places), None)
        if place:
            remark = place.remark(sentence, field_name="budget_note")
        else:
            title = by_key(self.merged.current)[key].values["title"]
            facts = {"action": title, "text": sentence}
            remark = Remark(_("“%(action)s”: %(text)s") % facts)
        self.brought.problems.append(remark)

    def _check_needs(self) -> None:
        """Say which requests for support lose the action that they stand for."""
        gone = [row.key for row in self.merged.rows if row.fate is Fate.REMOVED]
        needs = SupportNeed.objects.filter(
            action__priority__roadmap=self.roadmap, action__key__in=gone
        )
        for need in needs.select_related("action"):
            text = _(
                "The request for support “%(need)s” loses its link when the action "
                "“%(action)s” is deleted; undoing the import brings it back."
            )
            facts = {"need": need.title, "action": need.action}
            self.brought.warnings.append(Remark(text % facts))

    def _say(self, where: list[Remark], row: MergedRow, text: str, field: str) -> None:
        place = self.brought.places[row.key]
        where.append(place.remark(text, field_name=field))


def _money_by_action(rows: Snapshot) -> dict[str, tuple[str, dict[str, dict]]]:
    """Map each action to its explanation and to the values of its amounts."""
    found: dict[str, tuple[str, dict[str, dict]]] = {
        row.key: (row.values["budget_note"], {})
        for row in rows
        if row.kind is RowKind.ACTION
    }
    for row in rows:
        if row.kind is RowKind.FUNDING:
            found[row.parent][1][row.key] = row.values
    return found


def _changed_fields(row: MergedRow) -> set[str]:
    if not row.current or not row.base:
        return set(row.shown.values)
    return {cell.field for cell in row.cells if cell.is_yours or cell.is_conflict}
