"""How a file is built: its sheets, where their headings stand, what columns hold.

Nothing is interpreted here. Rows above the headings and below the table are notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from openpyxl.utils import get_column_letter

from alliance87.core.spreadsheets import Sheet, Table
from monitoring.transfers.lookups import ages_of, is_total
from monitoring.transfers.vocabulary import SEXES, plain, role_of, unit_of
from monitoring.transfers.years import is_year

# Rows in which headings are looked for, and rows that one heading may take.
SEARCHED = 40
HEADING_ROWS = 4
# A text merged over more than this share of the columns is a title.
TITLE_SHARE = 0.7
DISTINCT_MAX = 60
SAMPLES = 5
NUMBER = re.compile(r"[<>(]?\s*-?\d[\d.,\s]*\s*%?\)?")
SEX_WORDS = frozenset().union(*SEXES.values())


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column: `name` is its own in the sheet, `levels` its headings from the top.

    `distinct` are its texts in the order of the rows, at most 60 of them.
    """

    index: int
    name: str
    levels: tuple[str, ...]
    distinct: tuple[str, ...]
    filled: int

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)

    @property
    def samples(self) -> tuple[str, ...]:
        return self.distinct[:SAMPLES]


@dataclass(frozen=True)
class SheetLayout:
    """A sheet with its rows parted: `heading` and `body` count from zero, end out."""

    sheet: Sheet
    heading: tuple[int, int]
    body: tuple[int, int]
    columns: tuple[ColumnSeen, ...]

    @property
    def name(self) -> str:
        return self.sheet.name

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The lines above the headings and below the table."""
        rows = self.sheet.rows
        aside = (*rows[: self.heading[0]], *rows[self.body[1] :])
        return tuple(text for row in aside for text in row if text)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.columns]

    def column(self, name: str) -> ColumnSeen:
        return next(each for each in self.columns if each.name == name)

    def texts_of(self, name: str) -> list[str]:
        """Return all different texts of a column, in the order of the rows."""
        index = self.column(name).index
        rows = self.sheet.rows[self.body[0] : self.body[1]]
        return [text for text in dict.fromkeys(row[index] for row in rows) if text]


@dataclass(frozen=True)
class Layout:
    """A file as found; `key` is what a remembered mapping is found again by."""

    table: Table
    sheets: tuple[SheetLayout, ...]

    @property
    def key(self) -> list[list[str]]:
        """The column names of every kind of sheet, each kind once."""
        kinds = {tuple(each.names) for each in self.sheets if each.columns}
        return [list(each) for each in sorted(kinds)]


def layout_of(table: Table) -> Layout:
    return Layout(table, tuple(_sheet_layout(each) for each in table.sheets))


def is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text))


# --- Headings -----------------------------------------------------------------------


def _sheet_layout(sheet: Sheet) -> SheetLayout:
    first, last = _heading(sheet)
    end = _end_of_body(sheet, last)
    names: dict[str, int] = {}
    columns = []
    width = len(sheet.rows[0]) if sheet.rows else 0
    body = list(zip(*sheet.rows[last:end], strict=True)) or [()] * width
    for index in range(width):
        levels = tuple(_levels(sheet, index, first, last))
        distinct, filled = _seen(body[index])
        name = " / ".join(levels)
        if filled or name:
            own = _own_name(name, index, names)
            columns.append(ColumnSeen(index, own, levels, distinct, filled))
    return SheetLayout(sheet, (first, last), (last, end), tuple(columns))


def _own_name(name: str, index: int, names: dict[str, int]) -> str:
    """Return a name that no other column has: `Total`, `Total (2)`, `Column F`."""
    own = name or f"Column {get_column_letter(index + 1)}"
    names[own] = names.get(own, 0) + 1
    return own if names[own] == 1 else f"{own} ({names[own]})"


def _heading(sheet: Sheet) -> tuple[int, int]:
    """Return the rows of the headings: the one that says most, and those around it."""
    best, best_score = 0, 0
    for at, row in enumerate(sheet.rows[:SEARCHED]):
        if any(is_number(text) and not is_year(text) for text in row if text):
            continue
        score = sum(_says(text) for text in row if text)
        if score > best_score:
            best, best_score = at, score
    if not best_score:
        best = next((at for at, row in enumerate(sheet.rows) if any(row)), 0)
    first, last = best, best + 1
    while first and best - first < HEADING_ROWS and _belongs(sheet, first - 1):
        first -= 1
    while (
        last < len(sheet.rows) and last - best < HEADING_ROWS and _goes_on(sheet, last)
    ):
        last += 1
    return first, last


def _says(text: str) -> int:
    """Return how surely a text is a heading."""
    if is_year(text) or role_of(text) != ("", ""):
        return 2
    return int(names_part(text))


def names_part(text: str) -> bool:
    """Whether a heading names a part of a total: `Male`, `5–11`, `Total`."""
    bare = re.sub(r"[\s*+†‡()%]+$", "", text)
    return bool(bare) and (
        is_total(bare) or plain(bare) in SEX_WORDS or ages_of(bare) is not None
    )


def _belongs(sheet: Sheet, at: int) -> bool:
    """Whether a row above the headings is one of them, and no title or note."""
    row = sheet.rows[at]
    filled = [index for index, text in enumerate(row) if text]
    texts = [row[index] for index in filled]
    if not filled or any(is_number(text) and not is_year(text) for text in texts):
        return False
    if any(_says(row[index]) for index in filled if index == 0 or len(filled) > 1):
        return True
    spans = [area for area in sheet.merged if area[0] <= at <= area[2]]
    # A title is merged over the whole table; a heading over some of its columns.
    return len(filled) > 1 or any(
        0 < area[3] - area[1] < len(row) * TITLE_SHARE for area in spans
    )


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Whether a row below the headings refines them: parts or units, no figures."""
    row = sheet.rows[at]
    fresh = [
        text
        for index, text in enumerate(row)
        if text and not sheet.is_repeated(at, index)
    ]
    if len(fresh) < 2 or any(is_number(text) and not is_year(text) for text in fresh):
        return False
    return all(_refines(text) for text in fresh) and (
        not row[0] or sheet.is_repeated(at, 0)
    )


