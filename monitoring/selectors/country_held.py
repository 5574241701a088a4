"""What is asked of a country, and what of it is on record, in two light reads."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
)

from monitoring.figures import breakdowns
from monitoring.figures.codes import TEMPLATE
from monitoring.models import Definition, Evidence, ObservationVersion, SetEntry
from monitoring.selectors.catalogue import UNREAD, key_of_set_in_use
from monitoring.selectors.country_values import Coverage
from monitoring.selectors.limits import Catalogue, catalogue_with
from monitoring.selectors.values import public
from pathfinders.models import Pathfinder


class Held(NamedTuple):
    """What is stored of one indicator: its newest year, how many totals and values.

    Of the values how many have a document as proof, and how many name a source only.
    """

    newest: int
    totals: int
    stated: int
    proved: int
    declared: int

    def with_more(self, other: "Held") -> "Held":
        counts = zip(self[1:], other[1:], strict=True)
        return Held(max(self.newest, other.newest), *map(sum, counts))


def catalogue_for(pathfinder: Pathfinder) -> Catalogue:
    """Return all definitions of what the set in use or the country asks for, unread.

    Of each `is_in_use` says whether the set has it.
    """
    entries = SetEntry.objects.filter(indicator_set=key_of_set_in_use()).order_by()
    in_use = Q(indicator__in=entries.values("definition__indicator"))
    rows = Definition.objects.filter(Q(indicator__pathfinder=pathfinder) | in_use)
    rows = rows.annotate(is_in_use=Exists(entries.filter(definition=OuterRef("pk"))))
    return catalogue_with(rows.select_related("indicator").defer(*UNREAD))


def asked_of(
    pathfinder: Pathfinder, definitions: Iterable[Definition], on: date
) -> dict[int, Definition]:
    """Return what is asked for by its indicator, in the order of the catalogue."""
    found = {
        each.indicator_id: each
        for each in sorted(definitions, key=lambda each: each.pk)
        if each.is_in_use or each.indicator.pathfinder_id == pathfinder.pk
    }
    return {
        key: each
        for key, each in found.items()
        if each.indicator.code != TEMPLATE and _is_asked(each, on)
    }


def _is_asked(definition: Definition, on: date) -> bool:
    retired = definition.indicator.retired_on
    return retired is None or retired > on


def held_of(pathfinder: Pathfinder, as_of: date | None) -> dict[int, Held]:
    """Return what is public of each indicator (one query).

    Counted apart by proof and by source, so that each value is asked for them once. The
    country is named twice: the database would go through all observations else.
    """
    proofs = Evidence.objects.proving(as_of).filter(observation=OuterRef("observation"))
    is_sourced = ExpressionWrapper(
        Q(observation__source__isnull=False), output_field=BooleanField()
    )
    rows = ObservationVersion.objects.filter(
        pathfinder=pathfinder, observation__pathfinder=pathfinder
    )
    rows = public(rows, as_of=as_of).order_by()
    rows = rows.annotate(is_proved=Exists(proofs), is_sourced=is_sourced)
    counted = rows.values_list("indicator_id", "is_proved", "is_sourced").annotate(
        newest=Max("year"),
        totals=Count("pk", filter=Q(breakdown=breakdowns.TOTAL)),
        stated=Count("pk", filter=Q(empty="")),
    )
    found: dict[int, Held] = {}
    for key, is_proved, is_sourced, newest, totals, stated in counted:
        proved = stated if is_proved else 0
        declared = stated if is_sourced and not is_proved else 0
        held = Held(newest, totals, stated, proved, declared)
        found[key] = found[key].with_more(held) if key in found else held
    return found


def coverage_of(held: Collection[Held]) -> Coverage:
    """Return how many of all public values are proved, as the page of values counts."""
    proved = sum(each.proved for each in held)
    declared = sum(each.declared for each in held)
    stated = sum(each.stated for each in held)
    return Coverage(proved, declared, stated - proved - declared)
