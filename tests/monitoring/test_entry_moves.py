"""What a block states goes to another source as a whole, or stays as it is."""

from decimal import Decimal

import pytest

from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR, name_of, open_round, send


@pytest.fixture
def count(db):
    return make_definition(axes={"sex": ["F", "M"]})


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def survey(submission):
    return make_source(pathfinder=submission.pathfinder, name="Household survey")


@pytest.fixture
def at_work(submission, client_for):
    country = submission.pathfinder.country
    return client_for(factories.make_contributor(country, language="en"))


def draft(submission, definition, part, number, source=None) -> ObservationVersion:
    observation = make_observation(
        submission.pathfinder,
        definition.indicator,
        year=YEAR,
        breakdown=part,
        source=source,
    )
    return make_value(observation, quantity=Decimal(number))


def in_work() -> set[tuple]:
    rows = ObservationVersion.objects.in_work()
    return set(rows.values_list("observation__source", "breakdown", "quantity"))


def test_total_and_parts_go_together(submission, at_work, count, survey):
    draft(submission, count, "", 10)
    draft(submission, count, "sex=F", 4)

    send(at_work, submission, {f"v{count.pk}-0-source": survey.pk})

    assert in_work() == {
        (survey.pk, "", Decimal(10)),
        (survey.pk, "sex=F", Decimal(4)),
    }


def test_a_part_that_cannot_go_keeps_the_total_where_it_is(
    submission, at_work, count, survey
):
    total = draft(submission, count, "", 10)
    draft(submission, count, "sex=F", 4)
    draft(submission, count, "sex=F", 5, source=survey)
    before = ObservationVersion.objects.count()

    answer = send(
        at_work,
        submission,
        {
            f"v{count.pk}-0-source": survey.pk,
            f"{name_of(count)}-quantity": "11",
        },
    )

    assert [each.text for each in answer.context["faults"]] == [
        f"{count.indicator.code}: “Household survey” has a value for the year already."
    ]
    assert in_work() == {
        (None, "", Decimal(11)),
        (None, "sex=F", Decimal(4)),
        (survey.pk, "sex=F", Decimal(5)),
    }
    assert ObservationVersion.objects.count() == before + 1
    assert total.observation.versions.count() == 2
