"""The catalogue of indicators, with every version of what each means."""

from collections.abc import Collection
from datetime import date
from typing import Annotated

from django.db.models import F, Prefetch, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from alliance87.core.api import shapes
from alliance87.core.api.asking import COUNTRIES, Asked, AskedList, OneOf, is_plain
from alliance87.core.api.lists import listing
from alliance87.core.api.paging import rows_after
from alliance87.core.api.serving import READER
from monitoring.enums import Axis, Dimension, IndicatorTheme
from monitoring.figures.codes import TEMPLATE
from monitoring.models import Definition, Indicator
from monitoring.selectors.catalogue import with_parts
from monitoring.selectors.printed import hidden_baselines

router = Router(tags=["Indicators"])
ORDER, KINDS = ("owner", "code"), (str, str)


class AskedIndicators(AskedList):
    theme: Annotated[str | None, OneOf(IndicatorTheme.values)] = Field(
        None, description="Only this theme."
    )
    dimension: Annotated[str | None, OneOf(Dimension.values)] = Field(
        None, description="Only this dimension of the monitoring framework."
    )
    country: Annotated[str | None, COUNTRIES] = Field(
        None,
        description="Only what these countries defined themselves: ISO codes with "
        "commas between them.",
    )


class AskedIndicator(Asked):
    country: Annotated[str | None, COUNTRIES] = Field(
        None,
        description="For an indicator that a country defined itself: its ISO code.",
    )


class Part(Schema):
    """What a value can be broken down by, with the parts that are asked for."""

    axis: shapes.Coded
    parts: list[shapes.Coded]


class DefinitionOf(Schema):
    """What the indicator means from a day on; values name the version they follow."""

    number: int = Field(description="Version of the definition, from 1.")
    valid_from: date
    label: str
    printed_label: str = Field(description="As the framework prints it, if otherwise.")
    value_type: shapes.Coded
    unit: str = Field(description="Unit of the number; percent needs none.")
    direction: shapes.Coded = Field(
        description="Which way is better; `none` where a rise can mean that more is "
        "found."
    )
    axes: list[Part]
    series_code: str = Field(description="SDG series; empty: none.")
    objective: str
    baseline: shapes.Number | None
    baseline_withheld: bool = Field(
        description="True: it is a small number of people, so it is not public."
    )
    baseline_year: int | None
    target: shapes.Number | None
    target_on: date | None
    threshold: int | None = Field(
        description="Counts of people from 1 to one less are not public; null: no "
        "limit."
    )
    is_computed: bool = Field(description="From other records; nobody types it.")
    note: str
    caveat: str = Field(description="What to beware of.")


class IndicatorRow(Schema):
    """An indicator with what it means now."""

    code: str = Field(description="Never changes; one per country where it has one.")
    country: shapes.CountryOf | None = Field(
        description="Who defined it; null: a standard indicator of the framework."
    )
    kind: shapes.Coded
    theme: shapes.Coded
    dimension: shapes.Coded
    sub_area: shapes.Coded | None
    parent: str | None = Field(
        description="Code of the standard indicator that it makes more precise."
    )
    retired_on: date | None = Field(description="No longer asked since.")
    definition: DefinitionOf = Field(description="The version in force.")
    page: str = Field(description="The page that people read.")
    detail: str = Field(description="All versions of its definition.")
    values: str = Field(description="Its values.")


class Indicators(shapes.Listing):
    items: list[IndicatorRow]


class IndicatorDetail(IndicatorRow):
    definitions: list[DefinitionOf] = Field(description="All, the latest first.")


