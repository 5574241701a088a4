"""Judging progress otherwise than the figures do: with a name and a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from monitoring import rules
from monitoring.enums import Direction, ProgressStatus
from monitoring.models import Indicator, ProgressOverride
from monitoring.recording import current_definition
from pathfinders.models import Pathfinder


@transaction.atomic
def override_progress(
    pathfinder: Pathfinder,
    indicator: Indicator,
    *,
    status: ProgressStatus,
    computed: ProgressStatus,
    reason: str,
    by,
) -> ProgressOverride:
    """Say another class than the computed one; it takes the place of one in force.

    `computed` is what the figures say now. Raises PermissionDenied, ValidationError,
    and Blocked without a reason, where the figures say the same, and where neither more
    nor fewer is better.
    """
    if not rules.may_override_progress(by, pathfinder):
        raise PermissionDenied
    Pathfinder.objects.select_for_update().get(pk=pathfinder.pk)
    _refuse(indicator, status, computed, reason)
    in_force = ProgressOverride.objects.filter(
        pathfinder=pathfinder, indicator=indicator, ended_at__isnull=True
    )
    before = in_force.first()
    in_force.update(ended_at=timezone.now())
    made = ProgressOverride(
        pathfinder=pathfinder,
        indicator=indicator,
        status=status,
        computed=computed,
        reason=reason.strip(),
        created_by=by,
    )
    made.full_clean()
    made.save()
    record(
        "progress.overridden",
        made,
        by=by,
        country=pathfinder.country,
        was=before.status if before else computed,
        now=status,
        reason=made.reason,
    )
    return made


@transaction.atomic
def end_override(override: ProgressOverride, *, reason: str, by) -> ProgressOverride:
    """Let the figures speak again.

    Raises PermissionDenied, and Blocked without a reason or when it has ended.
    """
    if not rules.may_override_progress(by, override.pathfinder):
        raise PermissionDenied
    if not reason.strip():
        raise Blocked([_("Say why.")])
    found = ProgressOverride.objects.select_for_update().get(pk=override.pk)
    if found.ended_at:
        raise Blocked([_("This judgement was taken back already.")])
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    record(
        "progress.override_ended",
        found,
        by=by,
        country=found.pathfinder.country,
        was=found.status,
        reason=reason.strip(),
    )
    return found


def _refuse(indicator: Indicator, status: str, computed: str, reason: str) -> None:
    wrong = []
    if not reason.strip():
        wrong.append(_("Say why progress is judged otherwise."))
    if status == computed:
        wrong.append(_("The figures say the same."))
    if current_definition(indicator).direction == Direction.NONE:
        wrong.append(
            _("Progress is not judged where neither more nor fewer is better.")
        )
    if wrong:
        raise Blocked(wrong)
