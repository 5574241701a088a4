"""How the parameters of an address are read: one way of writing, or a reason.

A date or a number means the same in every language, so only digits 0 to 9 are read.
Stands in the annotation: `year: Annotated[int | None, Whole(1950, 2100)]`.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic_core import core_schema

from alliance87.core.api.faults import refused

PAGE_SIZE, MOST_ROWS = 100, 1000
MOST_CODES = 200
LONGEST = 2000


class Parameter:
    """How one parameter is read, and what the OpenAPI file says of it."""

    schema: dict[str, Any] = {"type": "string"}

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def _read(self, given: Any) -> Any:
        return self.read(given) if given else None

    def __get_pydantic_core_schema__(self, _source, _handler):
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, _core, _handler):
        return dict(self.schema)


class Whole(Parameter):
    """A whole number between two others, both included."""

    def __init__(self, low: int, high: int, default: int | None = None):
        self.low, self.high = low, high
        self.schema = {"type": "integer", "minimum": low, "maximum": high}
        if default is not None:
            self.schema["default"] = default

    def read(self, text: str) -> int:
        number = int(text) if re.fullmatch("[0-9]{1,9}", text) else -1
        if not self.low <= number <= self.high:
            words = _("Write a whole number from %(low)s to %(high)s.")
            raise refused(words % {"low": self.low, "high": self.high})
        return number


class Day(Parameter):
    """A day that is not still to come."""

    schema = {"type": "string", "format": "date"}

    def read(self, text: str) -> date:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise refused(_("This is no day. Write it as 2026-03-31."))
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise refused(_("This is no day. Write it as 2026-03-31.")) from None
        if day > timezone.localdate():
            words = _("This day is still to come. Choose today or an earlier one.")
            raise refused(words)
        return day


class OneOf(Parameter):
    """One of some codes."""

    def __init__(self, codes: Iterable[str], default: str | None = None):
        self.codes = tuple(str(code) for code in codes)
        self.schema = {"type": "string", "enum": list(self.codes)}
        if default is not None:
            self.schema["default"] = default

    def read(self, text: str) -> str:
        if text not in self.codes:
            words = _("Write one of these: %(codes)s.")
            raise refused(words % {"codes": ", ".join(self.codes)})
        return text


class Flag(Parameter):
    schema = {"type": "boolean", "default": False}

    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            raise refused(_("Write true or false."))
        return text == "true"


class Codes(Parameter):
    """Some codes, with commas between them; `example` shows how they are written."""

    def __init__(self, pattern: str, example: str, *, upper: bool = False):
        self.pattern, self.example, self.upper = pattern, example, upper
        self.schema = {"type": "string", "example": example}

    def read(self, text: str) -> tuple[str, ...]:
        codes = [code.strip(" ") for code in text.split(",")]
        if self.upper:
            codes = [code.upper() if code.isascii() else code for code in codes]
        fits = all(re.fullmatch(self.pattern, code) for code in codes)
        if not fits or len(codes) > MOST_CODES:
            words = _("Write codes with commas between them, like %(example)s.")
            raise refused(words % {"example": self.example})
        return tuple(dict.fromkeys(codes))


def is_plain(text: str) -> bool:
    """Whether a database can look it up."""
    return "\x00" not in text and len(text) <= LONGEST


class Text(Parameter):
    """A cursor, read further by the list that it belongs to."""

    def read(self, text: str) -> str:
        if not is_plain(text):
            raise refused(_("This cannot be read. Write it as the lists have it."))
        return text


LANGUAGE = OneOf(dict(settings.LANGUAGES), default=settings.LANGUAGE_CODE)
COUNTRIES = Codes("[A-Z]{3}", "KEN,PER", upper=True)


class Asked(Schema):
    """What every address takes."""

    lang: Annotated[str | None, LANGUAGE] = Field(
        None, description="Language of labels and messages."
    )


class AskedList(Asked):
    """What every list takes."""

    page_size: Annotated[int | None, Whole(1, MOST_ROWS, default=PAGE_SIZE)] = Field(
        None, description="How many rows a page holds at most."
    )
    after: Annotated[str | None, Text()] = Field(
        None,
        description="Where the page starts. Do not write it: follow `next`, which "
        "holds it, until `next` is null.",
    )

    @property
    def size(self) -> int:
        return self.page_size or PAGE_SIZE
