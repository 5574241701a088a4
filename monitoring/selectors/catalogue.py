"""Which indicators there are, and what is asked of a country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Subquery

from alliance87.core.together import fetch_together
from monitoring.enums import Dimension, IndicatorTheme, SetState
from monitoring.figures.codes import TEMPLATE
from monitoring.models import (
    AxisItem,
    Definition,
    Indicator,
    IndicatorSet,
    ReportingRound,
)
from pathfinders.models import Pathfinder, Priority, Roadmap

# Long texts that no cell prints, and who wrote them when.
UNREAD = (
    *("printed_label", "note_en", "note_fr", "note_es"),
    *("caveat_en", "caveat_fr", "caveat_es"),
    *("created_at", "created_by", "changed_at"),
    *("indicator__created_at", "indicator__created_by", "indicator__changed_at"),
)
DIMENSIONS = list(Dimension)
THEMES = list(IndicatorTheme)


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one theme in one dimension."""

    dimension: Dimension
    theme: IndicatorTheme
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the catalogue is asked for; empty text asks for everything."""

    words: str = ""
    dimension: str = ""
    theme: str = ""
    sub_area: str = ""
    value_type: str = ""


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A priority of a roadmap with what the country measures for it.

    `priority` is None for a priority that the reader may not know yet.
    """

    priority: Priority | None
    definitions: tuple[Definition, ...]


# --- Sets ---------------------------------------------------------------------------


def set_in_use() -> IndicatorSet | None:
    """Return the latest validated set, or the latest draft while none is validated."""
    return _by_use().first()


def key_of_set_in_use() -> Subquery:
    """Return the key of `set_in_use` for a query that reads what is in the set."""
    return Subquery(_by_use().values("pk")[:1])


def _by_use() -> QuerySet[IndicatorSet]:
    sets = IndicatorSet.objects.annotate(is_draft=~Q(state=SetState.VALIDATED))
    return sets.order_by("is_draft", *IndicatorSet._meta.ordering)


def with_parts(definitions: QuerySet[Definition]) -> QuerySet[Definition]:
    """Fetch indicator, country and parts with the definitions (two queries)."""
    items = AxisItem.objects.order_by("axis", "position", "code")
    return definitions.select_related(
        "indicator__pathfinder__country"
    ).prefetch_related(Prefetch("axis_items", items))


def definitions_in(indicator_set: IndicatorSet) -> list[Definition]:
    """Return the definitions of a set in its order, with the template."""
    rows = Definition.objects.filter(entries__indicator_set=indicator_set)
    return list(with_parts(rows).order_by("entries__position"))


def grouped(definitions: Sequence[Definition]) -> list[Group]:
    """Put definitions under dimension and theme, in the order of the framework."""

    def place(definition: Definition) -> tuple[int, int]:
        indicator = definition.indicator
        return (
            DIMENSIONS.index(Dimension(indicator.dimension)),
            THEMES.index(IndicatorTheme(indicator.theme)),
        )

    return [
        Group(DIMENSIONS[dimension], THEMES[theme], tuple(rows))
        for (dimension, theme), rows in groupby(sorted(definitions, key=place), place)
    ]


def narrowed(definitions: Sequence[Definition], chosen: Chosen) -> list[Definition]:
    """Return the definitions that the filters leave; all words must occur."""
    words = chosen.words.casefold().split()
    return [
        each
        for each in definitions
        if chosen.dimension in ("", each.indicator.dimension)
        and chosen.theme in ("", each.indicator.theme)
        and chosen.sub_area in ("", each.indicator.sub_area)
        and chosen.value_type in ("", each.value_type)
        and all(word in _searched(each) for word in words)
    ]


def _searched(definition: Definition) -> str:
    texts = (
        *(definition.indicator.code, definition.series_code, definition.printed_label),
        *(definition.label_en, definition.label_fr, definition.label_es),
    )
    return " ".join(texts).casefold()


# --- What is asked of a country -----------------------------------------------------


def definitions_of(round: ReportingRound, pathfinder: Pathfinder) -> list[Definition]:
    """Return what a country reports on in a round (four queries).

    The indicators of the round's set in its order, without the template, then those
    that the country defined itself and had not retired when the round opened.
    """
    standard = [
        each
        for each in definitions_in(round.indicator_set)
        if each.indicator.code != TEMPLATE
    ]
    own = [
        each
        for each in own_definitions(pathfinder)
        if each.indicator.retired_on is None
        or each.indicator.retired_on > round.opens_on
    ]
    return [*standard, *own]


