"""The rows of a roadmap in preparation, with the sums of their money."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from pathfinders.models import Action, FundingLine, Priority, Roadmap, StatedRate
from pathfinders.selectors.money import (
    Money,
    in_one_currency,
    sums,
    sums_by_year,
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of some rows: per currency, and as one sum where every rate is stated."""

    each: tuple[Money, ...]
    total: Money | None = None
    unstated: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.each)


@dataclass(frozen=True, slots=True)
class EditedAction:
    action: Action
    number: str
    sums: Sums
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EditedPriority:
    priority: Priority
    number: int
    actions: tuple[EditedAction, ...]
    sums: Sums
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class EditedRoadmap:
    """All rows; `years` are (year or None, sums) in order, `rates` those stated."""

    priorities: tuple[EditedPriority, ...]
    sums: Sums
    years: tuple[tuple[int | None, Sums], ...]
    rates: tuple[StatedRate, ...]


def rows_to_edit(roadmap: Roadmap) -> EditedRoadmap:
    """Return all rows in order (six queries, whatever their number)."""
    stated = tuple(roadmap.rates.all()) if roadmap.currency else ()
    rates = {rate.currency: rate.rate for rate in stated}
    add_up = _Adding(roadmap.currency, rates | {roadmap.currency: Decimal(1)})
    actions = Action.objects.select_related("action_group", "supervisory_case")
    actions = actions.prefetch_related("funding", "directory", "benchmarks")
    rows = roadmap.priorities.prefetch_related(Prefetch("actions", actions))
    priorities = tuple(
        _priority(each, number, len(rows), add_up)
        for number, each in enumerate(rows, start=1)
    )
    lines = [line for each in rows for line in _lines(each)]
    years = sums_by_year(lines)
    by_year = tuple(
        (year, add_up(line for line in lines if line.year == year)) for year in years
    )
    shown = by_year if years.keys() - {None} else ()
    return EditedRoadmap(priorities, add_up(lines), shown, stated)


@dataclass(frozen=True, slots=True)
class _Adding:
    currency: str
    rates: dict[str, Decimal]

    def __call__(self, lines: Iterable[FundingLine]) -> Sums:
        each = sums(lines)
        if not self.currency:
            return Sums(each)
        total = in_one_currency(each, currency=self.currency, rates=self.rates)
        unstated = [
            money.currency for money in each if money.currency not in self.rates
        ]
        return Sums(each, total, tuple(unstated))


def _priority(
    priority: Priority, number: int, last: int, add_up: _Adding
) -> EditedPriority:
    """An action at the edge of the table is one that cannot go further."""
    is_first, is_last = number == 1, number == last
    rows = priority.actions.all()
    actions = tuple(
        EditedAction(
            action,
            f"{number}.{place}",
            add_up(action.funding.all()),
            is_first=is_first and place == 1,
            is_last=is_last and place == len(rows),
        )
        for place, action in enumerate(rows, start=1)
    )
    money = add_up(_lines(priority))
    return EditedPriority(priority, number, actions, money, is_first, is_last)


def _lines(priority: Priority) -> list[FundingLine]:
    return [line for action in priority.actions.all() for line in action.funding.all()]
