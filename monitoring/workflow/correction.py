"""The one move of a correction request."""

from django.utils import timezone

from alliance87.core.audit import record
from monitoring.enums import CorrectionState
from monitoring.models import CorrectionRequest


def decide(request: CorrectionRequest, *, granted: bool, by) -> CorrectionRequest:
    """Move a locked request; who may and what it needs is for `corrections`."""
    was = request.state
    request.state = CorrectionState.GRANTED if granted else CorrectionState.REFUSED
    request.decided_by, request.decided_at = by, timezone.now()
    request.save()
    record(
        "correction.decided",
        request.observation,
        by=by,
        country=request.observation.pathfinder.country,
        was=was,
        now=request.state,
        reason=request.answer,
    )
    return request
