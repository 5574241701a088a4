"""Applying a plan: all rows or none, written with COPY in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from zlib import crc32

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.exceptions import Blocked, StaleVersion
from alliance87.core.memory import without_collection
from monitoring import rules
from monitoring.enums import SourceKind, TransferOrigin
from monitoring.figures.content import NAMES, Content
from monitoring.models import (
    Evidence,
    Observation,
    ObservationVersion,
    Source,
    ValueImport,
)
from monitoring.recording import hold_submissions, open_submission
from monitoring.transfers.copying import (
    copy_lines,
    count_anew,
    escaped,
    new_keys,
    text,
    written,
)
from monitoring.transfers.planning import Plan, Planned
from monitoring.workflow import TRANSFER
from monitoring.workflow import value as moves
from pathfinders.models import Pathfinder

OBSERVATION = (
    *("id", "pathfinder_id", "indicator_id", "year"),
    *("breakdown", "source_id", "variant"),
)
# What differs from row to row, what a content states, what all rows share.
VERSION = (
    *("observation_id", "pathfinder_id", "indicator_id", "year", "breakdown"),
    *("number", "definition_id", "raw", *NAMES),
    *("state", "recorded_at", "recorded_by_id", "reason", "brought_by_id"),
    "published_at",
)
EVIDENCE = (
    *("observation_id", "locator", "file_id", "note", "linked_at", "linked_by_id"),
)
COLUMNS = attrgetter(*NAMES)
NOTHING = COLUMNS(Content())
BLANK = tuple(map(written, NOTHING))
LOCATOR_MAX, RAW_MAX = 120, 300
Planner = Callable[[ValueImport], Plan]


def apply_import(
    value_import: ValueImport,
    planned: Planner,
    *,
    by,
    seen: str,
    reason: str = "",
) -> ValueImport:
    """Write what a file says; `planned(value_import)` returns the plan, made anew.

    The countries are locked first, so two files about one country never mix. `seen`
    is the digest of the plan that the person looked at. Raises Blocked while any row is
    at fault, StaleVersion when it is not what would be written now: then nothing at all
    is written.
    """
    try:
        with transaction.atomic(), without_collection():
            return _apply(value_import, planned, by=by, reason=reason, seen=seen)
    except IntegrityError as error:
        raise StaleVersion(_changed_meanwhile()) from error


def _apply(value_import, planned: Planner, *, by, reason: str, seen: str):
    stored = ValueImport.objects.select_for_update(of=("self",)).get(pk=value_import.pk)
    TRANSFER.check(stored, "apply", by=by)
    _refuse_closed(stored, reason, by)
    lock(stored)
    plan = planned(stored)
    if plan.faults:
        raise Blocked([_faults_in_words(plan)])
    if seen != digest_of(plan):
        raise StaleVersion(_changed_meanwhile())
    write(plan.rows, stored, by=by, reason=reason.strip()[:300])
    stored.summary = plan.summary
    stored.applied_by, stored.applied_at = by, timezone.now()
    TRANSFER.perform(
        stored,
        "apply",
        by=by,
        country=stored.pathfinder.country if stored.pathfinder else None,
        reason=reason,
        outcome=counts_in_words(new=plan.new, changed=plan.changed, same=plan.same),
    )
    return stored


def counts_in_words(**counts: int) -> str:
    """Return what the trail keeps of the rows, whoever reads it: `new 3, same 12`."""
    return ", ".join(f"{name} {n}" for name, n in counts.items() if n)[:60]


def digest_of(plan: Plan) -> str:
    """Return what names an outcome: how many rows of each, and what they replace."""
    replaced = [row.standing.version for row in plan.rows if row.standing]
    named = crc32(repr(replaced).encode())
    return f"{plan.new}-{plan.changed}-{plan.same}-{named:08x}"


def _changed_meanwhile() -> str:
    return _(
        "Somebody else wrote some of these values meanwhile. Nothing was written. Look "
        "at the rows again."
    )


def _refuse_closed(value_import: ValueImport, reason: str, by) -> None:
    """Refuse values of a country while no round is open for it."""
    pathfinder = value_import.pathfinder
    if pathfinder is None:
        return
    if rules.needs_reason_to_enter(by, pathfinder) and not reason.strip():
        raise Blocked([_("Say why you write for a country that is not yours.")])
    hold_submissions(pathfinder)
    if open_submission(pathfinder) is None:
        raise Blocked([_("No reporting round is open for the country.")])


def lock(value_import: ValueImport) -> None:
    rows = Pathfinder.objects.order_by("pk").select_for_update()
    if value_import.pathfinder_id:
        rows = rows.filter(pk=value_import.pathfinder_id)
    list(rows.values_list("pk"))


def _faults_in_words(plan: Plan) -> str:
    first = plan.faults[0]
    words = ngettext(
        "%(n)s row is at fault; nothing was written. %(place)s: %(message)s",
        "%(n)s rows are at fault; nothing was written. The first, %(place)s: "
        "%(message)s",
        len(plan.faults),
    )
    return words % {
        "n": len(plan.faults),
        "place": first.place,
        "message": first.message,
    }


def write(
    rows: Sequence[Planned], value_import: ValueImport, *, by, reason: str = ""
) -> None:
    """Write rows of a plan without faults; the caller holds the locks."""
    if not rows:
        return
    now = timezone.now()
    _end_replaced([row for row in rows if not row.is_new], now)
    sources = _sources(rows, value_import, by)
    strange = [row for row in rows if row.standing is None]
    keys = iter(new_keys(Observation, len(strange)))
    places = [row.standing.observation if row.standing else next(keys) for row in rows]
    copy_lines(Observation, OBSERVATION, _observations(rows, places, sources))
    count_anew(Observation)
    shared = _shared(value_import, by, reason, now)
    copy_lines(ObservationVersion, VERSION, _versions(rows, places, shared))
    # A table that people typed says where a value came in; it proves nothing.
    if value_import.origin == TransferOrigin.FILE:
        copy_lines(Evidence, EVIDENCE, _evidence(rows, places, value_import, by, now))


def _end_replaced(rows: Sequence[Planned], now: datetime) -> None:
    """End what the rows replace, unless somebody moved it since it was read."""
    if not rows:
        return
    standing = [row.standing for row in rows if row.standing]
    expected = {
        each.version: each.state for each in standing if each.version is not None
    }
    observations = Observation.objects.order_by("pk").filter(
        pk__in=[each.observation for each in standing]
    )
    list(observations.select_for_update().values_list("pk"))
    current = ObservationVersion.objects.filter(pk__in=list(expected))
    if dict(current.values_list("pk", "state")) != expected:
        raise StaleVersion(_changed_meanwhile())
    moves.end_all(list(expected), at=now)


def _sources(rows, value_import: ValueImport, by) -> dict[int | str | None, int | None]:
    """Return the keys of the sources that the rows name; new ones are made."""
    named = {row.key[4] for row in rows}
    made = {
        name: Source.objects.create(
            name=name,
            kind=SourceKind.REPORT,
            pathfinder=value_import.pathfinder,
            created_by=by,
        ).pk
        for name in sorted(each for each in named if isinstance(each, str))
    }
    return {each: made.get(each, each) for each in named}


def _observations(rows, places, sources) -> Iterator[str]:
    keys = {each: written(sources[each]) for each in sources}
    for row, pk in zip(rows, places, strict=True):
        if row.standing is None:
            country, indicator, year, breakdown, source, variant = row.key
            yield (
                f"{pk}\t{country}\t{indicator}\t{year}\t{escaped(breakdown)}\t"
                f"{keys[source]}\t{escaped(variant)}\n"
            )


def _shared(value_import: ValueImport, by, reason: str, now: datetime) -> str:
    is_reference = value_import.pathfinder_id is None
    state = moves.first_state(is_reference=is_reference)
    published = now if is_reference else None
    return text((state, now, by.pk, reason, value_import.pk, published))


def _stated(content: Content) -> str:
    """Return the columns of a content; most of them say nothing."""
    return "\t".join(
        [
            default if value is nothing else written(value)
            for value, nothing, default in zip(
                COLUMNS(content), NOTHING, BLANK, strict=True
            )
        ]
    )


def _versions(rows, places, shared: str) -> Iterator[str]:
    """Yield the lines of the versions; equal contents are written as text once."""
    stated: dict[int, str] = {}
    for row, observation in zip(rows, places, strict=True):
        country, indicator, year, breakdown, _source, _variant = row.key
        content = row.content
        if (said := stated.get(id(content))) is None:
            said = stated[id(content)] = _stated(content)
        number = row.standing.number + 1 if row.standing else 1
        raw, part = written(row.raw[:RAW_MAX]), escaped(breakdown)
        yield (
            f"{observation}\t{country}\t{indicator}\t{year}\t{part}\t{number}\t"
            f"{row.definition.pk}\t{raw}\t{said}\t{shared}\n"
        )


def _evidence(rows, places, value_import: ValueImport, by, now) -> Iterator[str]:
    """Yield a link from each value to its row of the file, which is kept."""
    shared = text((value_import.file_id, "", now, by.pk))
    for row, observation in zip(rows, places, strict=True):
        yield f"{observation}\t{written(row.place[:LOCATOR_MAX])}\t{shared}\n"
