"""Queries that are composed once for all readers whose rights are the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import QuerySet

from alliance87.core.access import Scope, scope_of
from alliance87.core.composed import ComposedQuery

# Groups of readers that one process keeps the text of a query for.
KINDS = 64
NOBODY_OF_THEM = 0


@dataclass(eq=False, slots=True)
class _Reader:
    """Whoever has these rights: no account has the key."""

    _scope: Scope
    pk: int = NOBODY_OF_THEM
    is_authenticated: bool = field(default=True, init=False)
    is_active: bool = field(default=True, init=False)


class ReaderQuery:
    """Rows that depend on the rights of a reader, as tuples.

    `compose` takes a reader and values by name, and returns a queryset of
    `values_list`; moments and days come as values. Strangers, the Group, the Chair and
    the secretariat read by what they are. Others also read by who they are, their
    organization or post, on this day: for them it is composed each time.
    """

    def __init__(self, compose: Callable[..., QuerySet], **values: type):
        self.compose = compose
        self.values = values
        self._for = lru_cache(maxsize=KINDS)(self._composed_for)

    def rows(self, user, **values) -> Sequence[tuple]:
        """Return the rows that `user` may read (one query)."""
        scope = scope_of(user)
        if not _is_like_others(scope):
            return list(self.compose(user, **values))
        if scope.is_signed_in:
            scope = replace(scope, user_id=NOBODY_OF_THEM)
        try:
            return self._for(scope).rows(**values)
        except EmptyResultSet:  # nobody with these rights reads any
            return ()

    def _composed_for(self, scope: Scope) -> ComposedQuery:
        reader = _Reader(scope) if scope.is_signed_in else AnonymousUser()
        has_own = scope.own_countries or scope.chairs_groups
        compose = partial(self.compose, reader)
        return ComposedQuery(compose, plans=not has_own, **self.values)


def _is_like_others(scope: Scope) -> bool:
    is_reader = scope.is_secretariat or scope.is_chair or scope.is_gcg
    return is_reader or not scope.is_signed_in


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
