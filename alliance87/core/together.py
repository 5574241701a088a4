"""Several small reads in one query: a page of one record asks many tables for few rows.

To ask each of them alone takes longer than the answers. Each queryset becomes a column
of one row: its rows as JSON, in their order, which Django's own reading then turns into
instances or tuples. For tens of rows; thousands are read faster by themselves.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models
from django.db.models import Prefetch, QuerySet

# How fields read what is text, number or truth already: as it is.
PLAIN = {
    each.to_python
    for each in (
        *(models.CharField, models.TextField),
        *(models.IntegerField, models.BooleanField),
    )
}


def fetch_together(*querysets: QuerySet) -> None:
    """Fill querysets with their rows, as if each was evaluated (one query).

    What they prefetch comes after it. Not for columns that hold JSON themselves. Those
    that hold their rows already are left as they are.
    """
    every = [_Told(each) for each in querysets if each._result_cache is None]
    if asked := [each for each in every if each.text]:
        columns = ", ".join(told.as_column() for told in asked)
        parameters = [each for told in asked for each in told.parameters]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", parameters)
            for told, rows in zip(asked, cursor.fetchone(), strict=True):
                told.rows = json.loads(rows or "[]", parse_float=Decimal)
    for each in every:
        each.fill()


class _Told:
    """A queryset whose rows are told by another query than its own."""

    def __init__(self, queryset: QuerySet):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(
            connection=connections[connection.alias]
        )
        self.rows: list[dict] = []
        try:
            self.text, self.parameters = self.compiler.as_sql()
        except EmptyResultSet:
            self.text, self.parameters = "", ()

    def as_column(self) -> str:
        """Return the rows as one value; names of columns may occur twice in them."""
        names = ", ".join(f"c{place}" for place in range(len(self.compiler.select)))
        return f"(SELECT json_agg(t)::text FROM ({self.text}) AS t({names}))"

    def fill(self) -> None:
        """Evaluate the queryset by what was told; it can be narrowed after that."""
        fields = [each.output_field for each, *_named in self.compiler.select or ()]
        readings = [
            (place, field.to_python)
            for place, field in enumerate(fields)
            if not _is_plain(field)
        ]
        read = [_read([*row.values()], readings) for row in self.rows]
        self.compiler.execute_sql = lambda *_args, **_kwargs: [read]
        query = self.queryset.query
        query.get_compiler = lambda *_args, **_kwargs: self.compiler
        try:
            len(self.queryset)
        finally:
            del query.get_compiler


def _is_plain(field: models.Field) -> bool:
    """Whether JSON holds the values of a column as they are."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return type(field).to_python in PLAIN


def _read(values: list, readings: Iterable[tuple[int, Callable]]) -> tuple:
    for place, to_python in readings:
        if values[place] is not None:
            values[place] = to_python(values[place])
    return tuple(values)


# --- What belongs to one record -------------------------------------------------------


class _Related(NamedTuple):
    """Rows that belong to an instance, or to rows that do.

    `way` are the names of the relations that lead there, `back` the field that leads
    from a row to its owner. `chosen` is what the lookup narrows the rows to.
    """

    way: tuple[str, ...]
    back: models.ForeignKey
    chosen: QuerySet | None
    rows: QuerySet


def prefetch_together(
    instance: models.Model, lookups: Iterable[Prefetch | str], *also: QuerySet
) -> None:
    """Do what `prefetch_related` does for one instance, in one query.

    Each lookup leads to many rows, over others that are looked up before it: `a`, then
    `a__b`. `also` are further querysets that are filled in the same query.
    """
    found = [_related(instance, each) for each in lookups]
    fetch_together(*(each.rows for each in found), *also)
    owners: dict[tuple, dict] = {(): {instance.pk: instance}}
    for way, back, chosen, rows in found:
        owners[way] = {row.pk: row for row in rows}
        below = defaultdict(list)
        for row in rows:
            below[getattr(row, back.attname)].append(row)
        for key, owner in owners[way[:-1]].items():
            for row in below[key]:
                setattr(row, back.name, owner)
            _keep(owner, way[-1], chosen, below[key])


def _related(instance: models.Model, lookup: Prefetch | str) -> _Related:
    is_plain = isinstance(lookup, str)
    way = tuple((lookup if is_plain else lookup.prefetch_to).split("__"))
    model, backs = type(instance), []
    for name in way:
        relation = model._meta.get_field(name)
        model, back = relation.related_model, relation.field
        backs.append(back.name)
    chosen = None if is_plain else lookup.queryset
    rows = model._default_manager.all() if chosen is None else chosen
    rows = rows.filter(**{"__".join(reversed(backs)): instance})
    return _Related(way, back, chosen, rows)


def _keep(owner: models.Model, name: str, chosen: QuerySet | None, mine: list) -> None:
    """Put rows where Django looks for them, as its own `prefetch_one_level` does."""
    manager = getattr(owner, name)
    kept = (
        manager.get_queryset() if chosen is None else manager._apply_rel_filters(chosen)
    )
    kept._result_cache, kept._prefetch_done = mine, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
