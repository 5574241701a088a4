"""The chain of evidence of a value: from the number on a page back to its proof."""

from dataclasses import dataclass
from datetime import date

from alliance87.core.models import Document
from monitoring import rules
from monitoring.models import (
    CorrectionRequest,
    Evidence,
    Observation,
    ObservationVersion,
    Preference,
    ValueComment,
)
from monitoring.selectors.findings import CheckWarning, warnings_of
from monitoring.selectors.values import choices_of, end_of, figures, known


@dataclass(frozen=True, slots=True)
class Proof:
    """A linked file; `is_readable` says whether this person may open it."""

    evidence: Evidence
    is_readable: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything on record about one value, as one person may read it on one day.

    `shown` is the version that counts; None: nothing was known to them then. `figure`
    are the versions of all its parts and sources. What is for the country's team and
    the secretariat is empty for all others.
    """

    observation: Observation
    shown: ObservationVersion | None
    figure: tuple[ObservationVersion, ...]
    versions: tuple[ObservationVersion, ...]
    others: tuple[ObservationVersion, ...]
    choice: Preference | None
    proofs: tuple[Proof, ...]
    hidden_proofs: int
    warnings: tuple[CheckWarning, ...]
    comments: tuple[ValueComment, ...]
    corrections: tuple[CorrectionRequest, ...]
    is_open_to_change: bool
    is_team: bool


def chain(observation: Observation, user, *, as_of: date | None = None) -> Chain:
    """Compose the chain; load the observation with its country and indicator."""
    pathfinder = observation.pathfinder
    is_team = rules.may_see_work(user, pathfinder)
    figure = known(pathfinder, user, as_of=as_of).filter(
        indicator=observation.indicator_id, year=observation.year
    )
    rows = {
        row.observation_id: row
        for row in figure
        if row.breakdown == observation.breakdown
    }
    shown = rows.get(observation.pk)
    found = figures(rows.values(), choices_of(pathfinder, as_of=as_of))
    preferred = next(iter(found.values()), None)
    proofs, hidden = _proofs(observation, user, as_of)
    odd = warnings_of(pathfinder, [shown]) if is_team and shown else {}
    return Chain(
        observation=observation,
        shown=shown,
        figure=tuple(figure),
        versions=tuple(_versions(observation, user, as_of)),
        others=tuple(row for key, row in rows.items() if key != observation.pk),
        choice=preferred.choice if preferred else None,
        proofs=proofs,
        hidden_proofs=hidden,
        warnings=tuple(odd.get(shown.pk, ())) if shown else (),
        comments=tuple(_comments(observation, as_of)) if is_team else (),
        corrections=tuple(_corrections(observation, as_of)) if is_team else (),
        is_open_to_change=is_team and _is_open_to_change(observation),
        is_team=is_team,
    )


def _is_open_to_change(observation: Observation) -> bool:
    """Whether it may be written although its round is closed or it is public."""
    return Observation.objects.filter(pk=observation.pk).open_to_change().exists()


def _versions(observation: Observation, user, as_of: date | None):
    """Return the versions, newest first: all of them, or what was once public."""
    rows = observation.versions.select_related(
        *("definition", "pathfinder__country", "recorded_by", "submitted_by"),
        *("decided_by", "brought_by__file"),
    )
    if not rules.may_see_history(user, observation.pathfinder):
        rows = rows.filter(published_at__isnull=False)
        return rows.filter(published_at__lt=end_of(as_of)) if as_of else rows
    return rows.filter(recorded_at__lt=end_of(as_of)) if as_of else rows


def _proofs(observation: Observation, user, as_of: date | None):
    rows = observation.evidence.select_related("file__document", "linked_by")
    rows = rows.at(end_of(as_of)) if as_of else rows.linked()
    links = list(rows)
    readable = set(
        Document.objects.visible_to(user)
        .filter(pk__in=[each.file.document_id for each in links])
        .values_list("pk", flat=True)
    )
    is_team = rules.may_see_work(user, observation.pathfinder)
    proofs = tuple(
        Proof(each, each.file.document_id in readable)
        for each in links
        if is_team or each.file.document_id in readable
    )
    return proofs, len(links) - len(proofs)


def _comments(observation: Observation, as_of: date | None):
    rows = observation.comments.select_related("by", "value")
    return rows.filter(at__lt=end_of(as_of)) if as_of else rows


def _corrections(observation: Observation, as_of: date | None):
    rows = observation.corrections.select_related("created_by", "decided_by")
    return rows.filter(created_at__lt=end_of(as_of)) if as_of else rows
