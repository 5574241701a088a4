"""Texts about a country: its profile in each language, the secretariat's notes."""

from django.db import transaction

from alliance87.core.audit import record
from pathfinders.models import Pathfinder, Profile


@transaction.atomic
def save_profile(profile: Profile, *, expected: int, by) -> Profile:
    """Save a profile as filled in; `expected` is the version read (0: a new one).

    Raises StaleVersion when somebody else saved first.
    """
    profile.full_clean()
    if profile.pk:
        profile.save_checked(expected=expected)
    else:
        profile.save()
    country = profile.pathfinder.country
    record("profile.saved", profile, by=by, country=country)
    return profile


@transaction.atomic
def save_notes(pathfinder: Pathfinder, *, notes: str, expected: int, by) -> Pathfinder:
    """Replace the internal notes; nothing else of the row is written.

    Raises StaleVersion when somebody else saved first.
    """
    locked = Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    locked.internal_notes = notes
    locked.save_checked(expected=expected)
    record("pathfinder.notes_saved", locked, by=by, country=locked.country)
    return locked
