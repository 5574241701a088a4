"""SDG 8.7.1 of one country: all children, girls and boys, by each of its two measures.

Each measure has a drawing of its own: with and without household chores are different
quantities, and nothing here puts one beside the other on one axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.charts import Chart, DotPlot, DotRow
from monitoring.enums import Apart, Boundary
from monitoring.figures import sentences
from monitoring.figures.breakdowns import TOTAL
from monitoring.figures.comparable import Reason
from monitoring.figures.drawn import ESTIMATES
from monitoring.figures.key_indicators import WITHOUT_CHORES
from monitoring.figures.points import Point
from monitoring.figures.shown import reason_words
from monitoring.selectors.country_cells import Measure, Person
from monitoring.selectors.country_grid import BOYS, GIRLS

PEOPLE = {
    TOTAL: gettext_lazy("All children"),
    GIRLS: gettext_lazy("Girls"),
    BOYS: gettext_lazy("Boys"),
}
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Column:
    """One measure as a column of the table, with its drawing."""

    measure: Measure
    heading: str
    drawing: SafeString | str


@dataclass(frozen=True, slots=True)
class Children:
    """The table: its columns, and a row for all children, girls and boys.

    `notes` say why the columns are not compared.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Person | None, ...]], ...]
    notes: tuple[str, ...]

    @property
    def has_value(self) -> bool:
        return any(each.measure.has_value for each in self.columns)


def children(measures: Sequence[Measure], *, name: str, on: date) -> Children:
    """Return the table and the drawings; `name` begins their keys."""
    columns = tuple(
        Column(each, _heading(each), _drawing(each, name=name, on=on))
        for each in measures
    )
    return Children(
        columns=columns,
        rows=tuple(
            (str(label), tuple(_person(each, part) for each in measures))
            for part, label in PEOPLE.items()
        ),
        notes=_notes(measures),
    )


def _heading(measure: Measure) -> str:
    if measure.code == WITHOUT_CHORES:
        return _("Household chores left out")
    return _("Household chores included")


def _person(measure: Measure, part: str) -> Person | None:
    return next((each for each in measure.people if each.part == part), None)


def _notes(measures: Sequence[Measure]) -> tuple[str, ...]:
    """Say why no column may be set against the other; nothing with one column only."""
    years = [each.year for each in measures if each.has_value]
    if len(years) < 2:
        return ()
    boundary = Reason(Apart.BOUNDARY, Boundary.SNA, Boundary.GENERAL)
    found = [
        _("The two are not compared: neither is a trend or a part of the other."),
        boundary.words,
    ]
    if years[0] != years[1]:
        stated = {"one": years[0], "two": years[1]}
        words = _("They are of different years: %(one)s and %(two)s.")
        found.append(words % stated)
    return tuple(found)


# --- The drawing ----------------------------------------------------------------------


def _drawing(measure: Measure, *, name: str, on: date) -> SafeString | str:
    """Draw the shares with their intervals; nothing where no share is stated."""
    rows = [row for each in measure.people if (row := _row(each)) is not None]
    if not any(row.value is not None for row in rows):
        return ""
    words = {"measure": _heading(measure), "year": measure.year}
    prefix = f"{name}-{measure.code.lower()}"
    chart = Chart(
        drawing=DotPlot(
            tuple(rows), unit=PERCENT, interval_words=_("interval of the survey")
        ),
        title=_("%(measure)s, %(year)s") % words,
        description=_(
            "Share of children aged 5–17 in child labour: all children, girls, boys. "
            "The numbers stand in the table. An open dot is an estimate."
        ),
        columns=(),
        rows=(),
        source=measure.source or _("not stated"),
        as_of=on,
        name=prefix,
    )
    return chart.svg(prefix=prefix)


def _row(person: Person) -> DotRow | None:
    """Return a row; None where nothing is stated in that year."""
    series = person.series
    if series is None or person.year is None:
        return None
    label = str(PEOPLE[person.part])
    point = _point(person)
    if point is None or series.unit != PERCENT:
        gap = dict(series.gaps).get(person.year, "")
        words = reason_words(gap) if gap else _("Stated as a number of children")
        return DotRow(label, gap=words)
    return DotRow(
        label,
        point.value,
        words=sentences.figure(point, series.unit, places=int(bool(point.value % 1))),
        low=point.low,
        high=point.high,
        bound=point.bound,
        is_estimate=point.quality in ESTIMATES,
    )


def _point(person: Person) -> Point | None:
    points = person.series.points if person.series else ()
    return next((each for each in points if each.year == person.year), None)
