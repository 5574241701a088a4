"""Groups without activity, the plan in force, and what later apps add to a page."""

from datetime import date

import pytest

from alliance87.core.enums import Precision
from alliance87.partners import workflow
from alliance87.partners.enums import GroupState, PlanState
from alliance87.partners.models import GroupStateChange
from alliance87.partners.selectors.groups import (
    inactive_groups,
    months_before,
    plan_in_force,
)
from tests import factories
from tests.factories.groups import (
    make_group_role,
    make_membership,
    make_output,
    make_work_plan,
)

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 1)
OLD, RECENT = date(2023, 2, 28), date(2023, 3, 1)


@pytest.fixture
def group():
    return factories.make_group(name="Supply Chains", state=GroupState.ACTIVE)


def quiet(**more) -> list[tuple[str, date | None]]:
    found = inactive_groups(TODAY, **more)
    return [(str(each.group), each.last_on) for each in found]


def change_state(group, on) -> None:
    GroupStateChange.objects.create(
        group=group,
        was="launching",
        now="active",
        on=on,
        precision=Precision.DAY,
        by=factories.keeper(),
    )


def update_output(group, on) -> None:
    output = make_output(make_work_plan(group))
    workflow.report_output(
        output, state="on_track", progress=5, on=on, by=factories.make_officer()
    )


ACTIVITIES = {
    "state": change_state,
    "joined": lambda group, on: make_membership(group, joined_on=on),
    "left": lambda group, on: make_membership(group, left_on=on),
    "role": lambda group, on: make_group_role(group, starts_on=on),
    "end of a role": lambda group, on: make_group_role(group, ends_on=on),
    "plan": lambda group, on: make_work_plan(
        group, state=PlanState.ADOPTED, adopted_on=on
    ),
    "output": update_output,
}


@pytest.mark.parametrize("act", ACTIVITIES.values(), ids=ACTIVITIES)
def test_each_kind_of_activity_counts_for_twelve_months(group, act):
    assert quiet() == [("Supply Chains", None)]

    act(group, OLD)
    assert quiet() == [("Supply Chains", OLD)]


@pytest.mark.parametrize("act", ACTIVITIES.values(), ids=ACTIVITIES)
def test_nothing_is_said_of_a_group_that_did_something(group, act):
    act(group, RECENT)

    assert quiet() == []


def test_a_meeting_that_a_later_app_knows_counts(group):
    other = factories.make_group(name="Migration", state=GroupState.RELAUNCHED)

    assert quiet(last_meetings={group.pk: RECENT, other.pk: OLD}) == [
        ("Migration", OLD)
    ]


def test_what_lies_ahead_is_no_activity(group):
    make_membership(group, joined_on=OLD, left_on=date(2024, 6, 1))

    assert quiet(last_meetings={group.pk: date(2024, 4, 1)}) == [("Supply Chains", OLD)]


@pytest.mark.parametrize("state", ["proposed", "dormant", "closed"])
def test_groups_that_need_not_work_are_left_out(state):
    factories.make_group(state=state)

    assert quiet() == []


def test_last_activity_is_no_more_exact_than_it_is_known(group):
    GroupStateChange.objects.create(
        group=group,
        now="active",
        on=date(2021, 1, 1),
        precision=Precision.YEAR,
        by=factories.keeper(),
    )

    [quiet_group] = inactive_groups(TODAY)

    assert str(quiet_group.last) == "2021"


def test_the_longest_quiet_comes_first():
    for name, day in (("B", OLD), ("A", date(2020, 1, 1)), ("C", None)):
        made = factories.make_group(name=name, state=GroupState.ACTIVE)
        if day:
            make_membership(made, joined_on=day)

    assert [name for name, _last in quiet()] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_plan_in_force_is_adopted_and_covers_the_day(group):
    first = make_work_plan(group, state=PlanState.CLOSED)
    make_work_plan(group, starts_on=date(2022, 1, 1), ends_on=date(2024, 1, 1))

    assert plan_in_force(group, date(2021, 12, 31)) == first
    assert plan_in_force(group, TODAY) == first

    now = make_work_plan(
        group,
        starts_on=date(2024, 1, 1),
        ends_on=date(2026, 1, 1),
        state=PlanState.ADOPTED,
    )
    assert plan_in_force(group, TODAY) == now
