"""Action points from the first word to the closing note."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition
from meetings.action_points import (
    add,
    change,
    close,
    drop,
    put_back,
    reopen,
    report_done,
    send_back,
    start,
    tell,
)
from meetings.enums import ActionState, DecisionState, DueKind, OwnerOffice
from meetings.models import ActionPoint
from tests.factories import (
    make_focal_point,
    make_gcg_member,
    make_group_chair,
    make_officer,
    make_partner,
    make_person,
    pdf_upload,
)
from tests.factories.decisions import (
    HELD_ON,
    make_action_point,
    make_decision,
    make_gcg,
)

pytestmark = pytest.mark.django_db


def texts(action) -> list[tuple[str, str]]:
    return list(action.updates.values_list("state", "text"))


# --- Written down -------------------------------------------------------------------


def test_action_points_are_numbered_in_their_meeting():
    meeting, officer = make_gcg(5), make_officer()

    for _each in range(2):
        action = ActionPoint(
            meeting=meeting,
            text="Comment on the paper.",
            office=OwnerOffice.ALL_MEMBERS,
            due_kind=DueKind.ONGOING,
        )
        add(action, by=officer)

    assert action.reference == "GCG5/A2"


def test_one_below_a_decision_belongs_to_its_meeting():
    decision = make_decision(make_gcg(6))
    action = ActionPoint(
        decision=decision, text="Do it.", office="chair", due_kind=DueKind.ONGOING
    )

    add(action, by=make_officer())

    assert (action.meeting, action.reference) == (decision.meeting, "GCG6/A1")


def test_giving_it_to_somebody_else_ends_the_link():
    action = make_action_point(token_hash="a" * 64, link_name="Ada")
    action.office, action.partner = "", make_partner(name="Walk Free")

    change(action, expected=0, by=make_officer())

    action.refresh_from_db()
    assert (action.token_hash, action.owners) == ("", ["Walk Free"])


def test_members_change_nothing():
    action, member = make_action_point(), make_gcg_member()

    for verb in (
        lambda: change(action, expected=0, by=member),
        lambda: drop(action, note="Enough.", by=member),
        lambda: close(action, closed_on=HELD_ON, note="Done.", by=member),
        lambda: tell(action, text="Soon.", by=member),
        lambda: report_done(action, note="Done.", by=member),
    ):
        with pytest.raises(PermissionDenied):
            verb()


# --- Who reports --------------------------------------------------------------------


def test_owners_report_on_their_own_points():
    focal_point, chair, member = (
        make_focal_point(),
        make_group_chair(),
        make_gcg_member(),
    )
    partner = make_partner()
    make_person(user=member, organization=partner)
    country = focal_point.role_assignments.get().country
    group = chair.role_assignments.get().group
    owned = (
        (focal_point, make_action_point(country=country)),
        (chair, make_action_point(group=group)),
        (member, make_action_point(partner=partner)),
    )

    for owner, action in owned:
        tell(action, text="Under way.", by=owner)

        assert texts(action) == [("open", "Under way.")]
    with pytest.raises(PermissionDenied):
        tell(owned[0][1], text="Under way.", by=chair)


# --- Moves --------------------------------------------------------------------------


def test_work_begins_and_goes_back():
    action, officer = make_action_point(), make_officer()

    start(action, by=officer, text="The text is in hand.")
    put_back(action, by=officer)

    action.refresh_from_db()
    assert action.state == ActionState.OPEN
    assert texts(action) == [("in_progress", "The text is in hand."), ("open", "")]


def test_it_is_closed_with_a_day_and_a_note():
    action, officer = make_action_point(make_gcg(5)), make_officer()

    with pytest.raises(Blocked, match="Write how it was closed"):
        close(action, closed_on=HELD_ON, note=" ", by=officer)
    with pytest.raises(Blocked, match="in the future"):
        close(action, closed_on=date(2099, 1, 1), note="Done.", by=officer)
    with pytest.raises(Blocked, match="before the meeting that asked for it"):
        close(action, closed_on=date(2019, 1, 1), note="Done.", by=officer)
    close(action, closed_on=HELD_ON, note="Sent to all.", by=officer)

    action.refresh_from_db()
    assert (action.state, action.closing_note) == (ActionState.DONE, "Sent to all.")
    assert action.verified_by == officer


def test_dropping_needs_a_note():
    action, officer = make_action_point(), make_officer()

    with pytest.raises(Blocked, match="Write how it was closed"):
        drop(action, note="", by=officer)
    drop(action, note="The event was cancelled.", by=officer)

    action.refresh_from_db()
    assert (action.state, action.closed_on) == (
        ActionState.DROPPED,
        timezone.localdate(),
    )


def test_reopening_keeps_what_was_said_and_asks_why():
    action = make_action_point(state=ActionState.DONE)
    officer = make_officer()

    with pytest.raises(Blocked, match="Give the reason"):
        reopen(action, reason=" ", by=officer)
    reopen(action, reason="The copy was the wrong one.", by=officer)

    action.refresh_from_db()
    assert (action.state, action.closed_on, action.closing_note) == (
        ActionState.OPEN,
        None,
        "",
    )
    assert texts(action) == [("open", "The copy was the wrong one.")]
    history = ActionPoint.pgh_event_model.objects.filter(pgh_obj_id=action.pk)
    assert history.filter(closing_note="The copy was shared.").exists()


def test_a_closed_point_takes_no_more_words():
    action, officer = make_action_point(state=ActionState.DONE), make_officer()

    for verb in (
        lambda: tell(action, text="Late news.", by=officer),
        lambda: report_done(action, note="Done.", by=officer),
        lambda: start(action, by=officer),
    ):
        with pytest.raises(InvalidTransition):
            verb()


# --- High priority: a proof and a second person ---------------------------------------


def test_a_report_of_high_priority_brings_its_proof():
    action = make_action_point(is_high_priority=True)

    with pytest.raises(Blocked, match="Add the proof"):
        report_done(action, note="Done.", by=make_officer())


def test_high_priority_is_closed_by_a_second_person_only():
    action = make_action_point(is_high_priority=True)
    first, second = make_officer(), make_officer()
    facts = {"closed_on": HELD_ON, "note": "Seen."}

    with pytest.raises(Blocked) as refused:
        close(action, by=second, **facts)
    assert refused.value.reasons == (
        "The proof is missing: an action point of high priority needs one.",
        "Nobody has reported that it is done.",
    )
    report_done(action, note="It is online.", upload=pdf_upload(), by=first)
    with pytest.raises(Blocked) as refused:
        close(action, by=first, **facts)
    assert refused.value.reasons == (
        "Another person must verify: you reported it done.",
    )
    close(action, by=second, **facts)

    action.refresh_from_db()
    assert (action.state, action.proposed_done_by, action.verified_by) == (
        ActionState.DONE,
        first,
        second,
    )


def test_what_was_sent_back_is_reported_again():
    action = make_action_point(is_high_priority=True)
    first, second = make_officer(), make_officer()
    report_done(action, note="Done.", upload=pdf_upload(), by=first)
    with pytest.raises(Blocked, match="reported done already"):
        report_done(action, note="Done.", upload=pdf_upload(), by=first)

    send_back(action, reason="The proof is another document.", by=second)

    action.refresh_from_db()
    assert (action.evidence, action.proposed_done_at) == (None, None)
    report_done(action, note="Now.", upload=pdf_upload(), by=first)
    with pytest.raises(Blocked, match="Another person must verify"):
        close(action, closed_on=HELD_ON, note="Seen.", by=first)


def test_the_rule_is_not_escaped_by_lowering_the_priority():
    action, officer = make_action_point(is_high_priority=True), make_officer()
    action = report_done(action, note="Done.", upload=pdf_upload(), by=officer)
    action.is_high_priority = False

    with pytest.raises(Blocked, match="lower the priority only once"):
        change(action, expected=action.version, by=officer)


def test_reopening_asks_for_a_new_proof():
    action = make_action_point(is_high_priority=True)
    first, second = make_officer(), make_officer()
    report_done(action, note="Done.", upload=pdf_upload(), by=first)
    close(action, closed_on=HELD_ON, note="Seen.", by=second)

    reopen(action, reason="It broke.", by=second)

    with pytest.raises(Blocked, match="The proof is missing"):
        close(action, closed_on=HELD_ON, note="Seen.", by=second)


def test_a_decision_that_asked_for_it_shows_it():
    decision = make_decision(state=DecisionState.ADOPTED)
    action = make_action_point(decision.meeting, decision=decision)

    assert list(decision.action_points.all()) == [action]
