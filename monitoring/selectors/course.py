"""The course of one indicator in one country: series, progress, what was judged."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from alliance87.core.charts import Chart
from monitoring.enums import NUMBER_TYPES, Direction
from monitoring.figures import sentences
from monitoring.figures.comparable import segments
from monitoring.figures.drawn import course_chart
from monitoring.figures.points import Point, Series
from monitoring.figures.progress import Progress, progress_of, target_for
from monitoring.figures.progress_steps import Step, steps
from monitoring.figures.projection import Projection, project
from monitoring.figures.sentences import Sentence
from monitoring.models import Definition, ProgressOverride, Source
from monitoring.selectors.progress import overrides
from monitoring.selectors.series import series_of
from pathfinders.models import Pathfinder


@dataclass(frozen=True, slots=True)
class Course:
    """All there is to see of a series on a day. `override` takes the place of a class.

    `said` are sentences on its course, `notes` on what to keep in mind of it.
    """

    series: Series
    progress: Progress
    projection: Projection | None
    override: ProgressOverride | None
    chart: Chart
    said: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    steps: tuple[Step, ...]

    @property
    def is_judged(self) -> bool:
        """Whether more or fewer is better: else no class is told, by nobody."""
        return self.series.direction != Direction.NONE


def course_of(
    pathfinder: Pathfinder, definition: Definition, user, *, as_of: date | None = None
) -> Course | None:
    """Return the course that a person may read, as known on a day.

    None: there is no value, or the indicator is no number.
    """
    if definition.value_type not in NUMBER_TYPES:
        return None
    found = series_of([pathfinder], [definition], user, as_of=as_of)
    series = found.get((pathfinder.pk, definition.indicator_id))
    if series is None:
        return None
    on = as_of or timezone.localdate()
    progress = _progress(series, definition, on)
    projection = project(progress) if progress.is_measured else None
    judged = overrides(
        pathfinders=[pathfinder], indicators=[definition.indicator_id], as_of=as_of
    )
    return Course(
        series=series,
        progress=progress,
        projection=projection,
        override=judged.get((pathfinder.pk, definition.indicator_id)),
        chart=_chart(pathfinder, definition, series, progress, projection, on),
        said=sentences.describe(series),
        notes=sentences.notes(series),
        steps=steps(progress, projection),
    )


def _progress(series: Series, definition: Definition, on: date) -> Progress:
    indicator = definition.indicator
    target = target_for(
        theme=indicator.theme,
        dimension=indicator.dimension,
        direction=definition.direction,
        value=definition.target,
        on=definition.target_on,
    )
    return progress_of(series, segments(series), target=target, today=on)


def _chart(pathfinder, definition, series, progress, projection, on: date) -> Chart:
    slug, code = pathfinder.country.slug, definition.indicator.code
    keys = {each.facts.source for each in series.points}
    names = Source.objects.filter(pk__in=keys - {None}).values_list("pk", "name")

    def address(point: Point) -> str:
        keys = {"iso3": slug, "pk": point.observation}
        return reverse("monitoring:value", kwargs=keys)

    return course_chart(
        series,
        progress=progress,
        projection=projection,
        url_of=address,
        sources=dict(names),
        as_of=on,
        name=f"{slug}-{code.lower()}",
        address=reverse("monitoring:course", kwargs={"iso3": slug, "code": code}),
        is_example=pathfinder.is_example,
    )
