"""Reads of values: what was known on a day, and which of several sources is first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from alliance87.core.dates import end_of
from monitoring import rules
from monitoring.enums import WORKING_VALUE_STATES, SourceKind, ValueState
from monitoring.models import ObservationVersion, Preference
from pathfinders.models import Pathfinder

# Where nobody chose: the country's own sources first, what others computed last.
OF_OTHERS = {SourceKind.GLOBAL_DATABASE, SourceKind.ESTIMATE}


@dataclass(frozen=True, slots=True)
class Figure:
    """What several sources say of one indicator in one year: the first is shown.

    `choice` says who put it first and why; None: the order of `preferred`.
    """

    shown: ObservationVersion
    others: tuple[ObservationVersion, ...]
    choice: Preference | None


def known(
    pathfinder: Pathfinder, user, *, as_of: date | None = None
) -> QuerySet[ObservationVersion]:
    """Return what this person could read of a country on a day: one per observation.

    The country's team and the secretariat read work that is under way, all others
    what was public then. Of a past day only those who may see the history read work.
    The country is named twice: the database would go through all observations else.
    """
    rows = ObservationVersion.objects.filter(
        pathfinder=pathfinder, observation__pathfinder=pathfinder
    ).select_related(
        "observation__source", "definition", "indicator", "pathfinder__country"
    )
    if not reads_work(user, pathfinder, as_of=as_of):
        return public(rows, as_of=as_of)
    if as_of is None or not rules.may_see_history(user, pathfinder):
        working = Q(state__in=WORKING_VALUE_STATES)
        shadowed = ObservationVersion.objects.filter(working, pathfinder=pathfinder)
        return rows.filter(
            working
            | Q(state=ValueState.PUBLISHED)
            & ~Q(observation__in=shadowed.values("observation"))
        )
    moment = end_of(as_of)
    return (
        rows.filter(recorded_at__lt=moment)
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gte=moment))
        .order_by("observation_id", "-number")
        .distinct("observation_id")
    )


def reads_work(user, pathfinder: Pathfinder, *, as_of: date | None = None) -> bool:
    """Whether a person reads what was under way on a day, and not only the public.

    A draft that another has replaced is history, which not all who enter values see.
    """
    if as_of is None or as_of >= timezone.localdate():
        return rules.may_see_work(user, pathfinder)
    return rules.may_see_history(user, pathfinder)


def public(rows: QuerySet, *, as_of: date | None = None) -> QuerySet:
    """Return what is public of these versions, or was on a day."""
    if as_of is None:
        return rows.published()
    return rows.public_at(end_of(as_of))


def figures(
    versions: Iterable[ObservationVersion], choices: Iterable[Preference] = ()
) -> dict[tuple[int, int, str], Figure]:
    """Group versions of a country by indicator, year and part, the preferred first."""
    chosen = {(each.indicator_id, each.year): each for each in choices}
    groups = defaultdict(list)
    for version in versions:
        groups[version.indicator_id, version.year, version.breakdown].append(version)
    found = {}
    for key, rows in groups.items():
        choice = chosen.get(key[:2])
        if len(rows) > 1:
            rows.sort(key=lambda row, choice=choice: _order(row, choice))
        first, *others = rows
        is_chosen = choice is not None and is_of(first, choice)
        found[key] = Figure(first, tuple(others), choice if is_chosen else None)
    return found


def choices_of(pathfinder: Pathfinder, *, as_of: date | None = None) -> QuerySet:
    """Return who preferred which source, as of now or of a day."""
    rows = Preference.objects.filter(pathfinder=pathfinder).select_related("chosen_by")
    return standing_choices(rows, as_of=as_of)


def standing_choices(rows: QuerySet, *, as_of: date | None = None) -> QuerySet:
    """Return the choices among these that count now, or counted on a day."""
    if as_of is None:
        return rows.filter(ended_at__isnull=True)
    moment = end_of(as_of)
    return rows.filter(chosen_at__lt=moment).filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=moment)
    )


def is_of(version: ObservationVersion, choice: Preference) -> bool:
    observation = version.observation
    same_source = observation.source_id == choice.source_id
    return same_source and observation.variant == choice.variant


def _order(version: ObservationVersion, choice: Preference | None) -> tuple:
    source = version.observation.source
    return precedence(
        is_chosen=choice is not None and is_of(version, choice),
        is_empty=bool(version.empty),
        kind=source.kind if source else "",
        is_of_all=source is not None and source.pathfinder_id is None,
        observation=version.observation_id,
    )


def precedence(
    *, is_chosen: bool, is_empty: bool, kind: str, is_of_all: bool, observation: int
) -> tuple:
    """Sort the chosen source first, then the country's own, then the newest.

    `kind` is that of the source; `is_of_all` says that it serves many countries.
    """
    return (not is_chosen, is_empty, kind in OF_OTHERS, is_of_all, -observation)
