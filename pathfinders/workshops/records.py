"""Verbs of workshops: save one, and keep the step of the path that it proves."""

from django.db import transaction

from alliance87.core.audit import record
from pathfinders.enums import MilestoneKind
from pathfinders.milestones import record_milestone
from pathfinders.models import Milestone, Workshop


@transaction.atomic
def save_workshop(form, *, by) -> Workshop:
    """Save a workshop with its groups of participants, from its form.

    Once a country's workshop was held its step goes on record, one for each workshop,
    and follows later corrections.
    """
    is_new = form.instance.pk is None
    workshop = form.save()
    form.save_groups()
    country = workshop.pathfinder.country if workshop.pathfinder else None
    verb = "workshop.recorded" if is_new else "workshop.edited"
    record(verb, workshop, by=by, country=country)
    if workshop.pathfinder and workshop.was_held:
        keep_milestone(workshop, by=by)
    return workshop


def milestone_of(workshop: Workshop) -> Milestone | None:
    return Milestone.objects.filter(workshop=workshop).first()


def keep_milestone(workshop: Workshop, *, by) -> Milestone:
    """Put the step on record, or bring the one on record in line with the workshop."""
    milestone = milestone_of(workshop) or _adopted(workshop)
    if milestone is None:
        return record_milestone(
            workshop.pathfinder,
            MilestoneKind.WORKSHOP,
            when=workshop.when,
            workshop=workshop,
            by=by,
            **_facts(workshop),
        )
    changed = {
        name: text
        for name, text in _facts(workshop).items()
        if text and getattr(milestone, name) != text
    }
    is_linked = milestone.workshop_id == workshop.pk
    if changed or not is_linked or milestone.when != workshop.when:
        for name, text in changed.items():
            setattr(milestone, name, text)
        milestone.when, milestone.workshop = workshop.when, workshop
        milestone.full_clean()
        milestone.save_checked(expected=milestone.version)
        country = workshop.pathfinder.country
        record("milestone.corrected", milestone, by=by, country=country)
    return milestone


def _adopted(workshop: Workshop) -> Milestone | None:
    """Return the step recorded by hand for the same date, if it has no workshop."""
    when = workshop.when
    return workshop.pathfinder.milestones.filter(
        kind=MilestoneKind.WORKSHOP,
        workshop=None,
        on=when.on,
        until=when.until,
        precision=when.precision,
    ).first()


def _facts(workshop: Workshop) -> dict:
    return {
        "statement": workshop.title,
        "source": workshop.source,
        "source_url": workshop.source_url,
        "conflict": workshop.conflict,
    }
