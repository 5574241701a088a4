"""Reminders of outputs of work plans, usually 30 days before and one day after."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from alliance87.core import outbox
from alliance87.partners.enums import GroupRoleKind, OutputState, PlanState, Role
from alliance87.partners.models import Output
from meetings.digests.digest import Due, Kind
from meetings.digests.steps import LONG_CATCH_UP_DAYS, Run
from meetings.enums import ReminderKind
from meetings.models.reminders import USUAL_DAYS
from meetings.recipients import People, Recipient

KIND = ReminderKind.OUTPUT
STEPS = USUAL_DAYS[KIND]
FINISHED = (OutputState.DELIVERED, OutputState.DROPPED)
ASKED = (GroupRoleKind.CHAIR, GroupRoleKind.FOCAL_POINT)


def due(
    today: date, days: Sequence[int] = STEPS, ahead: int = 0
) -> Iterator[tuple[Recipient, Due]]:
    """Yield the accepted outputs of plans in force, to chair and focal point."""
    run = Run(today, tuple(days), LONG_CATCH_UP_DAYS, ahead)
    people = People(run.today, run.last)
    rows = Output.objects.filter(
        Q(due_on__isnull=False, carried_to__isnull=True, is_accepted=True),
        plan__state=PlanState.ADOPTED,
        plan__group__is_example=False,
    ).exclude(state__in=FINISHED)
    for output in rows.select_related("plan__group", "objective"):
        until = output.due_until
        label = f"{output.plan.group} {output.label}"
        url = outbox.address_of(output.plan.get_absolute_url())
        for day, step in run.reminders(until):
            owed = Due(Kind.OUTPUT, output, output, label, until, step, url)
            for recipient in _asked(people, output.plan.group_id, day):
                yield recipient, owed


def _asked(people: People, group_id: int, day: date) -> Iterator[Recipient]:
    yield from people.with_role(day, Role.GROUP_CHAIR, group_id)
    yield from people.with_group_role(day, ASKED, group_id)
