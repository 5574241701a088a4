"""What every document on a country says besides its own parts; later apps add it."""

from collections.abc import Callable
from datetime import date

from django.utils.module_loading import autodiscover_modules

from alliance87.core import reports
from pathfinders.models import Pathfinder

Part = Callable[[Pathfinder, object, date], reports.Section | None]

_parts: list[Part] = []


def on_every_document(part: Part) -> Part:
    """Register `part(pathfinder, user, as_of)`; it returns a section, or None."""
    _parts.append(part)
    return part


def country_parts(
    pathfinder: Pathfinder, user, *, as_of: date
) -> tuple[reports.Section, ...]:
    """Return the registered sections, as far as `user` may read them on that day.

    Each app registers in its module `reports`, which need not have been imported.
    """
    autodiscover_modules("reports")
    made = (part(pathfinder, user, as_of) for part in _parts)
    return tuple(section for section in made if section is not None)
