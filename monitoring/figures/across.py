"""One indicator in many countries as charts and a map; nobody is put before another."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.charts import (
    UN_BOUNDARY_NOTE,
    Chart,
    DotPlot,
    DotRow,
    MapClass,
    MapMark,
    Multiples,
    TableCell,
    TableColumn,
    Tone,
    world_map,
)
from alliance87.core.charts.multiples import MOST
from alliance87.core.charts.picture import Form, Picture
from monitoring.enums import Quality
from monitoring.figures import sentences
from monitoring.figures.alike import Newest
from monitoring.figures.drawn import ESTIMATES, interval_of, line_of
from monitoring.figures.points import Point, Series
from monitoring.figures.shown import WORDS, reason_words

# So many sources are named under a chart; of more the table names each.
NAMED_MAX = 3
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one country: a number, words in its place, or nothing.

    `year` is that of the number or of the words, `gap` as in `points.Series.gaps`.
    `later` is a newer year without a number. `apart` says why the number stands beside
    no other; `url_of` leads to the page of a value.
    """

    name: str
    series: Series | None
    point: Point | None
    year: int | None
    gap: str
    later: tuple[int, str] | None
    age: int | None
    apart: str
    source: str
    url_of: Callable[[Point], str]

    @property
    def has_value(self) -> bool:
        """Whether something is on record that everybody may read."""
        return self.point is not None or self.gap == WORDS

    @property
    def is_drawn(self) -> bool:
        return self.point is not None and not self.apart


@dataclass(frozen=True, slots=True)
class Drawn:
    """What all charts of an indicator say of themselves."""

    label: str
    unit: str
    as_of: date
    name: str
    address: str


def newest_chart(standings: Sequence[Standing], drawn: Drawn) -> Chart | None:
    """Return the newest numbers as dots; None where nothing at all is on record.

    Drawn is only what may be compared; `newest_table` holds every country.
    """
    rows = tuple(_dots(standings))
    if not rows:
        return None
    shown = [each for each in standings if each.is_drawn]
    title = sentences.spread(
        drawn.label, [Newest(each.series, each.point) for each in shown]
    )[0]
    return Chart(
        drawing=DotPlot(
            rows, unit=drawn.unit, interval_words=_("interval of the survey")
        ),
        title=title.text,
        heading=title.linked(
            {
                each.point.version: each.url_of(each.point)
                for each in shown
                if each.point.version in title.versions
            }
        ),
        description=_(
            "The newest number of each country, by the alphabet. An open dot is an "
            "estimate."
        ),
        columns=(
            TableColumn(_("Country")),
            TableColumn(_("Year")),
            TableColumn(_("Value"), is_number=True),
            TableColumn(_("Interval")),
            TableColumn(_("Quality")),
            TableColumn(_("Named source")),
            TableColumn(_("Age in years"), is_number=True),
            TableColumn(_("Note")),
        ),
        rows=(),
        source=_sources(each.source for each in standings if each.point),
        as_of=drawn.as_of,
        name=f"{drawn.name}-newest",
        address=drawn.address,
    )


def newest_table(chart: Chart, standings: Iterable[Standing]) -> Chart:
    """Return the chart of newest numbers with its table, for a file.

    The page has a table of its own, which says more.
    """
    labels = _quality_labels()
    return replace(chart, rows=[_row(each, labels) for each in standings])


def _dots(standings: Iterable[Standing]) -> Iterable[DotRow]:
    drawn = [each for each in standings if each.is_drawn]
    places = int(any(each.point.value % 1 for each in drawn))
    for each in standings:
        if each.is_drawn:
            point = each.point
            yield DotRow(
                each.name,
                point.value,
                words=sentences.figure(point, each.series.unit, places=places),
                note=str(point.year),
                low=point.low,
                high=point.high,
                bound=point.bound,
                is_estimate=point.quality in ESTIMATES,
            )
        elif each.gap:
            yield DotRow(each.name, gap=reason_words(each.gap), note=str(each.year))


def _row(standing: Standing, labels: Mapping[str, str]) -> tuple:
    if standing.point is None:
        words = reason_words(standing.gap) if standing.gap else _("Nothing is public")
        value = TableCell(words, is_absent=True)
        interval = quality = ""
    else:
        value = _cell(standing.point, standing)
        interval = interval_of(standing.point, standing.series.unit)
        quality = labels[standing.point.quality]
    age = standing.age
    return (
        standing.name,
        "" if standing.year is None else str(standing.year),
        *(value, interval, quality, standing.source),
        "" if age is None else TableCell(str(age), number=age),
        " ".join(notes_of(standing)),
    )


def notes_of(standing: Standing) -> list[str]:
    """Return what must be known of a newest number: why apart, and what came later."""
    found = [standing.apart] if standing.apart else []
    if standing.later:
        year, gap = standing.later
        found.append(f"{year}: {reason_words(gap)}.")
    return found


def _cell(point: Point, standing: Standing) -> TableCell:
    unit = standing.series.unit
    places = int(bool(point.value % 1))
    return TableCell(
        sentences.figure(point, unit, places=places),
        url=standing.url_of(point),
        number=point.value,
    )


def _quality_labels() -> dict[str, str]:
    """Return the words for each quality, looked up once for hundreds of rows."""
    return {"": ""} | {each.value: str(each.label) for each in Quality}


# --- Over the years -------------------------------------------------------------------


