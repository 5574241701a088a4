"""The kinds of section that every document can use. All text is plain text.

Only `Prose.text`, `Note.text` and `Source.text` read Markdown; `Figure.svg` must be
a SafeString from our own charts, anything else is printed as text.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from alliance87.core.reports.prose import prose

GRID = 24

Text = str | Promise


class Tone(StrEnum):
    """The shape and colour of a state; the word comes with the cell."""

    DONE = "done"
    ON_TRACK = "on"
    LATE = "late"
    STOPPED = "stop"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a document. With a heading it opens a numbered section.

    `anchor` is the target of links inside the document, needed only for those.
    `runs_on` lets a numbered section begin in the middle of a page.
    """

    template: ClassVar[str] = ""
    exhibit: ClassVar[str] = ""  # "table" or "figure": what the document numbers

    heading: Text = ""
    anchor: str = ""
    runs_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Section):
    """Paragraphs. `side` stands in the margin; `language` marks a translation."""

    template: ClassVar[str] = "reports/sections/prose.html"

    text: str = ""
    lead: Text = ""
    side: Text = ""
    language: str = ""
    direction: str = "ltr"

    @property
    def html(self) -> SafeString:
        return prose(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Section):
    """A short boxed text: what happens next, how to read this."""

    template: ClassVar[str] = "reports/sections/note.html"

    text: str

    @property
    def html(self) -> SafeString:
        return prose(self.text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value. An absent value is a word in italics, never a zero."""

    label: Text
    value: Text
    note: Text = ""
    is_absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Section):
    """Key figures, three in a row."""

    template: ClassVar[str] = "reports/sections/facts.html"

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Section):
    """A section that says where its facts come from, as of when, and their limits."""

    source: Text = ""
    as_of: date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details(Origin):
    """Pairs of label and value, two in a row: contacts, posts, references."""

    template: ClassVar[str] = "reports/sections/details.html"

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width` is a share of a grid of 24, 0 for automatic."""

    label: Text
    width: int = 0
    is_number: bool = False
    is_nowrap: bool = False

    @property
    def css_class(self) -> str:
        names = (
            f"w{self.width}" if self.width else "",
            "number" if self.is_number else "",
            "nowrap" if self.is_nowrap else "",
        )
        return " ".join(filter(None, names))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says. A tone puts the shape of a state before the word.

    `sources` are numbers of the document's sources: [2], linked to the list.
    """

    text: Text
    note: Text = ""
    sources: tuple[int, ...] = ()
    tone: Tone | None = None
    is_absent: bool = False


NOT_STATED = Cell(_("Not stated in the source"), is_absent=True)
NO_DATA = Cell(_("No data"), is_absent=True)
CANNOT_BE_COMPUTED = Cell(_("Cannot be computed"), is_absent=True)
NOT_ON_RECORD = Cell(_("Not on record"), is_absent=True)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; the first one is the row's heading.

    `anchor` names the row inside the document, so that its page can be told. A main
    row stands over the rows that follow it: what it says is bold.
    """

    cells: tuple[Cell | Text, ...]
    number: str = ""
    anchor: str = ""
    is_total: bool = False
    is_main: bool = False

    @property
    def as_cells(self) -> tuple[Cell, ...]:
        return tuple(c if isinstance(c, Cell) else Cell(c) for c in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over the rows that follow."""

    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exhibit(Origin):
    """A table or figure: the title states the finding, not the subject."""

    title: Text
    description: Text = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row | Group, ...] = ()
    is_landscape: bool = False

    def __post_init__(self):
        widths = [column.width for column in self.columns]
        if any(widths) and sum(widths) != GRID:
            raise ValueError(f"{self.title}: widths add up to {sum(widths)}, not 24")
        for row in self.rows:
            if isinstance(row, Row) and len(row.cells) != len(widths):
                raise ValueError(f"{self.title}: {row.cells[:1]} has another length")

    @property
    def body(self) -> list[tuple[Row | Group, list[tuple[Column, Cell]]]]:
        """Every row with its cells and their columns; a group has no cells."""
        return [
            (row, list(zip(self.columns, row.as_cells, strict=True)))
            if isinstance(row, Row)
            else (row, [])
            for row in self.rows
        ]

    @property
    def is_fixed(self) -> bool:
        return any(column.width for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSection(_Exhibit):
    """A table; heads repeat on every page, rows never break."""

    template: ClassVar[str] = "reports/sections/table.html"
    exhibit: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(_Exhibit):
    """A chart; columns and rows, when given, are its data, printed below it."""

    template: ClassVar[str] = "reports/sections/figure.html"
    exhibit: ClassVar[str] = "figure"

    svg: SafeString


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the document may show them: no more than is public in it."""

    name: str
    post: Text = ""
    organisation: Text = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Section):
    """Names by group: `(("Ministries", (Person(…), …)), …)`. No group: empty text."""

    template: ClassVar[str] = "reports/sections/people.html"

    groups: tuple[tuple[Text, tuple[Person, ...]], ...]

    @property
    def shows_contact(self) -> bool:
        return any(person.contact for _label, group in self.groups for person in group)


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered source, in Markdown; `language` when it is not the document's."""

    text: str
    language: str = ""

    @property
    def html(self) -> SafeString:
        return prose(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Section):
    """The numbered list that [1] in the text refers to."""

    template: ClassVar[str] = "reports/sections/sources.html"

    sources: tuple[Source, ...]
