"""The thread of a value, and explanations of what a check found odd."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from monitoring import rules
from monitoring.enums import CommentKind
from monitoring.models import (
    CheckAnswer,
    Observation,
    ObservationVersion,
    ValueComment,
)


@transaction.atomic
def comment(observation: Observation, *, text: str, by) -> ValueComment:
    """Add to the thread; the country's word on a value that came back answers it."""
    if not rules.may_see_work(by, observation.pathfinder):
        raise PermissionDenied
    if not text.strip():
        raise Blocked([_("Write the comment.")])
    last = observation.comments.last()
    own = not rules.needs_reason_to_enter(by, observation.pathfinder)
    answers = own and last is not None and last.kind == CommentKind.RETURN
    said = ValueComment.objects.create(
        observation=observation,
        value=observation.versions.first(),
        kind=CommentKind.ANSWER if answers else CommentKind.COMMENT,
        text=text.strip(),
        by=by,
    )
    country = observation.pathfinder.country
    record("value.commented", observation, by=by, country=country)
    return said


@transaction.atomic
def explain(version: ObservationVersion, *, check: str, text: str, by) -> CheckAnswer:
    """Say why a figure that a check found odd is right."""
    if not rules.may_enter(by, version.pathfinder):
        raise PermissionDenied
    if not text.strip():
        raise Blocked([_("Write the explanation, or correct the value.")])
    answer = CheckAnswer.objects.create(
        value=version, check_code=check, text=text.strip()[:500], by=by
    )
    record(
        "value.explained",
        version.observation,
        by=by,
        country=version.pathfinder.country,
        now=check,
        reason=answer.text,
    )
    return answer
