"""All versions of a country that a person may read, in brief.

A country has thousands, and a page prints the newest of each indicator: what is enough
to choose among them, to count the proved ones and to tell years apart is read of all
in one query; of those that are printed everything is read (`selectors.country_values`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from monitoring.models import Evidence
from monitoring.selectors.values import known
from pathfinders.models import Pathfinder


class Publisher(NamedTuple):
    """What is read of a source: its kind, and the country that alone it serves."""

    kind: str
    pathfinder_id: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """What is read of an observation: who says it, and by which definition."""

    source_id: int | None
    variant: str
    source: Publisher | None


class Brief(NamedTuple):
    """A version of a value as far as nothing of it is printed but its year."""

    pk: int
    indicator_id: int
    year: int
    breakdown: str
    observation_id: int
    empty: str
    definition_id: int
    quality: str
    bound: str
    boundary: str
    ages: str
    hours: str
    hazardous_list: str
    coverage: str
    is_proved: bool
    observation: Origin


ORIGIN = tuple(
    f"observation__{each}"
    for each in ("source_id", "variant", "source__kind", "source__pathfinder_id")
)


def briefs_of(
    pathfinder: Pathfinder, user, *, as_of: date | None = None
) -> Iterator[Brief]:
    """Return what this person could read on a day, as `known` does (one query)."""
    proofs = Evidence.objects.proving(as_of).filter(observation=OuterRef("observation"))
    rows = known(pathfinder, user, as_of=as_of).select_related(None)
    rows = rows.order_by("observation_id", "-number")
    rows = rows.annotate(is_proved=Exists(proofs.order_by()))
    origins: dict[tuple, Origin] = {}
    for row in rows.values_list(*Brief._fields[:-1], *ORIGIN):
        said, stated = row[:-4], row[-4:]
        if stated not in origins:
            origins[stated] = _origin(*stated)
        yield Brief(*said, origins[stated])


def _origin(source: int | None, variant: str, kind: str, country: int | None) -> Origin:
    publisher = None if source is None else Publisher(kind, country)
    return Origin(source, variant, publisher)
