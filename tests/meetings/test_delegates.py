"""Who comes instead of somebody: the own row, the own link, and nothing told."""

import pytest

from alliance87.core import outbox
from alliance87.core.exceptions import Blocked
from alliance87.core.models import AuditEvent, Mail
from alliance87.partners.models import Person
from meetings import invitations, inviting
from meetings.enums import Attendance, Capacity, InvitationKind, Response
from meetings.invitations import token_of
from meetings.models import Participation
from tests.factories import make_gcg_member, make_officer, make_partner, make_person
from tests.factories.meetings import (
    make_coming,
    make_invited,
    make_participation,
)

pytestmark = pytest.mark.django_db
CLEO = {
    "response": "delegated",
    "mode": "remote",
    "delegate_name": "Cleo Deputy",
    "delegate_email": "cleo@example.org",
}


def link(row) -> str:
    return f"/answer/{token_of(row)}/"


def delegate_of(row) -> Participation | None:
    return Participation.objects.filter(delegate_of=row).first()


def said(row, *fields) -> tuple:
    row = Participation.objects.get(pk=row.pk)
    return tuple(getattr(row, each) for each in fields)


# --- The person -----------------------------------------------------------------------


def test_a_delegate_with_an_address_gets_a_person_when_invited(client):
    row = make_invited(name="Ada Member", affiliation="ITUC", position=4)
    officer = make_officer()

    assert client.post(link(row), CLEO).status_code == 302

    assert not Person.objects.filter(email="cleo@example.org").exists()
    inviting.write(delegate_of(row), InvitationKind.INVITATION, by=officer)
    delegate, person = delegate_of(row), Person.objects.get(email="cleo@example.org")
    assert (delegate.person, delegate.typed_email) == (person, "")
    assert (delegate.name, delegate.affiliation) == ("Cleo Deputy", "ITUC")
    assert (delegate.response, delegate.response_mode) == ("yes", "remote")
    assert (person.name, person.organization, person.user) == (
        "Cleo Deputy",
        None,
        None,
    )
    event = AuditEvent.objects.get(verb="contact.added")
    assert event.by == officer


def test_a_known_person_is_found_by_the_address_and_stays_as_it_was(client):
    partner = make_partner(name="ITUC")
    known = make_person(
        name="Cleopatra Deputy",
        email="Cleo@example.org",
        organization=partner,
        post="X",
    )
    row = make_invited(affiliation="IOE")

    client.post(link(row), CLEO)

    delegate = delegate_of(row)
    assert (delegate.person, delegate.name, delegate.affiliation) == (
        known,
        "Cleo Deputy",
        "IOE",
    )
    known = Person.objects.get(email__iexact="cleo@example.org")
    assert (known.name, known.email, known.organization, known.post) == (
        "Cleopatra Deputy",
        "Cleo@example.org",
        partner,
        "X",
    )


def test_a_person_is_found_by_the_address_of_the_account():
    user = make_gcg_member(email="cleo@example.org")
    known = make_person(name="Cleo", user=user)
    row = make_invited()

    invitations.answer(
        row, "delegated", delegate={"name": "Cleo", "email": "CLEO@example.org"}
    )

    assert delegate_of(row).person == known


def test_an_address_that_is_known_is_answered_as_one_that_is_not(client):
    make_person(name="Cleopatra Deputy", email="cleo@example.org")
    known, new = make_invited(name="Ada"), make_invited(name="Ada")

    pages = []
    for row, email in ((known, "cleo@example.org"), (new, "nora@example.org")):
        answer = client.post(link(row), CLEO | {"delegate_email": email})
        form = client.get(link(row)).context["form"]
        shown = {name: form.initial[name] for name in form.initial}
        pages.append((answer.status_code, shown | {"delegate_email": ""}))

    assert pages[0] == pages[1]
    assert pages[0][1]["delegate_name"] == "Cleo Deputy"


