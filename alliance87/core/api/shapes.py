"""What the answers of all apps have in common, and how to fill it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import PlainSerializer, WithJsonSchema

from alliance87.core.api.faults import Fault, Missing
from alliance87.core.dates import PartialDate
from alliance87.core.models import Country, Document
from alliance87.core.rules import may_view_document

EMPTY_TEXT = "Empty where nothing is stated."


def _plain(number: Decimal) -> int | float:
    whole = int(number)
    return whole if whole == number else float(number)


# Written as a JSON number, without digits that say nothing.
Number = Annotated[
    Decimal,
    PlainSerializer(_plain, return_type=int | float),
    WithJsonSchema({"type": "number"}),
]


class Coded(Schema):
    """A code that never changes, and what it means in the language asked for."""

    code: str
    label: str


class When(Schema):
    """A date as exactly as its source gives it."""

    on: date | None = Field(description="First day it may be; null: not known.")
    until: date | None = Field(description="Last day, where it ends a range.")
    precision: str = Field(
        description="`day`, `month`, `year`, `before` (some time before `on`) or "
        "`unknown`. A month or a year is written as its first day."
    )
    text: str = Field(description="The same in words.")


class CountryOf(Schema):
    """The country that a record belongs to."""

    iso3: str = Field(description="ISO 3166-1 code of three letters.")
    name: str


class File(Schema):
    """A public document."""

    title: str
    url: str


class Sourced(Schema):
    """Where a fact comes from, and what speaks against it."""

    source: str = Field(description=EMPTY_TEXT)
    source_url: str = Field(description=EMPTY_TEXT)
    note: str = Field(description=EMPTY_TEXT)
    conflict: str = Field(description="What another source says.")


class Meta(Schema):
    """What holds for the whole answer."""

    language: str = Field(description="Language of labels: `en`, `fr` or `es`.")
    page_size: int
    count: int | None = Field(
        None,
        description="How many rows the list has on all its pages; null where counting "
        "them would take long.",
    )
    licence: str = Field(description="Name of the licence of the data.")
    licence_url: str
    citation: str = Field(description="How to name this data in a text.")


class Listing(Schema):
    """One page of a list."""

    meta: Meta
    next: str | None = Field(description="Address of the next page; null: the last.")


def answers(schema: type[Schema]) -> dict[int, Any]:
    """Return what an address may answer, for the OpenAPI file."""
    return {200: schema, 304: None, 400: Fault, 404: Fault, 405: Fault, 429: Fault}


# --- Filling --------------------------------------------------------------------------


def coded(record, name: str) -> dict | None:
    """Return the choice in a field of a record; None where nothing is chosen."""
    code = getattr(record, name)
    if not code:
        return None
    return {"code": str(code), "label": getattr(record, f"get_{name}_display")()}


def choice(member) -> dict:
    return {"code": member.value, "label": str(member.label)}


def when(date_: PartialDate) -> dict:
    return {
        "on": date_.on,
        "until": date_.until,
        "precision": date_.precision,
        "text": str(date_),
    }


def country_of(country: Country | None) -> dict | None:
    return {"iso3": country.iso3, "name": country.name} if country else None


def file_of(document: Document | None, reader, request: HttpRequest) -> dict | None:
    """Return a document, if everybody may read it."""
    if document is None or not may_view_document(reader, document):
        return None
    url = request.build_absolute_uri(document.get_absolute_url())
    return {"title": document.title, "url": url}


def sourced(record) -> dict:
    return {
        "source": record.source,
        "source_url": record.source_url,
        "note": record.note,
        "conflict": record.conflict,
    }


def page_of(record, request: HttpRequest) -> str:
    """Return the address of the page that people read."""
    return request.build_absolute_uri(record.get_absolute_url())


def or_missing(record, message: str):
    """Return the record, or answer that there is no such one."""
    if record is None:
        raise Missing(message)
    return record
