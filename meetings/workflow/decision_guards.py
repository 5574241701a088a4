"""What stands between a proposed decision and its adoption, kind by kind.

`lacking` may be replaced by an administrator's written reason; `binding` never is.
"""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from alliance87.core.dates import write_day
from alliance87.partners.enums import GroupState
from alliance87.partners.workflow.groups import before_activity
from meetings.enums import (
    AGENDA_IS_OUT,
    DecisionKind,
    MeetingState,
    ReportState,
    VersionState,
)
from meetings.models import Decision
from meetings.models.decisions import AT_WORK, STATUS_BEFORE
from meetings.workflow.papers import before_endorsement
from monitoring.selectors import grounds
from pathfinders import guards as path
from pathfinders.enums import LetterKind, LetterState

Check = Callable[[Decision], list[str]]


# --- Adoption -------------------------------------------------------------------------


def before_adoption(decision: Decision, by, _facts) -> list[str]:
    check = LACKING.get(decision.kind)
    return check(decision) if check else []


def binding_before_adoption(decision: Decision, by, _facts) -> list[str]:
    check = BINDING.get(decision.kind)
    return _when_it_was_taken(decision) + (check(decision) if check else [])


def _when_it_was_taken(decision: Decision) -> list[str]:
    day, meeting = decision.decided_on, decision.meeting
    missing = []
    if day is None:
        missing.append(_("The day of the decision is missing."))
    elif day > timezone.localdate():
        missing.append(_("The day of the decision is in the future."))
    if meeting is None:
        return missing
    if meeting.state not in AGENDA_IS_OUT:
        missing.append(
            _("“%(meeting)s” is “%(state)s”: it has not met to decide.")
            % {"meeting": meeting, "state": meeting.get_state_display()}
        )
    elif day and meeting.on and day < meeting.on:
        missing.append(
            _("The meeting took place on %(day)s; this is earlier.")
            % {"day": write_day(meeting.on)}
        )
    return missing


def _comments_are_taken(decision: Decision) -> list[str]:
    closes = decision.report.comments_close_at
    if closes is not None and closes > timezone.now():
        return [_("Comments are still taken on the report.")]
    return []


def _report_to_adopt(decision: Decision) -> list[str]:
    report, missing = decision.report, []
    if report.state != ReportState.CIRCULATED:
        missing.append(
            _("The report is “%(state)s”: only a circulated report is adopted.")
            % {"state": report.get_state_display()}
        )
    if report.meeting_id == decision.meeting_id:
        missing.append(_("A meeting does not adopt its own report."))
    return missing


def _version_to_endorse(decision: Decision) -> list[str]:
    version = decision.paper_version
    if version.state == VersionState.FOR_DECISION:
        return before_endorsement(version, None, decision)
    return [
        _("“%(version)s” is “%(state)s”: only what is put up for decision is endorsed.")
        % {"version": version, "state": version.get_state_display()}
    ]


def _status_before(decision: Decision) -> list[str]:
    pathfinder = decision.pathfinder
    if pathfinder.status == STATUS_BEFORE[decision.kind]:
        return []
    return [
        _("%(country)s is “%(status)s”, so this decision changes nothing.")
        % {"country": pathfinder.country, "status": pathfinder.get_status_display()}
    ]


def _steps_to_status(decision: Decision) -> list[str]:
    return path.missing_steps(decision.pathfinder)


def _weak_reviews(decision: Decision) -> list[str]:
    pathfinder = decision.pathfinder
    return path.before_hold(pathfinder, None, grounds(pathfinder))


def _progress_since(decision: Decision) -> list[str]:
    pathfinder = decision.pathfinder
    return path.before_reinstatement(pathfinder, None, grounds(pathfinder))


def _group_to_open(decision: Decision) -> list[str]:
    group = decision.group
    if group.state in AT_WORK:
        return [_("The group is at work already.")]
    return before_activity(group, None, decision.decided_on)


def _group_to_close(decision: Decision) -> list[str]:
    if decision.group.state == GroupState.CLOSED:
        return [_("The group is closed already.")]
    return []


