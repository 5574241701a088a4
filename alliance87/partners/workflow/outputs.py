"""What is said about an output from time to time; the output follows it."""

from datetime import date

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from alliance87.partners import rules
from alliance87.partners.enums import OutputState, PlanState
from alliance87.partners.models import Output, OutputUpdate


@transaction.atomic
def report_output(
    output: Output, *, state: str, progress: int, on: date, by, note: str = ""
) -> OutputUpdate:
    """Add an update and bring the output up to date with the latest one.

    An update about an earlier day stands in the history and changes nothing else.
    """
    rows = Output.objects.select_for_update(of=("self",))
    output = rows.select_related("plan__group", "objective").get(pk=output.pk)
    if not rules.may_keep_group(by, output.plan.group):
        raise PermissionDenied
    if missing := _stands_against(output, state, progress, on):
        raise Blocked(missing)
    last = output.updates.first()
    update = OutputUpdate(
        output=output, on=on, state=state, progress=progress, note=note, by=by
    )
    update.full_clean()
    update.save()
    was = output.state
    if last is None or on >= last.on:
        output.state, output.progress = state, progress
        with pghistory.context(reason=note):
            output.save_checked(expected=output.version)
    record("output.reported", output, by=by, was=was, now=state, reason=note)
    return update


def _stands_against(output: Output, state: str, progress: int, on: date) -> list[str]:
    missing = []
    if output.plan.state == PlanState.CLOSED:
        missing.append(_("The work plan is closed."))
    if on > timezone.localdate():
        missing.append(_("This day is in the future. Record it once it happened."))
    if (state == OutputState.DELIVERED) != (progress == 100):
        missing.append(
            _("An output at 100 % is delivered, and only a delivered one is at 100 %.")
        )
    return missing
