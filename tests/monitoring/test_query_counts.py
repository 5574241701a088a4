"""Pages about values cost the same for one row as for three."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring import talk
from monitoring.enums import SubmissionState, ValueState
from tests import factories
from tests.factories.monitoring import (
    make_definition,
    make_indicator,
    make_indicator_set,
)
from tests.factories.rounds import make_round, make_submission
from tests.factories.values import (
    make_correction,
    make_evidence,
    make_observation,
    make_source,
    make_value,
)
from tests.monitoring.import_files import catalogue, rows_about, table, upload
from tests.monitoring.import_files import open_round as open_for

DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("count", [1, 3])]


def definitions(count: int) -> list:
    return [
        make_definition(
            make_indicator(code=f"X-{number}"),
            axes={"sex": ["F", "M"]},
            threshold=11,
            threshold_reason="Few people",
        )
        for number in range(count)
    ]


def open_round(*asked):
    today = timezone.localdate()
    return make_round(
        year=today.year,
        indicator_set=make_indicator_set(*asked),
        opens_on=today - 30 * DAY,
        due_on=today + 10 * DAY,
        closes_on=today + 40 * DAY,
    )


def sent_in(reporting_round, *asked):
    """Return a submission with a proved value of each indicator and one before it."""
    submission = make_submission(reporting_round, state=SubmissionState.SUBMITTED)
    for definition in asked:
        place = (submission.pathfinder, definition.indicator)
        year = reporting_round.year
        before = make_observation(*place, year=year - 1)
        make_value(before, state=ValueState.PUBLISHED)
        now = make_observation(*place, year=year, source=make_source())
        value = make_value(
            now,
            quantity=Decimal(40),
            state=ValueState.SUBMITTED,
            submission=submission,
            recorded_by=factories.make_user(),
        )
        make_evidence(now)
        officer = factories.make_officer()
        talk.comment(now, text="Look", by=officer)
        talk.explain(value, check="growth", text="New survey", by=officer)
    return submission


def test_queue(count, client_for, django_assert_num_queries):
    asked = definitions(count)
    found = open_round(*asked)
    for _number in range(count):
        sent_in(found, *asked)
    client = client_for(factories.make_officer())

    with django_assert_num_queries(6):
        page = client.get(reverse("monitoring:review-queue"))

    assert len(page.context["rows"]) == count


def test_desk(count, client_for, django_assert_num_queries):
    asked = definitions(count)
    submission = sent_in(open_round(*asked), *asked)
    client = client_for(factories.make_officer())
    keys = {
        "iso3": submission.pathfinder.country.slug,
        "year": submission.round.year,
    }

    with django_assert_num_queries(12):
        page = client.get(reverse("monitoring:review-desk", kwargs=keys))

    assert [len(group["rows"]) for group in page.context["groups"]] == [count]


def test_corrections(count, client_for, django_assert_num_queries):
    for definition in definitions(count):
        asked = make_observation(indicator=definition.indicator)
        make_correction(asked, created_by=factories.make_user())
        done = make_observation(indicator=definition.indicator)
        make_correction(
            done,
            state="granted",
            decided_by=factories.make_user(),
            decided_at=timezone.now(),
        )
    client = client_for(factories.make_officer())

    with django_assert_num_queries(10):
        page = client.get(reverse("monitoring:corrections"))

    assert len(page.context["waiting"]) == count
    assert len(page.context["decided"]) == count


def test_imports_of_a_country(count, client_for, django_assert_num_queries):
    catalogue()
    pathfinder = factories.make_pathfinder()
    open_for(pathfinder)
    client = client_for(factories.make_focal_point(pathfinder.country))
    for number in range(count):
        rows = rows_about(pathfinder.country, 3)
        upload(
            client,
            table(*rows, name=f"{number}.csv"),
            pathfinder=pathfinder,
            new_source=f"Survey {number}",
            new_kind="survey",
        )
    keys = {"iso3": pathfinder.country.slug}

    with django_assert_num_queries(7):
        page = client.get(reverse("monitoring:country-imports", kwargs=keys))

    assert len(page.context["rows"]) == count


def test_values_of_a_country(count, django_assert_num_queries):
    asked = definitions(count)
    make_indicator_set(*asked)
    pathfinder = factories.make_pathfinder(is_public=True)
    for definition in asked:
        for part in ("", "sex=F", "sex=M"):
            found = make_observation(
                pathfinder, definition.indicator, breakdown=part, source=make_source()
            )
            make_value(found, quantity=Decimal(40), state=ValueState.PUBLISHED)
            make_evidence(found)
    keys = {"iso3": pathfinder.country.slug}

    with django_assert_num_queries(6):
        page = Client().get(reverse("monitoring:values", kwargs=keys))

    assert page.context["found"].coverage.proved == 3 * count


def test_long_table(count, django_assert_num_queries):
    pathfinder = factories.make_pathfinder(is_public=True)
    for definition in definitions(count):
        for part in ("", "sex=F"):
            found = make_observation(
                pathfinder, definition.indicator, breakdown=part, source=make_source()
            )
            make_value(found, quantity=Decimal(40), state=ValueState.PUBLISHED)
    keys = {"iso3": pathfinder.country.slug}

    with django_assert_num_queries(4):
        answer = Client().get(reverse("monitoring:values-csv", kwargs=keys))
        lines = answer.getvalue().decode().splitlines()

    assert len(lines) == 1 + 2 * count


def test_value(count, client_for, django_assert_num_queries):
    [definition] = definitions(1)
    pathfinder = factories.make_pathfinder(is_public=True)
    found = make_observation(pathfinder, definition.indicator, source=make_source())
    for _number in range(count):
        make_value(
            found, state=ValueState.SUPERSEDED, recorded_by=factories.make_user()
        )
        make_evidence(found, linked_by=factories.make_user())
        talk.comment(found, text="Look", by=factories.make_officer())
        make_correction(
            found,
            state="granted",
            created_by=factories.make_user(),
            decided_by=factories.make_user(),
            decided_at=timezone.now(),
        )
        other = make_observation(pathfinder, definition.indicator, source=make_source())
        make_value(other, state=ValueState.PUBLISHED)
    make_value(found, state=ValueState.PUBLISHED)
    client = client_for(factories.make_focal_point(pathfinder.country))

    with django_assert_num_queries(18):
        page = client.get(found.get_absolute_url())

    facts = page.context["facts"]
    assert (len(facts.versions), len(facts.others)) == (count + 1, count)
    assert (len(facts.comments), len(facts.corrections)) == (count, count)


def test_my_reporting(count, client_for, django_assert_num_queries):
    asked = definitions(count)
    found = make_submission(open_round(*asked), state=SubmissionState.RETURNED)
    officer = factories.make_officer()
    for definition in asked:
        observation = make_observation(
            found.pathfinder, definition.indicator, year=found.round.year
        )
        value = make_value(observation, state=ValueState.RETURNED, submission=found)
        observation.comments.create(
            value=value, kind="return", reason="source", text="Which?", by=officer
        )
        factories.make_contributor(found.pathfinder.country)
    client = client_for(factories.make_focal_point(found.pathfinder.country))

    with django_assert_num_queries(19):
        page = client.get(found.get_absolute_url())

    assert len(page.context["sent_back"]) == count
    assert len(page.context["facts"].workers) == count + 1
