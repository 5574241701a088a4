"""Faults found in review: the same thing done twice at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*clients: Client, url: str, answers: dict) -> list[int]:
    """Send the same answers from all clients in the same moment."""
    start, found = Barrier(len(clients)), []

    def send(client: Client) -> None:
        start.wait()
        try:
            found.append(client.post(url, answers).status_code)
        finally:
            connections.close_all()

    threads = [Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_same_national_review_recorded_twice_at_once_is_refused_in_words(client_for):
    pathfinder = factories.make_pathfinder()
    people = [factories.make_focal_point(pathfinder.country) for _each in range(4)]
    url = reverse(
        "pathfinders:register-add",
        kwargs={"iso3": pathfinder.country.slug, "register": "national-reviews"},
    )

    found = _at_once(
        *map(client_for, people), url=url, answers={"year": 2022, "source": "UN"}
    )

    assert found == [200, 200, 200, 302]
    assert pathfinder.national_reviews.count() == 1
