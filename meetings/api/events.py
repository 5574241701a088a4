"""Public events around the Alliance; who speaks is said on their pages."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from alliance87.core.api import shapes
from alliance87.core.api.asking import Asked, AskedList, OneOf, Whole
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from meetings.enums import EventKind, EventState
from meetings.models import Event
from meetings.selectors.events import events_of

router = Router(tags=["Meetings and events"])
AHEAD = (EventState.TENTATIVE, EventState.CONFIRMED)


class AskedEvents(AskedList):
    kind: Annotated[str | None, OneOf(EventKind.values)] = Field(
        None, description="Only events of this kind."
    )
    state: Annotated[str | None, OneOf(EventState.values)] = Field(
        None, description="Only events in this state."
    )
    year: Annotated[int | None, Whole(2016, 2100)] = Field(
        None, description="Only the events of this year."
    )


class EventRow(shapes.Sourced):
    """A webinar, a side event, a conference."""

    id: int
    kind: shapes.Coded
    title: str
    state: shapes.Coded
    when: shapes.When
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str = Field(description="Name of the zone, for example Europe/Paris.")
    place: str
    country: shapes.CountryOf | None = Field(description="Where it is held.")
    languages: list[str]
    audience: str = Field(description="For whom it is.")
    description: str
    key_questions: list[str]
    hosts: list[str]
    group: str = Field(description="The action group; empty: none.")
    series: str
    attended: int | None = Field(description="People who came.")
    registration_url: str = Field(description="Empty once it is over.")
    recording_url: str
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Its address here.")


class Events(shapes.Listing):
    items: list[EventRow]


@router.get(
    "/events/", response=shapes.answers(Events), url_name="events", summary="Events"
)
def events(request: HttpRequest, asked: Query[AskedEvents]):
    """Every public event in the order in which they were recorded."""
    rows = _public()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.year:
        rows = rows.filter(on__year=asked.year)
    page, more = rows_after(rows, asked, ("pk",), (int,))
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Events"),
        more_behind=(page[-1].pk,) if more else None,
        count=rows.count(),
    )


@router.get(
    "/events/{int:key}/",
    response=shapes.answers(EventRow),
    url_name="event",
    summary="One event",
)
def event(request: HttpRequest, key: int, asked: Query[Asked]):
    """One public event by its key, which never changes."""
    found = shapes.or_missing(
        _public().filter(pk=key).first(),
        _("There is no such public event. The list of events has their keys."),
    )
    return _row(found, request)


def _public():
    return events_of(READER).prefetch_related("hosts")


def _row(found: Event, request: HttpRequest) -> dict:
    plain = (
        *("title", "starts_at", "ends_at", "time_zone", "place", "languages"),
        *("audience", "description", "attended", "recording_url"),
    )
    detail = reverse("api:event", args=[found.pk])
    return {
        **shapes.sourced(found),
        **{name: getattr(found, name) for name in plain},
        "id": found.pk,
        "kind": shapes.coded(found, "kind"),
        "state": shapes.coded(found, "state"),
        "when": shapes.when(found.when),
        "country": shapes.country_of(found.country),
        "key_questions": found.question_list,
        "hosts": [str(host) for host in found.hosts.all()],
        "group": str(found.group or ""),
        "series": str(found.series or ""),
        "registration_url": found.registration_url if found.state in AHEAD else "",
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
    }
