"""Roadmaps in the read API: versions that are public, and the official table."""

from datetime import date
from decimal import Decimal

import pytest

from pathfinders.enums import RoadmapState
from tests.api.asking import HOST, ask, refused, walk
from tests.factories import (
    make_action,
    make_benchmark,
    make_country,
    make_funding,
    make_pathfinder,
    make_priority,
    make_rate,
    make_roadmap,
)

pytestmark = pytest.mark.django_db
NOTHING = {"allocated": None, "disbursed": None}
BUDGET = [
    {"currency": "KES", "needed": None, "available": 70000, **NOTHING},
    {"currency": "USD", "needed": 1000.5, "available": None, **NOTHING},
]


@pytest.fixture
def kenya():
    return make_pathfinder(country=make_country(iso3="KEN", iso2="KE", name_en="Kenya"))


def test_published_version_is_listed_with_its_period_and_addresses(kenya):
    make_roadmap(
        kenya,
        state=RoadmapState.PUBLISHED,
        title="Roadmap of Kenya",
        source="Ministry of Labour",
        source_url="https://example.org/roadmap",
    )

    (row,) = ask("roadmaps/")["items"]

    assert row == {
        "source": "Ministry of Labour",
        "source_url": "https://example.org/roadmap",
        "note": "",
        "conflict": "",
        "country": {"iso3": "KEN", "name": "Kenya"},
        "number": 1,
        "title": "Roadmap of Kenya",
        "language": "en",
        "state": {"code": "published", "label": "Published"},
        "starts_on": "2022-01-01",
        "ends_on": "2024-12-31",
        "published_at": None,
        "page": f"{HOST}/pathfinders/ken/roadmaps/1/",
        "detail": f"{HOST}/api/v1/roadmaps/KEN/1/",
        "pdf": None,
    }


def test_moment_of_publication_is_told_of_what_was_published_here(kenya):
    make_roadmap(kenya, state=RoadmapState.PUBLISHED)

    (row,) = ask("roadmaps/")["items"]

    assert row["published_at"] == "2024-03-01T12:00:00Z"


@pytest.fixture
def table(kenya):
    """A roadmap with amounts in two currencies, one of them not public."""
    roadmap = make_roadmap(kenya, currency="USD")
    make_rate(roadmap, currency="KES", rate=Decimal("0.01"))
    priority = make_priority(
        roadmap,
        title="Inspect farms",
        area="legal",
        themes=["child_labour"],
        unit="farms",
        baseline=Decimal("120.5"),
        baseline_year=2020,
        target=Decimal(400),
        target_on=date(2025, 12, 31),
    )
    action = make_action(
        priority,
        title="Train inspectors",
        output="A manual",
        level="high",
        responsible="Ministry of Labour",
        partners="Unions",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 6, 30),
        status="under_way",
        monitoring="40 were trained",
    )
    make_benchmark(action, year=2023, text="80 inspectors")
    make_funding(action, amount=Decimal("1000.50"))
    make_funding(action, kind="available", amount=Decimal(70000), currency="KES")
    make_funding(action, amount=Decimal("987654.32"), is_public=False)
    type(roadmap).objects.filter(pk=roadmap.pk).update(state=RoadmapState.PUBLISHED)
    return roadmap


def test_action_is_told_in_the_columns_of_the_official_table(table):
    (priority,) = ask("roadmaps/KEN/1/")["priorities"]

    assert priority["actions"] == [
        {
            "key": str(table.priorities.get().actions.get().key),
            "title": "Train inspectors",
            "output": "A manual",
            "level": {"code": "high", "label": "High"},
            "partners": "Ministry of Labour; Unions",
            "starts_on": "2022-01-01",
            "ends_on": "2022-06-30",
            "timeline": "January 2022 \N{EN DASH} June 2022",
            "budget": BUDGET,
            "budget_text": "",
            "action_group": "",
            "no_group_reason": "",
            "status": {"code": "under_way", "label": "Under way"},
            "monitoring": "40 were trained",
            "benchmarks": [{"year": 2023, "text": "80 inspectors"}],
        }
    ]


