"""A page of a list as the API answers it, with what holds for all of it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from alliance87.core.api.asking import AskedList
from alliance87.core.api.paging import Key, next_address
from alliance87.core.citing import cited


def listing(
    request: HttpRequest,
    asked: AskedList,
    items: Sequence[Any],
    *,
    title: str,
    more_behind: Key | None,
    count: int | None = None,
    citation: str = "",
    **facts: Any,
) -> dict[str, Any]:
    """Return the answer of a list.

    `more_behind` is the key of its last row, if any row follows it. `citation` stands
    for the usual one; `facts` stand in `meta` too.
    """
    following = next_address(request, more_behind) if more_behind else None
    meta = {
        "language": get_language(),
        "page_size": asked.size,
        "count": count,
        "licence": settings.DATA_LICENCE_NAME,
        "licence_url": settings.DATA_LICENCE_URL,
        "citation": citation or _cited(request, title),
        **facts,
    }
    return {"meta": meta, "next": following, "items": items}


def _cited(request: HttpRequest, title: str) -> str:
    """Return how to name a list in a text; as files of open data name themselves."""
    query = request.GET.copy()
    for name in ("after", "page_size"):
        query.pop(name, None)
    path = f"{request.path}?{query.urlencode()}" if query else request.path
    return cited(title, path, timezone.localdate())
