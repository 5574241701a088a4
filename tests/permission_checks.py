"""The rows of the table of permissions, and how one is asked."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tests import factories
from tests.factories.people import PEOPLE as SIGNED_IN

TABLE = Path(__file__).with_name("permissions.csv")
MAY = {"Y", "R"}
# What a request gets for a letter.
ANSWERS = {"L": 302, "H": 404, "D": 403, "Y": 200}

# column -> the person, given the country of the record.
PEOPLE: dict[str, Callable] = {"AN": lambda country: AnonymousUser(), **SIGNED_IN}


@dataclass(frozen=True)
class Check:
    """How a row is asked: the record, the rules that all must agree, the list.

    `reason(user, record)` says whether the person needs a written reason.
    """

    make: Callable
    may: tuple[Callable, ...] = ()
    listed: type | None = None
    reason: Callable | None = None


def document(audience: str) -> Callable:
    return lambda path: factories.make_document(audience=audience, country=path.country)


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """Return (object, action) -> column -> letter."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {
            (row.pop("object"), row.pop("action")): row for row in csv.DictReader(lines)
        }


ROWS = rows()


def answer_to(user, url: str) -> int:
    """Return the status with which an address answers a person."""
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    response = client.get(url)
    if response.streaming:
        response.getvalue()
    return response.status_code
