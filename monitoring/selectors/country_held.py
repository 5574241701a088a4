"""What is asked of a country, and what of it is on record, in two light reads."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from alliance87.core.dates import end_of
from monitoring.figures import breakdowns
from monitoring.figures.codes import TEMPLATE
from monitoring.models import Definition, Evidence, ObservationVersion
from monitoring.selectors.catalogue import set_in_use
from monitoring.selectors.country_values import Coverage
from monitoring.selectors.values import public
from pathfinders.models import Pathfinder

# Long texts that no cell prints.
UNREAD = (
    *("printed_label", "note_en", "note_fr", "note_es"),
    *("caveat_en", "caveat_fr", "caveat_es"),
)


class Held(NamedTuple):
    """What is stored of one indicator: its newest year, how many totals and values.

    Of the values how many have a document as proof, and how many name a source only.
    """

    newest: int
    totals: int
    stated: int
    proved: int
    declared: int


def asked_of(pathfinder: Pathfinder, on: date) -> dict[int, Definition]:
    """Return what is asked for by its indicator, in the order of the catalogue."""
    in_use = set_in_use()
    wanted = Q(indicator__pathfinder=pathfinder)
    if in_use is not None:
        wanted |= Q(entries__indicator_set=in_use)
    rows = Definition.objects.filter(wanted).defer(*UNREAD)
    rows = rows.select_related("indicator").order_by("pk")
    found = {each.indicator_id: each for each in rows}
    return {
        key: each
        for key, each in found.items()
        if each.indicator.code != TEMPLATE and _is_asked(each, on)
    }


def _is_asked(definition: Definition, on: date) -> bool:
    retired = definition.indicator.retired_on
    return retired is None or retired > on


def held_of(pathfinder: Pathfinder, as_of: date | None) -> dict[int, Held]:
    """Return what is public of each indicator (one query)."""
    on = as_of or timezone.localdate()
    proofs = Evidence.objects.filter(observation=OuterRef("observation"))
    proofs = (proofs.at(end_of(on)) if as_of else proofs.linked()).in_force(on)
    is_stated, is_proved = Q(empty=""), Exists(proofs)
    rows = ObservationVersion.objects.filter(pathfinder=pathfinder)
    rows = public(rows, as_of=as_of).order_by().values_list("indicator_id")
    counted = rows.annotate(
        newest=Max("year"),
        totals=Count("pk", filter=Q(breakdown=breakdowns.TOTAL)),
        stated=Count("pk", filter=is_stated),
        proved=Count("pk", filter=is_stated & is_proved),
        declared=Count(
            "pk", filter=is_stated & ~is_proved & Q(observation__source__isnull=False)
        ),
    )
    return {key: Held(*held) for key, *held in counted}


def coverage_of(held: Collection[Held]) -> Coverage:
    """Return how many of all public values are proved, as the page of values counts."""
    proved = sum(each.proved for each in held)
    declared = sum(each.declared for each in held)
    stated = sum(each.stated for each in held)
    return Coverage(proved, declared, stated - proved - declared)
