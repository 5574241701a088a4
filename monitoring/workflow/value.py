"""Verbs that move values. Each locks the observations first, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.exceptions import Blocked
from monitoring.enums import CommentKind, ValueState
from monitoring.models import (
    Observation,
    ObservationVersion,
    Submission,
    ValueComment,
)
from monitoring.workflow.machines import VALUE

DECIDED = ("decided_at", "decided_by")
SUBMITTED = ("submitted_at", "submitted_by", "submission")


@dataclass(frozen=True, slots=True)
class Return:
    """Why one value goes back, and what to do about it."""

    version: ObservationVersion
    reason: str
    text: str


def locked(versions: Iterable[ObservationVersion]) -> list[ObservationVersion]:
    """Return the versions as stored now, with their observations locked."""
    keys = [version.pk for version in versions]
    observations = Observation.objects.filter(versions__in=keys).order_by("pk")
    list(observations.select_for_update(of=("self",)).values_list("pk"))
    rows = ObservationVersion.objects.filter(pk__in=keys).select_related(
        "observation__pathfinder__country",
        "observation__indicator",
        "pathfinder__country",
        "definition",
    )
    return sorted(rows, key=lambda version: version.pk)


def _move(versions: Sequence, verb: str, *, by, fields=(), reason: str = "") -> list:
    """Make one move on values of one country; returns them."""
    if versions:
        VALUE.perform_all(
            versions,
            verb,
            by=by,
            country=versions[0].pathfinder.country,
            reason=reason,
            fields=fields,
        )
    return list(versions)


@transaction.atomic
def submit_values(
    versions: Iterable[ObservationVersion],
    *,
    by,
    submission: Submission | None = None,
) -> list:
    """Send values in with a submission, or without one as a correction."""
    rows = locked(versions)
    for row in rows:
        row.submitted_at, row.submitted_by = timezone.now(), by
        row.submission = submission
    return _move(rows, "submit", by=by, fields=SUBMITTED)


@transaction.atomic
def withdraw_values(versions: Iterable[ObservationVersion], *, by) -> list:
    rows = locked(versions)
    for row in rows:
        row.submitted_at = row.submitted_by = row.submission = None
    return _move(rows, "withdraw", by=by, fields=SUBMITTED)


@transaction.atomic
def return_values(returns: Sequence[Return], *, by) -> list:
    """Send values back; the reason and the words stand in the thread of each."""
    if not all(each.reason and each.text.strip() for each in returns):
        raise Blocked([_("Say for each value why it goes back and what to change.")])
    why = {each.version.pk: each for each in returns}
    rows = locked(each.version for each in returns)
    for row in rows:
        row.decided_at, row.decided_by = timezone.now(), by
    _move(rows, "return", by=by, fields=DECIDED)
    ValueComment.objects.bulk_create(
        ValueComment(
            observation=row.observation,
            value=row,
            kind=CommentKind.RETURN,
            reason=why[row.pk].reason,
            text=why[row.pk].text.strip(),
            by=by,
        )
        for row in rows
    )
    return rows


@transaction.atomic
def accept_values(versions: Iterable[ObservationVersion], *, by) -> list:
    rows = locked(versions)
    for row in rows:
        row.decided_at, row.decided_by = timezone.now(), by
    return _move(rows, "accept", by=by, fields=DECIDED)


@transaction.atomic
def publish_values(versions: Iterable[ObservationVersion], *, by) -> list:
    """Make values public; what was public of the same observations is superseded."""
    rows = locked(versions)
    now = timezone.now()
    public = ObservationVersion.objects.filter(
        observation__in=[row.observation_id for row in rows],
        state=ValueState.PUBLISHED,
    )
    supersede(
        public.select_related("observation", "pathfinder__country"), by=by, at=now
    )
    for row in rows:
        row.published_at = now
    return _move(rows, "publish", by=by, fields=("published_at",))


@transaction.atomic
def discard_values(
    versions: Iterable[ObservationVersion], *, by, reason: str = ""
) -> list:
    """Throw drafts away; what they said stays in the history."""
    rows = locked(versions)
    for row in rows:
        row.superseded_at = timezone.now()
    return _move(rows, "discard", by=by, fields=("superseded_at",), reason=reason)


def supersede(versions: Iterable[ObservationVersion], *, by, at) -> None:
    """Let newer versions take their place; the caller locked the observations."""
    rows = list(versions)
    for row in rows:
        row.superseded_at = at
    _move(rows, "supersede", by=by, fields=("superseded_at",))


# --- Many at once, from files ---------------------------------------------------------


def first_state(*, is_reference: bool) -> str:
    """Return the state in which values of a file begin.

    Facts of others that are public already (`is_reference`) are public at once; what
    is said for a country begins as a draft, as if somebody had typed it.
    """
    return ValueState.PUBLISHED if is_reference else ValueState.DRAFT


def end_all(keys: Sequence[int], *, at) -> None:
    """Let newer versions take the place of these; the import is their trail."""
    rows = ObservationVersion.objects.filter(pk__in=keys)
    rows.update(state=ValueState.SUPERSEDED, superseded_at=at)


def write_again(
    versions: Sequence[ObservationVersion], *, state: str, published_at
) -> None:
    """Write many versions in one state at once; the caller leaves their trail."""
    for version in versions:
        version.state, version.published_at = state, published_at
    ObservationVersion.objects.bulk_create(versions, batch_size=500)
