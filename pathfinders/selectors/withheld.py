"""Which counts of people in a roadmap a reader may not see.

What is too small to be shown is known to the app of the indicators. It registers here,
because a roadmap knows no indicators.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from pathfinders.models import Pathfinder, Priority, Roadmap, TargetResult
from pathfinders.snapshots import WITHHELD, Snapshot

PRIORITY, RESULT = "priority", "result"
Judge = Callable[
    [Pathfinder, Collection[Priority], Collection[TargetResult], object],
    Collection[Hashable],
]

_judges: list[Judge] = []


def withholds_counts(judge: Judge) -> Judge:
    """Register `judge(pathfinder, priorities, results, user)`.

    It returns `("priority", pk)` for a baseline and `("result", pk)` for a measured
    value that `user` may not read, in a constant number of queries.
    """
    _judges.append(judge)
    return judge


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is kept from one reader, of the rows that were asked about."""

    names: frozenset[Hashable] = frozenset()

    def baseline_of(self, priority: Priority) -> bool:
        return (PRIORITY, priority.pk) in self.names

    def value_of(self, result: TargetResult | None) -> bool:
        return result is not None and (RESULT, result.pk) in self.names


def withheld_from(
    user,
    pathfinder: Pathfinder,
    priorities: Collection[Priority],
    results: Collection[TargetResult] = (),
) -> Withheld:
    """Judge rows of one country's roadmaps; load the results with their priority."""
    _discover()
    stated = [each for each in priorities if each.baseline is not None]
    measured = [each for each in results if each.value is not None]
    if not stated and not measured:
        return Withheld()
    names = (judge(pathfinder, stated, measured, user) for judge in _judges)
    return Withheld(frozenset().union(*names))


def without_withheld(
    snapshots: Iterable[Snapshot], versions: tuple[Roadmap, Roadmap], user
) -> list[Snapshot]:
    """Replace the baselines of few people that the reader may not see."""
    priorities = Priority.objects.filter(roadmap__in=versions, baseline__isnull=False)
    withheld = withheld_from(user, versions[0].pathfinder, priorities)
    hidden = {
        (each.roadmap_id, str(each.key))
        for each in priorities
        if withheld.baseline_of(each)
    }
    return [
        tuple(
            replace(row, values=row.values | {"baseline": WITHHELD})
            if (version.pk, row.key) in hidden
            else row
            for row in rows
        )
        for rows, version in zip(snapshots, versions, strict=True)
    ]


def withheld_words() -> str:
    return _("Withheld: small number of people")


@cache
def _discover() -> None:
    """Import the module `selectors` of each app, which need not have been imported."""
    autodiscover_modules("selectors")
