"""What the checks find about stored values, in constant queries."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitoring.enums import ValueState, ValueType
from monitoring.models import CheckAnswer, ObservationVersion
from monitoring.selectors.findings import cell_of, findings_for, warnings_of
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_value


@pytest.fixture
def pathfinder(db):
    return factories.make_pathfinder()


@pytest.fixture
def share(db):
    """Return a function that makes a share of an indicator of the annex."""
    known = {}

    def make(pathfinder, code="PR-CL-1", *, breakdown="", year=2021, **stated):
        if code not in known:
            known[code] = make_definition(
                make_indicator(code=code),
                value_type=ValueType.SHARE,
                axes={"sex": ["F", "M"]},
            )
        observation = make_observation(
            pathfinder, known[code].indicator, year=year, breakdown=breakdown
        )
        return make_value(observation, **stated)

    return make


def loaded(*versions) -> list[ObservationVersion]:
    rows = ObservationVersion.objects.filter(pk__in=[each.pk for each in versions])
    return list(rows.select_related("observation", "indicator", "definition"))


def test_a_value_is_compared_with_its_parts_that_are_on_record(pathfinder, share):
    total = share(pathfinder, quantity=Decimal(1000))
    share(pathfinder, breakdown="sex=F", quantity=Decimal(400))
    share(pathfinder, breakdown="sex=M", quantity=Decimal(300))

    found = warnings_of(pathfinder, loaded(total))

    assert [each.check for each in found[total.pk]] == ["parts-sum"]
    assert found[total.pk][0].is_open


def test_a_value_is_compared_with_other_indicators_and_published_years(
    pathfinder, share
):
    value = share(pathfinder, percent=Decimal(12))
    share(pathfinder, "PR-CL-2", percent=Decimal(11))
    share(pathfinder, year=2020, percent=Decimal(40), state=ValueState.PUBLISHED)

    found = warnings_of(pathfinder, loaded(value))

    assert {each.check for each in found[value.pk]} >= {"chores-less", "jump"}


def test_a_draft_stands_for_what_is_published_of_it(pathfinder, share):
    old = share(pathfinder, percent=Decimal(12), state=ValueState.PUBLISHED)
    make_value(old.observation, percent=Decimal(40))
    next_year = share(pathfinder, year=2022, percent=Decimal(41))

    assert warnings_of(pathfinder, loaded(next_year)) == {}


def test_values_of_another_country_are_not_compared(pathfinder, share):
    other = factories.make_pathfinder()
    share(other, "PR-CL-2", percent=Decimal(11))
    value = share(pathfinder, percent=Decimal(12))

    assert warnings_of(pathfinder, loaded(value)) == {}


def test_an_answer_closes_the_warning_of_this_version_only(pathfinder, share):
    share(pathfinder, "PR-CL-2", percent=Decimal(11))
    old = share(pathfinder, percent=Decimal(12))
    answer = CheckAnswer.objects.create(
        value=old, check_code="chores-less", text="Other survey", by=factories.keeper()
    )

    (warning,) = warnings_of(pathfinder, loaded(old))[old.pk]
    assert (warning.is_open, warning.answer) == (False, answer)

    ObservationVersion.objects.filter(pk=old.pk).update(state=ValueState.SUPERSEDED)
    new = make_value(old.observation, percent=Decimal("12.5"))
    (warning,) = warnings_of(pathfinder, loaded(new))[new.pk]
    assert warning.is_open


def test_a_cell_that_is_not_saved_replaces_what_stands_at_its_place(pathfinder, share):
    share(pathfinder, "PR-CL-2", percent=Decimal(11))
    value = share(pathfinder, percent=Decimal(12))
    cell = cell_of(*loaded(value))
    right = share(pathfinder, year=2019, percent=Decimal(10))
    content = cell_of(*loaded(right)).content

    assert findings_for(pathfinder, [replace(cell, content=content)]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_values(
    count, pathfinder, share, django_assert_num_queries
):
    values = [share(pathfinder, year=2015 + n) for n in range(count)]
    rows = loaded(*values)

    with django_assert_num_queries(3):
        warnings_of(pathfinder, rows)
