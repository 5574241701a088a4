"""Counts of people in roadmaps, judged by the limits of the indicators they are of."""

from collections.abc import Collection, Hashable

from monitoring import rules
from monitoring.selectors.withholding import withheld_in_roadmaps
from pathfinders.models import Pathfinder, Priority, TargetResult
from pathfinders.selectors.withheld import withholds_counts


@withholds_counts
def small_counts(
    pathfinder: Pathfinder,
    priorities: Collection[Priority],
    results: Collection[TargetResult],
    user,
) -> Collection[Hashable]:
    """Whoever may read exact values of the country reads its roadmap as it is."""
    if rules.may_see_exact(user, pathfinder):
        return ()
    return withheld_in_roadmaps(priorities, results)
