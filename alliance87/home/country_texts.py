"""What a country says of itself, and every source that its page rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, get_language_info, gettext_lazy

from monitoring.selectors.country_cells import CountryGrid
from pathfinders.models import Pathfinder, Profile
from pathfinders.selectors.public import web_address
from pathfinders.selectors.registers import RegisterReading

PROFILE_TEXTS = {
    "context": gettext_lazy("National context"),
    "challenges": gettext_lazy("Challenges"),
    "priorities": gettext_lazy("Priorities"),
    "commitments": gettext_lazy("Commitments"),
    "next_steps": gettext_lazy("Next steps"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One part of the profile; `language_name` is set when it is not the reader's.

    `standing` says whether that foreign text is an original or a translation.
    """

    label: str
    text: str
    language: str
    language_name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    url: str


def texts_of(profiles: list[Profile]) -> tuple[Text, ...]:
    """Return each text in the reader's language, else in one that there is."""
    own = (get_language() or "en")[:2]
    ordered = sorted(profiles, key=lambda each: each.language != own)
    found = []
    for name, label in PROFILE_TEXTS.items():
        profile = next((each for each in ordered if getattr(each, name)), None)
        if profile is None:
            continue
        foreign = profile.language != own
        info = get_language_info(profile.language)
        found.append(
            Text(
                label=str(label),
                text=getattr(profile, name),
                language=profile.language if foreign else "",
                language_name=info["name_translated"] if foreign else "",
                standing=profile.standing_words if foreign else "",
            )
        )
    return tuple(found)


def own_profile(profiles: list[Profile]) -> Profile | None:
    """Return the profile in the reader's language, if anything is written in it."""
    own = (get_language() or "en")[:2]
    found = next((each for each in profiles if each.language == own), None)
    written = found and any(getattr(found, name) for name in PROFILE_TEXTS)
    return found if written else None


def sources_of(
    pathfinder: Pathfinder,
    milestones: Iterable,
    roadmaps: Iterable,
    registers: RegisterReading,
    grid: CountryGrid,
) -> tuple[Source, ...]:
    """Return every source of the page once, by name."""
    records = [
        *registers.latest,
        *(each.commitment for each in registers.pledges),
        *(part for each in registers.pledges for part in each.follow_ups),
        *pathfinder.coordination_bodies.all(),
        *milestones,
        *roadmaps,
        *pathfinder.workshops.all(),
        *pathfinder.appointments.all(),
        *pathfinder.profiles.all(),
    ]
    addresses = dict.fromkeys(grid.sources, "")
    for record in records:
        if record.source:
            url = web_address(record.source_url)
            addresses[record.source] = addresses.get(record.source) or url
    return tuple(Source(name, addresses[name]) for name in sorted(addresses))
