"""The values of one country as a page or a document shows them, on any day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.dates import end_of
from monitoring.enums import NUMBER_TYPES, Dimension, IndicatorTheme, Quality
from monitoring.figures.comparable import compare_versions
from monitoring.figures.shown import Printed
from monitoring.models import Evidence, ObservationVersion
from monitoring.selectors.computed import Computed, computed
from monitoring.selectors.printed import printed
from monitoring.selectors.values import choices_of, figures, known
from pathfinders.models import Pathfinder


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many values have a document as proof, name a source only, or neither."""

    proved: int
    declared: int
    missing: int

    @property
    def words(self) -> str:
        """The coverage as sentences, as pages and documents print it."""
        facts = {"proved": self.proved, "total": self.total}
        words = _("%(proved)s of %(total)s values have a document as proof.") % facts
        if self.declared:
            declared = ngettext(
                "%(n)s names its source only.",
                "%(n)s name their source only.",
                self.declared,
            )
            words += f" {declared % {'n': self.declared}}"
        if self.missing:
            missing = ngettext(
                "%(n)s has neither.", "%(n)s have neither.", self.missing
            )
            words += f" {missing % {'n': self.missing}}"
        return words

    @property
    def total(self) -> int:
        return self.proved + self.declared + self.missing


@dataclass(frozen=True, slots=True)
class ValueRow:
    """The newest total of one indicator, and how many earlier years there are.

    A computed indicator has `computed` and no version. `parts` are the pieces of the
    same year, by their key; an indicator may have parts and no total.
    """

    definition: object
    printed: Printed | None
    computed: Computed | None
    version: ObservationVersion | None
    earlier: tuple[ObservationVersion, ...]
    proofs: int
    parts: tuple[tuple[str, Printed], ...]

    @property
    def year(self) -> int:
        """The year of the value; of the parts where there is no total."""
        if self.version is not None:
            return self.version.year
        _key, mark = self.parts[0]
        return mark.version.year

    @property
    def has_course(self) -> bool:
        return bool(self.earlier) and self.definition.value_type in NUMBER_TYPES

    @property
    def earlier_years(self) -> list[tuple[ObservationVersion, str]]:
        """The earlier years, each with what sets it apart from the newest."""
        breaks = [each.year for each in self.earlier if each.quality == Quality.BREAK]
        return [
            (each, compare_versions(each, self.version, breaks=breaks).kind)
            for each in self.earlier
        ]

    @property
    def footnote(self) -> str:
        """The footnote, where this person may read what stands beside the value."""
        mark = self.printed
        if self.version is None or mark is None:
            return ""
        return self.version.footnote if mark.exact or not mark.withheld else ""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    dimension: Dimension
    theme: IndicatorTheme
    rows: tuple[ValueRow, ...]


@dataclass(frozen=True, slots=True)
class CountryValues:
    groups: tuple[ValueGroup, ...]
    coverage: Coverage
    silent: int


def country_values(
    pathfinder: Pathfinder, definitions: Iterable, user, *, as_of: date | None = None
) -> CountryValues:
    """Return what this person could read of a country on a day, by indicator.

    `definitions` are those asked for (`catalogue.definitions_of`, or of the set in
    use). Indicators without any value are counted as `silent` and have no row.
    """
    definitions = list(definitions)
    versions = list(known(pathfinder, user, as_of=as_of))
    found = figures(versions, choices_of(pathfinder, as_of=as_of))
    series, parts = _series(found)
    newest = [rows[0] for rows in series.values()]
    proofs = _proofs(versions, as_of)
    marks = printed([*newest, *(row for rows in parts.values() for row in rows)], user)
    sums = computed(pathfinder, definitions, user, on=as_of)
    groups = defaultdict(list)
    silent = 0
    for definition in definitions:
        row = _row(definition, series, parts, marks, sums, proofs)
        if row is None:
            silent += 1
            continue
        indicator = definition.indicator
        groups[indicator.dimension, indicator.theme].append(row)
    return CountryValues(
        groups=tuple(
            ValueGroup(Dimension(dimension), IndicatorTheme(theme), tuple(rows))
            for (dimension, theme), rows in groups.items()
        ),
        coverage=coverage(versions, proofs),
        silent=silent,
    )


def _series(found: dict) -> tuple[dict, dict]:
    """Return the totals of each indicator, newest first, and the newest parts.

    Parts are those of the year and source of the newest total; without any total,
    those of the newest year.
    """
    series, parts = defaultdict(list), defaultdict(list)
    for (indicator_id, _year, part), figure in found.items():
        (parts if part else series)[indicator_id].append(figure.shown)
    for rows in series.values():
        rows.sort(key=lambda row: row.year, reverse=True)
    for indicator_id, rows in parts.items():
        total = series[indicator_id][0] if indicator_id in series else None
        year = total.year if total else max(row.year for row in rows)
        parts[indicator_id] = sorted(
            (row for row in rows if row.year == year),
            key=lambda row: row.breakdown,
        )
    return dict(series), dict(parts)


def _row(definition, series, parts, marks, sums, proofs) -> ValueRow | None:
    if definition.is_computed:
        found = sums[definition.pk]
        mark = None
        if found.content is not None:
            mark = Printed(
                *(found.content, definition),
                exact=not found.is_withheld,
                withheld=found.is_withheld,
            )
        return ValueRow(definition, mark, found, None, (), 0, ())
    rows = series.get(definition.indicator_id, ())
    below = tuple(
        (row.breakdown, marks[row.pk]) for row in parts.get(definition.indicator_id, ())
    )
    if not rows and not below:
        return None
    if not rows:
        return ValueRow(definition, None, None, None, (), 0, below)
    first = rows[0]
    return ValueRow(
        definition=definition,
        printed=marks[first.pk],
        computed=None,
        version=first,
        earlier=tuple(rows[1:]),
        proofs=proofs.get(first.observation_id, 0),
        parts=below,
    )


def coverage(
    versions: Iterable[ObservationVersion], proofs: dict[int, int]
) -> Coverage:
    """Return how many of these values are proved; empty meanings are not counted."""
    proved = declared = missing = 0
    for each in versions:
        if each.empty:
            continue
        if proofs.get(each.observation_id):
            proved += 1
        elif each.observation.source_id is not None:
            declared += 1
        else:
            missing += 1
    return Coverage(proved, declared, missing)


def coverage_of(pathfinder: Pathfinder, user, *, as_of: date | None = None) -> Coverage:
    """Return the coverage of all that this person may read, in two queries."""
    versions = list(known(pathfinder, user, as_of=as_of))
    return coverage(versions, _proofs(versions, as_of))


def _proofs(
    versions: Iterable[ObservationVersion], as_of: date | None
) -> dict[int, int]:
    """Count the files that prove each observation on a day (one query)."""
    rows = Evidence.objects.filter(
        observation__in=[each.observation_id for each in versions]
    )
    rows = rows.at(end_of(as_of)) if as_of else rows.linked()
    rows = rows.in_force(as_of or timezone.localdate())
    counts: dict[int, int] = defaultdict(int)
    for observation_id in rows.values_list("observation", flat=True):
        counts[observation_id] += 1
    return counts
