"""Costly addresses ask to wait; reading pages does not."""

import pytest
from django.test import Client
from django.urls import reverse

from alliance87.core.throttling import limit_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def throttles(settings, monkeypatch):
    """Small limits, within one minute of the clock."""
    monkeypatch.setattr("alliance87.core.throttling.time.time", lambda: 1_800_000_000)
    settings.THROTTLES = {"search": 2, "document": 1, "table": 1}


def asked(client, name, **headers):
    return client.get(reverse(name), **headers)


def test_search_asks_to_wait_and_says_how_long(throttles):
    client = Client()

    answers = [asked(client, "search") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert "Please wait a minute" in answers[2].content.decode()


def test_public_pages_are_read_on_while_searches_wait(throttles):
    client = Client()
    for _ in range(3):
        asked(client, "search")

    assert [asked(client, "home").status_code for _ in range(5)] == [200] * 5


def test_limits_are_counted_apart(throttles):
    client = Client()
    for _ in range(3):
        asked(client, "search")

    assert asked(client, "monitoring:gaps-csv").status_code == 200
    assert asked(client, "monitoring:gaps-csv").status_code == 429


def test_changing_the_forwarded_address_changes_nothing(throttles):
    client = Client()

    codes = [
        asked(client, "search", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code
        for n in range(3)
    ]

    assert codes == [200, 200, 429]


def test_people_of_one_office_do_not_use_up_the_limit_of_each_other(throttles):
    first, second = Client(), Client()
    first.force_login(factories.make_gcg_member())
    second.force_login(factories.make_gcg_member())
    for _ in range(3):
        asked(first, "search")

    assert asked(second, "search").status_code == 200
    assert asked(first, "search").status_code == 429


def test_visitors_of_other_addresses_are_answered(throttles):
    for _ in range(3):
        asked(Client(REMOTE_ADDR="203.0.113.1"), "search")

    assert asked(Client(REMOTE_ADDR="203.0.113.2"), "search").status_code == 200


def test_network_of_a_household_is_one_reader(throttles):
    for n in range(3):
        asked(Client(REMOTE_ADDR=f"2001:db8:1:1::{n + 1}"), "search")

    assert asked(Client(REMOTE_ADDR="2001:db8:1:1::ffff"), "search").status_code == 429
    assert asked(Client(REMOTE_ADDR="2001:db8:1:2::1"), "search").status_code == 200


def test_address_that_cannot_be_read_is_answered(throttles):
    client = Client(REMOTE_ADDR="unix:")

    assert [asked(client, "search").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("search", "search"),
        ("portfolio-pdf", "document"),
        ("portfolio-xlsx", "table"),
        ("values-csv", "table"),
        ("course-file", "table"),
        ("course", ""),
        ("home", ""),
        ("", ""),
    ],
)
def test_limit_follows_the_name_of_an_address(name, limit):
    assert limit_of(name) == limit