def test_a_mark_of_a_mail_cannot_be_typed(client):
    row = make_invited()
    typed = {
        "delegate_name": "Cleo {personal link}",
        "delegate_affiliation": "{only  for\tyou} {personal\u00a0link}",
    }

    client.post(link(row), CLEO | typed)

    assert said(row, "sends_name", "sends_affiliation") == (
        "Cleo (personal link)",
        "(only for you) (personal link)",
    )
    assert delegate_of(row).name == "Cleo (personal link)"


@pytest.mark.parametrize("email", ["cleo", f"{'c' * 250}@example.org"])
def test_an_address_that_is_none_is_said(client, email):
    row = make_invited()

    page = client.post(link(row), CLEO | {"delegate_email": email})

    assert page.status_code == 200
    assert page.context["form"].errors["delegate_email"]
    assert said(row, "response") == ("pending",)


# --- Already on the list --------------------------------------------------------------


def test_who_is_on_the_list_is_not_doubled_and_not_changed(client):
    row = make_invited(name="Ada")
    person = make_person(name="Cleo Deputy", email="cleo@example.org")
    other = make_invited(row.meeting, person=person, response="no")
    before = Participation.objects.filter(pk=other.pk).values().get()

    client.post(link(row), CLEO)

    assert delegate_of(row) is None
    assert row.meeting.participations.count() == 2
    assert Participation.objects.filter(pk=other.pk).values().get() == before
    assert said(row, "response", "sends_name", "sends_email") == (
        "delegated",
        "Cleo Deputy",
        "cleo@example.org",
    )
    form = client.get(link(row)).context["form"]
    assert form.initial["delegate_email"] == "cleo@example.org"


def test_a_name_without_an_address_is_not_doubled_either():
    row = make_invited()
    make_participation(row.meeting, person=None, name="Cleo Deputy")

    invitations.answer(row, "delegated", delegate={"name": "cleo  deputy"})

    assert row.meeting.participations.count() == 2


def test_two_members_send_the_same_person_once():
    meeting = make_coming()
    first, second = (
        make_invited(meeting, name="Ada"),
        make_invited(meeting, name="Bela"),
    )
    cleo = {"name": "Cleo Deputy", "email": "cleo@example.org"}

    for row in (first, second):
        invitations.answer(row, "delegated", delegate=cleo)

    assert delegate_of(first).name == "Cleo Deputy"
    assert delegate_of(second) is None
    assert said(second, "sends_name") == ("Cleo Deputy",)
    people = inviting.people_for(meeting, InvitationKind.INVITATION)
    assert inviting.send(
        meeting, InvitationKind.INVITATION, people, by=make_officer()
    ) == len(people)
    assert Person.objects.filter(email="cleo@example.org").count() == 1


def test_an_address_that_comes_later_leads_to_the_row_that_is_there():
    row = make_invited()
    invitations.answer(row, "delegated", delegate={"name": "Cleo Deputy"})
    person = make_person(name="C. Deputy", email="cleo@example.org")
    make_participation(row.meeting, person=person)

    invitations.answer(
        row, "delegated", delegate={"name": "Cleo Deputy", "email": "cleo@example.org"}
    )

    assert delegate_of(row) is None
    assert row.meeting.participations.count() == 2


@pytest.mark.parametrize(
    "delegate", [{"name": "Ada"}, {"name": "X", "email": "ADA@example.org"}]
)
def test_nobody_comes_instead_of_oneself(delegate):
    row = make_invited(person=make_person(name="Ada", email="ada@example.org"))

    with pytest.raises(Blocked, match="somebody else than yourself"):
        invitations.answer(row, "delegated", delegate=delegate)


# --- In what capacity -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("capacity", "of_the_delegate"),
    [
        (Capacity.CHAIR, Capacity.ALTERNATE),
        (Capacity.DEPUTY_CHAIR, Capacity.ALTERNATE),
        (Capacity.MEMBER, Capacity.ALTERNATE),
        (Capacity.OBSERVER, Capacity.OBSERVER),
        (Capacity.SECRETARIAT, Capacity.SECRETARIAT),
    ],
)
def test_who_comes_for_an_office_or_a_member_is_an_alternate(capacity, of_the_delegate):
    row = make_invited(capacity=capacity)

    invitations.answer(row, "delegated", delegate={"name": "Cleo Deputy"})

    assert delegate_of(row).capacity == of_the_delegate


