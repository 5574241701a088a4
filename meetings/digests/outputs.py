"""Reminders of outputs of work plans, usually 30 days before and one day after."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from alliance87.core import outbox
from alliance87.partners.enums import GroupRoleKind, OutputState, PlanState, Role
from alliance87.partners.models import GroupRole, Output
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, step_reached
from meetings.enums import ReminderKind
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import PERSON, Recipient, of_people, with_role

KIND = ReminderKind.OUTPUT
STEPS = USUAL_DAYS[KIND]
FINISHED = (OutputState.DELIVERED, OutputState.DROPPED)
ASKED = (GroupRoleKind.CHAIR, GroupRoleKind.FOCAL_POINT)


def due(
    today: date, days: Sequence[int] = STEPS, catch_up: int = LONG_CATCH_UP_DAYS
) -> Iterator[tuple[Recipient, Due]]:
    """Yield the accepted outputs of plans in force, to chair and focal point."""
    rows = Output.objects.filter(
        Q(due_on__isnull=False, carried_to__isnull=True, is_accepted=True),
        plan__state=PlanState.ADOPTED,
        plan__group__is_example=False,
    ).exclude(state__in=FINISHED)
    for output in rows.select_related("plan__group", "objective"):
        until = output.due_until
        step = step_reached(until, today, days, catch_up)
        if step is None:
            continue
        label = f"{output.plan.group} {output.label}"
        url = outbox.address_of(output.plan.get_absolute_url())
        owed = Due(Kind.OUTPUT, output, output, label, until, step, url)
        for recipient in _asked(output.plan.group_id, today):
            yield recipient, owed


def _asked(group_id: int, today: date) -> Iterator[Recipient]:
    yield from with_role(today, role=Role.GROUP_CHAIR, group=group_id)
    rows = GroupRole.objects.on(today).filter(
        group=group_id, role__in=ASKED, person__isnull=False
    )
    yield from of_people(each.person for each in rows.select_related(PERSON))
