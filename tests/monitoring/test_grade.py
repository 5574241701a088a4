"""The grade of a figure: computed from what is known of it, and never of a secret."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from alliance87.core.enums import Audience
from monitoring.enums import Boundary, Quality, SourceKind, ValueState
from monitoring.figures.content import Content
from monitoring.figures.grade import Fact, Grade, grade
from monitoring.models import Source
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    make_evidence,
    make_observation,
    make_source,
    make_value,
)


@dataclass(frozen=True)
class Paper:
    audience: str


PAPERS = (Paper(Audience.COUNTRY), Paper(Audience.PUBLIC))
SURVEY = {
    "kind": SourceKind.SURVEY,
    "collected_from": date(2024, 3, 1),
    "sample_size": 12000,
}
FULL = Content(
    percent=Decimal("4.6"),
    quality=Quality.OFFICIAL,
    boundary=Boundary.SNA,
    ages="5-17",
    coverage="Whole country",
)


def source(**fields) -> Source:
    return Source(**(SURVEY | fields))


def known(graded) -> set[Fact]:
    return {fact for fact, is_known in graded.facts if is_known}


def test_figure_of_which_all_is_known_is_good():
    found = grade(FULL, source(), PAPERS)

    assert (found.grade, found.known, found.asked) == (Grade.GOOD, 7, 7)
    assert not found.is_held_back
    assert [fact for fact, _is_known in found.facts] == [*Fact]


def test_bare_figure_is_weak():
    found = grade(Content(percent=Decimal("4.6")), None, ())

    assert (found.grade, found.known, found.asked) == (Grade.WEAK, 0, 7)


@pytest.mark.parametrize(
    ("content", "of", "papers", "missing"),
    [
        (replace(FULL, quality=""), source(), PAPERS, Fact.KIND),
        (FULL, source(collected_from=None), PAPERS, Fact.COLLECTED),
        (FULL, source(sample_size=None), PAPERS, Fact.EXACT),
        (replace(FULL, coverage=""), source(), PAPERS, Fact.COVERAGE),
        (replace(FULL, boundary="", ages=""), source(), PAPERS, Fact.DEFINITION),
        (FULL, source(), PAPERS[:1], Fact.PUBLIC),
    ],
)
def test_each_fact_is_asked_by_itself(content, of, papers, missing):
    found = grade(content, of, papers)

    assert set(Fact) - known(found) == {missing}
    assert (found.grade, found.known) == (Grade.GOOD, 6)


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({"standard_error": Decimal("0.4")}, Fact.EXACT),
        ({"sample_size": 900}, Fact.EXACT),
        ({"low": Decimal(3), "high": Decimal(6)}, Fact.EXACT),
        ({"low": Decimal(3)}, None),
        ({"ages": "5-17"}, Fact.DEFINITION),
        ({"hours": "14"}, Fact.DEFINITION),
        ({"hazardous_list": "Decree 7"}, Fact.DEFINITION),
        ({"footnote": "Printed"}, None),
        ({"quality": Quality.PROXY}, Fact.KIND),
    ],
)
def test_what_stands_beside_a_figure_is_known_of_it(given, fact):
    found = grade(Content(percent=Decimal(5), **given), None, ())

    assert known(found) == ({fact} if fact else set())


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({"collected_until": date(2024, 5, 1)}, Fact.COLLECTED),
        ({"published_on": date(2024, 5, 1)}, None),
        ({"sample_size": 0}, Fact.EXACT),
        ({"coverage": "Two provinces left out"}, Fact.COVERAGE),
        ({"method": "From 14 hours on"}, Fact.DEFINITION),
        ({"kind": SourceKind.CENSUS}, Fact.EXACT),
        ({"kind": SourceKind.ADMINISTRATIVE}, Fact.EXACT),
        ({"kind": SourceKind.REPORT}, None),
    ],
)
def test_what_is_on_record_of_the_source_is_known(given, fact):
    of = Source(**({"kind": SourceKind.SURVEY} | given))

    found = grade(Content(percent=Decimal(5)), of, ())

    assert known(found) == ({fact} if fact else set())


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "weak"), (3, "weak"), (4, "fair"), (5, "fair"), (6, "good"), (7, "good")],
)
def test_half_is_fair_and_all_but_one_good(count, expected):
    given = [
        {"quality": FULL.quality},
        {"ages": "5-17"},
        {"coverage": "Whole country"},
        {"sample_size": 12000},
    ]
    content = Content(percent=Decimal(5))
    for each in given[:count]:
        content = replace(content, **each)
    of = source(sample_size=None) if count > 4 else None
    papers = {6: PAPERS[:1], 7: PAPERS}.get(count, ())

    found = grade(content, of, papers)

    assert (found.known, found.grade) == (count, expected)


@pytest.mark.parametrize(
    ("quality", "expected"),
    [
        (Quality.OFFICIAL, Grade.GOOD),
        (Quality.PROVISIONAL, Grade.GOOD),
        (Quality.BREAK, Grade.GOOD),
        (Quality.ESTIMATE, Grade.FAIR),
        (Quality.PROXY, Grade.FAIR),
        (Quality.UNRELIABLE, Grade.FAIR),
    ],
)
def test_what_is_no_count_of_its_own_is_never_good(quality, expected):
    found = grade(replace(FULL, quality=quality), source(), PAPERS)

    assert (found.grade, found.known) == (expected, 7)
    assert found.is_held_back == (expected == Grade.FAIR)


def test_estimate_of_which_little_is_known_is_weak_and_not_held_back():
    found = grade(Content(percent=Decimal(5), quality=Quality.ESTIMATE), None, ())

    assert (found.grade, found.is_held_back) == (Grade.WEAK, False)


@pytest.mark.parametrize(
    "stated",
    [
        {"answer": True, "quantity": Decimal(3)},
        {"frequency": "yearly"},
        {"year_stated": 2019},
        {"items": ("ILO",)},
        {"amount": Decimal(500), "currency": "USD"},
    ],
)
def test_nobody_asks_a_law_or_money_for_its_sample(stated):
    found = grade(Content(quality=Quality.OFFICIAL, **stated), source(), PAPERS)

    assert (found.grade, found.known, found.asked) == (Grade.GOOD, 3, 4)


@pytest.mark.parametrize("content", [Content(), Content(empty="not_collected")])
def test_where_no_value_stands_there_is_no_grade(content):
    assert grade(content, source(), PAPERS) is None


# --- The page -------------------------------------------------------------------------


@pytest.fixture
def observation(db):
    found = make_indicator(code="X-9")
    make_definition(found, threshold=11, threshold_reason="Few")
    of = make_source(
        name="Police", kind=SourceKind.ADMINISTRATIVE, method="One case, one victim"
    )
    return make_observation(
        factories.make_pathfinder(is_public=True), found, source=of, variant="Arrests"
    )


def read(observation, client=None, query="") -> tuple:
    response = (client or Client()).get(f"{observation.get_absolute_url()}{query}")
    return response.context["graded"], response.content.decode()


def test_page_shows_the_grade_with_its_reasons(observation):
    make_value(
        observation,
        quantity=Decimal(4000),
        quality=Quality.OFFICIAL,
        state=ValueState.PUBLISHED,
    )
    make_evidence(observation)

    graded, shown = read(observation)

    assert known(graded) == {Fact.KIND, Fact.EXACT, Fact.DEFINITION, Fact.PROOF}
    assert "What is known about quality: 4 of 7" in shown
    assert "Fair" in shown
    assert shown.count("Not on record") == 3
    assert "When the data were collected is on record" in shown


def test_proof_that_has_expired_is_none_for_the_grade(observation):
    make_value(observation, quantity=Decimal(4000), state=ValueState.PUBLISHED)
    document = factories.make_document(expires_on=date(2020, 1, 1))
    make_evidence(observation, file=document.versions.get())

    graded, _shown = read(observation)

    assert known(graded) == {Fact.EXACT, Fact.DEFINITION}


@pytest.mark.parametrize("who", ["public", "team"])
def test_security_small_count_has_no_grade_for_the_public(client_for, observation, who):
    make_value(
        observation,
        quantity=Decimal(3),
        coverage="One village",
        state=ValueState.PUBLISHED,
    )
    country = observation.pathfinder.country
    is_team = who == "team"
    client = client_for(factories.make_focal_point(country)) if is_team else None

    graded, shown = read(observation, client)

    assert (graded is not None, "One case, one victim" in shown) == (is_team, is_team)
    assert ("Arrests" in shown) == is_team
