"""The calendar file that a mail of a meeting brings, and the mails of a change."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core import mail as sent_mails
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alliance87.core import outbox
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Mail
from meetings import invitations, inviting
from meetings.enums import InvitationKind, MeetingState
from meetings.invitations import token_of
from meetings.models import Meeting, Participation
from meetings.planning import change_meeting
from meetings.workflow.meeting import move_meeting
from tests.core.ics_checker import problems
from tests.factories import make_gcg_member, make_officer, make_person
from tests.factories.meetings import make_coming, make_invited, make_participation

pytestmark = pytest.mark.django_db
INVITATION, CHANGE, OFF = (
    InvitationKind.INVITATION,
    InvitationKind.CHANGE,
    InvitationKind.OFF,
)


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://pathfinders.example.org"
    settings.DEFAULT_FROM_EMAIL = "Alliance 8.7 <info@example.org>"


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def ada():
    meeting = make_coming(6, on=datetime(2027, 3, 9, tzinfo=UTC).date())
    person = make_person(name="Ada", email="ada@example.org")
    return make_participation(meeting, person=person)


def fresh(row) -> Participation:
    return Participation.objects.select_related("meeting").get(pk=row.pk)


def send(row, kind, officer) -> int:
    people = inviting.people_for(fresh(row).meeting, kind)
    return inviting.send(fresh(row).meeting, kind, people, by=officer)


def stored() -> str:
    """Return the file of the newest mail as it is kept."""
    return Mail.objects.first().file_text.replace("\r\n ", "")


def delivered() -> tuple[bytes, icalendar.Event, str]:
    """Send what waits; return the file of the last mail, its event and its method."""
    outbox.send_waiting()
    part = sent_mails.outbox[-1].message().get_payload()[-1]
    content = part.get_payload(decode=True)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return content, event, part.get_param("method")


# --- An invitation --------------------------------------------------------------------


def test_an_invitation_brings_a_file_that_asks_one_person(ada, officer):
    make_participation(ada.meeting, person=make_person(email="bela@example.org"))

    assert send(ada, INVITATION, officer) == 2

    outbox.send_waiting()
    message = next(m for m in sent_mails.outbox if m.to == ["ada@example.org"])
    part = message.message().get_payload()[-1]
    assert (part.get_filename(), part.get_param("method")) == (
        "invitation.ics",
        "REQUEST",
    )
    content = part.get_payload(decode=True)
    assert problems(content) == []
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert "METHOD:REQUEST" in lines
    assert "UID:gcg-6@alliance87.org" in lines
    assert 'ORGANIZER;CN="Alliance 8.7":mailto:info@example.org' in lines
    assert [line for line in lines if line.startswith("ATTENDEE")] == [
        "ATTENDEE;CN=Ada;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"
        "mailto:ada@example.org"
    ]
    assert "DTSTART:20270309T093000Z" in lines


def test_the_stored_file_holds_no_token_and_the_sent_one_does(ada, officer):
    send(ada, INVITATION, officer)

    token = token_of(fresh(ada))
    assert "{personal link}" in stored()
    assert token not in stored()
    _content, event, _method = delivered()
    link = f"https://pathfinders.example.org/answer/{token}/"
    assert f"Your answer: {link}" in event["DESCRIPTION"]
    assert event["URL"] == f"https://pathfinders.example.org/meetings/{ada.meeting.pk}/"


def test_a_file_for_somebody_with_an_account_leads_to_the_page(officer):
    user = make_gcg_member()
    row = make_participation(person=make_person(user=user))

    send(row, INVITATION, officer)

    own = reverse("meetings:own-answer", kwargs={"pk": row.meeting.pk})
    assert f"https://pathfinders.example.org{own}" in stored()
    assert f"mailto:{user.email}" in stored()


def test_the_file_goes_with_the_mail_and_not_beside_it(ada, officer):
    assert send(ada, INVITATION, officer) == 1
    assert send(ada, INVITATION, officer) == 0
    assert Mail.objects.count() == 1


def test_no_way_to_join_stands_in_the_file_of_an_invitation(ada, officer):
    send(ada, INVITATION, officer)

    content, _event, _method = delivered()

    assert b"secret-room" not in content.replace(b"\r\n ", b"")
    assert "secret-room" not in Mail.objects.get().text


@pytest.mark.parametrize("kind", ["save_the_date", "reminder"])
def test_other_mails_bring_no_file(officer, kind):
    row = make_invited()

    send(row, kind, officer)

    assert (Mail.objects.get().file_name, Mail.objects.get().file_text) == ("", "")


# --- A change -------------------------------------------------------------------------


def move_day(row, officer) -> None:
    meeting = fresh(row).meeting
    meeting.starts_at += timedelta(days=7)
    meeting.ends_at += timedelta(days=7)
    meeting.on += timedelta(days=7)
    change_meeting(meeting, expected=meeting.version, by=officer)


def test_a_moved_meeting_updates_the_entry(ada, officer):
    send(ada, INVITATION, officer)
    _content, before, _method = delivered()
    move_day(ada, officer)

    assert send(ada, CHANGE, officer) == 1

    content, after, method = delivered()
    assert problems(content) == []
    assert method == "REQUEST"
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == datetime(2027, 3, 16, 9, 30, tzinfo=UTC)
    assert "Your answer: No answer yet." in Mail.objects.first().text


def test_each_change_is_told_once(ada, officer):
    send(ada, INVITATION, officer)
    assert not inviting.people_for(fresh(ada).meeting, CHANGE)
    move_day(ada, officer)

    assert [send(ada, CHANGE, officer) for _each in range(2)] == [1, 0]
    move_day(ada, officer)
    assert send(ada, CHANGE, officer) == 1


def test_two_who_send_at_once_tell_a_change_once(ada, officer):
    send(ada, INVITATION, officer)
    move_day(ada, officer)
    meeting = fresh(ada).meeting
    seen = [inviting.people_for(meeting, CHANGE) for _each in range(2)]

    told = [inviting.send(meeting, CHANGE, people, by=officer) for people in seen]

    assert told == [1, 0]


def test_who_was_not_invited_hears_of_a_change_by_the_invitation(ada, officer):
    move_day(ada, officer)

    assert not inviting.people_for(fresh(ada).meeting, CHANGE)
    send(ada, INVITATION, officer)
    assert not inviting.people_for(fresh(ada).meeting, CHANGE)
    assert delivered()[1]["SEQUENCE"] == 1


def test_who_only_knows_the_date_hears_that_it_changed_and_is_not_asked(officer):
    meeting = make_coming(state=MeetingState.ANNOUNCED)
    row = make_participation(meeting)
    send(row, InvitationKind.SAVE_THE_DATE, officer)
    move_day(row, officer)

    assert send(row, CHANGE, officer) == 1

    mail = Mail.objects.first()
    assert mail.file_name == ""
    assert outbox.PERSONAL_LINK not in mail.text
    assert "Your answer" not in mail.text


# --- The end of it --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "words", "subject"),
    [
        ("cancel", "this meeting is cancelled", "Cancelled: "),
        ("postpone", "this meeting is postponed", "Postponed: "),
    ],
)
def test_a_meeting_that_is_off_leaves_the_calendar(ada, officer, verb, words, subject):
    send(ada, INVITATION, officer)
    move_meeting(fresh(ada).meeting, verb, by=officer, reason="The Chair is ill.")

    assert send(ada, OFF, officer) == 1

    mail = Mail.objects.first()
    assert mail.subject.startswith(subject)
    assert words in mail.text
    assert "Reason: The Chair is ill." in mail.text
    content, event, method = delivered()
    assert problems(content) == []
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == "gcg-6@alliance87.org"
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert "RSVP" not in event["ATTENDEE"].params
    assert "answer/" not in event["DESCRIPTION"]
    assert send(ada, OFF, officer) == 0


def test_a_meeting_that_is_fixed_again_comes_back(ada, officer):
    send(ada, INVITATION, officer)
    move_meeting(fresh(ada).meeting, "postpone", by=officer, reason="Strike.")
    send(ada, OFF, officer)
    move_meeting(fresh(ada).meeting, "announce", by=officer)

    assert send(ada, CHANGE, officer) == 1

    _content, event, method = delivered()
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "TENTATIVE", 2)


def test_who_was_never_told_hears_nothing_of_the_end(ada, officer):
    move_meeting(ada.meeting, "cancel", by=officer, reason="Strike.")

    assert not inviting.people_for(fresh(ada).meeting, OFF)


# --- Pages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("planned", []),
        ("announced", ["save_the_date", "change", "link"]),
        (
            "convened",
            ["save_the_date", "invitation", "reminder", "change", "joining", "link"],
        ),
        ("postponed", ["off"]),
        ("cancelled", ["off"]),
        ("held", []),
        ("closed", []),
    ],
)
def test_only_the_mails_of_the_state_are_offered(client_for, officer, state, kinds):
    meeting = make_coming(state=state)
    url = reverse("meetings:participants", kwargs={"pk": meeting.pk})

    page = client_for(officer).get(url)

    assert [kind for kind, _label in page.context["mails"]] == kinds
    for kind in set(InvitationKind.values) - set(kinds):
        with pytest.raises(Blocked):
            inviting.send(meeting, kind, [], by=officer)


def test_the_page_shows_the_mail_of_a_change_and_sends_it(client_for, ada, officer):
    send(ada, INVITATION, officer)
    move_day(ada, officer)
    keys = {"pk": ada.meeting.pk, "kind": "change"}
    url = reverse("meetings:participants-send", kwargs=keys)
    client = client_for(officer)

    text = client.get(url).content.decode()

    assert "A calendar file goes with it." in text
    assert "something changed" in text
    assert client.post(url).status_code == 302
    assert AuditEvent.objects.filter(verb="meeting.change_sent").count() == 1
    assert "Nobody on the list gets this mail now." in client.get(url).content.decode()


def test_members_tell_nobody(ada):
    with pytest.raises(PermissionDenied):
        inviting.send(ada.meeting, CHANGE, [ada], by=make_gcg_member())


def test_an_invitation_that_goes_out_refuses_an_older_form(ada, officer):
    version = ada.version
    invitations.mark_invited(ada, by=officer)

    with pytest.raises(Exception, match="Somebody else"):
        invitations.change_participant(ada, expected=version, by=officer)
    assert fresh(ada).response == "pending"
    assert Meeting.objects.get(pk=ada.meeting.pk).ics_sequence == 0
