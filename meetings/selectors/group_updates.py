"""What the action groups tell a meeting."""

from django.db.models import QuerySet
from django.utils import timezone

from alliance87.core.access import scope_of
from alliance87.partners.enums import GroupState
from alliance87.partners.group_parts import last_activity
from alliance87.partners.models import ActionGroup, ResourceNeed
from alliance87.partners.rules import may_see_inactive_groups
from alliance87.partners.selectors.groups import InactiveGroup, inactive_groups
from alliance87.partners.selectors.needs import with_the_group
from meetings import rules
from meetings.enums import MeetingKind
from meetings.models import GroupUpdate, Meeting

WORKING = (GroupState.ACTIVE, GroupState.RELAUNCHED, GroupState.LAUNCHING)


def updates_of(user) -> QuerySet[GroupUpdate]:
    """Updates are papers of the meeting; a group’s chair reads the group’s own."""
    rows = GroupUpdate.objects.all()
    if rules.may_read_papers(user):
        return rows
    return rows.filter(group__in=scope_of(user).chairs_groups)


def updates_for(meeting: Meeting, user) -> QuerySet[GroupUpdate]:
    rows = updates_of(user).filter(meeting=meeting)
    return rows.select_related("group").order_by("group__name")


def groups_without_update(meeting: Meeting) -> QuerySet[ActionGroup]:
    """Return the working groups that have told this meeting nothing yet."""
    told = meeting.group_updates.values("group")
    rows = ActionGroup.objects.filter(state__in=WORKING, is_example=meeting.is_example)
    if meeting.kind != MeetingKind.GCG:
        rows = rows.filter(pk=meeting.group_id)
    return rows.exclude(pk__in=told).order_by("name")


def needs_before(meeting: Meeting, user) -> QuerySet[ResourceNeed]:
    """Return the needs that wait for an answer when the Group meets next.

    What was with the Group at a meeting of the past is not on record as it was then.
    """
    if meeting.kind != MeetingKind.GCG or meeting.is_over:
        return ResourceNeed.objects.none()
    return with_the_group(user, is_example=meeting.is_example)


def quiet_groups(meeting: Meeting, user) -> list[InactiveGroup]:
    """Return the groups without activity, for a meeting of the Group to come."""
    if meeting.kind != MeetingKind.GCG or meeting.is_over:
        return []
    if not may_see_inactive_groups(user):
        return []
    found = inactive_groups(timezone.localdate(), last_meetings=last_activity())
    return [each for each in found if each.group.is_example == meeting.is_example]
