"""What changed in a period, whichever app it happened in: one list, one count.

Each app names its own kinds of change as `Source`: which rows fall into a period for a
person, and what one row says. The database counts them and puts them in order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from alliance87.core.dates import PartialDate, end_of
from alliance87.core.enums import Precision
from alliance87.core.models import Country

# What `listed` adds to a row: its day, its country (NULL: none), whether it is an
# example.
DAY, COUNTRY, EXAMPLE = "listed_on", "listed_country", "listed_example"


@dataclass(frozen=True, slots=True)
class Period:
    """What lies after the end of one day, up to the end of another.

    Periods that follow each other leave nothing out and name no day twice.
    """

    after: date
    until: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the first moment in it and the first one behind it."""
        return end_of(self.after), end_of(self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as pages and files show it.

    `was` and `now` are words; for values of indicators `marks` holds both as they are
    printed (the earlier one or None, the present one) and the words are empty.
    `recorded` is the day on which it was put on record, where that is known apart.
    """

    kind: str
    when: PartialDate
    what: str
    country: Country | None = None
    is_example: bool = False
    was: str = ""
    now: str = ""
    marks: tuple | None = None
    note: str = ""
    source: str = ""
    url: str = ""
    recorded: date | None = None

    def put_on_record_apart(self, period: Period) -> date | None:
        """Return the day of recording where the reader has to know it, else None.

        It tells why something older is named, or something without a date, and what
        nobody could know in the period yet.
        """
        if self.recorded is None or not self.when.is_known:
            return self.recorded
        is_old = self.when.latest <= period.after
        return self.recorded if is_old or self.recorded > period.until else None


@dataclass(frozen=True, slots=True)
class Source:
    """Where changes of one kind are found; several sources may share a kind.

    `find(period, user)` returns the rows that fall into a period, with what `listed`
    adds; `tell(keys, asked)` a Change for each row, by its key. `name` is its own.
    """

    name: str
    kind: str
    find: Callable[[Period, Any], QuerySet]
    tell: Callable[[Sequence[int], "Asked"], Mapping[int, Change]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the changes a person wants to see; an example only when it is named."""

    period: Period
    user: Any
    kind: str = ""
    country: Country | None = None
    examples: bool = False


# --- Which rows fall into a period ----------------------------------------------------


def happened_in(
    period: Period,
    *,
    on: str = "on",
    precision: str = "precision",
    recorded: str = "created_at",
) -> Q:
    """Return the condition for facts that are dated as exactly as they are known.

    A month or a year counts when any day of it lies in the period: better named twice
    than missed. What was put on record in the period counts too, however long ago it
    happened, because nobody could read it before.
    """
    first = period.after + timedelta(days=1)
    dated = Q(**{f"{on}__gte": first})
    vague = {
        Precision.MONTH: first.replace(day=1),
        Precision.YEAR: first.replace(month=1, day=1),
    }
    for name, start in vague.items():
        dated |= Q(**{precision: name, f"{on}__gte": start})
    return Q(**{f"{on}__lte": period.until}) & dated | moment_in(period, recorded)


def day_in(period: Period, field: str) -> Q:
    return Q(**{f"{field}__gt": period.after, f"{field}__lte": period.until})


def moment_in(period: Period, field: str) -> Q:
    start, end = period.moments
    return Q(**{f"{field}__gte": start, f"{field}__lt": end})


def listed(
    rows: QuerySet, day, *, country: str | None = None, example: str | None = None
) -> QuerySet:
    """Add what the list orders by and is narrowed by.

    `day` is an expression or the name of a date; `country` leads to the country, and
    `example` to whether the row is an example. What is of an example country is one.
    """
    flags = Q(**{example: True}) if example else Q()
    if country is not None:
        flags |= Q(**{f"{country}__is_example": True})
    is_example = Case(When(flags, then=True), default=False) if flags else Value(False)
    return rows.annotate(
        **{
            DAY: Cast(day, DateField()),
            COUNTRY: Cast(country or Value(None), IntegerField()),
            EXAMPLE: Cast(is_example, BooleanField()),
        }
    )


# --- Counts and lists -----------------------------------------------------------------


def tally(sources: Iterable[Source], asked: Asked) -> dict[int | None, dict[str, int]]:
    """Count the changes by country (None: of none) and kind, in one query."""
    parts = [
        rows.annotate(listed_kind=Value(source.kind, CharField()))
        .values_list("listed_kind", COUNTRY)
        .annotate(number=Count("pk"))
        for source, rows in _found(sources, asked)
    ]
    counts: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, country, number in _union(parts):
        counts[country][kind] += number
    return {country: dict(kinds) for country, kinds in counts.items()}


def newest_first(sources: Iterable[Source], asked: Asked) -> QuerySet:
    """Return `(name of the source, key)` of each change, to be cut into pages."""
    parts = [
        rows.annotate(listed_name=Value(source.name, CharField())).values_list(
            "listed_name", "pk", DAY
        )
        for source, rows in _found(sources, asked)
    ]
    return _union(parts).order_by("-" + DAY, "listed_name", "-pk")


def told(
    sources: Iterable[Source], entries: Iterable[tuple], asked: Asked
) -> list[Change]:
    """Return what is said of entries of `newest_first`, in their order."""
    entries = list(entries)
    keys = defaultdict(list)
    for name, key, _day in entries:
        keys[name].append(key)
    said = {
        source.name: source.tell(keys[source.name], asked)
        for source in sources
        if source.name in keys
    }
    return [said[name][key] for name, key, _day in entries]


def _found(sources: Iterable[Source], asked: Asked):
    for source in sources:
        if asked.kind and source.kind != asked.kind:
            continue
        rows = source.find(asked.period, asked.user).order_by()
        if asked.country is not None:
            rows = rows.filter(**{COUNTRY: asked.country.pk})
        if asked.country is None or not asked.country.is_example:
            rows = rows.filter(**{EXAMPLE: asked.examples})
        yield source, rows


def _union(parts: list[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True) if others else first
