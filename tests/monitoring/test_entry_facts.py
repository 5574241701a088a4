"""The page on which more is said about a figure than the grid has room for."""

from decimal import Decimal

import pytest

from monitoring.enums import Quality, ValueState, ValueType
from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import make_observation, make_value
from tests.monitoring.entry_forms import YEAR, open_round


@pytest.fixture
def draft(db):
    definition = make_definition(value_type=ValueType.SHARE)
    submission = open_round(definition)
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR
    )
    return make_value(observation, percent=Decimal("12.4"))


def address(draft) -> str:
    return f"{draft.observation.get_absolute_url()}facts/"


def test_what_is_known_of_a_figure_is_kept_with_it(draft, client_for):
    client = client_for(
        factories.make_contributor(draft.pathfinder.country, language="en")
    )

    answer = client.post(
        address(draft),
        {"quality": "provisional", "low": "11.9", "high": "12.9", "sample_size": "900"},
    )

    assert answer.url == draft.observation.get_absolute_url()
    saved = ObservationVersion.objects.get(state=ValueState.DRAFT)
    assert (saved.percent, saved.quality) == (Decimal("12.4"), Quality.PROVISIONAL)
    assert (saved.low, saved.high) == (Decimal("11.9"), Decimal("12.9"))
    assert saved.sample_size == 900


def test_a_fault_stands_at_its_field(draft, client_for):
    client = client_for(
        factories.make_contributor(draft.pathfinder.country, language="en")
    )

    answer = client.post(address(draft), {"low": "13", "high": "12"})

    assert list(answer.context["form"].errors) == ["high"]
    assert ObservationVersion.objects.count() == 1


def test_only_the_team_and_the_secretariat_find_it(draft, client_for):
    others = [
        factories.make_contributor(factories.make_pathfinder().country),
        factories.make_gcg_member(),
    ]

    assert [client_for(each).get(address(draft)).status_code for each in others] == [
        404,
        404,
    ]
    officer = client_for(factories.make_officer())
    assert officer.post(address(draft), {"footnote": "x"}).status_code == 200
    assert ObservationVersion.objects.count() == 1
