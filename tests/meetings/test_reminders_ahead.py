"""Looking ahead at reminders: asked once for all days, and the same as day by day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliance87.partners.enums import PlanState, Role
from meetings.digests import SOURCES, coming_reminders
from meetings.enums import MeetingState, ReminderKind
from tests.factories import (
    make_gcg_member,
    make_group_chair,
    make_officer,
    make_partner,
    make_person,
    make_role,
    make_user,
)
from tests.factories.decisions import (
    due_on,
    make_action_point,
    make_agenda_item,
    make_gcg,
)
from tests.factories.groups import make_group_role, make_output, make_work_plan
from tests.factories.meetings import in_days, make_coming, make_invited
from tests.factories.packs import place_paper
from tests.factories.papers import make_comment_round
from tests.factories.seats import make_representative, make_seat_term

pytestmark = pytest.mark.django_db
SOME_DAYS = range(3, 9)


def make_asked(kind: ReminderKind, in_how_many: int) -> None:
    """Make what is due in some days: of a meeting, a plan or a mandate of its own."""
    day = in_days(in_how_many)
    match kind:
        case ReminderKind.ANSWER:
            at = timezone.now() + timedelta(days=in_how_many)
            invited = timezone.now() - timedelta(days=40)
            make_invited(make_coming(rsvp_by=at), invited_at=invited)
        case ReminderKind.PAPER:
            at = timezone.now() + timedelta(days=in_how_many)
            item = make_agenda_item(make_coming(papers_by=at))
            place_paper(item)
        case ReminderKind.REPORT:
            make_gcg(None, day, state=MeetingState.HELD)
        case ReminderKind.OUTPUT:
            plan = make_work_plan(state=PlanState.ADOPTED)
            make_group_chair(plan.group)
            due = {"due_on": day, "due_precision": "day", "is_accepted": True}
            make_output(plan, **due)
        case ReminderKind.MANDATE:
            term = make_seat_term(mandate_ends_on=day, mandate_precision="day")
            make_representative(term, make_person(email=f"{term.pk}@example.org"))
        case ReminderKind.ACTION:
            person = make_person(email=f"action{in_how_many}@example.org")
            make_action_point(person=person, **due_on(day))
        case ReminderKind.COMMENT:
            at = timezone.now() + timedelta(days=in_how_many)
            make_comment_round(closes_at=at, time_zone="UTC")
            make_gcg_member()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        (ReminderKind.ANSWER, 4),
        (ReminderKind.PAPER, 3),
        (ReminderKind.REPORT, 3),
        (ReminderKind.OUTPUT, 4),
        (ReminderKind.MANDATE, 5),
    ],
)
def test_looking_ahead_asks_as_much_for_one_as_for_three(
    kind, queries, count, django_assert_num_queries
):
    make_officer()
    for number in range(count):
        make_asked(kind, SOME_DAYS[number])
    days = (0,) if kind == ReminderKind.REPORT else (-2, 0)

    with django_assert_num_queries(queries):
        found = coming_reminders(kind, days, today=timezone.localdate(), ahead=60)

    about = {due.about for _on, _who, due in found}
    assert len(about) == count


def make_what_changes(first: date, end: date) -> None:
    """Make officers, seats, chairs and meetings that begin or end meanwhile."""
    later, sooner = make_user(), make_user()
    make_role(later, Role.OFFICER, starts_on=first)
    make_role(sooner, Role.OFFICER, ends_on=first)
    handed = {"ends_on": first, "mandate_ends_on": end, "mandate_precision": "day"}
    make_representative(make_seat_term(**handed), make_person(email="a@example.org"))
    left = make_seat_term(
        holder=make_partner(left_on=first), mandate_ends_on=end, mandate_precision="day"
    )
    make_representative(left, make_person(email="b@example.org"))
    role = make_group_role(
        person=make_person(email="c@example.org"), starts_on=first, ends_on=end
    )
    plan = make_work_plan(role.group, state=PlanState.ADOPTED)
    for day in (first, end, end + timedelta(days=3)):
        make_output(plan, due_on=day, due_precision="day", is_accepted=True)
        make_gcg(None, day, state=MeetingState.ANNOUNCED)
    make_action_point()


@pytest.mark.parametrize("kind", ReminderKind)
def test_looking_ahead_shows_what_each_day_would_send(kind):
    """The same as asking day by day, with what only begins or ends meanwhile."""
    today = timezone.localdate()
    make_what_changes(in_days(5), in_days(7))
    for number in SOME_DAYS:
        make_asked(kind, number)
    days = (0, 2) if kind == ReminderKind.REPORT else (-5, -2, 0)

    found = coming_reminders(kind, days, today=today, ahead=12)

    source = next(each for each in SOURCES if kind == each.KIND)
    by_day = {
        (day, who.address, due.trace)
        for day in map(in_days, range(13))
        for who, due in source.due(day, days)
        if day == max(today, due.due_on + timedelta(days=due.step))
    }
    assert {(on, who.address, due.trace) for on, who, due in found} == by_day
    assert len(found) == len(by_day) > len(SOME_DAYS)
