"""Decisions of the Group that were made public."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, Asked, AskedList, OneOf, Whole
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from meetings.enums import DecisionKind
from meetings.models import Decision
from meetings.models.decisions import DECIDED
from meetings.selectors.decisions import about, decisions_of, follow_up_of

router = Router(tags=["Decisions"])


class AskedDecisions(AskedList):
    country: Annotated[str | None, COUNTRIES] = Field(
        None,
        description="Only decisions about these countries: ISO codes with commas "
        "between them.",
    )
    kind: Annotated[str | None, OneOf(DecisionKind.values)] = Field(
        None, description="Only decisions of this kind."
    )
    year: Annotated[int | None, Whole(2016, 2100)] = Field(
        None, description="Only what was decided in this year."
    )
    state: Annotated[str | None, OneOf(DECIDED)] = Field(
        None, description="`adopted`: it holds; `superseded`: another took its place."
    )


class DecisionRow(Schema):
    """What a meeting decided, or the Group in writing."""

    id: int
    reference: str = Field(description="How papers name it, for example GCG5/D3.")
    kind: shapes.Coded
    state: shapes.Coded
    text: str
    decided_on: date | None
    mode: shapes.Coded = Field(description="How it was decided.")
    meeting: int | None = Field(description="Its meeting; null: decided in writing.")
    country: shapes.CountryOf | None = Field(description="The country it is about.")
    about: str = Field(description="What it is about in a few words.")
    reservation: str = Field(description="Who agreed with a reservation.")
    review_on: date | None = Field(description="When it is to be reviewed.")
    follow_up: str = Field(description="How far its follow-up is, in words.")
    done_on: date | None
    done_note: str
    superseded_by: int | None = Field(description="The decision that took its place.")
    source: str
    source_url: str
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Its address here.")


class Decisions(shapes.Listing):
    items: list[DecisionRow]


@router.get(
    "/decisions/",
    response=shapes.answers(Decisions),
    url_name="decisions",
    summary="Public decisions",
)
def decisions(request: HttpRequest, asked: Query[AskedDecisions]):
    """Every public decision in the order in which they were recorded."""
    rows = _public()
    if asked.country:
        rows = rows.filter(
            pathfinder__country__iso3__in=asked.country, pathfinder__is_public=True
        )
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.year:
        rows = rows.filter(decided_on__year=asked.year)
    if asked.state:
        rows = rows.filter(state=asked.state)
    page, more = rows_after(rows, asked, ("pk",), (int,))
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Decisions"),
        more_behind=(page[-1].pk,) if more else None,
        count=rows.count(),
    )


@router.get(
    "/decisions/{int:key}/",
    response=shapes.answers(DecisionRow),
    url_name="decision",
    summary="One decision",
)
def decision(request: HttpRequest, key: int, asked: Query[Asked]):
    """One public decision by its key, which never changes."""
    found = shapes.or_missing(
        _public().filter(pk=key).first(),
        _("There is no such public decision. The list of decisions has their keys."),
    )
    return _row(found, request)


def _public():
    rows = decisions_of(READER).filter(state__in=DECIDED)
    return rows.exclude(meeting__is_example=True).exclude(
        pathfinder__country__is_example=True
    )


def _row(found: Decision, request: HttpRequest) -> dict:
    path = found.pathfinder
    is_hidden = path is not None and not path.is_public
    after = found.superseded_by
    plain = (
        *("reference", "text", "decided_on", "reservation", "review_on"),
        *("done_on", "done_note", "source", "source_url"),
    )
    detail = reverse("api:decision", args=[found.pk])
    return {name: getattr(found, name) for name in plain} | {
        "id": found.pk,
        "kind": shapes.coded(found, "kind"),
        "state": shapes.coded(found, "state"),
        "mode": shapes.coded(found, "mode"),
        "meeting": found.meeting_id,
        "country": shapes.country_of(path.country if path and not is_hidden else None),
        "about": "" if is_hidden else about(found),
        "follow_up": str(follow_up_of(found)[0]),
        "superseded_by": after.pk if after and after.is_public else None,
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
    }
