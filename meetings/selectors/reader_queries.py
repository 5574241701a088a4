"""Queries that are composed once for all readers whose rights are the same."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import QuerySet

from alliance87.core.access import Scope, reader_with, shared_scope
from alliance87.core.composed import ComposedQuery

# Groups of readers that one process keeps the text of a query for.
KINDS = 64


class ReaderQuery:
    """Rows that depend on the rights of a reader, as tuples.

    `compose` takes a reader and values by name, and returns a queryset of
    `values_list`; moments and days come as values. Where nobody else reads the same
    (`core.access.shared_scope`) it is composed each time.
    """

    def __init__(self, compose: Callable[..., QuerySet], **values: type):
        self.compose = compose
        self.values = values
        self._for = lru_cache(maxsize=KINDS)(self._composed_for)

    def rows(self, user, **values) -> Sequence[tuple]:
        """Return the rows that `user` may read (one query)."""
        scope = shared_scope(user)
        if scope is None:
            return list(self.compose(user, **values))
        try:
            return self._for(scope).rows(**values)
        except EmptyResultSet:  # nobody with these rights reads any
            return ()

    def _composed_for(self, scope: Scope) -> ComposedQuery:
        has_own = scope.own_countries or scope.chairs_groups
        compose = partial(self.compose, reader_with(scope))
        return ComposedQuery(compose, plans=not has_own, **self.values)


class Columns:
    """Some columns of a model in a row of a query, made into a record.

    What else the record has is asked for when somebody needs it.
    """

    def __init__(self, model: type[models.Model], *names: str, path: str = ""):
        wanted = {"id", *names}
        fields = [each.attname for each in model._meta.concrete_fields]
        self.model = model
        # `from_db` takes the values in the order of the model.
        self.names = [name for name in fields if name in wanted]
        self.paths = [f"{path}{name}" for name in self.names]

    def __len__(self):
        return len(self.names)

    def record(self, values: Sequence) -> models.Model | None:
        """Return the record; None where the row has none, its key comes first."""
        if values[0] is None:
            return None
        return self.model.from_db("default", self.names, values)


class Joined:
    """The columns of several models side by side in one row."""

    def __init__(self, *parts: Columns):
        self.paths = [path for part in parts for path in part.paths]
        self.parts, at = [], 0
        for part in parts:
            self.parts.append((part, slice(at, at + len(part))))
            at += len(part)

    def __len__(self):
        return len(self.paths)

    def records(self, row: Sequence) -> list[models.Model | None]:
        """Return the records of a row, whatever it holds after them."""
        return [part.record(row[place]) for part, place in self.parts]
