"""Values of indicators: the rows of open data, and each version by its own address."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import (
    COUNTRIES,
    Asked,
    AskedList,
    Codes,
    Day,
    Flag,
    OneOf,
    Whole,
)
from alliance87.core.api.faults import Refusal
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import key_of
from monitoring.enums import Dimension, IndicatorTheme, ValueState
from monitoring.models import Indicator, Observation, ObservationVersion
from monitoring.models.observation import FIRST_YEAR, LAST_YEAR
from monitoring.reports.open_data.about import about
from monitoring.selectors import open_data
from monitoring.selectors.open_data import version_address
from monitoring.selectors.open_data_rows import (
    MEASURES,
    Cursor,
    OpenRow,
    Written,
    composed,
)
from monitoring.selectors.open_data_words import (
    Words,
    open_countries,
    open_indicators,
)

router = Router(tags=["Values"])
YEAR = Whole(FIRST_YEAR, LAST_YEAR)
KINDS = (str, str, int, str, int, str)


class AskedValues(AskedList):
    country: Annotated[str | None, COUNTRIES] = Field(
        None, description="Only these countries: ISO codes with commas between them."
    )
    indicator: Annotated[
        str | None, Codes("[A-Za-z0-9._-]{1,24}", "SDG-8.7.1,IM-1")
    ] = Field(
        None, description="Only these indicators: codes with commas between them."
    )
    theme: Annotated[str | None, OneOf(IndicatorTheme.values)] = Field(
        None, description="Only indicators of this theme."
    )
    dimension: Annotated[str | None, OneOf(Dimension.values)] = Field(
        None, description="Only indicators of this dimension."
    )
    start: Annotated[int | None, YEAR] = Field(
        None, description="First year, included."
    )
    end: Annotated[int | None, YEAR] = Field(None, description="Last year, included.")
    totals_only: Annotated[bool | None, Flag()] = Field(
        None, description="True: without the parts of totals."
    )
    as_of: Annotated[date | None, Day()] = Field(
        None,
        description="What was public at the end of this day. Name a day wherever the "
        "same answer is needed again.",
    )


class Statement(Schema):
    """One thing that a version of a value states."""

    version: int = Field(description="Key of the version of the value: never changes.")
    country: shapes.CountryOf
    indicator: str = Field(description="Code of the indicator.")
    label: str
    theme: str
    dimension: str
    definition: int = Field(description="Version of the definition that it follows.")
    series: str = Field(description="SDG series; empty: none.")
    year: int
    parts: dict[str, str] = Field(
        description="Code of the part by axis, for example `sex`; empty: the total."
    )
    part: str = Field(description="The part in words.")
    measure: str = Field(
        description="What is stated: " + ", ".join(f"`{each}`" for each in MEASURES)
    )
    value: shapes.Number | str | None = Field(
        description="A number where the measure is one, else text. Null: there is "
        "none; the statuses say why."
    )
    unit: str
    bound: str = Field(description="`<` or `>`: the source gives a limit only.")
    low: shapes.Number | None = Field(description="Lower end of the interval.")
    high: shapes.Number | None = Field(description="Upper end of the interval.")
    standard_error: shapes.Number | None
    sample_size: int | None
    obs_status: str = Field(description="SDMX code list CL_OBS_STATUS.")
    conf_status: str = Field(
        description="SDMX code list CL_CONF_STATUS: `F` free, `C` a small count of "
        "people or one that would give it away, `N` kept back by the country."
    )
    status: str = Field(description="Both in words.")
    reason: str = Field(description="Why there is no value, as the country says.")
    source: str
    source_url: str
    source_licence: str
    variant: str = Field(description="Which definition of the source, if it has some.")
    quality: str
    boundary: str
    ages: str
    hours: str
    hazardous_list: str
    coverage: str
    footnote: str
    published_at: datetime
    url: str = Field(description="Permanent page of this version.")
    detail: str = Field(description="Permanent address of this version here.")


class ValueRow(Statement):
    """One statement of a value; percent and number of one value are two rows."""

    is_first: bool = Field(
        description="The source that pages show first where several state the value."
    )


class ValueVersion(Schema):
    """A version of a value as it was published; its address and itself stay."""

    version: int
    number: int = Field(description="Which version of the value it is, from 1.")
    is_current: bool = Field(description="False: it was replaced or taken back.")
    replaced_by: int | None = Field(description="The public version that followed it.")
    statements: list[Statement]
    url: str = Field(description="Permanent page of this version: cite it.")
    licence: str
    licence_url: str


class ValuesMeta(shapes.Meta):
    as_of: date | None


class Values(shapes.Listing):
    meta: ValuesMeta
    items: list[ValueRow]


@router.get(
    "/values/",
    response=shapes.answers(Values),
    url_name="values",
    summary="Values of indicators",
)
def values(request: HttpRequest, asked: Query[AskedValues]):
    """Public values by country, indicator, year and part; small counts are withheld.

    The same rows as the files of open data, with the same filters.
    """
    wanted = _wanted(asked)
    after = _after(asked)
    found = open_data.open_rows(wanted, after=after)
    rows = list(islice(found, asked.size + 1))
    page = rows[: asked.size]
    # Counting all of a million rows for each page would take longer than the page.
    is_counted = after is None and (wanted.countries or wanted.indicators)
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Values of indicators"),
        more_behind=page[-1].cursor if len(rows) > asked.size else None,
        count=open_data.count_rows(wanted) if is_counted else None,
        citation=about(wanted).citation,
        as_of=asked.as_of,
    )


@router.get(
    "/values/{int:version}/",
    response=shapes.answers(ValueVersion),
    url_name="value",
    summary="One version of a value",
)
def value(request: HttpRequest, version: int, asked: Query[Asked]):
    """A version that is public, or was: corrected values keep their old versions."""
    now = timezone.now()
    countries = {each.pk: each for each in open_countries()}
    public = ObservationVersion.objects.filter(published_at__lte=now)
    found = shapes.or_missing(
        public.filter(pk=version, pathfinder__in=countries)
        .select_related("observation")
        .first(),
        _("There is no such public value. The list of values has their keys."),
    )
    later = public.filter(
        observation=found.observation_id, number__gt=found.number
    ).order_by("number")
    row = Written(*(getattr(found, name) for name in Written._fields))
    words = Words.of(Indicator.objects.filter(pk=row.indicator_id), get_language())
    said = {found.observation_id: _origin(found.observation)}
    (stated,) = composed([row], said, countries, words, as_of=None)
    return {
        "version": found.pk,
        "number": found.number,
        "is_current": found.state == ValueState.PUBLISHED,
        "replaced_by": later.values_list("pk", flat=True).first(),
        "statements": [_row(each, request) for each in stated.rows()],
        "url": request.build_absolute_uri(version_address(found.pk)),
        "licence": settings.DATA_LICENCE_NAME,
        "licence_url": settings.DATA_LICENCE_URL,
    }


def _origin(observation: Observation) -> tuple[int | None, str]:
    return observation.source_id, observation.variant


def _wanted(asked: AskedValues) -> open_data.Asked:
    if asked.start and asked.end and asked.start > asked.end:
        words = _("The last year is before the first: exchange start and end.")
        raise Refusal(words, field="end")
    countries, indicators = asked.country or (), asked.indicator or ()
    known = {each.iso3 for each in open_countries(countries)} if countries else ()
    _check(countries, known, "country")
    codes = open_indicators(indicators) if indicators else None
    known = set(codes.values_list("code", flat=True)) if codes is not None else ()
    _check(indicators, known, "indicator")
    return open_data.Asked(
        countries=tuple(countries),
        indicators=tuple(indicators),
        theme=asked.theme or "",
        dimension=asked.dimension or "",
        start=asked.start,
        end=asked.end,
        totals_only=bool(asked.totals_only),
        as_of=asked.as_of,
    )


def _check(codes: Sequence[str], known, field: str) -> None:
    """Refuse codes that the public cannot know: no rows would look like no values."""
    strange = [code for code in codes if code not in known]
    if strange:
        words = _("No public record has the code %(code)s. The lists have the codes.")
        raise Refusal(words % {"code": strange[0]}, field=field)


def _after(asked: AskedValues) -> Cursor | None:
    return key_of(asked.after, KINDS) if asked.after else None


def _row(row: OpenRow, request: HttpRequest) -> dict[str, Any]:
    facts = row._asdict()
    facts["country"] = {"iso3": row.country, "name": facts.pop("country_name")}
    facts["part"] = facts.pop("part_words")
    facts["status"] = facts.pop("status_words")
    facts["url"] = request.build_absolute_uri(facts.pop("address"))
    detail = reverse("api:value", args=[row.version])
    facts["detail"] = request.build_absolute_uri(detail)
    return facts
