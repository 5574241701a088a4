"""How data of this site are named in somebody's text: one sentence for all of them."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day

PUBLISHER = "Alliance 8.7"


def cited(title: str, path: str, day: date) -> str:
    """Return a citation of what stands at a path of this site, as of a day."""
    return _("%(publisher)s (%(year)s): %(title)s. As of %(day)s. %(address)s") % {
        "publisher": PUBLISHER,
        "year": day.year,
        "title": title,
        "day": write_day(day),
        "address": f"{settings.SITE_URL}{path}",
    }
