"""People in copy of a seat: they get the mails and are not asked or printed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from alliance87.core import outbox
from alliance87.core.models import Mail
from meetings import circulars, invitations, inviting
from meetings.digests import answers
from meetings.enums import InvitationKind, Response
from meetings.models import Meeting, Participation
from meetings.selectors import meetings as reads
from meetings.selectors.asked import tasks_for
from meetings.selectors.participants import as_participation, proposal_for
from tests.factories import make_officer, make_person, make_user
from tests.factories.meetings import make_coming, make_invited, make_participation
from tests.factories.seats import make_representative, make_seat_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def reader():
    """Somebody in copy, whom the list has and nobody wrote to yet."""
    user = make_user(email="reader@example.org", name="Reader")
    person = make_person(name="Reader", user=user)
    return make_participation(make_coming(), person=person, is_copy=True)


def stored(row) -> Participation:
    return Participation.objects.get(pk=row.pk)


def invite(meeting, officer) -> int:
    people = inviting.people_for(meeting, InvitationKind.INVITATION)
    return inviting.send(meeting, InvitationKind.INVITATION, people, by=officer)


def test_the_list_filled_from_the_seats_knows_who_is_in_copy(officer):
    make_representative(make_seat_term(), make_person(name="Reader"), role="copy")
    meeting = make_coming()

    lines = proposal_for(meeting).invitees
    invitations.add_all(meeting, map(as_participation, lines), by=officer)

    rows = meeting.participations.values_list("name", "is_copy")
    assert ("Reader", True) in rows
    assert [name for name, is_copy in rows if is_copy] == ["Reader"]


def test_the_mail_is_for_information_without_link_and_file(reader, officer):
    assert invite(reader.meeting, officer) == 1

    mail, row = Mail.objects.get(), stored(reader)
    assert "You are in copy: nothing is asked of you." in mail.text
    assert outbox.PERSONAL_LINK not in mail.text
    assert "/answer/" not in mail.text
    assert mail.file_name == ""
    assert (row.response, row.token_hash) == (Response.NOT_INVITED, None)
    assert row.invited_at is not None
    assert invite(reader.meeting, officer) == 0


def test_nobody_in_copy_is_asked_or_reminded(client_for, reader, officer):
    invite(reader.meeting, officer)
    user = reader.person.user
    url = reverse("meetings:own-answer", kwargs={"pk": reader.meeting.pk})

    assert client_for(user).get(url).status_code == 403
    assert tasks_for(user) == []
    assert inviting.people_for(reader.meeting, InvitationKind.REMINDER) == []
    assert [each for each, _due in answers.due(reader.meeting.on)] == []
    assert not reads.may_join(user, reader.meeting)
    with pytest.raises(PermissionDenied):
        invitations.answer(reader, "yes", mode="remote", by=user)


def test_nobody_in_copy_is_counted_or_printed(client_for, reader, officer):
    make_invited(reader.meeting, response="yes", response_mode="remote", name="Ada")

    counted = reads.answers_to(reader.meeting)
    assert (counted.total, counted.not_invited) == (1, 0)
    annex = reads.annex_of(reader.meeting)
    assert [row.name for row in (*annex.in_person, *annex.remote)] == ["Ada"]
    url = reverse("meetings:participants", kwargs={"pk": reader.meeting.pk})
    text = client_for(officer).get(url).content.decode()
    assert "In copy" in text
    assert "Not invited yet: " not in text


def test_a_change_is_told_for_information(reader, officer):
    invite(reader.meeting, officer)
    Meeting.objects.update(ics_sequence=1)
    meeting = Meeting.objects.get()
    people = inviting.people_for(meeting, InvitationKind.CHANGE)

    assert inviting.send(meeting, InvitationKind.CHANGE, people, by=officer) == 1

    mail = Mail.objects.first()
    assert "something changed" in mail.text
    assert "Your answer" not in mail.text
    assert mail.file_name == ""


def test_who_is_in_copy_hears_of_the_pack_once_told_of_the_meeting(reader, officer):
    assert [each.name for each in circulars.invited_to(reader.meeting)] == []
    invite(reader.meeting, officer)
    assert [each.name for each in circulars.invited_to(reader.meeting)] == ["Reader"]


def test_who_comes_after_all_is_in_copy_no_longer(reader, officer):
    invitations.answer(reader, "yes", mode="remote", by=officer, on_behalf=True)

    row = stored(reader)
    assert (row.is_copy, row.response) == (False, "yes")


def test_who_was_asked_cannot_be_put_in_copy():
    row = make_invited()
    row.is_copy = True

    with pytest.raises(ValidationError, match="is not in copy"):
        row.full_clean()
    name = "participation_in_copy_answers_nothing"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Participation.objects.filter(pk=row.pk).update(is_copy=True)


def test_the_form_puts_in_copy_and_says_who_cannot_be(client_for, officer):
    row, asked = make_participation(make_coming()), make_invited()
    client = client_for(officer)
    pages = []
    for each in (row, asked):
        keys = {"pk": each.meeting_id, "row": each.pk}
        url = reverse("meetings:participant-edit", kwargs=keys)
        facts = {"person": each.person_id, "name": each.name, "capacity": "guest"}
        sent = facts | {"position": 1, "version": each.version, "is_copy": "on"}
        pages.append(client.post(url, sent))

    assert [page.status_code for page in pages] == [302, 200]
    assert "is not in copy" in pages[1].content.decode()
    assert (stored(row).is_copy, stored(asked).is_copy) == (True, False)


def test_nobody_is_sent_by_who_comes():
    row = make_invited()

    name = "participation_sends_only_when_it_says_so"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Participation.objects.filter(pk=row.pk).update(sends_name="Cleo")
