"""Adopting a decision does what it decides, all of it or nothing."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from meetings.decisions import adopt, record_past
from meetings.enums import (
    DecisionKind,
    DecisionMode,
    DecisionState,
    MeetingState,
    ReportState,
    VersionState,
)
from meetings.workflow.meeting import move_meeting
from pathfinders.enums import Status
from pathfinders.models import Letter
from tests.factories import (
    make_administrator,
    make_gcg_member,
    make_officer,
    make_partner,
)
from tests.factories.decisions import (
    HELD_ON,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
    make_version_to_endorse,
)
from tests.factories.seats import make_seat, make_seat_term
from tests.meetings.decided import award, candidate
from tests.stored import stored

pytestmark = pytest.mark.django_db


# --- The report of the meeting before -----------------------------------------------


def test_adopting_the_report_freezes_it_and_closes_its_meeting():
    """Acceptance 5, at item 1.2 of the 6th meeting."""
    officer = make_officer()
    fifth, sixth = make_gcg(5, date(2019, 7, 17)), make_gcg(6)
    report = make_circulated_report(fifth)
    item = make_agenda_item(sixth)
    decision = make_decision(
        sixth, kind=DecisionKind.ADOPT_REPORT, report=report, item=item
    )
    with pytest.raises(Blocked) as refused:
        move_meeting(fifth, "close", by=officer)
    assert refused.value.reasons == (
        "The report is not adopted: the next meeting adopts it by a decision.",
    )

    adopt(decision, decided_on=HELD_ON, by=officer)

    decision.refresh_from_db(), report.refresh_from_db(), fifth.refresh_from_db()
    assert (decision.state, decision.done_on) == (DecisionState.ADOPTED, HELD_ON)
    assert (report.state, report.adopted_on) == (ReportState.ADOPTED, HELD_ON)
    assert fifth.state == MeetingState.CLOSED


def test_a_report_still_open_for_comments_needs_an_override():
    report = make_circulated_report(
        make_gcg(5, date(2019, 7, 17)),
        comments_close_at=timezone.now() + timedelta(days=3),
    )
    fields = {"kind": DecisionKind.ADOPT_REPORT, "report": report}
    decision = make_decision(make_gcg(6), **fields)
    words = "All members have answered."

    for person in (make_officer(), make_administrator()):
        with pytest.raises(Blocked) as refused:
            adopt(decision, decided_on=HELD_ON, by=person)
        assert refused.value.reasons == ("Comments are still taken on the report.",)
    with pytest.raises(Blocked):
        adopt(decision, decided_on=HELD_ON, by=make_officer(), override=words)
    adopt(decision, decided_on=HELD_ON, by=make_administrator(), override=words)

    report.refresh_from_db()
    assert report.state == ReportState.ADOPTED
    event = AuditEvent.objects.get(verb="decision.adopt")
    assert (event.reason, event.overridden) == (
        words,
        "Comments are still taken on the report.",
    )


def test_a_draft_report_and_the_own_report_are_refused_whatever_is_written():
    meeting = make_gcg()
    own = make_circulated_report(meeting, state=ReportState.DRAFT)
    decision = make_decision(meeting, kind=DecisionKind.ADOPT_REPORT, report=own)

    with pytest.raises(Blocked) as refused:
        adopt(decision, decided_on=HELD_ON, by=make_administrator(), override="Now.")

    assert refused.value.reasons == (
        "The report is “Draft”: only a circulated report is adopted.",
        "A meeting does not adopt its own report.",
    )


# --- Papers -----------------------------------------------------------------------


def test_endorsing_supersedes_what_was_in_force():
    old = make_version_to_endorse(state=VersionState.ENDORSED, was_endorsed=True)
    new = make_version_to_endorse(old.paper)
    decision = make_decision(kind=DecisionKind.ENDORSE_DOCUMENT, paper_version=new)

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    old.refresh_from_db(), new.refresh_from_db()
    assert (old.state, new.state) == (VersionState.SUPERSEDED, VersionState.ENDORSED)
    assert new.endorsed_on == HELD_ON


def test_a_draft_is_not_endorsed():
    version = make_version_to_endorse(state=VersionState.DRAFT)
    decision = make_decision(kind=DecisionKind.ENDORSE_DOCUMENT, paper_version=version)

    with pytest.raises(Blocked, match="only what is put up for decision"):
        adopt(decision, decided_on=HELD_ON, by=make_officer())


# --- When and by whom ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        (MeetingState.HELD, None, "The day of the decision is missing."),
        (
            MeetingState.HELD,
            date(2019, 11, 11),
            "The meeting took place on 12 November 2019; this is earlier.",
        ),
        (
            MeetingState.HELD,
            date(2099, 1, 1),
            "The day of the decision is in the future.",
        ),
        (
            MeetingState.PLANNED,
            HELD_ON,
            "“Meeting 6 of the Global Coordinating Group” is “Planned”: it has not met "
            "to decide.",
        ),
    ],
)
def test_the_day_fits_the_meeting(state, day, sentence):
    decision = make_decision(make_gcg(6, state=state))

    with pytest.raises(Blocked) as refused:
        adopt(decision, decided_on=day, by=make_officer())

    assert refused.value.reasons == (sentence,)


def test_members_adopt_nothing():
    decision, member = make_decision(), make_gcg_member()
    before = stored()

    with pytest.raises(PermissionDenied):
        adopt(decision, decided_on=HELD_ON, by=member)

    assert stored() == before


def test_what_was_decided_in_writing_has_no_meeting():
    decision = make_decision(in_writing=True)

    adopted = adopt(decision, decided_on=HELD_ON, by=make_officer())

    assert adopted.mode == DecisionMode.WRITTEN_PROCEDURE
    with pytest.raises(ValidationError, match="at a meeting, or in writing"):
        adopt(
            make_decision(in_writing=True),
            decided_on=HELD_ON,
            mode=DecisionMode.CONSENSUS,
            by=make_officer(),
        )


def test_what_the_effect_refuses_leaves_nothing():
    """The seat is taken by somebody from a later day: the decision stays proposed."""
    seat, holder = make_seat(), make_partner()
    make_seat_term(seat, starts_on=date(2021, 1, 1))
    decision = make_decision(
        kind=DecisionKind.SEAT_CHANGE,
        seat=seat,
        new_holder=holder,
        effective_on=date(2020, 1, 1),
    )
    officer, before = make_officer(), stored()

    with pytest.raises(ValidationError):
        adopt(decision, decided_on=HELD_ON, by=officer)

    decision.refresh_from_db()
    assert (decision.state, decision.decided_on) == (DecisionState.PROPOSED, None)
    assert stored() == before
    assert seat.terms.count() == 1


def test_a_past_decision_is_recorded_and_changes_nothing():
    pathfinder = candidate()
    decision = award(
        pathfinder, source="Report of the 5th meeting", decided_on=date(2019, 7, 17)
    )

    record_past(decision, done_on=date(2019, 8, 1), by=make_officer())

    pathfinder.refresh_from_db(), decision.refresh_from_db()
    assert (decision.state, decision.letter) == (DecisionState.ADOPTED, None)
    assert pathfinder.status == Status.ON_PATH
    with pytest.raises(Blocked, match="source that shows the decision"):
        record_past(make_decision(decided_on=HELD_ON), by=make_officer())


@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_at_once_do_it_once():
    pathfinder, people = candidate(), (make_officer(), make_officer())
    decision, outcomes = award(pathfinder), []
    gate = threading.Barrier(2)

    def run(person):
        gate.wait()
        try:
            adopt(decision, decided_on=HELD_ON, by=person)
            outcomes.append("adopted")
        except InvalidTransition:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["adopted", "refused"]
    assert Letter.objects.count() == 1
    assert AuditEvent.objects.filter(verb="decision.adopt").count() == 1
