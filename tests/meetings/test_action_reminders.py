"""Mails about action points: who gets them, when, once."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from alliance87.core.models import Mail
from alliance87.partners.enums import GroupRoleKind
from alliance87.partners.models import GroupRole
from meetings.action_points.mails import tell_owners
from meetings.action_points.owners import recipients
from meetings.digests import actions, send_reminders
from meetings.digests.steps import LONG_CATCH_UP_DAYS, step_reached
from meetings.enums import MeetingState, OwnerOffice, RepresentativeRole
from tests.factories import (
    make_chair,
    make_contributor,
    make_focal_point,
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import due_on, make_action_point, make_gcg
from tests.factories.people import keeper
from tests.factories.seats import make_office_term, make_representative, make_seat_term

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 15)
TODAY = date(2027, 3, 1)


def addresses(action, today=TODAY) -> list[str]:
    return [each.address for each in recipients(action, today)]


# --- Who ----------------------------------------------------------------------------


def test_a_country_is_its_focal_points():
    focal_point = make_focal_point()
    country = focal_point.role_assignments.get().country
    make_contributor(country)

    assert addresses(make_action_point(country=country)) == [focal_point.email]


def test_an_organization_is_who_speaks_for_it_in_the_group():
    partner = make_partner()
    make_person(organization=partner, email="desk@example.org")
    action = make_action_point(partner=partner)
    assert addresses(action) == ["desk@example.org"]

    term = make_seat_term(holder=partner)
    speaker = make_person(email="speaker@example.org")
    make_representative(term, speaker)
    copied = make_person(email="copied@example.org")
    make_representative(term, copied, role=RepresentativeRole.COPY)

    assert addresses(action) == ["speaker@example.org"]


def test_a_group_is_its_chairs():
    group = make_group()
    user = make_group_chair(group)
    GroupRole.objects.create(
        group=group,
        role=GroupRoleKind.CHAIR,
        partner=make_partner(),
        person=make_person(email="co-chair@example.org"),
        slot=1,
        created_by=keeper(),
    )

    action = make_action_point(group=group)

    assert addresses(action) == [user.email, "co-chair@example.org"]


def test_offices_are_those_who_hold_them():
    chair, member, officer = make_chair(), make_gcg_member(), make_officer()
    deputy = make_person(email="deputy@example.org")
    make_office_term("deputy_chair", person=deputy)

    found = {
        office: addresses(make_action_point(office=office)) for office in OwnerOffice
    }

    assert found == {
        OwnerOffice.SECRETARIAT: [officer.email],
        OwnerOffice.CHAIR: [chair.email],
        OwnerOffice.DEPUTY_CHAIR: ["deputy@example.org"],
        OwnerOffice.ALL_MEMBERS: [member.email],
    }


def test_a_person_without_an_address_gets_nothing():
    assert addresses(make_action_point(person=make_person())) == []


# --- Writing to the owners ------------------------------------------------------------


def test_each_person_gets_one_mail_about_all_of_it():
    meeting = make_gcg(5)
    person = make_person(name="Ada Owner", email="ada@example.org")
    actions = [
        make_action_point(meeting, person=person, text="Comment on the paper."),
        make_action_point(meeting, person=person, text="Name a focal point."),
    ]

    tell_owners(actions, by=make_officer())

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        "ada@example.org",
        "Alliance 8.7: 2 action points are yours",
    )
    assert "GCG5/A1\nComment on the paper.\nDue: Before the next meeting" in mail.text
    assert "GCG5/A2" in mail.text


def test_the_same_mail_goes_out_once_a_day():
    action = make_action_point(person=make_person(email="ada@example.org"))
    officer = make_officer()

    tell_owners([action], by=officer)
    tell_owners([action], by=officer)

    assert Mail.objects.count() == 1


def test_members_write_to_nobody():
    with pytest.raises(PermissionDenied):
        tell_owners([make_action_point()], by=make_gcg_member())


# --- Reminders ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2027, 2, 28), None),
        (date(2027, 3, 1), -14),
        (date(2027, 3, 14), -14),
        (date(2027, 3, 15), 0),
        (date(2027, 3, 22), 7),
        (date(2027, 4, 5), 7),
        (date(2027, 4, 6), None),
    ],
)
def test_steps(today, step):
    assert step_reached(DUE, today, actions.STEPS, LONG_CATCH_UP_DAYS) == step


def test_each_step_is_sent_once():
    make_action_point(person=make_person(email="ada@example.org"), **due_on(DUE))

    counts = [
        len(send_reminders(day))
        for day in (TODAY, TODAY, date(2027, 3, 5), DUE, DUE, date(2027, 3, 22))
    ]

    assert counts == [1, 0, 0, 1, 0, 1]
    assert Mail.objects.count() == 3


def test_another_deadline_begins_anew():
    person = make_person(email="ada@example.org")
    action = make_action_point(person=person, **due_on(DUE))
    send_reminders(TODAY)

    later = due_on(date(2027, 3, 16))
    action.due_on, action.due_at = later["due_on"], later["due_at"]
    action.save()

    assert len(send_reminders(date(2027, 3, 2))) == 1


def test_before_the_next_meeting_counts_from_its_day():
    make_action_point(person=make_person(email="ada@example.org"))
    assert send_reminders(TODAY) == []

    make_gcg(7, DUE, state=MeetingState.ANNOUNCED)

    ((recipient, (due,)),) = send_reminders(TODAY)
    assert (recipient.address, due.step, due.due_on) == ("ada@example.org", -14, DUE)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "done"},
        {"due_kind": "ongoing"},
        {"proposed_done_at": "2027-02-01T10:00Z"},
    ],
)
def test_nobody_is_reminded_of_what_is_not_due(fields):
    person = make_person(email="ada@example.org")
    due = {} if "due_kind" in fields else due_on(DUE)
    make_action_point(person=person, **due, **fields)

    assert send_reminders(TODAY) == []


def test_a_mail_holds_no_link_that_opens_without_an_account():
    person = make_person(email="ada@example.org")
    make_action_point(person=person, token_hash="a" * 64, **due_on(DUE))

    send_reminders(TODAY)

    assert "/action-points/" not in Mail.objects.get().text


def test_the_command_says_what_it_sent():
    person = make_person(email="ada@example.org")
    make_action_point(make_gcg(5), person=person, **due_on(DUE))
    out = StringIO()

    call_command("send_meeting_reminders", "--today", "2027-03-01", stdout=out)

    assert out.getvalue() == (
        "ada@example.org: GCG5/A1 -14\nReminders of 2027-03-01: 1.\n"
    )
