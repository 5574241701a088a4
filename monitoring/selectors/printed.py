"""Stored versions with what must be known to print them for one person."""

from collections.abc import Iterable

from monitoring import rules
from monitoring.figures.shown import Printed
from monitoring.models import Definition, ObservationVersion
from monitoring.selectors.limits import Catalogue
from monitoring.selectors.withholding import withheld_among, withheld_baselines


def printed(
    versions: Iterable[ObservationVersion | None],
    user,
    catalogue: Catalogue | None = None,
) -> dict[int, Printed]:
    """Return what `{% value %}` prints, by key of the version, in few queries.

    Load the versions with their observation, definition and country. Whoever may not
    read exact counts gets those of few people withheld, whatever day they look at.
    `catalogue` as in `withheld_among`.
    """
    rows = {each.pk: each for each in versions if each is not None}
    exact = {
        country: rules.may_see_exact(user, pathfinder)
        for country, pathfinder in {
            each.pathfinder_id: each.pathfinder for each in rows.values()
        }.items()
    }
    hidden = withheld_among(
        (each for each in rows.values() if not exact[each.pathfinder_id]), catalogue
    )
    return {
        key: Printed(
            version=each,
            definition=each.definition,
            exact=exact[each.pathfinder_id],
            withheld=key in hidden,
        )
        for key, each in rows.items()
    }


def hidden_baselines(definitions: Iterable[Definition], user) -> set[int]:
    """Return the keys of the definitions whose baseline this person may not read.

    Load them with their indicator and its country.
    """
    return withheld_baselines(
        each
        for each in definitions
        if (owner := each.indicator.pathfinder) is None
        or not rules.may_see_exact(user, owner)
    )
