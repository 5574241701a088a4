"""Who reaches the pages of the exchange, and the table that everybody reads."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from pathfinders.enums import RoadmapState
from pathfinders.models import Action
from tests.factories import (
    make_contributor,
    make_focal_point,
    make_funding,
    make_gcg_member,
    make_roadmap,
)
from tests.pathfinders.exchange_files import (
    apply_on_page as apply,
)
from tests.pathfinders.exchange_files import (
    imported,
)
from tests.pathfinders.roadmap_forms import roadmap_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_roadmap(starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31))


@pytest.fixture
def editor(draft, client_for):
    return client_for(make_contributor(draft.pathfinder.country))


# --- The official table ---------------------------------------------------------------


def table_of(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def published():
    roadmap = make_roadmap(
        state=RoadmapState.PUBLISHED, rows={"Laws": ["Draft", "Pass"]}
    )
    action = Action.objects.get(title="Draft")
    make_funding(action, amount=1200)
    make_funding(action, kind="available", amount=7, is_public=False)
    return roadmap


def test_public_reads_the_official_table_without_private_money(published):
    response = Client().get(roadmap_url(published, "csv/"))

    assert response["Content-Disposition"].startswith('attachment; filename="roadmap-')
    assert table_of(response) == [
        [
            *("Priorities", "Actions", "Partners", "Timeline", "Budget"),
            *("Link to A8.7 Action Group", "Monitoring Progress"),
        ],
        ["Laws", "Draft", "", "", "Needed: 1\N{NO-BREAK SPACE}200 USD", "", ""],
        ["Laws", "Pass", "", "", "", "", ""],
    ]


def test_country_reads_its_private_money_too(published, client_for):
    client = client_for(make_focal_point(published.pathfinder.country))

    row = table_of(client.get(roadmap_url(published, "csv/")))[1]

    assert row[4] == "Needed: 1\N{NO-BREAK SPACE}200 USD; Available: 7 USD"


# --- Who ------------------------------------------------------------------------------


PAGES = ["imports/", "imports/add/", "spreadsheet/"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_draft_do_not_exist_for_others(draft, client_for, page):
    strangers = [make_focal_point(), make_gcg_member()]

    assert [
        client_for(each).get(roadmap_url(draft, page)).status_code for each in strangers
    ] == [404, 404]


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_refused_where_a_version_is_only_read(published, client_for, page):
    client = client_for(make_focal_point(published.pathfinder.country))

    assert client.get(roadmap_url(published, page)).status_code == 403


def test_an_import_exists_only_for_those_who_may_edit(draft, editor, client_for):
    url = imported(editor, draft)
    other = make_roadmap()
    stranger = client_for(make_focal_point(other.pathfinder.country))
    number = url.rstrip("/").rsplit("/", 1)[1]

    for page in ("", "columns/", "apply/", "undo/"):
        assert stranger.get(f"{url}{page}").status_code == 404
        own = roadmap_url(other, f"imports/{number}/{page}")
        assert stranger.get(own).status_code == 404
        assert stranger.post(own, {"seen": "x"}).status_code == 404
    assert not Action.objects.exists()


@pytest.mark.parametrize("times", [1, 3])
def test_list_of_imports_asks_a_constant_number_of_queries(
    draft, editor, times, django_assert_num_queries
):
    for _ in range(times):
        apply(editor, imported(editor, draft))

    with django_assert_num_queries(6):
        page = editor.get(roadmap_url(draft, "imports/"))

    assert len(page.context["rows"]) == times


@pytest.mark.parametrize("rows", [3, 60])
def test_preview_asks_a_constant_number_of_queries(
    draft, editor, rows, django_assert_num_queries
):
    table = "".join(f"P{n}\tAction {n}\tILO\n" for n in range(rows))
    url = imported(editor, draft, f"Priority\tAction\tPartners\n{table}")

    with django_assert_num_queries(9):
        editor.get(url)
