"""How the publication of a record stands, for the people who prepare it."""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from alliance87.core.access import scope_of
from alliance87.core.audit import target_key
from alliance87.core.enums import PlanState
from alliance87.core.models import PlannedPublication
from alliance87.core.planned.kinds import kind_of

# What is worth a word on the page of a record that is not public.
TOLD = (PlanState.PLANNED, PlanState.REFUSED, PlanState.DROPPED)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last plan of a record; addresses for who may change it, else empty."""

    plan: PlannedPublication
    change_url: str = ""
    take_back_url: str = ""


def standing(kind: str, record: Model, user) -> Standing | None:
    """Return what these people may know of the plan; None without one, or for others.

    Asks nothing for who prepares no country's records.
    """
    scope = scope_of(user)
    if not (scope.is_secretariat or scope.own_countries):
        return None
    rows = PlannedPublication.objects.visible_to(user).select_related("planned_by")
    last = rows.filter(kind=kind, target=target_key(record)).first()
    if last is None or last.state not in TOLD:
        return None
    found = kind_of(kind)
    if not found.may(user, record):
        return Standing(last)
    take_back_url = reverse("publication-take-back", kwargs={"pk": last.pk})
    return Standing(last, found.page(record), take_back_url if last.is_waiting else "")
