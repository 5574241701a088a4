"""What changed between two days, as everybody may read it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core import changes as core
from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, AskedList, Day, OneOf
from alliance87.core.api.faults import Refusal
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import key_of
from alliance87.core.api.serving import READER
from alliance87.core.dates import year_before
from meetings.reports.changes import words_of
from meetings.selectors.changes import KINDS, SOURCES
from pathfinders.models import Pathfinder

router = Router(tags=["Changes"])
READ_AT_ONCE = 2000
# Name of the source, key and day of a change.
Entry = tuple[str, int, date]


class AskedChanges(AskedList):
    since: Annotated[date | None, Day()] = Field(
        None, description="After the end of this day; without it, a year before."
    )
    until: Annotated[date | None, Day()] = Field(
        None, description="Up to the end of this day; without it, today."
    )
    kind: Annotated[str | None, OneOf(KINDS)] = Field(
        None, description="Only changes of this kind."
    )
    country: Annotated[str | None, COUNTRIES] = Field(
        None, description="Only changes in this country: one ISO code."
    )


class ChangeRow(Schema):
    """One change; `was` and `now` are words."""

    kind: shapes.Coded
    when: shapes.When
    recorded_on: date | None = Field(
        description="When it was put on record, where that is known apart."
    )
    country: shapes.CountryOf | None
    what: str
    was: str
    now: str
    note: str
    source: str
    page: str = Field(description="The page that people read.")


class ChangesMeta(shapes.Meta):
    since: date
    until: date


class Changes(shapes.Listing):
    meta: ChangesMeta
    items: list[ChangeRow]


@router.get(
    "/changes/",
    response=shapes.answers(Changes),
    url_name="changes",
    summary="What changed",
)
def changes(request: HttpRequest, asked: Query[AskedChanges]):
    """Statuses, milestones, values, decisions and papers, the newest first."""
    wanted = _wanted(asked)
    entries = core.newest_first(SOURCES, wanted)
    count = None if asked.after else entries.count()
    found = entries.iterator(chunk_size=READ_AT_ONCE)
    if asked.after:
        found = _behind(found, key_of(asked.after, (str, str, int)))
    rows = list(islice(found, asked.size + 1))
    page = rows[: asked.size]
    told = core.told(SOURCES, page, wanted)
    public = set(_public().values_list("country", flat=True))
    return listing(
        request,
        asked,
        [_row(each, public, request) for each in told],
        title=_("What changed"),
        more_behind=_key(page[-1]) if len(rows) > asked.size else None,
        count=count,
        since=wanted.period.after,
        until=wanted.period.until,
    )


def _public():
    return Pathfinder.objects.visible_to(READER)


def _wanted(asked: AskedChanges) -> core.Asked:
    until = asked.until or timezone.localdate()
    since = asked.since or year_before(until)
    if since >= until:
        words = _("The period ends before it begins. Choose an earlier day.")
        raise Refusal(words, field="since")
    return core.Asked(
        period=core.Period(after=since, until=until),
        user=READER,
        kind=asked.kind or "",
        country=_country(asked),
    )


def _country(asked: AskedChanges):
    if not asked.country:
        return None
    rows = _public().counted().select_related("country")
    found = rows.filter(country__iso3__in=asked.country).first()
    if found is None or len(asked.country) > 1:
        words = _("Name one country of the list of countries, for example KEN.")
        raise Refusal(words, field="country")
    return found.country


def _key(entry: Entry) -> tuple[str, str, int]:
    name, key, day = entry
    return day.isoformat(), name, key


def _behind(entries: Iterator[Entry], key: tuple) -> Iterator[Entry]:
    """Go on behind a change, which is still in the list unless it was taken back."""
    for entry in entries:
        if _key(entry) == key:
            return entries
    words = _("The list has changed at this place. Begin again without “after”.")
    raise Refusal(words, field="after")


def _row(change: core.Change, public: set[int], request: HttpRequest) -> dict:
    """Return a change; of a country that is not public it names nothing."""
    was, now = words_of(change)
    is_hidden = change.country is not None and change.country.pk not in public
    return {
        "kind": {"code": change.kind, "label": str(KINDS[change.kind])},
        "when": shapes.when(change.when),
        "recorded_on": change.recorded,
        "country": None if is_hidden else shapes.country_of(change.country),
        "what": change.what,
        "was": was,
        "now": now,
        "note": change.note,
        "source": "" if is_hidden else change.source,
        "page": request.build_absolute_uri(change.url) if change.url else "",
    }
