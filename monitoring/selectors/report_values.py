"""The values that a report prints, each with its source and its proof."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alliance87.core.dates import end_of
from alliance87.core.models import Document
from monitoring.models import Evidence
from monitoring.selectors.catalogue import listed_for
from monitoring.selectors.country_values import CountryValues, country_values
from pathfinders.models import Pathfinder


@dataclass(frozen=True, slots=True)
class ReportedValues:
    """The values of a country as one person could read them on a day.

    `proofs` are the pages of files that this person may open, each once and numbered
    from one by its place; `proved_by` gives the numbers, by key of the observation.
    """

    found: CountryValues
    proofs: tuple[Evidence, ...]
    proved_by: dict[int, tuple[int, ...]]


def reported_values(pathfinder: Pathfinder, user, *, as_of: date) -> ReportedValues:
    """Return what is known of each indicator of the set in use and of the country's."""
    definitions = listed_for(pathfinder)
    found = country_values(pathfinder, definitions, user, as_of=as_of)
    proofs: dict[tuple, Evidence] = {}
    numbers: dict[int, list[int]] = defaultdict(list)
    for each in _readable(_linked(found, as_of), user):
        place = (each.file_id, each.locator)
        proofs.setdefault(place, each)
        numbers[each.observation_id].append(list(proofs).index(place) + 1)
    return ReportedValues(
        found=found,
        proofs=tuple(proofs.values()),
        proved_by={key: tuple(listed) for key, listed in numbers.items()},
    )


def _linked(found: CountryValues, as_of: date) -> Iterable[Evidence]:
    """Return the proofs of the values that are printed, in their order."""
    observations = [
        row.version.observation_id
        for group in found.groups
        for row in group.rows
        if row.version is not None
    ]
    rows = Evidence.objects.filter(observation__in=observations).at(end_of(as_of))
    order = {key: place for place, key in enumerate(observations)}
    return sorted(
        rows.select_related("file__document"),
        key=lambda each: (order[each.observation_id], each.pk),
    )


def _readable(links: Iterable[Evidence], user) -> Sequence[Evidence]:
    links = list(links)
    documents = {each.file.document_id for each in links}
    readable = set(
        Document.objects.visible_to(user)
        .filter(pk__in=documents)
        .values_list("pk", flat=True)
    )
    return [each for each in links if each.file.document_id in readable]
