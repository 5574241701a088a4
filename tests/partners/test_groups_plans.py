"""Work plans: numbers under the objectives, states, progress, what is carried over."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from alliance87.core.exceptions import Blocked, InvalidTransition
from alliance87.core.models import AuditEvent
from alliance87.partners import work_plans, workflow
from alliance87.partners.enums import OutputState, PlanState
from alliance87.partners.models import Output, StrategicObjective, WorkPlan
from tests import factories
from tests.factories.groups import (
    make_objective,
    make_output,
    make_resource_need,
    make_work_plan,
)

pytestmark = pytest.mark.django_db

DAY = date(2021, 3, 1)
DUE = date(2021, 7, 1)
NEXT = {"starts_on": date(2022, 1, 1), "ends_on": date(2024, 1, 1)}


@pytest.fixture
def officer():
    return factories.make_officer()


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


# --- What the database keeps --------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"ends_on": date(2020, 1, 1)}, "work_plan_ends_after_start"),
        ({"state": "adopted", "adopted_on": None}, "work_plan_adopted_with_date"),
        ({"state": "draft", "adopted_on": DAY}, "work_plan_adopted_with_date"),
    ],
)
def test_database_refuses_a_plan(fields, name):
    with refused(name), transaction.atomic():
        make_work_plan(**fields)


def test_group_has_one_plan_for_a_start():
    plan = make_work_plan()
    make_work_plan()

    with refused("work_plan_one_per_group_and_start"), transaction.atomic():
        make_work_plan(plan.group)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number": 0}, "output_numbers_start_at_one"),
        ({"progress": 101}, "output_progress_up_to_100"),
        ({"progress": 100}, "output_delivered_exactly_at_100"),
        ({"state": "delivered", "progress": 90}, "output_delivered_exactly_at_100"),
        ({"due_on": DAY}, "output_due_"),
        ({"due_precision": "day"}, "output_due_with_precision"),
        (
            {"due_on": date(2021, 3, 2), "due_precision": "month"},
            "output_due_on_first_day",
        ),
        ({"due_on": DAY, "due_precision": "quarter"}, "output_due_on_first_day"),
        ({"due_on": DAY, "due_precision": "year"}, "output_due_on_first_day"),
    ],
)
def test_database_refuses_an_output(fields, name):
    with refused(name), transaction.atomic():
        make_output(**fields)


def test_number_is_unique_under_an_objective_only():
    output = make_output(number=3)
    make_output(output.plan, 2, number=3)

    with refused("output_number_once_per_objective"), transaction.atomic():
        make_output(output.plan, number=3)


@pytest.mark.parametrize(
    ("on", "precision", "words", "until"),
    [
        (date(2021, 3, 9), "day", "9 March 2021", date(2021, 3, 9)),
        (date(2024, 2, 1), "month", "February 2024", date(2024, 2, 29)),
        (date(2021, 10, 1), "quarter", "quarter 4 of 2021", date(2021, 12, 31)),
        (date(2021, 1, 1), "year", "2021", date(2021, 12, 31)),
        (None, "", "", None),
    ],
)
def test_due_is_no_more_exact_than_it_is_known(on, precision, words, until):
    output = Output(due_on=on, due_precision=precision)

    assert (output.due, output.due_until) == (words, until)


@pytest.mark.parametrize(
    ("first", "end", "words"),
    [
        (date(2020, 1, 1), date(2022, 1, 1), "2020–21"),
        (date(2024, 1, 1), date(2025, 1, 1), "2024"),
        (date(2024, 4, 1), date(2025, 4, 1), "1 April 2024 – 31 March 2025"),
    ],
)
def test_period_in_words(first, end, words):
    assert WorkPlan(starts_on=first, ends_on=end).period == words


def test_the_three_objectives_are_put_on_record_once():
    work_plans.load_objectives()
    work_plans.load_objectives()

    assert list(StrategicObjective.objects.values_list("number", "title")) == [
        (1, "Accelerating action"),
        (2, "Conducting research and sharing knowledge"),
        (3, "Driving innovation and leveraging resources"),
    ]


# --- States of a plan ---------------------------------------------------------------


def test_plan_without_output_is_not_shown_to_others(officer):
    plan = make_work_plan()

    for verb in (
        lambda: workflow.circulate_plan(plan, by=officer),
        lambda: workflow.adopt_plan(plan, adopted_on=DAY, by=officer),
    ):
        with pytest.raises(Blocked, match=r"The plan has no output yet\."):
            verb()
    assert WorkPlan.objects.get().state == "draft"


def test_adoption_accepts_every_output_and_dates_the_plan(officer):
    plan = make_work_plan()
    proposed = make_output(plan)
    accepted = make_output(plan, is_accepted=True)

    workflow.adopt_plan(plan, adopted_on=DAY, by=officer, decision_reference="Abidjan")

    plan = WorkPlan.objects.get()
    assert (plan.state, plan.adopted_on, plan.version) == ("adopted", DAY, 1)
    assert plan.outputs.filter(is_accepted=True).count() == 2
    assert list(plan.outputs.values_list("pk", "version")) == [
        (proposed.pk, 1),
        (accepted.pk, 0),
    ]
    assert list(AuditEvent.objects.values_list("verb", flat=True).order_by("pk")) == [
        "work_plan.adopt",
        "output.accepted",
    ]


def test_chair_circulates_and_takes_back_but_does_not_adopt():
    plan = make_work_plan()
    make_output(plan)
    chair = factories.make_group_chair(plan.group)

    workflow.circulate_plan(plan, by=chair)
    assert WorkPlan.objects.get().state == "for_comment"
    workflow.redraft_plan(plan, by=chair)
    assert WorkPlan.objects.get().state == "draft"
    with pytest.raises(PermissionDenied):
        workflow.adopt_plan(plan, adopted_on=DAY, by=chair)


def test_adopted_plan_is_not_taken_back(officer):
    plan = make_work_plan(state=PlanState.ADOPTED)

    with pytest.raises(InvalidTransition):
        workflow.redraft_plan(plan, by=officer)


def test_plan_is_not_adopted_ahead_of_the_day(officer):
    plan = make_work_plan()
    make_output(plan)

    with pytest.raises(Blocked, match="in the future"):
        workflow.adopt_plan(plan, adopted_on=date(2099, 1, 1), by=officer)


# --- Progress -----------------------------------------------------------------------


def report(output, by, **facts):
    told = {"state": "on_track", "progress": 40, "on": DAY} | facts
    return workflow.report_output(output, by=by, **told)


def test_report_moves_the_output_and_stays(officer):
    output = make_output(make_work_plan(state=PlanState.ADOPTED), is_accepted=True)

    report(output, officer)
    report(output, officer, state="delivered", progress=100, on=date(2021, 6, 1))

    output.refresh_from_db()
    assert (output.state, output.progress) == ("delivered", 100)
    assert list(output.updates.values_list("on", "state", "progress")) == [
        (date(2021, 6, 1), "delivered", 100),
        (DAY, "on_track", 40),
    ]


def test_report_about_an_earlier_day_changes_nothing_else(officer):
    output = make_output(make_work_plan(state=PlanState.ADOPTED), is_accepted=True)
    report(output, officer, progress=60)

    report(output, officer, progress=20, on=date(2020, 6, 1))

    output.refresh_from_db()
    assert output.progress == 60
    assert output.updates.count() == 2


@pytest.mark.parametrize(
    ("state", "progress"), [("delivered", 99), ("on_track", 100), ("dropped", 100)]
)
def test_delivered_and_100_percent_go_together(officer, state, progress):
    output = make_output()

    with pytest.raises(Blocked, match="only a delivered one is at 100 %"):
        report(output, officer, state=state, progress=progress)


def test_updates_are_never_changed(officer):
    output = make_output()
    report(output, officer)

    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        output.updates.update(note="Other")


def test_nothing_is_reported_on_a_closed_plan_or_by_another_group(officer):
    output = make_output(make_work_plan(state=PlanState.CLOSED), is_accepted=True)

    with pytest.raises(Blocked, match=r"The work plan is closed\."):
        report(output, officer)
    with pytest.raises(PermissionDenied):
        report(make_output(), factories.make_group_chair())


def test_a_share_over_100_is_refused(officer):
    with pytest.raises(ValidationError, match="less than or equal to 100"):
        report(make_output(), officer, progress=120)


# --- Accepting, removing, carrying over ---------------------------------------------


def test_chair_does_not_accept_its_own_output():
    output = make_output()
    chair = factories.make_group_chair(output.plan.group)

    with pytest.raises(PermissionDenied):
        work_plans.accept_output(output, by=chair)


def test_output_is_accepted_once(officer):
    output = make_output()

    work_plans.accept_output(output, by=officer)

    output.refresh_from_db()
    assert (output.is_accepted, output.version) == (True, 1)
    with pytest.raises(Blocked, match="accepted already"):
        work_plans.accept_output(output, by=officer)


def test_only_a_proposal_without_report_is_removed(officer):
    accepted = make_output(is_accepted=True)
    reported = make_output()
    report(reported, officer)
    proposed = make_output()

    for output in (accepted, reported):
        with pytest.raises(Blocked, match="Report that it is dropped"):
            work_plans.remove_output(output, reason="Twice", by=officer)
    work_plans.remove_output(proposed, reason="Twice", by=officer)

    assert set(Output.objects.all()) == {accepted, reported}
    assert AuditEvent.objects.get(verb="output.removed").reason == "Twice"


def test_open_outputs_go_on_in_the_next_plan(officer):
    old = make_work_plan(state=PlanState.ADOPTED)
    late = make_output(old, 2, is_accepted=True, due_on=DUE, due_precision="quarter")
    ahead = make_output(
        old, 2, is_accepted=True, due_on=date(2022, 1, 1), due_precision="year"
    )
    for fields in ({"state": "delivered"}, {"state": "dropped"}):
        make_output(old, 2, is_accepted=True, **fields)
    make_output(old, 2)
    new = make_work_plan(old.group, **NEXT)
    make_output(new, 2, number=4)

    assert list(work_plans.to_carry_over(new)) == [late, ahead]
    first, second = work_plans.carry_over(new, outputs=[late, ahead], by=officer)

    assert (first.label, first.due, first.is_accepted) == ("2.5", "", False)
    assert (second.label, second.due) == ("2.6", "2022")
    assert not work_plans.to_carry_over(new).exists()


def test_what_is_carried_over_keeps_its_progress_and_leads(officer):
    lead = factories.make_partner()
    old = make_output(
        make_work_plan(state=PlanState.ADOPTED),
        text="Research",
        is_accepted=True,
        state=OutputState.DELAYED,
        progress=70,
    )
    old.leads.add(lead)
    new = make_work_plan(old.plan.group, **NEXT)

    [carried] = work_plans.carry_over(new, outputs=[old], by=officer)

    assert (carried.text, carried.state, carried.progress) == (
        "Research",
        "delayed",
        70,
    )
    assert (list(carried.leads.all()), carried.carried_from) == ([lead], old)


def test_what_is_finished_or_elsewhere_is_not_carried_over(officer):
    done = make_output(
        make_work_plan(state=PlanState.ADOPTED),
        is_accepted=True,
        state=OutputState.DELIVERED,
    )
    new = make_work_plan(done.plan.group, **NEXT)

    for output in (done, make_output(is_accepted=True)):
        with pytest.raises(Blocked, match="that are still open"):
            work_plans.carry_over(new, outputs=[output], by=officer)


def test_next_number_follows_the_last_one():
    plan = make_work_plan()
    make_output(plan, number=7)

    assert work_plans.next_number(plan, make_objective(1)) == 8
    assert work_plans.next_number(plan, make_objective(3)) == 1


# --- Needs of a group ---------------------------------------------------------------


def test_need_is_met_withdrawn_and_raised_again():
    need = make_resource_need()
    chair = factories.make_group_chair(need.group)

    assert workflow.meet_need(need, by=chair).state == "met"
    assert workflow.reopen_need(need, by=chair).state == "open"
    assert workflow.withdraw_need(need, by=chair, reason="No longer").state == (
        "withdrawn"
    )
    with pytest.raises(PermissionDenied):
        workflow.reopen_need(need, by=factories.make_group_chair())


@pytest.mark.parametrize(
    "money", [{"amount": 5}, {"currency": "USD"}, {"amount": 5, "currency": "usd"}]
)
def test_database_refuses_half_an_amount(money):
    with refused("resource_need_amount_with_currency"), transaction.atomic():
        make_resource_need(**money)
