"""A person's own calendar and its secret address: what it opens, and for how long."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alliance87.core.models import AuditEvent
from alliance87.partners.models import GroupMembership
from meetings.calendar_addresses import end_address, new_address, owner_of
from meetings.models import AgendaItem, AgendaPaper, CalendarFeed, Participation
from tests import factories
from tests.core.ics_checker import problems
from tests.factories.events import (
    make_dated_meeting,
    make_event,
    make_series,
    make_speaker,
)
from tests.factories.papers import make_comment_round, make_paper

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 11, 1, 12, 0, tzinfo=UTC)
SECRET = "https://video.example.org/secret-room"


@pytest.fixture(autouse=True)
def _in_2019(monkeypatch):
    """Let it be the first of November 2019, eleven days before the sixth meeting."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("tests.factories.people.LONG_AGO", date(2015, 1, 1))


def lines(response) -> list[str]:
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert problems(response.content) == []
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def uids(response) -> list[str]:
    return [
        line.removeprefix("UID:") for line in lines(response) if line.startswith("UID:")
    ]


def event_in(response, uid: str):
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return next(each for each in events if str(each["UID"]) == uid)


# --- A person's own file --------------------------------------------------------------


def own_file(client, user):
    return client.get(f"/calendar/{new_address(by=user)}.ics")


def test_member_reads_how_to_join_and_what_is_due(client):
    member = factories.make_gcg_member()
    person = factories.make_person(user=member)
    meeting = make_dated_meeting(
        number=6,
        rsvp_by=datetime(2019, 11, 5, 17, 0, tzinfo=UTC),
        papers_by=datetime(2019, 11, 4, 23, 0, tzinfo=UTC),
        remote_notes="Code 8787",
    )
    Participation.objects.create(
        meeting=meeting,
        person=person,
        name=person.name,
        capacity="member",
        response="pending",
        created_by=factories.keeper(),
    )

    response = own_file(client, member)

    assert uids(response) == [
        "gcg-6-papers@alliance87.org",
        "gcg-6-answer@alliance87.org",
        "gcg-6@alliance87.org",
    ]
    described = str(event_in(response, "gcg-6@alliance87.org")["DESCRIPTION"])
    assert f"Join online: {SECRET}\nCode 8787" in described
    due = event_in(response, "gcg-6-answer@alliance87.org")
    assert due["DTSTART"].dt == datetime(2019, 11, 5, 17, 0, tzinfo=UTC)
    assert str(due["SUMMARY"]) == f"Answer the invitation: {meeting}"
    assert str(due["DESCRIPTION"]).startswith(
        "Tue 5 Nov 2019, 18:00 Paris (17:00 UTC)\n"
    )
    papers = event_in(response, "gcg-6-papers@alliance87.org")
    assert str(papers["DESCRIPTION"]).startswith(
        "Tue 5 Nov 2019, 00:00 Paris (Mon 4 Nov 2019, 23:00 UTC)\n"
    )


def test_who_answered_is_not_asked_again(client):
    member = factories.make_gcg_member()
    person = factories.make_person(user=member)
    meeting = make_dated_meeting(
        number=6, rsvp_by=datetime(2019, 11, 5, 17, 0, tzinfo=UTC)
    )
    Participation.objects.create(
        meeting=meeting,
        person=person,
        name=person.name,
        capacity="member",
        response="yes",
        response_mode="remote",
        created_by=factories.keeper(),
    )
    assert uids(own_file(client, member)) == ["gcg-6@alliance87.org"]


def test_focal_point_learns_how_to_join_only_where_invited(client):
    focal_point = factories.make_focal_point()
    person = factories.make_person(user=focal_point)
    make_dated_meeting(number=6)
    invited = make_dated_meeting(number=7, remote_link="https://video.example.org/7")
    Participation.objects.create(
        meeting=invited,
        person=person,
        name=person.name,
        capacity="guest",
        response="yes",
        response_mode="remote",
        created_by=factories.keeper(),
    )
    response = own_file(client, focal_point)
    assert uids(response) == ["gcg-6@alliance87.org", "gcg-7@alliance87.org"]
    content = response.content.replace(b"\r\n ", b"")
    assert b"https://video.example.org/7" in content
    assert SECRET.encode() not in content


def test_member_of_the_gcg_does_not_read_how_to_join_a_group(client):
    """Nor does the page of the meeting say it to them."""
    group = factories.make_group()
    make_dated_meeting(number=1, kind="action_group", group=group)
    link = SECRET.encode()
    for user, reads in [
        (factories.make_gcg_member(), False),
        (factories.make_group_chair(group), True),
        (factories.make_officer(), True),
    ]:
        content = own_file(client, user).content.replace(b"\r\n ", b"")
        assert (link in content) is reads


