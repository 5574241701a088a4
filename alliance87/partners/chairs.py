"""Who chairs the Alliance, by name, as letters print who signs them.

The office is kept by a later app, which registers in its module `selectors.chair`.
"""

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from alliance87.partners.enums import Role
from alliance87.partners.models import RoleAssignment

MODULE = "selectors.chair"
InOffice = Callable[[date], str]

_offices: list[InOffice] = []


def keeps_the_office(in_office: InOffice) -> InOffice:
    """Register `in_office(day)`; it returns the name on record for the day, or ""."""
    _offices.append(in_office)
    return in_office


def chair_name() -> str:
    """Return who holds the office today, else who was last given the role; "" if none.

    The term of office is what the Group decided; the role only opens pages.
    """
    autodiscover_modules(MODULE)
    today = timezone.localdate()
    if name := next(filter(None, (each(today) for each in _offices)), ""):
        return name
    held = RoleAssignment.objects.current(on=today).filter(role=Role.CHAIR)
    holder = held.select_related("user").order_by("-starts_on").first()
    return holder.user.name if holder else ""
