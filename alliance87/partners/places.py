"""Places that give a person rights with an account: seats, offices, chairs of groups.

Later apps register theirs in their module `selectors.places`, which need not have been
imported.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from alliance87.partners.enums import GroupRoleKind, Role
from alliance87.partners.models import ActionGroup, GroupRole, Person, not_left

MODULE = "selectors.places"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in words, and the role whose rights it gives; `group` is a key."""

    words: str
    role: Role
    group: int | None = None

    def is_within(self, role: str, group: ActionGroup | None) -> bool:
        """Whether who is given the role, in the group, may do no more by the place."""
        if self.role == Role.GCG_OBSERVER and role == Role.GCG_MEMBER:
            return True
        own = group.pk if group else None
        return self.role == role and self.group in (None, own)


Places = Callable[[Person, date], Iterable[Place]]

_places: list[Places] = []


def on_places(places: Places) -> Places:
    """Register `places(person, on)`: those of that day, and those that begin later."""
    _places.append(places)
    return places


def places_of(person: Person) -> list[Place]:
    """Return the places that give the person rights today or later."""
    if person.pk is None:
        return []
    autodiscover_modules(MODULE)
    today = timezone.localdate()
    return [place for places in _places for place in places(person, today)]


@on_places
def chairs(person: Person, on: date) -> list[Place]:
    rows = GroupRole.objects.within(on, None).filter(
        not_left("partner__", on), role=GroupRoleKind.CHAIR, person=person
    )
    return [
        Place(
            f"{each.get_role_display()}, {each.group}", Role.GROUP_CHAIR, each.group_id
        )
        for each in rows.select_related("group")
    ]
