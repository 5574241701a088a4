"""What each column of a file is. Plain JSON, so that it is kept and found again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from monitoring.transfers.layouts import Layout, SheetLayout

# What a column can be. `mark` is a column of signs beside the figures of another one.
ROLES = (
    *("country", "code", "year", "value", "axis", "unit", "multiplier", "source"),
    *("footnote", "nature", "quality", "low", "high", "reason", "variant", "mark"),
    "ignore",
)


@dataclass(frozen=True, slots=True)
class Role:
    """What one column is.

    `axis` names the axis of an axis column; an axis that the catalogue does not know is
    empty, and its rows count only where it stands at the total. `whole` are the texts
    that mean the total beside the usual ones, `items` the codes of parts by text. The
    facts of a value column come from its headings: `year`, `unit`, `label` and `parts`
    (axis to text). `of` names the value column that a mark stands beside.
    """

    name: str
    axis: str = ""
    whole: tuple[str, ...] = ()
    items: dict[str, str] = field(default_factory=dict)
    year: int | None = None
    unit: str = ""
    label: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    of: str = ""

    def to_json(self) -> dict[str, Any]:
        stored = {
            name: getattr(self, name)
            for name in ("axis", "items", "year", "unit", "label", "parts", "of")
            if getattr(self, name)
        }
        whole = {"whole": list(self.whole)} if self.whole else {}
        return {"name": self.name, **stored, **whole}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Role":
        return cls(**{**stored, "whole": tuple(stored.get("whole", ()))})


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What the columns of a kind of sheet are, by their names.

    `fixed` states what no column says. `year_from` names a column whose text holds the
    year, for example “MICS 2018”. A sheet that is not used has no figures.
    """

    sheet: str
    columns: tuple[str, ...]
    roles: dict[str, Role]
    fixed: dict[str, str] = field(default_factory=dict)
    year_from: str = ""
    is_used: bool = True

    def named(self, role: str) -> list[str]:
        """Return the columns of a role in the order of the file."""
        return [
            name
            for name in self.columns
            if name in self.roles and self.roles[name].name == role
        ]

    def first(self, role: str) -> str:
        return next(iter(self.named(role)), "")

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "columns": list(self.columns),
            "roles": {name: role.to_json() for name, role in self.roles.items()},
            "fixed": dict(self.fixed),
            "year_from": self.year_from,
            "is_used": self.is_used,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "SheetMapping":
        roles = {name: Role.from_json(each) for name, each in stored["roles"].items()}
        return cls(**{**stored, "columns": tuple(stored["columns"]), "roles": roles})


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say. `kind` is a fixed name, `text` is for people.

    `column` and `about` name the column and the text of the file that it is about.
    """

    kind: str
    sheet: str
    text: str
    column: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read.

    `codes` gives our code for a series or a name of the file, with the part it is about
    where it is no total (`PR-CL-1|age=5-11`), or nothing to leave it out; `places` the
    same for countries, as ISO3. `empties` gives the meaning of signs that stand for no
    value (or `zero`), `marks` the words of signs beside figures; both as the notes of
    the file declare them. `period` says which year of a period counts.
    `known_by` says how the decimal mark is known.
    """

    sheets: tuple[SheetMapping, ...]
    decimal_mark: str = ""
    known_by: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    empties: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    period: str = ""
    is_remembered: bool = False
    questions: tuple[Question, ...] = ()

    def of(self, layout: SheetLayout) -> SheetMapping | None:
        """Return how a sheet is read: by its name and columns, else by its columns."""
        alike = [each for each in self.sheets if list(each.columns) == layout.names]
        same = [each for each in alike if each.sheet == layout.name]
        return next(iter(same or alike), None)

    def with_sheet(self, changed: SheetMapping) -> "Mapping":
        """Return this mapping with another way to read one sheet."""
        key = (changed.sheet, changed.columns)
        kept = [each for each in self.sheets if (each.sheet, each.columns) != key]
        return replace(self, sheets=(*kept, changed))

    def to_json(self) -> dict[str, Any]:
        return {
            "sheets": [each.to_json() for each in self.sheets],
            "decimal_mark": self.decimal_mark,
            "codes": dict(self.codes),
            "places": dict(self.places),
            "empties": dict(self.empties),
            "marks": dict(self.marks),
            "period": self.period,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Mapping":
        sheets = tuple(SheetMapping.from_json(each) for each in stored["sheets"])
        return cls(**{**stored, "sheets": sheets})


def remembered_for(layout: Layout, profiles: Iterable) -> Mapping | None:
    """Return the mapping of the first profile whose file had the same columns.

    Profiles have `layout` (as `Layout.key` writes it) and `mapping`.
    """
    for profile in profiles:
        if profile.layout == layout.key:
            return replace(Mapping.from_json(profile.mapping), is_remembered=True)
    return None
