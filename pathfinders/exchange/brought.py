"""What a table says, as rows, with what is wrong in it named by row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from pathfinders.models import Roadmap
from pathfinders.row_values import Directory, Partners, parse_value
from pathfinders.snapshots import SEVERAL, RowKind, Snapshot, as_text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the table; `columns` are the positions of its fields.

    Rows and columns count from zero; `headings` are those of the sheet.
    """

    sheet: str
    row: int
    columns: dict[str, int]
    headings: tuple[str, ...]

    def remark(
        self, text: str, *, field_name: str = "", column: int | None = None
    ) -> "Remark":
        """Say `Row 7, column C “Start”: text`; without a column only the row."""
        at = self.columns.get(field_name) if column is None else column
        sentence = self._sentence(text, at)
        return Remark(sentence, self.sheet, self.row, -1 if at is None else at)

    def _sentence(self, text: str, at: int | None) -> str:
        if at is None:
            return _("%(row)s: %(text)s") % {"row": self.name, "text": text}
        heading = self.headings[at] if at < len(self.headings) else ""
        return _("%(row)s, column %(letter)s “%(heading)s”: %(text)s") % {
            "row": self.name,
            "letter": get_column_letter(at + 1),
            "heading": " ".join(heading.split()),
            "text": text,
        }

    @property
    def name(self) -> str:
        if self.sheet:
            facts = {"sheet": self.sheet, "row": self.row + 1}
            return _("Sheet “%(sheet)s”, row %(row)s") % facts
        return _("Row %(row)s") % {"row": self.row + 1}


@dataclass(slots=True)
class Brought:
    """The rows of a table (`yours`) against those it was made from (`base`)."""

    base: Snapshot
    yours: Snapshot = ()
    places: dict[str, Place] = field(default_factory=dict)
    problems: list["Remark"] = field(default_factory=list)
    warnings: list["Remark"] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a cell, with where the cell stands, to put them in order."""

    text: str
    sheet: str = ""
    row: int = -1
    column: int = -1


def in_order(remarks: Iterable[Remark], sheets: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences from the first cell of the table to the last, each once."""
    known = {name: at for at, name in enumerate(sheets)}
    ordered = sorted(
        remarks,
        key=lambda each: (known.get(each.sheet, -1), each.row, each.column),
    )
    return tuple(dict.fromkeys(each.text for each in ordered))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads single cells; what it cannot read goes to the problems of `brought`."""

    roadmap: Roadmap
    directory: Directory
    brought: Brought
    # What rows of the table said of one record: key -> field -> (value, row).
    said: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)

    def canonical(self, kind: RowKind, name: str, text: str, place: Place) -> str:
        """Return a typed value as canonical text; "" and a problem when refused."""
        try:
            value = parse_value(
                kind,
                name,
                text,
                language=get_language() or "en",
                directory=self.directory,
            )
        except ValidationError as error:
            self.refuse(place, " ".join(error.messages), name)
            return ""
        return canonical_of(name, value)

    def refuse(self, place: Place, text: str, name: str = "", *, column=None) -> None:
        remark = place.remark(text, field_name=name, column=column)
        self.brought.problems.append(remark)

    def warn(self, place: Place, text: str, name: str = "", *, column=None) -> None:
        remark = place.remark(text, field_name=name, column=column)
        self.brought.warnings.append(remark)


def canonical_of(name: str, value) -> str:
    """Return a value that `parse_value` read as the snapshots write it."""
    if isinstance(value, Partners):
        names = sorted(partner.name for partner in value.known)
        return SEVERAL.join(filter(None, (*names, value.others)))
    if name == "supervisory_case":
        return str(value.pk) if value else ""
    if name == "action_group":
        return value.name if value else ""
    return as_text(value)


def same_names(one: str, other: str) -> bool:
    """Whether two lists of partners name the same, in whatever order."""
    return _names(one) == _names(other)


def _names(text: str) -> set[str]:
    return {" ".join(name.split()).casefold() for name in text.split(";")} - {""}
