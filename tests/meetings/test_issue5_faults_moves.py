"""Ways out of what a hand did too early: each test is named after the dead end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Mail
from meetings import agenda, invitations, planning, reporting
from meetings.enums import MeetingState
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingSession,
    MinuteSection,
    Participation,
)
from tests.factories.decisions import make_decision
from tests.factories.meetings import (
    make_agenda_item,
    make_coming,
    make_gcg,
    make_invited,
    make_participation,
    make_report,
)
from tests.factories.people import make_officer

pytestmark = pytest.mark.django_db


def held() -> Meeting:
    return make_gcg(state=MeetingState.HELD)


def test_meeting_recorded_as_held_by_mistake_is_taken_back():
    officer = make_officer()
    meeting = held()
    make_decision(meeting=meeting)  # proposed beforehand: nothing was decided
    with pytest.raises(Blocked, match="reason"):
        planning.move_on(meeting, "take_back", by=officer)
    moved = planning.move_on(meeting, "take_back", by=officer, reason="Storm")
    assert moved.state == MeetingState.CONVENED
    cancelled = planning.move_on(moved, "cancel", by=officer, reason="Storm")
    assert cancelled.state == MeetingState.CANCELLED


@pytest.mark.parametrize(
    ("leave", "words"),
    [
        (make_report, "report is begun"),
        (
            lambda meeting: make_decision(meeting=meeting, state="adopted"),
            "Decisions are recorded",
        ),
        (
            lambda meeting: make_participation(meeting, attended="remote"),
            "who was there",
        ),
        (
            lambda meeting: make_agenda_item(
                meeting, kind="report_back", outcome="discussed"
            ),
            "reported back",
        ),
    ],
    ids=["report", "decision", "attendance", "report-back"],
)
def test_meeting_that_left_traces_stays_held(leave, words):
    meeting = held()
    leave(meeting)
    with pytest.raises(Blocked, match=words):
        planning.move_on(meeting, "take_back", by=make_officer(), reason="Storm")
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.HELD


def test_item_with_an_empty_section_of_the_report_is_taken_off():
    officer = make_officer()
    meeting = held()
    written = make_agenda_item(meeting, title="Written")
    empty = make_agenda_item(meeting, title="Empty")
    reporting.start_report(meeting, by=officer)
    section = MinuteSection.objects.get(item=written)
    section.text = "What was said."
    reporting.save_section(section, expected=section.version, by=officer)

    agenda.remove_item(empty, by=officer)
    assert not AgendaItem.objects.filter(title="Empty").exists()
    with pytest.raises(Blocked, match="has a text about it"):
        agenda.remove_item(written, by=officer)


def test_session_of_a_meeting_without_hours_leads_to_its_hours(client_for):
    meeting = make_coming()
    session = MeetingSession.objects.create(
        meeting=meeting,
        title="Morning",
        starts_at=timezone.now(),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    Meeting.objects.update(
        state=MeetingState.ANNOUNCED, starts_at=None, ends_at=None, time_zone=""
    )
    page = client_for(make_officer()).get(
        f"/meetings/{meeting.pk}/agenda/sessions/{session.pk}/edit/"
    )
    assert page.status_code == 302
    assert page["Location"] == f"/meetings/{meeting.pk}/edit/"


def test_nobody_taken_off_the_list_is_written_to():
    officer, row = make_officer(), make_participation(response="not_invited")
    outbox.write(
        to="ana@example.org",
        subject="Invitation",
        text="Dear Ana.",
        key=f"{row.mail_cause}:invitation",
    )
    invitations.remove_participant(row, by=officer)
    assert not Mail.objects.exists()


def test_answer_that_came_meanwhile_keeps_its_row():
    officer, row = make_officer(), make_invited()
    read_before = Participation.objects.get(pk=row.pk)
    invitations.answer(row, "no")
    with pytest.raises(Blocked, match="answered stays on the list"):
        invitations.remove_participant(read_before, by=officer)
    assert Participation.objects.get().response == "no"
