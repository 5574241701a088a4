"""Several people at one invitation in the same moment: one answer, one delegate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core.models import AuditEvent
from alliance87.partners.models import Person
from meetings import invitations, inviting
from meetings.enums import InvitationKind
from meetings.models import Meeting, Participation
from tests.factories import make_officer
from tests.factories.meetings import make_coming, make_invited
from tests.meetings.test_paper_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLEO = {"name": "Cleo Deputy", "email": "cleo@example.org", "mode": "remote"}


def copy(row) -> Participation:
    return Participation.objects.get(pk=row.pk)


def test_two_answers_at_once_are_one_after_the_other():
    row = make_invited()
    copies = [copy(row), copy(row)]

    found = at_once(
        lambda: invitations.answer(copies[0], "no"),
        lambda: invitations.answer(copies[1], "yes", mode="remote"),
    )

    assert found == ["done", "done"]
    events = AuditEvent.objects.filter(verb="participant.answered").order_by("pk")
    first, second = ((event.was, event.now) for event in events)
    assert first[0] == "pending"
    assert second[0] == first[1]
    last = copy(row)
    assert (last.response, last.version) == (second[1], row.version + 2)
    assert last.response_mode == ("remote" if second[1] == "yes" else "")


def test_an_answer_that_is_late_does_not_undo_that_of_the_secretariat():
    row, officer = make_invited(), make_officer()
    Meeting.objects.update(rsvp_by=timezone.now() - timedelta(minutes=1))
    copies = [copy(row), copy(row)]

    found = at_once(
        lambda: invitations.answer(copies[0], "no"),
        lambda: invitations.answer(
            copies[1], "yes", mode="in_person", by=officer, on_behalf=True
        ),
    )

    assert found == ["Blocked", "done"]
    assert (copy(row).response, copy(row).responded_by) == ("yes", officer)


def test_a_delegate_named_twice_at_once_is_one():
    row = make_invited()
    copies = [copy(row), copy(row)]

    found = at_once(
        *(
            lambda each=each: invitations.answer(each, "delegated", delegate=CLEO)
            for each in copies
        )
    )

    assert found == ["done", "done"]
    delegate = Participation.objects.get(delegate_of=row)
    inviting.write(delegate, InvitationKind.INVITATION, by=make_officer())
    assert Person.objects.filter(email="cleo@example.org").count() == 1
    assert AuditEvent.objects.filter(verb="contact.added").count() == 1


def test_one_person_sent_by_several_at_once_stands_on_the_list_once():
    meeting = make_coming()
    rows = [make_invited(meeting, name=f"Member {n}") for n in range(3)]

    found = at_once(
        *(
            lambda row=row: invitations.answer(row, "delegated", delegate=CLEO)
            for row in rows
        )
    )

    assert found == ["done"] * 3
    delegate = Participation.objects.get(name="Cleo Deputy")
    inviting.write(delegate, InvitationKind.INVITATION, by=make_officer())
    assert Person.objects.filter(email="cleo@example.org").count() == 1
    senders = Participation.objects.filter(sends_name="Cleo Deputy")
    assert {each.response for each in senders} == {"delegated"}
    assert senders.count() == 3


def test_an_answer_and_its_end_at_once_leave_no_stray_delegate():
    """The delegate says no while the one who sent them takes it back."""
    row = make_invited()
    invitations.answer(row, "delegated", delegate=CLEO)
    delegate = Participation.objects.get(delegate_of=row)

    found = at_once(
        lambda: invitations.answer(delegate, "no"),
        lambda: invitations.answer(row, "no"),
    )

    assert found in (["Blocked", "done"], ["done", "done"])
    assert not Participation.objects.filter(delegate_of=row).exists()
    assert copy(row).response == "no"
