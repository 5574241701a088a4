"""What each kind of decision does when it is adopted, in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override as in_language

from alliance87.core.dates import PartialDate, write_day
from alliance87.core.documents import file_pdf
from alliance87.core.enums import Audience
from alliance87.partners import workflow as groups
from meetings.decisions.letters import letter_for
from meetings.enums import DecisionKind, MeetingState
from meetings.models import Decision, MeetingReport
from meetings.models.numbering import label_of
from meetings.seats import hand_over, hand_over_office
from meetings.workflow.meeting import MEETING, move_meeting
from meetings.workflow.papers import endorse
from meetings.workflow.report import adopt_report
from monitoring.selectors import grounds
from pathfinders.workflow import put_on_hold, reinstate

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who records it, and what was written with it.

    `override` is empty where nothing was missing.
    """

    by: object
    reason: str = ""
    override: str = ""
    render_report: Callable[[MeetingReport], bytes] | None = None


Effect = Callable[[Decision, Adoption], None]


def reference_in_words(decision: Decision) -> str:
    """Return “GCG6/D3, 12 November 2019, item 2.1”, as other records cite it."""
    with in_language(LANGUAGE):
        item = _("item %(label)s") % {"label": label_of(decision.item)}
        day = write_day(decision.decided_on)
        parts = (decision.reference, day, item if decision.item_id else "")
        return ", ".join(filter(None, parts))


def carry_out(decision: Decision, adoption: Adoption) -> None:
    """Do what the decision decides; the caller saves the decision."""
    if effect := EFFECTS.get(DecisionKind(decision.kind)):
        effect(decision, adoption)


# --- Papers of the meeting ------------------------------------------------------------


def _adopt_report(decision: Decision, adoption: Adoption) -> None:
    """Freeze the report; its meeting is closed with it when nothing else is open."""
    report = adopt_report(
        decision.report,
        decision=decision,
        decided_on=decision.decided_on,
        by=adoption.by,
        override=adoption.override,
    )
    decision.done_on = decision.decided_on
    _file(report, adoption)
    meeting = report.meeting
    options = MEETING.options(meeting, adoption.by)
    if any(each.move.verb == "close" and each.is_open for each in options):
        move_meeting(meeting, "close", by=adoption.by)


def _file(report: MeetingReport, adoption: Adoption) -> None:
    """File the PDF of a report as it was adopted; who reads it follows the report."""
    if adoption.render_report is None:
        return
    report.pdf = file_pdf(
        adoption.render_report(report),
        f"report-{report.meeting.reference or report.meeting_id}.pdf",
        title=str(report),
        by=adoption.by,
        audience=Audience.PUBLIC if report.is_public else Audience.GCG,
        language=report.language,
    )
    report.save(update_fields=["pdf"])


def _endorse(decision: Decision, adoption: Adoption) -> None:
    endorse(decision.paper_version, decision=decision, by=adoption.by)
    decision.done_on = decision.decided_on


def _set_meeting_date(decision: Decision, adoption: Adoption) -> None:
    """Announce the meeting whose date was decided; one announced already stays so."""
    meeting = decision.next_meeting
    if meeting.state in (MeetingState.PLANNED, MeetingState.POSTPONED):
        move_meeting(meeting, "announce", by=adoption.by)
    decision.done_on = decision.decided_on


# --- Countries ------------------------------------------------------------------------


def _award(decision: Decision, adoption: Adoption) -> None:
    """Draft the letter; the status follows when the Chair has sent it."""
    decision.letter = letter_for(decision, by=adoption.by)


def _hold(decision: Decision, adoption: Adoption) -> None:
    _change_status(put_on_hold, decision, adoption)


def _reinstate(decision: Decision, adoption: Adoption) -> None:
    _change_status(reinstate, decision, adoption)


def _change_status(verb, decision: Decision, adoption: Adoption) -> None:
    """Change the status at once; the letter tells the country."""
    pathfinder = decision.pathfinder
    decision.pathfinder = verb(
        pathfinder,
        on=decision.decided_on,
        decision_reference=reference_in_words(decision),
        by=adoption.by,
        grounds=grounds(pathfinder),
        reason=adoption.reason,
        override=adoption.override,
    )
    decision.letter = letter_for(decision, by=adoption.by)
    decision.done_on = decision.decided_on


# --- Groups, seats, offices -----------------------------------------------------------


def _open_group(decision: Decision, adoption: Adoption) -> None:
    groups.open_group(
        decision.group,
        when=PartialDate.day(decision.decided_on),
        decision_reference=reference_in_words(decision),
        reason=adoption.reason or decision.text,
        by=adoption.by,
    )
    decision.done_on = decision.decided_on


def _close_group(decision: Decision, adoption: Adoption) -> None:
    groups.close_group(
        decision.group,
        when=PartialDate.day(decision.decided_on),
        decision_reference=reference_in_words(decision),
        reason=adoption.reason or decision.text,
        by=adoption.by,
    )
    decision.done_on = decision.decided_on


def _change_seat(decision: Decision, adoption: Adoption) -> None:
    hand_over(
        decision.seat,
        decision.new_holder,
        decision.effective_on,
        by=adoption.by,
        decision_reference=reference_in_words(decision),
    )
    decision.done_on = decision.decided_on


def _change_office(decision: Decision, adoption: Adoption) -> None:
    hand_over_office(
        decision.office,
        decision.new_holder,
        decision.effective_on,
        by=adoption.by,
        decision_reference=reference_in_words(decision),
    )
    decision.done_on = decision.decided_on


EFFECTS: dict[str, Effect] = {
    DecisionKind.ADOPT_REPORT: _adopt_report,
    DecisionKind.ENDORSE_DOCUMENT: _endorse,
    DecisionKind.AWARD_STATUS: _award,
    DecisionKind.HOLD_STATUS: _hold,
    DecisionKind.REINSTATE_STATUS: _reinstate,
    DecisionKind.OPEN_GROUP: _open_group,
    DecisionKind.CLOSE_GROUP: _close_group,
    DecisionKind.SEAT_CHANGE: _change_seat,
    DecisionKind.OFFICE_CHANGE: _change_office,
    DecisionKind.SET_MEETING_DATE: _set_meeting_date,
}
