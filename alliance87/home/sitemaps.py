"""The public pages for search engines: what everybody may read, no examples."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from alliance87.home.theme_page import SLUGS
from alliance87.partners.models import ActionGroup
from meetings.models import Decision, Event, Meeting, Paper
from monitoring.models import Indicator
from pathfinders.models import Pathfinder

READER = AnonymousUser()
PAGES = (
    *("home", "pathfinders:list", "monitoring:indicator-list"),
    "monitoring:open-data",
    *("partners:directory", "partners:groups", "meetings:meetings"),
    *("meetings:changes", "meetings:decisions", "meetings:event-list"),
    *("meetings:papers", "meetings:questions", "pathfinders:lessons"),
    *("about", "api-docs", "how-we-count", "accessibility", "privacy"),
)


class _Ours(Sitemap):
    """Pages under the address that we publish, whatever host a request names."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(_Ours):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Themes(_Ours):
    def items(self) -> list[str]:
        return list(SLUGS)

    def location(self, item: str) -> str:
        return reverse("theme", kwargs={"theme": item})


class Records(_Ours):
    """The pages of records; `read` returns those that everybody may read.

    `is_dated`: a page changes with its record alone, so its last change is known.
    """

    def __init__(self, read: Callable[[], QuerySet], *, is_dated: bool = True):
        self.read = read
        self.is_dated = is_dated

    def items(self) -> QuerySet:
        return self.read().order_by("pk")

    def lastmod(self, item) -> datetime | None:
        return item.changed_at if self.is_dated else None


def _countries() -> QuerySet:
    rows = Pathfinder.objects.visible_to(READER).filter(country__is_example=False)
    return rows.select_related("country")


def _indicators() -> QuerySet:
    """Return the standard indicators, and those that a real country defined."""
    rows = Indicator.objects.visible_to(READER)
    rows = rows.exclude(pathfinder__country__is_example=True)
    return rows.select_related("pathfinder__country")


def _decisions() -> QuerySet:
    rows = Decision.objects.visible_to(READER).select_related("meeting")
    return rows.exclude(meeting__is_example=True)


def _groups() -> QuerySet:
    return ActionGroup.objects.filter(is_example=False)


def _papers() -> QuerySet:
    return Paper.objects.visible_to(READER).filter(is_example=False)


def _meetings() -> QuerySet:
    return Meeting.objects.visible_to(READER).filter(is_example=False)


def _events() -> QuerySet:
    return Event.objects.visible_to(READER)


# Made anew for each request: a sitemap remembers its last change.
SITEMAPS = {
    "pages": Pages,
    "themes": Themes,
    "countries": partial(Records, _countries, is_dated=False),
    "indicators": partial(Records, _indicators, is_dated=False),
    "groups": partial(Records, _groups, is_dated=False),
    "decisions": partial(Records, _decisions),
    "papers": partial(Records, _papers),
    "meetings": partial(Records, _meetings),
    "events": partial(Records, _events),
}
