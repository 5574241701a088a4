"""The chain of evidence of a value: from the number on a page back to its proof."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from alliance87.core.dates import end_of
from alliance87.core.models import Document
from monitoring import rules
from monitoring.figures.past import as_it_stood
from monitoring.models import (
    CorrectionRequest,
    Evidence,
    Observation,
    ObservationVersion,
    Preference,
    ValueComment,
)
from monitoring.selectors.findings import CheckWarning, warnings_of
from monitoring.selectors.values import choices_of, figures, known


@dataclass(frozen=True, slots=True)
class Proof:
    """A linked file; `is_readable` says whether this person may open it.

    `has_expired`: it is on file, and proves nothing on the day that is shown.
    """

    evidence: Evidence
    is_readable: bool
    has_expired: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything on record about one value, as one person may read it on one day.

    `shown` is the version that counts; None: nothing was known to them then. `figure`
    are the versions of all its parts and sources, `years` what is shown first of the
    same part in other years, the latest year before. `proving` are the documents that
    prove it on that day, whoever may read them. What is for the country's team and
    the secretariat is empty for all others.
    """

    observation: Observation
    shown: ObservationVersion | None
    figure: tuple[ObservationVersion, ...]
    versions: tuple[ObservationVersion, ...]
    others: tuple[ObservationVersion, ...]
    years: tuple[ObservationVersion, ...]
    choice: Preference | None
    proofs: tuple[Proof, ...]
    hidden_proofs: int
    proving: tuple[Document, ...]
    warnings: tuple[CheckWarning, ...]
    comments: tuple[ValueComment, ...]
    corrections: tuple[CorrectionRequest, ...]
    is_open_to_change: bool
    is_team: bool


def chain(observation: Observation, user, *, as_of: date | None = None) -> Chain:
    """Compose the chain; load the observation with its country and indicator."""
    pathfinder = observation.pathfinder
    is_team = rules.may_see_work(user, pathfinder)
    series = _series(observation, user, as_of)
    figure = tuple(row for row in series if row.year == observation.year)
    same = [row for row in series if row.breakdown == observation.breakdown]
    rows = {row.observation_id: row for row in same if row.year == observation.year}
    shown = _then(rows.get(observation.pk), as_of)
    found = figures(same, choices_of(pathfinder, as_of=as_of))
    by_year = {year: each for (_indicator, year, _part), each in found.items()}
    preferred = by_year.pop(observation.year, None)
    links = _links(observation, as_of)
    day = as_of or timezone.localdate()
    proofs = _proofs(observation, links, user, day)
    odd = warnings_of(pathfinder, [shown]) if is_team and shown else {}
    return Chain(
        observation=observation,
        shown=shown,
        figure=figure,
        versions=tuple(
            _then(each, as_of) for each in _versions(observation, user, as_of)
        ),
        others=tuple(row for key, row in rows.items() if key != observation.pk),
        years=tuple(by_year[year].shown for year in sorted(by_year, reverse=True)),
        choice=preferred.choice if preferred else None,
        proofs=proofs,
        hidden_proofs=len(links) - len(proofs),
        proving=tuple(
            each.file.document for each in links if not each.has_expired(day)
        ),
        warnings=tuple(odd.get(shown.pk, ())) if shown else (),
        comments=tuple(_comments(observation, as_of)) if is_team else (),
        corrections=tuple(_corrections(observation, as_of)) if is_team else (),
        is_open_to_change=is_team and _is_open_to_change(observation),
        is_team=is_team,
    )


def _series(
    observation: Observation, user, as_of: date | None
) -> list[ObservationVersion]:
    """Return all parts and sources of the year, and of other years the same part."""
    figure = Q(year=observation.year) | Q(breakdown=observation.breakdown)
    rows = known(observation.pathfinder, user, as_of=as_of).filter(
        figure, indicator=observation.indicator_id
    )
    return list(rows.select_related("confirms__observation__source"))


def _then(version: ObservationVersion | None, as_of: date | None):
    """Return a version as it stood at the end of a day; as it stands without one."""
    if version is None or as_of is None:
        return version
    return as_it_stood(version, end_of(as_of))


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


def _links(observation: Observation, as_of: date | None) -> list[Evidence]:
    rows = observation.evidence.select_related("file__document", "linked_by")
    return list(rows.linked(as_of))


def _proofs(
    observation: Observation, links: list[Evidence], user, day: date
) -> tuple[Proof, ...]:
    """Return the linked files that this person may know of."""
    readable = set(
        Document.objects.visible_to(user)
        .filter(pk__in=[each.file.document_id for each in links])
        .values_list("pk", flat=True)
    )
    is_team = rules.may_see_work(user, observation.pathfinder)
    return tuple(
        Proof(each, each.file.document_id in readable, each.has_expired(day))
        for each in links
        if is_team or each.file.document_id in readable
    )


def _comments(observation: Observation, as_of: date | None):
    rows = observation.comments.select_related("by", "value")
    return rows.filter(at__lt=end_of(as_of)) if as_of else rows


def _corrections(observation: Observation, as_of: date | None):
    rows = observation.corrections.select_related("created_by", "decided_by")
    return rows.filter(created_at__lt=end_of(as_of)) if as_of else rows
