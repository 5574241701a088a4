"""What an adopted decision does to countries, groups, seats, offices and dates."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.exceptions import Blocked
from alliance87.partners.enums import GroupRoleKind, GroupState
from alliance87.partners.models import GroupRole
from meetings.decisions import adopt
from meetings.enums import (
    DecisionKind,
    DecisionState,
    MeetingState,
    Office,
)
from meetings.models import Decision
from pathfinders.enums import LetterKind, LetterState, Status
from pathfinders.models import Letter
from pathfinders.workflow import send_letter, sign_letter
from tests.factories import (
    make_administrator,
    make_chair,
    make_group,
    make_officer,
    make_partner,
    make_pathfinder,
    make_review,
    pdf_upload,
)
from tests.factories.decisions import (
    HELD_ON,
    make_action_point,
    make_decision,
    make_gcg,
)
from tests.factories.people import keeper
from tests.factories.seats import make_office_term, make_seat, make_seat_term
from tests.meetings.decided import award, candidate, weak_country

pytestmark = pytest.mark.django_db


# --- Countries --------------------------------------------------------------------


def test_an_award_without_the_report_back_is_refused():
    """Acceptance 10: what is missing is named."""
    decision = award(candidate(reported_back=False))

    with pytest.raises(Blocked) as refused:
        adopt(decision, decided_on=HELD_ON, by=make_officer())

    assert refused.value.reasons == (
        "The step “Reported back to the Group” is not on record.",
    )
    assert not Letter.objects.exists()


def test_an_award_drafts_the_letter_and_the_status_follows_the_letter():
    """Acceptance 10: the country moves when the Chair’s letter is sent."""
    pathfinder, officer, chair = candidate(), make_officer(), make_chair()

    decision = adopt(award(pathfinder), decided_on=HELD_ON, by=officer)

    letter, pathfinder = decision.letter, type(pathfinder).objects.get()
    assert (letter.kind, letter.state) == (LetterKind.CONFIRMATION, LetterState.DRAFT)
    assert (pathfinder.status, decision.done_on) == (Status.ON_PATH, None)
    letter.recipient, letter.signatory = "Ada Minister", "Chair of the Alliance"
    letter.save()
    letter = sign_letter(letter, scan=pdf_upload(), by=officer)
    send_letter(letter, sent_on=timezone.localdate(), by=chair)
    pathfinder.refresh_from_db()
    assert pathfinder.status == Status.PATHFINDER


def test_an_award_uses_the_letter_in_preparation():
    pathfinder, officer = candidate(), make_officer()
    first = adopt(award(pathfinder), decided_on=HELD_ON, by=officer)

    second = adopt(award(pathfinder), decided_on=HELD_ON, by=officer)

    assert second.letter == first.letter
    assert Letter.objects.count() == 1


def test_a_pathfinder_is_not_awarded_again():
    decision = award(make_pathfinder(status=Status.PATHFINDER))

    with pytest.raises(Blocked, match="so this decision changes nothing"):
        adopt(decision, decided_on=HELD_ON, by=make_officer())


def test_a_hold_changes_the_status_and_drafts_the_letter():
    pathfinder = weak_country()
    meeting = make_gcg(7)
    decision = make_decision(
        meeting, kind=DecisionKind.HOLD_STATUS, pathfinder=pathfinder
    )

    decision = adopt(decision, decided_on=HELD_ON, by=make_chair())

    pathfinder.refresh_from_db()
    event = pathfinder.status_events.last()
    assert pathfinder.status == Status.ON_HOLD
    assert event.decision_reference == "GCG7/D1, 12 November 2019"
    assert decision.letter.kind == LetterKind.HOLD
    assert decision.done_on == HELD_ON


def test_a_hold_without_weak_reviews_is_refused():
    pathfinder = make_pathfinder(status=Status.PATHFINDER)
    decision = make_decision(kind=DecisionKind.HOLD_STATUS, pathfinder=pathfinder)

    with pytest.raises(Blocked, match="do not allow a hold"):
        adopt(decision, decided_on=HELD_ON, by=make_chair())


def test_officers_do_not_hold_and_administrators_give_a_reason():
    decision = make_decision(kind=DecisionKind.HOLD_STATUS, pathfinder=weak_country())

    with pytest.raises(PermissionDenied):
        adopt(decision, decided_on=HELD_ON, by=make_officer())
    with pytest.raises(Blocked, match="only the Chair decides without one"):
        adopt(decision, decided_on=HELD_ON, by=make_administrator())
    adopt(
        decision, decided_on=HELD_ON, by=make_administrator(), reason="As the GCG said."
    )

    assert decision.pathfinder.status_events.last().reason == "As the GCG said."


def test_a_reinstatement_gives_the_status_back():
    pathfinder = make_pathfinder(status=Status.ON_HOLD)
    make_review(
        pathfinder,
        year=2019,
        state="published",
        assessment="substantial",
        justification="not_needed",
        outcome_at=timezone.now(),
    )
    decision = make_decision(kind=DecisionKind.REINSTATE_STATUS, pathfinder=pathfinder)

    decision = adopt(decision, decided_on=HELD_ON, by=make_chair())

    pathfinder.refresh_from_db()
    assert pathfinder.status == Status.PATHFINDER
    assert decision.letter.kind == LetterKind.REINSTATEMENT


# --- Groups, seats, offices, dates ---------------------------------------------------


def test_a_group_is_opened_with_a_chair_only():
    group = make_group(state=GroupState.PROPOSED)
    decision = make_decision(kind=DecisionKind.OPEN_GROUP, group=group)
    with pytest.raises(Blocked, match="The group has no chair"):
        adopt(decision, decided_on=HELD_ON, by=make_officer())
    GroupRole.objects.create(
        group=group,
        role=GroupRoleKind.CHAIR,
        partner=make_partner(),
        starts_on=date(2019, 1, 1),
        slot=1,
        created_by=keeper(),
    )

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    group.refresh_from_db()
    assert group.state == GroupState.ACTIVE


def test_a_group_is_closed_with_the_decision_named():
    group = make_group(state=GroupState.ACTIVE)
    decision = make_decision(
        make_gcg(9), kind=DecisionKind.CLOSE_GROUP, group=group, text="It is closed."
    )

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    change = group.state_changes.get()
    assert change.now == GroupState.CLOSED
    assert change.decision_reference == "GCG9/D1, 12 November 2019"
    assert change.reason == "It is closed."


def test_a_seat_gets_its_new_holder_on_the_day_named():
    seat, holder = make_seat(), make_partner()
    term = make_seat_term(seat, starts_on=date(2018, 1, 1))
    decision = make_decision(
        kind=DecisionKind.SEAT_CHANGE,
        seat=seat,
        new_holder=holder,
        effective_on=date(2020, 1, 1),
    )

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    term.refresh_from_db()
    assert term.ends_on == date(2020, 1, 1)
    assert seat.terms.on(date(2020, 1, 1)).get().holder == holder


def test_an_office_gets_its_new_holder():
    """Acceptance 2: Australia until 17 July 2019, France from that day."""
    australia, france = make_partner(), make_partner()
    make_office_term(Office.CHAIR, australia, starts_on=date(2018, 1, 1))
    day = date(2019, 7, 17)
    decision = make_decision(
        make_gcg(5, day),
        kind=DecisionKind.OFFICE_CHANGE,
        office=Office.CHAIR,
        new_holder=france,
        effective_on=day,
    )

    adopt(decision, decided_on=day, by=make_officer())

    terms = type(make_office_term(Office.DEPUTY_CHAIR)).objects.filter(office="chair")
    assert [term.holder for term in terms.on(date(2019, 7, 16))] == [australia]
    assert [term.holder for term in terms.on(day)] == [france]


def test_a_date_announces_the_meeting():
    planned = make_gcg(
        state=MeetingState.PLANNED,
        on=date(2027, 7, 1),
        starts_at=None,
        ends_at=None,
    )
    decision = make_decision(kind=DecisionKind.SET_MEETING_DATE, next_meeting=planned)

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    planned.refresh_from_db()
    assert planned.state == MeetingState.ANNOUNCED


def test_a_request_names_who_does_what():
    decision = make_decision(kind=DecisionKind.REQUEST_ACTION)
    with pytest.raises(Blocked, match="There is no action point yet"):
        adopt(decision, decided_on=HELD_ON, by=make_officer())
    make_action_point(decision.meeting, decision=decision)

    adopt(decision, decided_on=HELD_ON, by=make_officer())

    assert Decision.objects.get().state == DecisionState.ADOPTED
