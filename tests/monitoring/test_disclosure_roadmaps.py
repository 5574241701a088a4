"""Small counts of people that a roadmap states: kept from the same readers."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from alliance87.core.reports import Cell, TableSection
from monitoring.selectors.withholding import withheld_in_roadmaps
from pathfinders.enums import RoadmapState
from pathfinders.reports.comparison import comparison_report
from pathfinders.reports.progress import progress_report
from pathfinders.reports.roadmap import roadmap_report
from pathfinders.selectors.comparison import all_rows, compare
from pathfinders.selectors.progress import implementation, implementation_in_sums
from pathfinders.selectors.roadmap import roadmap_table
from pathfinders.selectors.withheld import withheld_from
from tests import factories
from tests.factories.monitoring import make_axis_item, make_definition, make_indicator
from tests.factories.people import PEOPLE
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
LIMIT = {"threshold": 11, "threshold_reason": "Few people"}
WITHHELD = "Withheld: small number of people"
TEAM = ("CO=", "FP=", "SO", "SA")
READERS = ("AN", *PEOPLE)
AIM = {"unit": "victims", "target": 0, "target_on": date(2026, 12, 31)}
SMALL = AIM | {"baseline": 8, "baseline_year": 2023}


@pytest.fixture
def roadmap():
    pathfinder = factories.make_pathfinder(is_public=True)
    return factories.make_roadmap(pathfinder, state=RoadmapState.PUBLISHED, rows={})


@pytest.fixture
def priority(roadmap):
    """Return a priority with a small baseline, which an own indicator measures."""
    found = factories.make_priority(roadmap, title="Free the victims", **SMALL)
    factories.make_action(found)
    measured_by(found)
    return found


def measured_by(priority, **fields):
    pathfinder = priority.roadmap.pathfinder
    indicator = make_indicator(
        code="IM-C-1", pathfinder=pathfinder, priority_key=priority.key
    )
    make_definition(indicator, **(LIMIT | fields))
    return indicator


def next_version(roadmap, rows):
    type(roadmap).objects.update(state=RoadmapState.SUPERSEDED)
    roadmap.refresh_from_db()
    facts = {"state": RoadmapState.PUBLISHED, "rows": rows}
    return factories.make_roadmap(roadmap.pathfinder, **facts)


def person(who: str, roadmap):
    return AnonymousUser() if who == "AN" else PEOPLE[who](roadmap.pathfinder.country)


def page(who: str, roadmap, name: str, **keys) -> str:
    client = Client()
    if who != "AN":
        client.force_login(person(who, roadmap))
    client.cookies["django_language"] = "en"
    facts = {"iso3": roadmap.pathfinder.country.slug, "number": roadmap.number}
    answer = client.get(reverse(f"pathfinders:{name}", kwargs=facts | keys))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def cells(report) -> list[str]:
    """Return all that stands in the tables of a document."""
    rows = [
        cell
        for section in report.sections
        if isinstance(section, TableSection)
        for row in section.rows
        for cell in getattr(row, "cells", ())
    ]
    texts = [each if isinstance(each, Cell) else Cell(each) for each in rows]
    return [f"{each.text} {each.note}" for each in texts]


# --- Pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", READERS)
def test_small_baseline_of_a_roadmap_is_for_the_team(priority, roadmap, who):
    shown = page(who, roadmap, "roadmap")

    assert ("Baseline: 8 victims (2023)" in shown) == (who in TEAM)
    assert (f"Baseline: {WITHHELD} (2023)" in shown) == (who not in TEAM)


@pytest.mark.parametrize("who", READERS)
def test_small_baseline_and_result_in_the_progress_are_for_the_team(
    priority, roadmap, who
):
    factories.make_target_result(priority, on=date(2024, 5, 1), value=5)

    shown = page(who, roadmap, "progress")

    assert ("<dd>8 victims, 2023</dd>" in shown) == (who in TEAM)
    assert (f"<dd>{WITHHELD}, 2023</dd>" in shown) == (who not in TEAM)
    assert ("</span> 5 victims<span" in shown) == (who in TEAM)
    assert (f"</span> {WITHHELD}<span" in shown) == (who not in TEAM)


@pytest.mark.parametrize("who", READERS)
def test_small_baseline_in_a_comparison_is_for_the_team(priority, roadmap, who):
    second = next_version(roadmap, {})
    facts = SMALL | {"baseline": 30, "key": priority.key}
    factories.make_priority(second, title=priority.title, **facts)

    found = compare(roadmap, second, person(who, roadmap))

    (row,) = (each for each in all_rows(found.rows) if each.title == priority.title)
    (change,) = row.changes
    assert change.label == "Baseline"
    assert change.old == ("8" if who in TEAM else WITHHELD)
    assert change.new == "30"


def test_small_baseline_that_was_taken_out_is_withheld(priority, roadmap):
    second = next_version(roadmap, {"Other": ["Act"]})

    shown = page("AN", roadmap, "roadmap-compare", other=second.number)

    assert f"<dt>Baseline</dt><dd><del>{WITHHELD}</del></dd>" in shown


# --- Documents ------------------------------------------------------------------------


def test_small_baseline_stands_in_no_document_for_everyone(priority, roadmap):
    said = " ".join(cells(roadmap_report(roadmap, AnonymousUser())))
    exact = " ".join(cells(roadmap_report(roadmap, factories.make_officer())))

    assert f"from {WITHHELD} (2023) to 0 victims by" in said
    assert "from 8 victims (2023) to 0 victims by" in exact


def test_small_result_stands_in_no_document_for_everyone(priority, roadmap):
    factories.make_target_result(priority, on=date(2024, 5, 1), value=5)

    said = " ".join(cells(progress_report(roadmap, AnonymousUser())))
    exact = " ".join(cells(progress_report(roadmap, factories.make_officer())))

    assert f"Measured: {WITHHELD}." in said
    assert "Measured: 5 victims." in exact


def test_small_baseline_stands_in_no_compared_document(priority, roadmap):
    second = next_version(roadmap, {})
    facts = SMALL | {"baseline": 30, "key": priority.key}
    factories.make_priority(second, title=priority.title, **facts)

    said = cells(comparison_report(roadmap, second, AnonymousUser()))

    assert [each for each in said if WITHHELD in each] == [f"{WITHHELD} "]


def test_small_baseline_is_withheld_before_the_roadmap_is_public():
    """Its document for everyone is made just before it is published."""
    roadmap = factories.make_roadmap(state=RoadmapState.PRESENTED, rows={})
    priority = factories.make_priority(roadmap, **SMALL)
    measured_by(priority)

    (row,) = roadmap_table(roadmap, AnonymousUser()).priorities
    (seen,) = roadmap_table(roadmap, factories.make_gcg_member()).priorities

    assert row.hides_baseline
    assert seen.hides_baseline


def test_sums_of_a_roadmap_are_read_without_any_count_of_people(priority, roadmap):
    """Nobody judges the counts where only sums are asked for: none may be shown."""
    found = implementation_in_sums(roadmap, AnonymousUser())

    assert [(each.hides_baseline, each.hides_result) for each in found.priorities] == [
        (True, True)
    ]


# --- Rule -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "unit", "limit", "is_hidden"),
    [
        (8, "victims", 11, True),
        (10, "victims", 11, True),
        (11, "victims", 11, False),
        (0, "victims", 11, False),
        (8, "% of children", 11, False),
        (8, "victims", None, False),
    ],
)
def test_counts_of_a_roadmap_follow_the_limit_of_their_indicator(
    roadmap, number, unit, limit, is_hidden
):
    facts = SMALL | {"baseline": number, "unit": unit}
    priority = factories.make_priority(roadmap, **facts)
    reason = "Few people" if limit else ""
    measured_by(priority, threshold=limit, threshold_reason=reason)
    result = factories.make_target_result(priority, on=date(2022, 5, 1), value=number)

    hidden = withheld_in_roadmaps([priority], [result])

    names = {("priority", priority.pk), ("result", result.pk)}
    assert hidden == (names if is_hidden else set())


def test_counts_of_a_priority_without_indicator_are_shown(roadmap):
    priority = factories.make_priority(roadmap, **SMALL)

    assert withheld_in_roadmaps([priority], []) == set()


def test_large_baseline_is_withheld_with_the_total_it_may_correct(roadmap):
    """10 in the values and 15 in the roadmap may be one total, corrected."""
    priority = factories.make_priority(roadmap, **(SMALL | {"baseline": 15}))
    indicator = measured_by(priority)
    observation = make_observation(roadmap.pathfinder, indicator, year=2023)
    make_value(observation, quantity=Decimal(10), state="published")

    assert withheld_in_roadmaps([priority], []) == {("priority", priority.pk)}


def test_result_of_an_earlier_version_is_withheld_in_the_next(priority, roadmap):
    second = next_version(roadmap, {})
    factories.make_priority(second, **(AIM | {"key": priority.key}))
    factories.make_target_result(priority, on=date(2024, 5, 1), value=5)

    (row,) = implementation(second, None).priorities

    assert row.hides_result
    assert not row.hides_baseline


def test_a_priority_with_two_indicators_follows_the_one_with_a_limit(roadmap):
    priority = factories.make_priority(roadmap, **SMALL)
    for code, limit in (("IM-C-1", LIMIT), ("IM-C-2", {})):
        indicator = make_indicator(
            code=code, pathfinder=roadmap.pathfinder, priority_key=priority.key
        )
        make_definition(indicator, **limit)
    make_axis_item("sex", "F")

    assert withheld_in_roadmaps([priority], []) == {("priority", priority.pk)}


@pytest.mark.parametrize("rows", [1, 3])
def test_counts_of_roadmaps_are_judged_in_few_queries(
    rows, roadmap, django_assert_num_queries
):
    priorities = [factories.make_priority(roadmap, **SMALL) for _each in range(rows)]
    for at, priority in enumerate(priorities):
        indicator = make_indicator(
            code=f"IM-C-{at}", pathfinder=roadmap.pathfinder, priority_key=priority.key
        )
        make_definition(indicator, **LIMIT)

    with django_assert_num_queries(4):
        found = withheld_from(AnonymousUser(), roadmap.pathfinder, priorities)

    assert [found.baseline_of(each) for each in priorities] == [True] * rows
