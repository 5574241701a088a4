"""Verbs of the engagement journey: a stage reached, a next step done."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.models import EngagementStep, Partner


def open_next(partner: Partner) -> EngagementStep | None:
    """Return the step whose next step is still to be done; there is at most one."""
    ahead = partner.steps.filter(next_done_on__isnull=True).exclude(next_step="")
    return ahead.select_related("stage", "partner").first()


@transaction.atomic
def save_step(
    step: EngagementStep,
    *,
    by,
    write: Callable[[], EngagementStep] | None = None,
    finishes_open: bool = False,
) -> EngagementStep:
    """Add or change a step; `finishes_open` marks the open next step as done first."""
    if not rules.may_edit_partners(by):
        raise PermissionDenied
    partner = Partner.objects.select_for_update().get(pk=step.partner_id)
    waiting = open_next(partner)
    if finishes_open and waiting and waiting.pk != step.pk:
        finish_next(waiting, on=timezone.localdate(), by=by)
    is_new = step.pk is None
    if is_new:
        step.created_by = by
    step.full_clean()
    if write:
        write()
    else:
        step.save()
    verb = "engagement.reached" if is_new else "engagement.changed"
    record(verb, step.partner, by=by, now=step.stage.title[:60])
    return step


@transaction.atomic
def finish_next(step: EngagementStep, *, on: date, by) -> EngagementStep:
    """Record that the next step was taken."""
    if not rules.may_edit_partners(by):
        raise PermissionDenied
    step = EngagementStep.objects.select_for_update().get(pk=step.pk)
    if not step.next_step or step.next_done_on:
        raise Blocked([_("There is no open next step here.")])
    step.next_done_on = on
    step.save_checked(expected=step.version)
    record("engagement.done", step.partner, by=by, reason=step.next_step)
    return step
