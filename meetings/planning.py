"""Verbs that plan a meeting and keep what is known of it."""

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alliance87.core.audit import record
from alliance87.core.exceptions import Blocked
from meetings import rules
from meetings.action_points import freeze_lines
from meetings.agenda import (
    add_standing_items,
    record_reports_back,
    refuse_named,
    release_agenda,
)
from meetings.decisions import carry_deferred
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Intervention, Meeting
from meetings.workflow.meeting import move_meeting

# What calendars show: a change of these makes them update.
IN_CALENDARS = (
    *("title", "on", "until", "precision", "starts_at", "ends_at", "time_zone"),
    *("form", "venue", "venue_hint", "room", "address", "city", "country_id"),
    *("remote_link", "rsvp_by", "papers_by", "date_text"),
)


def next_number(*, is_example: bool = False) -> int:
    """Return the number of the next meeting of the Group, whatever its kind."""
    rows = Meeting.objects.of_the_group().filter(is_example=is_example)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def plan_meeting(meeting: Meeting, *, by) -> Meeting:
    """Save a new meeting; one of the Group gets its standing items at once.

    Those are the adoption of the last report, the open action points, new partners,
    other business and the next date; each can be changed or taken away.
    """
    if not (rules.may_plan_meetings(by) or rules.may_run_meeting(by, meeting)):
        raise PermissionDenied
    meeting.created_by = by
    meeting.full_clean(exclude=["created_by"])
    meeting.save()
    record("meeting.planned", meeting, by=by, now=meeting.title)
    if meeting.kind == MeetingKind.GCG:
        add_standing_items(meeting, by=by)
        carry_deferred(meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, expected: int, by) -> Meeting:
    """Save changed facts of a meeting; calendars update when what they show changed.

    Raises StaleVersion when somebody else saved since version `expected`.
    """
    if not rules.may_run_meeting(by, meeting):
        raise PermissionDenied
    stored = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if stored.state == MeetingState.CLOSED:
        raise Blocked([_("The meeting is closed; its facts are kept as they are.")])
    moved = [
        name for name in IN_CALENDARS if getattr(stored, name) != getattr(meeting, name)
    ]
    if meeting.chatham_house and not stored.chatham_house:
        refuse_named(Intervention.objects.filter(item__meeting=meeting))
    meeting.ics_sequence = stored.ics_sequence + bool(moved)
    meeting.full_clean(exclude=["created_by"])
    with pghistory.context(reason="meeting.changed"):
        meeting.save_checked(expected=expected)
    record("meeting.changed", meeting, by=by, now=", ".join(moved))
    return meeting


@transaction.atomic
def move_on(meeting: Meeting, verb: str, *, by, reason: str = "") -> Meeting:
    """Make one move of a meeting.

    Convening it freezes the agenda as the final one; holding it, the status lines of
    the action points that it had before it, and puts on record who reported back.
    """
    moved = move_meeting(meeting, verb, by=by, reason=reason)
    if verb == "convene":
        release_agenda(moved, by=by)
    if verb == "hold":
        freeze_lines(moved, by=by)
        record_reports_back(moved, by=by)
    return moved
