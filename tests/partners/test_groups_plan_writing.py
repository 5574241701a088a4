"""Writing a work plan and its outputs on their pages."""

from datetime import date

import pytest
from django.utils import timezone

from alliance87.partners.enums import PlanState
from alliance87.partners.models import WorkPlan
from tests import factories
from tests.factories.groups import (
    make_membership,
    make_objective,
    make_output,
    make_work_plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return factories.make_group(name="Supply Chains", state="active")


@pytest.fixture
def chair(client_for, group):
    return client_for(factories.make_group_chair(group))


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def path_of(plan, rest: str = "") -> str:
    return f"/groups/{plan.group.slug}/plans/{plan.pk}/{rest}"


def errors(response) -> dict:
    return response.context["form"].errors


def test_chair_begins_a_plan_with_its_last_day(chair, group):
    response = chair.post(
        "/groups/supply-chains/plans/add/",
        {"starts_on": "2020-01-01", "last_day": "2021-12-31"},
    )

    plan = WorkPlan.objects.get()
    assert response["Location"] == path_of(plan)
    assert (plan.ends_on, plan.period, plan.state) == (
        date(2022, 1, 1),
        "2020–21",
        "draft",
    )


def test_faults_of_a_plan_stand_beside_their_fields(chair, group):
    make_work_plan(group)

    response = chair.post(
        "/groups/supply-chains/plans/add/",
        {"starts_on": "2020-01-01", "last_day": "2019-01-01"},
    )

    assert errors(response) == {
        "starts_on": ["The group has a work plan that starts on this day."],
        "last_day": ["The last day is before the first."],
    }


def test_adopted_plan_is_not_edited(officer, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)

    response = officer.post(
        path_of(plan, "edit/"),
        {"version": 0, "starts_on": "2020-01-01", "last_day": "2021-12-31"},
    )

    assert errors(response) == {
        "__all__": ["The plan is adopted. Begin the next plan for what is new."]
    }


def test_output_is_proposed_with_the_next_number_and_a_quarter(chair, group):
    plan = make_work_plan(group)
    make_output(plan, 2, number=4)
    lead = make_membership(group).partner

    chair.post(
        path_of(plan, "outputs/add/"),
        {
            "objective": make_objective(2).pk,
            "text": "Social dialogue",
            "leads": [lead.pk],
            "due_precision": "quarter",
            "due_on": "2021-05-17",
        },
    )

    output = plan.outputs.get(text="Social dialogue")
    assert (output.label, output.due, output.is_accepted) == (
        "2.5",
        "quarter 2 of 2021",
        False,
    )
    assert list(output.leads.all()) == [lead]


def test_taken_number_and_half_a_date_are_refused(chair, group):
    plan = make_work_plan(group)
    make_output(plan, 1, number=1)

    response = chair.post(
        path_of(plan, "outputs/add/"),
        {
            "objective": make_objective(1).pk,
            "number": 1,
            "text": "Again",
            "due_on": "2021-05-17",
        },
    )

    assert errors(response) == {
        "number": ["Another output of this objective has this number."],
        "due_precision": ["Say how exactly the day is meant."],
    }


def test_chair_reports_progress_and_everybody_reads_it(chair, client, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(plan, is_accepted=True)
    path = path_of(plan, f"outputs/{output.pk}/")

    chair.post(
        f"{path}report/",
        {"state": "on_track", "progress": 45, "on": "2021-03-01", "note": "Draft out"},
    )

    page = " ".join(client.get(path).content.decode().split())
    assert "45 % done" in page
    assert "Draft out" in page
    assert "Reported by" not in page
    assert "Reported by" in chair.get(path).content.decode()


def test_faults_of_a_report_are_refused(chair, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(plan, is_accepted=True)
    ahead = timezone.localdate().replace(year=2099).isoformat()

    response = chair.post(
        path_of(plan, f"outputs/{output.pk}/report/"),
        {"state": "delivered", "progress": 90, "on": ahead},
    )

    assert errors(response) == {
        "on": ["This day is in the future. Record it once it happened."],
        "progress": [
            "An output at 100 % is delivered, and only a delivered one is at 100 %."
        ],
    }


def test_accepted_output_of_an_adopted_plan_is_edited_by_the_secretariat(
    chair, officer, group
):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(plan, is_accepted=True)
    path = path_of(plan, f"outputs/{output.pk}/edit/")
    sent = {
        "version": 0,
        "objective": output.objective_id,
        "number": 1,
        "text": "Worded anew",
    }

    refused = chair.post(path, sent)
    officer.post(path, sent)

    output.refresh_from_db()
    assert errors(refused)["__all__"] == [
        "The output is part of an adopted plan. The secretariat can change it; you can "
        "report on it."
    ]
    assert output.text == "Worded anew"


def test_output_is_accepted_by_the_secretariat_only(chair, officer, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(plan)
    path = path_of(plan, f"outputs/{output.pk}/accept/")

    assert chair.post(path).status_code == 403
    officer.post(path)

    output.refresh_from_db()
    assert output.is_accepted


def test_proposal_is_removed_with_a_reason(chair, group):
    plan = make_work_plan(group)
    output = make_output(plan)

    response = chair.post(
        path_of(plan, f"outputs/{output.pk}/remove/"), {"reason": "Entered twice"}
    )

    assert response["Location"] == path_of(plan)
    assert not plan.outputs.exists()


def test_open_output_is_carried_over_on_the_page(chair, group):
    old = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(old, is_accepted=True, progress=20)
    new = make_work_plan(group, starts_on=date(2022, 1, 1), ends_on=date(2024, 1, 1))

    chair.post(path_of(new, "carry-over/"), {"outputs": [output.pk]})

    assert new.outputs.get().carried_from == output
    assert new.outputs.get().progress == 20


def test_plan_is_adopted_on_a_day_by_the_secretariat(officer, client, group):
    plan = make_work_plan(group)
    make_output(plan)

    officer.post(
        path_of(plan, "adopt/"),
        {"adopted_on": "2019-05-15", "decision_reference": "Workshop of Abidjan"},
    )

    plan.refresh_from_db()
    assert (plan.state, plan.adopted_on) == ("adopted", date(2019, 5, 15))
    assert client.get(path_of(plan)).status_code == 200


def test_chair_circulates_and_closes(chair, group):
    plan = make_work_plan(group)
    make_output(plan)

    chair.post(path_of(plan, "circulate/"), {})
    plan.refresh_from_db()
    assert plan.state == "for_comment"

    adopted = make_work_plan(group, state=PlanState.ADOPTED, starts_on=date(2018, 1, 1))
    chair.post(path_of(adopted, "close/"), {"reason": "Period over"})
    adopted.refresh_from_db()
    assert adopted.state == "closed"