def test_priority_is_told_with_its_target_and_money_is_added_up(table):
    found = ask("roadmaps/KEN/1/")

    (priority,) = found["priorities"]
    del priority["actions"]
    assert priority == {
        "key": str(table.priorities.get().key),
        "number": 1,
        "title": "Inspect farms",
        "area": {"code": "legal", "label": "Legal action"},
        "themes": [{"code": "child_labour", "label": "Child labour"}],
        "objective": "",
        "indicator": "",
        "unit": "farms",
        "baseline": 120.5,
        "baseline_withheld": False,
        "baseline_year": 2020,
        "target": 400,
        "target_on": "2025-12-31",
    }
    usd = {"currency": "USD", "needed": 1000.5, "available": 700}
    assert (found["totals"], found["total"]) == (BUDGET, usd | NOTHING)


@pytest.mark.parametrize("address", ["roadmaps/", "roadmaps/KEN/1/"])
def test_amount_that_is_not_public_is_in_no_sum(table, address):
    assert "98865" not in str(ask(address))
    assert "987654" not in str(ask(address))


@pytest.mark.parametrize("state", [*RoadmapState])
def test_only_published_and_superseded_versions_are_told(kenya, state):
    make_roadmap(kenya, state=state, title="Version in work")
    is_told = state in {RoadmapState.PUBLISHED, RoadmapState.SUPERSEDED}

    titles = [each["title"] for each in ask("roadmaps/", country="KEN")["items"]]

    assert titles == (["Version in work"] if is_told else [])
    if not is_told:
        assert refused("roadmaps/KEN/1/")[0] == 404


def test_roadmap_of_a_hidden_country_is_not_told():
    hidden = make_pathfinder(
        country=make_country(iso3="PER", iso2="PE"), is_public=False
    )
    make_roadmap(hidden, state=RoadmapState.PUBLISHED)

    assert ask("roadmaps/")["items"] == []
    assert ask("roadmaps/", country="PER")["items"] == []
    assert refused("roadmaps/PER/1/")[0] == 404


def test_roadmaps_are_in_order_and_narrowed(kenya):
    peru = make_pathfinder(country=make_country(iso3="PER", iso2="PE"))
    make_roadmap(peru, state=RoadmapState.PUBLISHED)
    make_roadmap(kenya, state=RoadmapState.SUPERSEDED)
    make_roadmap(kenya, state=RoadmapState.PUBLISHED)

    def keys(**query):
        rows = walk("roadmaps/", page_size=1, **query)
        return [(each["country"]["iso3"], each["number"]) for each in rows]

    assert keys() == [("KEN", 1), ("KEN", 2), ("PER", 1)]
    assert keys(country="per,ken") == [("KEN", 1), ("KEN", 2), ("PER", 1)]
    assert keys(country="PER") == [("PER", 1)]
    assert keys(state="superseded") == [("KEN", 1)]


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999", "9" * 5000])
def test_unknown_version_is_not_found(kenya, number):
    make_roadmap(kenya, state=RoadmapState.PUBLISHED)

    assert refused(f"roadmaps/KEN/{number}/")[0] == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_depend_on_the_number_of_versions(
    rows, django_assert_num_queries
):
    for _row in range(rows):
        make_roadmap(state=RoadmapState.PUBLISHED)

    with django_assert_num_queries(2):
        assert len(ask("roadmaps/")["items"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_version_do_not_depend_on_its_rows(
    rows, kenya, django_assert_num_queries
):
    titles = {f"Priority {row}": [f"Action {row}"] for row in range(rows)}
    make_roadmap(kenya, state=RoadmapState.PUBLISHED, rows=titles)

    with django_assert_num_queries(6):
        assert len(ask("roadmaps/KEN/1/")["priorities"]) == rows
