"""Published roadmaps: their versions, and the official table of each."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, Asked, AskedList, OneOf
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from pathfinders.api.countries import plain_code
from pathfinders.enums import PUBLIC_ROADMAP_STATES, Theme
from pathfinders.models import Priority, Roadmap
from pathfinders.selectors import roadmap_table
from pathfinders.selectors.money import Money
from pathfinders.selectors.public import web_address
from pathfinders.selectors.roadmap import ActionRow, PriorityRows

router = Router(tags=["Roadmaps"])
ORDER, KINDS = ("pathfinder__country__iso3", "number"), (str, int)


class AskedRoadmaps(AskedList):
    country: Annotated[str | None, COUNTRIES] = Field(
        None, description="Only these countries: ISO codes with commas between them."
    )
    state: Annotated[str | None, OneOf(PUBLIC_ROADMAP_STATES)] = Field(
        None, description="`published`: in force; `superseded`: an earlier version."
    )


class RoadmapRow(shapes.Sourced):
    """One version of the roadmap of a country."""

    country: shapes.CountryOf
    number: int = Field(description="Version; the country counts from 1.")
    title: str
    language: str = Field(description="Language of its texts: `en`, `fr` or `es`.")
    state: shapes.Coded
    starts_on: date | None = Field(description="First day of its period.")
    ends_on: date | None = Field(description="Last day of its period.")
    published_at: datetime | None
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="Its priorities and actions.")
    pdf: shapes.File | None = Field(description="As it was published.")


class Roadmaps(shapes.Listing):
    items: list[RoadmapRow]


class Amounts(Schema):
    """Sums of one currency; null: nobody stated it. Other currencies stand apart."""

    currency: str = Field(description="ISO 4217 code.")
    needed: shapes.Number | None
    available: shapes.Number | None
    allocated: shapes.Number | None
    disbursed: shapes.Number | None


class BenchmarkRow(Schema):
    year: int
    text: str


class ActionOf(Schema):
    """Columns two to seven of the official table."""

    key: UUID = Field(description="Stays the same from version to version.")
    title: str
    output: str
    level: shapes.Coded | None = Field(description="How important it is.")
    partners: str = Field(description="Who is responsible, and who takes part.")
    starts_on: date | None
    ends_on: date | None
    timeline: str = Field(description="In words.")
    budget: list[Amounts] = Field(
        description="One row for each currency, without lines that are not public."
    )
    budget_text: str = Field(description="As the source words it.")
    action_group: str = Field(description="The action group of the Alliance.")
    no_group_reason: str
    status: shapes.Coded | None = Field(description="Null: not stated.")
    monitoring: str = Field(description="Progress in words.")
    benchmarks: list[BenchmarkRow]


class PriorityOf(Schema):
    """Column one of the official table, with its actions."""

    key: UUID = Field(description="Stays the same from version to version.")
    number: int
    title: str
    area: shapes.Coded | None
    themes: list[shapes.Coded]
    objective: str
    indicator: str
    unit: str = Field(description="Unit of baseline and target.")
    baseline: shapes.Number | None
    baseline_withheld: bool = Field(
        description="True: it is a small number of people, so it is not public."
    )
    baseline_year: int | None
    target: shapes.Number | None
    target_on: date | None
    actions: list[ActionOf]


class RoadmapDetail(RoadmapRow):
    """A version with its texts, its rows and its sums."""

    summary: str
    context: str
    currency: str = Field(description="Currency of the total; empty: none is named.")
    totals: list[Amounts] = Field(description="One row for each currency.")
    total: Amounts | None = Field(
        description="All currencies in one, at the rates that the country states."
    )
    priorities: list[PriorityOf]


@router.get(
    "/roadmaps/",
    response=shapes.answers(Roadmaps),
    url_name="roadmaps",
    summary="Published roadmaps",
)
def roadmaps(request: HttpRequest, asked: Query[AskedRoadmaps]):
    """Every published version by country and number, also those superseded since."""
    rows = _public()
    if asked.country:
        rows = rows.filter(pathfinder__country__iso3__in=asked.country)
    if asked.state:
        rows = rows.filter(state=asked.state)
    page, more = rows_after(rows, asked, ORDER, KINDS)
    return listing(
        request,
        asked,
        [_row(each, request) for each in page],
        title=_("Roadmaps"),
        more_behind=_key(page[-1]) if more else None,
        count=rows.count(),
    )


@router.get(
    "/roadmaps/{iso3}/{int:number}/",
    response=shapes.answers(RoadmapDetail),
    url_name="roadmap",
    summary="One version of a roadmap",
)
def roadmap(request: HttpRequest, iso3: str, number: int, asked: Query[Asked]):
    """The official table of one version: priorities, actions, money."""
    rows = _public().filter(pathfinder__country__iso3=plain_code(iso3), number=number)
    found = shapes.or_missing(
        rows.first(),
        _("There is no such roadmap here. The list of roadmaps has their addresses."),
    )
    table = roadmap_table(found, READER)
    return _row(found, request) | {
        "summary": found.summary,
        "context": found.context,
        "currency": found.currency,
        "totals": [_amounts(each) for each in table.totals],
        "total": _amounts(table.total) if table.total else None,
        "priorities": [_priority(each) for each in table.priorities],
    }


def _public():
    rows = Roadmap.objects.visible_to(READER)
    rows = rows.filter(pathfinder__country__is_example=False)
    return rows.select_related("pathfinder__country", "pdf")


def _key(found: Roadmap) -> tuple[str, int]:
    return found.pathfinder.country.iso3, found.number


def _row(found: Roadmap, request: HttpRequest) -> dict:
    country = found.pathfinder.country
    detail = reverse("api:roadmap", args=[country.iso3, found.number])
    return shapes.sourced(found) | {
        "source_url": web_address(found.source_url),
        "country": shapes.country_of(country),
        "number": found.number,
        "title": found.title,
        "language": found.language,
        "state": shapes.coded(found, "state"),
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        # Of one from a source it is only known when it was entered here.
        "published_at": None if found.source else found.published_at,
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
        "pdf": shapes.file_of(found.pdf, READER, request),
    }


def _amounts(money: Money) -> dict:
    kinds = ("currency", "needed", "available", "allocated", "disbursed")
    return {kind: getattr(money, kind) for kind in kinds}


def _priority(row: PriorityRows) -> dict:
    priority: Priority = row.priority
    return {
        "key": priority.key,
        "number": row.number,
        "title": priority.title,
        "area": shapes.coded(priority, "area"),
        "themes": [shapes.choice(Theme(theme)) for theme in priority.themes],
        "objective": priority.objective,
        "indicator": priority.indicator,
        "unit": priority.unit,
        "baseline": None if row.hides_baseline else priority.baseline,
        "baseline_withheld": row.hides_baseline,
        "baseline_year": priority.baseline_year,
        "target": priority.target,
        "target_on": priority.target_on,
        "actions": [_action(each) for each in row.actions],
    }


def _action(row: ActionRow) -> dict:
    action = row.action
    return {
        "key": action.key,
        "title": row.title,
        "output": action.output,
        "level": shapes.coded(action, "level"),
        "partners": row.partners,
        "starts_on": action.starts_on,
        "ends_on": action.ends_on,
        "timeline": row.timeline,
        "budget": [_amounts(each) for each in row.budget],
        "budget_text": action.budget,
        "action_group": row.action_group,
        "no_group_reason": action.no_group_reason,
        "status": shapes.coded(action, "status"),
        "monitoring": action.monitoring,
        "benchmarks": [
            {"year": each.year, "text": each.text} for each in action.benchmarks.all()
        ],
    }
