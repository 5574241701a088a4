"""A series and its progress as a chart: drawing, words, table, source."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import compress

from django.utils.translation import gettext as _

from alliance87.core.charts import (
    Chart,
    Line,
    LineChart,
    LinePoint,
    ProjectedPoint,
    Segment,
    TableCell,
    TableColumn,
)
from alliance87.core.charts import Projection as DrawnProjection
from alliance87.core.charts import Target as DrawnTarget
from monitoring.enums import Quality
from monitoring.figures import sentences
from monitoring.figures.comparable import segments
from monitoring.figures.points import Point, Series
from monitoring.figures.progress import Progress
from monitoring.figures.progress_steps import written
from monitoring.figures.projection import Projection
from monitoring.figures.shown import reason_words

ESTIMATES = (Quality.ESTIMATE, Quality.PROXY)


def course_chart(
    series: Series,
    *,
    progress: Progress,
    projection: Projection | None,
    url_of: Callable[[Point], str],
    sources: Mapping[int, str],
    as_of: date,
    name: str,
    address: str = "",
    is_example: bool = False,
) -> Chart:
    """Return the chart of one indicator in one country.

    An example says so in its source, which stands in each of its files.

    `sources` names the sources by key; `url_of` leads to the page of a value.
    """
    lines = LineChart(
        lines=(line_of(series),),
        unit=series.unit,
        targets=_targets(progress),
        projection=_drawn(progress, projection),
        interval_words=_("interval of the survey"),
    )
    columns, rows = _table(series, url_of, sources)
    title = sentences.course(series)
    return Chart(
        drawing=lines,
        title=title.text,
        heading=title.linked({each.version: url_of(each) for each in series.points}),
        description=_description(series),
        columns=columns,
        rows=rows,
        source=_source(series, sources, is_example=is_example),
        as_of=as_of,
        name=name,
        address=address,
    )


def _places(series: Series) -> int:
    """Return how many digits all numbers have: one when one of them has any."""
    return int(any(each.value % 1 for each in series.points))


def line_of(series: Series) -> Line:
    """Return a series as a line that breaks where its definition does."""
    places = _places(series)
    notes = [str(each) for each in sentences.breaks(series)]
    parts = []
    for place, points in enumerate(segments(series)):
        note = notes[0] if place and notes else ""
        drawn = tuple(_point(each, series.unit, places) for each in points)
        parts.append(Segment(drawn, note))
    gaps = tuple((year, reason_words(reason)) for year, reason in series.gaps)
    return Line(series.country, tuple(parts), gaps)


def _point(point: Point, unit: str, places: int) -> LinePoint:
    return LinePoint(
        point.year,
        point.value,
        words=sentences.figure(point, unit, places=places),
        is_estimate=point.quality in ESTIMATES,
        low=point.low,
        high=point.high,
        bound=point.bound,
    )


def _targets(progress: Progress) -> tuple[DrawnTarget, ...]:
    target = progress.target
    if target is None:
        return ()
    value = written(target.value, progress.unit)
    words = _("Target: %(value)s by the end of %(year)s") % {
        "value": value,
        "year": target.on.year,
    }
    return (DrawnTarget(target.on.year, target.value, words),)


def _drawn(progress: Progress, projection: Projection | None) -> DrawnProjection | None:
    """Return the band from the newest value on, where there is one to draw."""
    if projection is None or not projection.bands:
        return None
    last = progress.last
    start = ProjectedPoint(
        last.year,
        last.value,
        last.value if last.low is None else last.low,
        last.value if last.high is None else last.high,
    )
    ahead = [
        ProjectedPoint(band.year, band.middle, band.low, band.high)
        for band in projection.bands
    ]
    words = _("If it went on as before: 8 in 10 cases lie in the band")
    return DrawnProjection((start, *ahead), words)


def _description(series: Series) -> str:
    facts = {"country": series.country, "unit": series.unit}
    if any(each.quality in ESTIMATES for each in series.points):
        if series.unit:
            return _("%(country)s, in %(unit)s. An open dot is an estimate.") % facts
        return _("%(country)s. An open dot is an estimate.") % facts
    if series.unit:
        return _("%(country)s, in %(unit)s.") % facts
    return _("%(country)s.") % facts


def _table(series: Series, url_of, sources) -> tuple[tuple, list[tuple]]:
    """Return columns and rows; what no value states has no column.

    One source of all values stands under the chart and in each row of its file.
    """
    rows = _rows(series, url_of, sources)
    columns = (
        TableColumn(_("Year")),
        TableColumn(_("Value"), is_number=True),
        TableColumn(_("Interval")),
        TableColumn(_("Quality")),
        TableColumn(_("Source of the value")),
    )
    is_told = [True, True, *(any(row[place] for row in rows) for place in (2, 3))]
    is_told.append(len({each.facts.source for each in series.points}) > 1)
    return tuple(compress(columns, is_told)), [
        tuple(compress(row, is_told)) for row in rows
    ]


def _rows(series: Series, url_of, sources) -> list[tuple]:
    rows = [(each.year, _row(each, series, url_of, sources)) for each in series.points]
    rows += [
        (
            year,
            (
                str(year),
                TableCell(reason_words(reason), is_absent=True),
                *("", "", ""),
            ),
        )
        for year, reason in series.gaps
    ]
    return [cells for _year, cells in sorted(rows, key=lambda each: each[0])]


def _row(point: Point, series: Series, url_of, sources) -> tuple:
    return (
        str(point.year),
        TableCell(
            sentences.figure(point, series.unit, places=_places(series)),
            url=url_of(point),
            number=point.value,
        ),
        interval_of(point, series.unit),
        str(Quality(point.quality).label) if point.quality else "",
        sources.get(point.facts.source, ""),
    )


def interval_of(point: Point, unit: str) -> str:
    """Return the interval of a figure in words; empty where none is stated."""
    if point.low is None or point.high is None:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": written(point.low, unit),
        "high": written(point.high, unit),
    }


def _source(series: Series, sources: Mapping[int, str], *, is_example: bool) -> str:
    names = _names(series, sources)
    if not is_example:
        return names
    return f"{_('Example: invented country, invented figures')}; {names}"


def _names(series: Series, sources: Mapping[int, str]) -> str:
    """Return the sources of a series in words, each once."""
    names = [sources.get(each.facts.source, "") for each in series.points]
    found = list(dict.fromkeys(filter(None, names)))
    return "; ".join(found) or _("not named")