@router.get(
    "/indicators/",
    response=shapes.answers(Indicators),
    url_name="indicators",
    summary="Indicators",
)
def indicators(request: HttpRequest, asked: Query[AskedIndicators]):
    """The standard indicators by code, then those that countries defined."""
    rows = _public()
    if asked.theme:
        rows = rows.filter(theme=asked.theme)
    if asked.dimension:
        rows = rows.filter(dimension=asked.dimension)
    if asked.country:
        rows = rows.filter(owner__in=asked.country)
    page, more = rows_after(rows, asked, ORDER, KINDS)
    hidden = _hidden(page)
    return listing(
        request,
        asked,
        [_row(each, hidden, request) for each in page],
        title=_("Indicators"),
        more_behind=(page[-1].owner, page[-1].code) if more else None,
        count=rows.count(),
    )


@router.get(
    "/indicators/{code}/",
    response=shapes.answers(IndicatorDetail),
    url_name="indicator",
    summary="One indicator",
)
def indicator(request: HttpRequest, code: str, asked: Query[AskedIndicator]):
    """One indicator with every version of its definition."""
    owner = asked.country[0] if asked.country else ""
    rows = _public().filter(code=code, owner=owner) if is_plain(code) else ()
    found = shapes.or_missing(
        next(iter(rows), None),
        _(
            "There is no such indicator here. The list of indicators has the codes; "
            "for one of a country, name the country too."
        ),
    )
    hidden = _hidden([found])
    return _row(found, hidden, request) | {
        "definitions": [_definition(each, hidden) for each in found.definitions.all()]
    }


def _public():
    """Return what everybody may know, with all definitions, the latest first."""
    definitions = with_parts(Definition.objects.order_by("-number"))
    rows = Indicator.objects.visible_to(READER).exclude(code=TEMPLATE)
    rows = rows.exclude(pathfinder__country__is_example=True)
    rows = rows.filter(definitions__isnull=False).distinct()
    rows = rows.select_related("pathfinder__country", "parent")
    return rows.annotate(
        owner=Coalesce(F("pathfinder__country__iso3"), Value(""))
    ).prefetch_related(Prefetch("definitions", definitions))


def _hidden(page: Collection[Indicator]) -> set[int]:
    versions = [each for found in page for each in found.definitions.all()]
    return hidden_baselines(versions, READER)


def _row(found: Indicator, hidden: Collection[int], request: HttpRequest) -> dict:
    owner = found.pathfinder.country if found.pathfinder else None
    detail = reverse("api:indicator", args=[found.code])
    values = f"{reverse('api:values')}?indicator={found.code}"
    if owner:
        detail += f"?country={owner.iso3}"
        values += f"&country={owner.iso3}"
    return {
        "code": found.code,
        "country": shapes.country_of(owner),
        "kind": shapes.coded(found, "kind"),
        "theme": shapes.coded(found, "theme"),
        "dimension": shapes.coded(found, "dimension"),
        "sub_area": shapes.coded(found, "sub_area"),
        "parent": found.parent.code if found.parent else None,
        "retired_on": found.retired_on,
        "definition": _definition(found.definitions.all()[0], hidden),
        "page": shapes.page_of(found, request),
        "detail": request.build_absolute_uri(detail),
        "values": request.build_absolute_uri(values),
    }


def _definition(found: Definition, hidden: Collection[int]) -> dict:
    is_hidden = found.pk in hidden
    plain = (
        *("number", "valid_from", "label", "printed_label", "unit", "series_code"),
        *("objective", "baseline_year", "target", "target_on", "threshold"),
        *("is_computed", "note", "caveat"),
    )
    return {name: getattr(found, name) for name in plain} | {
        "value_type": shapes.coded(found, "value_type"),
        "direction": shapes.coded(found, "direction"),
        "axes": _axes(found),
        "baseline": None if is_hidden else found.baseline,
        "baseline_withheld": is_hidden,
    }


def _axes(found: Definition) -> list[dict]:
    items = list(found.axis_items.all())
    return [
        {
            "axis": shapes.choice(Axis(axis)),
            "parts": [
                {"code": each.code, "label": each.name}
                for each in items
                if each.axis == axis
            ],
        }
        for axis in found.axes
    ]
