"""Keys of personal links: each test is named after where they must not be kept."""

import logging
from uuid import uuid4

import pghistory.models
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from alliance87.core.models import Submission
from alliance87.core.secret_addresses import WithoutKeys, holds_key, without_key
from meetings import invitations
from meetings.models import Participation
from tests.factories.meetings import make_invited

KEYS = [
    ("/answer/{}/", "/answer/…/"),
    ("/answer/{}", "/answer/…"),
    ("/answer/{}?page=2", "/answer/…?page=2"),
    ("/action-points/link/{}/?page=2", "/action-points/link/…/?page=2"),
    ("/invitation/{}/", "/invitation/…/"),
    ("/calendar/{}.ics", "/calendar/….ics"),
    ("/account/confirm-email/{}/", "/account/confirm-email/…/"),
]


@pytest.mark.parametrize(("path", "shown"), KEYS)
def test_an_address_is_shown_without_its_key(path, shown):
    path = path.format("c2VjcmV0LXNlY3JldA")
    assert without_key(path) == shown
    assert holds_key(path)


@pytest.mark.parametrize("path", ["/", "/meetings/12/", "/no/such/page/", "//x"])
def test_other_addresses_are_shown_as_they_are(path):
    assert without_key(path) == path
    assert not holds_key(path)


@pytest.mark.django_db
def test_a_key_is_kept_neither_in_the_trail_nor_with_the_form():
    token = invitations.token_of(make_invited())
    address = reverse("meetings:answer", kwargs={"token": token})
    once = str(uuid4())
    form = {"response": "yes", "mode": "remote", "once": once}
    visitor = Client()

    first = visitor.post(address, form)
    assert (first.status_code, first["Location"]) == (302, address)
    assert Participation.objects.get().response == "yes"
    again = visitor.post(address, form)
    assert (again.status_code, again["Location"]) == (302, address)

    assert [each.done_url for each in Submission.objects.all()] == [""]
    paths = [
        each.metadata.get("path") for each in pghistory.models.Context.objects.all()
    ]
    assert "/answer/…/" in paths
    assert not [each for each in paths if token in each]


def test_a_key_is_not_written_to_the_log():
    line = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "%s: %s",
        ("Too Many Requests", "/answer/secret/"),
        None,
    )
    assert WithoutKeys().filter(line)
    assert line.getMessage() == "Too Many Requests: /answer/…/"
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_keys"]
