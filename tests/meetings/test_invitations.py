"""Answers to invitations: by personal link, with an account, by the secretariat."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mails
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Mail
from meetings import invitations, inviting
from meetings.enums import Attendance, Capacity, MeetingState, Response
from meetings.invitations import token_of
from meetings.models import Meeting, Participation
from tests.factories import (
    make_country,
    make_gcg_member,
    make_group_chair,
    make_officer,
    make_person,
)
from tests.factories.decisions import make_gcg
from tests.factories.meetings import (
    make_coming,
    make_group_meeting,
    make_invited,
    make_participation,
    make_planned,
)
from tests.factories.people import PEOPLE

pytestmark = pytest.mark.django_db
OVER = "The time to answer is over."


def link(row) -> str:
    return f"/answer/{token_of(row)}/"


def own(meeting) -> str:
    return reverse("meetings:own-answer", kwargs={"pk": meeting.pk})


def stored(row) -> Participation:
    return Participation.objects.get(pk=row.pk)


# --- By personal link -----------------------------------------------------------------


def test_the_link_shows_this_invitation_and_nobody_else(client):
    row = make_invited(name="Ada Guest", affiliation="Ministry of Labour")
    other = make_invited(row.meeting, name="Bela Other")

    page = client.get(link(row))

    assert page.status_code == 200
    text = page.content.decode()
    assert "You answer as Ada Guest, Ministry of Labour." in text
    assert str(other) not in text
    assert row.meeting.remote_link not in text
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"response": "yes", "mode": "remote"}, ("yes", "remote")),
        ({"response": "no", "mode": "remote"}, ("no", "")),
        ({"response": "tentative"}, ("tentative", "")),
    ],
)
def test_an_answer_by_link_is_kept(client, sent, kept):
    row = make_invited(name="Ada Guest")

    page = client.post(link(row), sent | {"note": "I bring a colleague."})

    assert page.status_code == 302
    row = stored(row)
    assert (row.response, row.response_mode) == kept
    assert (row.response_note, row.responded_by) == ("I bring a colleague.", None)
    event = AuditEvent.objects.get(verb="participant.answered")
    assert (event.by, event.by_name, event.was, event.now) == (
        None,
        "Ada Guest",
        "pending",
        kept[0],
    )


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"response": "yes"}, "mode", "Say whether you come or take part remotely."),
        ({"response": "delegated"}, "delegate_name", "Name the person who comes"),
        ({}, "response", "required"),
    ],
)
def test_what_an_answer_lacks_is_said(client, sent, field, words):
    row = make_invited()

    page = client.post(link(row), sent)

    assert words in page.context["form"].errors[field][0]
    assert stored(row).response == Response.PENDING


def test_a_delegate_gets_a_row_that_follows_the_answer(client):
    row = make_invited(capacity=Capacity.MEMBER, affiliation="ITUC", position=4)
    delegated = {
        "response": "delegated",
        "delegate_name": "Cleo Deputy",
        "mode": "remote",
    }

    client.post(link(row), delegated)

    delegate = Participation.objects.get(delegate_of=row)
    assert (delegate.name, delegate.affiliation, delegate.capacity) == (
        "Cleo Deputy",
        "ITUC",
        Capacity.ALTERNATE,
    )
    assert (delegate.response, delegate.response_mode) == ("yes", "remote")
    client.post(link(row), delegated | {"delegate_name": "Dora Deputy"})
    assert Participation.objects.get(delegate_of=row).name == "Dora Deputy"
    client.post(link(row), {"response": "no"})
    assert not Participation.objects.filter(delegate_of=row).exists()


@pytest.mark.parametrize("state", MeetingState.values)
def test_a_link_lives_as_long_as_its_meeting_takes_answers(client, state):
    row = make_invited()
    Meeting.objects.update(state=state)

    alive = state in {"announced", "convened", "postponed"}
    assert client.get(link(row)).status_code == (200 if alive else 404)


def test_false_and_ended_links_do_not_exist(client):
    row = make_invited()
    old = link(row)

    assert client.get("/answer/" + "a" * 64 + "/").status_code == 404
    invitations.renew_link(row, by=make_officer())
    assert client.get(old).status_code == 404
    assert client.get(link(stored(row))).status_code == 200


def test_after_the_deadline_the_link_says_so_and_keeps_the_answer(client):
    row = make_invited()
    Meeting.objects.update(rsvp_by=timezone.now() - timedelta(minutes=1))

    assert OVER in client.get(link(row)).content.decode()
    page = client.post(link(row), {"response": "no"})

    assert OVER in page.content.decode()
    assert stored(row).response == Response.PENDING


def test_the_same_form_twice_is_one_answer(client):
    row = make_invited()
    once = client.get(link(row)).context["once"]
    sent = {"response": "no", "once": once}

    assert client.post(link(row), sent).status_code == 302
    assert client.post(link(row), sent).status_code == 302

    assert AuditEvent.objects.filter(verb="participant.answered").count() == 1


def test_a_link_takes_ten_posts_a_minute(client):
    row = make_invited()

    answers = [client.post(link(row), {}).status_code for _each in range(11)]

    assert answers == [200] * 10 + [429]


# --- With an account ------------------------------------------------------------------


@pytest.mark.parametrize("column", PEOPLE)
def test_who_is_invited_answers_and_nobody_else(client_for, column):
    user = PEOPLE[column](make_country())
    meeting = make_coming()
    client = client_for(user)

    assert client.get(own(meeting)).status_code == 403
    row = make_invited(meeting, person=make_person(user=user))
    client.post(own(meeting), {"response": "yes", "mode": "in_person"})

    assert (stored(row).response, stored(row).responded_by) == ("yes", user)


def test_visitors_sign_in_to_answer(client):
    assert client.get(own(make_coming())).url.startswith("/account/login/")


# --- By the secretariat ---------------------------------------------------------------


def on_behalf(row) -> str:
    keys = {"pk": row.meeting_id, "row": row.pk}
    return reverse("meetings:participant-answer", kwargs=keys)


@pytest.mark.parametrize("column", PEOPLE)
def test_only_the_secretariat_answers_for_others(client_for, column):
    row = make_invited()
    client = client_for(PEOPLE[column](make_country()))

    status = client.post(on_behalf(row), {"response": "no"}).status_code

    may = column in {"SO", "SA"}
    assert status == (302 if may else 403)
    assert stored(row).response == ("no" if may else "pending")


def test_who_wrote_an_answer_down_stands_in_the_trail(client_for):
    row, officer = make_invited(), make_officer()
    Meeting.objects.update(rsvp_by=timezone.now() - timedelta(days=1))

    client_for(officer).post(on_behalf(row), {"response": "no"})

    event = AuditEvent.objects.get(verb="participant.answered_for")
    assert (event.by, event.now) == (officer, "no")
    assert stored(row).responded_by == officer


def test_members_answer_for_nobody():
    with pytest.raises(PermissionDenied):
        invitations.answer(make_invited(), "no", by=make_gcg_member(), on_behalf=True)


# --- The list -------------------------------------------------------------------------


def test_who_answered_stays_on_the_list():
    row = make_invited(responded_at=timezone.now(), response="no")

    with pytest.raises(Blocked, match="record a “no” instead"):
        invitations.remove_participant(row, by=make_officer())


def test_the_list_is_filled_once():
    meeting, officer = make_planned(), make_officer()
    person = make_person(name="Ada Member")
    people = [Participation(person=person, name=person.name, capacity="member")]

    assert invitations.add_all(meeting, people, by=officer) == 1
    again = [Participation(person=person, name=person.name, capacity="member")]
    assert invitations.add_all(meeting, again, by=officer) == 0
    assert meeting.participations.get().position == 1


def test_attendance_is_recorded_for_the_whole_list(client_for):
    meeting = make_gcg()
    came, absent = make_participation(meeting), make_participation(meeting)
    url = reverse("meetings:attendance", kwargs={"pk": meeting.pk})

    client_for(make_officer()).post(
        url, {f"came-{came.pk}": "remote", f"came-{absent.pk}": "absent"}
    )

    assert (stored(came).attended, stored(absent).attended) == (
        Attendance.REMOTE,
        Attendance.ABSENT,
    )


@pytest.mark.parametrize("state", ["planned", "announced", "closed", "cancelled"])
def test_nobody_attends_a_meeting_that_is_not_held(state):
    row = make_participation(make_gcg(state=state))

    with pytest.raises(Blocked, match="while a meeting is held, or after"):
        invitations.record_attendance(
            row.meeting, {row.pk: "remote"}, by=make_officer()
        )


# --- Mails ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["save_the_date", "invitation", "reminder"])
def test_a_meeting_that_is_only_planned_mails_nobody(kind):
    row = make_participation(make_planned())

    with pytest.raises(Blocked, match="this mail is not sent now"):
        inviting.send(row.meeting, kind, [row], by=make_officer())
    assert not Mail.objects.exists()


def test_the_stored_mail_holds_no_token_and_the_sent_one_does(settings):
    settings.SITE_URL = "https://pathfinders.example.org"
    row = make_participation(person=make_person(name="Ada", email="ada@example.org"))

    inviting.send(row.meeting, "invitation", [row], by=make_officer())

    row = stored(row)
    mail = Mail.objects.get()
    assert (row.response, mail.to) == (Response.PENDING, "ada@example.org")
    assert token_of(row) not in mail.text
    assert outbox.PERSONAL_LINK in mail.text
    mail.created_at = timezone.now() - timedelta(minutes=1)
    message = outbox._message(mail, None)
    assert f"https://pathfinders.example.org{link(row)}" in message.body
    assert outbox.PERSONAL_LINK not in message.body
    assert not sent_mails.outbox
    assert Client().get(link(row)).status_code == 200


def test_who_has_an_account_is_led_to_the_page_of_the_meeting():
    user = make_gcg_member()
    row = make_participation(person=make_person(user=user, email="old@example.org"))

    inviting.send(row.meeting, "invitation", [row], by=make_officer())

    mail = Mail.objects.get()
    assert (mail.to, mail.user) == (user.email, user)
    assert own(row.meeting) in mail.text


def test_one_mail_of_a_kind_for_each_person_and_day():
    row, officer = make_invited(), make_officer()

    counts = [
        inviting.send(row.meeting, "reminder", [row], by=officer) for _each in range(2)
    ]

    assert (counts, Mail.objects.count()) == ([1, 0], 1)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("save_the_date", 3), ("invitation", 1), ("reminder", 1)],
)
def test_who_gets_which_mail(kind, asked):
    meeting = make_coming()
    make_participation(meeting)
    make_invited(meeting)
    make_invited(meeting, response="no")
    make_participation(meeting, person=make_person())
    gone = make_person(email="gone@example.org", is_active=False)
    make_participation(meeting, person=gone)

    assert len(inviting.people_for(meeting, kind)) == asked


def test_the_page_shows_the_mail_and_who_gets_it_before_it_is_sent(client_for):
    row = make_participation(
        make_coming(6), person=make_person(name="Ada", email="ada@example.org")
    )
    make_participation(row.meeting, person=None, name="Without address")
    keys = {"pk": row.meeting.pk, "kind": "invitation"}
    url = reverse("meetings:participants-send", kwargs=keys)
    client = client_for(make_officer())

    text = client.get(url).content.decode()

    assert "Dear Ada," in text
    assert "ada@example.org" in text
    assert "Without address" in text
    assert "Send to 1 person" in text
    assert not Mail.objects.exists()
    assert client.post(url).status_code == 302
    assert Mail.objects.get().subject.startswith("Invitation: ")


def test_the_chair_of_a_group_invites_without_seeing_addresses(client_for):
    meeting = make_group_meeting()
    make_participation(meeting, person=make_person(email="ada@example.org"))
    client = client_for(make_group_chair(meeting.group))
    keys = {"pk": meeting.pk, "kind": "invitation"}

    page = client.get(reverse("meetings:participants-send", kwargs=keys))

    assert page.status_code == 200
    assert "ada@example.org" not in page.content.decode()
    listed = reverse("meetings:participants-csv", kwargs={"pk": meeting.pk})
    assert client.get(listed).status_code == 404
