"""Whether anybody else wrote to the database server while something was tried."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from django.core.cache import caches
from django.db import connection

from alliance87.core.unchanged import PAGES

SECONDS = 60
Found = TypeVar("Found")


def undisturbed(act: Callable[[], Found]) -> Found:
    """Return what `act` finds when nothing was kept before and nobody else wrote.

    Tests of other databases on the same server end what is kept, too: it is done again
    until none of them has written meanwhile.
    """
    deadline = monotonic() + SECONDS
    while monotonic() < deadline:
        caches[PAGES].clear()
        before = _snapshot()
        found = act()
        if _snapshot() == before:
            return found
    raise AssertionError("The server is written to all the time.")


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return cursor.fetchone()[0]
