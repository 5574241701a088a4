"""Sums of money: one for each currency, and one for all where rates are stated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from alliance87.core.dates import write_day
from alliance87.core.numbers import write_number
from pathfinders.enums import FundingKind
from pathfinders.models import FundingLine, FundingUpdate, Roadmap, StatedRate

Line = FundingLine | FundingUpdate
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Money:
    """Sums of one currency. A kind that nobody stated is None, never zero."""

    currency: str
    needed: Decimal | None = None
    available: Decimal | None = None
    allocated: Decimal | None = None
    disbursed: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """What is still to be found; None unless both amounts are stated."""
        if self.needed is None or self.available is None:
            return None
        return self.needed - self.available


def sums(lines: Iterable[Line]) -> tuple[Money, ...]:
    """Add up amounts per currency; amounts of two currencies are never added."""
    added: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        kinds = added.setdefault(line.currency, {})
        kinds[line.kind] = kinds.get(line.kind, Decimal(0)) + line.amount
    return tuple(
        Money(currency=currency, **{str(kind): kinds.get(kind) for kind in FundingKind})
        for currency, kinds in sorted(added.items())
    )


def sums_by_year(lines: Iterable[Line]) -> dict[int | None, tuple[Money, ...]]:
    """Return the sums of each year in order; lines without a year come last."""
    years: dict[int | None, list[Line]] = {}
    for line in lines:
        years.setdefault(line.year, []).append(line)
    order = sorted(years, key=lambda year: (year is None, year or 0))
    return {year: sums(years[year]) for year in order}


def rates_of(roadmap: Roadmap) -> dict[str, Decimal]:
    """Return what a unit of each currency is worth in the currency of the totals.

    Empty where the roadmap names no currency for its totals (one query).
    """
    if not roadmap.currency:
        return {}
    stated = {rate.currency: rate.rate for rate in roadmap.rates.all()}
    return stated | {roadmap.currency: Decimal(1)}


def rates_in_words(roadmap: Roadmap) -> dict[str, str]:
    """Return each stated rate with its day and source, by currency (one query)."""
    return {
        each.currency: _in_words(each, roadmap.currency) for each in roadmap.rates.all()
    }


def _in_words(stated: StatedRate, currency: str) -> str:
    rate = write_number(stated.rate.normalize(), language=get_language() or "en")
    worth = f"1 {stated.currency} = {rate} {currency}".rstrip()
    day = write_day(stated.on) if stated.on else ""
    return ", ".join(filter(None, (worth, day, stated.source)))


def in_one_currency(
    totals: Iterable[Money], *, currency: str, rates: Mapping[str, Decimal]
) -> Money | None:
    """Return one sum in `currency`, or None where a rate is not stated.

    None too when there is nothing to convert: then the sums speak for themselves.
    """
    totals = list(totals)
    if not currency or all(each.currency == currency for each in totals):
        return None
    if any(each.currency not in rates for each in totals):
        return None
    kinds = {str(kind): _converted(totals, str(kind), rates) for kind in FundingKind}
    return Money(currency=currency, **kinds)


def _converted(totals: list[Money], kind: str, rates) -> Decimal | None:
    stated = [each for each in totals if getattr(each, kind) is not None]
    if not stated:
        return None
    total = sum(getattr(each, kind) * rates[each.currency] for each in stated)
    return total.quantize(CENT)
