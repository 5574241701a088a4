"""Mails about an issued pack and a circulated report: to whom, what, once."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alliance87.core.exceptions import Blocked
from alliance87.core.models import Mail
from alliance87.partners.models import Person
from meetings.circulars import tell_of_pack, tell_of_report
from meetings.enums import MeetingState
from tests.factories import (
    make_focal_point,
    make_gcg_member,
    make_officer,
    make_person,
)
from tests.factories.decisions import make_circulated_report
from tests.factories.meetings import make_invited
from tests.factories.packs import issue_unbuilt, make_convened, make_pack
from tests.factories.papers import make_comment_round
from tests.factories.seats import make_representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(db):
    return issue_unbuilt(make_pack())


def test_seats_accounts_and_invited_people_are_told_of_a_pack(pack):
    member = make_gcg_member()
    make_representative(person=make_person(email="seat@example.org"))
    make_invited(pack.meeting, person=make_person(email="guest@example.org"))
    outsider = make_focal_point()
    named = Person.objects.create(name="Focal point", user=outsider)
    make_invited(pack.meeting, person=named)
    officer = make_officer()

    assert tell_of_pack(pack, by=officer) == 3
    assert tell_of_pack(pack, by=officer) == 0

    found = {mail.to: mail.text for mail in Mail.objects.all()}
    assert set(found) == {member.email, "seat@example.org", "guest@example.org"}
    assert pack.get_absolute_url() in found[member.email]
    assert "Nothing else is asked of you now." in found[member.email]
    assert "opens with an account" in found["guest@example.org"]


def test_the_mail_counts_what_is_asked(pack):
    member = make_gcg_member()
    make_comment_round()

    tell_of_pack(pack, by=make_officer())

    text = Mail.objects.get(to=member.email).text
    assert "What is asked of you:\n1 document to comment on\n" in text


def test_issuing_alone_mails_nobody(pack):
    make_gcg_member()

    assert not Mail.objects.exists()


def test_members_write_to_nobody(pack):
    with pytest.raises(PermissionDenied):
        tell_of_pack(pack, by=make_gcg_member())


def test_a_draft_and_an_example_write_to_nobody():
    officer, _member = make_officer(), make_gcg_member()
    meeting = make_convened(is_example=True)

    for pack in (make_pack(), issue_unbuilt(make_pack(meeting))):
        with pytest.raises(Blocked):
            tell_of_pack(pack, by=officer)


@pytest.fixture
def report(db):
    report = make_circulated_report()
    make_comment_round(report=report, closes_at=datetime(2099, 8, 15, 16, tzinfo=UTC))
    return report


def test_the_group_is_told_until_when_it_may_comment(report):
    member, _outsider = make_gcg_member(), make_focal_point()
    officer = make_officer()

    assert tell_of_report(report, by=officer) == 1
    assert tell_of_report(report, by=officer) == 0

    mail = Mail.objects.get()
    assert mail.to == member.email
    assert "Comments until Sat 15 Aug 2099, 18:00 Geneva (16:00 UTC)" in mail.text
    assert reverse("meetings:report", kwargs={"pk": report.meeting_id}) in mail.text


def test_a_report_whose_round_is_over_writes_to_nobody():
    make_gcg_member()

    with pytest.raises(Blocked):
        tell_of_report(make_circulated_report(), by=make_officer())


def test_the_pages_show_who_gets_it_before_it_leaves(client, pack, report):
    member = make_gcg_member()
    client.force_login(make_officer())
    addresses = (
        reverse("meetings:pack-write", kwargs={"pk": pack.meeting_id, "pack": pack.pk}),
        reverse("meetings:report-write", kwargs={"pk": report.meeting_id}),
    )

    for address in addresses:
        assert member.email in client.get(address).content.decode()
    assert not Mail.objects.exists()
    for address in addresses:
        assert client.post(address).status_code == 302
    assert Mail.objects.filter(to=member.email).count() == 2


def test_the_pages_are_the_secretariats(client, pack, report):
    client.force_login(make_gcg_member())
    keys = {"pk": pack.meeting_id, "pack": pack.pk}

    assert client.get(reverse("meetings:pack-write", kwargs=keys)).status_code == 403
    keys = {"pk": report.meeting_id}
    assert client.get(reverse("meetings:report-write", kwargs=keys)).status_code == 403


def test_example_meetings_invite_nobody(client):
    meeting = make_convened(is_example=True, state=MeetingState.CONVENED)
    make_invited(meeting)
    client.force_login(make_officer())
    keys = {"pk": meeting.pk, "kind": "reminder"}

    client.post(reverse("meetings:participants-send", kwargs=keys))

    assert not Mail.objects.exists()
