"""What other sources state stands beside the field: confirmed, corrected, set apart."""

from decimal import Decimal

import pytest

from monitoring.enums import SourceKind, ValueState
from monitoring.models import ObservationVersion, ValueComment
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR, address, name_of, open_round, send


@pytest.fixture
def count(db):
    return make_definition()


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def at_work(submission, client_for):
    """Return the browser of a contributor of the country."""
    country = submission.pathfinder.country
    return client_for(factories.make_contributor(country, language="en"))


def drafts() -> list[ObservationVersion]:
    return list(ObservationVersion.objects.filter(state=ValueState.DRAFT))


@pytest.fixture
def elsewhere(submission, count):
    database = make_source(kind=SourceKind.GLOBAL_DATABASE)
    observation = make_observation(
        submission.pathfinder, count.indicator, year=YEAR, source=database
    )
    return make_value(observation, state=ValueState.PUBLISHED)


def test_the_value_of_a_database_is_confirmed_with_one_button(
    submission, at_work, count, elsewhere
):
    send(at_work, submission, {"do": f"confirm:{name_of(count)}:{elsewhere.pk}"})

    saved = drafts()[0]
    assert (saved.quantity, saved.confirms, saved.observation.source) == (
        Decimal(12),
        elsewhere,
        None,
    )


def test_why_a_value_is_not_comparable_is_kept_and_shown(
    submission, at_work, count, elsewhere
):
    text = "Other ages"
    name = name_of(count)

    send(
        at_work,
        submission,
        {
            f"{name}-{elsewhere.pk}-differs": text,
            "do": f"differs:{name}:{elsewhere.pk}",
        },
    )

    comment = ValueComment.objects.get()
    assert (comment.observation, comment.text) == (elsewhere.observation, text)
    page = at_work.get(address(submission)).content.decode()
    assert "Not comparable: Other ages" in page


def test_the_value_of_a_database_for_another_year_leads_to_that_year(
    submission, at_work, count, elsewhere
):
    page = at_work.get(address(submission, data=YEAR + 1)).content.decode()

    assert f'href="?data={YEAR}#v{count.pk}-0"' in page
    assert f"confirm:{name_of(count)}" not in page


@pytest.mark.parametrize("kind", [SourceKind.REPORT, SourceKind.ESTIMATE])
def test_a_source_of_many_countries_stands_beside_and_is_no_answer(
    kind, submission, at_work, count
):
    shared = make_source(kind=kind, name="Report on many countries")
    observation = make_observation(
        submission.pathfinder, count.indicator, year=YEAR, source=shared
    )
    make_value(observation, state=ValueState.PUBLISHED)

    answer = at_work.get(address(submission))

    row = next(row for row in answer.context["rows"] if row.definition == count)
    assert (row.total.state, row.total.entry.line.now) == ("Empty", None)
    assert [(each.kind, each.source) for each in row.total.elsewhere] == [
        (str(kind.label), "Report on many countries")
    ]
    assert answer.context["progress"]["value"] == 0
    assert list(answer.context["sources"]) == []


def test_each_other_source_has_its_own_buttons(submission, at_work, count, elsewhere):
    second = make_observation(
        submission.pathfinder,
        count.indicator,
        year=YEAR,
        source=make_source(name="Second database", kind=SourceKind.GLOBAL_DATABASE),
    )
    other = make_value(second, state=ValueState.PUBLISHED, quantity=Decimal(15))
    name = name_of(count)
    page = at_work.get(address(submission)).content.decode()
    assert f"confirm:{name}:{elsewhere.pk}" in page

    send(at_work, submission, {"do": f"confirm:{name}:{other.pk}"})

    assert [(each.quantity, each.confirms) for each in drafts()] == [
        (Decimal(15), other)
    ]
