"""The desk of a meeting: what is missing and by when, from save-the-date to report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliance87.core.dates import write_day
from alliance87.core.deadlines import Deadline, write_moment
from meetings import rules
from meetings.enums import (
    AGENDA_IS_OUT,
    HELD,
    DecisionState,
    InvitationKind,
    ItemKind,
    MeetingKind,
    MeetingState,
    PackState,
    ReportState,
    Response,
)
from meetings.models import AgendaPaper, Meeting
from meetings.selectors.group_updates import groups_without_update
from meetings.selectors.meetings import answers_to
from meetings.selectors.outputs import handovers_to
from meetings.workflow.meeting import MEETING

S = MeetingState
# How long after the meeting the draft of its report is due (the rule of the IETF).
REPORT_AFTER = timedelta(days=10)
SAVE_THE_DATE_BEFORE = timedelta(days=90)
INVITATIONS_BEFORE = timedelta(days=42)
PACK_BEFORE = timedelta(days=14)
SOON = timedelta(days=14)
OVERDUE, DUE_SOON = "stop", "watch"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing the meeting needs, as the task list shows it."""

    label: str
    url: str
    tone: str
    state: str
    hint: str = ""
    due_at: datetime | None = None


def tasks_of(meeting: Meeting, user, *, unaware: int = 0) -> list[Task]:
    """Return every step of a meeting in its order, done or due, with its time.

    So many people on the list are `unaware` of how the meeting stands now.
    """
    if meeting.state == S.CANCELLED:
        return []
    made = (
        _date(meeting),
        _announcement(meeting),
        _agenda(meeting),
        _sessions(meeting),
        _adoption(meeting),
        _outputs(meeting) if rules.may_record_decision(user) else None,
        _invitations(meeting),
        _convening(meeting),
        _change(meeting, unaware) if unaware else None,
        _papers(meeting),
        _updates(meeting),
        _pack(meeting) if rules.may_build_packs_of(user, meeting) else None,
        _answers(meeting),
        _held(meeting),
        _attendance(meeting),
        _report(meeting, user),
        _decisions(meeting),
        _closing(meeting, user),
    )
    return [task for task in made if task is not None]


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk})


def _move_url(meeting: Meeting, verb: str) -> str:
    keys = {"pk": meeting.pk, "verb": verb}
    return reverse("meetings:meeting-move", kwargs=keys)


def _task(
    meeting: Meeting,
    label: str,
    url: str,
    is_done: bool,
    *,
    due: datetime | None = None,
    hint: str = "",
    done: str = "",
) -> Task:
    """Return a step: done, or how far its time is."""
    if is_done:
        return Task(label, url, "good", done or _("Done"), hint, due)
    if due is None:
        return Task(label, url, "todo", _("Not yet"), hint)
    zone = meeting.time_zone or "UTC"
    words = _("By %(moment)s.") % {"moment": write_moment(due, zone)}
    tone, state = _distance_to(due, zone)
    return Task(label, url, tone, state, " ".join(filter(None, (hint, words))), due)


def _distance_to(due: datetime, zone: str) -> tuple[str, str]:
    """Return shape and words for a time: overdue, due within `SOON`, or later."""
    now, day = timezone.now(), Deadline(due, zone).local.date()
    if due < now:
        return OVERDUE, _("Overdue since %(day)s") % {"day": write_day(day)}
    days = (day - Deadline(now, zone).local.date()).days
    if days == 0:
        return DUE_SOON, _("Due today")
    words = ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}
    return (DUE_SOON if days <= SOON.days else "todo"), words


def _before(meeting: Meeting, span: timedelta) -> datetime | None:
    return meeting.starts_at - span if meeting.starts_at else None


def _date(meeting: Meeting) -> Task:
    hint = "" if meeting.starts_at else _("The hours and their place are not fixed.")
    is_done = bool(meeting.starts_at and meeting.ends_at)
    label = _("Fix day, hours and place")
    return _task(meeting, label, _url("meeting-edit", meeting), is_done, hint=hint)