def listed_for(pathfinder: Pathfinder) -> list[Definition]:
    """Return the set in use in its order, then the country's own (one query).

    As far as they are listed with their values: without long texts and parts.
    """
    standard = Definition.objects.filter(entries__indicator_set=key_of_set_in_use())
    standard, own = (
        rows.select_related("indicator__pathfinder__country").defer(*UNREAD)
        for rows in (standard.order_by("entries__position"), _latest_own(pathfinder))
    )
    fetch_together(standard, own)
    return [*standard, *_in_order(own)]


def own_definitions(pathfinder: Pathfinder) -> list[Definition]:
    """Return the latest definition of each indicator the country defined itself."""
    return _in_order(with_parts(_latest_own(pathfinder)))


def _latest_own(pathfinder: Pathfinder) -> QuerySet[Definition]:
    rows = Definition.objects.filter(indicator__pathfinder=pathfinder)
    return rows.order_by("indicator_id", "-number").distinct("indicator_id")


def _in_order(own: Iterable[Definition]) -> list[Definition]:
    return sorted(own, key=lambda each: _number_of(each.indicator.code))


def _number_of(code: str) -> tuple[int, str]:
    """Sort IM-C-10 behind IM-C-9."""
    tail = code.rpartition("-")[2]
    return (int(tail) if tail.isdecimal() else 0, code)


def standard_definitions(*, also: int | None = None) -> list[Definition]:
    """Return the latest definition of each standard indicator in use, by its code.

    `also` is the key of one that is listed although it is in use no more.
    """
    in_use = Q(indicator__retired_on__isnull=True) | Q(indicator=also)
    rows = Definition.objects.filter(in_use, indicator__pathfinder__isnull=True)
    return _latest(rows.exclude(indicator__code=TEMPLATE))


def more_precise(indicator: Indicator, user) -> list[Definition]:
    """Return what countries measure more precisely than a standard indicator does.

    As far as this person may know, and only what is still asked for (one query).
    """
    own = Indicator.objects.visible_to(user).filter(
        parent=indicator, retired_on__isnull=True
    )
    return _latest(Definition.objects.filter(indicator__in=own))


def _latest(definitions: QuerySet[Definition]) -> list[Definition]:
    rows = definitions.order_by("indicator_id", "-number").distinct("indicator_id")
    rows = rows.select_related("indicator__pathfinder__country")
    return sorted(
        rows, key=lambda each: (str(each.indicator.pathfinder), each.indicator.code)
    )


def versions_of(indicator: Indicator) -> list[Definition]:
    """Return every version of what an indicator means, the latest first."""
    rows = with_parts(Definition.objects.filter(indicator=indicator))
    return list(rows.prefetch_related("sets").order_by("-number"))


# --- Priorities ---------------------------------------------------------------------


def priorities_of(pathfinder: Pathfinder, user) -> dict[UUID, Priority]:
    """Return the country's priorities by key, each in its latest version.

    Those of roadmaps that the reader may read, the latest roadmap first.
    """
    roadmaps = Roadmap.objects.visible_to(user).filter(pathfinder=pathfinder)
    rows = Priority.objects.filter(roadmap__in=roadmaps).select_related("roadmap")
    found: dict[UUID, Priority] = {}
    for priority in rows.order_by("-roadmap__number", "position"):
        found.setdefault(priority.key, priority)
    return found


def by_priority(
    pathfinder: Pathfinder, definitions: Sequence[Definition], user
) -> list[PriorityRow]:
    """Return the priorities of the latest roadmap, and others that are measured."""
    priorities = priorities_of(pathfinder, user)
    measured: dict[UUID | None, list[Definition]] = {}
    for definition in definitions:
        key = definition.indicator.priority_key
        measured.setdefault(key, []).append(definition)
    latest = max((each.roadmap.number for each in priorities.values()), default=0)
    rows = [
        PriorityRow(priority, tuple(measured.pop(key, ())))
        for key, priority in priorities.items()
        if priority.roadmap.number == latest or key in measured
    ]
    hidden = [each for found in measured.values() for each in found]
    return [*rows, PriorityRow(None, tuple(hidden))] if hidden else rows
