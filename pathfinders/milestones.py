"""Put a step of the path on record, with its date, source and proof."""

from django.db import transaction

from alliance87.core.audit import record
from alliance87.core.dates import PartialDate
from pathfinders.models import Milestone, Pathfinder


@transaction.atomic
def record_milestone(
    pathfinder: Pathfinder, kind: str, *, when: PartialDate, by, **facts
) -> Milestone:
    """Record that a step happened. `facts` are fields of Milestone.

    Raises ValidationError that names the field when a fact is not valid, for example
    a precision that does not exist or a last day before the first.
    """
    milestone = Milestone(pathfinder=pathfinder, kind=kind, created_by=by, **facts)
    milestone.when = when
    milestone.full_clean()
    milestone.save()
    record("milestone.recorded", milestone, by=by, country=pathfinder.country)
    return milestone


@transaction.atomic
def correct_milestone(
    milestone: Milestone, *, expected: int, by, reason: str = ""
) -> Milestone:
    """Save a milestone as it was filled in again; `expected` is the version read.

    The trail keeps the date before and after; every other field is in the history.
    Raises StaleVersion when somebody else saved first.
    """
    stored = Milestone.objects.select_for_update().get(pk=milestone.pk)
    was, now = str(stored.when), str(milestone.when)
    milestone.full_clean()
    milestone.save_checked(expected=expected)
    record(
        "milestone.corrected",
        milestone,
        by=by,
        country=milestone.pathfinder.country,
        was=was if was != now else "",
        now=now if was != now else "",
        reason=reason,
    )
    return milestone


@transaction.atomic
def prove_step(
    pathfinder: Pathfinder, kind: str, *, when: PartialDate, by, document=None, **facts
) -> Milestone:
    """Record a step, or file its proof with the record that stands on the same date."""
    known = pathfinder.milestones.filter(kind=kind, on=when.on).first()
    if known is None:
        return record_milestone(
            pathfinder, kind, when=when, by=by, document=document, **facts
        )
    if document is not None and known.document_id is None:
        known.document = document
        known.save_checked(expected=known.version)
        record("milestone.proved", known, by=by, country=pathfinder.country)
    return known
