"""One mail to each person and day: comments, outputs, mandates, reports, all in one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliance87.core.enums import Precision
from alliance87.core.models import Mail
from alliance87.partners.enums import GroupRoleKind, PlanState
from meetings.digests import send_reminders
from meetings.digests.digest import Kind
from meetings.enums import MeetingState
from tests.factories import (
    make_gcg_member,
    make_group,
    make_group_chair,
    make_officer,
    make_partner,
    make_person,
)
from tests.factories.decisions import due_on, make_action_point, make_gcg
from tests.factories.groups import make_group_role, make_output, make_work_plan
from tests.factories.papers import make_comment_round, make_paper_comment
from tests.factories.seats import (
    make_constituency,
    make_representative,
    make_seat,
    make_seat_term,
)

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 15)


def told(today: date) -> dict[str, list[tuple[Kind, int]]]:
    """Return who was told of what by a run."""
    return {
        who.address: [(due.kind, due.step) for due in dues]
        for who, dues in send_reminders(today)
    }


def days(count: int) -> timedelta:
    return timedelta(days=count)


# --- Comments -------------------------------------------------------------------------


def closing_in(count: int, **fields):
    closes = timezone.now() + days(count)
    return make_comment_round(closes_at=closes, time_zone="UTC", **fields)


def test_who_has_not_commented_is_reminded_three_days_before():
    member, spoke = make_gcg_member(), make_gcg_member()
    asked = closing_in(3)
    make_paper_comment(asked, created_by=spoke)
    today = asked.closes_at.date() - days(3)

    assert told(today - days(1)) == {}
    assert told(today) == {member.email: [(Kind.COMMENT, -3)]}
    assert told(today + days(1)) == {}


def test_a_partner_that_commented_is_left_alone():
    spoke, silent = make_seat_term(), make_seat_term()
    make_representative(spoke, make_person(email="spoke@example.org"))
    make_representative(silent, make_person(email="silent@example.org"))
    asked = closing_in(3)
    make_paper_comment(asked, partner=spoke.holder)

    assert told(asked.closes_at.date() - days(3)) == {
        "silent@example.org": [(Kind.COMMENT, -3)]
    }


# --- Outputs --------------------------------------------------------------------------


def owed(**fields):
    plan = fields.pop("plan", None) or make_work_plan(state=PlanState.ADOPTED)
    due = {"due_on": DAY, "due_precision": Precision.DAY, "is_accepted": True}
    return make_output(plan, **due | fields)


@pytest.mark.parametrize(("late", "n"), [(-31, 0), (-30, 1), (0, 0), (1, 1), (16, 0)])
def test_chair_and_focal_point_are_reminded_of_an_output(late, n):
    group = make_group()
    chair = make_group_chair(group)
    focal = make_person(email="focal@example.org")
    make_group_role(group, GroupRoleKind.FOCAL_POINT, person=focal)
    owed(plan=make_work_plan(group, state=PlanState.ADOPTED))

    found = told(DAY + days(late))

    assert set(found) == ({chair.email, "focal@example.org"} if n else set())


@pytest.mark.parametrize(
    "fields", [{"state": "delivered"}, {"state": "dropped"}, {"is_accepted": False}]
)
def test_what_is_finished_or_only_proposed_reminds_nobody(fields):
    output = owed(**fields)
    make_group_chair(output.plan.group)

    assert told(DAY - days(30)) == {}


# --- Mandates and reports -------------------------------------------------------------


def make_mandate(email: str, **of_the_seat):
    term = make_seat_term(
        make_seat(**of_the_seat),
        make_partner(name=f"Holder of {email}"),
        mandate_ends_on=DAY,
        mandate_precision="day",
    )
    make_representative(term, make_person(email=email))
    return term


@pytest.mark.parametrize(
    ("left", "step"), [(181, None), (180, -180), (165, None), (90, -90), (75, None)]
)
def test_a_mandate_that_ends_is_told_to_the_secretariat_and_its_holder(left, step):
    officer = make_officer()
    make_mandate("holder@example.org")

    expected = {
        officer.email: [(Kind.MANDATE, step)],
        "holder@example.org": [(Kind.OWN_MANDATE, step)],
    }
    assert told(DAY - days(left)) == (expected if step else {})


def test_who_holds_a_mandate_reads_of_nobody_else():
    officer = make_officer()
    make_mandate("one@example.org")
    make_mandate("two@example.org")

    send_reminders(DAY - days(180))

    own = Mail.objects.get(to="one@example.org")
    assert "two@example.org" not in own.text
    assert "/seats/mandates/" not in own.text
    everything = Mail.objects.get(to=officer.email)
    assert "Holder of two@example.org" in everything.text
    assert "/seats/mandates/" in everything.text


def test_a_mandate_of_an_example_writes_to_nobody():
    make_officer()
    make_mandate("holder@example.org", constituency=make_constituency(is_example=True))

    assert told(DAY - days(180)) == {}


@pytest.mark.parametrize(
    ("late", "fields", "n"),
    [
        (9, {}, 0), (10, {}, 1), (24, {}, 1), (25, {}, 0),
        (10, {"is_example": True}, 0), (10, {"state": MeetingState.CONVENED}, 0),
    ],
)  # fmt: skip
def test_a_report_that_is_not_begun_is_due_ten_days_after(late, fields, n):
    officer = make_officer()
    make_gcg(7, DAY, **{"state": MeetingState.HELD} | fields)

    found = told(DAY + days(late))

    assert found == ({officer.email: [(Kind.REPORT, 10)]} if n else {})


# --- One mail -------------------------------------------------------------------------


def test_a_person_gets_one_mail_about_all_of_it():
    chair = make_group_chair(language="fr")
    group = chair.role_assignments.get().group
    owed(plan=make_work_plan(group, state=PlanState.ADOPTED))
    make_action_point(group=group, **due_on(DAY - days(16)))

    assert told(DAY - days(30)) == {
        chair.email: [(Kind.ACTION, -14), (Kind.OUTPUT, -30)]
    }
    assert told(DAY - days(30)) == {}

    mail = Mail.objects.get()
    assert (mail.to, mail.language) == (chair.email, "fr")
    assert "2" in mail.subject


def test_only_the_latest_step_is_told_after_missed_days():
    person = make_person(email="ada@example.org")
    make_action_point(person=person, **due_on(DAY))

    assert told(DAY + days(8)) == {"ada@example.org": [(Kind.ACTION, 7)]}
    assert told(DAY + days(8)) == {}


def test_action_points_of_examples_write_to_nobody():
    person = make_person(email="ada@example.org")
    meeting = make_gcg(7, DAY - days(90), is_example=True)
    make_action_point(meeting, person=person, **due_on(DAY))

    assert told(DAY) == {}
