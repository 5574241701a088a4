"""The review desk: parts of one indicator are told apart, and every way leads on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from monitoring.enums import SubmissionState, ValueState
from tests import factories
from tests.factories.monitoring import (
    make_axis_item,
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import make_evidence, make_observation, make_value

pytestmark = pytest.mark.django_db
LABEL = "Children in child labour"


@pytest.fixture
def definition():
    make_axis_item("sex", "F", name_en="Girls")
    return make_definition(
        make_indicator(code="X-1"), label_en=LABEL, axes={"sex": ["F"]}
    )


@pytest.fixture
def sent(definition):
    today, day = timezone.localdate(), timedelta(days=1)
    found = make_round(
        year=today.year,
        indicator_set=make_indicator_set(definition),
        opens_on=today - 30 * day,
        due_on=today + 10 * day,
        closes_on=today + 40 * day,
    )
    return make_submission(found, state=SubmissionState.SUBMITTED)


@pytest.fixture
def versions(sent, definition):
    """The total and the girls of one indicator and year, both sent in."""
    rows = [
        make_observation(
            sent.pathfinder, definition.indicator, year=2023, breakdown=part
        )
        for part in ("", "sex=F")
    ]
    return [
        make_value(
            row,
            quantity=Decimal(number),
            state=ValueState.SUBMITTED,
            submission=sent,
        )
        for row, number in zip(rows, (240, 101), strict=True)
    ]


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def desk(submission) -> str:
    slug = submission.pathfinder.country.slug
    return f"/secretariat/review/{slug}/{submission.round.year}/"


def text(response) -> str:
    return response.content.decode()


def test_box_of_each_part_has_its_own_name(officer, sent, versions):
    shown = text(officer.get(desk(sent)))

    assert f'aria-label="{LABEL}, 2023"' in shown
    assert f'aria-label="{LABEL}, 2023, Girls"' in shown


def test_what_goes_back_is_named_with_its_part_and_value(officer, sent, versions):
    keys = "&".join(f"value={each.pk}" for each in versions)

    shown = text(officer.get(f"{desk(sent)}return/?{keys}"))

    for legend in (f"{LABEL}, 2023, Total", f"{LABEL}, 2023, Girls"):
        assert f'<legend class="field__label">{legend}</legend>' in shown
    for number in (240, 101):
        assert f'<span class="value__text">{number}</span>' in shown


def test_desk_leads_to_proof_and_to_the_rounds(officer, sent, versions):
    make_evidence(versions[0].observation)

    response = officer.get(desk(sent))

    assert f'href="{versions[0].observation.get_absolute_url()}#proofs"' in text(
        response
    )
    way = [line.url for line in response.context["breadcrumbs"]]
    assert way == ["/secretariat/rounds/", "/secretariat/review/", ""]


def test_round_leads_to_the_review_of_what_was_sent_in(officer, sent):
    waiting = make_submission(sent.round)

    shown = text(officer.get(sent.round.get_absolute_url()))

    assert f'href="{desk(sent)}"' in shown
    assert f'href="{desk(waiting)}"' not in shown


@pytest.mark.parametrize(
    ("fields", "columns"), [({}, 3), ({"target_on": "2025-12-31"}, 4)]
)
def test_heading_in_the_catalogue_is_as_wide_as_its_table(client, fields, columns):
    found = make_indicator(dimension="commitment", sub_area="legislation")
    make_indicator_set(make_definition(found, axes={"sex": ["F"]}, **fields))

    shown = text(client.get("/indicators/"))

    assert f'<th scope="rowgroup" colspan="{columns}">' in shown
