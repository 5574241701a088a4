"""Linking files to the values they prove, once uploaded as often as needed."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import entry, record, record_all
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Document, DocumentVersion
from monitoring import rules
from monitoring.models import Evidence, Observation


@transaction.atomic
def link_evidence(
    observations: Iterable[Observation],
    file: DocumentVersion,
    *,
    locator: str = "",
    note: str = "",
    by,
) -> list[Evidence]:
    """Say that a file proves these values, and on which page; links that exist stay."""
    rows = _locked(observations)
    if not all(rules.may_enter(by, each.pathfinder) for each in rows):
        raise PermissionDenied
    if not Document.objects.visible_to(by).filter(pk=file.document_id).exists():
        raise PermissionDenied
    # Two people at once: the second finds the link that the first made.
    held = Observation.objects.filter(pk__in=[each.pk for each in rows])
    list(held.order_by("pk").select_for_update().values_list("pk"))
    locator = locator.strip()
    same = Evidence.objects.linked().filter(
        file=file, locator=locator, observation__in=rows
    )
    have = set(same.values_list("observation", flat=True))
    made = Evidence.objects.bulk_create(
        Evidence(observation=each, file=file, locator=locator, note=note, linked_by=by)
        for each in rows
        if each.pk not in have
    )
    record_all(
        entry(
            "value.evidence_linked",
            each.observation,
            by=by,
            country=each.observation.pathfinder.country,
            now=str(file.document)[:60],
        )
        for each in made
    )
    return made


def _locked(observations: Iterable[Observation]) -> list[Observation]:
    """Return them locked in their order, so that nobody links the same file beside."""
    keys = [each.pk for each in observations]
    rows = Observation.objects.filter(pk__in=keys).select_for_update(of=("self",))
    return list(rows.select_related("pathfinder__country").order_by("pk"))


@transaction.atomic
def unlink_evidence(evidence: Evidence, *, reason: str, by) -> Evidence:
    """Take a file off a value; that it was linked stays on record."""
    observation = evidence.observation
    if not rules.may_enter(by, observation.pathfinder):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why the file does not prove the value.")])
    stored = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if stored.unlinked_at is not None:
        return stored
    stored.unlinked_at, stored.unlinked_by = timezone.now(), by
    stored.save()
    record(
        "value.evidence_unlinked",
        observation,
        by=by,
        country=observation.pathfinder.country,
        was=str(stored.file.document)[:60],
        reason=reason.strip(),
    )
    return stored
