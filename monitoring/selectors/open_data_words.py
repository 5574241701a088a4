"""What open data says of countries, indicators, parts and statuses: loaded once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from alliance87.core.enums import Empty
from monitoring.enums import Quality, ValueType
from monitoring.figures import breakdowns
from monitoring.figures.shown import STATUS, SUPPRESSED, withheld_words
from monitoring.models import Definition, Indicator, Source
from monitoring.models.catalogue import part_names
from pathfinders.models import Pathfinder

# Codes of the SDMX code list CL_CONF_STATUS: F free, C confidential statistics (the
# same for a small count and for one that would give it away), N kept back by the
# country.
FREE, SMALL, KEPT_BACK = "F", "C", "N"
# What a value of each kind states first: that stands where no value does.
FIRST_MEASURE = {
    ValueType.SHARE: "percent",
    ValueType.PERCENT: "percent",
    ValueType.NUMBER: "number",
    ValueType.INSTRUMENTS: "number",
    ValueType.MONEY: "amount",
    ValueType.YES_NO: "answer",
    ValueType.YEAR: "year",
    ValueType.FREQUENCY: "frequency",
    ValueType.LIST: "list",
}


class Status(NamedTuple):
    """How a value stands: codes of SDMX and what they mean here, in words."""

    obs: str
    conf: str
    words: str


class Country(NamedTuple):
    pk: int
    iso3: str
    name: str


class Meaning(NamedTuple):
    """A definition; `named` are code, label, theme and dimension of its indicator.

    `missing`: what is stated, of which unit, where there is no value.
    """

    indicator_id: int
    code: str
    named: tuple[str, str, str, str]
    number: int
    series: str
    is_own: bool
    unit: str
    missing: tuple[str, str]
    is_limited: bool


class Part(NamedTuple):
    """A part: its codes by axis, what it is in words, and its key."""

    codes: dict[str, str]
    words: str
    breakdown: str


class Origin(NamedTuple):
    """A source; `said` are the columns of `OpenRow` that it fills."""

    pk: int | None
    name: str
    url: str
    licence: str
    kind: str
    is_of_all: bool
    said: tuple


NO_SOURCE = Origin(None, "", "", "", "", False, (None, "", "", ""))


def open_countries(codes: Collection[str] = (), language: str = "") -> list[Country]:
    """Return the countries of open data by their codes, without examples.

    Names are in `language`, by default that of the caller.
    """
    rows = Pathfinder.objects.visible_to(AnonymousUser()).counted()
    if codes:
        rows = rows.filter(country__iso3__in=list(codes))
    rows = rows.select_related("country").order_by("country__iso3")
    with override(language or get_language()):
        return [Country(row.pk, row.country.iso3, row.country.name) for row in rows]


def open_indicators(codes: Collection[str] = (), theme: str = "", dimension: str = ""):
    """Return the indicators that open data has, as a query."""
    rows = Indicator.objects.visible_to(AnonymousUser())
    wanted = {"code__in": list(codes), "theme": theme, "dimension": dimension}
    return rows.filter(**{name: each for name, each in wanted.items() if each})


@dataclass(slots=True)
class Words:
    """Names and statuses in one language; sources are added as they are met."""

    language: str
    meanings: dict[int, Meaning]
    sources: dict[int | None, Origin]
    gdp_unit: str
    _names: dict[tuple[str, str], str]
    _statuses: dict[str, Status]
    _parts: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def of(cls, indicators, language: str) -> "Words":
        """Load what is said of some indicators (two queries)."""
        with override(language):
            return cls(
                language=language,
                meanings=_meanings(indicators),
                sources={None: NO_SOURCE},
                gdp_unit=_("% of GDP"),
                _names=part_names(),
                _statuses=statuses(),
            )

    def meet(self, sources: Iterable[int | None]) -> None:
        """Load the sources that have not been met yet (one query at most)."""
        missing = set(sources) - self.sources.keys()
        if not missing:
            return
        columns = ("pk", "name", "url", "licence", "kind", "pathfinder_id")
        for row in Source.objects.filter(pk__in=missing).values_list(*columns):
            self.sources[row[0]] = Origin(*row[:5], row[5] is None, row[:4])

    @property
    def limited(self) -> set[int]:
        """The indicators of which some definition has a limit for small counts."""
        said = self.meanings.values()
        return {each.indicator_id for each in said if each.is_limited}

    def met(self) -> list[Origin]:
        """Return the sources of the rows that were read, by name."""
        named = (each for each in self.sources.values() if each.pk is not None)
        return sorted(named, key=lambda each: (each.name, each.pk))

    def part(self, breakdown: str) -> Part:
        found = self._parts.get(breakdown)
        if found is None:
            with override(self.language):
                words = breakdowns.label(breakdown, self._names)
            found = Part(breakdowns.parts(breakdown), words, breakdown)
            self._parts[breakdown] = found
        return found

    def status(self, empty: str, quality: str, *, is_hidden: bool) -> Status:
        """Return the status of a value; of one that may not be seen only that."""
        return self._statuses[empty or (SUPPRESSED if is_hidden else quality)]


def _meanings(indicators) -> dict[int, Meaning]:
    rows = Definition.objects.filter(indicator__in=indicators).order_by()
    return {each.pk: _meaning(each) for each in rows.select_related("indicator")}


def _meaning(definition: Definition) -> Meaning:
    indicator = definition.indicator
    unit = "" if "%" in definition.unit else definition.unit
    measure = FIRST_MEASURE[definition.value_type]
    said = (definition.label, indicator.theme, indicator.dimension)
    return Meaning(
        indicator_id=definition.indicator_id,
        code=indicator.code,
        named=(indicator.code, *said),
        number=definition.number,
        series=definition.series_code,
        is_own=indicator.pathfinder_id is not None,
        unit=unit,
        missing=(measure, {"number": unit, "percent": "%"}.get(measure, "")),
        is_limited=definition.threshold is not None,
    )


def statuses() -> dict[str, Status]:
    """Return the statuses in the active language, by quality or by kind of gap."""
    found = {"": Status(STATUS[Quality.OFFICIAL], FREE, _("Normal value"))}
    for quality in Quality:
        found[quality.value] = Status(STATUS[quality], FREE, str(quality.label))
    for empty in Empty:
        conf = KEPT_BACK if empty == Empty.WITHHELD else FREE
        found[empty.value] = Status(STATUS[empty], conf, str(empty.label))
    found[SUPPRESSED] = Status(STATUS[SUPPRESSED], SMALL, withheld_words())
    return found
