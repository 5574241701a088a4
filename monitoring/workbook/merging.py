"""Three states of every line become one: as taken away, as brought, as stored.

Pure: it reads and writes no record. Each change of either side ends in the result, or
among what is listed beside it: nothing is lost silently.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from monitoring.figures.keyed import BESIDE, Key
from monitoring.workbook.brought import Cells, is_filled
from pathfinders.exchange.merge import CURRENT, YOURS, Cell

# Leave out what the file says of a line.
OUT = "out"
DECISIONS = (YOURS, CURRENT, OUT)


@dataclass(frozen=True, slots=True)
class Merged:
    """One line with its cells. `is_emptied`: the file holds nothing of it any more.

    `together` names the cells of which all count or none, because one of each side
    would not make a value.
    """

    key: Key
    cells: tuple[Cell, ...]
    is_emptied: bool = False
    is_missing: bool = False
    together: frozenset[str] = frozenset()

    @property
    def is_touched(self) -> bool:
        """Whether the file changed something that is not stored already."""
        return any(self.is_changed(cell) for cell in self.cells)

    @property
    def is_conflict(self) -> bool:
        return any(self.is_open(cell) for cell in self.cells)

    @property
    def theirs(self) -> tuple[Cell, ...]:
        """What somebody changed on the site meanwhile, and the file did not."""
        return tuple(cell for cell in self.cells if cell.is_theirs)

    def is_changed(self, cell: Cell) -> bool:
        return cell.yours != cell.base and cell.yours != cell.current

    def is_open(self, cell: Cell) -> bool:
        """Whether a person must say which of two texts counts."""
        return cell.is_conflict or (
            cell.field in self.together and cell.yours != cell.current
        )

    def result(self, choice: str = "") -> Cells:
        """Return the line as it becomes; a conflict nobody decided stays as stored."""
        if choice == OUT:
            return {cell.field: cell.current for cell in self.cells}
        found = {}
        for cell in self.cells:
            if self.is_open(cell):
                found[cell.field] = cell.yours if choice == YOURS else cell.current
            else:
                found[cell.field] = cell.merged()
        return found


def merge(
    base: Mapping[Key, Cells],
    yours: Mapping[Key, Cells],
    current: Mapping[Key, Cells],
    *,
    missing: frozenset[Key] = frozenset(),
    fits: Callable[[Key, Cells], bool] = lambda key, cells: True,
) -> list[Merged]:
    """Compare three states of lines; a field that `yours` leaves out is unchanged.

    `missing` are lines of `base` that the file has no row for. `fits` says whether the
    cells of a line make a value together.
    """
    keys = dict.fromkeys([*yours, *current, *base])
    return [
        _settled(_line(key, base, yours, current, missing), fits)
        for key in keys
        if key in yours or base.get(key, {}) != current.get(key, {}) or key in missing
    ]


def _line(key: Key, base, yours, current, missing) -> Merged:
    before, now = base.get(key, {}), current.get(key, {})
    given = before | yours.get(key, {})
    is_emptied = is_filled(before) and not is_filled(given)
    if is_emptied:
        # A workbook deletes nothing: what was emptied stays and is listed.
        given = before
    fields = dict.fromkeys([*given, *before, *now])
    cells = tuple(_cells(fields, before, given, now))
    is_missing = key in missing and bool(now)
    return Merged(key, cells, is_emptied and bool(now), is_missing)


def _cells(fields, before: Cells, given: Cells, now: Cells) -> Iterator[Cell]:
    for name in fields:
        yield Cell(name, *(state.get(name, "") for state in (before, given, now)))


def _settled(line: Merged, fits) -> Merged:
    """Keep what belongs together in one hand, where a mix would make no value."""
    if not (line.is_touched and (line.theirs or line.is_conflict)):
        return line
    outcomes = [line.result(choice) for choice in (YOURS, CURRENT)]
    if all(fits(line.key, outcome) for outcome in outcomes):
        return line
    value = {cell.field for cell in line.cells} - (set(BESIDE) - {"empty"})
    return replace(line, together=frozenset(value | {"empty_reason"}))