def test_chair_of_a_group_has_what_only_the_group_sees(client):
    group = factories.make_group()
    chair = factories.make_group_chair(group)
    own = make_event(group=group, is_public=False, online_url=SECRET)
    make_event(is_public=False)
    response = own_file(client, chair)
    assert uids(response) == [f"event-{own.pk}@alliance87.org"]
    assert SECRET.encode() in response.content.replace(b"\r\n ", b"")


def test_member_of_a_group_through_the_organization_has_a_calendar(client):
    group = factories.make_group()
    partner = factories.make_partner()
    user = factories.make_user(language="fr")
    factories.make_person(user=user, organization=partner)
    with pytest.raises(PermissionDenied):
        new_address(by=user)
    membership = GroupMembership.objects.create(
        group=group, partner=partner, created_by=factories.keeper()
    )
    own = make_event(group=group, is_public=False, kind="side_event")

    token = new_address(by=user)

    response = client.get(f"/calendar/{token}.ics")
    assert uids(response) == [f"event-{own.pk}@alliance87.org"]
    membership.left_on = NOW.date()
    membership.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_open_comment_round_is_due_in_the_calendar(client):
    asked = make_comment_round(
        opens_at=NOW - timedelta(days=1),
        closes_at=datetime(2019, 11, 8, 17, 0, tzinfo=UTC),
        time_zone="Europe/Zurich",
    )
    uid = f"comments-{asked.pk}@alliance87.org"
    response = own_file(client, factories.make_gcg_member())
    due = event_in(response, uid)
    assert due["DTSTART"].dt == datetime(2019, 11, 8, 17, 0, tzinfo=UTC)
    assert str(due["SUMMARY"]) == f"Comments close: {asked.version}"
    assert str(due["DESCRIPTION"]).startswith(
        "Fri 8 Nov 2019, 18:00 Geneva (17:00 UTC)\n"
    )
    assert uid not in uids(own_file(client, factories.make_focal_point()))


def test_secretariat_sees_each_paper_that_is_to_follow(client):
    meeting = make_dated_meeting(number=6)
    item = AgendaItem.objects.create(
        meeting=meeting, title="Toolkit", position=1, created_by=factories.keeper()
    )
    line = AgendaPaper.objects.create(
        item=item,
        paper=make_paper(title="Indicators"),
        responsible="UNODC",
        due_at=datetime(2019, 11, 4, 17, 0, tzinfo=UTC),
    )
    response = own_file(client, factories.make_officer())
    due = event_in(response, f"gcg-6-paper-{line.pk}@alliance87.org")
    assert str(due["SUMMARY"]) == "Paper is due: Indicators (UNODC)"
    member = own_file(client, factories.make_gcg_member())
    assert uids(member) == ["gcg-6@alliance87.org"]


def test_own_file_is_kept_by_no_one_else(client):
    response = own_file(client, factories.make_officer())
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"


# --- Secret addresses -----------------------------------------------------------------


def test_address_is_long_and_only_its_digest_is_kept():
    officer = factories.make_officer()
    token = new_address(by=officer)
    assert len(token) == 43
    feed = CalendarFeed.objects.get()
    assert token not in (feed.token_hash, str(feed))
    assert owner_of(token) == officer
    trail = AuditEvent.objects.get(verb="calendar.address_made")
    assert token not in f"{trail.target}{trail.target_label}{trail.now}"


def test_new_address_ends_the_old_one(client):
    officer = factories.make_officer()
    old, new = new_address(by=officer), new_address(by=officer)
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200
    end_address(by=officer)
    assert client.get(f"/calendar/{new}.ics").status_code == 404


def test_address_opens_nothing_once_the_role_has_ended(client):
    member = factories.make_gcg_member()
    token = new_address(by=member)
    role = member.role_assignments.get()
    role.ends_on = timezone.localdate() - timedelta(days=1)
    role.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_address_of_a_closed_account_opens_nothing(client):
    member = factories.make_gcg_member()
    token = new_address(by=member)
    member.is_active = False
    member.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404


@pytest.mark.parametrize("token", ["unknown", "a" * 43, "public", "%00", "é"])
def test_unknown_address_does_not_exist(client, token):
    expected = 200 if token == "public" else 404
    assert client.get(f"/calendar/{token}.ics").status_code == expected


# --- How many queries -----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_own_file_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    officer = factories.make_officer()
    token = new_address(by=officer)
    for number in range(count):
        group = factories.make_group()
        event = make_event(group=group, series=make_series())
        make_speaker(event)
        make_dated_meeting(
            number=number + 1,
            rsvp_by=NOW + timedelta(days=2),
            papers_by=NOW + timedelta(days=2),
            country=factories.make_country(),
        )
    with django_assert_num_queries(8):
        response = client.get(f"/calendar/{token}.ics")
    assert len(uids(response)) == 4 * count
