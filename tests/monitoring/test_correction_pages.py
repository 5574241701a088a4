"""Correction requests: what the country says changes, and what the decider sees."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from monitoring.enums import CorrectionState, ReviewState, ValueState
from monitoring.models import CorrectionRequest
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_correction, make_observation, make_value

pytestmark = pytest.mark.django_db
LIST = "/secretariat/corrections/"


@pytest.fixture
def observation():
    indicator = make_indicator(code="X-9")
    make_definition(indicator, label_en="Children found in the worst forms")
    found = make_observation(None, indicator, year=2023)
    make_value(
        found,
        quantity=Decimal(40),
        state=ValueState.PUBLISHED,
        at=timezone.now() - timedelta(days=30),
    )
    return found


@pytest.fixture
def officer(client_for):
    return client_for(factories.make_officer())


def text(response) -> str:
    return response.content.decode()


def test_country_says_where_the_old_value_is_printed_and_the_decider_reads_it(
    client_for, observation, officer
):
    pathfinder = observation.pathfinder
    factories.make_review(
        pathfinder,
        year=2023,
        state=ReviewState.PUBLISHED,
        published_at=timezone.now(),
    )
    focal_point = client_for(factories.make_focal_point(pathfinder.country))
    url = f"{observation.get_absolute_url()}correct/"

    given = {"reason": "Counted twice.", "effect": "Review 2023, page 4"}
    focal_point.post(url, given)

    asked = CorrectionRequest.objects.get()
    assert asked.effect.splitlines()[1:] == [
        "The annual review 2023 is later and keeps the old value.",
        "Review 2023, page 4",
    ]
    page = text(officer.get(f"{LIST}{asked.pk}/"))
    for line in (*asked.effect.splitlines(), "Counted twice."):
        assert line in page


def test_decider_sees_the_public_value_and_its_chain(observation, officer):
    asked = make_correction(observation)
    make_value(observation, quantity=Decimal(77))

    response = officer.get(f"{LIST}{asked.pk}/")

    assert response.context["now"].version.quantity == Decimal(40)
    assert observation.get_absolute_url() in text(response)
    assert "Children found in the worst forms, 2023, Total" in text(response)


def test_decider_finds_the_list_again(observation, officer):
    asked = make_correction(observation)

    response = officer.get(f"{LIST}{asked.pk}/")

    way = [line.url for line in response.context["breadcrumbs"]]
    assert way == ["/secretariat/rounds/", LIST, ""]
    assert response.context["back_url"] == LIST


def test_list_names_what_is_asked_in_words(observation, officer):
    make_correction(observation)

    shown = text(officer.get(LIST))

    country = observation.pathfinder
    assert f"{country}: Children found in the worst forms, 2023, Total" in shown
    assert "X-9" not in shown


@pytest.mark.parametrize("state", [CorrectionState.GRANTED, CorrectionState.REFUSED])
def test_decided_request_leads_to_its_value(observation, officer, state):
    by, at = factories.make_officer(), timezone.now()
    asked = make_correction(
        observation, state=state, decided_by=by, decided_at=at, answer="Seen."
    )

    response = officer.get(f"{LIST}{asked.pk}/")

    assert response.url == observation.get_absolute_url()


def test_officer_is_led_from_the_value_to_the_decision(
    client_for, observation, officer
):
    asked = make_correction(observation)
    focal_point = client_for(factories.make_focal_point(observation.pathfinder.country))
    url = observation.get_absolute_url()

    assert f'href="{LIST}{asked.pk}/"' in text(officer.get(url))
    assert f'href="{LIST}{asked.pk}/"' not in text(focal_point.get(url))


def test_list_of_decided_requests_goes_on_over_pages(observation, officer):
    by, at = factories.make_officer(), timezone.now()
    for _each in range(51):
        make_correction(
            observation,
            state=CorrectionState.GRANTED,
            decided_by=by,
            decided_at=at,
        )

    assert len(officer.get(LIST).context["decided"]) == 50
    assert len(officer.get(f"{LIST}?page=2").context["decided"]) == 1


@pytest.mark.parametrize("address", [LIST, "/secretariat/review/"])
def test_page_beside_the_rounds_belongs_to_reporting(officer, address):
    entries = officer.get(address).context["navigation"]

    assert [entry.label for entry in entries if entry.is_current] == ["Reporting"]
