"""What open data says of itself: title, filter, day, licence and how to cite it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.citing import PUBLISHER, cited
from alliance87.core.dates import write_day
from monitoring.enums import Dimension, IndicatorTheme
from monitoring.selectors.open_data import Asked
from monitoring.selectors.open_data_words import open_countries


@dataclass(frozen=True, slots=True)
class About:
    """The facts of one file: the same in every format.

    `address` is that of the page with this filter as of the day, so that a later
    reader gets the same values; `filters` are pairs of words.
    """

    asked: Asked
    day: date
    title: str
    filters: tuple[tuple[str, str], ...]
    licence: str
    licence_url: str
    citation: str
    address: str

    @property
    def publisher(self) -> str:
        return PUBLISHER

    @property
    def file_name(self) -> str:
        """Return the name of a file without its ending."""
        return f"alliance87-data-{self.day.isoformat()}"


def about(asked: Asked) -> About:
    """Return what a file of this filter says of itself, in the active language."""
    day = asked.as_of or timezone.localdate()
    path = page_of(asked, day=day)
    title = _("Public data of pathfinder countries on SDG Target 8.7")
    return About(
        asked=asked,
        day=day,
        title=title,
        filters=tuple(_filters(asked)),
        licence=settings.DATA_LICENCE_NAME,
        licence_url=settings.DATA_LICENCE_URL,
        citation=cited(title, path, day),
        address=f"{settings.SITE_URL}{path}",
    )


def query_of(asked: Asked, *, day: date | None = None) -> str:
    """Return a filter as an address carries it, with "?" before; empty for all."""
    pairs: list[tuple[str, object]] = [
        *(("country", code) for code in asked.countries),
        *(("indicator", code) for code in asked.indicators),
        *(("theme", asked.theme), ("dimension", asked.dimension)),
        *(("start", asked.start or ""), ("end", asked.end or "")),
        ("totals", "on" if asked.totals_only else ""),
        ("as_of", (day or asked.as_of or "")),
    ]
    said = [(name, str(value)) for name, value in pairs if value]
    return f"?{urlencode(said)}" if said else ""


def page_of(asked: Asked, *, day: date | None = None) -> str:
    return reverse("monitoring:open-data") + query_of(asked, day=day)


def _filters(asked: Asked):
    everything = _("All")
    names = [each.name for each in open_countries(asked.countries)]
    yield _("Countries"), ", ".join(names) if asked.countries else everything
    yield _("Indicators"), ", ".join(asked.indicators) or everything
    theme = IndicatorTheme(asked.theme).label if asked.theme else everything
    yield _("Theme"), str(theme)
    dimension = Dimension(asked.dimension).label if asked.dimension else everything
    yield _("Dimension"), str(dimension)
    yield _("Years"), _years(asked)
    yield _("Parts"), _("Totals only") if asked.totals_only else everything
    day = asked.as_of or timezone.localdate()
    yield _("As known on"), write_day(day)


def _years(asked: Asked) -> str:
    said = {"first": asked.start, "last": asked.end}
    if asked.start and asked.end:
        return _("%(first)s to %(last)s") % said
    if asked.start:
        return _("From %(first)s on") % said
    return _("Up to %(last)s") % said if asked.end else _("All")
