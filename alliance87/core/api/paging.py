"""Pages of a list: where one ends the next begins, whatever is added meanwhile.

A cursor names the last row of a page by what the list is ordered by, so no row comes
twice and none is left out. Nobody has to understand it: `next` holds the whole address.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from alliance87.core.api.asking import AskedList
from alliance87.core.api.faults import Refusal

LARGEST = 2**63 - 1
Key = tuple[str | int, ...]
Row = TypeVar("Row")


def cursor_of(key: Key) -> str:
    """Return a key as it stands in an address."""
    written = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


def key_of(cursor: str, kinds: Sequence[type]) -> Key:
    """Read a cursor of a list whose key has parts of these kinds."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars="-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        parts = None
    if not _fits(parts, kinds):
        words = _("This is no place in this list. Follow “next” as it stands.")
        raise Refusal(words, field="after")
    return tuple(parts)


def _fits(parts: Any, kinds: Sequence[type]) -> bool:
    return (
        isinstance(parts, list)
        and len(parts) == len(kinds)
        and all(
            type(part) is kind and _is_plain(part)
            for part, kind in zip(parts, kinds, strict=True)
        )
    )


def _is_plain(part: Any) -> bool:
    """Whether a database can compare with it."""
    if isinstance(part, int):
        return abs(part) <= LARGEST
    return "\x00" not in part and part.isprintable()


def rows_after(
    rows: QuerySet,
    asked: AskedList,
    fields: Sequence[str],
    kinds: Sequence[type],
    *,
    fetch: Callable[[QuerySet], list] = list,
) -> tuple[list, bool]:
    """Return a page of rows in the order of some fields, and whether more follow.

    `fetch` makes rows of a query, with what belongs to them.
    """
    rows = rows.order_by(*fields)
    if asked.after:
        rows = rows.filter(_behind(fields, key_of(asked.after, kinds)))
    found = fetch(rows[: asked.size + 1])
    return found[: asked.size], len(found) > asked.size


def _behind(fields: Sequence[str], key: Key) -> Q:
    """Return the condition that a row stands behind a key."""
    condition = Q()
    for place, field in enumerate(fields):
        same = dict(zip(fields[:place], key[:place], strict=True))
        condition |= Q(**same, **{f"{field}__gt": key[place]})
    return condition


def next_address(request: HttpRequest, key: Key) -> str:
    """Return the address of the page that begins behind a key."""
    query = request.GET.copy()
    query["after"] = cursor_of(key)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def sorted_after(
    rows: Iterable[Row], asked: AskedList, key: Callable[[Row], Key], kinds
) -> tuple[list[Row], bool]:
    """Do the same with rows that are all in memory."""
    behind = key_of(asked.after, kinds) if asked.after else None
    ordered = sorted(rows, key=key)
    if behind is not None:
        ordered = [row for row in ordered if key(row) > behind]
    return ordered[: asked.size], len(ordered) > asked.size
