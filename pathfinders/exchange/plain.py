"""A table that people made themselves: its rows laid over those on record.

Without keys a row is known by its words: the same priority, and below it the same
action. Cells that are empty change nothing, and no row is removed.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from alliance87.core.spreadsheets import Sheet
from pathfinders.exchange.amounts import BENCHMARK_LINE, read_money
from pathfinders.exchange.brought import Place, Reader, same_names
from pathfinders.exchange.columns import (
    ACTION_TITLE,
    AMOUNTS,
    BENCHMARKS,
    BY_NAME,
    MONEY,
    PRIORITY_TITLE,
)
from pathfinders.exchange.merge import children_of
from pathfinders.exchange.returned import in_reading_order
from pathfinders.row_values.directory import folded
from pathfinders.snapshots import FIELDS, RowKind, RowSnapshot

NO_GROUP = re.compile(
    r"(?:none|no link|no|aucun|sans lien|ninguno|sin vínculo)\s*[:,;–—-]\s*(?P<why>.+)",
    re.IGNORECASE | re.DOTALL,
)
NOTHING = {"", "-", "–", "—", "n/a", "none", "aucun", "ninguno", "no", "néant"}


@dataclass(slots=True)
class Current:
    """Where the reading stands: the priority and the action of the last row."""

    priority: str = ""
    action: str = ""


class PlainTable:
    """Reads one sheet; `mapping` names the target of each column."""

    def __init__(
        self,
        sheet: Sheet,
        header: int | None,
        mapping: Sequence[str],
        reader: Reader,
        *,
        namespace: UUID,
    ):
        self.sheet, self.header, self.reader = sheet, header, reader
        self.namespace = namespace
        self.columns = {name: at for at, name in enumerate(mapping) if name in BY_NAME}
        self.rows = {row.key: row for row in reader.brought.base}
        self.headings = sheet.rows[header] if header is not None else ()
        self.titles = self._known_titles()
        self.children = children_of(reader.brought.base)
        self.used: set[str] = set()
        self.first_seen: dict[tuple[str, str], int] = {}
        self.at = Current()

    def read(self) -> None:
        brought = self.reader.brought
        first = 0 if self.header is None else self.header + 1
        for row in range(first, len(self.sheet.rows)):
            if any(self.sheet.rows[row]):
                self._read_row(row)
        brought.yours = in_reading_order(self.rows)

    def _known_titles(self) -> dict[tuple[str, str], list[str]]:
        """Map parent and title to the rows on record, in their order."""
        titles = defaultdict(list)
        for row in self.rows.values():
            if row.kind in {RowKind.PRIORITY, RowKind.ACTION}:
                titles[row.parent, folded(row.values["title"])].append(row.key)
        return titles

    # --- One row --------------------------------------------------------------------

    def _read_row(self, row: int) -> None:
        above = self._place(row, RowKind.PRIORITY)
        if title := self._heading_row(row):
            self.at = Current(self._priority(title, row, above))
            return
        place = self._place(row, RowKind.ACTION, MONEY)
        is_repeated = self._is_repeated_action(row)
        if title := self._text(PRIORITY_TITLE, row):
            before = self.at.priority
            self.at.priority = self._priority(title, row, above)
            if self.at.priority != before:
                self.at.action = ""
        self._set(self.at.priority, RowKind.PRIORITY, row, above)
        title = self._text(ACTION_TITLE, row)
        if not title:
            self._refuse_loose_cells(row, place)
            return
        if not self.at.priority:
            text = _("There is no priority above this action.")
            column = self.columns.get(PRIORITY_TITLE)
            self.reader.refuse(place, text, column=column)
            return
        if not (is_repeated and self.at.action):
            self.at.action = self._action(title, row, place)
        self._set(self.at.action, RowKind.ACTION, row, place)
        self._money(row, place)
        self._benchmarks(row, place)

    def _text(self, name: str, row: int) -> str:
        at = self.columns.get(name)
        return "" if at is None else self.sheet.rows[row][at]

    def _place(self, row: int, *kinds: str) -> Place:
        columns = {
            target.field: at
            for name, at in self.columns.items()
            if (target := BY_NAME[name]).of in kinds
        }
        return Place("", row, columns, self.headings)

    def _heading_row(self, row: int) -> str:
        """Return the text of a row that is one merged cell: the name of a priority."""
        cells = self.sheet.rows[row]
        filled = [at for at, text in enumerate(cells) if text]
        if len(filled) != 1:
            return ""
        area = self.sheet.range_at(row, filled[0])
        is_wide = area is not None and area[3] - area[1] + 1 >= max(2, len(cells) // 2)
        return cells[filled[0]] if is_wide else ""

    def _is_repeated_action(self, row: int) -> bool:
        at = self.columns.get(ACTION_TITLE)
        return at is not None and self.sheet.is_repeated(row, at)

    def _refuse_loose_cells(self, row: int, place: Place) -> None:
        """Refuse what stands beside no action: it would be lost."""
        for name, at in self.columns.items():
            if name.startswith(RowKind.PRIORITY) or self.sheet.is_repeated(row, at):
                continue
            if self.sheet.rows[row][at]:
                text = _("The row has no action that this could belong to.")
                self.reader.refuse(place, text, column=at)

    # --- Which row it is --------------------------------------------------------------

    def _priority(self, title: str, row: int, place: Place) -> str:
        known = self.titles["", folded(title)]
        if not known:
            key = self._new(RowKind.PRIORITY, "", title, row, place)
            known.append(key)
        self.reader.brought.places.setdefault(known[0], place)
        return known[0]

    def _action(self, title: str, row: int, place: Place) -> str:
        """Return the next action of this name that no row of the table took yet."""
        known = self.titles[self.at.priority, folded(title)]
        free = [key for key in known if key not in self.used]
        if known and not free:
            first = self.first_seen[self.at.priority, folded(title)] + 1
            text = _("Row %s has the same action: this becomes a second one.") % first
            self.reader.warn(place, text, column=self.columns[ACTION_TITLE])
        if not free:
            free = [self._new(RowKind.ACTION, self.at.priority, title, row, place)]
            known += free
        self.used.add(free[0])
        self.first_seen.setdefault((self.at.priority, folded(title)), row)
        self.reader.brought.places[free[0]] = place
        return free[0]

    def _new(self, kind, parent: str, title: str, row: int, place: Place) -> str:
        key = str(uuid5(self.namespace, f"{kind}:{row}:{title}"))
        at = self.columns.get(f"{kind}.title")
        values = dict.fromkeys(FIELDS[kind], "")
        values["title"] = self.reader.canonical(kind, "title", title, place)
        # The title of a row that is one merged cell stands in no column of its own.
        if at is None and not values["title"]:
            self.reader.refuse(place, _("The title is missing."))
        self.rows[key] = RowSnapshot(kind, key, parent, values)
        return key

    # --- What it says -----------------------------------------------------------------

    def _set(self, key: str, kind: RowKind, row: int, place: Place) -> None:
        if not key:
            return
        stored = self.rows[key]
        values = dict(stored.values)
        for name, at in self.columns.items():
            target = BY_NAME[name]
            if target.of != kind or target.field == "title":
                continue
            text = self.sheet.rows[row][at]
            if text:
                values |= self._typed(kind, target.field, text, values, place)
        self._refuse_second_values(key, kind, values, place)
        self.rows[key] = RowSnapshot(kind, key, stored.parent, values)

    def _typed(self, kind, field: str, text: str, values: Mapping, place) -> dict:
        if field == "action_group":
            return self._group(text, place)
        canonical = self.reader.canonical(kind, field, text, place)
        if field == "no_group_reason":
            return {field: canonical, "action_group": ""}
        if field == "partners" and same_names(canonical, values[field]):
            return {}
        return {field: canonical}

    def _group(self, text: str, place: Place) -> dict:
        """Read a group, or the reason why there is none: `none: not yet founded`."""
        if folded(text) in NOTHING:
            return {}
        if match := NO_GROUP.fullmatch(text.strip()):
            kind, name = RowKind.ACTION, "no_group_reason"
            why = self.reader.canonical(kind, name, match["why"], place)
            return {"action_group": "", name: why}
        name = "action_group"
        found = self.reader.canonical(RowKind.ACTION, name, text, place)
        return {name: found, "no_group_reason": ""}

    def _refuse_second_values(self, key, kind, values: Mapping, place: Place) -> None:
        """Refuse two values for one thing: which of them counts is not ours to say."""
        said = self.reader.said.setdefault(key, {})
        for name in self.columns:
            target = BY_NAME[name]
            if target.of != kind or target.field == "title":
                continue
            text = self.sheet.rows[place.row][self.columns[name]]
            if not text:
                continue
            before = said.setdefault(target.field, (values[target.field], place.row))
            if before[0] != values[target.field]:
                sentence = _("Row %s says something else for the same %s.")
                sentence %= (before[1] + 1, _thing(kind))
                self.reader.refuse(place, sentence, column=self.columns[name])

    # --- Money and benchmarks -------------------------------------------------------

    def _money(self, row: int, place: Place) -> None:
        """Read the amounts; one that is merged over several rows counts once."""
        cells = {}
        for name, at in self.columns.items():
            target = BY_NAME[name]
            if target.of != MONEY:
                continue
            if target.field in AMOUNTS and self.sheet.is_repeated(row, at):
                self._say_counted_once(row, at, place)
            else:
                cells[target.field] = self.sheet.rows[row][at]
        for values in read_money(cells, place, self.reader):
            same_by = ("kind", "currency", "year", "source")
            self._put(RowKind.FUNDING, values, same_by, place)

    def _say_counted_once(self, row: int, at: int, place: Place) -> None:
        area = self.sheet.range_at(row, at)
        text = self.sheet.rows[row][at]
        if area and text and not self._is_repeated_action(row):
            text = _("The amount is merged with row %s and counts once, there.")
            self.reader.warn(place, text % (area[0] + 1), column=at)

    def _benchmarks(self, row: int, place: Place) -> None:
        at = self.columns.get(BENCHMARKS.name)
        if at is None or (
            self.sheet.is_repeated(row, at) and self._is_repeated_action(row)
        ):
            return
        parts = re.split(r"[;\n](?=\s*\d{4}\s*[:–—-])", self.sheet.rows[row][at])
        for part in filter(None, map(str.strip, parts)):
            match = BENCHMARK_LINE.fullmatch(part)
            if not match:
                text = _("Write each benchmark with its year, as “2026: the law”.")
                self.reader.refuse(place, text, column=at)
                return
            values = {
                name: self._benchmark_value(name, match[name], place, at)
                for name in ("year", "text")
            }
            self._put(RowKind.BENCHMARK, values, ("year",), place)

    def _benchmark_value(self, name: str, text: str, place: Place, at: int) -> str:
        here = Place(place.sheet, place.row, {name: at}, place.headings)
        return self.reader.canonical(RowKind.BENCHMARK, name, text, here)

    def _put(self, kind: RowKind, values: dict, same_by, place: Place) -> None:
        """Change the line on record that means the same, or add one."""
        for key in self.children[self.at.action]:
            stored = self.rows[key]
            same = stored.kind == kind and key not in self.used
            if same and all(stored.values[name] == values[name] for name in same_by):
                self.used.add(key)
                self.reader.brought.places[key] = place
                changed = stored.values | values
                self.rows[key] = RowSnapshot(kind, key, stored.parent, changed)
                return
        name = f"{kind}:{self.at.action}:{sorted(values.items())}:{len(self.rows)}"
        key = str(uuid5(self.namespace, name))
        self.used.add(key)
        self.reader.brought.places[key] = place
        blank = {"is_public": "yes"} if kind is RowKind.FUNDING else {}
        self.children[self.at.action].append(key)
        self.rows[key] = RowSnapshot(kind, key, self.at.action, blank | values)


def _thing(kind: RowKind) -> str:
    return _("priority") if kind is RowKind.PRIORITY else _("action")
