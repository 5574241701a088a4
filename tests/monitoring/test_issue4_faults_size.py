"""Faults found in review: forms that are as large as a whole report."""

import pytest

from monitoring.enums import ValueState
from monitoring.models import ObservationVersion
from monitoring.workflow import submission as sending
from pathfinders.enums import Status
from tests import factories
from tests.factories.monitoring import make_definition
from tests.factories.rounds import make_submission
from tests.factories.values import make_observation, make_value

pytestmark = pytest.mark.django_db
# So many fields Django takes in one form, unless told.
DJANGO_MOST = 1000


@pytest.fixture
def sent():
    """Send in more values than Django takes fields in one form, unless told."""
    submission = make_submission(
        pathfinder=factories.make_pathfinder(status=Status.PATHFINDER)
    )
    definition = make_definition()
    for number in range(DJANGO_MOST + 1):
        place = make_observation(
            submission.pathfinder,
            definition.indicator,
            year=1950 + number % 150,
            variant=str(number),
        )
        make_value(place, definition=definition)
    focal_point = factories.make_focal_point(submission.pathfinder.country)
    return sending.submit(submission, by=focal_point, what_is_missing=lambda _: [])


def test_more_than_a_thousand_values_are_decided_at_once(client_for, sent):
    client = client_for(factories.make_officer(language="en"))
    keys = list(ObservationVersion.objects.values_list("pk", flat=True))
    iso3, year = sent.pathfinder.country.slug, sent.round.year
    url = f"/secretariat/review/{iso3}/{year}/"

    too_many = client.post(f"{url}decide/", {"verb": "return", "value": keys})
    accepted = client.post(f"{url}decide/", {"verb": "accept", "value": keys})

    # The address of the next page would be longer than servers take.
    assert (too_many.status_code, too_many.url) == (302, url)
    assert accepted.status_code == 302
    states = set(ObservationVersion.objects.values_list("state", flat=True))
    assert states == {ValueState.ACCEPTED}


def test_hundred_values_go_back_by_an_address_that_servers_take(client_for, sent):
    client = client_for(factories.make_officer(language="en"))
    keys = list(ObservationVersion.objects.values_list("pk", flat=True)[:100])
    iso3, year = sent.pathfinder.country.slug, sent.round.year
    url = f"/secretariat/review/{iso3}/{year}/decide/"

    answer = client.post(url, {"verb": "return", "value": keys})

    assert answer.url.count("value=") == 100
    # Of keys below ten million; gunicorn takes 4,094 characters.
    assert len(answer.url) + 100 * 7 < 4000
