"""What later apps know of a partner: parts of its page, and what it still holds.

Each app registers in its module `selectors.partner_parts`, which need not have been
imported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from alliance87.partners.models import Partner

MODULE = "selectors.partner_parts"


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a part: what it is, where it leads, and what to know of it."""

    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """A section of the page; `more` says how much is not shown."""

    heading: str | Promise
    anchor: str
    lines: tuple[PartLine, ...]
    more: str = ""


Part = Callable[[Partner, object, date], PartnerPart | None]

Holds = Callable[[Partner, date], list[str]]

_parts: list[Part] = []
_holdings: list[Holds] = []


def on_partner_page(part: Part) -> Part:
    """Register `part(partner, user, on)`; it returns what the reader may see, or None.

    Asks the same number of queries however much there is.
    """
    _parts.append(part)
    return part


def partner_parts(partner: Partner, user, *, on: date) -> list[PartnerPart]:
    autodiscover_modules(MODULE)
    made = (part(partner, user, on) for part in _parts)
    return [part for part in made if part is not None]


def before_leaving(holds: Holds) -> Holds:
    """Register `holds(partner, on)`: what it still holds on the day on which it leaves.

    A sentence for each, which says what has to be done first.
    """
    _holdings.append(holds)
    return holds


def held_on_leaving(partner: Partner, *, on: date) -> list[str]:
    autodiscover_modules(MODULE)
    return [sentence for holds in _holdings for sentence in holds(partner, on)]
