"""What one meeting, or all that is to come, asks of one person."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.access import scope_of
from alliance87.core.deadlines import write_moment
from alliance87.core.models import Country
from meetings import rules
from meetings.enums import MeetingState, PackState, Response
from meetings.models import BriefingPack, CommentRound, Meeting, Participation
from meetings.selectors.action_points import ActionRow
from meetings.selectors.action_points import asked_of as actions_asked_of
from meetings.selectors.comments import rounds_of
from meetings.selectors.desk import Task
from meetings.selectors.meetings import participation_of
from meetings.selectors.packs import (
    Requested,
    decisions_requested,
    entries_of,
    issued_for,
)
from meetings.snapshots import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """Decisions to take, comments due, own actions, the own answer, pages to read."""

    decisions: list[Requested]
    rounds: list[CommentRound]
    actions: list[ActionRow]
    own: Participation | None
    pack: BriefingPack | None
    papers: list[Entry]

    @property
    def pages(self) -> int:
        return sum(entry.pages for entry in self.papers)

    @property
    def is_nothing(self) -> bool:
        asked = (self.decisions, self.rounds, self.actions, self.papers)
        return not any(asked) and self.own is None


def asked_of(user, meeting: Meeting) -> Asked:
    pack = issued_for(user, meeting)
    return Asked(
        decisions=decisions_requested(meeting, user),
        rounds=list(rounds_of(user).open_on(timezone.now()).order_by("closes_at")),
        actions=actions_asked_of(user),
        own=participation_of(user, meeting),
        pack=pack,
        papers=[e for e in entries_of(pack) if e.is_paper] if pack else [],
    )


# --- Whatever meeting asks it ---------------------------------------------------------

ACTIONS_SHOWN = 3


def tasks_for(user) -> list[Task]:
    """Return what waits for a person; nothing for visitors (at most five queries).

    The invitation that is not answered, comment rounds the person is asked in, own
    action points (the first three, then how many more), the pack of the next meeting.
    """
    if not scope_of(user).is_signed_in:
        return []
    actions = actions_asked_of(user)
    tasks = [*_invitations(user), *_rounds(user)]
    tasks += [_of_action(row) for row in actions[:ACTIONS_SHOWN]]
    more = len(actions) - ACTIONS_SHOWN
    if more > 0:
        words = ngettext(
            "%(n)s more action point", "%(n)s more action points", more
        ) % {"n": more}
        url = reverse("meetings:action-points") + "?show=mine"
        tasks.append(Task(words, url, "todo", _("Open")))
    return [*tasks, *_next_pack(user)]


def tasks_in_country(user, country: Country) -> list[Task]:
    """Return the invitations of a person and the action points of a country."""
    own = [
        _of_action(row)
        for row in actions_asked_of(user)
        if row.action.country_id in (None, country.pk)
    ]
    return [*_invitations(user), *own]


def _invitations(user) -> list[Task]:
    now = timezone.now()
    rows = Participation.objects.filter(
        person__user=user.pk,
        person__is_active=True,
        response=Response.PENDING,
        meeting__state__in=(MeetingState.ANNOUNCED, MeetingState.CONVENED),
    ).select_related("meeting")
    return [
        Task(
            _("Answer the invitation: %(meeting)s") % {"meeting": row.meeting},
            reverse("meetings:own-answer", kwargs={"pk": row.meeting_id}),
            "todo",
            _("Not answered"),
            _until(row.meeting.rsvp_by, row.meeting.time_zone),
        )
        for row in rows.order_by("meeting__on", "pk")
        if row.meeting.rsvp_by is None or row.meeting.rsvp_by > now
    ]


def _rounds(user) -> list[Task]:
    asked_in = rules.rounds_for(user)
    if not asked_in:
        return []
    rows = rounds_of(user).open_on(timezone.now()).filter(audience__in=asked_in)
    return [
        Task(
            _("Comment on: %(subject)s") % {"subject": each.version or each.report},
            each.get_absolute_url(),
            "todo",
            _("Comments due"),
            _until(each.closes_at, each.time_zone),
        )
        for each in rows.order_by("closes_at")
    ]


def _until(moment, zone: str) -> str:
    if moment is None:
        return ""
    return _("By %(moment)s.") % {"moment": write_moment(moment, zone or "UTC")}


def _of_action(row: ActionRow) -> Task:
    label = f"{row.action.reference} {row.action.text}"
    url = row.action.get_absolute_url()
    if row.is_overdue:
        return Task(label, url, "stop", _("Overdue"), row.due)
    return Task(label, url, row.tone, row.state, row.due)


def _next_pack(user) -> list[Task]:
    if not rules.may_read_papers(user):
        return []
    coming = Meeting.objects.visible_to(user).upcoming().filter(is_example=False)
    # What an action group reads before it meets is asked of nobody else.
    coming = coming.filter(group__isnull=True)
    rows = BriefingPack.objects.visible_to(user).filter(
        state=PackState.ISSUED, meeting__in=coming
    )
    rows = rows.select_related("meeting").order_by("meeting__on", "audience", "pk")
    return [
        Task(
            _("Read the briefing pack: %(meeting)s") % {"meeting": pack.meeting},
            reverse("meetings:asked-of-me", kwargs={"pk": pack.meeting_id}),
            "info",
            _("Issued"),
            ngettext("%(n)s page", "%(n)s pages", pack.pages) % {"n": pack.pages},
        )
        for pack in rows[:1]
    ]
