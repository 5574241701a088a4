"""The moves of a meeting, from its first plan to its adopted report."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alliance87.core.exceptions import Blocked
from alliance87.core.workflow import Machine
from meetings import rules
from meetings.enums import (
    DecisionState,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingState,
    ReportState,
)
from meetings.models import Meeting
from meetings.workflow.moving import moves_by

SECRETARIAT = gettext_lazy("the secretariat; for a group’s meeting also its chair")
BEFORE_IT = frozenset(
    {MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.CONVENED}
)


def before_announcement(meeting, _by, _facts) -> list[str]:
    if meeting.on is None and not meeting.date_text:
        return [_("The date is missing: give a day, a month, or the date in words.")]
    return []


def before_convening(meeting, _by, _facts) -> list[str]:
    missing = []
    if not (meeting.starts_at and meeting.ends_at):
        missing.append(_("The hours of the meeting are missing."))
    if not meeting.items.exists():
        missing.append(_("The agenda has no item yet."))
    if meeting.rsvp_by is None:
        missing.append(_("The day until which people answer is missing."))
    elif meeting.starts_at and meeting.rsvp_by > meeting.starts_at:
        missing.append(_("People would be asked to answer after the meeting began."))
    return missing


def before_holding(meeting, _by, _facts) -> list[str]:
    if meeting.starts_at and meeting.starts_at > timezone.now():
        return [_("The meeting has not begun yet.")]
    return []


def before_taking_back(meeting, _by, _facts) -> list[str]:
    """Nothing may stand on record that only a meeting that was held leaves behind."""
    reported = meeting.items.filter(
        kind=ItemKind.REPORT_BACK,
        outcome__in=(ItemOutcome.DISCUSSED, ItemOutcome.AGREED),
    )
    decided = meeting.decisions.filter(
        state__in=(DecisionState.ADOPTED, DecisionState.SUPERSEDED)
    )
    traces = (
        (hasattr(meeting, "report"), _("Its report is begun.")),
        (decided.exists(), _("Decisions are recorded with it.")),
        (
            meeting.participations.exclude(attended="").exists(),
            _("It is recorded who was there."),
        ),
        (reported.exists(), _("A country reported back at it.")),
    )
    return [words for is_there, words in traces if is_there]


def before_closing(meeting, _by, _facts) -> list[str]:
    missing = []
    report = getattr(meeting, "report", None)
    needs_report = meeting.kind == MeetingKind.GCG or report is not None
    if needs_report and (report is None or report.state != ReportState.ADOPTED):
        missing.append(
            _("The report is not adopted: the next meeting adopts it by a decision.")
        )
    open_decisions = meeting.decisions.filter(state=DecisionState.PROPOSED)
    missing.extend(
        _("The decision “%(decision)s” is still only proposed.") % {"decision": each}
        for each in open_decisions
    )
    return missing


_move = moves_by(rules.may_run_meeting, SECRETARIAT)
MEETING = Machine(
    "meeting",
    field="state",
    states=MeetingState,
    moves=(
        _move(
            "announce",
            gettext_lazy("Announce it (save the date)"),
            {MeetingState.PLANNED, MeetingState.POSTPONED},
            MeetingState.ANNOUNCED,
            guard=before_announcement,
            needs=gettext_lazy("a day, or the date in words"),
        ),
        _move(
            "convene",
            gettext_lazy("Convene it"),
            {MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.POSTPONED},
            MeetingState.CONVENED,
            guard=before_convening,
            needs=gettext_lazy("hours, an agenda, a day until which people answer"),
        ),
        _move(
            "hold",
            gettext_lazy("Record that it was held"),
            {MeetingState.CONVENED},
            MeetingState.HELD,
            guard=before_holding,
            needs=gettext_lazy("that it has begun"),
        ),
        _move(
            "take_back",
            gettext_lazy("Record that it was not held"),
            {MeetingState.HELD},
            MeetingState.CONVENED,
            guard=before_taking_back,
            needs=gettext_lazy(
                "the reason; no report, decision, attendance or report-back on record"
            ),
        ),
        _move(
            "close",
            gettext_lazy("Close it"),
            {MeetingState.HELD},
            MeetingState.CLOSED,
            guard=before_closing,
            needs=gettext_lazy("the adopted report, no decision still proposed"),
        ),
        _move(
            "postpone",
            gettext_lazy("Postpone it"),
            BEFORE_IT,
            MeetingState.POSTPONED,
            needs=gettext_lazy("the reason"),
        ),
        _move(
            "cancel",
            gettext_lazy("Cancel it"),
            BEFORE_IT | {MeetingState.POSTPONED},
            MeetingState.CANCELLED,
            needs=gettext_lazy("the reason"),
        ),
    ),
)
# These need words; calendars and invited people read them.
WITH_REASON = frozenset({"postpone", "cancel", "take_back"})


@transaction.atomic
def move_meeting(meeting: Meeting, verb: str, *, by, reason: str = "") -> Meeting:
    """Make one move of a meeting; calendars learn of it by a higher sequence."""
    if verb in WITH_REASON and not reason.strip():
        raise Blocked([_("Write the reason: everybody invited will ask for it.")])
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    locked.ics_sequence += 1
    locked.version += 1
    MEETING.perform(locked, verb, by=by, country=locked.country, reason=reason.strip())
    return locked
