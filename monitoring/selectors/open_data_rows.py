"""Rows of open data: what is read of a public version, and what is said of it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from monitoring.models import Preference
from monitoring.selectors.open_data_words import (
    Country,
    Meaning,
    Origin,
    Part,
    Status,
    Words,
)
from monitoring.selectors.values import precedence, standing_choices
from monitoring.selectors.withholding import withheld_among

# What a value can state, in the order in which its rows stand.
MEASURES = (
    *("percent", "number", "amount", "gdp_percent", "answer", "date", "year"),
    *("frequency", "list", "text"),
)
# country, indicator, year, part, version, measure
Cursor = tuple[str, str, int, str, int, str]
# Where the key of a figure stands among the columns of a version, what is stated that
# is no number, how sure the first statement is, and what is said beside the value.
FIGURE, OTHERS, SURE, SAID = slice(1, 5), slice(16, 22), slice(22, 26), slice(27, 33)
NO_OTHERS = (None, None, None, "", [], "")
NOTHING_SURE = ("", None, None, None, None)
NOTHING_SAID = ("",) * 6


def version_address(pk: int) -> str:
    """Return where a version stands for ever; written once, files hold many."""
    return f"/values/{pk}/"


class OpenRow(NamedTuple):
    """One statement of a value: percent and number of one value are two rows.

    `breakdown` is the key of the part, empty for the total. `value` is None where there
    is none: `obs_status`, `conf_status` and `status_words` say why. What is withheld
    tells nothing else of itself. `is_first`: the source that pages show first.
    `low`, `high` and `standard_error` are in the unit of the row.
    """

    version: int
    country: str
    country_name: str
    indicator: str
    label: str
    theme: str
    dimension: str
    definition: int
    series: str
    is_own: bool
    year: int
    parts: dict[str, str]
    part_words: str
    breakdown: str
    measure: str
    value: Decimal | str | None
    unit: str
    bound: str
    low: Decimal | None
    high: Decimal | None
    standard_error: Decimal | None
    sample_size: int | None
    obs_status: str
    conf_status: str
    status_words: str
    reason: str
    source_id: int | None
    source: str
    source_url: str
    source_licence: str
    variant: str
    is_first: bool
    quality: str
    boundary: str
    ages: str
    hours: str
    hazardous_list: str
    coverage: str
    footnote: str
    published_at: datetime
    address: str

    @property
    def cursor(self) -> Cursor:
        """Where the row stands in the order of all, for `open_rows(after=…)`."""
        place = (self.country, self.indicator, self.year)
        return (*place, self.breakdown, self.version, self.measure)


# One thing that a value states: measure, number or text, and what is said of it, that
# is unit, limit, low, high, standard error and sample size.
Statement = tuple[str, Decimal | str | None, tuple]


class OpenValue(NamedTuple):
    """A public version with all that it states.

    What many values have in common is one tuple for all, so that files write it once;
    `said` are the columns of `OpenRow` from boundary to footnote. What is withheld has
    one statement, without a value, and says nothing.
    """

    version: int
    country: Country
    meaning: Meaning
    year: int
    part: Part
    statements: list[Statement]
    status: Status
    reason: str
    source: Origin
    variant: str
    is_first: bool
    quality: str
    said: tuple[str, ...]
    published_at: datetime

    def rows(self) -> Iterator[OpenRow]:
        """Yield each statement by itself, with all that is said of the value."""
        _pk, iso3, name = self.country
        meaning, source = self.meaning, self.source
        definition = (meaning.number, meaning.series, meaning.is_own)
        before = (
            *(self.version, iso3, name, *meaning.named, *definition),
            *(self.year, *self.part),
        )
        after = (
            *(*self.status, self.reason, *source.said, self.variant),
            *(self.is_first, self.quality, *self.said),
            *(self.published_at, version_address(self.version)),
        )
        for measure, value, about in self.statements:
            yield OpenRow._make((*before, measure, value, *about, *after))


class Written(NamedTuple):
    """What is read of a public version."""

    pk: int
    pathfinder_id: int
    indicator_id: int
    year: int
    breakdown: str
    observation_id: int
    definition_id: int
    published_at: datetime
    empty: str
    empty_reason: str
    bound: str
    percent: Decimal | None
    quantity: Decimal | None
    amount: Decimal | None
    gdp_percent: Decimal | None
    currency: str
    answer: bool | None
    on: date | None
    year_stated: int | None
    frequency: str
    items: list[str]
    text: str
    low: Decimal | None
    high: Decimal | None
    standard_error: Decimal | None
    sample_size: int | None
    quality: str
    boundary: str
    ages: str
    hours: str
    hazardous_list: str
    coverage: str
    footnote: str


# Source and variant by observation.
Origins = dict[int, tuple[int | None, str]]


def composed(
    rows: list[Written],
    origins: Origins,
    countries: dict[int, Country],
    words: Words,
    *,
    as_of: date | None,
) -> Iterator[OpenValue]:
    """Yield what is said of some values, in their order (seven queries at most).

    Of a country and indicator all that a filter asks for stands among them: which of
    several sources is first can be told.
    """
    limited = words.limited
    counts = [row for row in rows if row.indicator_id in limited]
    hidden = withheld_among(counts) if counts else set()
    words.meet({origins[row.observation_id][0] for row in rows})
    later = _later(rows, origins, words, as_of)
    for row in rows:
        is_hidden = row.pk in hidden
        is_gap = is_hidden or row.empty != ""
        source, variant = origins[row.observation_id]
        meaning = words.meanings[row.definition_id]
        yield OpenValue._make(
            (
                *(row.pk, countries[row.pathfinder_id], meaning, row.year),
                words.part(row.breakdown),
                _missing(meaning) if is_gap else _stated(row, words),
                words.status(row.empty, row.quality, is_hidden=is_hidden),
                "" if is_hidden else row.empty_reason,
                *(words.sources[source], variant, row.pk not in later),
                "" if is_gap else row.quality,
                NOTHING_SAID if is_gap else row[SAID],
                row.published_at,
            )
        )


def _later(
    rows: list[Written], origins: Origins, words: Words, as_of: date | None
) -> set[int]:
    """Return the keys of the values that pages do not show first of several sources."""
    figures = defaultdict(list)
    for row in rows:
        figures[row[FIGURE]].append(row)
    several = {key: mine for key, mine in figures.items() if len(mine) > 1}
    chosen = _choices(several, as_of)

    def place(row: Written) -> tuple:
        said = origins[row.observation_id]
        source = words.sources[said[0]]
        choice = chosen.get((row.pathfinder_id, row.indicator_id, row.year))
        return precedence(
            is_chosen=choice == said,
            is_empty=bool(row.empty),
            kind=source.kind,
            is_of_all=source.is_of_all,
            observation=row.observation_id,
        )

    return {row.pk for mine in several.values() for row in sorted(mine, key=place)[1:]}


def _choices(figures: list[tuple], as_of: date | None) -> dict[tuple, tuple]:
    if not figures:
        return {}
    countries, indicators, years, _parts = (
        set(each) for each in zip(*figures, strict=True)
    )
    rows = Preference.objects.filter(
        pathfinder__in=countries, indicator__in=indicators, year__in=years
    )
    columns = ("pathfinder_id", "indicator_id", "year", "source_id", "variant")
    standing = standing_choices(rows, as_of=as_of).order_by("pk")
    return {row[:3]: row[3:] for row in standing.values_list(*columns)}


def _missing(meaning: Meaning) -> list[Statement]:
    measure, unit = meaning.missing
    return [(measure, None, (unit, *NOTHING_SURE))]


def _stated(row: Written, words: Words) -> list[Statement]:
    """Return what a value states, in the order of MEASURES.

    Limit and interval are about what is stated first.
    """
    found: list[tuple[str, Decimal | str, str]] = []
    if row.percent is not None:
        found.append(("percent", row.percent, "%"))
    if row.quantity is not None:
        found.append(("number", row.quantity, words.meanings[row.definition_id].unit))
    if row.amount is not None:
        found.append(("amount", row.amount, row.currency))
    if row.gdp_percent is not None:
        found.append(("gdp_percent", row.gdp_percent, words.gdp_unit))
    if row[OTHERS] != NO_OTHERS:
        found += _in_words(row)
    stated, sure = [], (row.bound, *row[SURE])
    for measure, value, unit in found:
        stated.append((measure, value, (unit, *sure)))
        sure = NOTHING_SURE
    return stated


def _in_words(row: Written) -> list[tuple[str, Decimal | str, str]]:
    found: list[tuple[str, Decimal | str, str]] = []
    if row.answer is not None:
        found.append(("answer", "yes" if row.answer else "no", ""))
    if row.on is not None:
        found.append(("date", row.on.isoformat(), ""))
    if row.year_stated is not None:
        found.append(("year", Decimal(row.year_stated), ""))
    if row.frequency:
        found.append(("frequency", row.frequency, ""))
    if listed := "; ".join(row.items):
        found.append(("list", listed, ""))
    if row.text:
        found.append(("text", row.text, ""))
    return found
