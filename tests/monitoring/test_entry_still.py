"""The country's own last value is confirmed for the year of the page with one press."""

from decimal import Decimal

import pytest

from alliance87.core.enums import Empty
from monitoring.enums import ValueState, ValueType
from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.values import make_observation, make_source, make_value
from tests.monitoring.entry_forms import YEAR, address, name_of, open_round, send

SEXES = {"sex": ["F", "M"]}


@pytest.fixture
def count(db):
    return make_definition(axes=SEXES)


@pytest.fixture
def submission(count):
    return open_round(count)


@pytest.fixture
def claire(submission):
    country = submission.pathfinder.country
    return factories.make_contributor(country, language="en")


@pytest.fixture
def at_work(claire, client_for):
    return client_for(claire)


@pytest.fixture
def survey(submission):
    return make_source(pathfinder=submission.pathfinder, name="Household survey")


def value_of(
    submission, definition, /, *, year=YEAR - 1, part="", source=None, **fields
):
    observation = make_observation(
        submission.pathfinder,
        definition.indicator,
        year=year,
        breakdown=part,
        source=source,
    )
    return make_value(observation, **({"state": ValueState.PUBLISHED} | fields))


def of_the_year() -> list[ObservationVersion]:
    return list(ObservationVersion.objects.filter(year=YEAR))


def offered(client, submission) -> list[str]:
    """Return the parts whose last value can be confirmed, as the page shows them."""
    row = client.get(address(submission)).context["rows"][0]
    return [
        each.entry.line.breakdown for each in row.rows if each.last and each.last.pk
    ]


def still(count, version, part="total") -> dict:
    return {"do": f"still:{name_of(count, part)}:{version.pk}"}


def test_the_last_value_holds_for_the_year_under_its_own_source(
    submission, at_work, count, survey
):
    last = value_of(submission, count, source=survey)
    page = at_work.get(address(submission)).content.decode()
    assert f'value="still:{name_of(count)}:{last.pk}"' in page

    answer = send(at_work, submission, still(count, last))

    saved = of_the_year()[0]
    assert answer.url.endswith(f"?data={YEAR}#{name_of(count)}")
    assert (saved.quantity, saved.confirms, saved.observation.source) == (
        Decimal(12),
        last,
        survey,
    )
    assert (saved.state, saved.definition) == (ValueState.DRAFT, count)
    page = at_work.get(address(submission)).content.decode()
    assert f"Confirms the value of {YEAR - 1}" in page
    assert "still:" not in page


def test_the_answer_to_the_line_names_the_source_that_came_along(
    submission, at_work, count, survey
):
    last = value_of(submission, count, source=survey)
    part = value_of(submission, count, part="sex=F", source=survey)
    headers = {"HX-Request": "true"}
    form = still(count, last) | {"only": name_of(count)}

    answer = send(at_work, submission, form, **headers)

    block = answer.context["block"].block
    assert (answer.status_code, str(block.at)) == (200, f"{survey.pk}|")
    row = answer.context["row"]
    assert (row.state.startswith("Saved"), row.last.pk) == (True, 0)
    assert f"still:{name_of(count, 'sex-F')}:{part.pk}" in answer.content.decode()


def test_a_part_is_confirmed_by_itself(submission, at_work, count):
    girls = value_of(submission, count, part="sex=F", quantity=Decimal(5))

    send(at_work, submission, still(count, girls, "sex-F"))

    assert [(each.breakdown, each.quantity) for each in of_the_year()] == [
        ("sex=F", Decimal(5))
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"empty": Empty.NOT_AVAILABLE},
        {"empty": Empty.WITHHELD},
        {"state": ValueState.RETURNED},
    ],
)
def test_what_is_no_value_or_came_back_is_not_confirmed(
    fields, submission, at_work, count
):
    last = value_of(submission, count, **fields)
    assert offered(at_work, submission) == []

    answer = send(at_work, submission, still(count, last))

    assert of_the_year() == []
    assert [each.text for each in answer.context["faults"]] == [
        f"{count.indicator.code}: The last value cannot be confirmed here now. "
        "Load the page again."
    ]


