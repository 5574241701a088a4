"""Open data: all that is public, as rows in one order, for files, screen and API.

It is the same for everybody: what somebody without an account may read, whoever asks,
so that a file can be cited and checked. Counts of few people are withheld by the rule
that pages follow. Fictitious countries and computed indicators have no rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from alliance87.core.memory import without_collection
from monitoring.models import Definition, Observation, ObservationVersion
from monitoring.selectors.open_data_rows import (
    MEASURES,
    Cursor,
    OpenRow,
    OpenValue,
    Written,
    composed,
    version_address,
)
from monitoring.selectors.open_data_words import (
    Country,
    Words,
    open_countries,
    open_indicators,
)
from monitoring.selectors.values import public
from monitoring.selectors.withholding import withheld_among
from pathfinders.models import Pathfinder

__all__ = [
    "Asked",
    "Counted",
    "Cursor",
    "OpenRow",
    "OpenValue",
    "count_rows",
    "counted",
    "open_rows",
    "open_values",
    "stated_values",
    "version_address",
    "words_for",
]

# Values read at once, at first fewer, so that a reader need not wait for the first
# row; and countries whose values are counted at once.
CHUNK, FIRST_CHUNK = 4_000, 500
COUNTED = 40
# Where a value of one country and indicator stands among the others.
PAIR, PLACE = slice(1, 3), itemgetter(3, 4, 0)
PLACES = {name: at for at, name in enumerate(MEASURES)}
# Columns of a version that state something where they are not NULL.
NUMBERS = (
    *("percent", "quantity", "amount", "gdp_percent"),
    *("answer", "on", "year_stated"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter of screen, file and API; what is empty filters nothing.

    Years are both included. `as_of`: what was public at the end of that day.
    """

    countries: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    theme: str = ""
    dimension: str = ""
    start: int | None = None
    end: int | None = None
    totals_only: bool = False
    as_of: date | None = None


# Code of the country and of the indicator, by the keys of these.
Places = dict[tuple[int, int], tuple[str, str]]


class Several(NamedTuple):
    """A value that states more than one thing, as its withholding is asked."""

    pk: int
    pathfinder_id: int
    indicator_id: int
    year: int
    breakdown: str
    stated: int


STATED = Case(
    When(~Q(empty=""), then=1),
    default=Func(*map(F, NUMBERS), function="num_nonnulls", output_field=IntegerField())
    + Case(When(frequency="", then=0), default=1)
    + Case(When(items=[], then=0), default=1)
    + Case(When(text="", then=0), default=1),
    output_field=IntegerField(),
)


def open_rows(
    asked: Asked,
    *,
    after: Cursor | None = None,
    language: str | None = None,
    chunk: int = CHUNK,
) -> Iterator[OpenRow]:
    """Yield the rows by country, indicator, year, part, version and measure.

    `after` goes on behind a row (`OpenRow.cursor`). Else as `stated_values`.
    """
    values = stated_values(asked, after=after, language=language, chunk=chunk)
    rows = (row for value in values for row in value.rows())
    if after is None:
        return rows
    behind = _order(after)
    return (row for row in rows if _order(row.cursor) > behind)


def stated_values(
    asked: Asked,
    *,
    after: Cursor | None = None,
    words: Words | None = None,
    language: str | None = None,
    chunk: int = CHUNK,
) -> Iterator[OpenValue]:
    """Yield the values of the rows in their order, each with all that it states.

    At most `chunk` values, or those of one indicator in one country, are in memory at
    once; each chunk takes the same few queries. The first ones may stand before the
    row `after`. `words` are those of `words_for`, for who needs them too; else they are
    in `language`, by default that of the caller.
    """
    words = words or words_for(asked, language or get_language() or "en")
    countries = open_countries(asked.countries, words.language)
    return _values(asked, countries, words, after, chunk)


def words_for(asked: Asked, language: str) -> Words:
    """Load the words for the rows of a filter; they know the sources once all is read.

    (Two queries.)
    """
    indicators = open_indicators(asked.indicators, asked.theme, asked.dimension)
    return Words.of(indicators, language)


def open_values(asked: Asked) -> QuerySet[ObservationVersion]:
    """Return the public versions that a filter asks for, in no order."""
    countries = [each.pk for each in open_countries(asked.countries)]
    indicators = open_indicators(asked.indicators, asked.theme, asked.dimension)
    keys = indicators.values_list("pk", flat=True)
    return _narrowed(asked).filter(indicator__in=list(keys), pathfinder__in=countries)


class Counted(NamedTuple):
    values: int
    rows: int


def counted(asked: Asked) -> Counted:
    """Return how many values and rows a filter finds, without reading all of them."""
    values = open_values(asked).annotate(stated=STATED)
    found = values.aggregate(values=Count("pk"), rows=Coalesce(Sum("stated"), 0))
    # What is withheld has one row, however much it states.
    limited = Definition.objects.filter(threshold__isnull=False)
    several = values.filter(
        stated__gt=1, indicator__in=limited.values_list("indicator", flat=True)
    )
    left = several.values_list(*Several._fields).iterator(chunk_size=CHUNK)
    rows = found["rows"]
    while some := [Several._make(row) for row in islice(left, CHUNK)]:
        hidden = withheld_among(some)
        rows -= sum(row.stated - 1 for row in some if row.pk in hidden)
    return Counted(found["values"], rows)


