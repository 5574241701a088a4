"""A small world of the benchmarks: valid, complete, and read by the pages."""

from copy import deepcopy
from importlib import import_module

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from alliance87 import settings as own
from alliance87.core.models import User
from benchmarks.dashboards import seeding
from benchmarks.dashboards.goals import Result
from benchmarks.dashboards.sizes import LAST_YEAR, PARTS, Size
from meetings.models import AgendaItem, Meeting
from monitoring.enums import ValueState
from monitoring.models import Definition, Evidence, Observation, ObservationVersion
from monitoring.selectors.portfolio import portfolio
from monitoring.selectors.series import series_of
from pathfinders.models import Pathfinder

pytestmark = pytest.mark.django_db
SMALL = Size(countries=3, series=5, years=2, actions=4, agendas=(5,))


@pytest.fixture
def seeded():
    said = []
    seeding.seed(SMALL, said.append)
    connection.check_constraints()
    return said


def test_seeding_writes_as_many_values_as_it_says(seeded):
    assert SMALL.values == 3 * 5 * 2 * 6
    assert Observation.objects.count() == SMALL.values
    public = ObservationVersion.objects.filter(state=ValueState.PUBLISHED)
    assert public.count() == SMALL.values
    assert {*public.values_list("breakdown", flat=True)} == {*PARTS}
    # Of three values two are proved by a file.
    assert Evidence.objects.count() == SMALL.values * 2 // 3
    assert seeded == ["  3 of 3 countries"]


def test_seeding_says_that_its_numbers_are_an_example(seeded):
    sources = Observation.objects.values_list("source__name", flat=True)
    named = "Example: generated for a benchmark, survey"
    assert [*sources.order_by().distinct()] == [named]


def test_the_whole_size_is_about_a_million_values():
    assert Size().values == 1_014_408


def test_two_sources_state_what_the_computed_indicators_leave_free(db):
    size = Size(countries=1, series=73, years=1, actions=1, agendas=())
    seeding.seed(size, lambda line: None)
    typed = Definition.objects.filter(computed_from="").count()
    assert typed == 59
    by_all = Observation.objects.filter(source__pathfinder=None)
    assert by_all.order_by().values("indicator").distinct().count() == 73 - 59
    assert Observation.objects.count() == 73 * len(PARTS)


def test_pages_read_the_world(seeded, client):
    countries = Pathfinder.objects.select_related("country")
    definitions = Definition.objects.order_by("entries__position")[:5]
    found = series_of(countries, definitions, AnonymousUser())
    assert len(found) == 3 * 5
    years = {point.year for each in found.values() for point in each.points}
    assert years == {LAST_YEAR - 1, LAST_YEAR}
    member = User.objects.get(email="member@benchmark.invalid")
    rows = portfolio(countries, member)
    assert [row.cells["evidence"].text for row in rows] == ["5 of 5"] * 3
    assert [row.cells["money"].text for row in rows] == ["60% of 400\xa0000\xa0USD"] * 3
    client.force_login(member)
    meeting = Meeting.objects.get()
    assert AgendaItem.objects.filter(meeting=meeting).count() == 5
    page = client.get(reverse("meetings:meeting", kwargs={"pk": meeting.pk}))
    assert page.status_code == 200
    assert "Example paper 5" in page.content.decode()


@pytest.mark.parametrize(
    ("measured", "most", "holds"),
    [(15, True, True), (15.1, True, False), (15, False, True), (14.9, False, False)],
)
def test_a_goal_is_held_up_to_its_limit(measured, most, holds):
    assert Result("V1", "portfolio", measured, 15, most=most).holds is holds


def test_settings_of_the_benchmarks_leave_those_of_the_application_as_they_are():
    before = deepcopy((own.DATABASES, own.MIDDLEWARE, own.STORAGES))

    theirs = import_module("benchmarks.settings")

    assert before == (own.DATABASES, own.MIDDLEWARE, own.STORAGES)
    assert theirs.DATABASES["default"]["NAME"].endswith("_benchmark")
    assert not own.DATABASES["default"]["NAME"].endswith("_benchmark")