def test_a_draft_of_the_year_is_never_written_over(submission, at_work, count):
    last = value_of(submission, count)
    draft = value_of(
        submission, count, year=YEAR, state=ValueState.DRAFT, quantity=Decimal(9)
    )
    assert offered(at_work, submission) == []

    send(at_work, submission, still(count, last))

    assert [(each.pk, each.quantity, each.state) for each in of_the_year()] == [
        (draft.pk, Decimal(9), ValueState.DRAFT)
    ]


def test_a_block_of_another_source_does_not_offer_it(
    submission, at_work, count, survey
):
    value_of(submission, count)
    value_of(submission, count, part="sex=F")
    value_of(submission, count, year=YEAR, source=survey, state=ValueState.DRAFT)

    assert offered(at_work, submission) == []


def test_a_value_of_another_kind_than_is_asked_now_is_not_offered(client_for, db):
    share = make_definition(value_type=ValueType.PERCENT)
    old = make_definition(share.indicator, number=2, value_type=ValueType.NUMBER)
    submission = open_round(share)
    value_of(submission, share, definition=old)
    country = submission.pathfinder.country
    client = client_for(factories.make_contributor(country, language="en"))

    row = client.get(address(submission)).context["rows"][0].total

    assert (row.last.year, row.last.pk) == (YEAR - 1, 0)


def test_a_round_that_is_closed_offers_nothing(submission, at_work, claire, count):
    last = value_of(submission, count)
    day = submission.round.opens_on
    type(submission.round).objects.update(closes_on=day, due_on=day)
    assert offered(at_work, submission) == []

    form = still(count, last)
    form |= {"data": YEAR, "as": claire.pk, f"v{count.pk}-0-at": "|"}
    answer = at_work.post(address(submission), form)

    assert (answer.status_code, of_the_year()) == (200, [])


def test_the_secretariat_gives_its_reason_for_it_too(submission, client_for, count):
    last = value_of(submission, count)
    olga = client_for(factories.make_officer(language="en"))

    send(olga, submission, still(count, last))
    assert of_the_year() == []

    send(olga, submission, still(count, last) | {"reason": "Asked by telephone"})
    assert [each.reason for each in of_the_year()] == ["Asked by telephone"]


def test_a_year_to_come_is_refused_as_when_it_is_typed(submission, at_work, count):
    last = value_of(submission, count)

    answer = send(at_work, submission, still(count, last), data=2090)

    assert not ObservationVersion.objects.filter(year=2090).exists()
    assert len(answer.context["faults"]) == 1


def test_the_reviewer_reads_what_a_value_confirms(submission, count, client_for):
    last = value_of(submission, count)
    now = value_of(
        submission,
        count,
        year=YEAR,
        state=ValueState.SUBMITTED,
        submission=submission,
        confirms=last,
    )
    client = client_for(factories.make_officer(language="en"))
    words = f"Confirms the value of {YEAR - 1}"

    iso3 = submission.pathfinder.country.slug
    desk = client.get(f"/secretariat/review/{iso3}/{YEAR}/?show=all").content.decode()
    page = client.get(now.observation.get_absolute_url()).content.decode()

    assert words in desk
    assert f'<a href="{last.observation.get_absolute_url()}">{words}</a>' in page


def test_the_public_reads_it_without_a_way_to_work_under_way(client, count):
    pathfinder = factories.make_pathfinder(is_public=True)
    earlier = make_observation(pathfinder, count.indicator, year=YEAR - 1)
    observation = make_observation(pathfinder, count.indicator, year=YEAR)
    now = make_value(
        observation, state=ValueState.PUBLISHED, confirms=make_value(earlier)
    )

    page = client.get(now.observation.get_absolute_url()).content.decode()

    assert f"Confirms the value of {YEAR - 1}" in page
    assert earlier.get_absolute_url() not in page