# --- The invitation of the delegate ---------------------------------------------------


def sent_to_cleo(row) -> Participation:
    officer = make_officer()
    invitations.answer(
        row, "delegated", delegate={"name": "Cleo", "email": "cleo@example.org"}
    )
    people = inviting.people_for(row.meeting, InvitationKind.INVITATION)
    assert [each.name for each in people] == ["Cleo"]
    inviting.send(row.meeting, InvitationKind.INVITATION, people, by=officer)
    return delegate_of(row)


def test_the_secretariat_invites_a_delegate_as_everybody_else(client):
    row = make_invited(name="Ada Member")

    delegate = sent_to_cleo(row)

    mail = Mail.objects.get(to="cleo@example.org")
    assert "You are named to come for Ada Member." in mail.text
    assert delegate.response == Response.YES
    assert not inviting.people_for(row.meeting, InvitationKind.INVITATION)
    page = client.get(link(delegate))
    assert "You answer as Cleo" in page.content.decode()
    assert "delegate_name" not in page.context["form"].fields
    client.post(link(delegate), {"response": "no"})
    assert said(delegate, "response") == ("no",)


def test_an_own_answer_of_the_delegate_stays(client):
    row = make_invited()
    delegate = sent_to_cleo(row)
    invitations.answer(delegate, "no")

    invitations.answer(
        row,
        "delegated",
        note="As before.",
        delegate={"name": "Cleo B.", "email": "cleo@example.org", "mode": "remote"},
    )

    assert said(delegate, "name", "response", "response_mode") == ("Cleo B.", "no", "")


def test_the_link_of_a_delegate_does_not_pass_to_the_next_one(client):
    row = make_invited()
    first = sent_to_cleo(row)
    waiting = Mail.objects.get(to="cleo@example.org")

    invitations.answer(
        row, "delegated", delegate={"name": "Dora", "email": "dora@example.org"}
    )

    assert client.get(link(first)).status_code == 404
    assert delegate_of(row).name == "Dora"
    assert delegate_of(row).token_hash is None
    assert not Mail.objects.filter(pk=waiting.pk).exists()
    with pytest.raises(Blocked, match="taken back"):
        invitations.answer(first, "no")


def test_a_delegate_sends_nobody_in_turn():
    delegate = sent_to_cleo(make_invited())

    with pytest.raises(Blocked, match="You come for somebody else already"):
        invitations.answer(delegate, "delegated", delegate={"name": "Dora"})


def test_who_came_instead_stays_on_record():
    row, officer = make_invited(), make_officer()
    invitations.answer(row, "delegated", delegate={"name": "Cleo"})
    Participation.objects.filter(delegate_of=row).update(attended=Attendance.REMOTE)

    with pytest.raises(Blocked, match="on record that Cleo came"):
        invitations.answer(
            row, "delegated", by=officer, on_behalf=True, delegate={"name": "Dora"}
        )
    invitations.answer(row, "no", by=officer, on_behalf=True)
    assert delegate_of(row).name == "Cleo"


def test_another_answer_forgets_who_was_sent():
    row = make_invited()
    invitations.answer(
        row, "delegated", delegate={"name": "Cleo", "email": "cleo@example.org"}
    )

    invitations.answer(row, "yes", mode="in_person")

    assert said(row, "sends_name", "sends_affiliation", "sends_email") == ("", "", "")
    assert delegate_of(row) is None


def test_a_link_does_not_pass_to_another_person_of_the_same_row(client):
    row = make_invited()
    old = link(row)
    waiting = outbox.write(
        key=f"{row.mail_cause}:reminder:1", to="a@example.org", subject="S", text="T"
    )
    row.person = make_person(name="Another", email="another@example.org")

    invitations.change_participant(row, expected=row.version, by=make_officer())

    assert client.get(old).status_code == 404
    assert client.get(link(row)).status_code == 200
    assert not Mail.objects.filter(pk=waiting.pk).exists()
