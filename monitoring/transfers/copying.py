"""Rows on their way into a table as the text that PostgreSQL's COPY reads."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import StringIO

from django.db import connection

ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None}
)
NULL = "\\N"


def new_keys(model, count: int) -> list[int]:
    """Return keys for new rows, taken from the sequence of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
            " FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def count_anew(model) -> None:
    """Tell PostgreSQL how long a table has become.

    Otherwise what is checked of each new row may scan all of the table for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{model._meta.db_table}" (id)')


def copy_lines(model, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Write lines, made by `line` or `text`, in one statement."""
    names = ", ".join(f'"{name}"' for name in columns)
    content = StringIO("".join(lines))
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', content
        )


def line(values: Iterable) -> str:
    """Return a row as one line."""
    return f"{text(values)}\n"


def text(values: Iterable) -> str:
    """Return values as part of a line."""
    return "\t".join(map(written, values))


def written(value) -> str:
    """Write one value as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(ESCAPES) if value else ""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return _array(value).translate(ESCAPES)


@lru_cache(maxsize=4096)
def escaped(code: str) -> str:
    """Write a text that many rows share."""
    return written(code)


def _array(items: Sequence[str]) -> str:
    quoted = (
        '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"' for item in items
    )
    return "{" + ",".join(quoted) + "}"
