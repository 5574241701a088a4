"""How far away a due day is, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def time_left(day: date, today: date) -> str:
    """Return how far a due day is away: “in 30 days”, “today”, “1 day late”."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    words = ngettext("%(count)d day late", "%(count)d days late", -days)
    return words % {"count": -days}
