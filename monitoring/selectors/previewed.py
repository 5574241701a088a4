"""The values of a submission as the public will read them once they are published."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from monitoring.figures.disclosure import counted
from monitoring.figures.shown import Printed
from monitoring.models import ObservationVersion
from monitoring.selectors.printed import printed
from monitoring.selectors.withholding import withheld_among


@dataclass(frozen=True, slots=True)
class Coming:
    """One value: as it will stand, as the public reads the figure now, and why not."""

    version: ObservationVersion
    mark: Printed
    now: Printed | None
    is_few: bool

    @property
    def is_withheld(self) -> bool:
        return self.mark.withheld


@dataclass(frozen=True, slots=True)
class Before:
    """What is public of the same figures before the publication, and what of it is
    withheld then."""

    versions: dict[int, ObservationVersion]
    marks: dict[int, Printed]
    withheld: frozenset[int]


def _loaded(rows) -> list[ObservationVersion]:
    return list(
        rows.select_related(
            *("observation__source", "observation__pathfinder__country"),
            *("indicator", "definition", "pathfinder__country"),
        ).order_by("indicator__code", "-year", "breakdown", "pk")
    )


def public_now(coming: Iterable[ObservationVersion]) -> Before:
    """Return what is public of the same figures, asked before anything is opened."""
    figures = {(each.pathfinder_id, each.indicator_id, each.year) for each in coming}
    same = Q(pk__in=[])
    for pathfinder, indicator, year in figures:
        same |= Q(pathfinder=pathfinder, indicator=indicator, year=year)
    rows = _loaded(ObservationVersion.objects.published().filter(same))
    return Before(
        {each.observation_id: each for each in rows},
        printed(rows, AnonymousUser()),
        frozenset(withheld_among(rows)),
    )


def as_they_will_stand(keys: Iterable[int], before: Before) -> list[Coming]:
    """Return the values, read while they count as public."""
    rows = _loaded(ObservationVersion.objects.filter(pk__in=list(keys)))
    marks = printed(rows, AnonymousUser())
    found = []
    for each in rows:
        earlier = before.versions.get(each.observation_id)
        found.append(
            Coming(
                each,
                marks[each.pk],
                before.marks[earlier.pk] if earlier else None,
                _is_few(each),
            )
        )
    return found


def _is_few(version: ObservationVersion) -> bool:
    """Whether the number itself is one of few people, and not only tells another."""
    count, limit = counted(version), version.definition.threshold
    return count is not None and limit is not None and 0 < count < limit


def withheld_with_them(before: Before) -> list[ObservationVersion]:
    """Return what is public now and will not be shown any more beside the new values.

    Read while they count as public.
    """
    keys = [each.pk for each in before.versions.values()]
    kept = ObservationVersion.objects.published().filter(pk__in=keys)
    hidden = withheld_among(kept) - before.withheld
    return [each for each in before.versions.values() if each.pk in hidden]
