"""One indicator in every country: the newest number of each, and what it goes with.

As one person may read it, now or on a day, in a number of queries that does not depend
on the number of countries. Countries stand by the alphabet: nobody is ranked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.charts import Chart
from alliance87.core.enums import Empty
from monitoring import rules
from monitoring.figures import sentences
from monitoring.figures.across import (
    Drawn,
    Standing,
    map_chart,
    newest_chart,
    years_chart,
)
from monitoring.figures.alike import Alike, Newest, alike
from monitoring.figures.points import Point, Series
from monitoring.figures.shown import SUPPRESSED, WORDS, Printed
from monitoring.models import Definition, ObservationVersion, Source
from monitoring.selectors.series import Reading, read_series
from pathfinders.models import Pathfinder
from pathfinders.selectors.public import map_places, plain

WITHHELD = {SUPPRESSED, Empty.WITHHELD}
# Words that say that there is a value, and not why there is none.
ON_RECORD = {WORDS, SUPPRESSED}


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """One country; `version` is the key of its newest value, None: nothing.

    `is_hidden`: not everybody may read the value, `is_exact`: this person may.
    """

    pathfinder: Pathfinder
    standing: Standing
    version: int | None
    is_hidden: bool
    is_exact: bool

    @property
    def is_example(self) -> bool:
        return self.pathfinder.is_example


@dataclass(frozen=True, slots=True)
class Across:
    """The rows by the alphabet; examples are in no sentence, drawing or file.

    A chart is None where there is nothing to draw or to put in a file.
    """

    definition: Definition
    on: date
    rows: tuple[AcrossRow, ...]
    alike: Alike
    counted: str
    newest: Chart | None
    years: Chart | None
    map: Chart | None

    @property
    def real(self) -> list[AcrossRow]:
        return [row for row in self.rows if not row.is_example]

    @property
    def spoken(self) -> list[AcrossRow]:
        return [row for row in self.real if row.version]

    @property
    def silent(self) -> list[AcrossRow]:
        return [row for row in self.real if not row.version]

    @property
    def examples(self) -> list[AcrossRow]:
        return [row for row in self.rows if row.is_example]

    @property
    def drawn(self) -> list[AcrossRow]:
        return [row for row in self.real if row.standing.is_drawn]

    @property
    def apart(self) -> list[AcrossRow]:
        return [row for row in self.real if row.standing.apart]


def across(
    definition: Definition,
    countries: Iterable[Pathfinder],
    user,
    *,
    as_of: date | None = None,
) -> Across:
    """Return an indicator across countries, as known now or at the end of a day."""
    on = as_of or timezone.localdate()
    pathfinders = sorted(countries, key=lambda each: plain(str(each)))
    reading = read_series(pathfinders, [definition], user, as_of=as_of)
    found = {
        each.pk: reading.series.get((each.pk, definition.indicator_id))
        for each in pathfinders
    }
    compared = alike(
        Newest(series, series.points[-1])
        for each in pathfinders
        if (series := found[each.pk]) and series.points and not each.is_example
    )
    apart = {newest.series.country: why.words for newest, why in compared.apart}
    sources = _sources(found.values())
    rows = tuple(
        _row(
            each,
            _standing(each, found[each.pk], apart, sources, on, as_of),
            *(definition, reading, user),
        )
        for each in pathfinders
    )
    return _drawn(definition, on, rows, compared, sources)


def _drawn(definition, on, rows, compared: Alike, sources) -> Across:
    """Return the rows with their drawings, which leave out the examples."""
    real = [row for row in rows if not row.is_example]
    standings = [row.standing for row in real]
    code = definition.indicator.code
    drawn = Drawn(
        label=definition.label,
        unit=compared.together[0].series.unit if compared.together else "",
        as_of=on,
        name=f"{code.lower().replace('_', '-')}-countries",
        address=reverse("monitoring:across", kwargs={"code": code}),
    )
    counted = _counted(standings)
    places = map_places()
    placed = [(_place(row.pathfinder, places), row.standing) for row in real]
    return Across(
        definition=definition,
        on=on,
        rows=rows,
        alike=compared,
        counted=counted,
        newest=newest_chart(standings, drawn),
        years=years_chart(standings, drawn, sources),
        map=map_chart(placed, drawn, counted),
    )


def _place(pathfinder: Pathfinder, places: frozenset[str]) -> str:
    """Return the code by which the map knows a country; empty: it has no place."""
    iso3 = pathfinder.country.iso3
    return iso3 if iso3 in places else ""


def _counted(standings: Sequence[Standing]) -> str:
    shown = sum(each.point is not None for each in standings)
    withheld = sum(each.gap in WITHHELD for each in standings)
    return sentences.told(
        _("Newest values"),
        shown=shown,
        withheld=withheld,
        missing=len(standings) - shown - withheld,
    ).text


# --- One country ----------------------------------------------------------------------


def newest_of(series: Series | None) -> tuple[int | None, Point | None, str]:
    """Return the newest year with its number, or with the words of the newest gap."""
    if series is None:
        return None, None, ""
    if series.points:
        return series.points[-1].year, series.points[-1], ""
    year, gap = max(
        [each for each in series.gaps if each[1] in ON_RECORD] or series.gaps
    )
    return year, None, gap


def _standing(pathfinder, series, apart, sources, on: date, as_of) -> Standing:
    year, point, gap = newest_of(series)
    name = str(pathfinder)
    keys = {"iso3": pathfinder.country.slug}
    query = f"?as_of={as_of.isoformat()}" if as_of else ""

    @cache
    def values() -> str:
        return reverse("monitoring:values", kwargs=keys)

    def address(point: Point) -> str:
        # The page of a value, made from that of its country: there are hundreds.
        return f"{values()}{point.observation}/{query}"

    later = max(series.gaps, default=None) if point else None
    is_known = point is not None or gap in ON_RECORD
    return Standing(
        name=name,
        series=series,
        point=point,
        year=year,
        gap=gap,
        later=later if later and later[0] > year else None,
        age=max(0, on.year - year) if is_known else None,
        apart=apart.get(series.country, "") if series else "",
        source=sources.get(point.facts.source, "") if point else "",
        url_of=address,
    )


def _sources(found: Iterable[Series | None]) -> dict[int, str]:
    keys = {point.facts.source for series in found if series for point in series.points}
    rows = Source.objects.filter(pk__in=keys - {None})
    return dict(rows.values_list("pk", "name"))


def _row(
    pathfinder, standing: Standing, definition, reading: Reading, user
) -> AcrossRow:
    key = (pathfinder.pk, definition.indicator_id, "", standing.year)
    version = reading.versions.get(key)
    return AcrossRow(
        pathfinder,
        standing,
        version,
        is_hidden=version in reading.hidden,
        is_exact=rules.may_see_exact(user, pathfinder),
    )


def printed_of(rows: Iterable[AcrossRow]) -> dict[int, Printed]:
    """Return what stands for the newest values of some rows by country (1 query).

    Only of those that are printed: all that a version states is much to read.
    """
    by_version = {row.version: row for row in rows if row.version}
    found = ObservationVersion.objects.filter(pk__in=by_version)
    versions = found.select_related("definition", "observation__source")
    printed = {}
    for version in versions.order_by():
        row = by_version[version.pk]
        version.pathfinder = row.pathfinder
        printed[row.pathfinder.pk] = Printed(
            version, version.definition, exact=row.is_exact, withheld=row.is_hidden
        )
    return printed
