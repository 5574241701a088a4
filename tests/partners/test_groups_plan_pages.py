"""Pages of work plans: adopted ones for everybody, drafts for their group alone."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from alliance87.partners.enums import PlanState
from alliance87.partners.reports.work_plan import work_plan_report
from tests import factories
from tests.factories.groups import (
    make_output,
    make_work_plan,
)

pytestmark = pytest.mark.django_db

PLAN_QUERIES = 11


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


def outputs_shown(response) -> list[tuple[int, list[str]]]:
    return [
        (objective.number, [row.output.label for row in rows])
        for objective, rows in response.context["plan_rows"]
    ]


# --- The plan of 2020–21 ------------------------------------------------------------


@pytest.fixture
def supply_chains(group):
    """The plan of the briefing pack: each objective numbers its outputs from one."""
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    for objective, count in ((1, 3), (2, 3), (3, 3)):
        for number in range(1, count + 1):
            make_output(
                plan, objective, text=f"Text {objective}-{number}", is_accepted=True
            )
    return plan


def test_plan_shows_outputs_under_the_three_objectives(client, supply_chains):
    response = client.get(path_of(supply_chains))

    assert outputs_shown(response) == [
        (1, ["1.1", "1.2", "1.3"]),
        (2, ["2.1", "2.2", "2.3"]),
        (3, ["3.1", "3.2", "3.3"]),
    ]
    assert outputs_shown(client.get("/groups/supply-chains/")) == outputs_shown(
        response
    )


def test_plan_is_printed_under_the_three_objectives(supply_chains):
    report = work_plan_report(supply_chains, with_proposed=False)

    [table] = [each for each in report.sections if hasattr(each, "rows")]
    lines = [
        str(row.label) if hasattr(row, "label") else (row.number, row.cells[0].text)
        for row in table.rows
    ]
    assert lines == [
        "Objective 1: Accelerating action",
        *((f"1.{n}", f"Text 1-{n}") for n in (1, 2, 3)),
        "Objective 2: Conducting research and sharing knowledge",
        *((f"2.{n}", f"Text 2-{n}") for n in (1, 2, 3)),
        "Objective 3: Driving innovation and leveraging resources",
        *((f"3.{n}", f"Text 3-{n}") for n in (1, 2, 3)),
    ]
    assert report.version_text == "adopted on 15 May 2019"


def test_draft_is_marked_in_print(group):
    plan = make_work_plan(group)
    make_output(plan)

    report = work_plan_report(plan, with_proposed=True)

    assert report.version_text == "draft, not adopted"
    assert report.sections[0].text.startswith("**Draft.**")


def test_pdf_is_made(client, supply_chains):
    response = client.get(path_of(supply_chains, "pdf/"))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert (
        'filename="work-plan-supply-chains-2020.pdf"'
        in (response["Content-Disposition"])
    )


# --- Who reads ----------------------------------------------------------------------

PEOPLE = {"AN": None, **factories.people.PEOPLE}
HIDDEN = dict.fromkeys(PEOPLE, 404) | {"AN": 302}
OWN = HIDDEN | {"AG": 200, "SO": 200, "SA": 200}
KEEP = dict.fromkeys(PEOPLE, 403) | {"AN": 302, "AG": 200, "SO": 200, "SA": 200}


@pytest.mark.parametrize(
    ("state", "rest", "expected"),
    [
        ("draft", "", OWN),
        ("draft", "csv/", OWN),
        ("draft", "edit/", OWN),
        ("draft", "outputs/add/", OWN),
        ("draft", "adopt/", OWN | {"AG": 403}),
        ("for_comment", "", OWN | {"OB": 200, "GM": 200, "CH": 200}),
        ("for_comment", "edit/", OWN | {"OB": 403, "GM": 403, "CH": 403}),
        ("adopted", "", dict.fromkeys(PEOPLE, 200)),
        ("adopted", "close/", KEEP),
    ],
)
def test_plans_answer_as_the_table_of_permissions_says(group, state, rest, expected):
    plan, country = make_work_plan(group, state=state), factories.make_country()
    found = {}
    for column, make in PEOPLE.items():
        browser = Client()
        if column == "AG":
            browser.force_login(factories.make_group_chair(group))
        elif make:
            browser.force_login(make(country))
        found[column] = browser.get(path_of(plan, rest)).status_code

    assert found == expected


def test_draft_of_another_group_does_not_exist(client_for, group):
    plan = make_work_plan(group)
    output = make_output(plan)
    browser = client_for(factories.make_group_chair())

    for rest in ("", "pdf/", "xlsx/", "edit/", f"outputs/{output.pk}/", "circulate/"):
        assert browser.get(path_of(plan, rest)).status_code == 404
    page = browser.get("/groups/supply-chains/")
    assert (page.context["plans"], page.context["plan"]) == ([], None)


def test_plan_is_found_below_its_own_group_only(officer, group):
    plan = make_work_plan(group)
    other = factories.make_group(name="Rural")

    assert officer.get(f"/groups/{other.slug}/plans/{plan.pk}/").status_code == 404


def test_proposed_output_of_an_adopted_plan_is_the_groups(client, chair, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    output = make_output(plan)

    assert outputs_shown(client.get(path_of(plan))) == [(1, []), (2, []), (3, [])]
    assert outputs_shown(chair.get(path_of(plan)))[0] == (1, ["1.1"])
    assert client.get(path_of(plan, f"outputs/{output.pk}/")).status_code == 302
    assert chair.get(path_of(plan, f"outputs/{output.pk}/")).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_asks_the_same_number_of_queries(
    officer, group, rows, django_assert_num_queries
):
    plan = make_work_plan(group)
    for _each in range(rows):
        output = make_output(plan)
        output.leads.add(factories.make_partner())
        output.countries.add(factories.make_country())
    officer.get(path_of(plan))

    with django_assert_num_queries(PLAN_QUERIES):
        officer.get(path_of(plan))


# --- Files --------------------------------------------------------------------------


def test_outputs_as_csv_and_workbook(client, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    make_output(
        plan,
        2,
        text="=Research",
        progress=30,
        leads_text="ILO and FAO",
        is_accepted=True,
        due_on=date(2021, 7, 1),
        due_precision="quarter",
    )

    lines = client.get(path_of(plan, "csv/")).content.decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(path_of(plan, "xlsx/")).content))

    [row] = list(csv.DictReader(StringIO(lines)))
    assert (row["Output"], row["Text"], row["Led by"], row["Due by"]) == (
        "2.1",
        "'=Research",
        "ILO and FAO",
        "2021-09-30",
    )
    assert row["Progress (%)"] == "30"
    sheet = list(book["Outputs"].values)
    assert sheet[1][:5] == (
        "2.1",
        "Objective 2: Conducting research and sharing knowledge",
        1,
        "=Research",
        "ILO and FAO",
    )


def test_proposals_are_not_counted_in_an_adopted_plan(client, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    make_output(plan, is_accepted=True, state="delivered")
    make_output(plan)

    [line] = client.get("/groups/supply-chains/").context["plans"]

    assert (line.label, line.hint) == ("2020–21", "1 of 1 outputs delivered")


def test_progress_that_nobody_reported_is_a_gap_and_not_zero(client, officer, group):
    plan = make_work_plan(group, state=PlanState.ADOPTED)
    silent = make_output(plan, is_accepted=True)
    told = make_output(plan, is_accepted=True)
    sent = {"state": "planned", "progress": 0, "on": "2021-03-01"}
    officer.post(path_of(plan, f"outputs/{told.pk}/report/"), sent)

    [(_objective, rows), *_others] = client.get(path_of(plan)).context["plan_rows"]

    assert [(row.output, row.progress) for row in rows] == [(silent, None), (told, 0)]
