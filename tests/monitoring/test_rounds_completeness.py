"""How much of what a round asks a country has answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliance87.core.enums import Empty
from monitoring.enums import Computation, SourceKind, ValueState
from monitoring.selectors.completeness import Completeness, completeness
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.people import keeper
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_observation, make_source, make_value

pytestmark = pytest.mark.django_db

YEAR = 2026


def asked_of(*definitions):
    return make_submission(make_round(indicator_set=make_indicator_set(*definitions)))


def answer(submission, definition, *, year=YEAR, breakdown="", **fields):
    if fields.get("state") in {"submitted", "accepted"}:
        fields |= {"submitted_by": keeper(), "submitted_at": timezone.now()}
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=year, breakdown=breakdown
    )
    return make_value(observation, **fields)


def counted(submission) -> tuple[int, int]:
    found = completeness([submission])[submission.pk]
    return found.filled, found.asked


def test_asked_is_the_set_without_what_is_computed():
    computed = make_definition(computed_from=Computation.ALLOCATED)

    assert counted(asked_of(make_definition(), make_definition(), computed)) == (0, 2)


def test_own_indicators_of_the_country_are_asked_until_they_are_retired():
    submission = asked_of(make_definition())
    own = {"pathfinder": submission.pathfinder}
    today = timezone.localdate()
    make_definition(make_indicator(**own))
    make_definition(make_indicator(**own, retired_on=today + timedelta(days=1)))
    make_definition(make_indicator(**own, retired_on=today))
    make_definition(
        make_indicator(pathfinder=make_submission(submission.round).pathfinder)
    )

    assert counted(submission) == (0, 3)


@pytest.mark.parametrize(
    ("state", "filled"),
    [
        (ValueState.DRAFT, 1),
        (ValueState.SUBMITTED, 1),
        (ValueState.RETURNED, 1),
        (ValueState.ACCEPTED, 1),
        (ValueState.PUBLISHED, 1),
        (ValueState.SUPERSEDED, 0),
        (ValueState.DISCARDED, 0),
    ],
)
def test_answer_counts_in_working_and_published_states(state, filled):
    definition = make_definition()
    submission = asked_of(definition)
    answer(submission, definition, state=state)

    assert counted(submission) == (filled, 1)


def test_word_why_there_is_no_value_is_an_answer():
    definition = make_definition()
    submission = asked_of(definition)
    answer(submission, definition, empty=Empty.NOT_COLLECTED)

    assert counted(submission) == (1, 1)


def test_two_sources_of_one_figure_count_once():
    definition = make_definition()
    submission = asked_of(definition)
    answer(submission, definition)
    make_value(
        make_observation(
            submission.pathfinder, definition.indicator, year=YEAR, variant="15 hours"
        )
    )

    assert counted(submission) == (1, 1)


def test_parts_other_years_other_countries_and_unasked_values_do_not_count():
    definition, unasked = make_definition(), make_definition()
    submission = asked_of(definition)
    answer(submission, definition, breakdown="sex=F")
    answer(submission, definition, year=YEAR - 1)
    answer(submission, unasked)
    answer(make_submission(submission.round), definition)

    assert counted(submission) == (0, 1)


@pytest.mark.parametrize("kind", [SourceKind.GLOBAL_DATABASE, SourceKind.REPORT])
@pytest.mark.parametrize(("is_own", "filled"), [(True, 1), (False, 0)])
def test_a_source_of_many_countries_does_not_answer(kind, is_own, filled):
    definition = make_definition()
    submission = asked_of(definition)
    source = make_source(
        kind=kind, pathfinder=submission.pathfinder if is_own else None
    )
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR, source=source
    )
    make_value(observation, state=ValueState.PUBLISHED)

    assert counted(submission) == (filled, 1)


def test_nothing_asked_has_no_share():
    assert Completeness(filled=0, asked=0).share is None
    assert Completeness(filled=1, asked=4).share == 0.25


@pytest.mark.parametrize("countries", [1, 3])
def test_completeness_takes_three_queries(countries, django_assert_num_queries):
    found = make_round(indicator_set=make_indicator_set(make_definition()))
    submissions = [make_submission(found) for _number in range(countries)]

    with django_assert_num_queries(3):
        completeness(submissions)
