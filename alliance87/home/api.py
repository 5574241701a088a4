"""The read API: what each app gives, under one address with its version.

Within a version nothing is taken away and nothing changes its meaning; docs/api.md
says how long a version stays.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Router, Schema
from ninja.errors import ValidationError

from alliance87.core.api.asking import Asked
from alliance87.core.api.faults import Missing
from alliance87.core.api.serving import served
from alliance87.core.api.shapes import answers
from meetings.api import ROUTERS as MEETINGS
from monitoring.api import ROUTERS as MONITORING
from pathfinders.api import ROUTERS as PATHFINDERS

VERSION = "1"
PREFIX = f"/api/v{VERSION}/"
DESCRIPTION = (
    "What is public on pathfinder countries of Alliance 8.7: the path of each "
    "country, roadmaps, indicators and their values, annual reviews, decisions, "
    "meetings, events, papers, and what changed. For reading only, without a key, and "
    "the same for everybody. Examples that are made up are left out."
)

# What the parts of addresses are, which have one meaning everywhere.
IN_PATHS = {
    "iso3": "ISO code of the country, in capital or small letters.",
    "number": "Version of the roadmap, from 1.",
    "year": "Year of the review.",
    "code": "Code of the indicator.",
    "key": "Key of the record, as the list has it in `id`.",
    "version": "Key of the version, as the list of values has it.",
    "slug": "Name of the paper in addresses, as the list has it.",
}

router = Router(tags=["Start"])


class Start(Schema):
    """Where everything is."""

    version: str
    description: str
    documentation: str = Field(description="The page that explains the API.")
    openapi: str = Field(description="This description, for programs.")
    lists: dict[str, str] = Field(description="The address of each list, by its name.")
    licence: str
    licence_url: str


class ReadApi(NinjaAPI):
    """Operations are named as their functions are, which are told apart by name."""

    def get_openapi_operation_id(self, operation) -> str:
        return operation.view_func.__name__


@router.get("/", response=answers(Start), url_name="start", summary="All lists")
def start(request: HttpRequest, asked: Query[Asked]):
    """The address of each list."""
    return {
        "version": VERSION,
        "description": DESCRIPTION,
        "documentation": request.build_absolute_uri(reverse("api-docs")),
        "openapi": request.build_absolute_uri(reverse("api:openapi")),
        "lists": {
            pattern.name: request.build_absolute_uri(reverse(f"api:{pattern.name}"))
            for pattern in lists()
        },
        "licence": settings.DATA_LICENCE_NAME,
        "licence_url": settings.DATA_LICENCE_URL,
    }


def assembled() -> ReadApi:
    api = ReadApi(
        title="Alliance 8.7",
        version=VERSION,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    for each in (router, *PATHFINDERS, *MONITORING, *MEETINGS):
        api.add_router("", each)
    for kind in (Exception, Http404, ValidationError):
        api.add_exception_handler(kind, _raise)
    return api


def _raise(_request: HttpRequest, error: Any) -> HttpResponse:
    """Leave it to `served`, which answers in the same way wherever it is raised."""
    raise error


# --- Addresses ------------------------------------------------------------------------


def openapi(request: HttpRequest) -> HttpResponse:
    """Deliver the description of the API that programs read."""
    return JsonResponse(description())


def unknown(_request: HttpRequest) -> HttpResponse:
    raise Missing(_("There is no such address. /api/ explains those that there are."))


def _operations() -> Iterator[URLPattern]:
    for bound in API._get_bound_routers():
        for pattern, view in zip(
            bound.urls_paths(bound.prefix), bound.path_operations.values(), strict=True
        ):
            (operation,) = view.operations
            names = _parameters(operation)
            yield path(
                str(pattern.pattern), served(pattern.callback, names), name=pattern.name
            )


def _parameters(operation) -> set[str]:
    """Return the names that an operation takes from the query."""
    return {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }


def lists() -> list[URLPattern]:
    """Return the addresses of lists, which take nothing from their path."""
    return [
        each
        for each in urlpatterns
        if (route := str(each.pattern)).endswith("/") and "<" not in route
    ]


@cache
def description() -> dict:
    """Return the API as OpenAPI 3.1 describes it, with keys that are text."""
    found = json.loads(json.dumps(API.get_openapi_schema(path_prefix=PREFIX)))
    for methods in found["paths"].values():
        for each in methods["get"]["parameters"]:
            if each["in"] == "path":
                each["description"] = IN_PATHS[each["name"]]
    return found


API = assembled()
urlpatterns = [
    *_operations(),
    path("openapi.json", served(openapi), name="openapi"),
    re_path(r"^[\s\S]*/$", served(unknown), name="unknown"),
]
