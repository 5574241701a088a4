"""Proposing, putting off, taking back and replacing decisions."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from meetings.decisions import (
    adopt,
    carry_deferred,
    change,
    defer,
    propose,
    record_done,
    supersede,
    withdraw,
)
from meetings.enums import (
    DecisionKind,
    DecisionState,
    ItemOutcome,
    MeetingKind,
    MeetingState,
)
from meetings.models import Decision, Meeting
from meetings.planning import plan_meeting
from pathfinders.enums import LetterState
from pathfinders.models import Letter
from pathfinders.workflow import sign_letter
from tests.factories import make_gcg_member, make_group, make_officer, pdf_upload
from tests.factories.decisions import (
    HELD_ON,
    make_action_point,
    make_agenda_item,
    make_decision,
    make_gcg,
)
from tests.meetings.decided import award, candidate

pytestmark = pytest.mark.django_db


def note(meeting, **fields) -> Decision:
    values = {"meeting": meeting, "kind": DecisionKind.TAKE_NOTE, "text": "Noted."}
    return Decision(**(values | fields))


# --- Written down -------------------------------------------------------------------


def test_proposals_are_numbered_in_their_meeting():
    meeting, officer = make_gcg(6), make_officer()

    numbers = [propose(note(meeting), by=officer).reference for _each in range(2)]

    assert numbers == ["GCG6/D1", "GCG6/D2"]


def test_members_propose_nothing():
    with pytest.raises(PermissionDenied):
        propose(note(make_gcg()), by=make_gcg_member())


def test_a_closed_meeting_decides_nothing_more():
    with pytest.raises(Blocked, match="it decides nothing more"):
        propose(note(make_gcg(state=MeetingState.CLOSED)), by=make_officer())


def test_a_proposal_without_its_target_is_refused_with_a_sentence():
    decision = note(make_gcg(), kind=DecisionKind.CLOSE_GROUP)

    with pytest.raises(ValidationError, match="Name what this kind"):
        propose(decision, by=make_officer())


def test_a_proposal_changes_once_for_the_version_read():
    decision, officer = make_decision(), make_officer()
    first, second = Decision.objects.get(), Decision.objects.get()
    first.text, second.text = "First.", "Second."

    change(first, expected=0, by=officer)
    with pytest.raises(StaleVersion):
        change(second, expected=0, by=officer)

    decision.refresh_from_db()
    assert decision.text == "First."


def test_what_was_adopted_is_not_edited():
    decision = make_decision(state=DecisionState.ADOPTED)

    with pytest.raises(InvalidTransition, match="its text is fixed"):
        change(decision, expected=0, by=make_officer())


def test_the_follow_up_is_recorded_after_the_decision():
    decision, officer = make_decision(state=DecisionState.ADOPTED), make_officer()
    facts = {"done_note": "It is online.", "review_on": None, "is_public": False}
    early = date(2019, 11, 1)

    with pytest.raises(Blocked, match="before it was decided"):
        record_done(decision, done_on=early, expected=0, by=officer, **facts)
    record_done(decision, done_on=HELD_ON, expected=0, by=officer, **facts)

    decision.refresh_from_db()
    assert (decision.done_on, decision.is_public) == (HELD_ON, False)


# --- Put off ------------------------------------------------------------------------


def test_a_deferred_decision_comes_back_at_the_next_meeting():
    officer, item = make_officer(), make_agenda_item(make_gcg(6))
    seventh = make_gcg(7, date(2027, 3, 1), state=MeetingState.PLANNED)
    group = make_group(state="active")
    decision = make_decision(
        item.meeting, item=item, kind=DecisionKind.CLOSE_GROUP, group=group
    )

    defer(decision, reason="There was no time.", by=officer)

    again = Decision.objects.get(meeting=seventh)
    decision.refresh_from_db(), item.refresh_from_db()
    assert (decision.state, decision.state_reason) == (
        DecisionState.DEFERRED,
        "There was no time.",
    )
    assert (again.state, again.group, again.continues) == (
        DecisionState.PROPOSED,
        group,
        decision,
    )
    assert (item.outcome, item.deferred_to) == (ItemOutcome.DEFERRED, seventh)
    assert again.item.continues == item


def test_it_waits_until_the_next_meeting_is_planned_and_comes_once():
    officer, sixth = make_officer(), make_gcg(6)
    decision = defer(make_decision(sixth), reason="No time.", by=officer)
    seventh = make_gcg(7, date(2027, 3, 1), state=MeetingState.PLANNED)

    (again,) = carry_deferred(seventh, by=officer)

    assert again.continues == decision
    assert again.item.title == "Deferred: Take note"
    assert carry_deferred(seventh, by=officer) == []


def test_planning_the_next_meeting_proposes_it_again():
    officer, item = make_officer(), make_agenda_item(make_gcg(6))
    decision = make_decision(item.meeting, item=item)
    defer(decision, reason="No time.", by=officer)
    seventh = Meeting(kind=MeetingKind.GCG, number=7, title="The 7th meeting")

    plan_meeting(seventh, by=officer)

    again = Decision.objects.get(meeting=seventh)
    assert (again.continues, again.item.continues) == (decision, item)


def test_what_was_deferred_in_writing_comes_to_the_next_meeting():
    officer = make_officer()
    seventh = make_gcg(7, date(2027, 3, 1), state=MeetingState.PLANNED)

    decision = defer(make_decision(in_writing=True), reason="Two object.", by=officer)

    assert Decision.objects.get(continues=decision).meeting == seventh


def test_the_item_stays_while_another_decision_stands_under_it():
    item = make_agenda_item()
    make_decision(item.meeting, item=item)
    decision = make_decision(item.meeting, item=item)

    defer(decision, reason="No time.", by=make_officer())

    item.refresh_from_db()
    assert item.outcome == ItemOutcome.PENDING


# --- Taken back ---------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_needs_a_reason(reason):
    with pytest.raises(Blocked, match="Give the reason"):
        withdraw(make_decision(), reason=reason, by=make_officer())


def test_a_wrong_award_is_taken_back_with_its_draft():
    officer = make_officer()
    decision = adopt(award(candidate()), decided_on=HELD_ON, by=officer)

    withdraw(decision, reason="It was another country.", by=officer)

    decision.refresh_from_db()
    assert (decision.state, decision.letter) == (DecisionState.WITHDRAWN, None)
    assert not Letter.objects.exists()


def test_an_award_with_a_signed_letter_is_not_taken_back():
    officer = make_officer()
    decision = adopt(award(candidate()), decided_on=HELD_ON, by=officer)
    letter = decision.letter
    letter.recipient, letter.signatory = "Ada Minister", "The Chair"
    letter.save()
    sign_letter(letter, scan=pdf_upload(), by=officer)

    with pytest.raises(Blocked, match="The letter is signed. Take it back first"):
        withdraw(decision, reason="It was another country.", by=officer)

    assert Letter.objects.get().state == LetterState.SIGNED


def test_what_cannot_be_undone_is_superseded_instead():
    officer, group = make_officer(), make_group(state="active")
    decision = make_decision(kind=DecisionKind.CLOSE_GROUP, group=group)
    decision = adopt(decision, decided_on=HELD_ON, by=officer)

    with pytest.raises(Blocked, match="the new decision supersedes this one"):
        withdraw(decision, reason="By mistake.", by=officer)


def test_a_request_with_open_actions_is_not_taken_back():
    officer, meeting = make_officer(), make_gcg(6)
    decision = make_decision(meeting, kind=DecisionKind.REQUEST_ACTION)
    make_action_point(meeting, decision=decision, text="Share the copy.")
    adopt(decision, decided_on=HELD_ON, by=officer)

    with pytest.raises(Blocked) as refused:
        withdraw(decision, reason="By mistake.", by=officer)

    assert refused.value.reasons == (
        "“GCG6/A1: Share the copy.” is still open: drop it first, with a note.",
    )


# --- Replaced -----------------------------------------------------------------------


def test_a_later_decision_supersedes_an_earlier_one():
    officer = make_officer()
    old = make_decision(state=DecisionState.ADOPTED)
    new = make_decision(state=DecisionState.ADOPTED, decided_on=date(2020, 5, 1))

    supersede(old, superseded_by=new, by=officer)

    old.refresh_from_db()
    assert (old.state, old.superseded_by) == (DecisionState.SUPERSEDED, new)


def test_only_an_adopted_later_decision_supersedes():
    officer, old = make_officer(), make_decision(state=DecisionState.ADOPTED)
    earlier = make_decision(state=DecisionState.ADOPTED, decided_on=date(2018, 1, 1))

    with pytest.raises(Blocked, match="Only a decision that was adopted"):
        supersede(old, superseded_by=make_decision(), by=officer)
    with pytest.raises(Blocked, match="is not older than this one"):
        supersede(old, superseded_by=earlier, by=officer)
