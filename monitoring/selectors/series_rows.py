"""What is read of the public versions that series are made of, in light tuples.

One source is shown first where several state a figure, as on the page of a value.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from monitoring.models import Observation, ObservationVersion, Preference
from monitoring.selectors.values import precedence, public, standing_choices


class Row(NamedTuple):
    """What is read of one public version."""

    pk: int
    pathfinder_id: int
    indicator_id: int
    year: int
    breakdown: str
    observation_id: int
    empty: str
    bound: str
    quantity: Decimal | None
    percent: Decimal | None
    amount: Decimal | None
    currency: str
    gdp_percent: Decimal | None
    quality: str
    low: Decimal | None
    high: Decimal | None
    standard_error: Decimal | None
    definition_id: int
    boundary: str
    ages: str
    hours: str
    hazardous_list: str
    coverage: str
    source_id: int | None
    variant: str
    source_kind: str
    source_country: int | None

    @property
    def facts(self) -> tuple:
        """What it measures, in the order of `points.Facts`."""
        origin = (self.source_id, self.source_kind, self.variant)
        return (self.definition_id, *origin, *self[18:23])


COLUMNS = (
    *("pk", "pathfinder_id", "indicator_id", "year", "breakdown", "observation_id"),
    *("empty", "bound", "quantity", "percent", "amount", "currency", "gdp_percent"),
    *("quality", "low", "high", "standard_error", "definition_id"),
    *("boundary", "ages", "hours", "hazardous_list", "coverage"),
)
ORIGIN = ("pk", "source_id", "variant", "source__kind", "source__pathfinder_id")


def public_rows(
    pathfinders: Iterable[int], indicators: Iterable[int], as_of: date | None
) -> QuerySet[ObservationVersion]:
    """Return what is public of these countries and indicators, or was on a day."""
    rows = ObservationVersion.objects.filter(
        pathfinder__in=list(pathfinders), indicator__in=list(indicators)
    )
    return public(rows, as_of=as_of).order_by()


def _origins(rows: list[tuple]) -> dict[int, tuple]:
    """Return source and variant, which stand with the observation, by its key.

    By countries, indicators, years and parts: a list of thousands of keys takes longer
    to send than the few other observations that these bring.
    """
    countries, indicators, years, parts = (
        {row[place] for row in rows} for place in (1, 2, 3, 4)
    )
    found = Observation.objects.filter(
        pathfinder__in=countries,
        indicator__in=indicators,
        year__in=years,
        breakdown__in=parts,
    )
    return {
        pk: (source, variant, kind or "", country)
        for pk, source, variant, kind, country in found.order_by().values_list(*ORIGIN)
    }


def rows_of(rows: QuerySet[ObservationVersion]) -> QuerySet:
    """Return what is read of versions of many countries, without their origin."""
    return rows.values_list(*COLUMNS)


def with_origins(rows: Iterable[tuple]) -> Iterator[Row]:
    """Add to `rows_of` many countries where they come from (one query)."""
    rows = list(rows)
    origins = _origins(rows)
    return (Row._make(row + origins[row[5]]) for row in rows)


def rows_of_one(rows: QuerySet[ObservationVersion], pathfinder: int) -> Iterator[Row]:
    """Return the versions of one country with their origin (one query).

    The country is named twice: the database would go through all observations else.
    """
    joined = rows.filter(observation__pathfinder=pathfinder)
    origin = (f"observation__{name}" for name in ORIGIN[1:])
    for *said, kind, country in joined.values_list(*COLUMNS, *origin):
        yield Row(*said, kind or "", country)


def preferred(
    rows: Iterable[Row], as_of: date | None, choices: Iterable[tuple] | None = None
) -> list[Row]:
    """Return of each figure the row that is shown first.

    `choices` are all of the countries (`choice_rows`), where they have been read.
    """
    figures: dict[tuple, list[Row]] = {}
    for row in rows:
        figures.setdefault(row[1:5], []).append(row)
    several = [key for key, mine in figures.items() if len(mine) > 1]
    if several and choices is None:
        choices = choice_rows(_choices_about(several), as_of)
    # Of several choices of one day the newest counts.
    chosen = {row[:3]: row[3:] for row in choices} if several else {}
    for key in several:
        choice = chosen.get(key[:3])
        figures[key].sort(key=lambda row, choice=choice: _place(row, choice))
    return [mine[0] for mine in figures.values()]


def _place(row: Row, choice: tuple | None) -> tuple:
    return precedence(
        is_chosen=choice == (row.source_id, row.variant),
        is_empty=bool(row.empty),
        kind=row.source_kind,
        is_of_all=row.source_id is not None and row.source_country is None,
        observation=row.observation_id,
    )


def choice_rows(choices: QuerySet[Preference], as_of: date | None) -> QuerySet:
    """Return which source and variant somebody put first, in the order of choosing.

    By country, indicator and year: those that count now, or counted on a day.
    """
    columns = ("pathfinder_id", "indicator_id", "year", "source_id", "variant")
    rows = standing_choices(choices, as_of=as_of).order_by("pk")
    return rows.values_list(*columns)


def _choices_about(figures: list[tuple]) -> QuerySet[Preference]:
    countries, indicators, years, _parts = (
        set(each) for each in zip(*figures, strict=True)
    )
    return Preference.objects.filter(
        pathfinder__in=countries, indicator__in=indicators, year__in=years
    )
