"""Faults of answers and mails, each test named after what it forbids."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mails
from django.urls import reverse
from django.utils import timezone

from alliance87.core import outbox
from alliance87.core.enums import Precision
from alliance87.core.exceptions import Blocked
from alliance87.core.models import Mail
from alliance87.partners.enums import GroupRoleKind, PlanState
from alliance87.partners.models import Person
from meetings import circulars, invitations, inviting
from meetings.action_points import links
from meetings.digests import send_reminders
from meetings.enums import Capacity, InvitationKind, MeetingState, Response
from meetings.invitations import token_of
from meetings.models import Participation
from meetings.selectors.participants import as_participation, proposal_for
from tests.factories import make_gcg_member, make_officer, make_person
from tests.factories.decisions import make_action_point, make_circulated_report
from tests.factories.groups import make_group_role, make_output, make_work_plan
from tests.factories.meetings import make_coming, make_invited, make_participation
from tests.factories.papers import make_comment_round
from tests.factories.seats import make_office_term, make_representative

pytestmark = pytest.mark.django_db
REMOTELY = {"response": "yes", "response_mode": "remote"}
DEFUSED = "(personal link) (only for you)"
MARKS = "{personal link} {only for you}"


def link(row) -> str:
    return f"/answer/{token_of(row)}/"


def stored(row) -> Participation:
    return Participation.objects.get(pk=row.pk)


def delegated(name: str, email: str) -> dict:
    return {
        "response": "delegated",
        "mode": "remote",
        "delegate_name": name,
        "delegate_email": email,
    }


@pytest.fixture
def officer():
    return make_officer()


# --- The directory --------------------------------------------------------------------


def test_a_personal_link_does_not_fill_the_directory(client, officer):
    row = make_invited(name="Ada")
    known = set(Person.objects.values_list("pk", flat=True))

    for number in range(3):
        typed = delegated(f"Cleo {number}", f"cleo{number}@example.org")
        assert client.post(link(row), typed).status_code == 302

    assert set(Person.objects.values_list("pk", flat=True)) == known
    (delegate,) = inviting.people_for(row.meeting, InvitationKind.INVITATION)
    assert inviting.address_of(delegate) == "cleo2@example.org"
    inviting.send(row.meeting, InvitationKind.INVITATION, [delegate], by=officer)
    person = Person.objects.exclude(pk__in=known).get()
    assert (person.name, person.email) == ("Cleo 2", "cleo2@example.org")
    assert (stored(delegate).person, stored(delegate).typed_email) == (person, "")
    assert client.get(link(delegate)).status_code == 200


def test_who_came_onto_the_list_meanwhile_is_not_made_a_second_time(client, officer):
    row = make_invited(name="Ada")
    client.post(link(row), delegated("Cleo", "cleo@example.org"))
    person = make_person(name="Cleo", email="cleo@example.org")
    make_participation(row.meeting, person=person)
    delegate = row.meeting.participations.get(delegate_of=row)

    inviting.write(delegate, InvitationKind.INVITATION, by=officer)

    assert Person.objects.filter(email="cleo@example.org").get() == person
    assert stored(delegate).person is None


# --- Marks in texts -------------------------------------------------------------------


def test_a_mark_that_nothing_stands_for_is_sent_as_it_is():
    outbox.write(key="none:1", to="a@example.org", subject="S", text=MARKS)

    outbox.send_waiting()

    (message,) = sent_mails.outbox
    assert message.body.startswith(MARKS)


def test_an_output_text_with_marks_neither_stops_a_digest_nor_brings_a_link():
    meeting = make_coming(rsvp_by=timezone.now() + timedelta(days=6))
    row = make_invited(meeting, invited_at=timezone.now() - timedelta(days=30))
    today = timezone.localdate()
    plan = make_work_plan(state=PlanState.ADOPTED)
    due = {"due_on": today + timedelta(days=30), "due_precision": Precision.DAY}
    make_output(plan, text=MARKS, is_accepted=True, **due)
    make_group_role(plan.group, role=GroupRoleKind.CHAIR, person=row.person)

    send_reminders(today)

    mail = Mail.objects.get(to=row.person.email)
    assert mail.key.startswith(row.reminder_cause)
    assert DEFUSED in mail.text
    assert mail.text.count(outbox.PERSONAL_LINK) == 1
    outbox.send_waiting()
    body = next(each.body for each in sent_mails.outbox if each.to == [mail.to])
    assert body.count(link(row)) == 1


def test_a_mark_in_the_texts_of_a_meeting_brings_nothing(officer):
    hidden = "{personal\x01 link}{personal\ufffe link}"
    meeting = make_coming(title=f"Talks {MARKS}", city=hidden, contact=MARKS)
    row = make_participation(meeting, name=f"Ada {MARKS}")

    inviting.send(meeting, InvitationKind.INVITATION, [row], by=officer)

    outbox.send_waiting()
    (message,) = sent_mails.outbox
    assert message.body.count(link(row)) == 1
    assert DEFUSED in message.body
    ((_name, content, _type),) = [
        (each.get_filename(), each.get_payload(decode=True).decode(), each)
        for each in message.attachments
    ]
    assert content.replace("\r\n ", "").count(link(row)) == 1


def test_a_mark_in_an_action_text_stays_words(officer):
    action = make_action_point(text=MARKS)
    links.send_link(action, name="Ada", email="ada@example.org", by=officer)

    mail = Mail.objects.get()
    assert DEFUSED in mail.text
    assert mail.text.count(outbox.PERSONAL_LINK) == 1


def test_marks_in_the_instructions_of_a_round_do_not_stop_the_mail(officer):
    member = make_gcg_member()
    report = make_circulated_report()
    make_comment_round(report=report, instructions=MARKS)

    assert circulars.tell_of_report(report, by=officer) > 0
    outbox.send_waiting()

    bodies = {each.to[0]: each.body for each in sent_mails.outbox}
    assert "{personal link}" in bodies[member.email]
    assert not Mail.objects.filter(sent_at=None).exists()


# --- The list -------------------------------------------------------------------------


def test_a_chair_on_the_list_does_not_stop_filling_it(officer):
    meeting = make_coming()
    make_participation(meeting, capacity=Capacity.CHAIR, name="Guest chair")
    make_office_term(person=make_person(name="Ada Chair"))

    lines = proposal_for(meeting).invitees
    invitations.add_all(meeting, map(as_participation, lines), by=officer)

    rows = dict(meeting.participations.values_list("name", "capacity"))
    assert rows["Guest chair"] == Capacity.CHAIR
    assert rows["Ada Chair"] == Capacity.MEMBER


def test_two_people_of_one_name_are_both_proposed():
    meeting = make_coming()
    make_participation(meeting, person=make_person(name="John Smith"))
    make_participation(meeting, person=None, name="Ana Known")
    second = make_person(name="John Smith")
    make_representative(person=second)
    make_representative(person=make_person(name="Ana Known"))

    invitees = proposal_for(meeting).invitees

    assert [each.person for each in invitees if each.name == "John Smith"] == [second]
    assert not [each for each in invitees if each.name == "Ana Known"]


def test_another_person_on_a_row_does_not_inherit_the_answer(officer):
    row = make_invited(person=make_person(name="Ada", email="ada@example.org"))
    invitations.answer(row, "yes", mode="remote", note="I bring cake.")
    row = stored(row)
    row.person = make_person(name="Bela", email="bela@example.org")
    row.name = "Bela"

    invitations.change_participant(row, expected=row.version, by=officer)

    row = stored(row)
    assert (row.response, row.response_mode, row.response_note) == (
        Response.NOT_INVITED,
        "",
        "",
    )
    assert (row.responded_at, row.responded_by, row.invited_at) == (None, None, None)
    people = inviting.people_for(row.meeting, InvitationKind.INVITATION)
    assert [each.pk for each in people] == [row.pk]


def test_who_was_sent_goes_with_the_answer_of_the_former(officer):
    row = make_invited(name="Ada")
    invitations.answer(row, "delegated", delegate={"name": "Cleo"})
    row = stored(row)
    row.person = make_person(name="Bela")

    invitations.change_participant(row, expected=row.version, by=officer)

    assert (stored(row).response, stored(row).sends_name) == ("not_invited", "")
    assert row.meeting.participations.count() == 1


def test_a_name_that_is_found_in_the_directory_keeps_its_answer(officer):
    row = make_participation(person=None, name="Ada", **REMOTELY)
    row.person = make_person(name="Ada")

    invitations.change_participant(row, expected=row.version, by=officer)

    assert stored(row).response == Response.YES


# --- Personal links -------------------------------------------------------------------


def test_changes_of_others_do_not_use_up_a_personal_link(officer):
    row = make_invited()
    version = invitations.ANSWERS_BY_LINK + 1
    Participation.objects.filter(pk=row.pk).update(version=version)

    assert invitations.answer(row, "no").answers_by_link == 1
    for _each in range(2):
        invitations.answer(row, "no", by=officer, on_behalf=True)
    assert stored(row).answers_by_link == 1


def test_a_new_personal_link_may_be_used_anew(officer):
    row = make_invited()
    used_up = invitations.ANSWERS_BY_LINK
    Participation.objects.filter(pk=row.pk).update(answers_by_link=used_up)
    with pytest.raises(Blocked, match="changed too often"):
        invitations.answer(row, "no")

    invitations.renew_link(row, by=officer)

    assert invitations.answer(row, "no").response == Response.NO


def test_the_link_of_somebody_who_left_is_dead(client):
    row = make_invited()
    assert client.get(link(row)).status_code == 200

    Person.objects.filter(pk=row.person_id).update(is_active=False)

    assert client.get(link(row)).status_code == 404
    assert client.post(link(row), {"response": "no"}).status_code == 404
    assert stored(row).response == Response.PENDING


def test_a_link_of_nobody_in_the_directory_still_answers(client):
    row = make_invited(person=None, name="Ada")

    assert client.get(link(row)).status_code == 200


def test_the_reminder_of_the_same_day_brings_a_new_link(officer):
    row = make_invited()
    kind = InvitationKind.REMINDER
    assert inviting.send(row.meeting, kind, [row], by=officer) == 1
    assert inviting.send(row.meeting, kind, [stored(row)], by=officer) == 0

    invitations.renew_link(row, by=officer)

    assert inviting.send(row.meeting, kind, [stored(row)], by=officer) == 1
    outbox.send_waiting()
    assert link(stored(row)) in sent_mails.outbox[-1].body


@pytest.mark.parametrize("mode", ["in_person", "remote"])
def test_after_yes_a_mail_brings_the_new_link_once(officer, client, mode):
    row = make_invited(response="yes", response_mode=mode)
    kind = InvitationKind.LINK
    assert inviting.people_for(row.meeting, kind) == []

    invitations.renew_link(row, by=officer)

    people = inviting.people_for(row.meeting, kind)
    assert [each.pk for each in people] == [row.pk]
    assert inviting.send(row.meeting, kind, people, by=officer) == 1
    outbox.send_waiting()
    (message,) = sent_mails.outbox
    assert "Your answer: Will take part." in message.body
    assert link(stored(row)) in message.body
    assert client.get(link(stored(row))).status_code == 200
    assert inviting.people_for(row.meeting, kind) == []


def test_a_new_link_is_offered_on_the_list_and_shown_before_it_leaves(
    officer, client_for
):
    row = make_invited(response="yes", response_mode="in_person")
    invitations.renew_link(row, by=officer)
    keys = {"pk": row.meeting.pk, "kind": "link"}
    url = reverse("meetings:participants-send", kwargs=keys)

    page = client_for(officer).get(url)

    assert [each for each, _address in page.context["people"]] == [row]
    assert outbox.PERSONAL_LINK in page.context["mail"]["text"]


# --- The desk -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "is_told"),
    [(MeetingState.CONVENED, True), (MeetingState.HELD, False)],
)
def test_the_desk_says_who_does_not_know_of_a_change(
    officer, client_for, state, is_told
):
    meeting = make_coming(state=state, ics_sequence=3)
    make_invited(meeting, mailed_sequence=2)
    make_invited(meeting, mailed_sequence=3)
    client = client_for(officer)

    page = client.get(reverse("meetings:desk", kwargs={"pk": meeting.pk}))

    text = page.content.decode()
    keys = {"pk": meeting.pk, "kind": "change"}
    url = reverse("meetings:participants-send", kwargs=keys)
    assert ("1 person does not know of the change yet." in text) == is_told
    assert (url in text) == is_told
