"""Meetings that were announced: what they are, when and where; no names, no links."""

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
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.selectors.meetings import meetings_of, narrowed

router = Router(tags=["Meetings and events"])
PUBLIC_STATES = [each for each in MeetingState if each != MeetingState.PLANNED]


class AskedMeetings(AskedList):
    kind: Annotated[str | None, OneOf(MeetingKind.values)] = Field(
        None, description="Only meetings of this kind."
    )
    state: Annotated[str | None, OneOf(PUBLIC_STATES)] = Field(
        None, description="Only meetings in this state."
    )
    year: Annotated[int | None, Whole(2016, 2100)] = Field(
        None, description="Only the meetings of this year."
    )


class MeetingRow(shapes.Sourced):
    """A meeting of the Global Coordinating Group or of an action group."""

    id: int
    kind: shapes.Coded
    number: int | None
    is_extraordinary: bool
    title: str
    group: str = Field(description="The action group; empty: none.")
    state: shapes.Coded
    when: shapes.When
    date_text: str = Field(description="While no day is fixed.")
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str = Field(description="Name of the zone, for example Europe/Paris.")
    form: shapes.Coded = Field(description="How people take part.")
    place: str
    city: str
    country: shapes.CountryOf | None = Field(description="Where it is held.")
    languages: list[str]
    objectives: list[str]
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Its address here.")


class Meetings(shapes.Listing):
    items: list[MeetingRow]


@router.get(
    "/meetings/",
    response=shapes.answers(Meetings),
    url_name="meetings",
    summary="Meetings",
)
def meetings(request: HttpRequest, asked: Query[AskedMeetings]):
    """Every meeting that was announced, in the order in which they were recorded."""
    rows = narrowed(
        _public(), kind=asked.kind or "", state=asked.state or "", year=asked.year
    )
    page, more = rows_after(rows, asked, ("pk",), (int,))
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Meetings"),
        more_behind=(page[-1].pk,) if more else None,
        count=rows.count(),
    )


@router.get(
    "/meetings/{int:key}/",
    response=shapes.answers(MeetingRow),
    url_name="meeting",
    summary="One meeting",
)
def meeting(request: HttpRequest, key: int, asked: Query[Asked]):
    """One meeting by its key, which never changes."""
    found = shapes.or_missing(
        _public().filter(pk=key).first(),
        _("There is no such public meeting. The list of meetings has their keys."),
    )
    return _row(found, request)


def _public():
    return meetings_of(READER).filter(is_example=False)


def _row(found: Meeting, request: HttpRequest) -> dict:
    plain = (
        *("number", "is_extraordinary", "title", "date_text", "starts_at", "ends_at"),
        *("time_zone", "place", "city", "languages"),
    )
    detail = reverse("api:meeting", args=[found.pk])
    return {
        **shapes.sourced(found),
        **{name: getattr(found, name) for name in plain},
        "id": found.pk,
        "kind": shapes.coded(found, "kind"),
        "group": str(found.group or ""),
        "state": shapes.coded(found, "state"),
        "when": shapes.when(found.when),
        "form": shapes.coded(found, "form"),
        "country": shapes.country_of(found.country),
        "objectives": found.objective_list,
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
    }
