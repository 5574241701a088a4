"""Reads of what the secretariat judged of progress in place of the figures."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from alliance87.core.dates import end_of
from monitoring.models import ProgressOverride


def overrides(
    *,
    pathfinders: Iterable | None = None,
    indicators: Iterable | None = None,
    as_of: date | None = None,
) -> dict[tuple[int, int], ProgressOverride]:
    """Return the judgements in force now, or at the end of a day, in one query.

    By the keys of country and indicator, with the person who decided. `pathfinders`
    and `indicators` may be records or keys; None: all. The caller sees to it that the
    reader may see the countries.
    """
    rows = ProgressOverride.objects.select_related("created_by")
    if pathfinders is not None:
        rows = rows.filter(pathfinder__in=pathfinders)
    if indicators is not None:
        rows = rows.filter(indicator__in=indicators)
    if as_of is None:
        rows = rows.filter(ended_at__isnull=True)
    else:
        moment = end_of(as_of)
        rows = rows.filter(created_at__lt=moment).filter(
            Q(ended_at__isnull=True) | Q(ended_at__gte=moment)
        )
    return {(each.pathfinder_id, each.indicator_id): each for each in rows}
