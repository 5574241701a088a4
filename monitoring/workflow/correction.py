"""The moves of a request to change a value: granted, or refused with the reason."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.workflow import Machine, Move
from monitoring import rules
from monitoring.enums import CorrectionState
from monitoring.models import CorrectionRequest
from monitoring.workflow.machines import SECRETARIAT


def before_refusal(request, _by, _facts) -> list[str]:
    return [] if request.answer else [_("Say why the correction is refused.")]


CORRECTION = Machine(
    "correction",
    field="state",
    states=CorrectionState,
    moves=(
        Move(
            verb="grant",
            label=gettext_lazy("Grant the correction"),
            sources=frozenset({CorrectionState.REQUESTED}),
            target=CorrectionState.GRANTED,
            may=rules.may_review_values,
            who=SECRETARIAT,
            needs=gettext_lazy("nothing; the country then writes the new version"),
        ),
        Move(
            verb="refuse",
            label=gettext_lazy("Refuse the correction"),
            sources=frozenset({CorrectionState.REQUESTED}),
            target=CorrectionState.REFUSED,
            may=rules.may_review_values,
            guard=before_refusal,
            who=SECRETARIAT,
            needs=gettext_lazy("the reason"),
        ),
    ),
)


def decide(
    request: CorrectionRequest, *, granted: bool, answer: str, by
) -> CorrectionRequest:
    """Decide about a locked request, loaded with the country of its value."""
    request.answer = answer.strip()
    request.decided_by, request.decided_at = by, timezone.now()
    CORRECTION.perform(
        request,
        "grant" if granted else "refuse",
        by=by,
        country=request.observation.pathfinder.country,
        reason=request.answer,
    )
    return request
