"""Published annual reviews: report, assessment, answer and outcome."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, Asked, AskedList, Whole
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from monitoring.models import AnnualReview
from monitoring.models.observation import FIRST_YEAR, LAST_YEAR
from pathfinders.api.countries import plain_code

router = Router(tags=["Annual reviews"])
ORDER, KINDS = ("pathfinder__country__iso3", "year"), (str, int)


class AskedReviews(AskedList):
    country: Annotated[str | None, COUNTRIES] = Field(
        None, description="Only these countries: ISO codes with commas between them."
    )
    year: Annotated[int | None, Whole(FIRST_YEAR, LAST_YEAR)] = Field(
        None, description="Only the reviews of this year."
    )


class ReviewRow(Schema):
    """The review of one country in one year."""

    country: shapes.CountryOf
    year: int
    language: str = Field(description="Language of its texts: `en`, `fr` or `es`.")
    assessment: shapes.Coded | None = Field(
        description="The judgement of the secretariat."
    )
    meeting: str = Field(description="The meeting it was tabled at.")
    published_at: datetime | None
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="All its texts.")
    pdf: shapes.File | None = Field(description="As it was published.")


class Reviews(shapes.Listing):
    items: list[ReviewRow]


class ReviewDetail(ReviewRow):
    """A review with its texts; empty where nothing was written."""

    progress: str
    challenges: str
    justification: str = Field(description="Reasons for little progress.")
    support_needed: str
    next_steps: str
    assessment_reasons: str
    answer: str = Field(description="The country’s answer to the assessment.")
    justification_verdict: shapes.Coded | None = Field(
        description="Whether the reasons for little progress were accepted."
    )
    outcome_note: str
    outcome_at: datetime | None


@router.get(
    "/reviews/",
    response=shapes.answers(Reviews),
    url_name="reviews",
    summary="Published annual reviews",
)
def reviews(request: HttpRequest, asked: Query[AskedReviews]):
    """Every published review by country and year."""
    rows = _public()
    if asked.country:
        rows = rows.filter(pathfinder__country__iso3__in=asked.country)
    if asked.year:
        rows = rows.filter(year=asked.year)
    page, more = rows_after(rows, asked, ORDER, KINDS)
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Annual reviews"),
        more_behind=_key(page[-1]) if more else None,
        count=rows.count(),
    )


@router.get(
    "/reviews/{iso3}/{int:year}/",
    response=shapes.answers(ReviewDetail),
    url_name="review",
    summary="One annual review",
)
def review(request: HttpRequest, iso3: str, year: int, asked: Query[Asked]):
    """All texts of one published review."""
    rows = _public().filter(pathfinder__country__iso3=plain_code(iso3), year=year)
    found = shapes.or_missing(
        rows.first(),
        _("There is no such review here. The list of reviews has their addresses."),
    )
    texts = (
        *("progress", "challenges", "justification", "support_needed", "next_steps"),
        *("assessment_reasons", "answer", "outcome_note", "outcome_at"),
    )
    return _row(found, request) | {
        **{name: getattr(found, name) for name in texts},
        "justification_verdict": shapes.coded(found, "justification_verdict"),
    }


def _public():
    rows = AnnualReview.objects.visible_to(READER)
    rows = rows.filter(pathfinder__country__is_example=False)
    return rows.select_related("pathfinder__country", "pdf")


def _key(found: AnnualReview) -> tuple[str, int]:
    return found.pathfinder.country.iso3, found.year


def _row(found: AnnualReview, request: HttpRequest) -> dict:
    country = found.pathfinder.country
    detail = reverse("api:review", args=[country.iso3, found.year])
    return {
        "country": shapes.country_of(country),
        "year": found.year,
        "language": found.language,
        "assessment": shapes.coded(found, "assessment"),
        "meeting": found.meeting,
        "published_at": found.published_at,
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
        "pdf": shapes.file_of(found.pdf, READER, request),
    }
