"""What the database and the model refuse about action points."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from meetings.enums import ActionState, DueKind, OwnerOffice
from meetings.models import ActionUpdate
from tests.factories import make_document, make_officer, make_person
from tests.factories.decisions import (
    due_on,
    make_action_point,
    make_agenda_item,
    make_decision,
    make_gcg,
)

pytestmark = pytest.mark.django_db
DAY = date(2018, 8, 15)
CLOSE_OF_BUSINESS = datetime(2018, 8, 15, 16, 0, tzinfo=UTC)


def refused(name: str, **fields) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make_action_point(**fields)
    assert name in str(error.value)


def test_somebody_owes_it():
    refused("action_point_has_owner", office="")


@pytest.mark.parametrize("owner", ["office", "person"])
def test_any_kind_of_owner_is_enough(owner):
    owners = {"office": OwnerOffice.ALL_MEMBERS, "person": make_person()}

    make_action_point(**{owner: owners[owner]}).full_clean()


def test_a_day_alone_is_no_deadline():
    """Acceptance 14: “15 August 2018 CoB” needs a time and a zone."""
    name = "action_point_deadline_with_time_and_zone"

    refused(name, due_kind=DueKind.DATE, due_on=DAY)
    refused(name, due_kind=DueKind.DATE, due_on=DAY, due_at=CLOSE_OF_BUSINESS)
    refused(name, due_kind=DueKind.DATE, due_on=DAY, time_zone="Europe/Zurich")
    action = make_action_point()
    action.due_kind, action.due_on = DueKind.DATE, DAY
    with pytest.raises(ValidationError) as error:
        action.full_clean()
    assert error.value.messages == ["Give the time and the time zone."]


def test_a_source_may_give_a_day_only():
    action = make_action_point(
        due_kind=DueKind.DATE, due_on=DAY, source="Report of the 2nd meeting, item VI"
    )

    action.full_clean()

    assert action.due_on == DAY


def test_an_hour_with_a_zone_is_a_deadline():
    make_action_point(**due_on(DAY, hour=16)).full_clean()


@pytest.mark.parametrize("kind", [DueKind.NEXT_MEETING, DueKind.ONGOING])
def test_only_a_deadline_has_a_date(kind):
    name = "action_point_day_exactly_when_due_by_date"

    refused(name, **due_on(DAY) | {"due_kind": kind})
    refused(name, due_kind=DueKind.DATE)


def test_a_zone_that_is_none_is_refused():
    action = make_action_point(**due_on(DAY))
    action.time_zone = "Geneva"

    with pytest.raises(ValidationError) as error:
        action.full_clean()

    assert list(error.value.message_dict) == ["time_zone"]


@pytest.mark.parametrize("lacking", [{"closed_on": None}, {"closing_note": ""}])
@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_closed_means_with_a_day_and_a_note(state, lacking):
    refused("action_point_closed_with_day_and_note", state=state, **lacking)


def test_what_is_open_was_not_closed():
    name = "action_point_closed_with_day_and_note"

    refused(name, closed_on=DAY)
    refused(name, closing_note="Done.")


def high(**fields) -> dict:
    """Return a closed point of high priority, complete but for the fields."""
    reporter, verifier = make_officer(), make_officer()
    return {
        "is_high_priority": True,
        "state": ActionState.DONE,
        "evidence": make_document(),
        "proposed_done_by": reporter,
        "proposed_by_name": str(reporter),
        "verified_by": verifier,
    } | fields


def test_high_priority_with_proof_and_two_people_is_kept():
    make_action_point(**high()).full_clean()


@pytest.mark.parametrize("lacking", ["evidence", "verified_by", "proposed_done_by"])
def test_high_priority_needs_a_proof_and_two_people(lacking):
    name = "action_point_high_priority_proved_and_verified"

    refused(name, **high(**{lacking: None}))


def test_nobody_verifies_what_they_reported():
    alone = make_officer()
    fields = high(proposed_done_by=alone, verified_by=alone)

    refused("action_point_high_priority_proved_and_verified", **fields)


def test_a_report_by_link_is_verified_by_another_than_who_sent_the_link():
    sender = make_officer()
    by_link = {"proposed_done_by": None, "proposed_by_name": "Ada Owner"}

    make_action_point(**high(**by_link, link_made_by=sender))
    refused(
        "action_point_high_priority_proved_and_verified",
        **high(**by_link, link_made_by=sender, verified_by=sender),
    )
    refused(
        "action_point_high_priority_proved_and_verified",
        **high(**by_link, link_made_by=None),
    )


def test_a_link_ends_when_the_point_is_closed():
    refused(
        "action_point_link_ends_when_closed",
        state=ActionState.DONE,
        token_hash="a" * 64,
    )


def test_numbers_are_unique_in_a_meeting_and_below_a_decision_in_writing():
    meeting, decision = make_gcg(), make_decision(in_writing=True)
    make_action_point(meeting, number=1)
    make_action_point(decision=decision, number=1)

    taken = pytest.raises(IntegrityError, match="unique_per_meeting")
    with taken, transaction.atomic():
        make_action_point(meeting, number=1)
    refused("number_unique_per_written_decision", decision=decision, number=1)


def test_it_comes_from_a_meeting_or_a_decision():
    refused("action_point_from_meeting_or_decision", decision=None)


def test_an_item_of_another_meeting_is_refused():
    refused("agenda_item_of_another_meeting", item=make_agenda_item(), decision=None)


def test_references_are_short():
    meeting, decision = make_gcg(5), make_decision(in_writing=True, number=2)

    assert make_action_point(meeting, number=2).reference == "GCG5/A2"
    assert make_action_point(decision=decision, number=1).reference == "WP/D2/A1"


# --- What was said ----------------------------------------------------------------


def line(action, **fields) -> ActionUpdate:
    values = {"on": DAY, "state": action.state, "by_name": "Ada Owner"} | fields
    return ActionUpdate.objects.create(action=action, **values)


def test_a_meeting_has_one_line_for_each_point():
    action, meeting = make_action_point(), make_gcg(on=date(2020, 5, 1))
    line(action, meeting=meeting)
    line(action, text="The copy is with the printers.")

    with pytest.raises(IntegrityError, match="one_line_per_meeting"):
        line(action, meeting=meeting)


def test_an_update_says_something():
    with pytest.raises(IntegrityError, match="action_update_says_something"):
        line(make_action_point())


def test_an_update_is_somebodys():
    with pytest.raises(IntegrityError, match="action_update_by_somebody"):
        line(make_action_point(), text="Under way.", by_name="")


def test_what_was_said_stays():
    said = line(make_action_point(), text="Under way.")

    with pytest.raises(DatabaseError, match="append_only"):
        ActionUpdate.objects.filter(pk=said.pk).update(text="Done.")
