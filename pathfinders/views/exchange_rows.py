"""Rows of an import as its preview shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pathfinders.exchange.merge import PARENT, Cell, Fate, Merge, MergedRow, by_key
from pathfinders.exchange.merge import decision as decision_name
from pathfinders.selectors.row_words import (
    all_in_words,
    cases_named,
    in_words,
    label_of,
    title_of,
)
from pathfinders.snapshots import RowKind, RowSnapshot

TONES = {
    Fate.NEW: "good",
    Fate.CHANGED: "info",
    Fate.SAME: "na",
    Fate.CONFLICT: "watch",
    Fate.REMOVED: "stop",
    Fate.BROUGHT_BACK: "watch",
    Fate.DELETED: "none",
    Fate.ADDED: "none",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A group of rows, with how many there are."""

    label: str
    url: str
    count: int
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """One value in words; `name` is the field of the form when a choice is needed."""

    label: str
    base: str
    yours: str
    current: str
    is_conflict: bool = False
    is_theirs: bool = False
    name: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the preview. `question` says what is to be decided about all of it."""

    kind: str
    title: str
    above: str
    place: str
    label: str
    tone: str
    cells: tuple[CellView, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    question: str = ""
    name: str = ""
    choice: str = ""
    hint: str = ""
    yours_label: str = ""
    current_label: str = ""


def fate_label(fate: Fate, *, is_result: bool = False) -> str:
    """Return what becomes of a row, or what became of it."""
    return {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.SAME: _("Same"),
        Fate.CONFLICT: _("Conflict"),
        Fate.REMOVED: _("Deleted") if is_result else _("Not in the file"),
        Fate.BROUGHT_BACK: _("Conflict"),
        Fate.DELETED: _("Deleted in the browser"),
        Fate.ADDED: _("Added in the browser"),
    }[fate]


def kind_label(kind: RowKind) -> str:
    return {
        RowKind.PRIORITY: _("Priority"),
        RowKind.ACTION: _("Action"),
        RowKind.BENCHMARK: _("Benchmark"),
        RowKind.FUNDING: _("Amount"),
    }[kind]


class Preview:
    """Turns rows of a merge into what people read."""

    def __init__(
        self,
        merged: Merge,
        places: Mapping,
        choices: Mapping[str, str],
        *,
        is_result: bool = False,
    ):
        self.known = by_key(merged.base) | by_key(merged.current) | by_key(merged.yours)
        self.places = places
        self.choices = choices
        self.is_result = is_result
        self.cases = cases_named([merged.base, merged.yours, merged.current])

    def view(self, row: MergedRow) -> RowView:
        shown = row.shown
        place = self.places.get(row.key)
        fate = Fate.CONFLICT if row.is_clash else row.fate
        facts = {} if self.is_result else self._question(row)
        return RowView(
            kind=kind_label(row.kind),
            title=title_of(shown),
            above=self._title_above(shown),
            place=place.name if place and row.yours else "",
            label=fate_label(fate, is_result=self.is_result),
            tone=TONES[fate],
            cells=tuple(self._cells(row)),
            said=self._said(row),
            **facts,
        )

    def _title_above(self, row: RowSnapshot) -> str:
        above = self.known.get(row.parent)
        return title_of(above) if above else ""

    def _words(self, row: MergedRow, field: str, value: str | None) -> str:
        if value is None:
            return _("not known")
        if field == PARENT:
            above = self.known.get(value)
            return title_of(above) if above else ""
        return in_words(row.kind, field, value, self.cases)

    def _cells(self, row: MergedRow) -> Iterator[CellView]:
        for cell in row.cells:
            if cell.is_yours or cell.is_theirs or cell.is_conflict:
                yield self._cell(row, cell)

    def _cell(self, row: MergedRow, cell: Cell) -> CellView:
        name = decision_name(row.key, cell.field)
        label = (
            _("Belongs to") if cell.field == PARENT else label_of(row.kind, cell.field)
        )
        return CellView(
            label=label,
            base=self._words(row, cell.field, cell.base),
            yours=self._words(row, cell.field, cell.yours),
            current=self._words(row, cell.field, cell.current),
            is_conflict=cell.is_conflict,
            is_theirs=cell.is_theirs,
            name=name if cell.is_conflict else "",
            choice=self.choices.get(name, ""),
        )

    def _said(self, row: MergedRow) -> tuple[tuple[str, str], ...]:
        """Return all that a new row states."""
        if row.fate is not Fate.NEW:
            return ()
        return all_in_words(row.yours, self.cases)

    def _question(self, row: MergedRow) -> dict:
        if row.follows:
            return {"hint": _("It follows the decision on the row above it.")}
        choice = self.choices.get(row.key, "")
        if row.fate is Fate.REMOVED:
            question = _("This row is not in the file. It stays unless you confirm.")
            if row.is_clash:
                question = _(
                    "This row is not in the file, and somebody changed it, or what "
                    "stands under it, in the browser meanwhile."
                )
            return {
                "question": question,
                "name": row.key,
                "choice": choice,
                "yours_label": _("Delete it"),
                "current_label": _("Keep it"),
            }
        if row.is_clash:
            return {
                "question": _(
                    "Somebody deleted this row in the browser meanwhile, and the file "
                    "changes it."
                ),
                "name": row.key,
                "choice": choice,
                "yours_label": _("Bring it back as in the file"),
                "current_label": _("Leave it deleted"),
            }
        return {}
