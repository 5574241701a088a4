"""The values of one country as a page or a document shows them, on any day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import NUMBER_TYPES, Dimension, IndicatorTheme, Quality
from monitoring.figures.comparable import compare_versions
from monitoring.figures.shown import Printed
from monitoring.models import Definition, Evidence, ObservationVersion
from monitoring.models.catalogue import part_names
from monitoring.selectors.brief import Brief, briefs_of
from monitoring.selectors.computed import Computed, bases_of, computed, fetch_bases
from monitoring.selectors.limits import catalogue_of
from monitoring.selectors.printed import printed
from monitoring.selectors.values import choices_of, figures
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
    earlier: tuple[Brief, ...]
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
    def earlier_years(self) -> list[tuple[Brief, str]]:
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
    """`names` are the words for the parts, by axis and code (`part_names`)."""

    groups: tuple[ValueGroup, ...]
    coverage: Coverage
    silent: int
    names: Mapping[tuple[str, str], str]


def country_values(
    pathfinder: Pathfinder, definitions: Iterable, user, *, as_of: date | None = None
) -> CountryValues:
    """Return what this person could read of a country on a day, by indicator.

    `definitions` are those asked for (`catalogue.definitions_of`, or of the set in
    use). Indicators without any value are counted as `silent` and have no row.
    """
    definitions = list(definitions)
    choices = choices_of(pathfinder, as_of=as_of).select_related(None)
    catalogue = catalogue_of({each.indicator_id for each in definitions})
    bases = bases_of(pathfinder)
    fetch_bases(pathfinder, bases, choices, *catalogue)
    briefs = list(briefs_of(pathfinder, user, as_of=as_of))
    series, parts = _series(figures(briefs, choices))
    newest = [rows[0] for rows in series.values()]
    below = (row for rows in parts.values() for row in rows)
    versions = _versions(pathfinder, [*newest, *below], definitions, as_of)
    marks = printed(versions, user, catalogue)
    sums = computed(pathfinder, definitions, user, on=as_of, bases=bases)
    groups = defaultdict(list)
    silent = 0
    for definition in definitions:
        row = _row(definition, series, parts, marks, sums)
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
        coverage=coverage(briefs),
        silent=silent,
        names=part_names(catalogue.items),
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


def _versions(
    pathfinder: Pathfinder,
    briefs: Iterable[Brief],
    definitions: Iterable[Definition],
    as_of: date | None,
) -> list[ObservationVersion]:
    """Return the versions that are printed, each with its number of proofs.

    Most follow one of the definitions that are asked for; the others are fetched.
    """
    proofs = Evidence.objects.proving(as_of).filter(observation=OuterRef("observation"))
    count = proofs.order_by().values("observation").annotate(n=Count("pk")).values("n")
    rows = ObservationVersion.objects.filter(
        pk__in=[each.pk for each in briefs], observation__pathfinder=pathfinder
    )
    rows = rows.select_related("observation__source").order_by()
    found = list(rows.annotate(proofs=Coalesce(Subquery(count), 0)))
    followed = {each.pk: each for each in definitions}
    if others := {each.definition_id for each in found} - followed.keys():
        followed |= Definition.objects.in_bulk(others)
    for each in found:
        each.pathfinder = pathfinder
        each.definition = followed[each.definition_id]
    return found


def _row(definition, series, parts, marks, sums) -> ValueRow | None:
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
    mark = marks[rows[0].pk]
    return ValueRow(
        definition=definition,
        printed=mark,
        computed=None,
        version=mark.version,
        earlier=tuple(rows[1:]),
        proofs=mark.version.proofs,
        parts=below,
    )


def coverage(briefs: Iterable[Brief]) -> Coverage:
    """Return how many of these values are proved; empty meanings are not counted."""
    proved = declared = missing = 0
    for each in briefs:
        if each.empty:
            continue
        if each.is_proved:
            proved += 1
        elif each.observation.source_id is not None:
            declared += 1
        else:
            missing += 1
    return Coverage(proved, declared, missing)


def coverage_of(pathfinder: Pathfinder, user, *, as_of: date | None = None) -> Coverage:
    """Return the coverage of all that this person may read (one query)."""
    return coverage(briefs_of(pathfinder, user, as_of=as_of))
