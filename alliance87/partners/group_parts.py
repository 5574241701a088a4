"""What the page of a group says besides its own parts; later apps add it.

Each app registers in its module `selectors.group_parts`, which need not have been
imported.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from alliance87.partners.models import ActionGroup

MODULE = "selectors.group_parts"


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A section of the page; its template reads `part`, and in it `facts`."""

    heading: str | Promise
    anchor: str
    template: str
    facts: dict = field(default_factory=dict)


Part = Callable[[ActionGroup, object, date], GroupPart | None]
Activity = Callable[[], dict[int, date]]

_parts: list[Part] = []
_activities: list[Activity] = []


def on_group_page(part: Part) -> Part:
    """Register `part(group, user, on)`; it returns what the reader may see, or None."""
    _parts.append(part)
    return part


def on_group_activity(activity: Activity) -> Activity:
    """Register what gives, by the key of a group, the day something happened last."""
    _activities.append(activity)
    return activity


def group_parts(group: ActionGroup, user, *, on: date) -> list[GroupPart]:
    autodiscover_modules(MODULE)
    made = (part(group, user, on) for part in _parts)
    return [part for part in made if part is not None]


def last_activity() -> dict[int, date]:
    """Return the latest day of each group that later apps know of: its meetings."""
    autodiscover_modules(MODULE)
    latest: dict[int, date] = {}
    for activity in _activities:
        for key, day in activity().items():
            latest[key] = max(day, latest.get(key, day))
    return latest
