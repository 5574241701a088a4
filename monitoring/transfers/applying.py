"""Applying a plan: all rows or none, written with COPY in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked, InvalidTransition
from monitoring.enums import SourceKind, TransferState
from monitoring.figures.content import NAMES
from monitoring.models import (
    Observation,
    ObservationVersion,
    Source,
    ValueImport,
)
from monitoring.transfers.planning import Plan, Planned
from monitoring.workflow import transfer
from monitoring.workflow import value as moves
from pathfinders.models import Pathfinder

OBSERVATION = (
    *("id", "pathfinder_id", "indicator_id", "year"),
    *("breakdown", "source_id", "variant"),
)
VERSION = (
    *("id", "observation_id", "pathfinder_id", "indicator_id", "year", "breakdown"),
    *("number", "state", "definition_id", "recorded_at", "recorded_by_id", "raw"),
    *("reason", "brought_by_id", "published_at", *NAMES),
)
ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None}
)
NULL = "\\N"


@transaction.atomic
def apply_import(value_import: ValueImport, planned, *, by) -> ValueImport:
    """Write what a file says; `planned(value_import)` returns the plan, made anew.

    The countries are locked first, so two files about one country never mix. Raises
    Blocked while any row is at fault: then nothing at all is written.
    """
    stored = ValueImport.objects.select_for_update(of=("self",)).get(pk=value_import.pk)
    if stored.state != TransferState.READ:
        raise InvalidTransition(_("The file was applied already."))
    lock(stored)
    plan = planned(stored)
    if plan.faults:
        raise Blocked([_faults_in_words(plan)])
    write(plan.rows, stored, by=by)
    stored.summary = plan.summary
    stored.applied_by, stored.applied_at = by, timezone.now()
    transfer.applied(stored)
    country = stored.pathfinder.country if stored.pathfinder else None
    record("value_import.applied", stored, by=by, country=country)
    return stored


def lock(value_import: ValueImport) -> None:
    rows = Pathfinder.objects.order_by("pk").select_for_update()
    if value_import.pathfinder_id:
        rows = rows.filter(pk=value_import.pathfinder_id)
    list(rows.values_list("pk"))


def _faults_in_words(plan: Plan) -> str:
    first = plan.faults[0]
    text = ngettext(
        "%(n)s row is at fault; nothing was written. %(place)s: %(message)s",
        "%(n)s rows are at fault; nothing was written. The first, %(place)s: "
        "%(message)s",
        len(plan.faults),
    )
    return text % {
        "n": len(plan.faults),
        "place": first.place,
        "message": first.message,
    }


def write(rows: Sequence[Planned], value_import: ValueImport, *, by) -> None:
    """Write rows of a plan without faults; the caller holds the locks."""
    if not rows:
        return
    now = timezone.now()
    sources = _sources(rows, value_import, by)
    new = [row for row in rows if row.is_new]
    observations = dict(
        zip((row.key for row in new), _numbers(Observation, len(new)), strict=True)
    )
    observations |= {row.key: row.standing.observation for row in rows if row.standing}
    replaced = [row.standing.version for row in rows if row.standing]
    moves.end_all(replaced, at=now)
    _copy(Observation, OBSERVATION, _observations(new, observations, sources))
    _let_the_planner_count()
    _copy(
        ObservationVersion,
        VERSION,
        _versions(rows, observations, value_import, by, now),
    )


def _sources(rows, value_import: ValueImport, by) -> dict[str, int | None]:
    """Return the sources that the rows name, by name; those not on record are made."""
    if value_import.source_id:
        return {value_import.source.name: value_import.source_id}
    names = {row.key[4] for row in rows}
    known = Source.objects.filter(name__in=names, pathfinder=value_import.pathfinder)
    found: dict[str, int | None] = dict(known.values_list("name", "pk"))
    for name in sorted(names - found.keys()):
        found[name] = name and _new_source(name, value_import, by).pk or None
    return found


def _new_source(name: str, value_import: ValueImport, by) -> Source:
    return Source.objects.create(
        name=name,
        kind=SourceKind.REPORT,
        pathfinder=value_import.pathfinder,
        created_by=by,
    )


def _observations(new, observations, sources) -> Iterator[tuple]:
    for row in new:
        country, indicator, year, breakdown, source, variant = row.key
        yield (
            *(observations[row.key], country, indicator, year),
            *(breakdown, sources[source], variant),
        )


def _versions(rows, observations, value_import, by, now: datetime) -> Iterator[tuple]:
    state = moves.first_state(is_reference=value_import.pathfinder_id is None)
    published = now if value_import.pathfinder_id is None else None
    for number, row in zip(_numbers(ObservationVersion, len(rows)), rows, strict=True):
        country, indicator, year, breakdown, _source, _variant = row.key
        content = row.content
        yield (
            *(number, observations[row.key], country, indicator, year, breakdown),
            *(row.standing.number + 1 if row.standing else 1, state),
            *(row.definition.pk, now, by.pk, row.raw[:300], "", value_import.pk),
            *(published, *(getattr(content, name) for name in NAMES)),
        )


# --- COPY -----------------------------------------------------------------------------


def _numbers(model, count: int) -> list[int]:
    """Return keys for new rows, taken from the sequence of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
            " FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _let_the_planner_count() -> None:
    """Tell PostgreSQL how long the table has become.

    Otherwise what is checked of each version may scan all observations for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{Observation._meta.db_table}"')


def _copy(model, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    copy_lines(model, columns, lines_of(rows))


def lines_of(rows: Iterable[tuple]) -> StringIO:
    """Return rows as the text that COPY reads."""
    lines = StringIO()
    for row in rows:
        lines.write("\t".join([_written(value) for value in row]))
        lines.write("\n")
    lines.seek(0)
    return lines


def copy_lines(model, columns: Sequence[str], lines: StringIO) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', lines)


def _written(value) -> str:
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


def _array(items: Sequence[str]) -> str:
    quoted = (
        '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"' for item in items
    )
    return "{" + ",".join(quoted) + "}"
