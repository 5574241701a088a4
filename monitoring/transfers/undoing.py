"""Taking an import back: what stood before stands again, and nothing newer is lost."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import ValueState
from monitoring.figures.content import Content
from monitoring.models import (
    Evidence,
    Observation,
    ObservationVersion,
    ValueImport,
)
from monitoring.transfers.applying import counts_in_words, lock
from monitoring.workflow import TRANSFER
from monitoring.workflow import value as moves


@dataclass(frozen=True, slots=True)
class Undone:
    """How many values went back, and how many were changed since and stayed."""

    restored: int
    removed: int
    kept: int


@transaction.atomic
def undo_import(value_import: ValueImport, *, by) -> Undone:
    """Take back every value of the import that nobody has moved or changed since."""
    rows = ValueImport.objects.select_for_update(of=("self",))
    stored = rows.get(pk=value_import.pk)
    TRANSFER.check(stored, "undo", by=by)
    lock(stored)
    now = timezone.now()
    first = moves.first_state(is_reference=stored.pathfinder_id is None)
    brought = stored.versions.all()
    current = _locked(brought.filter(state=first))
    before = _before(current, stored)
    moves.end_all([each.pk for each in current], at=now)
    _write_again(before, state=first, by=by, now=now)
    _unlink(current, stored, by=by, now=now)
    done = Undone(
        restored=len(before),
        removed=len(current) - len(before),
        kept=brought.count() - len(current),
    )
    stored.summary = {**stored.summary, **asdict(done)}
    stored.undone_by, stored.undone_at = by, now
    country = stored.pathfinder.country if stored.pathfinder else None
    counts = counts_in_words(**asdict(done))
    TRANSFER.perform(stored, "undo", by=by, country=country, outcome=counts)
    return done


def _locked(versions) -> list[ObservationVersion]:
    """Return the versions as stored now, with their observations locked."""
    rows = Observation.objects.filter(versions__in=versions).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return list(versions.all())


def _before(current, value_import: ValueImport) -> dict[int, ObservationVersion]:
    """Return what the import replaced, by observation.

    It ended at the very moment at which the import wrote.
    """
    moments = {each.observation_id: each.recorded_at for each in current}
    rows = ObservationVersion.objects.filter(
        observation__in=moments, superseded_at__in=set(moments.values())
    ).exclude(brought_by=value_import)
    return {
        row.observation_id: row
        for row in rows
        if row.superseded_at == moments[row.observation_id]
    }


def _numbers(observations) -> dict[int, int]:
    """Return the highest number of a version, by observation."""
    rows = ObservationVersion.objects.filter(observation__in=list(observations))
    found = rows.order_by().values_list("observation").annotate(last=Max("number"))
    return dict(found)


def _unlink(current, value_import: ValueImport, *, by, now) -> None:
    """End the proofs that came with the values."""
    links = Evidence.objects.linked().filter(
        file=value_import.file_id,
        observation__in=[each.observation_id for each in current],
    )
    links.update(unlinked_at=now, unlinked_by=by)


def _write_again(before, *, state: str, by, now) -> None:
    """Write what stood before; a draft that had come back stands as one that has."""
    numbers = _numbers(before)
    made = [
        _again(each, number=numbers[key] + 1, by=by, now=now)
        for key, each in before.items()
    ]
    is_draft = state == ValueState.DRAFT
    # An open value that was sent in once has come back since.
    back = [each for each in made if is_draft and each.submitted_at]
    others = [each for each in made if not (is_draft and each.submitted_at)]
    moves.write_again(others, state=state, published_at=None if is_draft else now)
    moves.write_again(back, state=ValueState.RETURNED, published_at=None)


def _again(before: ObservationVersion, *, number: int, by, now) -> ObservationVersion:
    """Return a new version that says what stood before the import."""
    return ObservationVersion(
        observation_id=before.observation_id,
        pathfinder_id=before.pathfinder_id,
        indicator_id=before.indicator_id,
        year=before.year,
        breakdown=before.breakdown,
        number=number,
        definition_id=before.definition_id,
        recorded_at=now,
        recorded_by=by,
        raw=before.raw,
        reason=_("An import was undone."),
        confirms=before,
        submitted_at=before.submitted_at,
        submitted_by_id=before.submitted_by_id,
        submission_id=before.submission_id,
        decided_at=before.decided_at,
        decided_by_id=before.decided_by_id,
        **Content.of(before).columns,
    )
