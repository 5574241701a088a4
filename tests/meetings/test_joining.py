"""Who joins a meeting remotely without an account: the page, the mails, nobody else."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mails
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.models import Mail
from meetings import invitations, inviting
from meetings.enums import InvitationKind, MeetingState
from meetings.invitations import token_of
from meetings.models import Meeting, Participation
from tests.factories import make_officer
from tests.factories.meetings import make_coming, make_invited

pytestmark = pytest.mark.django_db
JOIN = "Join the meeting"
LINK_OVER = "This link does not work any more"


def link(row) -> str:
    return f"/answer/{token_of(row)}/"


def shown(client, row) -> str:
    return client.get(link(row)).content.decode()


@pytest.fixture
def remote():
    meeting = make_coming(remote_notes="Code 8787")
    return make_invited(meeting, response="yes", response_mode="remote")


# --- The page -------------------------------------------------------------------------


def test_the_way_to_join_stands_on_the_page_after_yes_remotely(client):
    row = make_invited(make_coming(remote_notes="Code 8787"))
    secret = row.meeting.remote_link
    assert secret not in shown(client, row)

    page = client.post(link(row), {"response": "yes", "mode": "remote"}, follow=True)

    text = page.content.decode()
    assert f'<a href="{secret}" rel="noreferrer">{JOIN}</a>' in text
    assert "Code 8787" in text
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    client.post(link(row), {"response": "no"})
    assert secret not in shown(client, row)


@pytest.mark.parametrize(
    ("response", "mode"),
    [
        ("yes", "in_person"),
        ("tentative", ""),
        ("delegated", ""),
        ("no", ""),
        ("pending", ""),
    ],
)
def test_every_other_answer_shows_no_way_to_join(client, response, mode):
    row = make_invited(response=response, response_mode=mode)

    text = shown(client, row)

    assert row.meeting.remote_link not in text
    assert JOIN not in text


@pytest.mark.parametrize("state", MeetingState.values)
def test_a_meeting_that_does_not_take_place_is_not_joined(client, remote, state):
    Meeting.objects.update(state=state)

    is_shown = remote.meeting.remote_link in shown(client, remote)

    assert is_shown is (state in {"announced", "convened"})


@pytest.mark.parametrize(("minutes", "is_shown"), [(-1, False), (1, True)])
def test_a_meeting_that_ended_is_not_joined(client, remote, minutes, is_shown):
    now = timezone.now()
    Meeting.objects.update(
        starts_at=now - timedelta(hours=2),
        ends_at=now + timedelta(minutes=minutes),
        rsvp_by=now - timedelta(days=3),
    )

    assert (remote.meeting.remote_link in shown(client, remote)) is is_shown


def test_without_an_address_there_is_no_way_to_join(client):
    row = make_invited(
        make_coming(remote_link=""), response="yes", response_mode="remote"
    )

    assert JOIN not in shown(client, row)


# --- A dead link ----------------------------------------------------------------------


def test_a_dead_link_says_what_to_do_and_not_whose_it_was(client, remote):
    old = link(remote)
    invitations.renew_link(remote, by=make_officer())
    over = make_invited(make_coming(state=MeetingState.CANCELLED), name="Ada Guest")

    pages = [client.get(each) for each in (old, link(over), "/answer/false/")]

    assert [page.status_code for page in pages] == [404] * 3
    texts = {
        page.content.decode().replace(page.request["PATH_INFO"], "") for page in pages
    }
    (text,) = texts
    assert LINK_OVER in text
    assert "write to the secretariat" in text
    for secret in (remote.name, "Ada Guest", str(remote.meeting), str(over.meeting)):
        assert secret not in text
    assert all("no-store" in page["Cache-Control"] for page in pages)
    assert pages[0]["Referrer-Policy"] == "strict-origin"


def test_a_dead_link_takes_ten_posts_a_minute_too(client):
    codes = [client.post("/answer/false/", {}).status_code for _each in range(11)]

    assert codes == [404] * 10 + [429]


# --- The mails ------------------------------------------------------------------------


def test_the_mail_tells_who_joins_remotely_and_the_stored_one_nobody(remote):
    meeting, secret = remote.meeting, remote.meeting.remote_link
    make_invited(meeting)
    make_invited(meeting, response="yes", response_mode="in_person")
    people = inviting.people_for(meeting, InvitationKind.JOINING)
    assert people == [remote]

    inviting.send(meeting, InvitationKind.JOINING, people, by=make_officer())

    mail = Mail.objects.get()
    assert mail.file_name == ""
    assert secret not in mail.text
    assert "Code 8787" not in mail.text
    outbox.send_waiting()
    (message,) = sent_mails.outbox
    assert f"Join online: {secret}\nCode 8787" in message.body
    assert outbox.PERSONAL_NOTE not in message.body


def test_who_changed_their_mind_before_the_mail_left_does_not_get_the_address(remote):
    people = inviting.people_for(remote.meeting, InvitationKind.JOINING)
    inviting.send(remote.meeting, InvitationKind.JOINING, people, by=make_officer())
    invitations.answer(remote, "no")

    outbox.send_waiting()

    (message,) = sent_mails.outbox
    assert remote.meeting.remote_link not in message.body
    assert "is for who takes part remotely" in message.body


def test_a_delegate_who_comes_remotely_reads_the_way_to_join_in_the_invitation():
    row, officer = make_invited(), make_officer()
    cleo = {"name": "Cleo", "email": "cleo@example.org", "mode": "remote"}
    invitations.answer(row, "delegated", delegate=cleo)

    people = inviting.people_for(row.meeting, InvitationKind.INVITATION)
    inviting.send(row.meeting, InvitationKind.INVITATION, people, by=officer)

    mail = Mail.objects.get(to="cleo@example.org")
    secret = row.meeting.remote_link
    assert secret not in mail.text + mail.file_text.replace("\r\n ", "")
    outbox.send_waiting()
    (message,) = sent_mails.outbox
    assert secret in message.body
    file = message.message().get_payload()[-1].get_payload(decode=True)
    assert secret.encode() in file.replace(b"\r\n ", b"")


def test_a_delegate_who_has_no_link_yet_gets_the_invitation_first(remote):
    row = make_invited(remote.meeting)
    cleo = {"name": "Cleo", "email": "cleo@example.org", "mode": "remote"}
    invitations.answer(row, "delegated", delegate=cleo)

    people = inviting.people_for(remote.meeting, InvitationKind.JOINING)
    asked = inviting.people_for(remote.meeting, InvitationKind.INVITATION)

    assert [each.name for each in people] == [remote.name]
    assert [each.name for each in asked] == ["Cleo"]


def test_a_meeting_without_an_address_sends_no_way_to_join():
    row = make_invited(
        make_coming(remote_link=""), response="yes", response_mode="remote"
    )

    assert inviting.people_for(row.meeting, InvitationKind.JOINING) == []
    assert Participation.objects.count() == 1
