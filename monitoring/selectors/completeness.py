"""How much of what a round asks a country has answered."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from monitoring.enums import STANDING_VALUE_STATES
from monitoring.figures.codes import TEMPLATE
from monitoring.models import Indicator, ObservationVersion, SetEntry, Submission

# What the country itself states: a source of many countries does not speak for it.
OWN = Q(observation__source__isnull=True) | Q(
    observation__source__pathfinder__isnull=False
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many indicators are asked of a country, and how many it has answered.

    An answer is a total in any working or published state, or a word why there is
    none. Parts of a total do not count, and what is computed is not asked.
    """

    filled: int
    asked: int

    @property
    def share(self) -> float | None:
        """The part that is answered, 0 to 1; None when nothing is asked."""
        return self.filled / self.asked if self.asked else None


def completeness(submissions: Collection[Submission]) -> dict[int, Completeness]:
    """Return the completeness of each submission by its key, in three queries.

    The rounds of the submissions must be loaded with them.
    """
    of_sets = _asked_by_set({each.round.indicator_set_id for each in submissions})
    of_countries = _own_indicators({each.pathfinder_id for each in submissions})
    answered = _answered(submissions)
    found = {}
    for each in submissions:
        asked = of_sets[each.round.indicator_set_id] | of_countries[each.pathfinder_id]
        given = answered[each.pathfinder_id, each.round.year]
        found[each.pk] = Completeness(filled=len(asked & given), asked=len(asked))
    return found


def _asked_by_set(set_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the indicators that the sets ask for, without those that are computed."""
    rows = (
        SetEntry.objects.filter(indicator_set__in=set_ids, definition__computed_from="")
        .exclude(definition__indicator__code=TEMPLATE)
        .values_list("indicator_set", "definition__indicator")
    )
    found = defaultdict(set)
    for set_id, indicator_id in rows:
        found[set_id].add(indicator_id)
    return found


def _own_indicators(pathfinder_ids: Collection[int]) -> dict[int, set[int]]:
    """Return what countries measure beside the standard, by country."""
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=timezone.localdate())
    rows = Indicator.objects.filter(in_use, pathfinder__in=pathfinder_ids)
    found = defaultdict(set)
    for pathfinder_id, indicator_id in rows.values_list("pathfinder", "pk"):
        found[pathfinder_id].add(indicator_id)
    return found


def answered_in(submission: Submission) -> set[int]:
    """Return the indicators that the country has answered in this round."""
    answered = _answered([submission])
    return answered[submission.pathfinder_id, submission.round.year]


def _answered(submissions: Collection[Submission]) -> dict[tuple[int, int], set[int]]:
    """Return the indicators answered, by country and year of the round (one query).

    An answer is a total for the year of the round, or for an earlier year when it was
    entered since the round opened: surveys report later than the year they are about.
    """
    in_round = Q(pk__in=[])
    for each in submissions:
        since = timezone.make_aware(datetime.combine(each.round.opens_on, time.min))
        in_round |= Q(pathfinder=each.pathfinder_id) & (
            Q(year=each.round.year)
            | Q(year__lt=each.round.year, recorded_at__gte=since)
        )
    rows = ObservationVersion.objects.filter(
        in_round, OWN, breakdown="", state__in=STANDING_VALUE_STATES
    )
    rounds = defaultdict(list)
    for each in submissions:
        rounds[each.pathfinder_id].append(each.round)
    found = defaultdict(set)
    answers = rows.values_list("pathfinder", "year", "indicator", "recorded_at")
    for pathfinder_id, year, indicator_id, at in answers.order_by():
        for each in rounds[pathfinder_id]:
            is_late = year < each.year and _is_since(at, each.opens_on)
            if year == each.year or is_late:
                found[pathfinder_id, each.year].add(indicator_id)
    return found


def _is_since(at: datetime, day: date) -> bool:
    return timezone.localdate(at) >= day
