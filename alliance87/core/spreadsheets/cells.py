"""A table as read: only text, with what had to be interpreted said beside it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

ROWS_MAX = 1000
COLUMNS_MAX = 100

# first row, first column, last row, last column; all count from zero.
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be read honestly."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet as text; row 1 of the sheet is `rows[0]`.

    What is merged over several rows is repeated in each; over several columns it
    stands in the first.

    Numbers of a typed sheet were stored as numbers and are written with a point;
    `spelled` names the cells (row, column) whose number was typed as text instead.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Range, ...] = ()
    is_hidden: bool = False
    is_typed: bool = False
    spelled: frozenset[tuple[int, int]] = frozenset()

    def range_at(self, row: int, column: int) -> Range | None:
        """Return the merged range that covers a cell."""
        for each in self.merged:
            if each[0] <= row <= each[2] and each[1] <= column <= each[3]:
                return each
        return None

    def is_repeated(self, row: int, column: int) -> bool:
        """Whether the text of a cell is repeated from a row above it."""
        found = self.range_at(row, column)
        return found is not None and row > found[0]


@dataclass(frozen=True, slots=True)
class Table:
    """All sheets that hold something, with notes and with cells that are refused."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict:
        stored = asdict(self)
        for sheet in stored["sheets"]:
            sheet["spelled"] = sorted(sheet["spelled"])
        return stored

    @classmethod
    def from_json(cls, stored: dict) -> "Table":
        return cls(
            sheets=tuple(
                Sheet(
                    name=each["name"],
                    rows=tuple(tuple(row) for row in each["rows"]),
                    merged=tuple(tuple(each_range) for each_range in each["merged"]),
                    is_hidden=each.get("is_hidden", False),
                    is_typed=each.get("is_typed", False),
                    spelled=frozenset(map(tuple, each.get("spelled", ()))),
                )
                for each in stored["sheets"]
            ),
            notes=tuple(stored["notes"]),
            problems=tuple(Problem(**each) for each in stored["problems"]),
        )


def cell_name(row: int, column: int) -> str:
    """Return `C7` for row 6 and column 2, which count from zero."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def trimmed(rows: Iterable[Iterable[str]], *, rows_max: int) -> tuple:
    """Return rows without the empty ones at the end, all of the same length.

    Raises ValidationError when there are too many rows or columns.
    """
    kept = [tuple(map(str.strip, row)) for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    width = 0
    for row in kept:
        filled = len(row)
        while filled > width and not row[filled - 1]:
            filled -= 1
        width = max(width, filled)
    refuse_too_large(sum(map(any, kept)), width, rows_max=rows_max)
    return tuple(
        row if len(row) == width else (*row, *[""] * width)[:width] for row in kept
    )


def refuse_too_large(rows: int, columns: int, *, rows_max: int) -> None:
    # One row more: the headings.
    if rows > rows_max + 1:
        raise ValidationError(
            _(
                "The table has %(rows)s rows with the headings. At most %(limit)s "
                "rows below the headings are read at once: bring it in parts."
            )
            % {
                "rows": number_format(rows, force_grouping=True),
                "limit": number_format(rows_max, force_grouping=True),
            },
            code="rows",
        )
    if columns > COLUMNS_MAX:
        raise ValidationError(
            _(
                "The table has %(columns)s columns. At most %(limit)s are read: "
                "delete those that are not needed."
            )
            % {"columns": columns, "limit": COLUMNS_MAX},
            code="columns",
        )


def merged_note(merged: Iterable[Range]) -> list[str]:
    """Return the sentence that says which cells were merged, or none."""
    names = [
        f"{cell_name(first, left)}:{cell_name(last, right)}"
        for first, left, last, right in merged
    ]
    if not names:
        return []
    shown = ", ".join(names[:12]) + ("…" if len(names) > 12 else "")
    return [
        _(
            "Merged cells were parted: %(cells)s. What was merged over several rows "
            "counts for each of them."
        )
        % {"cells": shown}
    ]
