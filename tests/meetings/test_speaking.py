"""For whom a person speaks: one answer for rights, comments, own points and mails."""

from datetime import date

import pytest

from alliance87.partners.enums import Role
from meetings import rules
from meetings.action_points.owners import recipients
from meetings.commenting import own_partner
from meetings.enums import OwnerOffice, RepresentativeRole
from meetings.models import ActionPoint, partners_of, speakers_for
from meetings.selectors.action_points import asked_of
from tests.factories import (
    make_gcg_member,
    make_partner,
    make_person,
    make_role,
    make_user,
)
from tests.factories.decisions import make_action_point
from tests.factories.seats import make_office_term, make_representative, make_seat_term

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


def person_of(partner=None, **facts):
    """Return somebody with an account who works for a partner."""
    user = make_user()
    return make_person(organization=partner, user=user, email=user.email, **facts)


def seated_for(holder, employer=None, role=RepresentativeRole.TITULAR, **dates):
    """Return somebody who is named for a seat of `holder`."""
    person = person_of(employer)
    make_representative(make_seat_term(holder=holder), person, role=role, **dates)
    return person


def partners(who, on=None) -> set:
    return set(partners_of(who, on=on))


def assert_alike(person, action, *, speaks: bool):
    """Read, report, own list, link in the mail: all say the same of one person."""
    user = person.user
    told = [each.address for each in recipients(action, TODAY)]
    assert {
        "reads": ActionPoint.objects.visible_to(user).filter(pk=action.pk).exists(),
        "reports": rules.may_report_on_action(user, action),
        "listed": [row.action.pk for row in asked_of(user)] == [action.pk],
        "told": user.email in told,
    } == dict.fromkeys(("reads", "reports", "listed", "told"), speaks)


# --- Of each kind ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [RepresentativeRole.TITULAR, RepresentativeRole.ALTERNATE]
)
def test_who_is_named_for_a_seat_speaks_for_its_holder(role):
    holder = make_partner()
    person = seated_for(holder, role=role)

    assert partners(person) == partners(person.user) == {holder}
    assert own_partner(person.user) == holder
    assert_alike(person, make_action_point(partner=holder), speaks=True)


def test_who_is_in_copy_speaks_for_nobody():
    holder = make_partner()
    person = seated_for(holder, role=RepresentativeRole.COPY)
    seated_for(holder)

    assert partners(person) == set()
    assert own_partner(person.user) is None
    assert_alike(person, make_action_point(partner=holder), speaks=False)


def test_a_representative_of_another_body_speaks_for_both():
    """The employer has nobody in the Group, so its people speak for it too."""
    holder, employer = make_partner(name="A holder"), make_partner(name="An employer")
    person = seated_for(holder, employer)

    assert partners(person) == {holder, employer}
    assert own_partner(person.user) == holder
    action = make_action_point(partner=holder)
    assert_alike(person, action, speaks=True)


def test_people_of_a_partner_without_a_seat_speak_for_it():
    partner = make_partner()
    person = person_of(partner)

    assert partners(person) == {partner}
    assert_alike(person, make_action_point(partner=partner), speaks=True)


def test_people_of_a_partner_that_somebody_represents_do_not():
    partner = make_partner()
    colleague = person_of(partner)
    seated_for(partner)

    assert partners(colleague) == set()
    assert_alike(colleague, make_action_point(partner=partner), speaks=False)


def test_who_was_given_a_place_by_role_speaks_for_the_employer():
    partner = make_partner()
    member, colleague = person_of(partner), person_of(partner)
    make_role(member.user, Role.GCG_MEMBER)
    seated_for(partner)

    assert partners(member) == {partner}
    assert partners(colleague) == set()
    action = make_action_point(partner=partner)
    assert_alike(member, action, speaks=True)
    assert member in speakers_for(partner)


def test_who_has_left_speaks_for_nobody():
    partner = make_partner()
    left = person_of(partner, is_active=False)
    make_representative(make_seat_term(holder=partner), left)

    assert partners(left) == set()
    assert own_partner(left.user) is None
    assert list(speakers_for(partner)) == []
    assert_alike(left, make_action_point(partner=partner), speaks=False)


def test_a_visitor_and_an_account_without_a_person_speak_for_nobody():
    person_of(make_partner())
    make_person(organization=make_partner())

    assert partners(make_user()) == set()
    assert own_partner(make_gcg_member()) is None


def test_the_day_decides():
    """A period is half-open: on its last date somebody else speaks."""
    holder, handover = make_partner(), date(2026, 7, 1)
    old = seated_for(holder, ends_on=handover)
    term = make_seat_term(holder=holder)
    new = person_of()
    make_representative(term, new, starts_on=handover)

    assert partners(old, on=date(2026, 6, 30)) == {holder}
    assert partners(new, on=date(2026, 6, 30)) == set()
    assert partners(old, on=handover) == set()
    assert partners(new, on=handover) == {holder}


# --- Offices --------------------------------------------------------------------------


def test_the_deputy_chair_reports_on_what_the_office_owes():
    deputy, other = person_of(), person_of()
    make_office_term("deputy_chair", person=deputy)
    action = make_action_point(office=OwnerOffice.DEPUTY_CHAIR)

    assert_alike(deputy, action, speaks=True)
    assert_alike(other, action, speaks=False)


def test_a_deputy_chair_whose_term_ended_reports_no_more():
    deputy = person_of()
    make_office_term("deputy_chair", person=deputy, ends_on=TODAY)

    action = make_action_point(office=OwnerOffice.DEPUTY_CHAIR)

    assert_alike(deputy, action, speaks=False)
