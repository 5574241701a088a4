"""Reminders before a meeting: who has not answered, who owes a paper, once each."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from alliance87.core.models import AuditEvent, Mail
from alliance87.partners.models import Person
from meetings.digests import send_reminders
from meetings.digests.steps import step_reached
from meetings.enums import MeetingState, Response
from meetings.inviting import send
from meetings.models import Meeting, Participation
from tests.factories import make_officer, make_person, make_user
from tests.factories.decisions import make_agenda_item
from tests.factories.meetings import make_coming, make_invited
from tests.factories.packs import place_paper
from tests.factories.papers import make_paper, make_version

pytestmark = pytest.mark.django_db
DUE = date(2030, 6, 30)
DUE_AT = datetime(2030, 6, 30, 16, tzinfo=UTC)
STEPS = (-21, -14, -7)


def before(days: int) -> date:
    return DUE - timedelta(days=days)


@pytest.fixture
def meeting(db):
    starts = DUE_AT + timedelta(days=30)
    return make_coming(
        7,
        on=starts.date(),
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        rsvp_by=DUE_AT,
        papers_by=DUE_AT,
    )


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (22, None), (21, -21), (18, -21), (17, None), (14, -14), (8, None),
        (7, -7), (4, -7), (3, None), (0, None), (-1, None),
    ],
)  # fmt: skip
def test_a_step_is_due_on_its_day_and_shortly_after(days, step):
    assert step_reached(DUE, before(days), STEPS) == step


# --- Answers --------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "n"), [(22, 0), (21, 1), (14, 0), (7, 1), (1, 0)])
def test_who_has_not_answered_is_reminded_21_and_7_days_before(meeting, days, n):
    make_invited(meeting)

    send_reminders(before(days))

    assert Mail.objects.count() == n


def test_each_step_reminds_once(meeting):
    row = make_invited(meeting)

    for days in (21, 21, 20, 7, 6):
        send_reminders(before(days))

    keys = Mail.objects.values_list("key", flat=True)
    assert [key.rpartition(":")[0] for key in keys] == [row.reminder_cause] * 2
    assert AuditEvent.objects.filter(verb="participant.reminded").count() == 2


@pytest.mark.parametrize("response", sorted(set(Response.values) - {"pending", "yes"}))
def test_who_answered_or_is_not_invited_is_left_alone(meeting, response):
    make_invited(meeting, response=response)

    assert send_reminders(before(7)) == []


@pytest.mark.parametrize(
    "state", sorted(set(MeetingState.values) - {MeetingState.CONVENED})
)
def test_only_convened_meetings_remind(meeting, state):
    make_invited(meeting)
    Meeting.objects.update(state=state)

    assert send_reminders(before(7)) == []


def test_who_was_invited_after_the_day_is_not_reminded_by_it(meeting):
    row = make_invited(meeting)
    step = datetime(2030, 6, 9, 8, tzinfo=UTC)
    Participation.objects.update(invited_at=step)

    assert send_reminders(before(20)) == []
    ((_who, (due,)),) = send_reminders(before(7))
    assert (due.about, due.step) == (row, -7)


def test_another_deadline_begins_anew(meeting):
    make_invited(meeting)
    send_reminders(before(21))
    Meeting.objects.update(rsvp_by=DUE_AT + timedelta(days=1))

    send_reminders(before(20))

    assert Mail.objects.count() == 2


def test_nobody_is_reminded_by_the_secretariat_and_by_the_clock_on_one_day(meeting):
    row = make_invited(meeting)
    send(meeting, "reminder", [row], by=make_officer())
    today = timezone.localdate()
    Meeting.objects.update(rsvp_by=timezone.now() + timedelta(days=7))
    Participation.objects.update(invited_at=timezone.now() - timedelta(days=30))

    assert send_reminders(today) == []
    assert Mail.objects.count() == 1


# --- Papers ---------------------------------------------------------------------------


def owed(meeting, **fields):
    """Put a paper that is to follow; whose address is named is in the directory."""
    name, _, address = fields.get("responsible", "").rpartition(" ")
    if "@" in address:
        email = address.strip("<>")
        if not Person.objects.filter(email=email).exists():
            make_person(name=name or email, email=email)
    paper = make_paper(title=fields.pop("title", "Guidance note"))
    item = make_agenda_item(meeting, title="Toolkit")
    return place_paper(item, paper=paper, **fields)


@pytest.mark.parametrize(
    ("days", "n"), [(22, 0), (21, 1), (14, 1), (7, 1), (3, 0), (-1, 0)]
)
def test_who_owes_a_paper_is_reminded_three_times(meeting, days, n):
    owed(meeting, responsible="UNODC <papers@example.org>")

    send_reminders(before(days))

    assert Mail.objects.count() == n


def test_the_mail_says_which_paper_is_due_when(meeting):
    owed(meeting, responsible="UNODC <papers@example.org>")

    send_reminders(before(14))

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        "papers@example.org",
        "Alliance 8.7: A paper for a meeting is due",
    )
    assert "Dear UNODC," in mail.text
    assert (
        f"Guidance note\n{meeting.title}: Toolkit\n"
        "Due: Sun 30 Jun 2030, 18:00 Paris (16:00 UTC)\n"
        "Responsible: UNODC\n"
    ) in mail.text


def test_a_person_of_the_directory_is_found_by_name(meeting):
    make_person(name="Ada Author", email="Ada@example.org")
    user = make_user(name="Max Member")
    make_person(name="Max Member", user=user)
    owed(meeting, responsible="Ada Author")
    owed(meeting, responsible="Max Member")

    send_reminders(before(7))

    assert set(Mail.objects.values_list("to", flat=True)) == {
        "ada@example.org",
        user.email,
    }


def test_without_an_address_the_secretariat_gets_all_in_one_mail(meeting):
    officer = make_officer()
    owed(meeting, title="Guidance note", responsible="UNODC")
    owed(meeting, title="Annex")

    send_reminders(before(7))

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        officer.email,
        "Alliance 8.7: Papers for a meeting are due",
    )
    assert "Guidance note" in mail.text
    assert "Annex" in mail.text


def test_each_step_reminds_of_a_paper_once(meeting):
    owed(meeting, responsible="a@example.org")

    for days in (21, 21, 20, 14, 7, 7):
        send_reminders(before(days))

    assert Mail.objects.count() == 3


def test_its_own_deadline_goes_before_that_of_the_meeting(meeting):
    owed(meeting, responsible="a@example.org", due_at=DUE_AT + timedelta(days=10))

    assert send_reminders(before(21)) == []
    assert len(send_reminders(before(11))) == 1


def test_what_has_come_or_belongs_to_a_plan_reminds_nobody(meeting):
    make_officer()
    place_paper(make_agenda_item(meeting), make_version())
    owed(make_coming(8, state="planned", papers_by=DUE_AT))

    assert send_reminders(before(7)) == []


# --- The command ----------------------------------------------------------------------


def test_the_command_sends_all_kinds(meeting):
    row = make_invited(meeting)
    owed(meeting, responsible="a@example.org")
    out = StringIO()

    call_command("send_meeting_reminders", "--today", "2030-06-23", stdout=out)
    call_command("send_meeting_reminders", "--today", "2030-06-23", stdout=out)

    assert out.getvalue() == (
        f"{row.person.email}: GCG 7 answer -7\n"
        "a@example.org: Guidance note -7\n"
        "Reminders of 2030-06-23: 2.\n"
        "Reminders of 2030-06-23: 0.\n"
    )
