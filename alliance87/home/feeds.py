"""What changed, as an Atom feed (RFC 4287) that anybody may follow.

It holds what everybody may read, whoever asks: a feed reader has no account.
"""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from alliance87.core.calendars import DOMAIN
from alliance87.core.changes import Asked, Change, Period, newest_first, told
from alliance87.core.dates import end_of, year_before
from alliance87.core.spreadsheets.writing import readable
from meetings.reports.changes import words_of
from meetings.selectors.changes import KINDS, SOURCES
from pathfinders.models import Pathfinder

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MOST = 50
# The year in which the identities were given: RFC 4151 wants it, it never changes.
MINTED = 2026


class _Atom(Atom1Feed):
    """An Atom feed that is the same file until something in it changes."""

    def __init__(self, *args, since: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = since

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=self.since)


def feed_of_changes(pathfinder: Pathfinder | None, language: str) -> bytes:
    """Return what changed in twelve months, in one country or in all real ones."""
    today = timezone.localdate()
    asked = Asked(
        period=Period(after=year_before(today), until=today),
        user=AnonymousUser(),
        country=pathfinder.country if pathfinder else None,
    )
    with override(language):
        entries = list(newest_first(SOURCES, asked)[:MOST])
        feed = _empty_feed(pathfinder, language, asked.period)
        changes = told(SOURCES, entries, asked)
        for entry, change in zip(entries, changes, strict=True):
            feed.add_item(**_item(entry, change))
        return feed.writeString("utf-8").encode()


def feed_address(pathfinder: Pathfinder | None, language: str) -> str:
    """Return where a feed is read; each language has an address of its own."""
    if pathfinder is None:
        path = reverse("changes-feed")
    else:
        path = reverse("country-feed", args=[pathfinder.country.slug])
    return f"{path}?lang={language}"


def _empty_feed(pathfinder: Pathfinder | None, language: str, period: Period) -> _Atom:
    if pathfinder is None:
        title, page, about = _("What changed"), reverse("meetings:changes"), "changes"
    else:
        title = _("What changed: %(country)s") % {"country": pathfinder}
        page = pathfinder.get_absolute_url()
        about = f"changes/{pathfinder.country.slug}"
    return _Atom(
        title=f"{readable(title)} – Alliance 8.7",
        link=_absolute(page),
        description="",
        subtitle=_subtitle(pathfinder),
        language=language,
        author_name=_("Secretariat of Alliance 8.7"),
        feed_url=_absolute(feed_address(pathfinder, language)),
        feed_guid=_identity(f"{about}/{language}"),
        since=end_of(period.after),
    )


def _subtitle(pathfinder: Pathfinder | None) -> str:
    if pathfinder is not None and pathfinder.is_example:
        return _("A fictitious example, not real data.")
    return _("What was put on public record in the last twelve months.")


def _item(entry: tuple, change: Change) -> dict:
    """Return one entry; its identity stays the same in every language."""
    source, key, day = entry
    at = _moment(day, change.recorded)
    return {
        "title": _title(change),
        "link": _absolute(change.url),
        "description": _told_in_full(change),
        "unique_id": _identity(f"changes/{source}/{key}"),
        "pubdate": at,
        "updateddate": at,
        "categories": (str(KINDS[change.kind]),),
    }


def _title(change: Change) -> str:
    what = readable(change.what)
    if change.country is None:
        return what
    words = {"country": readable(str(change.country)), "what": what}
    return _("%(country)s: %(what)s") % words


def _told_in_full(change: Change) -> str:
    """Return the rest as HTML, which is what feed readers take it for."""
    was, now = (readable(words) for words in words_of(change))
    if was:
        now = _("%(was)s → %(now)s") % {"was": was, "now": now}
    source = readable(change.source)
    lines = [
        str(change.when),
        now,
        readable(change.note),
        _("Source: %(source)s") % {"source": source} if source else "",
    ]
    return "".join(format_html("<p>{}</p>", line) for line in lines if line)


def _moment(day: date, recorded: date | None) -> datetime:
    """Return since when everybody could read it, as exactly as a day can tell."""
    known = max(day, recorded or day)
    return datetime.combine(known, time(), UTC)


def _identity(about: str) -> str:
    """Return an identity that outlives every change of our address (RFC 4151)."""
    return f"tag:{DOMAIN},{MINTED}:{about}"


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
