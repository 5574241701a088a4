"""The national profile of a country: which languages there are, and how they stand."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from pathfinders.enums import TextStanding
from pathfinders.models import Pathfinder, Profile

TONES = {
    TextStanding.ORIGINAL: "done",
    TextStanding.TRANSLATION: "done",
    TextStanding.OUTDATED: "watch",
}


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """The profile in one language; `profile` is None while it is not written."""

    language: str
    name: str
    profile: Profile | None

    @property
    def tone(self) -> str:
        return TONES[self.profile.standing] if self.profile else "todo"

    @property
    def state(self) -> str:
        return self.profile.standing_words if self.profile else _("Not written")


def with_profiles() -> Prefetch:
    """Fetch the profiles of countries, each with what it was translated from."""
    return Prefetch("profiles", Profile.objects.select_related("original"))


def profile_lines(pathfinder: Pathfinder) -> tuple[ProfileLine, ...]:
    """Return one line for each language; the profiles are fetched beforehand."""
    written = {each.language: each for each in pathfinder.profiles.all()}
    return tuple(
        ProfileLine(
            language=code,
            name=get_language_info(code)["name_translated"],
            profile=written.get(code),
        )
        for code, _name in settings.LANGUAGES
    )