def _refines(text: str) -> bool:
    return is_year(text) or names_part(text) or unit_of(text)[0] != text


def _levels(sheet: Sheet, index: int, first: int, last: int) -> Iterator[str]:
    """Yield the headings of a column from the top, each once.

    What stands over several columns counts for each of them.
    """
    seen: set[str] = set()
    for at in range(first, last):
        text = sheet.rows[at][index] or _spread(sheet, at, index, last)
        text = " ".join(text.split())
        if text and text not in seen:
            seen.add(text)
            yield text


def _spread(sheet: Sheet, at: int, index: int, last: int) -> str:
    """Return what stands over a column from a cell to the left of it."""
    if area := sheet.range_at(at, index):
        return sheet.rows[area[0]][area[1]]
    row = sheet.rows[at]
    if sheet.merged or not any(each[index] for each in sheet.rows[at + 1 : last]):
        return ""
    # Files without merged cells write the text once, at the left.
    return next((row[left] for left in range(index, 0, -1) if row[left]), "")


# --- Body ---------------------------------------------------------------------------


def _end_of_body(sheet: Sheet, start: int) -> int:
    """Return the row after the table: what follows holds text in one cell only."""
    rows = sheet.rows
    width = len(rows[0]) if rows else 0
    end = len(rows)
    if width < 2:
        return end
    while end > start and _is_note(rows[end - 1]):
        end -= 1
    return end if end > start else len(rows)


def _is_note(row: tuple[str, ...]) -> bool:
    filled = [text for text in row if text]
    if len(filled) > 2:
        return False
    return not any(is_number(text) for text in filled)


def _seen(column: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Return the different texts of a column in order, and its number of texts."""
    found = dict.fromkeys(column)
    found.pop("", None)
    return tuple(islice(found, DISTINCT_MAX)), len(column) - column.count("")
