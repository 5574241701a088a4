"""Which stored versions the public may not see: the rule for what a database holds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from monitoring.figures.disclosure import counted, withheld_in
from monitoring.figures.disclosure_tables import Bands


def withheld_versions(versions: Iterable, *, bands: Bands | None = None) -> set[int]:
    """Return the keys of the versions whose value may not be shown to the public.

    Hand over every version of a figure (country, indicator, year) that ever was
    public, of all sources and parts, with `observation` and `definition`: an earlier
    version or another source can give away what the latest withholds, also on a page
    that shows an earlier day. The strictest threshold among the definitions counts.
    A version withheld at one moment of its time in public is withheld at all; one that
    was replaced in the instant in which it was published had no such time, and is.
    """
    figures = defaultdict(list)
    for version in versions:
        if version.published_at is not None:
            key = (version.pathfinder_id, version.indicator_id, version.year)
            figures[key].append(version)
    return {pk for figure in figures.values() for pk in _withheld_of(figure, bands)}


def _withheld_of(versions: list, bands: Bands | None) -> set[int]:
    thresholds = {each.definition.threshold for each in versions} - {None}
    if not thresholds:
        return set()
    groups, public = {}, {}
    by_source = defaultdict(list)
    for version in versions:
        said = version.observation
        by_source[said.source_id, said.variant].append(version)
    for source, mine in by_source.items():
        for moment in sorted({each.published_at for each in mine}, reverse=True):
            now = [each for each in mine if _is_public(each, moment)]
            groups[source, moment] = {each.breakdown: counted(each) for each in now}
            public[source, moment] = {each.breakdown: each.pk for each in now}
    found = withheld_in(groups, threshold=max(thresholds), bands=bands)
    hidden = {public[name][key] for name, keys in found.items() for key in keys}
    return hidden | {
        each.pk for each in versions if each.published_at == each.superseded_at
    }


def _is_public(version, moment: datetime) -> bool:
    until = version.superseded_at
    return version.published_at <= moment and (until is None or until > moment)
