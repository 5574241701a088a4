"""The one move of an indicator set: from the proposal to the validated framework."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine, Move
from monitoring import rules
from monitoring.enums import SetState
from monitoring.models import IndicatorSet


def before_validation(indicator_set, _by, _facts) -> list[str]:
    if not indicator_set.entries.exists():
        return [_("The set holds no indicator.")]
    return []


INDICATOR_SET = Machine(
    "indicator_set",
    field="state",
    states=SetState,
    moves=(
        Move(
            verb="validate",
            label=gettext_lazy("Record that it was validated"),
            sources=frozenset({SetState.DRAFT}),
            target=SetState.VALIDATED,
            may=rules.may_edit_standard_indicators,
            guard=before_validation,
            who=gettext_lazy("an administrator of the secretariat"),
            needs=gettext_lazy("where and when it was validated, in words"),
        ),
    ),
)


@transaction.atomic
def validate_set(indicator_set: IndicatorSet, *, reason: str, by) -> IndicatorSet:
    """Record that the Alliance validated a set. From then on it is not changed.

    Source: annex “Proposed monitoring indicators”: “to be reviewed and validated by
    abovementioned workshop”. `reason` says where and when that was.
    """
    if not rules.may_edit_standard_indicators(by):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say where and when the set was validated.")])
    locked = IndicatorSet.objects.select_for_update().get(pk=indicator_set.pk)
    INDICATOR_SET.perform(locked, "validate", by=by, country=None, reason=reason)
    return locked
