"""What the pages of the records desk share."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alliance87.core.forms import DatedModelForm
from alliance87.core.record_admin import StaleCheckForm

COUNTRY_SEARCH = ["pathfinder__country__name_en", "pathfinder__country__iso3"]
ROADMAP_SEARCH = ["roadmap__title", "roadmap__pathfinder__country__name_en"]
WORKSHOP_SEARCH = ["workshop__title", "workshop__pathfinder__country__name_en"]
TRAIL = ["created_by", "created_at", "changed_at"]
DATED = ["on", "until", "precision"]
SOURCED = ["source", "source_url", "note", "conflict"]


class DatedStaleCheckForm(DatedModelForm, StaleCheckForm):
    """Date as known, and no lost edit."""


def link(url: str, text=None):
    """Return a link to the page on which a record is worked with."""
    return format_html('<a href="{}">{}</a>', url, text or _("Open the page"))
