"""Texts about a country: its profile in each language, the secretariat's notes."""

from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from pathfinders.models import Pathfinder, Profile

TEXTS = ("context", "challenges", "priorities", "commitments", "next_steps")


def possible_originals(profile: Profile) -> list[Profile]:
    """Return what the profile may be a translation of.

    Profiles of the country that are originals themselves; none for a profile that
    others were translated from.
    """
    if profile.pk and profile.translations.exists():
        return []
    others = profile.pathfinder.profiles.filter(original__isnull=True)
    return list(others.exclude(pk=profile.pk))


@transaction.atomic
def save_profile(
    profile: Profile, *, expected: int, by, agreement: str = ""
) -> Profile:
    """Save a profile as filled in; `expected` is the version read (0: a new one).

    The text is public at once. `agreement` says how the country agreed, where it is
    not its focal point who saves; it stays in the trail.

    For a translation `original_version` names the version of the original that was
    translated. Raises StaleVersion when somebody else saved first.
    """
    Pathfinder.objects.select_for_update().get(pk=profile.pathfinder_id)
    if profile.original and profile.original not in possible_originals(profile):
        raise Blocked([_("A translation is made from an original of this country.")])
    profile.full_clean()
    if profile.pk:
        _change(profile, expected=expected)
    else:
        profile.save()
    country = profile.pathfinder.country
    record("profile.saved", profile, by=by, country=country, reason=agreement)
    return profile


def _change(profile: Profile, *, expected: int) -> None:
    """Save it; translations follow a version that changes none of the words."""
    stored = Profile.objects.get(pk=profile.pk)
    is_same = all(getattr(stored, name) == getattr(profile, name) for name in TEXTS)
    profile.save_checked(expected=expected)
    if is_same:
        current = profile.translations.filter(original_version=expected)
        current.update(original_version=profile.version)


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
