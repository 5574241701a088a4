"""The kinds of section that only the profile of a country has."""

from dataclasses import dataclass
from typing import ClassVar

from alliance87.core.reports import Section
from alliance87.home.country_page import Step
from alliance87.home.country_roadmap import Part
from monitoring.figures.trend import Trend
from monitoring.selectors.country_cells import GridCell


@dataclass(frozen=True, slots=True)
class Room:
    """How much a cell and a list may hold, and how long a text may be."""

    entries: int
    rows: int
    sources: int
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Section):
    """The steps of the path in a row."""

    template: ClassVar[str] = "home/country_pdf_steps.html"

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A value in a cell as it is printed; `facts` stand under it, one after another."""

    said: str
    name: str
    is_gap: bool
    facts: tuple[str, ...]
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the grid: its values, what is done, and what it does not hold."""

    cell: GridCell
    lines: tuple[Line, ...]
    part: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nine(Section):
    """Themes by dimensions."""

    template: ClassVar[str] = "home/country_pdf_nine.html"

    dimensions: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Box, ...]], ...]
    has_roadmap: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Section):
    """Names one after the other."""

    template: ClassVar[str] = "home/country_pdf_sources.html"

    names: tuple[str, ...]
    more: str
