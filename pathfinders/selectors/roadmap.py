"""A roadmap as its page, its PDF and its export show it: the official table."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from alliance87.core.dates import write_month
from pathfinders import rules
from pathfinders.enums import FundingKind
from pathfinders.models import Action, FundingLine, Priority, Roadmap


@dataclass(frozen=True, slots=True)
class Money:
    """Sums of one currency. A kind that nobody stated is None, never zero."""

    currency: str
    needed: Decimal | None
    available: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """What is still to be found; None unless both amounts are stated."""
        if self.needed is None or self.available is None:
            return None
        return self.needed - self.available


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
    priority: Priority
    number: int
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class RoadmapTable:
    """All rows of a roadmap with their sums, one for each currency."""

    roadmap: Roadmap
    priorities: tuple[PriorityRows, ...]
    totals: tuple[Money, ...]

    @property
    def actions_total(self) -> int:
        return sum(len(each.actions) for each in self.priorities)


def roadmap_table(roadmap: Roadmap, user) -> RoadmapTable:
    """Return the seven columns; funding lines not public are left out for others.

    Four queries, whatever the number of rows.
    """
    all_lines = rules.may_see_private_budget(user, roadmap.pathfinder.country_id)
    rows = roadmap.priorities.prefetch_related(
        "actions__funding", "actions__action_group"
    )
    priorities = tuple(
        PriorityRows(
            priority=priority,
            number=number,
            actions=tuple(
                _action_row(action, all_lines) for action in priority.actions.all()
            ),
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
    return RoadmapTable(roadmap=roadmap, priorities=priorities, totals=sums(lines))


def _action_row(action: Action, all_lines: bool) -> ActionRow:
    lines = [line for line in action.funding.all() if line.is_public or all_lines]
    return ActionRow(
        action=action,
        title=action.title,
        partners=", ".join(filter(None, (action.responsible, action.partners))),
        timeline=timeline_text(action),
        budget=sums(lines),
        action_group=str(action.action_group or ""),
        monitoring=monitoring_text(action),
    )


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


def sums(lines: Iterable[FundingLine]) -> tuple[Money, ...]:
    """Add up funding lines per currency; amounts of two currencies are never added."""
    added: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        kinds = added.setdefault(line.currency, {})
        kinds[line.kind] = kinds.get(line.kind, Decimal(0)) + line.amount
    return tuple(
        Money(
            currency=currency,
            needed=kinds.get(FundingKind.NEEDED),
            available=kinds.get(FundingKind.AVAILABLE),
        )
        for currency, kinds in sorted(added.items())
    )
