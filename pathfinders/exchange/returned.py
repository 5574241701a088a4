"""A file that was made here, back with its changes: read row by row into a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.spreadsheets import Sheet, Table, plain_number, readable
from pathfinders.exchange.brought import Place, Reader, Remark, same_names
from pathfinders.exchange.columns import plain
from pathfinders.exchange.merge import by_key, children_of
from pathfinders.exchange.workbook import (
    ABOUT,
    ABOVE,
    CONTEXT,
    MARK,
    NUMBER,
    SHEET_FIELDS,
    cell_value,
    heading,
    numbers_of,
    sheet_title,
)
from pathfinders.models import RoadmapExport
from pathfinders.snapshots import FIELDS, RowKind, RowSnapshot, Snapshot

ABOVE_OF = {
    RowKind.ACTION: RowKind.PRIORITY,
    RowKind.BENCHMARK: RowKind.ACTION,
    RowKind.FUNDING: RowKind.ACTION,
}
# What an empty cell of a new row stands for.
EMPTY = {"is_public": "yes"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file, before the row above it is found."""

    key: str
    kind: RowKind
    number: str
    above: str
    place: Place
    values: dict[str, str]


def marked_sheets(table: Table) -> dict[RowKind, tuple[Sheet, str, str]]:
    """Return sheet, language and token of each kind of row that a table carries."""
    found: dict[RowKind, tuple[Sheet, str, str]] = {}
    for sheet in table.sheets:
        match = MARK.fullmatch(sheet.rows[0][0])
        if match and match[1] in SHEET_FIELDS:
            found.setdefault(RowKind(match[1]), (sheet, match[2], match[3]))
    return found


def read_returned(table: Table, export: RoadmapExport, reader: Reader) -> None:
    """Fill `reader.brought` from the sheets; its `base` holds the rows as exported."""
    sheets = marked_sheets(table)
    lines: list[Line] = []
    for kind in SHEET_FIELDS:
        if kind in sheets:
            lines += _SheetReader(kind, sheets[kind], export, reader).lines()
        else:
            reader.brought.notes.append(
                _("The file has no sheet “%s”: nothing changes there.")
                % sheet_title(kind)
            )
    _say_what_is_left_out(table, sheets, reader)
    _Joiner(lines, set(sheets), reader).join()


def _say_what_is_left_out(table: Table, sheets: Mapping, reader: Reader) -> None:
    read = [sheet for sheet, _language, _token in sheets.values()]
    for sheet in table.sheets:
        mark = MARK.fullmatch(sheet.rows[0][0])
        is_about = mark is not None and mark[1] == ABOUT
        if is_about or any(sheet is each for each in read):
            continue
        text = _(
            "The sheet “%s” is not one of the file as it was made: it is not read."
        )
        reader.brought.warnings.append(Remark(text % sheet.name, sheet.name))


# --- Cells ----------------------------------------------------------------------------


