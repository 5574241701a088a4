"""What the action groups tell a meeting."""

from django.db.models import QuerySet

from alliance87.core.access import scope_of
from alliance87.partners.enums import GroupState
from alliance87.partners.models import ActionGroup
from meetings import rules
from meetings.enums import MeetingKind
from meetings.models import GroupUpdate, Meeting

WORKING = (GroupState.ACTIVE, GroupState.RELAUNCHED, GroupState.LAUNCHING)


def updates_for(meeting: Meeting, user) -> QuerySet[GroupUpdate]:
    """Updates are papers of the meeting; a group’s chair reads the group’s own."""
    rows = meeting.group_updates.select_related("group").order_by("group__name")
    if rules.may_read_papers(user):
        return rows
    return rows.filter(group__in=scope_of(user).chairs_groups)


def groups_without_update(meeting: Meeting) -> QuerySet[ActionGroup]:
    """Return the working groups that have told this meeting nothing yet."""
    told = meeting.group_updates.values("group")
    rows = ActionGroup.objects.filter(state__in=WORKING, is_example=meeting.is_example)
    if meeting.kind != MeetingKind.GCG:
        rows = rows.filter(pk=meeting.group_id)
    return rows.exclude(pk__in=told).order_by("name")
