"""Three states of the same rows become one: as taken away, as brought, as stored.

Pure: it reads and writes no record. Nothing is lost silently: each change of either
side is in the result, or among the decisions that a person must take first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pathfinders.exchange.order import merge_order
from pathfinders.snapshots import FIELDS, RowKind, RowSnapshot, Snapshot

PARENT = "parent"
YOURS, CURRENT = "yours", "current"
ORDERED = (RowKind.PRIORITY, RowKind.ACTION)


class Undecided(Exception):
    """A conflict has no decision yet."""


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    REMOVED = "removed"  # not in the file; goes when a person confirms it
    BROUGHT_BACK = "brought_back"  # changed in the file, deleted in the browser
    DELETED = "deleted"  # in the browser meanwhile; the file did not touch it
    ADDED = "added"  # in the browser meanwhile


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in its three states; `base` is None where it was never taken away."""

    field: str
    base: str | None
    yours: str
    current: str

    @property
    def is_yours(self) -> bool:
        return self.yours != self.base and self.current == self.base

    @property
    def is_theirs(self) -> bool:
        return self.current != self.base and self.yours == self.base

    @property
    def is_conflict(self) -> bool:
        return self.yours != self.current and self.base not in (
            self.yours,
            self.current,
        )

    def merged(self, choice: str = "") -> str:
        if self.is_conflict:
            if choice not in {YOURS, CURRENT}:
                raise Undecided(self.field)
            return self.yours if choice == YOURS else self.current
        return self.current if self.yours == self.base else self.yours


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row with its three states; None where it does not exist.

    `follows` is the key of the row above whose decision it shares. `is_clash`: the row
    was deleted on one side and changed on the other.
    """

    key: str
    kind: RowKind
    fate: Fate
    base: RowSnapshot | None
    yours: RowSnapshot | None
    current: RowSnapshot | None
    cells: tuple[Cell, ...] = ()
    follows: str = ""
    is_clash: bool = False

    @property
    def shown(self) -> RowSnapshot:
        states = (self.yours, self.current, self.base)
        return next(state for state in states if state)

    @property
    def conflicts(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.is_conflict)

    @property
    def needed(self) -> tuple[str, ...]:
        """The names of the decisions that this row waits for."""
        if self.is_clash:
            return (self.key,)
        return tuple(decision(self.key, cell.field) for cell in self.conflicts)


@dataclass(frozen=True, slots=True)
class Merge:
    rows: tuple[MergedRow, ...]
    base: Snapshot
    yours: Snapshot
    current: Snapshot

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(name for row in self.rows for name in row.needed)

    def undecided(self, choices: Mapping[str, str]) -> tuple[str, ...]:
        taken = {YOURS, CURRENT}
        return tuple(name for name in self.needed if choices.get(name) not in taken)

    def count(self, fate: Fate) -> int:
        return sum(row.fate == fate for row in self.rows)

    def result(self, choices: Mapping[str, str]) -> tuple[Snapshot, tuple[str, ...]]:
        """Return the rows as they become, and the parents whose order both changed.

        Raises Undecided while a conflict has no decision. A row that is not in the
        file stays unless its deletion is confirmed.
        """
        kept: dict[str, RowSnapshot] = {}
        for row in self.rows:
            if merged := _merged(row, choices):
                kept[row.key] = merged
        _give_parents(kept, self)
        return _in_order(kept, self)


def decision(key: str, field: str) -> str:
    return f"{key}.{field}"


def merge(base: Snapshot, yours: Snapshot, current: Snapshot) -> Merge:
    """Compare three states of rows, which know each other by their keys."""
    states = _States(base, yours, current)
    rows = tuple(states.row(key) for key in states.all_keys())
    return Merge(rows, base, yours, current)


class _States:
    def __init__(self, base: Snapshot, yours: Snapshot, current: Snapshot):
        self.base, self.yours, self.current = map(by_key, (base, yours, current))
        self.under_yours = children_of(yours)
        self.under_current = children_of(current)

    def all_keys(self) -> Iterable[str]:
        """Return all keys: as the file has them, then what stands only elsewhere."""
        return dict.fromkeys([*self.yours, *self.current, *self.base])

    def row(self, key: str) -> MergedRow:
        base, yours, current = (
            state.get(key) for state in (self.base, self.yours, self.current)
        )
        kind = next(state.kind for state in (yours, current, base) if state)
        if yours and current:
            cells = _cells(base, yours, current)
            return MergedRow(key, kind, _fate(cells), base, yours, current, cells)
        fate, is_clash, follows = self._one_sided(key, base, yours, current)
        return MergedRow(
            key, kind, fate, base, yours, current, (), follows, is_clash=is_clash
        )

    def _one_sided(self, key, base, yours, current) -> tuple[Fate, bool, str]:
        """Return the fate of a row that does not stand on both sides."""
        if yours:
            top = self._top(key, self.yours, self.current)
            if base is None and top == key:
                return Fate.NEW, False, ""
            top_changed = self._is_touched(top)
            if not top_changed:
                return Fate.DELETED, False, "" if top == key else top
            return Fate.BROUGHT_BACK, top == key, "" if top == key else top
        if current:
            top = self._top(key, self.current, self.yours)
            if base is None and top == key:
                return Fate.ADDED, False, ""
            is_clash = top == key and self._has_changed_there(key)
            return Fate.REMOVED, is_clash, "" if top == key else top
        return Fate.DELETED, False, ""

    def _top(self, key: str, here: dict, there: dict) -> str:
        """Return the highest row above that is on this side only, and was on both.

        New rows below it share its decision; a new row on its own is its own top.
        """
        top = key
        above = here[key].parent
        while above in here and above not in there:
            if above in self.base:
                top = above
            above = here[above].parent
        return top

    def _is_touched(self, key: str) -> bool:
        """Whether the file changed a deleted row, or put something new under it."""
        if _differs(self.base.get(key), self.yours[key]):
            return True
        return any(
            _differs(self.base.get(child), self.yours[child])
            for child in below(key, self.under_yours)
        )

    def _has_changed_there(self, key: str) -> bool:
        if _differs(self.base.get(key), self.current[key]):
            return True
        return any(
            _differs(self.base.get(child), self.current[child])
            for child in below(key, self.under_current)
            if child not in self.yours
        )


def _cells(base, yours, current) -> tuple[Cell, ...]:
    """Return the cells of a row; one that was never taken away has an empty base.

    Then two different values are a conflict, as neither is known to be the older.
    """
    cells = [
        Cell(
            field,
            base.values[field] if base else _no_base(yours, current, field),
            yours.values[field],
            current.values[field],
        )
        for field in FIELDS[yours.kind]
    ]
    if yours.kind is not RowKind.PRIORITY:
        before = base.parent if base else current.parent
        cells.append(Cell(PARENT, before, yours.parent, current.parent))
    return tuple(cells)


def _no_base(yours, current, field: str) -> str | None:
    same = yours.values[field] == current.values[field]
    return current.values[field] if same else None


def _fate(cells: tuple[Cell, ...]) -> Fate:
    if any(cell.is_conflict for cell in cells):
        return Fate.CONFLICT
    return Fate.CHANGED if any(cell.is_yours for cell in cells) else Fate.SAME


def _differs(one: RowSnapshot | None, other: RowSnapshot) -> bool:
    return one is None or (one.values, one.parent) != (other.values, other.parent)


def _merged(row: MergedRow, choices: Mapping[str, str]) -> RowSnapshot | None:
    """Return the row as it becomes, or None when it goes."""
    if row.yours and row.current:
        taken = {
            cell.field: cell.merged(choices.get(decision(row.key, cell.field), ""))
            for cell in row.cells
        }
        parent = taken.pop(PARENT, "")
        return RowSnapshot(row.kind, row.key, parent, taken)
    if row.fate in {Fate.NEW, Fate.ADDED}:
        return row.yours or row.current
    if row.fate is Fate.DELETED:
        return None
    choice = choices.get(row.follows or row.key, "")
    if row.is_clash and choice not in {YOURS, CURRENT}:
        raise Undecided(row.key)
    return row.yours if choice == YOURS else row.current


def _give_parents(kept: dict[str, RowSnapshot], merged: Merge) -> None:
    """Leave no row without the row above it: two decisions may contradict each other.

    It goes back to where it is stored, else what stood above it stays.
    """
    known = by_key(merged.base) | by_key(merged.yours) | by_key(merged.current)
    stored = by_key(merged.current)
    waiting = list(kept.values())
    while waiting:
        row = waiting.pop()
        if not row.parent or row.parent in kept:
            continue
        before = stored.get(row.key)
        if before and before.parent in kept:
            kept[row.key] = RowSnapshot(row.kind, row.key, before.parent, row.values)
            continue
        above = known[row.parent]
        kept[above.key] = above
        waiting.append(above)


# --- Order --------------------------------------------------------------------------


def _in_order(kept: dict[str, RowSnapshot], merged: Merge):
    """Return the rows in reading order, and the parents whose order both changed."""
    orders = [
        children_of(state) for state in (merged.base, merged.yours, merged.current)
    ]
    under: dict[str, list[str]] = defaultdict(list)
    for row in kept.values():
        under[row.parent].append(row.key)
    clashes, rows = [], []

    def walk(parent: str) -> None:
        ordered, clash = merge_order(
            *(order.get(parent, []) for order in orders), keep=under.get(parent, [])
        )
        if clash and any(kept[key].kind in ORDERED for key in ordered):
            clashes.append(parent)
        for key in ordered:
            rows.append(kept[key])
            walk(key)

    walk("")
    return tuple(rows), tuple(clashes)


# --- Snapshots ----------------------------------------------------------------------


def by_key(rows: Snapshot) -> dict[str, RowSnapshot]:
    return {row.key: row for row in rows}


def children_of(rows: Snapshot) -> dict[str, list[str]]:
    """Return the keys under each row, in their order; priorities stand under ""."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.parent].append(row.key)
    return found


def below(key: str, children: Mapping[str, list[str]]) -> Iterator[str]:
    for child in children.get(key, []):
        yield child
        yield from below(child, children)