class _SheetReader:
    """Reads the rows of one sheet. A cell left as it was keeps its exact value."""

    def __init__(self, kind, marked, export: RoadmapExport, reader: Reader):
        self.kind = kind
        self.sheet, language, _token = marked
        self.export = export
        self.reader = reader
        self.stored = by_key(reader.brought.base)
        self.numbers = numbers_of(reader.brought.base)
        with override(language):
            self.headings = {
                plain(heading(kind, field)): field for field in SHEET_FIELDS[kind]
            }
            self.shown = {
                (row.key, field): self._as_read(field, row.values[field])
                for row in reader.brought.base
                if row.kind == kind
                for field in FIELDS[kind]
            }
        self.columns = self._find_columns()
        self.seen: dict[str, int] = {}

    def lines(self) -> list[Line]:
        return [
            self._line(row, cells)
            for row, cells in enumerate(self.sheet.rows)
            if row and any(cells[1:])
        ]

    def _as_read(self, field: str, canonical: str) -> str:
        """Return a value as the reader of spreadsheets gives it back."""
        directory = self.reader.directory
        value = cell_value(self.kind, field, canonical, directory)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return plain_number(value)
        return readable(str(value)).strip()

    def _find_columns(self) -> dict[str, int]:
        columns: dict[str, int] = {}
        brought, facts = self.reader.brought, {"sheet": self.sheet.name}
        for at, text in enumerate(self.sheet.rows[0][1:], start=1):
            field = self.headings.get(plain(text))
            if field and field not in columns:
                columns[field] = at
            elif any(row[at] for row in self.sheet.rows):
                sentence = _(
                    "Sheet “%(sheet)s”: the column “%(column)s” is not one of the "
                    "roadmap and is left out."
                ) % (facts | {"column": text})
                brought.warnings.append(Remark(sentence, self.sheet.name))
        for field in FIELDS[self.kind]:
            if field not in columns:
                brought.notes.append(
                    _(
                        "Sheet “%(sheet)s” has no column “%(column)s”: nothing "
                        "changes in it."
                    )
                    % (facts | {"column": heading(self.kind, field)})
                )
        return columns

    def _line(self, row: int, cells: tuple[str, ...]) -> Line:
        place = Place(self.sheet.name, row, self.columns, self.sheet.rows[0])
        key = self._key(row, cells, place)
        known = self.stored.get(key)
        number, above = (
            self._reference(name, cells, self.numbers.get(of, ""))
            for name, of in ((NUMBER, key), (ABOVE, known.parent if known else ""))
        )
        if known:
            self._compare_context(cells, known, place)
        values = {
            field: self._value(field, cells, known, place)
            for field in FIELDS[self.kind]
        }
        return Line(key, self.kind, number, above, place, values)

    def _reference(self, name: str, cells, stored: str) -> str:
        at = self.columns.get(name)
        return _folded(stored if at is None else cells[at])

    def _key(self, row: int, cells: tuple[str, ...], place: Place) -> str:
        """Return the key of a known row; a copy of it, or a new row, gets its own.

        The same new row in the same file has the same key each time it is brought.
        """
        stored = self.stored.get(cells[0])
        if stored and stored.kind == self.kind:
            if cells[0] not in self.seen:
                self.seen[cells[0]] = row
                return cells[0]
            first = self.seen[cells[0]] + 1
            text = _("This is a copy of row %s and becomes a new row.") % first
            self.reader.warn(place, text)
        name = "\x1f".join([self.kind, str(row), *cells[1:]])
        return str(uuid5(self.export.token, name))

    def _value(self, field: str, cells, known: RowSnapshot | None, place) -> str:
        before = known.values[field] if known else EMPTY.get(field, "")
        at = self.columns.get(field)
        if at is None:
            return before
        if known and cells[at] == self.shown[known.key, field]:
            return before
        text = self.reader.canonical(self.kind, field, cells[at], place)
        same = field == "partners" and same_names(text, before)
        return before if same else text

    def _compare_context(self, cells, known: RowSnapshot, place: Place) -> None:
        at = self.columns.get(CONTEXT)
        above = self.stored.get(known.parent)
        if at is None or above is None:
            return
        if cells[at] != readable(above.values["title"]).strip():
            text = _("This column is only to read. Change it in the sheet “%s”.")
            text %= sheet_title(RowKind.ACTION)
            self.reader.warn(place, text, column=at)


def _folded(reference: str) -> str:
    return "".join(reference.split()).upper()


# --- Rows under rows ------------------------------------------------------------------


class _Joiner:
    """Puts each row below the one that it names."""

    def __init__(self, lines: list[Line], present: set[RowKind], reader: Reader):
        self.lines = lines
        self.present = present
        self.reader = reader
        self.base = reader.brought.base
        self.stored = by_key(self.base)
        self.base_numbers = numbers_of(self.base)
        self.by_number: dict[str, str] = {}
        self.rows: dict[str, RowSnapshot] = {}

    def join(self) -> None:
        for row in self.base:
            # A row without its sheet stays known by its number.
            if row.kind not in self.present and row.key in self.base_numbers:
                self.by_number[_folded(self.base_numbers[row.key])] = row.key
        for line in self.lines:
            if line.number:
                self.by_number.setdefault(line.number, line.key)
        for kind in (RowKind.PRIORITY, *ABOVE_OF):
            self._keep_lines(kind)
        brought = self.reader.brought
        brought.yours = in_reading_order(self.rows)

    def _keep_lines(self, kind: RowKind) -> None:
        if kind not in self.present:
            for row in self.base:
                if row.kind == kind and (not row.parent or row.parent in self.rows):
                    self.rows[row.key] = row
            return
        for line in (each for each in self.lines if each.kind == kind):
            parent = self._parent(line) if kind in ABOVE_OF else ""
            if parent is not None:
                self.rows[line.key] = RowSnapshot(kind, line.key, parent, line.values)
                self.reader.brought.places[line.key] = line.place

    def _parent(self, line: Line) -> str | None:
        """Return the key of the row above; None where there is none to find.

        Rows of an action that is not in the file any more go with it.
        """
        known = self.stored.get(line.key)
        own = self.base_numbers.get(known.parent, "") if known else ""
        if known and line.above in {"", _folded(own)}:
            return known.parent if known.parent in self.rows else None
        found = self.rows.get(self.by_number.get(line.above, ""))
        if found and found.kind == ABOVE_OF[line.kind]:
            return found.key
        sheet = sheet_title(ABOVE_OF[line.kind])
        text = _("Name the row of the sheet “%s” that this belongs to.") % sheet
        if line.above:
            text = _("There is no row “%(number)s” in the sheet “%(sheet)s”.") % {
                "number": line.above,
                "sheet": sheet,
            }
        self.reader.refuse(line.place, text, column=line.place.columns.get(ABOVE))
        return None


def in_reading_order(rows: Mapping[str, RowSnapshot]) -> Snapshot:
    """Return each row directly below the row above it."""
    children, ordered = children_of(tuple(rows.values())), []

    def walk(parent: str) -> None:
        for key in children.get(parent, []):
            ordered.append(rows[key])
            walk(key)

    walk("")
    return tuple(ordered)
