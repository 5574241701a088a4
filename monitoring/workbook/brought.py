"""What a person brought: each line of the file with the texts of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.spreadsheets import Table
from monitoring.figures.keyed import BESIDE, Key, cells_of, columns_of
from monitoring.figures.reading import EMPTY_FIELDS, fields_of, read_content
from monitoring.figures.reading_given import Given
from monitoring.workbook import words

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken: where it stands, what it says, what to do."""

    place: str
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: the fields that it brings, as comparable texts."""

    cells: Cells
    place: str

    @property
    def is_blank(self) -> bool:
        return not any(self.cells.values())


@dataclass
class Brought:
    """All lines of a file. Nothing of it is taken while there are faults."""

    lines: dict[Key, Line] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self, base: Mapping[Key, Cells]) -> dict:
        """Return what differs from `base`, and which lines of it were there."""
        changed = {
            key.text: [line.place, line.cells]
            for key, line in self.lines.items()
            if any(
                text != base.get(key, {}).get(name, "")
                for name, text in line.cells.items()
            )
        }
        missing = [key.text for key in base if key not in self.lines]
        faults = [[each.place, each.text, each.message] for each in self.faults]
        return {
            "lines": changed,
            "missing": missing,
            "faults": faults,
            "notes": self.notes,
        }


@dataclass(frozen=True)
class Known:
    """What a file is read with; `language` is the one it was written in.

    `base` is what its cells held when it was taken away, `parts` the keys of parts by
    indicator and words, `sources` the keys of sources by name and own key, or None.
    """

    definitions: Mapping[str, Any]
    parts: Mapping[tuple[str, str], str]
    sources: Mapping[tuple[str, int | None], int]
    base: Mapping[Key, Cells]
    language: str
    year: int
    earlier: range

    def is_untouched(self, name: str, base: str, text: str) -> bool:
        if base == text:
            return True
        with override(self.language):
            return words.is_untouched(name, base, text, language=self.language)


@dataclass
class Texts:
    """The cells of one line as they stand in the file."""

    key: Key
    given: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    place: str = ""

    def put(self, name: str, text: str, place: str) -> None:
        self.given[name], self.places[name] = text, place
        self.place = self.place or place


def refused(table: Table) -> list[Fault]:
    """Return the cells that could not even be read."""
    return [
        Fault(f"{each.sheet}!{each.cell}", "", each.text) for each in table.problems
    ]


def take_line(texts: Texts, known: Known, brought: Brought) -> None:
    """Read one line of the year of the round."""
    base = known.base.get(texts.key, {})
    untouched = {
        name
        for name, text in texts.given.items()
        if known.is_untouched(name, base.get(name, ""), text)
    }
    cells = {name: base.get(name, "") for name in texts.given}
    if len(untouched) < len(texts.given):
        read = _read(texts, known, brought)
        if read is None:
            return
        cells |= {n: read.get(n, "") for n in texts.given if n not in untouched}
        extra = {n: t for n, t in read.items() if n not in texts.given}
        cells |= {n: t for n, t in extra.items() if not base.get(n)}
    _put(Line(cells, texts.place), texts, brought)


def take_earlier(texts: Texts, known: Known, brought: Brought) -> None:
    """Read one line of an earlier year, where words say why there is no value."""
    definition = known.definitions[texts.key.code]
    first = fields_of(definition)[0]
    base = known.base.get(texts.key, {})
    shown = {name: (name, base.get(name, "")) for name in texts.given}
    if base.get("empty") and first in shown:
        shown[first] = ("empty", base["empty"])
    untouched = {
        name
        for name, text in texts.given.items()
        if known.is_untouched(*shown[name], text)
    }
    names = {*texts.given, *EMPTY_FIELDS}
    cells = {name: base.get(name, "") for name in names}
    if len(untouched) < len(texts.given):
        touched = next(n for n in texts.given if n not in untouched)
        read = _read(texts, known, brought, cell=texts.given[touched])
        if read is None:
            return
        keeps = untouched - ({first} if base.get("empty") else set())
        cells |= {n: read.get(n, "") for n in names if n not in keeps}
        if cells["empty"] and cells["empty"] == base.get("empty"):
            cells["empty_reason"] = base["empty_reason"]
        extra = {n: t for n, t in read.items() if n not in names}
        cells |= {n: t for n, t in extra.items() if not base.get(n)}
    _put(Line(cells, texts.place), texts, brought)


def _put(line: Line, texts: Texts, brought: Brought) -> None:
    """Keep a line; of two about one value only one may say something."""
    known = brought.lines.get(texts.key)
    if known is None or known.is_blank:
        brought.lines[texts.key] = line
    elif not line.is_blank and line.cells != known.cells:
        message = _("The same value stands at %(place)s with other figures.")
        text = next(filter(None, texts.given.values()), "")
        brought.faults.append(Fault(line.place, text, message % {"place": known.place}))


def _read(texts: Texts, known: Known, brought: Brought, cell: str = "") -> Cells | None:
    """Return a line as comparable texts; None when it is at fault."""
    definition = known.definitions[texts.key.code]
    try:
        if cell:
            content = Given(
                definition, texts.given, known.language, "", cell=cell
            ).content()
        else:
            content = read_content(definition, texts.given, language=known.language)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            place = texts.places.get(name, texts.place)
            text = texts.given.get(name, "")
            brought.faults.append(Fault(place, text, " ".join(messages)))
        return None
    return cells_of(content, columns_of(definition))


def is_filled(cells: Mapping[str, str]) -> bool:
    """Whether a line says a value or why there is none."""
    return any(t for n, t in cells.items() if n not in BESIDE or n == "empty")
