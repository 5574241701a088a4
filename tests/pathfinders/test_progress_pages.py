"""The pages of progress by real requests: who may, what is shown, what is kept."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from pathfinders.enums import ActionStatus, RoadmapState
from pathfinders.models import (
    Roadmap,
)
from tests import factories
from tests.factories.people import PEOPLE
from tests.pathfinders.progress_plan import ON, make_plan, own_client, url_of

pytestmark = pytest.mark.django_db

# Making a document takes a second: where it may be read, these roles fetch it.
RENDERED = {"AN", "FP="}
ANSWERS = {"Y": 200, "D": 403, "H": 404, "L": 302}
READ, REPORT = "Y Y Y Y Y Y Y Y Y Y Y", "L D D Y Y D D D Y Y D"
CELLS = [
    ("published", "", READ),
    ("published", "pdf/", READ),
    ("published", "actions/{action}/", READ),
    ("published", "report/", REPORT),
    ("published", "actions/{action}/report/", REPORT),
    ("published", "benchmarks/{benchmark}/report/", REPORT),
    ("published", "targets/{priority}/report/", REPORT),
    ("superseded", "", READ),
    ("superseded", "report/", "L D D D D D D D D D D"),
    ("superseded", "actions/{action}/report/", "L D D D D D D D D D D"),
    ("draft", "", "L H H H H H H H H H H"),
    ("draft", "pdf/", "L H H H H H H H H H H"),
    ("draft", "actions/{action}/report/", "L H H H H H H H H H H"),
]


def _cells():
    for state, address, row in CELLS:
        for person, letter in zip(["AN", *PEOPLE], row.split(), strict=True):
            case = f"{state}-{address}-{person}"
            if address == "pdf/" and letter == "Y" and person not in RENDERED:
                continue
            yield pytest.param(state, address, person, ANSWERS[letter], id=case)


@pytest.fixture
def plan():
    return make_plan()


@pytest.mark.parametrize(("state", "address", "person", "status"), list(_cells()))
def test_page_is_for_those_who_may(state, address, person, status, plan, client_for):
    roadmap = plan.priority.roadmap
    if state == "draft":
        roadmap = factories.make_roadmap(
            pathfinder=roadmap.pathfinder, rows={"P": ["A"]}
        )
        plan = roadmap.priorities.get().actions.get()
    Roadmap.objects.filter(pk=roadmap.pk, state="published").update(state=state)
    country = roadmap.pathfinder.country
    client = Client() if person == "AN" else client_for(PEOPLE[person](country))

    assert client.get(url_of(plan, address)).status_code == status


# --- Reading --------------------------------------------------------------------------


def test_page_says_figures_with_their_sums_and_what_asks_for_attention(plan):
    factories.make_action(plan.priority, status=ActionStatus.DONE)
    factories.make_action(plan.priority, status=ActionStatus.CANCELLED)
    factories.make_benchmark_result(
        plan.benchmarks.get(), was_met=False, note="Secret reason"
    )
    factories.make_action(plan.priority, ends_on=date(2022, 12, 31))

    page = Client().get(url_of(plan)).content.decode()

    assert "33%" in page
    assert "1 of 3 actions done. The state of 1 is not stated." in page
    assert "1 cancelled action, not counted." in page
    assert "Was to end on 31 December 2022" in page
    assert "Nothing heard since publication" in page
    assert "Benchmark for 2022 missed" in page
    assert "1 benchmark was missed" in page
    assert "Secret reason" not in page


def test_notes_and_names_are_for_the_country_and_the_group(plan, client_for):
    update = factories.make_update(
        plan, note="Two inspectors resigned", evidence=factories.make_document()
    )
    member = client_for(factories.make_gcg_member())

    public = Client().get(url_of(plan, "actions/{action}/")).content.decode()
    group = member.get(url_of(plan, "actions/{action}/")).content.decode()
    own = own_client(plan, client_for).get(url_of(plan, "actions/{action}/"))

    assert "Under way" in public
    for secret in ("Two inspectors resigned", str(update.created_by), "vidence is on"):
        assert secret not in public
        assert secret in group or secret == "vidence is on"
    assert "Evidence is on file with the country" in group
    assert update.evidence.get_absolute_url() not in group
    assert update.evidence.get_absolute_url() in own.content.decode()


def test_amount_that_is_not_public_stays_with_the_country(plan, client_for):
    update = factories.make_update(plan)
    factories.make_funding_update(update, amount=98765, is_public=False)

    for page in ("", "actions/{action}/"):
        public = Client().get(url_of(plan, page)).content.decode()
        own = own_client(plan, client_for).get(url_of(plan, page)).content.decode()
        assert "98\xa0765" not in public
        assert "98\xa0765" in own


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Train inspectors", "Done", "Late", "Boats"}),
        ("?flag=overdue", {"Late"}),
        ("?flag=silent", {"Train inspectors", "Late"}),
        ("?flag=missed", set()),
        ("?status=done", {"Done"}),
        ("?responsible=Navy", {"Boats"}),
        ("?flag=unknown", {"Train inspectors", "Done", "Late", "Boats"}),
    ],
)
def test_filters_show_what_they_say(query, titles, plan):
    factories.make_action(plan.priority, title="Done", status=ActionStatus.DONE)
    factories.make_action(plan.priority, title="Late", ends_on=date(2022, 3, 1))
    boats = factories.make_action(plan.priority, title="Boats", responsible="Navy")
    factories.make_update(boats, on=timezone.localdate())

    response = Client().get(url_of(plan) + query)

    shown = {
        row.action.title for _p, rows in response.context["groups"] for row in rows
    }
    assert shown == titles


def test_page_as_of_a_day_leaves_later_reports_out(plan):
    factories.make_update(plan, on=ON, status=ActionStatus.DONE)

    before = Client().get(url_of(plan), {"on": "2023-06-29"})
    after = Client().get(url_of(plan), {"on": "2023-06-30"})
    unreadable = Client().get(url_of(plan), {"on": "soon"})

    assert "0 of 1 action done." in before.content.decode()
    assert "You look at 29 June 2023" in before.content.decode()
    assert "1 of 1 action done." in after.content.decode()
    assert unreadable.context["found"].on == timezone.localdate()
    assert "A filter could not be read" in unreadable.content.decode()


def test_superseded_version_stands_as_it_was_when_the_next_came(plan):
    first = plan.priority.roadmap
    Roadmap.objects.filter(pk=first.pk).update(state=RoadmapState.SUPERSEDED)
    factories.make_roadmap(
        pathfinder=first.pathfinder,
        state=RoadmapState.PUBLISHED,
        published_at=datetime(2023, 6, 29, 12, tzinfo=UTC),
    )
    factories.make_update(plan, on=ON, status=ActionStatus.DONE)

    page = Client().get(url_of(plan))

    assert page.context["found"].on == date(2023, 6, 29)
    assert "0 of 1 action done." in page.content.decode()


def test_roadmap_without_actions_says_so(client_for):
    roadmap = factories.make_roadmap(state=RoadmapState.PUBLISHED, rows={})
    url = f"/pathfinders/{roadmap.pathfinder.country.slug}/roadmaps/1/progress/"

    page = Client().get(url).content.decode()

    assert "The roadmap has no actions on file" in page
    own = client_for(factories.make_focal_point(roadmap.pathfinder.country))
    assert "no progress to report" in own.get(f"{url}report/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_three_rows_as_for_one(
    rows, plan, django_assert_num_queries
):
    for number in range(rows):
        action = factories.make_action(plan.priority, title=f"Action {number}")
        factories.make_funding_update(factories.make_update(action))
        factories.make_benchmark_result(factories.make_benchmark(action))
    url = url_of(plan)
    Client().get(url)

    with django_assert_num_queries(4):
        assert Client().get(url).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_an_action_asks_as_often_for_three_reports_as_for_one(
    rows, plan, client_for, django_assert_num_queries
):
    for _ in range(rows):
        evidence = factories.make_document()
        factories.make_funding_update(factories.make_update(plan, evidence=evidence))
        benchmark = factories.make_benchmark(plan)
        factories.make_benchmark_result(benchmark, evidence=evidence)
    client = own_client(plan, client_for)
    url = url_of(plan, "actions/{action}/")
    client.get(url)

    with django_assert_num_queries(8):
        assert client.get(url).status_code == 200
