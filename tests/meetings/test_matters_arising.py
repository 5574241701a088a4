"""What a meeting has before it of what earlier ones asked for."""

from datetime import UTC, date, datetime

import pytest

from meetings.action_points import freeze_lines, tell
from meetings.enums import ActionState, MeetingKind, MeetingState
from meetings.models import ActionPoint
from meetings.planning import move_on
from meetings.selectors.action_points import (
    Ages,
    asked_of,
    matters_arising,
    rows_of,
    to_verify,
)
from tests.factories import (
    make_contributor,
    make_document,
    make_focal_point,
    make_gcg_member,
    make_group,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import due_on, make_action_point, make_decision, make_gcg

pytestmark = pytest.mark.django_db
FIFTH, SIXTH = date(2019, 7, 17), date(2019, 11, 12)


@pytest.fixture
def fifth():
    return make_gcg(5, FIFTH)


@pytest.fixture
def sixth():
    return make_gcg(6, SIXTH)


def table(meeting) -> list[tuple]:
    return [
        (each.action.reference, each.row.state, each.row.is_overdue, each.row.age)
        for each in matters_arising(meeting).open
    ]


def test_actions_of_the_fifth_before_the_sixth(fifth, sixth):
    """Acceptance 7: A1 is overdue, A2 is due now, A4 was done and is not open."""
    make_action_point(fifth, **due_on(date(2019, 8, 31)))
    make_action_point(fifth)
    make_action_point(fifth, state=ActionState.IN_PROGRESS, due_kind="ongoing")
    make_action_point(fifth, state=ActionState.DONE, closed_on=date(2019, 10, 1))

    assert table(sixth) == [
        ("GCG5/A1", "Open", True, 0),
        ("GCG5/A2", "Open", False, 0),
        ("GCG5/A3", "In progress", False, 0),
    ]
    closed = matters_arising(sixth).closed
    assert [each.action.reference for each in closed] == ["GCG5/A4"]


def test_what_stays_open_is_carried_and_grows_older(fifth, sixth):
    make_action_point(fifth)
    seventh = make_gcg(7, date(2020, 5, 1))

    assert table(seventh) == [("GCG5/A1", "Open", True, 1)]


def test_a_past_meeting_shows_what_was_open_then(fifth, sixth):
    """Closed in December: at the meeting of November it was open."""
    make_action_point(fifth, state=ActionState.DONE, closed_on=date(2019, 12, 1))

    assert table(sixth) == [("GCG5/A1", "Open", False, 0)]
    assert matters_arising(sixth).closed == []


def test_the_own_points_of_a_meeting_are_not_matters_arising(sixth):
    make_action_point(sixth)

    assert not matters_arising(sixth)


def test_other_bodies_and_examples_are_kept_apart(fifth):
    group = make_group()
    own = {"kind": MeetingKind.ACTION_GROUP, "group": group}
    first = make_gcg(1, FIFTH, **own)
    make_action_point(first)
    make_action_point(make_gcg(90, FIFTH, is_example=True))
    coming = make_gcg(2, date(2020, 2, 1), **own)

    assert [row[0] for row in table(make_gcg(6, SIXTH))] == []
    assert len(table(coming)) == 1


def test_what_was_decided_in_writing_comes_too(sixth):
    make_action_point(decision=make_decision(in_writing=True, number=3))

    assert [row[0] for row in table(sixth)] == ["WP/D3/A1"]


# --- Status lines -------------------------------------------------------------------


def test_lines_are_frozen_for_the_meeting(fifth, sixth):
    officer = make_officer()
    action, silent = make_action_point(fifth), make_action_point(fifth)
    tell(action, text="The copy is with the printers.", by=officer)

    lines = freeze_lines(sixth, by=officer)
    tell(action, text="The copy was shared.", by=officer)

    assert [(each.action, each.text) for each in lines] == [
        (action, "The copy is with the printers."),
        (silent, ""),
    ]
    matters = matters_arising(sixth)
    assert matters.is_frozen
    assert [each.line for each in matters.open] == [
        "The copy is with the printers.",
        "",
    ]
    assert freeze_lines(sixth, by=officer) == []


def test_holding_a_meeting_freezes_its_lines(fifth):
    officer, action = make_officer(), make_action_point(fifth)
    sixth = make_gcg(6, SIXTH, state=MeetingState.CONVENED)
    tell(action, text="It is at the printers.", by=officer)

    move_on(sixth, "hold", by=officer)

    sixth.refresh_from_db()
    matters = matters_arising(sixth)
    assert (matters.is_frozen, matters.open[0].line) == (True, "It is at the printers.")


def test_the_next_meeting_reads_only_what_was_said_since(fifth, sixth):
    officer, action = make_officer(), make_action_point(fifth)
    seventh = make_gcg(7, date(2099, 1, 1), state=MeetingState.PLANNED)
    tell(action, text="Before the sixth.", by=officer)
    freeze_lines(sixth, by=officer)

    assert matters_arising(seventh).open[0].line == ""
    tell(action, text="Since the sixth.", by=officer)
    assert matters_arising(seventh).open[0].line == "Since the sixth."


# --- Age, lateness, lists -----------------------------------------------------------


def test_age_counts_meetings_held_since(fifth, sixth):
    make_gcg(7, date(2020, 5, 1), state=MeetingState.CLOSED)
    make_gcg(8, date(2020, 7, 22), state=MeetingState.CANCELLED)

    assert Ages().of(make_action_point(fifth)) == 2


def test_overdue_by_day_hour_and_meeting(fifth, sixth):
    late = (
        make_action_point(fifth, **due_on(date(2019, 8, 31))),
        make_action_point(fifth, due_kind="date", due_on=FIFTH, source="Report"),
        make_action_point(fifth),
    )
    make_action_point(fifth, **due_on(date(2099, 8, 31)))
    make_action_point(fifth, due_kind="ongoing")
    make_action_point(sixth)
    make_action_point(fifth, state=ActionState.DONE)

    assert set(ActionPoint.objects.overdue()) == set(late)
    rows = rows_of(ActionPoint.objects.all())
    assert {row.action for row in rows if row.is_overdue} == set(late)


def test_the_hour_of_the_deadline_counts():
    action = make_action_point(**due_on(date(2019, 8, 31), hour=16))

    def overdue(hour: int) -> bool:
        now = datetime(2019, 8, 31, hour, 30, tzinfo=UTC)
        return ActionPoint.objects.overdue(now).filter(pk=action.pk).exists()

    assert (overdue(15), overdue(16)) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_takes_the_same_queries(
    fifth, sixth, count, django_assert_num_queries
):
    for _each in range(count):
        tell(make_action_point(fifth), text="Under way.", by=make_officer())

    with django_assert_num_queries(4):
        assert len(matters_arising(sixth).open) == count


# --- What is asked of a person --------------------------------------------------------


def test_everybody_finds_what_is_asked_of_them(fifth):
    focal_point, member = make_focal_point(), make_gcg_member()
    country = focal_point.role_assignments.get().country
    partner = make_partner()
    make_person(user=member, organization=partner)
    make_action_point(fifth, country=country)
    make_action_point(fifth, partner=partner)
    make_action_point(fifth, office="all_members")
    make_action_point(fifth)

    def asked(user):
        return sorted(row.action.reference for row in asked_of(user))

    assert asked(focal_point) == ["GCG5/A1"]
    assert asked(member) == ["GCG5/A2", "GCG5/A3"]
    assert asked(make_officer()) == ["GCG5/A4"]
    assert asked(make_contributor(country)) == []


def test_nobody_verifies_their_own_report_of_high_priority(fifth):
    reporter, other = make_officer(), make_officer()
    reported = {
        "proposed_done_at": datetime(2019, 10, 1, tzinfo=UTC),
        "proposed_done_by": reporter,
        "proposed_by_name": str(reporter),
    }
    high = make_action_point(
        fifth, is_high_priority=True, evidence=make_document(), **reported
    )
    normal = make_action_point(fifth, **reported)

    assert set(to_verify(other)) == {high, normal}
    assert set(to_verify(reporter)) == {normal}
