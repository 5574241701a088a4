"""Who is no longer asked to a meeting: the mails under way, and the word they get."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core import mail as sent_mails
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.models import Mail
from alliance87.partners.enums import GroupRoleKind, PlanState
from meetings import invitations, inviting
from meetings.digests import send_reminders
from meetings.enums import InvitationKind, MeetingState
from meetings.models import Meeting, Participation
from tests.core.ics_checker import problems
from tests.factories import make_gcg_member, make_officer, make_person
from tests.factories.groups import make_group_role, make_output, make_work_plan
from tests.factories.meetings import make_coming, make_invited, make_participation

pytestmark = pytest.mark.django_db
CLEO = {"name": "Cleo Deputy", "email": "cleo@example.org", "mode": "remote"}
ON = datetime(2030, 3, 9, tzinfo=UTC).date()


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://pathfinders.example.org"
    settings.DEFAULT_FROM_EMAIL = "Alliance 8.7 <info@example.org>"


def sends_cleo(*, is_invited: bool = True, is_sent: bool = True, **of_the_meeting):
    """Return a member who sends Cleo, to whom the invitation went out."""
    row = make_invited(make_coming(6, on=ON, **of_the_meeting), name="Ada Member")
    Meeting.objects.update(changed_at=timezone.now() - timedelta(days=1))
    invitations.answer(row, "delegated", delegate=CLEO)
    if is_invited:
        delegate = Participation.objects.get(delegate_of=row)
        inviting.write(delegate, InvitationKind.INVITATION, by=make_officer())
    if is_sent:
        outbox.send_waiting()
    return row


def to_cleo() -> list[Mail]:
    """Return what Cleo got, the newest last."""
    return list(Mail.objects.filter(to="cleo@example.org").order_by("pk"))


# --- A delegate -----------------------------------------------------------------------


def test_a_delegate_who_was_invited_is_told_that_it_was_taken_back():
    row = sends_cleo()

    invitations.answer(row, "yes", mode="in_person")

    _invitation, told = to_cleo()
    assert told.subject == f"No longer asked to come: {row.meeting}"
    assert "You were named to come for Ada Member; that was taken back." in told.text
    assert "It was to take place" not in told.text
    outbox.send_waiting()
    assert sent_mails.outbox[-1].to == ["cleo@example.org"]


def test_the_mail_takes_the_meeting_out_of_the_calendar():
    row = sends_cleo()
    invited = icalendar.Calendar.from_ical(to_cleo()[0].file_text).walk("VEVENT")[0]

    invitations.answer(row, "no")

    file = to_cleo()[-1]
    assert file.file_type == "text/calendar; method=CANCEL; charset=utf-8"
    assert problems(file.file_text.encode(), uninvites=True) == []
    calendar = icalendar.Calendar.from_ical(file.file_text)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"]) == ("CANCEL", invited["UID"])
    assert event["ATTENDEE"] == "mailto:cleo@example.org"
    # The meeting itself goes on.
    assert "STATUS" not in event
    assert event["SEQUENCE"] == invited["SEQUENCE"]
    assert event["DTSTAMP"].dt - invited["DTSTAMP"].dt >= timedelta(days=1)


def test_another_delegate_tells_the_first_one():
    row = sends_cleo()

    dora = {"name": "Dora", "email": "dora@example.org"}
    invitations.answer(row, "delegated", delegate=dora)

    assert len(to_cleo()) == 2
    assert not Mail.objects.filter(to="dora@example.org").exists()


@pytest.mark.parametrize(
    ("how", "left"),
    [({"is_invited": False}, 0), ({"is_sent": False}, 0), ({"is_example": True}, 1)],
)
def test_who_got_no_invitation_is_told_nothing(how, left):
    row = sends_cleo(**how)

    invitations.answer(row, "no")

    assert len(to_cleo()) == left


@pytest.mark.parametrize(
    ("state", "mails"),
    [
        (MeetingState.POSTPONED, 2),
        (MeetingState.CANCELLED, 1),
        (MeetingState.HELD, 1),
    ],
)
def test_only_of_a_meeting_that_is_still_ahead(state, mails):
    row = sends_cleo()
    Meeting.objects.update(state=state)

    invitations.answer(row, "no", by=make_officer(), on_behalf=True)

    assert len(to_cleo()) == mails


def test_who_is_on_the_list_again_is_told_nothing():
    row = sends_cleo()
    person = make_person(email="", user=make_gcg_member(email="Cleo@example.org"))
    make_participation(row.meeting, person=person)

    invitations.answer(row, "no")

    assert len(to_cleo()) == 1


def test_the_mail_is_in_the_language_of_the_account():
    row = make_invited(make_coming(6, on=ON))
    cleo = make_gcg_member(email="cleo@example.org", language="fr")
    make_person(name="Cleo Deputy", user=cleo)
    invitations.answer(row, "delegated", delegate=CLEO)
    delegate = Participation.objects.get(delegate_of=row)
    inviting.write(delegate, InvitationKind.INVITATION, by=make_officer())
    outbox.send_waiting()

    invitations.answer(row, "no")

    told = to_cleo()[-1]
    assert (told.language, told.user) == ("fr", cleo)


# --- Anybody --------------------------------------------------------------------------


def test_who_is_taken_off_the_list_after_the_invitation_is_told(client_for):
    officer = make_officer()
    row = make_participation(make_coming(6, on=ON))
    inviting.write(row, InvitationKind.INVITATION, by=officer)
    outbox.send_waiting()
    browser = client_for(officer)
    path = f"/meetings/{row.meeting_id}/participants/{row.pk}/remove/"

    assert "gets a mail that they are no longer asked" in browser.get(path).text
    browser.post(path, {"confirm": "on"})

    told = Mail.objects.get(to=row.person.email, sent_at=None)
    assert told.subject == f"No longer asked to come: {row.meeting}"
    assert "You were named" not in told.text


# --- A reminder about more than the answer --------------------------------------------


def reminded_of_two():
    """Return an invitation and the mail that waits: of the answer and of an output."""
    meeting = make_coming(rsvp_by=timezone.now() + timedelta(days=6))
    row = make_invited(meeting, invited_at=timezone.now() - timedelta(days=30))
    today = timezone.localdate()
    plan = make_work_plan(state=PlanState.ADOPTED)
    due = {"due_on": today + timedelta(days=30), "due_precision": "day"}
    make_output(plan, text="A webinar on recruitment", is_accepted=True, **due)
    make_group_role(plan.group, role=GroupRoleKind.CHAIR, person=row.person)
    send_reminders(today)
    return row, Mail.objects.get(to=row.person.email)


def link_in(address: str) -> str:
    """Send what waits, and return the path of the personal link that somebody got."""
    outbox.send_waiting()
    body = next(each.body for each in sent_mails.outbox if each.to == [address])
    return body.partition("https://pathfinders.example.org")[2].split()[0]


def test_a_reminder_of_more_outlives_the_place_on_the_list(client):
    row, mail = reminded_of_two()
    address = row.person.email

    invitations.remove_participant(row, by=make_officer())

    kept = Mail.objects.get(pk=mail.pk)
    assert "A webinar on recruitment" in kept.text
    assert client.get(link_in(address)).status_code == 404


def test_a_reminder_that_waits_brings_nobody_the_link_of_another(client):
    row, mail = reminded_of_two()
    row.person = make_person(name="Another", email="another@example.org")

    invitations.change_participant(row, expected=row.version, by=make_officer())

    path = link_in(mail.to)
    assert path.startswith("/answer/")
    assert client.get(path).status_code == 404


def test_a_reminder_brings_the_link_in_force(client):
    row, mail = reminded_of_two()

    path = link_in(mail.to)

    assert path == f"/answer/{invitations.token_of(row)}/"
    assert client.get(path).status_code == 200
