"""Queries that are composed once: the ORM would write the same text for each request.

For the few that every page asks. What differs from one request to the next is named;
all else must stay as it is for as long as the process lives. A connection that is kept
also plans each once, which takes the database longer than to answer.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import QuerySet
from psycopg2.extensions import AsIs

# What stands in the text until the real value comes: nothing else is the same.
PLACES = {
    int: 8_700_000_000_000_000_087,
    date: date(87, 8, 7),
    datetime: datetime(87, 8, 7, tzinfo=UTC),
}
TYPES = {int: "bigint", date: "date", datetime: "timestamptz"}
NUMBERS = count(1)
# The names of what each connection has planned; they end with it.
PLANNED: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()


class ComposedQuery:
    """The rows of a queryset as tuples; its text is written when first asked for.

    `compose` takes values by name and returns a queryset of `values_list`, whose
    fields need no conversion by Django. `values` names their types; each is another.
    `plans` says that connections keep its plan: not for what there may be hundreds of.
    """

    def __init__(
        self, compose: Callable[..., QuerySet], *, plans: bool = True, **values: type
    ):
        self.compose = compose
        self.plans = plans
        self.values = values
        self.name = f"composed_{next(NUMBERS)}"
        self.text = ""
        self.parameters: list = []

    def rows(self, **values) -> list[tuple]:
        """Return the rows for these values (one query)."""
        if not self.text:
            self._write()
        with connection.cursor() as cursor:
            if self.plans and _keeps_plans():
                self._plan()
                places = ", ".join(["%s"] * len(self.values))
                given = [values[name] for name in self.values]
                cursor.execute(f"EXECUTE {self.name} ({places})", given)
            else:
                cursor.execute(self.text, self._filled(values))
            return cursor.fetchall()

    def _write(self) -> None:
        places = {name: PLACES[kind] for name, kind in self.values.items()}
        query = self.compose(**places).query
        text, parameters = query.get_compiler(connection=connection).as_sql()
        names = {place: name for name, place in places.items()}
        self.parameters = [
            _Place(names[each]) if each in names else each for each in parameters
        ]
        self.text = text

    def _filled(self, values: dict) -> list:
        return [
            values[each.name] if isinstance(each, _Place) else each
            for each in self.parameters
        ]

    def _plan(self) -> None:
        """Let the connection plan it, once; no query of the request."""
        planned = PLANNED.setdefault(connection.connection, set())
        if self.name in planned:
            return
        places = {name: AsIs(f"${n}") for n, name in enumerate(self.values, start=1)}
        types = ", ".join(TYPES[kind] for kind in self.values.values())
        with connection.connection.cursor() as own:
            text = own.mogrify(self.text, self._filled(places)).decode()
            own.execute(f"PREPARE {self.name} ({types}) AS {text}")
        planned.add(self.name)


class _Place:
    def __init__(self, name: str):
        self.name = name


def _keeps_plans() -> bool:
    """Whether the connection outlives the request and is nobody else’s."""
    known = connection.settings_dict
    if known.get("DISABLE_SERVER_SIDE_CURSORS"):  # a pooler lends it by transaction
        return False
    return known["CONN_MAX_AGE"] != 0
