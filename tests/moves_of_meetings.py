"""The moves of meetings, callable alike: their part of the table in `tests.moves`."""

from datetime import date

from alliance87.partners.enums import Role
from meetings import action_points, decisions
from meetings.enums import PackState, ReportState
from meetings.models import (
    ActionPoint,
    BriefingPack,
    Decision,
    Event,
    Meeting,
    MeetingReport,
    PaperVersion,
)
from meetings.packs import issue
from meetings.workflow import (
    ACTION,
    DECISION,
    EVENT,
    MEETING,
    PACK,
    PAPER_VERSION,
    REPORT,
    papers,
    report,
)
from meetings.workflow.event import move_event
from meetings.workflow.meeting import move_meeting
from tests.factories.decisions import (
    HELD_ON,
    make_action_point,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.events import make_event
from tests.factories.packs import issue_unbuilt, make_pack
from tests.factories.papers import make_version

DAY = date(2023, 6, 9)
SECRETARIAT = {Role.OFFICER, Role.ADMINISTRATOR}
RECORDS = (
    *(ActionPoint, BriefingPack, Decision, Event, Meeting, MeetingReport),
    PaperVersion,
)


def make_report_in(state: str, **facts) -> MeetingReport:
    adopted = {"adopted_on": HELD_ON} if state == ReportState.ADOPTED else {}
    return make_circulated_report(state=state, **(adopted | facts))


def make_pack_in(state: str, **facts) -> BriefingPack:
    """Make a pack; one that is superseded has a version after it."""
    pack = make_pack(**facts)
    if state == PackState.DRAFT:
        return pack
    issued = issue_unbuilt(pack)
    if state == PackState.SUPERSEDED:
        issue_unbuilt(make_pack(issued.meeting))
        issued.refresh_from_db()
    return issued


MAKE = {
    MEETING: lambda state, **facts: make_gcg(state=state, **facts),
    DECISION: lambda state, **facts: make_decision(state=state, **facts),
    ACTION: lambda state, **facts: make_action_point(state=state, **facts),
    REPORT: make_report_in,
    PAPER_VERSION: lambda state, **facts: make_version(state=state, **facts),
    PACK: make_pack_in,
    EVENT: lambda state, **facts: make_event(state=state, **facts),
}


def _plain(verb):
    return lambda record, by: verb(record, by=by)


def _reasoned(verb):
    return lambda record, by: verb(record, reason="A reason", by=by)


def _moved(move, verb):
    return lambda record, by: move(record, verb, reason="A reason", by=by)


def _issued(pack, by):
    return issue(pack, build=lambda _locked: None, by=by)


def _superseded(pack, by):
    return PACK.perform(pack, "supersede", by=by, country=None)


# (machine, verb) -> the verb, called with the record and the person.
VERBS = {
    **{(MEETING, verb): _moved(move_meeting, verb) for verb in MEETING.moves},
    **{(EVENT, verb): _moved(move_event, verb) for verb in EVENT.moves},
    (DECISION, "adopt"): lambda record, by: decisions.adopt(
        record, by=by, decided_on=DAY
    ),
    (DECISION, "record_past"): lambda record, by: decisions.record_past(
        record, by=by, decided_on=DAY, source="Report of the meeting"
    ),
    (DECISION, "defer"): _reasoned(decisions.defer),
    (DECISION, "withdraw"): _reasoned(decisions.withdraw),
    (DECISION, "supersede"): lambda record, by: decisions.supersede(
        record, superseded_by=record, by=by
    ),
    (ACTION, "start"): _plain(action_points.start),
    (ACTION, "put_back"): _plain(action_points.put_back),
    (ACTION, "close"): lambda record, by: action_points.close(
        record, closed_on=DAY, note="The copy was shared.", by=by
    ),
    (ACTION, "drop"): lambda record, by: action_points.drop(
        record, note="Nobody needs it.", by=by
    ),
    (ACTION, "reopen"): _reasoned(action_points.reopen),
    (REPORT, "circulate"): _plain(report.circulate_report),
    (REPORT, "take_back"): _reasoned(report.take_back_report),
    (REPORT, "adopt"): lambda record, by: report.adopt_report(
        record, decision=None, decided_on=DAY, by=by
    ),
    (PAPER_VERSION, "circulate"): _plain(papers.circulate_version),
    (PAPER_VERSION, "table"): _plain(papers.table_version),
    (PAPER_VERSION, "endorse"): lambda record, by: papers.endorse(
        record, by=by, decision=None
    ),
    (PAPER_VERSION, "release"): _plain(papers.release),
    (PAPER_VERSION, "supersede"): _reasoned(papers.supersede_version),
    (PAPER_VERSION, "withdraw"): _reasoned(papers.withdraw_version),
    (PACK, "issue"): _issued,
    (PACK, "supersede"): _superseded,
}
# The chair of the own group moves its meeting too; the owner an action point; the
# Chair a status: see their tests.
WHO = dict.fromkeys(VERBS, SECRETARIAT)
