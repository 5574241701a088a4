"""What meetings say of action groups: when they were last active, what they met for."""

from datetime import date

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.partners.group_parts import (
    GroupPart,
    on_group_activity,
    on_group_page,
)
from alliance87.partners.models import ActionGroup
from meetings import rules
from meetings.enums import EventState, MeetingState
from meetings.models import Event, GroupUpdate, Meeting, PaperVersion
from meetings.selectors.meetings import TONES

TOOK_PLACE = (MeetingState.HELD, MeetingState.CLOSED)
SHOWN = 5

# --- Activity -------------------------------------------------------------------------


@on_group_activity
def last_activities() -> dict[int, date]:
    """Return the last day up to today on which each group met, wrote or published.

    That are meetings and events of its own, updates for meetings, and versions of
    its papers (4 queries).
    """
    met = Meeting.objects.filter(state__in=TOOK_PLACE)
    told = GroupUpdate.objects.filter(meeting__state__in=TOOK_PLACE)
    events = Event.objects.filter(state=EventState.HELD)
    # A paper of earlier years that is put on record today is not of today.
    uploaded = TruncDate("uploaded_at")
    published = Coalesce("endorsed_on", "paper__published_on", uploaded)
    latest: dict[int, date] = {}
    for rows, group, day in (
        (met, "group", Coalesce(TruncDate("starts_at"), "on")),
        (told, "group", Coalesce(TruncDate("meeting__starts_at"), "meeting__on")),
        (events, "group", Coalesce(TruncDate("starts_at"), "on")),
        (PaperVersion.objects, "paper__group", published),
    ):
        for key, last in _last_days(rows, group, day):
            latest[key] = max(last, latest.get(key, last))
    return latest


def _last_days(rows, group: str, day) -> QuerySet:
    dated = rows.filter(**{f"{group}__isnull": False}).order_by().annotate(happened=day)
    known = dated.filter(happened__lte=timezone.localdate())
    return known.values_list(F(group)).annotate(last=Max("happened"))


# --- The page of a group --------------------------------------------------------------


@on_group_page
def meetings_of_group(group: ActionGroup, user, on: date) -> GroupPart | None:
    """Show the meetings of a group; its chair finds where to write its updates."""
    own = Meeting.objects.visible_to(user).filter(group=group)
    coming = list(own.upcoming().order_by("on", "pk")[:SHOWN])
    past = list(own.filter(state__in=TOOK_PLACE)[:SHOWN])
    may_tell = rules.may_tell_for_group(user, group.pk)
    asked = _asked_for_updates(group, user) if may_tell else []
    if not (coming or past or asked):
        return None
    return GroupPart(
        heading=_("Meetings"),
        anchor="meetings",
        template="meetings/group_meetings.html",
        facts={
            "meetings": [(each, TONES[each.state]) for each in (*coming, *past)],
            "asked": asked,
        },
    )


def _asked_for_updates(group: ActionGroup, user) -> list[tuple[Meeting, bool]]:
    """Return the meetings of the Group to come, and whether the group told them."""
    rows = Meeting.objects.visible_to(user).of_the_group().upcoming()
    rows = rows.filter(is_example=group.is_example).order_by("on", "number")
    asked = list(rows[:SHOWN])
    updates = GroupUpdate.objects.filter(group=group, meeting__in=asked)
    told = set(updates.values_list("meeting", flat=True))
    return [(each, each.pk in told) for each in asked]