def _announcement(meeting: Meeting) -> Task:
    return _task(
        meeting,
        _("Announce the date (save the date)"),
        _move_url(meeting, "announce"),
        meeting.state in (S.ANNOUNCED, *AGENDA_IS_OUT),
        due=_before(meeting, SAVE_THE_DATE_BEFORE),
    )


def _agenda(meeting: Meeting) -> Task:
    items = meeting.items.count()
    words = ngettext("%(n)s item", "%(n)s items", items) % {"n": items}
    return _task(
        meeting,
        _("Write the agenda"),
        _url("agenda-edit", meeting),
        items > 0,
        due=_before(meeting, INVITATIONS_BEFORE),
        done=words,
    )


def _sessions(meeting: Meeting) -> Task | None:
    if not meeting.starts_at:
        return None
    return _task(
        meeting,
        _("Divide it into sessions and breaks"),
        _url("agenda-edit", meeting),
        meeting.sessions.exists() or meeting.is_over,
        hint=_("A short meeting may do without."),
    )


def _adoption(meeting: Meeting) -> Task | None:
    """The report of the meeting before is adopted under an item of this one."""
    if meeting.kind != MeetingKind.GCG:
        return None
    items = meeting.items.filter(kind=ItemKind.ADOPT_REPORT, report__isnull=False)
    if not items.exists():
        return None
    decided = all(
        item.report.state == ReportState.ADOPTED
        for item in items.select_related("report")
    )
    return _task(
        meeting,
        _("Adopt the report of the meeting before"),
        _url("meeting", meeting),
        decided,
        due=meeting.starts_at,
    )


def _outputs(meeting: Meeting) -> Task | None:
    """What a workshop produced for this meeting is proposed as its decisions."""
    outputs = [each for found in handovers_to(meeting) for each in found.outputs]
    if not outputs:
        return None
    waiting = sum(each.decision is None for each in outputs)
    hint = ngettext(
        "%(n)s output is not proposed.", "%(n)s outputs are not proposed.", waiting
    ) % {"n": waiting}
    return _task(
        meeting,
        _("Take over the outputs of earlier meetings"),
        _url("meeting-outputs", meeting),
        not waiting or meeting.is_over,
        due=_before(meeting, PACK_BEFORE),
        hint=hint if waiting else "",
    )


def _invitations(meeting: Meeting) -> Task:
    answers = answers_to(meeting)
    hint = ""
    if answers.total and answers.not_invited:
        hint = ngettext(
            "%(n)s person is not invited yet.",
            "%(n)s people are not invited yet.",
            answers.not_invited,
        ) % {"n": answers.not_invited}
    return _task(
        meeting,
        _("Send the invitations"),
        _url("participants", meeting),
        bool(answers.total) and not answers.not_invited,
        due=_before(meeting, INVITATIONS_BEFORE),
        hint=hint,
    )


def _convening(meeting: Meeting) -> Task:
    return _task(
        meeting,
        _("Convene the meeting (final agenda)"),
        _move_url(meeting, "convene"),
        meeting.state in AGENDA_IS_OUT,
        due=_before(meeting, INVITATIONS_BEFORE),
    )


def _change(meeting: Meeting, unaware: int) -> Task:
    keys = {"pk": meeting.pk, "kind": InvitationKind.CHANGE}
    hint = ngettext(
        "%(n)s person does not know of the change yet.",
        "%(n)s people do not know of the change yet.",
        unaware,
    ) % {"n": unaware}
    url = reverse("meetings:participants-send", kwargs=keys)
    return _task(meeting, _("Tell people of the change"), url, False, hint=hint)


