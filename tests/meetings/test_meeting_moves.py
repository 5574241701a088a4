"""Planning a meeting, changing it, and its moves from plan to adopted report."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from alliance87.core.exceptions import Blocked, InvalidTransition, StaleVersion
from alliance87.core.models import AuditEvent
from meetings.agenda import add_standing_items
from meetings.enums import (
    DecisionState,
    ItemKind,
    ItemOutcome,
    MeetingState,
    ReportState,
)
from meetings.models import Meeting, MeetingReport
from meetings.planning import change_meeting, move_on, next_number, plan_meeting
from meetings.reporting import start_report
from meetings.workflow.meeting import MEETING, move_meeting
from tests.factories import (
    make_administrator,
    make_chair,
    make_focal_point,
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
)
from tests.factories.decisions import (
    make_action_point,
    make_agenda_item,
    make_circulated_report,
    make_decision,
    make_gcg,
)
from tests.factories.meetings import make_coming, make_group_meeting, make_intervention

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return make_officer()


def new_meeting(number: int, **fields) -> Meeting:
    values = {"kind": "gcg", "number": number, "title": f"Meeting {number}"} | fields
    return Meeting(**values)


def make_open(**fields) -> Meeting:
    """Make a meeting to come of which no day is fixed."""
    meeting = make_coming(**fields)
    Meeting.objects.update(on=None, precision="unknown", starts_at=None, ends_at=None)
    meeting.refresh_from_db()
    return meeting


def kinds(meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("kind", flat=True))


# --- What comes onto the agenda by itself ---------------------------------------------


def test_the_next_meeting_takes_over_what_the_last_one_left(officer):
    fifth = make_gcg(5, date(2019, 7, 17))
    report = make_circulated_report(fifth)
    make_action_point(fifth)

    sixth = plan_meeting(new_meeting(6), by=officer)

    assert kinds(sixth) == [
        ItemKind.OPENING,
        ItemKind.ADOPT_REPORT,
        ItemKind.MATTERS_ARISING,
        ItemKind.NEW_PARTNERS,
        ItemKind.OTHER_BUSINESS,
        ItemKind.NEXT_DATE,
    ]
    adoption = sixth.items.get(kind=ItemKind.ADOPT_REPORT)
    assert (adoption.report, adoption.title, adoption.purpose) == (
        report,
        f"Adoption of the report: {fifth.title}",
        "decision",
    )


def test_without_reports_and_actions_only_what_always_stands_there_comes(officer):
    make_action_point(make_gcg(5), state="done")

    assert kinds(plan_meeting(new_meeting(6), by=officer)) == [
        ItemKind.OPENING,
        ItemKind.NEW_PARTNERS,
        ItemKind.OTHER_BUSINESS,
        ItemKind.NEXT_DATE,
    ]


def test_standing_items_come_once(officer):
    make_circulated_report(make_gcg(5))
    sixth = plan_meeting(new_meeting(6), by=officer)

    assert add_standing_items(sixth, by=officer) == []
    assert sixth.items.count() == 5


def test_what_was_deferred_comes_to_the_next_meeting_once(officer):
    put_off = make_agenda_item(
        make_gcg(5), title="Closing of groups", outcome=ItemOutcome.DEFERRED
    )

    sixth = plan_meeting(new_meeting(6), by=officer)
    seventh = plan_meeting(new_meeting(7), by=officer)

    carried = sixth.items.get(continues=put_off)
    assert (carried.title, carried.is_automatic) == ("Closing of groups", True)
    assert not seventh.items.filter(continues=put_off).exists()


def test_a_report_that_is_started_later_comes_onto_the_agenda_in_its_place(officer):
    fifth = make_gcg(5)
    make_agenda_item(fifth)
    sixth = plan_meeting(new_meeting(6), by=officer)
    sixth.items.filter(kind=ItemKind.NEW_PARTNERS).delete()

    report = start_report(fifth, by=officer)
    start_report(fifth, by=officer)

    assert kinds(sixth) == [
        ItemKind.OPENING,
        ItemKind.ADOPT_REPORT,
        ItemKind.OTHER_BUSINESS,
        ItemKind.NEXT_DATE,
    ]
    assert sixth.items.get(kind=ItemKind.ADOPT_REPORT).report == report


def test_meetings_of_groups_have_no_standing_items(officer):
    meeting = new_meeting(1, kind="action_group", group=make_group())

    assert plan_meeting(meeting, by=officer).items.count() == 0


def test_extraordinary_meetings_are_counted_with_the_others(officer):
    make_gcg(8, is_extraordinary=True)
    make_gcg(99, is_example=True)

    assert next_number() == 9
    with pytest.raises(ValidationError, match="counted with the ordinary ones"):
        plan_meeting(new_meeting(8), by=officer)


@pytest.mark.parametrize(
    "make", [make_gcg_member, make_chair, make_focal_point, make_group_chair]
)
def test_only_the_secretariat_plans_meetings_of_the_group(make):
    with pytest.raises(PermissionDenied):
        plan_meeting(new_meeting(6), by=make())


# --- Changing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "raised"),
    [
        ({"starts_at": timezone.now() + timedelta(days=3)}, 1),
        ({"venue": "Room XX"}, 1),
        ({"time_zone": "Europe/Zurich"}, 1),
        ({"objectives": "To agree."}, 0),
    ],
)
def test_calendars_update_when_time_or_place_changes(officer, changes, raised):
    meeting = make_coming()
    was = meeting.ics_sequence
    for name, value in changes.items():
        setattr(meeting, name, value)

    change_meeting(meeting, expected=meeting.version, by=officer)

    assert Meeting.objects.get().ics_sequence == was + raised


def test_who_saves_second_is_told(officer):
    meeting = make_coming()
    change_meeting(Meeting.objects.get(), expected=meeting.version, by=officer)

    with pytest.raises(StaleVersion):
        change_meeting(meeting, expected=meeting.version, by=officer)


def test_the_facts_of_a_closed_meeting_stay(officer):
    meeting = make_gcg(state=MeetingState.CLOSED)

    with pytest.raises(Blocked, match="kept as they are"):
        change_meeting(meeting, expected=meeting.version, by=officer)


def test_the_chatham_house_rule_does_not_come_over_named_remarks(officer):
    meeting = make_gcg()
    make_intervention(make_agenda_item(meeting))
    meeting.chatham_house = True

    with pytest.raises(Blocked, match="take the names away first"):
        change_meeting(meeting, expected=meeting.version, by=officer)


# --- Moves ----------------------------------------------------------------------------

LEGAL = {
    ("planned", "announce"): "announced",
    ("planned", "convene"): "convened",
    ("planned", "postpone"): "postponed",
    ("planned", "cancel"): "cancelled",
    ("announced", "convene"): "convened",
    ("announced", "postpone"): "postponed",
    ("announced", "cancel"): "cancelled",
    ("convened", "hold"): "held",
    ("convened", "postpone"): "postponed",
    ("convened", "cancel"): "cancelled",
    ("held", "take_back"): "convened",
    ("held", "close"): "closed",
    ("postponed", "announce"): "announced",
    ("postponed", "convene"): "convened",
    ("postponed", "cancel"): "cancelled",
}


def ready(state: str, verb: str) -> Meeting:
    """Make a meeting in a state, of which nothing is missing for the move."""
    on = timezone.localdate() - timedelta(days=1)
    meeting = make_gcg(5, on, state=state)
    meeting.rsvp_by = meeting.starts_at - timedelta(days=7)
    meeting.save()
    make_agenda_item(meeting)
    if verb == "take_back":
        return meeting
    MeetingReport.objects.create(
        meeting=meeting,
        state=ReportState.ADOPTED,
        adopted_on=on,
        created_by=meeting.created_by,
    )
    return meeting


@pytest.mark.parametrize("state", MeetingState.values)
@pytest.mark.parametrize("verb", MEETING.moves)
def test_moves_and_the_sequence_they_raise(officer, state, verb):
    meeting = ready(state, verb)
    target = LEGAL.get((state, verb))

    if target is None:
        with pytest.raises(InvalidTransition):
            move_meeting(meeting, verb, by=officer, reason="Why.")
        assert Meeting.objects.get().ics_sequence == 0
    else:
        move_meeting(meeting, verb, by=officer, reason="Why.")
        moved = Meeting.objects.get()
        assert (moved.state, moved.ics_sequence, moved.version) == (target, 1, 1)
        event = AuditEvent.objects.get(verb=f"meeting.{verb}")
        assert (event.was, event.now) == (state, target)


@pytest.mark.parametrize("verb", ["postpone", "cancel", "take_back"])
def test_who_postpones_or_cancels_says_why(officer, verb):
    with pytest.raises(Blocked, match="everybody invited will ask"):
        move_meeting(make_coming(), verb, by=officer, reason=" ")


def blocked(meeting, verb, by) -> list[str]:
    with pytest.raises(Blocked) as error:
        move_meeting(meeting, verb, by=by)
    return list(error.value.reasons)


def test_announcing_needs_a_day_or_the_date_in_words(officer):
    meeting = make_open(state=MeetingState.PLANNED)

    assert blocked(meeting, "announce", officer) == [
        "The date is missing: give a day, a month, or the date in words."
    ]
    Meeting.objects.update(date_text="late 2018 or early 2019")
    move_meeting(meeting, "announce", by=officer)


def test_convening_needs_hours_agenda_and_deadline(officer):
    meeting = make_open(state="announced", rsvp_by=None)

    assert blocked(meeting, "convene", officer) == [
        "The hours of the meeting are missing.",
        "The agenda has no item yet.",
        "The day until which people answer is missing.",
    ]


def test_nobody_is_asked_to_answer_after_the_beginning(officer):
    meeting = make_coming(state="announced")
    make_agenda_item(meeting)
    Meeting.objects.update(rsvp_by=meeting.starts_at + timedelta(minutes=1))

    assert blocked(meeting, "convene", officer) == [
        "People would be asked to answer after the meeting began."
    ]


def test_convening_freezes_the_final_agenda(officer):
    meeting = make_coming(state="announced")
    make_agenda_item(meeting, title="Opening")

    move_on(meeting, "convene", by=officer)

    release = meeting.releases.get()
    assert (release.number, release.is_final) == (1, True)
    assert [line["title"] for line in release.lines] == ["Opening"]


def test_a_meeting_to_come_was_not_held(officer):
    assert blocked(make_coming(), "hold", officer) == ["The meeting has not begun yet."]


@pytest.mark.parametrize("state", ["none", ReportState.DRAFT, ReportState.CIRCULATED])
def test_closing_is_refused_before_the_report_is_adopted(officer, state):
    meeting = make_gcg(5)
    if state != "none":
        make_circulated_report(meeting, state=state)

    assert blocked(meeting, "close", officer) == [
        "The report is not adopted: the next meeting adopts it by a decision."
    ]


def test_closing_is_refused_while_a_decision_is_proposed(officer):
    meeting = ready("held", "close")
    decision = make_decision(meeting)

    assert blocked(meeting, "close", officer) == [
        f"The decision “{decision}” is still only proposed."
    ]
    decision.state, decision.decided_on = DecisionState.ADOPTED, meeting.on
    decision.save()
    move_meeting(meeting, "close", by=officer)


def test_a_meeting_of_a_group_closes_without_a_report():
    meeting = make_group_meeting(state=MeetingState.HELD)
    chair = make_group_chair(meeting.group)

    assert move_meeting(meeting, "close", by=chair).state == MeetingState.CLOSED


@pytest.mark.parametrize(
    ("make", "may"),
    [
        (make_officer, True),
        (make_administrator, True),
        (make_chair, False),
        (make_gcg_member, False),
        (make_group_chair, False),
    ],
)
def test_who_moves_a_meeting_of_the_group(make, may):
    meeting = make_coming()

    if may:
        move_meeting(meeting, "postpone", by=make(), reason="No room.")
    else:
        with pytest.raises(PermissionDenied):
            move_meeting(meeting, "postpone", by=make(), reason="No room.")