def count_rows(asked: Asked) -> int:
    """Return how many rows `open_rows` yields."""
    return counted(asked).rows


# --- Chunks ---------------------------------------------------------------------------


def _narrowed(asked: Asked) -> QuerySet[ObservationVersion]:
    return _asked_of(public(ObservationVersion.objects.all(), as_of=asked.as_of), asked)


def _asked_of(rows: QuerySet, asked: Asked) -> QuerySet:
    """Narrow versions or observations, which say alike what they are about.

    Countries and indicators are left to the caller.
    """
    rows = rows.order_by()
    if asked.start is not None:
        rows = rows.filter(year__gte=asked.start)
    if asked.end is not None:
        rows = rows.filter(year__lte=asked.end)
    if asked.totals_only:
        rows = rows.filter(breakdown="")
    return rows


def _values(
    asked: Asked,
    countries: list[Country],
    words: Words,
    after: Cursor | None,
    chunk: int,
) -> Iterator[OpenValue]:
    codes = {each.indicator_id: each.code for each in words.meanings.values()}
    by_key = {each.pk: each for each in countries}
    found = _narrowed(asked).filter(indicator__in=list(codes))
    for pairs in _chunks(found, by_key, codes, after, chunk):
        places = {pair: (by_key[pair[0]].iso3, codes[pair[1]]) for pair in pairs}
        yield from _read(asked, places, by_key, words)


@without_collection()
def _read(
    asked: Asked, places: Places, countries: dict[int, Country], words: Words
) -> list[OpenValue]:
    """Return the values of some countries and indicators, by the codes of these."""
    rows = _written(asked, places, words)
    # Read by themselves: to join all observations to a few of them costs more.
    observations = _of(_asked_of(Observation.objects.all(), asked), places)
    origins = observations.values_list("pk", "source_id", "variant")
    said = {pk: (source, variant) for pk, source, variant in origins}
    return list(composed(rows, said, countries, words, as_of=asked.as_of))


def _written(asked: Asked, places: Places, words: Words) -> list[Written]:
    found = defaultdict(list)
    read = _of(_narrowed(asked), places).values_list(*Written._fields)
    for row in map(Written._make, read):
        # What follows a definition made since the first row is left for later.
        if row.definition_id in words.meanings:
            found[places[row[PAIR]]].append(row)
    return [
        row for _place, mine in sorted(found.items()) for row in sorted(mine, key=PLACE)
    ]


def _order(cursor: Cursor) -> tuple:
    return (*cursor[:5], PLACES.get(cursor[5], len(PLACES)))


def _of(found: QuerySet, pairs: Iterable[tuple[int, int]]) -> QuerySet:
    """Return what is about some countries and indicators."""
    indicators = defaultdict(list)
    for country, indicator in pairs:
        indicators[country].append(indicator)
    alike = defaultdict(list)
    for country, mine in indicators.items():
        alike[tuple(mine)].append(country)
    wanted = Q()
    for mine, same in alike.items():
        wanted |= Q(pathfinder__in=same, indicator__in=mine)
    return found.filter(wanted)


def _chunks(
    found: QuerySet,
    countries: dict[int, Country],
    codes: dict[int, str],
    after: Cursor | None,
    chunk: int,
) -> Iterator[list[tuple[int, int]]]:
    """Yield countries with indicators, in order, whose values are read together.

    Only countries with values are looked at, so that a page of few rows takes as many
    queries whether there are three countries or two hundred.
    """
    behind = after[:2] if after else ("", "")
    mine = found.filter(pathfinder=OuterRef("pk"))
    spoken = Pathfinder.objects.filter(Exists(mine), pk__in=list(countries))
    keys = set(spoken.values_list("pk", flat=True))
    ahead = [
        key
        for key, country in countries.items()
        if key in keys and country.iso3 >= behind[0]
    ]
    gathered: list[tuple[int, int]] = []
    size, most = 0, min(chunk, FIRST_CHUNK)
    for at in range(0, len(ahead), COUNTED):
        some = ahead[at : at + COUNTED]
        for count, pair in _counted(found, some, countries, codes):
            if (countries[pair[0]].iso3, codes[pair[1]]) < behind:
                continue
            if gathered and size + count > most:
                yield gathered
                gathered, size, most = [], 0, chunk
            gathered.append(pair)
            size += count
    if gathered:
        yield gathered


def _counted(
    found: QuerySet,
    some: Iterable[int],
    countries: dict[int, Country],
    codes: dict[int, str],
) -> list[tuple[int, tuple[int, int]]]:
    rows = found.filter(pathfinder__in=some).values_list("pathfinder_id", "indicator")
    sizes = [
        (count, (country, indicator))
        # With a column to count, the database would read each row and not its index.
        for country, indicator, count in rows.annotate(count=Count("*"))
        if indicator in codes
    ]
    return sorted(
        sizes, key=lambda each: (countries[each[1][0]].iso3, codes[each[1][1]])
    )