def _papers(meeting: Meeting) -> Task:
    wanted = AgendaPaper.objects.filter(item__meeting=meeting)
    missing = wanted.filter(version__isnull=True).count()
    hint = ""
    if missing:
        hint = ngettext(
            "%(n)s paper is to follow.", "%(n)s papers are to follow.", missing
        ) % {"n": missing}
    return _task(
        meeting,
        _("Collect the papers"),
        _url("agenda-edit", meeting),
        not missing and wanted.exists(),
        due=meeting.papers_by,
        hint=hint,
    )


def _updates(meeting: Meeting) -> Task | None:
    if meeting.kind != MeetingKind.GCG:
        return None
    silent = [str(group) for group in groups_without_update(meeting)]
    hint = ""
    if silent:
        hint = _("Not told yet: %(groups)s.") % {"groups": ", ".join(silent)}
    return _task(
        meeting,
        _("Ask the action groups for their updates"),
        _url("group-updates", meeting),
        not silent,
        due=meeting.papers_by,
        hint=hint,
    )


def _pack(meeting: Meeting) -> Task:
    is_issued = meeting.packs.filter(state=PackState.ISSUED).exists()
    return _task(
        meeting,
        _("Issue the briefing pack"),
        _url("packs", meeting),
        is_issued,
        due=_before(meeting, PACK_BEFORE),
    )


def _answers(meeting: Meeting) -> Task | None:
    answers = answers_to(meeting)
    if not answers.total:
        return None
    pending = answers.counts[Response.PENDING]
    hint = ngettext(
        "%(n)s person has not answered.", "%(n)s people have not answered.", pending
    ) % {"n": pending}
    return _task(
        meeting,
        _("Have everybody’s answer"),
        _url("participants", meeting),
        not pending or meeting.is_over,
        due=meeting.rsvp_by,
        hint=hint if pending else "",
    )


def _held(meeting: Meeting) -> Task:
    return _task(
        meeting,
        _("Record that it was held"),
        _move_url(meeting, "hold"),
        meeting.state in HELD,
        due=meeting.ends_at,
    )


def _attendance(meeting: Meeting) -> Task:
    came = meeting.participations.exclude(attended="").exists()
    return _task(
        meeting,
        _("Record who took part"),
        _url("attendance", meeting),
        came,
        due=meeting.ends_at,
    )


def _report(meeting: Meeting, user) -> Task:
    """Who may not write the report sees how far it is, without a way to it."""
    report = getattr(meeting, "report", None)
    due = meeting.ends_at + REPORT_AFTER if meeting.ends_at else None
    state = report.state if report else ""
    url = _url("report" if report else "report-start", meeting)
    hint = {
        "": _("There is no draft yet."),
        ReportState.DRAFT: _("It is a draft: circulate it for comments."),
    }.get(state, "")
    return _task(
        meeting,
        _("Write and circulate the report"),
        url if rules.may_write_report(user, report) else "",
        state in (ReportState.CIRCULATED, ReportState.ADOPTED),
        due=due,
        hint=hint,
        done=report.get_state_display() if report else "",
    )


def _decisions(meeting: Meeting) -> Task | None:
    rows = meeting.decisions.all()
    if not rows.exists():
        return None
    left = rows.filter(state=DecisionState.PROPOSED).count()
    hint = ngettext(
        "%(n)s decision is still only proposed.",
        "%(n)s decisions are still only proposed.",
        left,
    ) % {"n": left}
    return _task(
        meeting,
        _("Record the decisions"),
        _url("meeting", meeting),
        not left,
        due=meeting.ends_at,
        hint=hint if left else "",
    )


def _closing(meeting: Meeting, user) -> Task:
    options = MEETING.options(meeting, user)
    missing = [
        sentence
        for option in options
        if option.move.verb == "close"
        for sentence in option.missing
    ]
    return _task(
        meeting,
        _("Close the meeting"),
        _move_url(meeting, "close"),
        meeting.state == S.CLOSED,
        hint=" ".join(missing),
    )
