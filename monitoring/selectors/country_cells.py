"""What the page of a country shows of its indicators, as plain parts."""

from dataclasses import dataclass

from monitoring.enums import Dimension, IndicatorTheme
from monitoring.figures.ages import Age
from monitoring.figures.points import Series
from monitoring.figures.shown import Printed
from monitoring.figures.trend import Trend
from monitoring.selectors.country_values import Coverage


@dataclass(frozen=True, slots=True)
class Entry:
    """The newest value of an indicator, or of one part of it (`part` in words).

    `later` says of newer years why they have no value. A computed one has no year: it
    is as the records are. `url` leads to its course, or to where it is computed from.
    """

    code: str
    name: str
    printed: Printed
    year: int | None
    part: str
    age: Age | None
    trend: Trend | None
    series: Series | None
    later: str
    source: str
    is_official: bool
    url: str

    @property
    def is_gap(self) -> bool:
        """Whether words stand here because there is no value."""
        version = self.printed.version
        return bool(version is None or version.empty)


@dataclass(frozen=True, slots=True)
class GridCell:
    """Of how many indicators a value is public, and the few that a cell has room for.

    `others` counts those with a value that stand on the page of all values only.
    """

    dimension: Dimension
    theme: IndicatorTheme
    entries: tuple[Entry, ...]
    held: int
    asked: int

    @property
    def others(self) -> int:
        return self.held - sum(not each.is_gap for each in self.entries)


@dataclass(frozen=True, slots=True)
class Person:
    """The newest statement on all children, on girls or on boys, by its key."""

    part: str
    printed: Printed | None
    series: Series | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """SDG 8.7.1 by one of its two measures: total, girls and boys of one year."""

    code: str
    label: str
    year: int | None
    age: Age | None
    source: str
    people: tuple[Person, ...]
    url: str

    @property
    def has_value(self) -> bool:
        return self.year is not None


@dataclass(frozen=True, slots=True)
class CountryGrid:
    """`cells` in the order of themes, then dimensions; `further` holds all themes."""

    cells: tuple[GridCell, ...]
    further: tuple[GridCell, ...]
    measures: tuple[Measure, ...]
    coverage: Coverage

    @property
    def rows(self) -> list[tuple[IndicatorTheme, list[GridCell]]]:
        cells = [*self.cells, *self.further]
        themes = dict.fromkeys(each.theme for each in cells)
        return [
            (theme, [each for each in cells if each.theme == theme]) for theme in themes
        ]

    @property
    def entries(self) -> list[Entry]:
        return [each for cell in (*self.cells, *self.further) for each in cell.entries]

    @property
    def sources(self) -> list[str]:
        """The names of all sources of what is shown, each once."""
        named = (each.source for each in (*self.entries, *self.measures))
        return list(dict.fromkeys(filter(None, named)))

    @property
    def held(self) -> int:
        return sum(each.held for each in (*self.cells, *self.further))
