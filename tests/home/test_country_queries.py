"""The two pages of a country ask the database little, whoever is signed in.

Each case has all that a page may have to ask for: values of two sources, of which one
was chosen, parts, small counts beside large ones, an own indicator of a priority with
a baseline, and a report that is due.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from monitoring.enums import SubmissionState, ValueType
from monitoring.models import Definition, Preference
from monitoring.selectors.limits import catalogue_of
from monitoring.selectors.series import beside_values, read_series
from pathfinders.enums import RoadmapState
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_source
from tests.home.known_values import FEW, indicator, public_value

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOST = 12
# What asks in which state the database is; a test's transaction has it asked by none.
SNAPSHOT = 1
PEOPLE = (
    factories.make_gcg_member,
    factories.make_chair,
    factories.make_officer,
    factories.make_focal_point,
    factories.make_contributor,
)


@pytest.fixture(params=[1, 3])
def country(request):
    """A country with one row of everything, then with three."""
    found = factories.make_pathfinder(is_public=True)
    for code in ("F", "M"):
        make_axis_item("sex", code)
    shares = [indicator(f"PR-CL-{number}") for number in (1, 2, 4)][: request.param]
    victims = [
        indicator(code, theme=theme, value_type=ValueType.NUMBER, **FEW)
        for code, theme in (
            *(("PR-FL-1", "forced_labour"), ("PR-HT-1", "human_trafficking")),
            ("PR-FL-2", "forced_labour"),
        )
    ][: request.param]
    own = [_measured(found, at) for at in range(request.param)]
    asked = make_indicator_set(*shares, *victims)
    for definition in (*shares, *victims, *own):
        _state(found, definition)
    today = timezone.localdate()
    for number in range(request.param):
        days = {"opens_on": today - DAY, "due_on": today, "closes_on": today + DAY}
        due = make_round(year=today.year - number, indicator_set=asked, **days)
        make_submission(due, found, state=SubmissionState.OPEN)
    return found


def _measured(country, at: int):
    """Return the definition of an own indicator of a priority with a baseline."""
    roadmap = country.roadmaps.first() or factories.make_roadmap(
        country, state=RoadmapState.PUBLISHED, published_at=timezone.now(), rows={}
    )
    aim = {"unit": "victims", "target": 0, "target_on": timezone.localdate()}
    priority = factories.make_priority(roadmap, **aim, baseline=8, baseline_year=2023)
    factories.make_action(priority)
    factories.make_target_result(priority, value=9)
    measure = make_indicator(
        code=f"IM-C-{at}", pathfinder=country, priority_key=priority.key
    )
    return make_definition(measure, value_type=ValueType.NUMBER, **FEW)


def _state(country, definition):
    """Publish totals of two sources, and parts, of two years."""
    first, second = make_source(), make_source()
    for year in (2022, 2023):
        for part, number in (("", 40), ("sex=F", 4), ("sex=M", 36)):
            public_value(
                *(country, definition, year, number),
                part=part,
                source=first,
                quantity=Decimal(number),
            )
        public_value(country, definition, year, 5, source=second, quantity=Decimal(5))
        Preference.objects.create(
            pathfinder=country,
            indicator=definition.indicator,
            year=year,
            source=second,
            reason="Newer",
            chosen_by=factories.make_user(),
        )


@pytest.mark.parametrize("make", PEOPLE)
def test_page_of_a_country_asks_little(
    client_for, country, make, django_assert_max_num_queries
):
    own = make in {factories.make_focal_point, factories.make_contributor}
    client = client_for(make(country.country) if own else make())

    with django_assert_max_num_queries(MOST - SNAPSHOT):
        answer = client.get(country.get_absolute_url())

    notes = {each.key: each.note for each in answer.context["page"].glance}
    assert notes["deadline"].startswith("Report for ")


@pytest.mark.parametrize("make", PEOPLE)
def test_values_of_a_country_ask_little(
    client_for, country, make, django_assert_max_num_queries
):
    own = make in {factories.make_focal_point, factories.make_contributor}
    client = client_for(make(country.country) if own else make())
    address = reverse("monitoring:values", args=[country.country.slug])

    with django_assert_max_num_queries(MOST - SNAPSHOT):
        answer = client.get(address)

    assert answer.context["found"].coverage.total > 0


def test_what_was_read_beside_is_what_would_be_read(country):
    reader = AnonymousUser()
    definitions = list(Definition.objects.select_related("indicator"))
    indicators = {each.indicator_id for each in definitions}
    asked = ([country], definitions, reader)

    alone = read_series(*asked, parts=True)
    beside = beside_values(country, catalogue_of(indicators), None)
    together = read_series(*asked, parts=True, beside=beside)
    unknown = read_series(
        *asked, parts=True, beside=beside_values(country, catalogue_of(set()), None)
    )

    assert alone == together == unknown
    assert alone.hidden
