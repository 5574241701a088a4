"""Verbs of the updates that action groups give to a meeting."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.enums import MeetingKind, MeetingState
from meetings.models import GroupUpdate, Meeting


def takes_update_of(meeting: Meeting, group_id: int) -> bool:
    """Whether a group tells this meeting anything: one of the Group, or its own."""
    return meeting.kind == MeetingKind.GCG or meeting.group_id == group_id


@transaction.atomic
def save_update(update: GroupUpdate, *, by, expected: int | None = None) -> GroupUpdate:
    """Save what a group tells a meeting; `expected` is the version that was read."""
    if not rules.may_tell_for_group(by, update.group_id):
        raise PermissionDenied
    if not takes_update_of(update.meeting, update.group_id):
        raise Blocked([_("Groups tell the Global Coordinating Group how they are.")])
    if update.meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        raise Blocked([_("The meeting is over: its updates are kept as they are.")])
    if update.pk is None:
        update.created_by = by
        update.full_clean(exclude=["created_by"])
        update.save()
    else:
        update.full_clean(exclude=["created_by"])
        update.save_checked(expected=expected)
    record("group_update.saved", update, by=by, now=str(update.group))
    return update
