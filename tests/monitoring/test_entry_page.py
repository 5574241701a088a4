"""The entry grid: sources, values of others, who may when, and the way on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monitoring.enums import (
    CorrectionState,
    SubmissionState,
    ValueState,
    ValueType,
)
from monitoring.models import ObservationVersion
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import (
    make_correction,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring.entry_forms import YEAR, address, name_of, open_round, send

SEXES = {"sex": ["F", "M"]}


@pytest.fixture
def share(db):
    return make_definition(value_type=ValueType.SHARE, axes=SEXES)


@pytest.fixture
def count(db):
    return make_definition()


@pytest.fixture
def submission(share, count):
    return open_round(share, count)


@pytest.fixture
def at_work(submission, client_for):
    """Return the browser of a contributor of the country."""
    country = submission.pathfinder.country
    return client_for(factories.make_contributor(country, language="en"))


def drafts() -> list[ObservationVersion]:
    return list(ObservationVersion.objects.filter(state=ValueState.DRAFT))


def draft_of(submission, definition, breakdown="", **fields):
    observation = make_observation(
        submission.pathfinder, definition.indicator, year=YEAR, breakdown=breakdown
    )
    return make_value(observation, **fields)


# --- Sources --------------------------------------------------------------------------


def test_a_value_is_kept_under_its_source(submission, at_work, count):
    survey = make_source(pathfinder=submission.pathfinder)

    send(
        at_work,
        submission,
        {
            f"{name_of(count)}-quantity": "5",
            f"v{count.pk}-0-source": survey.pk,
        },
    )

    assert [each.observation.source for each in drafts()] == [survey]


def test_another_source_moves_the_drafts_with_their_parts(submission, at_work, share):
    survey = make_source(pathfinder=submission.pathfinder)
    total = draft_of(submission, share, quantity=Decimal(500))
    draft_of(submission, share, "sex=F", quantity=Decimal(400))

    send(at_work, submission, {f"v{share.pk}-0-source": survey.pk})

    assert {(each.breakdown, each.observation.source) for each in drafts()} == {
        ("", survey),
        ("sex=F", survey),
    }
    total.refresh_from_db()
    assert total.state == ValueState.DISCARDED


def test_a_source_of_another_country_is_refused(submission, at_work, count):
    foreign = make_source(pathfinder=factories.make_pathfinder())

    answer = send(
        at_work,
        submission,
        {f"{name_of(count)}-quantity": "5", f"v{count.pk}-0-source": foreign.pk},
    )

    assert [each.observation.source for each in drafts()] == [None]
    assert answer.context["faults"][0].target == f"v{count.pk}-0-source"


# --- Who and when ---------------------------------------------------------------------


def test_people_of_other_countries_and_groups_find_no_page(submission, client_for):
    elsewhere = factories.make_pathfinder().country
    others = [
        factories.make_contributor(elsewhere),
        factories.make_focal_point(elsewhere),
        factories.make_gcg_member(),
        factories.make_gcg_observer(),
        factories.make_chair(),
    ]

    codes = [client_for(each).get(address(submission)).status_code for each in others]

    assert codes == [404] * 5


def test_the_secretariat_says_why_it_writes(submission, client_for, count):
    olga = client_for(factories.make_officer(language="en"))
    changes = {f"{name_of(count)}-quantity": "8"}

    answer = send(olga, submission, changes)
    assert drafts() == []
    assert answer.context["faults"][0].text.endswith(
        "Say at the top why you write for a country that is not yours."
    )

    send(olga, submission, changes | {"reason": "Asked by telephone"})
    assert (
        'value="Asked by telephone"' in olga.get(address(submission)).content.decode()
    )
    assert [each.reason for each in drafts()] == ["Asked by telephone"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SubmissionState.SUBMITTED, "The values were sent in"),
        (SubmissionState.APPROVED, "The values are approved"),
        (SubmissionState.PUBLISHED, "The values are approved"),
    ],
)
def test_after_sending_in_the_page_is_for_reading(
    submission, at_work, count, state, words
):
    draft_of(submission, count, state=ValueState.SUBMITTED)
    type(submission).objects.filter(pk=submission.pk).update(
        state=state, submitted_by=factories.keeper(), submitted_at=timezone.now()
    )

    page = at_work.get(address(submission)).content.decode()

    assert words in page
    assert f"{name_of(count)}-quantity" not in page


def test_after_the_round_closed_the_page_is_for_reading(share, count, client_for):
    today = timezone.localdate()
    closed = open_round(
        share,
        opens_on=today - timedelta(days=9),
        due_on=today - timedelta(days=5),
        closes_on=today - timedelta(days=1),
    )
    client = client_for(factories.make_contributor(closed.pathfinder.country))

    answer = client.get(address(closed))

    assert '<form class="entry"' not in answer.content.decode()
    fields = {
        "as": answer.wsgi_request.user.pk,
        f"v{share.pk}-0-at": "|",
        f"{name_of(share)}-seen": "",
        f"{name_of(share)}-percent": "5",
    }
    client.post(address(closed), fields)
    assert drafts() == []


def test_a_granted_correction_opens_its_line_after_the_round(share, count, client_for):
    today = timezone.localdate()
    closed = open_round(
        share,
        count,
        opens_on=today - timedelta(days=9),
        due_on=today - timedelta(days=5),
        closes_on=today - timedelta(days=1),
    )
    client = client_for(factories.make_focal_point(closed.pathfinder.country))
    value = draft_of(closed, count, state=ValueState.PUBLISHED)
    make_correction(
        value.observation,
        state=CorrectionState.GRANTED,
        decided_by=factories.keeper(),
        decided_at=timezone.now() + timedelta(seconds=1),
    )

    send(client, closed, {f"{name_of(count)}-quantity": "15"})

    assert [(each.indicator, each.quantity) for each in drafts()] == [
        (count.indicator, Decimal(15))
    ]
    page = client.get(address(closed)).content.decode()
    assert f"{name_of(share)}-percent" not in page


# --- The way on -----------------------------------------------------------------------


def test_the_next_theme_and_the_progress_are_named(client_for, count):
    other = make_definition(make_indicator(theme="forced_labour"))
    submission = open_round(count, other)
    client = client_for(
        factories.make_contributor(submission.pathfinder.country, language="en")
    )
    draft_of(submission, count)

    first = client.get(address(submission)).context
    last = client.get(first["next"].url).context

    assert first["progress"]["label"] == f"1 of 1 filled for {YEAR}"
    assert first["next"].label == "Next: How widespread it is, Forced labour"
    assert last["next"].label == "Check and send"


# --- Speed ----------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [1, 3])
def test_queries_do_not_grow_with_the_lines(
    lines, client_for, django_assert_num_queries
):
    definitions = [make_definition(axes=SEXES) for _each in range(lines)]
    submission = open_round(*definitions)
    for definition in definitions:
        draft_of(submission, definition)
        draft_of(submission, definition, "sex=F", quantity=Decimal(3))
    client = client_for(factories.make_contributor(submission.pathfinder.country))
    client.get(address(submission))

    with django_assert_num_queries(20):
        client.get(address(submission))


def test_a_page_of_nineteen_indicators_is_light(client_for, db):
    definitions = [
        make_definition(
            make_indicator(code=f"PC-HT-{number}"),
            value_type=ValueType.YES_NO,
            label_en="Legal framework: protecting the rights of victims, with text",
        )
        for number in range(19)
    ]
    submission = open_round(*definitions)
    for number in range(10):
        make_source(pathfinder=submission.pathfinder, name=f"Household survey {number}")
    client = client_for(factories.make_contributor(submission.pathfinder.country))

    page = client.get(address(submission)).content

    assert len(page) < 100_000


def queries_of_a_save(client_for, *, lines: int) -> int:
    definitions = [make_definition(axes=SEXES) for _each in range(lines)]
    submission = open_round(*definitions, year=YEAR + lines)
    person = factories.make_contributor(submission.pathfinder.country)
    client = client_for(person)
    fields = {"as": person.pk, "data": YEAR, "do": "save"}
    for definition in definitions:
        draft = draft_of(submission, definition)
        name = name_of(definition)
        fields[f"v{definition.pk}-0-at"] = "|"
    fields |= {f"{name}-seen": draft.pk, f"{name}-quantity": "13", "only": name}
    client.get(address(submission))

    with CaptureQueriesContext(connection) as queries:
        answer = client.post(
            address(submission), fields, headers={"HX-Request": "true"}
        )

    assert answer.status_code == 200
    assert b'data-state="done"' in answer.content
    return len(queries)


def test_queries_of_a_save_do_not_grow_with_the_page(client_for, db):
    assert queries_of_a_save(client_for, lines=1) == queries_of_a_save(
        client_for, lines=3
    )


# --- Several sources ------------------------------------------------------------------


def test_a_second_source_stands_beside_the_first(submission, at_work, count):
    first, second = (make_source(pathfinder=submission.pathfinder) for _each in "ab")
    observation = make_observation(
        submission.pathfinder, count.indicator, year=YEAR, source=first
    )
    make_value(observation)
    page = at_work.get(f"{address(submission)}?data={YEAR}&another={count.pk}")
    assert name_of(count, block=1) in page.content.decode()

    at_work.post(
        address(submission),
        {
            "as": page.wsgi_request.user.pk,
            "data": YEAR,
            f"v{count.pk}-0-at": f"{first.pk}|",
            f"v{count.pk}-1-at": "|",
            f"v{count.pk}-1-source": second.pk,
            f"{name_of(count, block=1)}-seen": "",
            f"{name_of(count, block=1)}-quantity": "15",
        },
    )

    found = {(each.observation.source, each.quantity) for each in drafts()}
    assert found == {(first, Decimal(12)), (second, Decimal(15))}
