"""The page that explains the read API: the OpenAPI description, for people.

What is said of addresses and fields is English, as in the description itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from alliance87.core.api.asking import MOST_ROWS, PAGE_SIZE
from alliance87.core.api.serving import KEPT_SECONDS, LIMIT
from alliance87.home.api import PREFIX, description

# What stands in the place of a name in braces, and behind the address, in examples.
PATHS = {
    "iso3": "CIV",
    "number": "1",
    "year": "2025",
    "code": "IM-1",
    "key": "1",
    "version": "1",
    "slug": "brand-guidelines",
}
QUERIES = {
    "countries": "?status=pathfinder",
    "roadmaps": "?country=CIV,PER",
    "indicators": "?theme=child_labour&lang=fr",
    "values": "?country=PER&start=2015&as_of=2026-10-31",
    "reviews": "?year=2025",
    "decisions": "?kind=award_status",
    "meetings": "?kind=gcg",
    "events": "?year=2025",
    "changes": "?since=2026-06-30&until=2026-09-30",
}
EVERYWHERE = {"lang", "page_size", "after"}
REFERENCE = "#/components/schemas/"
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter or a field: how it is written, and what it says."""

    name: str
    kind: str
    shape: str
    text: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One address; `shape` names the schema of its rows or of its record."""

    key: str
    path: str
    summary: str
    text: list[tuple[str, bool]]
    parameters: list[Name]
    example: str
    shape: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    text: list[tuple[str, bool]]
    fields: list[Name]


def page() -> dict[str, Any]:
    """Return what the page shows."""
    found = description()
    groups: dict[str, list[Operation]] = {}
    for path, methods in found["paths"].items():
        operation = methods["get"]
        groups.setdefault(operation["tags"][0], []).append(_operation(path, operation))
    used = sorted(_used(groups, found["components"]["schemas"]))
    return {
        "groups": [
            (f"tag-{place}", name, rows)
            for place, (name, rows) in enumerate(groups.items())
        ],
        "shapes": [_shape(name, found) for name in used],
        "root": f"{settings.SITE_URL}{PREFIX}",
        "version": found["info"]["version"],
        "page_size": PAGE_SIZE,
        "most_rows": MOST_ROWS,
        "kept_seconds": KEPT_SECONDS,
        "a_minute": settings.THROTTLES.get(LIMIT),
        "licence": settings.DATA_LICENCE_NAME,
        "licence_url": settings.DATA_LICENCE_URL,
    }


def _operation(path: str, operation: dict) -> Operation:
    key = operation["operationId"]
    parameters = [
        _name(each["name"], {"description": each["description"]} | each["schema"])
        for each in operation["parameters"]
        if each["name"] not in EVERYWHERE
    ]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    rows = _rows_of(answer)
    example = re.sub(r"{(\w+)}", lambda name: PATHS[name[1]], path)
    return Operation(
        key=key,
        path=path,
        summary=operation["summary"],
        text=_words(operation.get("description", "")),
        parameters=parameters,
        example=f'curl "{settings.SITE_URL}{example}{QUERIES.get(key, "")}"',
        shape=rows or _referred(answer),
        is_list=bool(rows),
    )


def _rows_of(answer: dict) -> str:
    """Return the schema of the rows of a list; empty where it is no list."""
    shape = description()["components"]["schemas"][_referred(answer)]
    items = shape["properties"].get("items")
    return _referred(items["items"]) if items else ""


def _referred(schema: dict) -> str:
    return schema.get("$ref", "").removeprefix(REFERENCE)


def _shape(name: str, found: dict) -> Shape:
    schema = found["components"]["schemas"][name]
    fields = [_name(key, field) for key, field in schema["properties"].items()]
    return Shape(name, _words(schema.get("description", "")), fields)


def _name(name: str, schema: dict) -> Name:
    kind, shape = _kind(schema)
    text = schema.get("description", "")
    if codes := schema.get("enum"):
        text += " One of: " + ", ".join(f"`{code}`" for code in codes) + "."
    if "default" in schema:
        text += f" Without it: `{schema['default']}`.".replace("False", "false")
    if "minimum" in schema:
        text += f" From {schema['minimum']} to {schema['maximum']}."
    if "example" in schema:
        text += f" Example: `{schema['example']}`."
    return Name(name, kind, shape, _words(text.strip()))


def _kind(schema: dict) -> tuple[str, str]:
    """Return the type of a value in words, and the schema that it follows, if any."""
    if "anyOf" in schema:
        kinds = [_kind(each) for each in schema["anyOf"]]
        shape = next((shape for _kind_, shape in kinds if shape), "")
        return " or ".join(kind for kind, _shape_ in kinds if kind), shape
    if "allOf" in schema:
        return _kind(schema["allOf"][0])
    if shape := _referred(schema):
        return "", shape
    if schema.get("type") == "array":
        kind, shape = _kind(schema["items"])
        return f"list of {kind}".rstrip(), shape
    return schema.get("format") or schema.get("type", ""), ""


def _used(groups: dict[str, list[Operation]], schemas: dict) -> set[str]:
    """Return every schema that answers hold, also those within others."""
    found: set[str] = set()
    waiting = [each.shape for rows in groups.values() for each in rows]
    waiting += ["Meta", "Fault"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        fields = schemas[name]["properties"].values()
        waiting += [shape for each in fields if (shape := _kind(each)[1])]
    return found


def _words(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is code."""
    return list(_pieces(" ".join(text.split())))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for place, piece in enumerate(CODE.split(text)):
        if piece:
            yield piece, bool(place % 2)
