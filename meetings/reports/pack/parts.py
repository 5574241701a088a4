"""Sections that only a briefing pack prints."""

from dataclasses import dataclass
from typing import ClassVar

from alliance87.core.reports import Report, TableSection
from alliance87.core.reports.sections import Section, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Section):
    """The cover of the pack: a report without its pages."""

    template: ClassVar[str] = "meetings/pack/cover.html"

    report: Report


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper on the divider before it."""

    code: str
    title: str
    purpose: Text = ""
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider(Section):
    """The sheet before the papers of an agenda item."""

    template: ClassVar[str] = "meetings/pack/divider.html"

    number: str
    title: str
    ask: str = ""
    papers: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents; without a page the section is not in the PDF."""

    title: str
    point: str
    page: int | None
    address: str
    level: int
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Section):
    """What is in the whole: document, agenda point, page."""

    template: ClassVar[str] = "meetings/pack/contents.html"

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable(TableSection):
    """A table that is not counted: it is laid out after all that are."""

    exhibit: ClassVar[str] = ""
