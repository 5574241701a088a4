"""What a page says, kept in the process for as long as the database says the same.

PostgreSQL names the snapshot that a transaction sees. Two readings that see the same
snapshot see the same rows, so what was made from one can be said again without asking
for them: whatever anybody writes, withdraws or is allowed ends it, in every process and
at once, and nobody has to remember what hangs on what. What a day or a moment changes
without a row being written is part of the question.
"""

from collections.abc import Callable, Hashable
from functools import cache, wraps
from hashlib import sha256
from typing import TypeVar

from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language

from alliance87.core.access import reader_with, shared_scope

PAGES = "pages"  # in settings.CACHES, each process its own
# One snapshot for all that is read until the end, and nothing is written.
ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
EMBARGO = "embargoed_until"

Said = TypeVar("Said")


def one_snapshot(view: Callable) -> Callable:
    """Let a view that only reads see one state of the database (one query).

    Its numbers are of one moment, whatever is written meanwhile, and `unchanged` can
    tell whether it has said the same before. A transaction around the view stays as it
    is: what that has written itself is in no snapshot, so nothing is kept.
    """

    @wraps(view)
    def reading(request, *args, **kwargs):
        if connection.in_atomic_block:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            request.snapshot = _begin()
            return view(request, *args, **kwargs)

    return reading


def unchanged(request, make: Callable[..., Said], *asked: Hashable) -> Said:
    """Return what `make` says to a reader with the rights of who asks.

    `make` takes the reader and returns text, or a tuple of texts and facts. It depends
    on the database, the reader's rights, the language, the day and what is `asked`
    (its own name first), and on nothing else of the request. It is called once for
    these until the database changes; who also reads by who they are has their own.
    """
    scope = shared_scope(request.user)
    reader = request.user if scope is None else reader_with(scope)
    snapshot = getattr(request, "snapshot", None)
    if snapshot is None:
        return make(reader)
    whose = request.user.pk if scope is None else scope
    day = (timezone.get_current_timezone_name(), timezone.localdate())
    question = (whose, get_language(), *day, *asked)
    key = sha256(repr(question).encode()).hexdigest()
    kept = caches[PAGES].get(key)
    if kept and kept[0] == snapshot:
        return kept[1]
    said = make(reader)
    caches[PAGES].set(key, (snapshot, said))
    return said


def _begin() -> tuple:
    """Begin to read one snapshot, and return what stays the same as long as it does.

    With its name the start of the server, since one that was restored from a copy
    counts its changes from there, and the last embargo that ended, which no row tells.
    """
    embargoes = _ended_embargoes()
    moments = [timezone.now()] * embargoes.count("%s")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{ONE_SNAPSHOT}; SELECT pg_current_snapshot()::text, "
            f"pg_postmaster_start_time(){embargoes}",
            moments,
        )
        return cursor.fetchone()


@cache
def _ended_embargoes() -> str:
    """Return a column for each model with embargoes: the last that has ended."""
    quoted = connection.ops.quote_name
    return "".join(
        f", (SELECT max({EMBARGO}) FROM {quoted(model._meta.db_table)} "
        f"WHERE {EMBARGO} <= %s)"
        for model in apps.get_models()
        if any(each.name == EMBARGO for each in model._meta.concrete_fields)
        and not getattr(model, "pgh_tracked_model", None)
    )
