"""The path board: who sees it, what it shows, and what its filters leave."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from alliance87.core.dates import PartialDate
from pathfinders.enums import MilestoneKind, Procedure, Status
from pathfinders.procedures import PROCEDURES
from pathfinders.selectors import board, with_path
from pathfinders.selectors.asks import ask_next, board_columns, board_totals
from tests.factories import (
    make_administrator,
    make_chair,
    make_contributor,
    make_country,
    make_document,
    make_focal_point,
    make_gcg_member,
    make_gcg_observer,
    make_group_chair,
    make_milestone,
    make_officer,
    make_pathfinder,
)

pytestmark = pytest.mark.django_db
BOARD = "/secretariat/path-board/"


def names_on(response) -> list[str]:
    groups = response.context["groups"]
    return [str(row.pathfinder) for _heading, rows in groups for row, *_rest in rows]


def make_named(name: str, **fields):
    country = {
        key: fields.pop(key) for key in ("region", "is_example") if key in fields
    }
    names = {"name_en": name, "name_fr": f"{name} (fr)", "name_es": f"{name} (es)"}
    return make_pathfinder(country=make_country(**names, **country), **fields)


@pytest.mark.parametrize("person", [make_officer, make_administrator, make_chair])
def test_board_opens_for_those_who_work_from_it(client_for, person):
    make_named("Chile")

    assert names_on(client_for(person()).get(BOARD)) == ["Chile"]


@pytest.mark.parametrize(
    "person",
    [
        make_focal_point,
        make_contributor,
        make_gcg_member,
        make_gcg_observer,
        make_group_chair,
    ],
)
@pytest.mark.parametrize("address", [BOARD, f"{BOARD}csv/"])
def test_board_is_refused_to_others(client_for, person, address):
    assert client_for(person()).get(address).status_code == 403


def test_board_asks_visitors_to_sign_in(client):
    response = client.get(BOARD)

    assert (response.status_code, response["Location"]) == (
        302,
        f"{reverse('account_login')}?next={BOARD}",
    )


def test_columns_are_every_step_of_every_procedure():
    assert set(board_columns()) == {
        step.kind for steps in PROCEDURES.values() for step in steps
    }


@pytest.mark.parametrize("countries", [1, 40])
def test_board_costs_the_same_for_many_countries(
    client_for, countries, django_assert_num_queries
):
    officer = make_officer()
    client = client_for(officer)
    for _number in range(countries):
        pathfinder = make_pathfinder()
        make_milestone(pathfinder, MilestoneKind.WORKSHOP)
        make_milestone(
            pathfinder, document=make_document(country=pathfinder.country, by=officer)
        )

    with django_assert_num_queries(9):
        response = client.get(BOARD)

    assert len(names_on(response)) == countries


def test_cell_leads_to_the_step_on_the_desk(client_for):
    pathfinder = make_named("Chile")
    make_milestone(pathfinder, MilestoneKind.WORKSHOP, source="Annual report")

    page = client_for(make_officer()).get(BOARD).content.decode()

    desk = reverse("country-desk", kwargs={"iso3": pathfinder.country.slug})
    cell = page[page.index(f'href="{desk}#step-workshop"') :]
    assert "<span>Stated</span></a><span" in cell
    assert cell.index("4 May 2021") < cell.index("</td>")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=chi", ["Chile"]),
        ("q=chile (fr)", ["Chile"]),
        ("region=Africa", ["Malawi"]),
        ("procedure=2018", ["Chile"]),
        ("stage=pathfinder", ["Nepal"]),
        ("stuck=100", ["Malawi", "Nepal"]),
        ("stuck=100&region=Africa", ["Malawi"]),
        ("q=nowhere", []),
    ],
)
def test_filters_leave_what_they_say(client_for, query, names):
    chile = make_named("Chile", procedure=Procedure.V2018, region="Americas")
    malawi = make_named("Malawi", region="Africa")
    make_named("Nepal", status=Status.PATHFINDER, region="Asia")
    today = timezone.localdate()
    for pathfinder, days in ((chile, 99), (malawi, 100)):
        when = PartialDate.day(today - timedelta(days=days))
        make_milestone(pathfinder, when=when)

    response = client_for(make_officer()).get(f"{BOARD}?{query}")

    assert names_on(response) == names


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (f"stuck={10**20}", "stuck"),
        (f"stuck={'9' * 5000}", "stuck"),
        ("stuck=-1", "stuck"),
        ("stuck=many", "stuck"),
        ("region=Atlantis", "region"),
        ("stage=finished", "stage"),
        ("procedure=1999", "procedure"),
        ("q=%00", "q"),
    ],
)
def test_unreadable_filter_is_named_and_ignored(client_for, query, field):
    make_named("Chile")

    response = client_for(make_officer()).get(f"{BOARD}?{query}")

    assert response.status_code == 200
    assert names_on(response) == ["Chile"]
    assert list(response.context["filters"].errors) == [field]


@pytest.mark.parametrize("page", ["x", "0", "-1", "99999999999999999999"])
def test_unreadable_page_number_shows_a_page(client_for, page):
    make_named("Chile")

    response = client_for(make_officer()).get(BOARD, {"page": page})

    assert names_on(response) == ["Chile"]


def test_empty_result_leads_back_to_all_countries(client_for):
    make_named("Chile")

    page = client_for(make_officer()).get(f"{BOARD}?q=nowhere").content.decode()

    assert "No country matches these filters" in page
    assert f'href="{BOARD}">Show all countries</a>' in page


def test_examples_stand_apart_and_are_not_counted(client_for):
    make_named("Aland", is_example=True)
    make_named("Chile")

    response = client_for(make_officer()).get(BOARD)

    assert [heading for heading, _rows in response.context["groups"]] == [
        "Countries, as far as sources say",
        "Example rows",
    ]
    assert names_on(response) == ["Chile", "Aland"]
    assert response.context["totals"].countries == 1


def test_totals_count_missing_steps_and_steps_without_document():
    officer = make_officer()
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    make_milestone(pathfinder, MilestoneKind.GCG_OBSERVED)
    make_milestone(pathfinder, document=make_document(country=pathfinder.country))

    totals = board_totals(board(with_path(officer), officer))

    assert (totals.countries, totals.missing, totals.unproved) == (1, 1, 1)


def test_ask_next_begins_with_the_country_nearest_to_status():
    officer = make_officer()
    far = make_named("Albania", procedure=Procedure.V2018)
    near = make_named("Zambia", procedure=Procedure.V2018)
    make_named("Nepal", status=Status.PATHFINDER)
    make_milestone(near, MilestoneKind.GCG_OBSERVED)
    make_milestone(near, MilestoneKind.SENIOR_OFFICIAL)
    make_milestone(far, MilestoneKind.GCG_OBSERVED)

    asks = ask_next(board(with_path(officer), officer))

    assert [(str(ask.row.pathfinder), ask.step.kind, ask.missing) for ask in asks] == [
        ("Zambia", MilestoneKind.EXPRESSION_OF_INTEREST, 1),
        ("Albania", MilestoneKind.EXPRESSION_OF_INTEREST, 2),
        ("Albania", MilestoneKind.SENIOR_OFFICIAL, 2),
    ]


@pytest.mark.parametrize(
    ("has_document", "asked"),
    [
        (False, MilestoneKind.GCG_OBSERVED),
        (True, MilestoneKind.CONFIRMATION_LETTER),
    ],
)
def test_ask_next_wants_proofs_and_then_the_letter(has_document, asked):
    officer = make_officer()
    pathfinder = make_pathfinder(procedure=Procedure.V2018)
    for kind in (
        MilestoneKind.GCG_OBSERVED,
        MilestoneKind.EXPRESSION_OF_INTEREST,
        MilestoneKind.SENIOR_OFFICIAL,
    ):
        document = make_document() if has_document else None
        make_milestone(pathfinder, kind, document=document)

    assert ask_next(board(with_path(officer), officer))[0].step.kind == asked


def test_spreadsheet_holds_the_filtered_rows(client_for):
    chile = make_named("Chile")
    make_named("Malawi")
    make_milestone(chile, MilestoneKind.WORKSHOP)

    response = client_for(make_chair()).get(f"{BOARD}csv/?q=chile")

    [row] = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    assert row["Country"] == "Chile"
    assert row[str(MilestoneKind.WORKSHOP.label)] == "Stated, 4 May 2021"
