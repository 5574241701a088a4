"""How everything under a workshop is written: locked, permitted, on the trail."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction

from alliance87.core.audit import record
from pathfinders import rules
from pathfinders.models import Workshop


@contextmanager
def changing(workshop: Workshop, verb: str, *, by):
    """Lock the workshop, judge the permission on what is stored, leave the trail.

    The entry is about the workshop, whichever row changed: so the trail, which more
    people read than the list of participants, never holds a name from it.
    """
    with transaction.atomic():
        rows = Workshop.objects.select_for_update(of=("self",))
        stored = rows.select_related("pathfinder__country").get(pk=workshop.pk)
        if not rules.may_edit_workshop(by, stored):
            raise PermissionDenied
        yield stored
        record(verb, stored, by=by, country=country_of(stored))


def country_of(workshop: Workshop):
    """Return the country of the host; a regional body has none."""
    return workshop.pathfinder.country if workshop.pathfinder else None
