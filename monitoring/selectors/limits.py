"""Below which number people are protected: the limits that definitions set."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from alliance87.core.together import fetch_together
from monitoring.enums import Axis
from monitoring.models import AxisItem, Definition


@dataclass(frozen=True, slots=True)
class Limit:
    threshold: int | None


class Catalogue(NamedTuple):
    """All definitions of some indicators, and all parts of all axes.

    Both are small, so a page reads them with other small tables (`fetch_together`).
    """

    definitions: QuerySet[Definition]
    items: QuerySet[AxisItem]

    @property
    def bands(self) -> dict[str, tuple[int | None, int | None]]:
        """From which age to which the parts by age are, by their code."""
        return {
            each.code: (each.from_age, each.to_age)
            for each in self.items
            if each.axis == Axis.AGE
        }


def catalogue_of(indicators: Iterable[int] | QuerySet) -> Catalogue:
    """Return what is read to judge values of these indicators, unread."""
    rows = Definition.objects.filter(indicator__in=indicators).only(
        *("threshold", "valid_from", "value_type", "baseline", "baseline_year"),
        *("indicator__pathfinder", "indicator__priority_key"),
    )
    return catalogue_with(rows.select_related("indicator"))


def catalogue_with(definitions: QuerySet[Definition]) -> Catalogue:
    """Return these with the parts, unread; load them with their indicator."""
    in_order = definitions.order_by("valid_from", "number")
    return Catalogue(in_order, AxisItem.objects.all())


def limited(indicators: set[int], catalogue: Catalogue) -> dict[int, list[Definition]]:
    """Return all definitions of the indicators that have, or had, a limit (one query).

    None where the catalogue has been read; of what it does not know it is asked again.
    """
    fetch_together(*catalogue)
    found = _by_indicator(catalogue.definitions)
    if missing := indicators - found.keys():
        found |= _by_indicator(catalogue_of(missing).definitions)
    return {
        key: mine
        for key, mine in found.items()
        if key in indicators and any(each.threshold is not None for each in mine)
    }


def _by_indicator(definitions: Iterable[Definition]) -> dict[int, list[Definition]]:
    found = defaultdict(list)
    for each in definitions:
        found[each.indicator_id].append(each)
    return found


def in_force(definitions: list[Definition]) -> Definition:
    today = timezone.localdate()
    begun = [each for each in definitions if each.valid_from <= today]
    return begun[-1] if begun else definitions[0]


def strictest(*thresholds: int | None) -> Limit:
    return Limit(max((each for each in thresholds if each is not None), default=None))
