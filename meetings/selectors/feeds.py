"""What stands in each calendar file: the public one, a group's, a person's own."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliance87.core.access import scope_of
from alliance87.core.calendars import Entry, day_after, uid_for
from alliance87.core.deadlines import write_moment, write_span
from alliance87.core.enums import Precision
from alliance87.partners.models import ActionGroup
from meetings import rules
from meetings.enums import AHEAD, MeetingKind, Response
from meetings.models import (
    AgendaPaper,
    CommentRound,
    Event,
    Meeting,
    Participation,
    own_groups,
)
from meetings.selectors.calendar import (
    Happening,
    entries_for,
    key_of_meeting,
    meetings_of,
)

# What is over stays this long, so that a program learns how it ended.
KEPT = timedelta(days=366)
UNANSWERED = (Response.PENDING, Response.TENTATIVE)


# --- The files ------------------------------------------------------------------------


def public_entries(today: date, *, group: ActionGroup | None = None) -> list[Entry]:
    """Return what everybody may see, of one group or of all; never a way to join."""
    return _entries(AnonymousUser(), today, group=group)


def entries_of_person(user, today: date) -> list[Entry]:
    """Return all that a person may see, the way to join, and what is due from them."""
    joinable = _joinable(user)
    return [*_entries(user, today, joinable=joinable), *deadlines_for(user, today)]


def _entries(user, today: date, *, group=None, joinable=None) -> list[Entry]:
    found = entries_for(user, from_day=today - KEPT, group=group)
    made = (
        to_entry(each, can_join=joinable is not None and joinable(each.record))
        for each in found
        if not each.is_example
    )
    return [entry for entry in made if entry is not None]


def _joinable(user):
    """Return whether the person may read how to join a meeting or an event online.

    As on the pages: the secretariat and the Chair all, the Group its own meetings and
    all events; others what their own group holds and what invited them.
    """
    scope = scope_of(user)
    if scope.is_secretariat or scope.is_chair:
        return lambda record: True
    groups = set(own_groups(user).values_list("pk", flat=True))
    invited = set(
        Participation.objects.filter(person__user=user, person__is_active=True)
        .exclude(response__in=(Response.NOT_INVITED, Response.NO))
        .values_list("meeting", flat=True)
    )

    def may_join(record: Event | Meeting) -> bool:
        if isinstance(record, Event):
            return scope.is_gcg or record.group_id in groups
        is_own = record.kind == MeetingKind.GCG and scope.is_gcg
        chairs = record.group_id in scope.chairs_groups
        return is_own or chairs or record.pk in invited

    return may_join


def to_entry(happening: Happening, *, can_join: bool = False) -> Entry | None:
    """Return a line of a calendar file; None for a date less exact than a day."""
    record = happening.record
    starts, ends = record.starts_at, record.ends_at
    if starts is None:
        if record.precision != Precision.DAY:
            return None
        starts, ends = record.on, day_after(record.until or record.on)
    return Entry(
        uid=happening.uid,
        title=record.title,
        starts=starts,
        ends=ends,
        changed_at=record.changed_at,
        sequence=record.ics_sequence,
        status=happening.status,
        description=_description(happening, can_join),
        location=happening.place,
        url=_address(happening.url),
        categories=_categories(happening),
        is_busy=record.starts_at is not None,
    )


def _categories(happening: Happening) -> tuple[str, ...]:
    group = happening.record.group
    named = [str(group)] if group is not None else []
    return (str(happening.kind_label), *named)


def _description(happening: Happening, can_join: bool) -> str:
    record, lines = happening.record, []
    if record.starts_at:
        hours = record.starts_at, record.ends_at, record.time_zone
        lines.append(write_span(*hours))
    if registration := getattr(record, "registration_url", ""):
        lines.append(_("Registration: %(address)s") % {"address": registration})
    if can_join and happening.join_url:
        lines.append(_("Join online: %(address)s") % {"address": happening.join_url})
        lines.append(getattr(record, "remote_notes", ""))
    lines.append(_address(happening.url))
    return "\n".join(filter(None, lines))


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


# --- What is due ----------------------------------------------------------------------


def deadlines_for(user, today: date) -> list[Entry]:
    """Return what a person is asked for and until when."""
    meetings = meetings_of(user).filter(state__in=AHEAD, is_example=False)
    return [
        *_answers(user, meetings, today),
        *_papers(user, meetings, today),
        *_comments(user, today),
    ]


def _answers(user, meetings: QuerySet, today: date) -> list[Entry]:
    """Until when people answer: who was asked and has not; the secretariat sees all."""
    if not rules.may_plan_meetings(user):
        asked = Participation.objects.filter(
            person__user=user, person__is_active=True, response__in=UNANSWERED
        )
        meetings = meetings.filter(pk__in=asked.values("meeting"))
    return [
        _due(
            meeting,
            "answer",
            _("Answer the invitation: %(meeting)s") % {"meeting": meeting},
            meeting.rsvp_by,
        )
        for meeting in meetings.filter(rsvp_by__date__gte=today - KEPT)
    ]


def _papers(user, meetings: QuerySet, today: date) -> list[Entry]:
    """Until when papers are due: those of the Group; each one for the secretariat."""
    if not rules.may_read_papers(user):
        return []
    found = [
        _due(
            meeting,
            "papers",
            _("Papers are due: %(meeting)s") % {"meeting": meeting},
            meeting.papers_by,
        )
        for meeting in meetings.filter(papers_by__date__gte=today - KEPT)
    ]
    if not rules.may_plan_meetings(user):
        return found
    due = AgendaPaper.objects.filter(
        item__meeting__in=meetings,
        version__isnull=True,
        due_at__date__gte=today - KEPT,
    ).select_related("item__meeting", "paper", "responsible_partner")
    return [*found, *map(_due_paper, due)]


def _due_paper(line: AgendaPaper) -> Entry:
    meeting = line.item.meeting
    facts = {"paper": line.paper, "who": line.who}
    words = (
        _("Paper is due: %(paper)s (%(who)s)")
        if line.who
        else _("Paper is due: %(paper)s")
    )
    return _due(meeting, f"paper-{line.pk}", words % facts, line.due_at)


def _due(meeting: Meeting, what: str, title: str, at: datetime) -> Entry:
    kind, key = key_of_meeting(meeting)
    return Entry(
        uid=uid_for(kind, f"{key}-{what}"),
        title=title,
        starts=at,
        changed_at=meeting.changed_at,
        sequence=meeting.ics_sequence,
        description="\n".join(
            [
                write_moment(at, meeting.time_zone),
                _address(meeting.get_absolute_url()),
            ]
        ),
        url=_address(meeting.get_absolute_url()),
        categories=(_("Deadline"),),
        is_busy=False,
    )


def _comments(user, today: date) -> list[Entry]:
    """Until when comments are taken, in the rounds the person may answer."""
    rounds = CommentRound.objects.visible_to(user).filter(
        closes_at__date__gte=today - KEPT, closed_at__isnull=True
    )
    rounds = rounds.select_related("version__paper", "report__meeting").distinct()
    return [_closing(each) for each in rounds]


def _closing(each: CommentRound) -> Entry:
    address = _address(each.get_absolute_url())
    # A round has no count of its changes; the seconds until the last one only grow.
    age = (each.changed_at - each.created_at).total_seconds()
    return Entry(
        uid=uid_for("comments", each.pk),
        title=_("Comments close: %(subject)s") % {"subject": each.subject},
        starts=each.closes_at,
        changed_at=each.changed_at,
        sequence=max(int(age), 0),
        description="\n".join([write_moment(each.closes_at, each.time_zone), address]),
        url=address,
        categories=(_("Deadline"),),
        is_busy=False,
    )
