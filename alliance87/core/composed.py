"""Queries that are composed once: the ORM would write the same text for each request.

For the few that every page asks. What differs from one request to the next is named;
all else must stay as it is for as long as the process lives.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import QuerySet

# What stands in the text until the real value comes: nothing else is the same.
PLACES = {
    int: 8_700_000_000_000_000_087,
    date: date(87, 8, 7),
    datetime: datetime(87, 8, 7, tzinfo=UTC),
}


class ComposedQuery:
    """The rows of a queryset as tuples; its text is written when first asked for.

    `compose` takes values by name and returns a queryset of `values_list`, whose
    fields need no conversion by Django. `values` names their types; each is another.
    """

    def __init__(self, compose: Callable[..., QuerySet], **values: type):
        self.compose = compose
        self.places = {name: PLACES[kind] for name, kind in values.items()}
        self.text = ""
        self.parameters: list = []

    def rows(self, **values) -> list[tuple]:
        """Return the rows for these values (one query)."""
        if not self.text:
            self._write()
        parameters = [
            values[each.name] if isinstance(each, _Place) else each
            for each in self.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.text, parameters)
            return cursor.fetchall()

    def _write(self) -> None:
        query = self.compose(**self.places).query
        text, parameters = query.get_compiler(connection=connection).as_sql()
        names = {place: name for name, place in self.places.items()}
        self.parameters = [
            _Place(names[each]) if each in names else each for each in parameters
        ]
        self.text = text


class _Place:
    def __init__(self, name: str):
        self.name = name
