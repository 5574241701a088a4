"""The indicators of one country at a glance: themes by dimensions, and SDG 8.7.1.

What is public is read, in light tuples and in a number of queries that does not depend
on the indicators. Which of them stand in a cell is a table (`figures.key_indicators`);
the same counts of few people are withheld as everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from monitoring import rules
from monitoring.enums import NUMBER_TYPES, Dimension, IndicatorTheme, Quality
from monitoring.figures import breakdowns
from monitoring.figures.ages import age_of
from monitoring.figures.key_indicators import (
    KEYS,
    MOST,
    WITH_CHORES,
    WITHOUT_CHORES,
    name_of,
)
from monitoring.figures.points import Series
from monitoring.figures.shown import WORDS, Printed, reason_words
from monitoring.figures.trend import Trend, trend_of
from monitoring.models import Definition, ObservationVersion
from monitoring.models.catalogue import part_names
from monitoring.selectors.computed import Bases, Computed, bases_of, computed
from monitoring.selectors.country_cells import (
    CountryGrid,
    Entry,
    GridCell,
    Measure,
    Person,
)
from monitoring.selectors.country_held import (
    asked_of,
    catalogue_for,
    coverage_of,
    held_of,
)
from monitoring.selectors.series import Beside, Reading, beside_values, read_series
from pathfinders.models import Pathfinder

THEMES = (
    IndicatorTheme.CHILD_LABOUR,
    IndicatorTheme.FORCED_LABOUR,
    IndicatorTheme.HUMAN_TRAFFICKING,
)
SDG = (WITHOUT_CHORES, WITH_CHORES)
GIRLS, BOYS = breakdowns.key({"sex": "F"}), breakdowns.key({"sex": "M"})
PEOPLE = (breakdowns.TOTAL, GIRLS, BOYS)


class GridRows(NamedTuple):
    """The small tables that the grid reads, which a page may fetch with its own."""

    bases: Bases
    beside: Beside

    @property
    def each(self) -> tuple[QuerySet, ...]:
        choices, catalogue = self.beside
        return (*self.bases, choices, *catalogue)


def grid_rows(pathfinder: Pathfinder, *, as_of: date | None = None) -> GridRows:
    """Return them for what is public, or was at the end of a day; unread."""
    beside = beside_values(pathfinder, catalogue_for(pathfinder), as_of)
    return GridRows(bases_of(pathfinder), beside)


def country_grid(
    pathfinder: Pathfinder, user, rows: GridRows, *, as_of: date | None = None
) -> CountryGrid:
    """Return what a person may read of what is public, or was at the end of a day."""
    reader = _Reader(pathfinder, user, rows, as_of)
    groups = defaultdict(list)
    for each in reader.definitions.values():
        groups[each.indicator.theme, each.indicator.dimension].append(each)
    chosen = {
        key: _chosen(key, definitions, reader) for key, definitions in groups.items()
    }
    reader.read([each for definitions in chosen.values() for each in definitions])

    def cell(theme: IndicatorTheme, dimension: Dimension) -> GridCell:
        asked = groups.get((theme, dimension), ())
        return GridCell(
            dimension=dimension,
            theme=theme,
            entries=tuple(map(reader.entry, chosen.get((theme, dimension), ()))),
            held=sum(map(reader.has_value, asked)),
            asked=len(asked),
        )

    every = tuple(cell(IndicatorTheme.ALL, dimension) for dimension in Dimension)
    return CountryGrid(
        cells=tuple(cell(theme, each) for theme in THEMES for each in Dimension),
        further=every if any(each.entries for each in every) else (),
        measures=tuple(reader.measure(code) for code in SDG),
        coverage=coverage_of(reader.held.values()),
    )


def _chosen(
    key: tuple[str, str], definitions: Sequence[Definition], reader: "_Reader"
) -> list[Definition]:
    """Return what stands in a cell: the key indicators, then the newest others."""
    theme, dimension = key
    first = KEYS.get((dimension, theme), ())
    known = [each for each in definitions if reader.is_known(each)]
    by_code = {each.indicator.code: each for each in known}
    found = [by_code[code] for code in first if code in by_code]
    others = [each for each in known if each not in found and not each.is_computed]
    others.sort(key=lambda each: (-reader.held[each.indicator_id].newest, each.pk))
    return [*found, *others][:MOST]


class _Reader:
    """All that is read of one country, each table once."""

    def __init__(
        self, pathfinder: Pathfinder, user, rows: GridRows, as_of: date | None
    ) -> None:
        self.pathfinder, self.user, self.as_of = pathfinder, user, as_of
        self.on = as_of or timezone.localdate()
        self.beside = rows.beside
        known = rows.beside.catalogue.definitions
        self.by_key = {each.pk: each for each in known}
        self.is_exact = rules.may_see_exact(user, pathfinder)
        self.definitions = asked_of(pathfinder, known, self.on)
        self.by_code = {each.indicator.code: each for each in self.definitions.values()}
        self.held = held_of(pathfinder, as_of)
        self.computed: dict[int, Computed] = computed(
            pathfinder, self._from_registers(), user, on=self.on, bases=rows.bases
        )
        self.series: dict[tuple, Series] = {}
        self.marks: dict[tuple[int, str, int], Printed] = {}
        self.names = part_names(rows.beside.catalogue.items)

    def _from_registers(self) -> list[Definition]:
        """Those computed from ratifications; the roadmap is read by its own page."""
        return [
            each
            for each in self.definitions.values()
            if each.is_computed and each.indicator.theme in THEMES
        ]

    def is_known(self, definition: Definition) -> bool:
        """Whether there is anything to show, a gap with its reason too."""
        if definition.is_computed:
            return self.has_value(definition)
        return definition.indicator_id in self.held

    def has_value(self, definition: Definition) -> bool:
        if definition.is_computed:
            found = self.computed.get(definition.pk)
            return found is not None and found.content is not None
        held = self.held.get(definition.indicator_id)
        return held is not None and held.stated > 0

    # --- Reads ------------------------------------------------------------------------

    def read(self, definitions: Iterable[Definition]) -> None:
        """Read the series of these and of SDG 8.7.1, and the versions they show."""
        sdg = [self.by_code[code] for code in SDG if code in self.by_code]
        asked = {each.pk: each for each in (*definitions, *sdg)}
        stored = [each for each in asked.values() if each.indicator_id in self.held]
        if not stored:
            return
        held = {each.indicator_id for each in stored}
        alone = {key for key in held if not self.held[key].totals}
        people = held.intersection(each.indicator_id for each in sdg)
        found = read_series(
            *([self.pathfinder], stored, self.user),
            as_of=self.as_of,
            parts=Q(indicator__in=alone)
            | Q(indicator__in=people, breakdown__in=PEOPLE),
            beside=self.beside,
        )
        self.series = found.series
        self._print(found)

    def _print(self, found: Reading) -> None:
        """Fetch the versions that are shown, with what must be known to print them."""
        key = self.pathfinder.pk
        asked = {found.versions[key, *place]: place for place in self._shown()}
        rows = ObservationVersion.objects.filter(pk__in=asked).order_by()
        for each in rows.select_related("observation__source"):
            each.pathfinder = self.pathfinder
            if known := self.by_key.get(each.definition_id):
                each.definition = known
            # A reason why there is no value may tell what stands beside it.
            is_hidden = each.pk in found.hidden or bool(each.empty)
            self.marks[asked[each.pk]] = Printed(
                version=each,
                definition=each.definition,
                exact=self.is_exact,
                withheld=is_hidden and not self.is_exact,
            )

    def _shown(self) -> set[tuple[int, str, int]]:
        found = set()
        for key, series in self.series.items():
            indicator, part = key[1], key[2] if len(key) > 2 else breakdowns.TOTAL
            year, _later = _newest(series)
            found.add((indicator, part, year))
            sdg_year = self._year_of_people(indicator)
            if part in PEOPLE and sdg_year in _years(series):
                found.add((indicator, part, sdg_year))
        return found

    def _of(self, indicator: int, part: str) -> Series | None:
        key = (self.pathfinder.pk, indicator, part)
        return self.series.get(key if part else key[:2])

    # --- The cells --------------------------------------------------------------------

    def entry(self, definition: Definition) -> Entry:
        if definition.is_computed:
            return self._computed(definition)
        part = self._part_of(definition.indicator_id)
        series = self._of(definition.indicator_id, part)
        year, later = _newest(series)
        mark = self.marks[definition.indicator_id, part, year]
        is_number = definition.value_type in NUMBER_TYPES
        return Entry(
            code=definition.indicator.code,
            name=name_of(definition),
            printed=mark,
            year=year,
            part=breakdowns.label(part, self.names) if part else "",
            age=age_of(year, self.on.year),
            trend=_trend(series, year) if is_number else None,
            series=series,
            later=later,
            source=_source(mark),
            is_official=_is_official(mark),
            url=self._course(definition) if is_number and not part else "",
        )

    def _part_of(self, indicator: int) -> str:
        """Return the total; without one the newest, then the widest part."""
        if self._of(indicator, breakdowns.TOTAL) is not None:
            return breakdowns.TOTAL
        parts = [key[2] for key in self.series if len(key) > 2 and key[1] == indicator]
        return min(parts, key=lambda part: self._place(indicator, part))

    def _place(self, indicator: int, part: str) -> tuple:
        year, _later = _newest(self._of(indicator, part))
        return (-year, len(breakdowns.axes_of(part)), part)

    def _computed(self, definition: Definition) -> Entry:
        found = self.computed[definition.pk]
        return Entry(
            code=definition.indicator.code,
            name=name_of(definition),
            printed=Printed(
                *(found.content, definition),
                exact=not found.is_withheld,
                withheld=found.is_withheld,
            ),
            url=found.url,
            **dict.fromkeys(("year", "age", "trend", "series")),
            **dict.fromkeys(("part", "later", "source"), ""),
            is_official=False,
        )

    def _course(self, definition: Definition) -> str:
        keys = {
            "iso3": self.pathfinder.country.slug,
            "code": definition.indicator.code,
        }
        return reverse("monitoring:course", kwargs=keys)

    # --- SDG 8.7.1 --------------------------------------------------------------------

    def _year_of_people(self, indicator: int) -> int | None:
        """Return the year of the newest total; without one that of girls or boys."""
        total = self._of(indicator, breakdowns.TOTAL)
        found = [total] if total else [self._of(indicator, each) for each in PEOPLE]
        return max((_newest(each)[0] for each in found if each), default=None)

    def measure(self, code: str) -> Measure:
        definition = self.by_code.get(code)
        if definition is None or definition.indicator_id not in self.held:
            return Measure(code, "", None, None, "", (), "")
        indicator = definition.indicator_id
        year = self._year_of_people(indicator)
        people = tuple(self._person(indicator, part, year) for part in PEOPLE)
        marks = [each.printed for each in people if each.printed]
        return Measure(
            code=code,
            label=definition.label,
            year=year,
            age=age_of(year, self.on.year) if year else None,
            source="; ".join(dict.fromkeys(filter(None, map(_source, marks)))),
            people=people if year else (),
            url=self._course(definition),
        )

    def _person(self, indicator: int, part: str, year: int | None) -> Person:
        mark = self.marks.get((indicator, part, year))
        return Person(part, mark, self._of(indicator, part), year if mark else None)


# --- One series -----------------------------------------------------------------------


def _years(series: Series) -> set[int]:
    gaps = {year for year, _gap in series.gaps}
    return gaps | {each.year for each in series.points}


def _newest(series: Series) -> tuple[int, str]:
    """Return the newest year with a statement, and what newer years lack, in words.

    Without any statement the newest gap stands for itself.
    """
    stated = {each.year for each in series.points}
    stated |= {year for year, gap in series.gaps if gap == WORDS}
    if not stated:
        return max(year for year, _gap in series.gaps), ""
    newest = max(stated)
    later = [
        f"{year}: {reason_words(gap)}" for year, gap in series.gaps if year > newest
    ]
    return newest, "; ".join(later)


def _trend(series: Series, year: int) -> Trend | None:
    """Return the trend up to the value that is shown, and to no other."""
    if not series.points or series.points[-1].year != year:
        return None
    return trend_of(series)


def _is_open(mark: Printed) -> bool:
    """Whether this reader may know what stands beside the value."""
    return mark.exact or not mark.withheld


def _source(mark: Printed) -> str:
    source = mark.version.observation.source
    return source.name if source and _is_open(mark) else ""


def _is_official(mark: Printed) -> bool:
    return _is_open(mark) and mark.version.quality == Quality.OFFICIAL
