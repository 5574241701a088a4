"""Throwing a draft away on the page of its value."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from alliance87.core.models import AuditEvent
from monitoring.enums import ValueState
from tests import factories
from tests.factories.monitoring import make_definition, make_indicator
from tests.factories.values import make_observation, make_value
from tests.test_permissions import PEOPLE, ROWS

pytestmark = pytest.mark.django_db
BUTTON = "Throw the draft away"
ANSWERS = {"Y": 200, "D": 403, "H": 404, "L": 302}


@pytest.fixture
def draft():
    definition = make_definition(make_indicator(code="X-1"))
    pathfinder = factories.make_pathfinder(is_public=True)
    observation = make_observation(pathfinder, definition.indicator)
    return make_value(observation, quantity=Decimal(7))


@pytest.fixture
def at_work(client_for, draft):
    return client_for(factories.make_focal_point(draft.pathfinder.country))


def url_of(version) -> str:
    return f"{version.observation.get_absolute_url()}discard/"


def test_team_throws_a_draft_away(at_work, draft):
    page = at_work.get(url_of(draft))
    assert page.context["form"].initial["version"] == draft

    answer = at_work.post(url_of(draft), {"version": draft.pk})

    draft.refresh_from_db()
    assert answer.url == draft.observation.get_absolute_url()
    assert draft.state == ValueState.DISCARDED
    assert draft.superseded_at is not None
    assert AuditEvent.objects.get().verb == "value.discard"
    shown = at_work.get(answer.url).content.decode()
    assert "The draft is thrown away." in shown
    assert url_of(draft) not in shown


def test_page_of_the_value_offers_it_for_a_draft(at_work, draft):
    shown = at_work.get(draft.observation.get_absolute_url()).content.decode()

    assert f'href="{url_of(draft)}">{BUTTON}</a>' in shown


def test_draft_of_a_published_value_leaves_the_published_one(at_work, draft):
    public = make_value(draft.observation, quantity=Decimal(5), state="published")

    at_work.post(url_of(draft), {"version": draft.pk})

    public.refresh_from_db()
    assert public.state == ValueState.PUBLISHED


@pytest.mark.parametrize("state", ["submitted", "accepted", "published", "discarded"])
def test_only_drafts_and_what_came_back_are_thrown_away(at_work, draft, state):
    public = timezone.now() if state == "published" else None
    type(draft).objects.update(state=state, published_at=public)

    assert at_work.get(url_of(draft)).status_code == 404
    answer = at_work.post(url_of(draft), {"version": draft.pk})

    draft.refresh_from_db()
    assert draft.state == state
    assert f"“{BUTTON}” is not possible" in answer.content.decode()


def test_value_that_came_back_is_thrown_away(at_work, draft):
    type(draft).objects.update(state=ValueState.RETURNED)

    at_work.post(url_of(draft), {"version": draft.pk})

    draft.refresh_from_db()
    assert draft.state == ValueState.DISCARDED


def test_what_somebody_saved_meanwhile_is_not_thrown_away(at_work, draft):
    type(draft).objects.update(state=ValueState.SUPERSEDED)
    newer = make_value(draft.observation, quantity=Decimal(9))

    answer = at_work.post(url_of(draft), {"version": draft.pk})

    newer.refresh_from_db()
    assert newer.state == ValueState.DRAFT
    assert f"“{BUTTON}” is not possible" in answer.content.decode()


def test_draft_of_another_value_is_not_thrown_away(at_work, draft):
    other = make_value(make_observation(draft.pathfinder), quantity=Decimal(9))

    at_work.post(url_of(draft), {"version": other.pk})

    other.refresh_from_db()
    assert other.state == ValueState.DRAFT


def test_page_answers_as_the_row_of_permissions_says(client_for, draft):
    found = {}
    for who, make in PEOPLE.items():
        user = make(draft.pathfinder.country)
        client = client_for(user) if user.is_authenticated else Client()
        found[who] = client.get(url_of(draft)).status_code

    row = ROWS["indicator value, draft", "delete"]
    assert found == {who: ANSWERS[letter] for who, letter in row.items()}