def years_chart(
    standings: Sequence[Standing], drawn: Drawn, sources: Mapping[int, str]
) -> Chart | None:
    """Return the series of what may be compared as small charts; None without any.

    The first forty are drawn, all under one scale. `sources` by key.
    """
    shown = [each for each in standings if each.is_drawn][:MOST]
    if not shown:
        return None
    labels = _quality_labels()
    rows = [row for each in shown for row in _years(each, sources, labels)]
    named = (
        sources.get(point.facts.source, "")
        for each in shown
        for point in each.series.points
    )
    return Chart(
        drawing=Multiples(
            tuple(line_of(_briefly(each.series)) for each in shown),
            unit=drawn.unit,
            interval_words=_("interval of the survey"),
        ),
        title=_("%(label)s, year by year") % {"label": drawn.label},
        description=_(
            "All countries have one scale. No line joins years that were measured "
            "differently. An open dot is an estimate."
        ),
        columns=(
            TableColumn(_("Country")),
            TableColumn(_("Year")),
            TableColumn(_("Value"), is_number=True),
            TableColumn(_("Interval")),
            TableColumn(_("Quality")),
            TableColumn(_("Named source")),
        ),
        rows=rows,
        source=_sources(named),
        as_of=drawn.as_of,
        name=f"{drawn.name}-years",
        address=drawn.address,
    )


def _briefly(series: Series) -> Series:
    """Leave out a unit in words: a small chart has room for the number alone."""
    return series if series.unit.startswith("%") else replace(series, unit="")


def _years(
    standing: Standing, sources: Mapping[int, str], labels: Mapping[str, str]
) -> list[tuple]:
    series = standing.series
    rows = [
        (
            standing.name,
            str(point.year),
            _cell(point, standing),
            interval_of(point, series.unit),
            labels[point.quality],
            sources.get(point.facts.source, ""),
        )
        for point in series.points
    ]
    rows += [
        (
            *(standing.name, str(year)),
            TableCell(reason_words(gap), is_absent=True),
            *("", "", ""),
        )
        for year, gap in series.gaps
    ]
    return sorted(rows, key=lambda row: row[1])


def _sources(names: Iterable[str]) -> str:
    """Return the sources in words; of many only how many they are."""
    found = list(dict.fromkeys(filter(None, names)))
    if len(found) <= NAMED_MAX:
        return "; ".join(found) or _("not named")
    words = ngettext(
        "%(count)s source, named in the table",
        "%(count)s sources, named in the table",
        len(found),
    )
    return words % {"count": len(found)}


# --- The map --------------------------------------------------------------------------


def map_classes() -> list[MapClass]:
    """Return the classes: how new a value is, never how high."""
    words = ngettext(
        "Value of the last year, or newer",
        "Value of the last %(count)s years",
        settings.DATA_FRESH_YEARS,
    )
    return [
        MapClass(Tone.FULL, words % {"count": settings.DATA_FRESH_YEARS}),
        MapClass(Tone.HATCH, _("Older value")),
        MapClass(Tone.PALE, _("No value to show")),
    ]


def class_of(standing: Standing) -> Tone:
    if not standing.has_value:
        return Tone.PALE
    is_new = standing.age <= settings.DATA_FRESH_YEARS
    return Tone.FULL if is_new else Tone.HATCH


@dataclass(frozen=True, slots=True)
class WorldDrawing:
    """The world map as a chart shows it: alone in the page, with words in files."""

    marks: tuple[MapMark, ...]
    title: str
    description: str

    def draw(self, prefix: str, form: Form) -> Picture:
        markup = world_map(
            self.marks,
            title=self.title,
            description=self.description,
            classes=map_classes(),
            prefix=prefix,
            for_print=True,
        )
        inside = markup[markup.index("<svg") : markup.rindex("</svg>") + len("</svg>")]
        width, height = map(float, VIEW.search(inside).groups())
        height = round(form.width * height / width)
        size = f'<svg width="{form.width}" height="{height}"'
        return Picture(inside.replace("<svg", size, 1), form.width, height)

    def sheets(self) -> Sequence["WorldDrawing"]:
        return (self,)

    def alone(self) -> str:
        """Return the map as a picture without words, which the page says itself."""
        return self.draw("map", Form.WIDE).body


def map_chart(
    placed: Sequence[tuple[str, Standing]], drawn: Drawn, counted: str
) -> Chart | None:
    """Return countries by how new their value is: (ISO code, standing) of each.

    An empty code: the map has no place for it, and only the table names it.
    """
    if not placed:
        return None
    labels = {each.tone: str(each.label) for each in map_classes()}
    rows = [
        (each.name, str(each.year) if each.has_value else "", labels[class_of(each)])
        for _iso3, each in placed
    ]
    marks = [
        MapMark(iso3=iso3, label=each.name, url="", tone=class_of(each))
        for iso3, each in placed
        if iso3
    ]
    facts = {f"class{at}": label for at, label in enumerate(labels.values(), start=1)}
    words = _("Dark: %(class1)s. Striped: %(class2)s. Pale: %(class3)s.") % facts
    title = _("%(label)s: where a value is on record") % {"label": drawn.label}
    return Chart(
        drawing=WorldDrawing(tuple(marks), title, counted),
        title=title,
        description=f"{words} {UN_BOUNDARY_NOTE}",
        columns=(
            TableColumn(_("Country")),
            TableColumn(_("Year")),
            TableColumn(_("How new the value is")),
        ),
        rows=rows,
        source=_sources(each.source for _iso3, each in placed if each.point),
        as_of=drawn.as_of,
        name=f"{drawn.name}-map",
        address=drawn.address,
    )
