"""A roadmap as its page, its PDF and its export show it: the official table."""

from dataclasses import dataclass

from django.db.models import Prefetch

from alliance87.core.dates import write_month
from pathfinders import rules
from pathfinders.models import Action, Priority, Roadmap
from pathfinders.selectors.money import (
    Money,
    in_one_currency,
    rates_of,
    sums,
    sums_by_year,
)
from pathfinders.selectors.withheld import withheld_from


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Columns two to seven; empty text means that it is not stated."""

    action: Action
    title: str
    partners: str
    timeline: str
    budget: tuple[Money, ...]
    action_group: str
    monitoring: str


@dataclass(frozen=True, slots=True)
class PriorityRows:
    """`hides_baseline`: it is a count of people that this reader may not see."""

    priority: Priority
    number: int
    actions: tuple[ActionRow, ...]
    hides_baseline: bool = False


@dataclass(frozen=True, slots=True)
class RoadmapTable:
    """All rows of a roadmap with their sums, one for each currency.

    `total` adds the currencies up where the roadmap states the rates, else None.
    `years` are (year or None, sums) in order; empty where no line states a year.
    """

    roadmap: Roadmap
    priorities: tuple[PriorityRows, ...]
    totals: tuple[Money, ...]
    total: Money | None = None
    years: tuple[tuple[int | None, tuple[Money, ...]], ...] = ()

    @property
    def actions_total(self) -> int:
        return sum(len(each.actions) for each in self.priorities)


def roadmap_table(roadmap: Roadmap, user) -> RoadmapTable:
    """Return the seven columns; funding lines not public are left out for others.

    Six queries, whatever the number of rows, and those that judge small counts.
    """
    all_lines = rules.may_see_private_budget(user, roadmap.pathfinder.country_id)
    actions = Action.objects.select_related("action_group", "supervisory_case")
    actions = actions.prefetch_related("funding", "directory", "benchmarks")
    rows = roadmap.priorities.prefetch_related(Prefetch("actions", actions))
    withheld = withheld_from(user, roadmap.pathfinder, rows)
    priorities = tuple(
        PriorityRows(
            priority=priority,
            number=number,
            actions=tuple(
                _action_row(action, all_lines) for action in priority.actions.all()
            ),
            hides_baseline=withheld.baseline_of(priority),
        )
        for number, priority in enumerate(rows, start=1)
    )
    lines = [
        line
        for priority in rows
        for action in priority.actions.all()
        for line in action.funding.all()
        if line.is_public or all_lines
    ]
    totals = sums(lines)
    total = in_one_currency(totals, currency=roadmap.currency, rates=rates_of(roadmap))
    return RoadmapTable(roadmap, priorities, totals, total, _years(lines))


def _years(lines) -> tuple[tuple[int | None, tuple[Money, ...]], ...]:
    """The years in which money is needed or available; none where only sums are."""
    found = {
        year: tuple(
            money
            for money in totals
            if money.needed is not None or money.available is not None
        )
        for year, totals in sums_by_year(lines).items()
    }
    kept = {year: totals for year, totals in found.items() if totals}
    return tuple(kept.items()) if kept.keys() - {None} else ()


def _action_row(action: Action, all_lines: bool) -> ActionRow:
    lines = [line for line in action.funding.all() if line.is_public or all_lines]
    return ActionRow(
        action=action,
        title=action.title,
        partners="; ".join(filter(None, (action.responsible, partners_text(action)))),
        timeline=timeline_text(action),
        budget=sums(lines),
        action_group=str(action.action_group or ""),
        monitoring=monitoring_text(action),
    )


def partners_text(action: Action) -> str:
    """Return the partners of the directory by name, then the others as written."""
    names = [str(partner) for partner in action.directory.all()]
    return "; ".join(filter(None, (*names, action.partners)))


def timeline_text(action: Action) -> str:
    """Return the words of the source, or the dates; empty when none is stated."""
    if action.timeline:
        return action.timeline
    if action.starts_on and action.ends_on:
        first, last = (write_month(day) for day in (action.starts_on, action.ends_on))
        return first if first == last else f"{first} \N{EN DASH} {last}"
    day = action.starts_on or action.ends_on
    return write_month(day) if day else ""


def monitoring_text(action: Action) -> str:
    state = action.get_status_display() if action.status else ""
    return ". ".join(filter(None, (str(state), action.monitoring)))
