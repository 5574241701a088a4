"""What an item of an agenda leads to: the decision it asks for, whom it introduces."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from alliance87.partners.models import Partner
from alliance87.partners.selectors.directory import new_partners
from meetings import rules
from meetings.enums import (
    DecisionKind,
    DecisionState,
    ItemKind,
    MeetingState,
    ReportState,
)
from meetings.models import Meeting
from meetings.models.sequence import previous_meeting
from meetings.selectors.agenda import ItemLine, SessionBlock

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)
STANDS = (DecisionState.PROPOSED, DecisionState.ADOPTED)


def with_hints(
    blocks: list[SessionBlock], meeting: Meeting, user
) -> list[SessionBlock]:
    """Return the agenda with what its standing items lead to, for one reader."""
    may_propose = rules.may_record_decision(user) and meeting.state not in OVER
    return [
        replace(
            block,
            lines=[_hinted(line, meeting, may_propose) for line in block.lines],
        )
        for block in blocks
    ]


def _hinted(line: ItemLine, meeting: Meeting, may_propose: bool) -> ItemLine:
    if line.item.kind == ItemKind.ADOPT_REPORT and may_propose:
        return replace(line, propose_url=_propose_url(line, meeting))
    if line.item.kind == ItemKind.NEW_PARTNERS:
        return replace(line, new_partners=partners_since(meeting))
    return line


def _propose_url(line: ItemLine, meeting: Meeting) -> str:
    """Return the prefilled proposal, unless one stands or there is no report."""
    report = line.item.report
    stands = any(
        each.kind == DecisionKind.ADOPT_REPORT and each.state in STANDS
        for each in line.decisions
    )
    if stands or report is None or report.state == ReportState.ADOPTED:
        return ""
    query = {
        "meeting": meeting.pk,
        "kind": DecisionKind.ADOPT_REPORT,
        "item": line.item.pk,
        "report": report.pk,
    }
    return f"{reverse('meetings:decision-add')}?{urlencode(query)}"


def partners_since(meeting: Meeting) -> tuple[Partner, ...]:
    """Return who joined after the meeting before, as the briefing pack lists them."""
    before = previous_meeting(meeting)
    if before is None or before.on is None or meeting.is_example:
        return ()
    return tuple(new_partners(before.on, meeting.on))
