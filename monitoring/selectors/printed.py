"""Stored versions with what must be known to print them for one person."""

from collections.abc import Iterable

from django.db.models import Q

from monitoring import rules
from monitoring.enums import Axis
from monitoring.figures.disclosure_versions import withheld_versions
from monitoring.figures.shown import Printed
from monitoring.models import AxisItem, ObservationVersion


def printed(versions: Iterable[ObservationVersion | None], user) -> dict[int, Printed]:
    """Return what `{% value %}` prints, by key of the version; at most two queries.

    Load the versions with their observation, definition and country. Whoever may not
    read exact counts gets those of few people withheld, whatever day they look at.
    """
    rows = {each.pk: each for each in versions if each is not None}
    exact = {
        country: rules.may_see_exact(user, pathfinder)
        for country, pathfinder in {
            each.pathfinder_id: each.pathfinder for each in rows.values()
        }.items()
    }
    asked = [each for each in rows.values() if not exact[each.pathfinder_id]]
    hidden = withheld_among(asked)
    return {
        key: Printed(
            version=each,
            definition=each.definition,
            exact=exact[each.pathfinder_id],
            withheld=key in hidden,
        )
        for key, each in rows.items()
    }


def withheld_among(versions: Iterable[ObservationVersion]) -> set[int]:
    """Return the keys of versions that the public may not see, in two queries.

    All that was ever public of the same figures is looked at with them.
    """
    figures = {
        (each.pathfinder_id, each.indicator_id, each.year)
        for each in versions
        if each.definition.threshold is not None
    }
    if not figures:
        return set()
    countries, indicators, years = (set(part) for part in zip(*figures, strict=True))
    public = ObservationVersion.objects.filter(
        Q(published_at__isnull=False),
        pathfinder__in=countries,
        indicator__in=indicators,
        year__in=years,
    ).select_related("observation", "definition")
    ages = AxisItem.objects.filter(axis=Axis.AGE)
    bands = {each.code: (each.from_age, each.to_age) for each in ages}
    return withheld_versions(public, bands=bands)