def _date_of_the_meeting(decision: Decision) -> list[str]:
    meeting = decision.next_meeting
    if meeting.on is None and not meeting.date_text:
        return [
            _(
                "“%(meeting)s” has no date yet: give it a day, a month, or the date "
                "in words, on its own page."
            )
            % {"meeting": meeting}
        ]
    return []


def _something_to_do(decision: Decision) -> list[str]:
    if decision.action_points.exists():
        return []
    return [_("There is no action point yet that says who does what by when.")]


LACKING: dict[str, Check] = {
    DecisionKind.ADOPT_REPORT: _comments_are_taken,
    DecisionKind.AWARD_STATUS: _steps_to_status,
    DecisionKind.HOLD_STATUS: _weak_reviews,
    DecisionKind.REINSTATE_STATUS: _progress_since,
}
BINDING: dict[str, Check] = {
    DecisionKind.ADOPT_REPORT: _report_to_adopt,
    DecisionKind.ENDORSE_DOCUMENT: _version_to_endorse,
    DecisionKind.AWARD_STATUS: _status_before,
    DecisionKind.HOLD_STATUS: _status_before,
    DecisionKind.REINSTATE_STATUS: _status_before,
    DecisionKind.OPEN_GROUP: _group_to_open,
    DecisionKind.CLOSE_GROUP: _group_to_close,
    DecisionKind.SET_MEETING_DATE: _date_of_the_meeting,
    DecisionKind.REQUEST_ACTION: _something_to_do,
}


def before_recording_past(decision: Decision, _by, _facts) -> list[str]:
    missing = not_held_yet(decision)
    if not decision.source:
        missing.append(_("The source that shows the decision is missing."))
    if decision.decided_on is None:
        missing.append(_("The day of the decision is missing."))
    return missing


def not_held_yet(decision: Decision) -> list[str]:
    """Refuse as a past decision what a meeting that was not held would decide."""
    meeting = decision.meeting
    if meeting is None or meeting.state in (MeetingState.HELD, MeetingState.CLOSED):
        return []
    words = _(
        "“%(meeting)s” is “%(state)s”: only what a meeting that was held decided is "
        "recorded as a past decision."
    )
    return [words % {"meeting": meeting, "state": meeting.get_state_display()}]


# --- Afterwards -----------------------------------------------------------------------

# What these do cannot be taken back by taking the decision back.
ACTS = frozenset(DecisionKind) - {
    DecisionKind.AWARD_STATUS,
    DecisionKind.REQUEST_ACTION,
    DecisionKind.TAKE_NOTE,
    DecisionKind.ADOPT_AGENDA,
    DecisionKind.OTHER,
}


def before_withdrawal(decision: Decision, _by, _facts) -> list[str]:
    if not decision.is_decided:
        return []
    if decision.kind in ACTS:
        return [
            _(
                "What this decision did stands: the Group decides anew, and the new "
                "decision supersedes this one."
            )
        ]
    return letter_on_its_way(decision) + _actions_done(decision)


def letter_on_its_way(decision: Decision) -> list[str]:
    """A letter that was signed may leave any day and give the status."""
    letter = decision.letter
    if letter is None or letter.kind != LetterKind.CONFIRMATION:
        return []
    if letter.state == LetterState.DRAFT:
        return []
    if letter.state == LetterState.SENT:
        return [_("The letter was sent, and the country has the status.")]
    return [_("The letter is signed. Take it back first, on its own page.")]


def _actions_done(decision: Decision) -> list[str]:
    return [
        _("“%(action)s” is still open: drop it first, with a note.")
        % {"action": action}
        for action in decision.action_points.still_open().select_related(
            "meeting", "decision"
        )
    ]


def before_superseding(decision: Decision, _by, _facts) -> list[str]:
    successor = decision.superseded_by
    if successor is None:  # Its page asks for it.
        return []
    if successor.pk == decision.pk or not successor.is_decided:
        return [_("Only a decision that was adopted replaces another.")]
    if successor.decided_on < decision.decided_on:
        return [_("The decision that replaces it is not older than this one.")]
    if decision.kind == DecisionKind.AWARD_STATUS:
        return [each for each in letter_on_its_way(decision) if not _is_sent(decision)]
    return []


def _is_sent(decision: Decision) -> bool:
    return decision.letter.state == LetterState.SENT
